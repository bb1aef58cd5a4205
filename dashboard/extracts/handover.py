"""A handover pack from outside: looked at and parsed in a limited process of its own, like every file that somebody brings.

Nothing in it is ever written to disk under a name that it gives, and no file that a pack does not have is opened.
"""

import hashlib
import json
import re
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from dashboard.domain.extract import RefusedFile
from dashboard.domain.handover import (
    BY_HAND,
    CHECKLIST,
    CONTACTS,
    FORMAT,
    MANIFEST,
    OPEN_ITEMS,
    README,
    Handover,
    HandoverNotUnderstood,
    rows_understood,
)
from dashboard.domain.handover_parts import PARTS, Row
from dashboard.extracts.apart import apart
from dashboard.extracts.limits import MEGABYTE, Limits
from dashboard.extracts.sheet import CannotRead
from dashboard.extracts.watchdog import Ended, run_watched

PACK = Limits(20 * MEGABYTE, 80 * MEGABYTE, 200, 64, 0, 0, 0, 1024 * MEGABYTE, 30)
"""A pack of a large trust with a loaded list of 100,000 names is 3 MB, and 13 MB unpacked."""

FORMATS = range(1, FORMAT + 1)
AGAIN = "write it again with `handover` where it came from, or ask for it again."
_KNOWN = {README, MANIFEST, CONTACTS, CHECKLIST, OPEN_ITEMS, *(part.file for part in PARTS)}
_LISTS = re.compile(r"lists/[a-z_]+\.csv")


def read_handover(staged: Path, file_name: str, limits: Limits = PACK) -> Handover | RefusedFile:
    """The pack, or why it is none that can be taken over, in a sentence."""
    target = staged.with_suffix(".handover")
    arguments = [str(staged), file_name, str(target), json.dumps(asdict(limits))]
    try:
        child = run_watched(
            *apart("dashboard.extracts.handover", arguments),
            seconds=limits.seconds,
            memory_bytes=limits.memory_bytes,
        )
        if child.ended is Ended.ITSELF and child.status == 0:
            return _from_plain(json.loads(target.read_text(encoding="utf-8")))
    finally:
        target.unlink(missing_ok=True)
    if child.ended is Ended.ITSELF and child.status == 3:
        answer = json.loads(child.printed)
        return RefusedFile(answer["reason"], answer["sentence"])
    return RefusedFile(
        "unreadable", f"{file_name} could not be read within the limits of memory and time: {AGAIN}"
    )


def main(arguments: list[str]) -> int:
    """In the limited process: the pack as one JSON file at the target, or the refusal on stdout and status 3."""
    from dashboard.extracts.child import forbid_network, limit_resources

    path, file_name, target, limits_json = arguments
    limits = Limits(**json.loads(limits_json))
    limit_resources(limits)
    forbid_network()
    try:
        plain = unpacked(Path(path), file_name, limits)
    except CannotRead as refused:
        reason, sentence = refused.args
        print(json.dumps({"reason": reason, "sentence": sentence}))
        return 3
    Path(target).write_text(json.dumps(plain), encoding="utf-8")
    return 0


def unpacked(path: Path, file_name: str, limits: Limits = PACK) -> dict[str, Any]:
    """What a pack says, as plain values that `_from_plain` takes. Raises CannotRead, (reason, sentence)."""
    contents = _contents(path, file_name, limits)
    try:
        manifest = _json_of(contents, MANIFEST)
        _check_manifest(manifest, file_name)
        _check_hashes(manifest, contents, file_name)
        decided = {
            part.name: rows_understood(part, _json_of(contents, part.file))
            for part in PARTS
            if part.file in contents
        }
    except HandoverNotUnderstood as problem:
        raise CannotRead("not understood", f"{file_name}: {problem} {AGAIN[:1].upper()}{AGAIN[1:]}") from None
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    told = {name: manifest[name] for name in ("trust_name", "made_up", "written_at", "product_version")}
    return {**told, "decided": decided, "sha256": sha256}


def _contents(path: Path, file_name: str, limits: Limits) -> dict[str, bytes]:
    """The files of the pack. What an archive says of its sizes may be untrue, so the bytes are counted."""
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise CannotRead(
            "too large",
            f"{file_name} is {size / MEGABYTE:,.1f} MB and a handover pack has {limits.file_bytes / MEGABYTE:,.0f} MB at most: {AGAIN}",
        )
    none = CannotRead(
        "wrong kind", f"{file_name} is no handover pack (a .zip with {MANIFEST} in it): {AGAIN}"
    )
    damaged = CannotRead(
        "damaged", f"{file_name} is damaged or was cut short, so it cannot be unpacked: {AGAIN}"
    )
    with path.open("rb") as stream:
        if stream.read(4) != b"PK\x03\x04":
            raise none
    _refuse_long_directory(path, file_name, limits)
    found: dict[str, bytes] = {}
    left = limits.unpacked_bytes
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if MANIFEST not in {entry.filename for entry in entries}:
                raise none
            for entry in entries:
                _check_entry(entry, found, file_name)
                with archive.open(entry) as packed:
                    content = packed.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise CannotRead(
                        "too large unpacked",
                        f"{file_name} unpacks to more than {limits.unpacked_bytes / MEGABYTE:,.0f} MB, which no handover pack "
                        f"does: {AGAIN}",
                    )
                found[entry.filename] = content
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, struct.error) as error:
        raise damaged from error
    except Exception as error:  # zlib.error and what other decompressors raise
        if isinstance(error, CannotRead | MemoryError):
            raise
        raise damaged from error
    return found


def _refuse_long_directory(path: Path, file_name: str, limits: Limits) -> None:
    """Before it is read: half a million empty entries would cost 278 MB."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 65_557))
        tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return
    entries, length = struct.unpack_from("<4s4H2IH", tail, at)[4:6]
    if entries > limits.entries or length > limits.entries * 1024:
        raise CannotRead(
            "too many files",
            f"{file_name} holds more files than a handover pack has (the limit is {limits.entries}): {AGAIN}",
        )


def _check_entry(entry: zipfile.ZipInfo, found: Mapping[str, bytes], file_name: str) -> None:
    if entry.flag_bits & 0x1:
        raise CannotRead(
            "password",
            f"{file_name} is protected with a password: take the protection out and choose it again.",
        )
    if entry.filename in found:
        raise CannotRead("damaged", f"{file_name} holds one file twice: {AGAIN}")
    if entry.filename not in _KNOWN and not _LISTS.fullmatch(entry.filename):
        raise CannotRead(
            "wrong kind",
            f"{file_name} holds a file that no handover pack has: take out what was put into it, or {AGAIN}",
        )


def _json_of(contents: Mapping[str, bytes], name: str) -> Any:
    try:
        return json.loads(contents[name].decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise HandoverNotUnderstood(f"{name} is damaged.") from None


def _no_number(_: str) -> None:
    raise ValueError


def _check_manifest(manifest: Any, file_name: str) -> None:
    number = manifest.get("format") if isinstance(manifest, dict) else None
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise HandoverNotUnderstood(f"{MANIFEST} does not say of which format the pack is.")
    if number not in FORMATS:
        raise CannotRead(
            "newer",
            f"{file_name} was written by a newer version of this program (format {number}; this version reads up to {FORMAT}): "
            "install that version, then take the pack over.",
        )
    kinds = {"trust_name": str, "made_up": bool, "written_at": str, "product_version": str, "files": dict}
    if not all(isinstance(manifest.get(name), kind) for name, kind in kinds.items()):
        raise HandoverNotUnderstood(f"{MANIFEST} is damaged.")
    try:
        written_at = datetime.fromisoformat(manifest["written_at"])
    except ValueError:
        raise HandoverNotUnderstood(f"{MANIFEST} does not say when the pack was written.") from None
    if written_at.tzinfo or max(len(manifest["trust_name"]), len(manifest["product_version"])) > 300:
        raise HandoverNotUnderstood(f"{MANIFEST} is damaged.")


def _check_hashes(manifest: Mapping[str, Any], contents: Mapping[str, bytes], file_name: str) -> None:
    """Every file is as it was written; those that people fill in aside."""
    said = {name: told for name, told in manifest["files"].items() if name not in BY_HAND}
    there = {name for name in contents if name not in (MANIFEST, *BY_HAND)}
    if missing := sorted(set(said) - there):
        name = missing[0] if missing[0] in _KNOWN or _LISTS.fullmatch(missing[0]) else "A file"
        raise HandoverNotUnderstood(f"{name} is missing.")
    for name in sorted(there):
        told = said.get(name)
        held = hashlib.sha256(contents[name]).hexdigest()
        if not isinstance(told, dict) or told.get("sha256") != held:
            raise CannotRead(
                "changed",
                f"{file_name} was changed after it was written ({name} is not what {MANIFEST} says): only {' and '.join(BY_HAND)} are "
                f"filled in by hand; {AGAIN}",
            )


def _from_plain(plain: Mapping[str, Any]) -> Handover:
    decided: dict[str, tuple[Row, ...]] = {
        part.name: rows_understood(part, plain["decided"][part.name])
        for part in PARTS
        if part.name in plain["decided"]
    }
    return Handover(
        plain["trust_name"],
        plain["made_up"],
        datetime.fromisoformat(plain["written_at"]),
        plain["product_version"],
        decided,
        sha256=plain["sha256"],
    )
