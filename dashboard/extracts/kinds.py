"""What kind of file the bytes are, by what they hold and not only by the name; and whether they may be opened at all."""

import struct
import zipfile
from pathlib import Path

from dashboard.domain.extract import RefusedFile
from dashboard.extracts.limits import Limits
from dashboard.extracts.packed import the_one_csv

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
NEEDS = "a .xlsx workbook or a .csv file"
BYTES_AN_ENTRY = 1024
"""Of an archive's directory: a part of a workbook takes about 80."""

DO = "export the listing again as .xlsx or .csv and choose that file."


def check_file(path: Path, file_name: str, limits: Limits, *, packed: bool = False) -> str | RefusedFile:
    """'xlsx' or 'csv', or why the file is refused before anything parses it; 'zip' for one `packed` CSV where that will do."""
    size = path.stat().st_size
    if size == 0:
        return RefusedFile("empty", f"{file_name} is empty (0 bytes): {NEEDS} with rows is needed; {DO}")
    if size > limits.file_bytes:
        return RefusedFile(
            "too large",
            f"{file_name} is {_mb(size)} and the limit here is {_mb(limits.file_bytes)}: "
            "export a shorter period, or import it with the command line, which takes larger files.",
        )
    with path.open("rb") as stream:
        start = stream.read(4096)
    ending = Path(file_name).suffix.lower()
    if start.startswith(OLE):
        return _old_or_locked(path, file_name)
    if start.startswith((ZIP, EMPTY_ZIP)):
        return _check_archive(path, file_name, ending, limits, packed)
    if ending not in (".csv", ".txt", ".tsv"):
        seen = _seen(start)
        return RefusedFile("wrong kind", f"{file_name} is not {NEEDS}: it holds {seen}; {DO}")
    if start.startswith((b"%PDF", b"\x89PNG", b"GIF8", b"\x1f\x8b", b"{\\rtf")) or _looks_binary(start):
        return RefusedFile(
            "wrong kind",
            f"{file_name} is named like a CSV file but holds {_seen(start)}: {NEEDS} is needed; {DO}",
        )
    if _first_text(start).startswith(("<!doctype", "<html", "<?xml", "<table")):
        return RefusedFile(
            "wrong kind", f"{file_name} is a web page or XML under another name: {NEEDS} is needed; {DO}"
        )
    return "csv"


def _check_archive(
    path: Path, file_name: str, ending: str, limits: Limits, packed: bool
) -> str | RefusedFile:
    directory = _size_of_directory(path)
    if directory is not None and directory > limits.entries * BYTES_AN_ENTRY:
        return RefusedFile(
            "too large unpacked",
            f"{file_name} holds more parts than a listing needs (the limit is {limits.entries}); {DO}",
        )
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return RefusedFile(
            "damaged", f"{file_name} is damaged or was cut short, so it cannot be opened as a workbook; {DO}"
        )
    names = {entry.filename for entry in entries}
    unpacked = sum(entry.file_size for entry in entries)
    held = max(1, sum(entry.compress_size for entry in entries))
    if any(entry.flag_bits & 0x1 for entry in entries):
        return _locked(file_name)
    one_csv = packed and the_one_csv(entries) is not None
    if not one_csv and (
        "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names)
    ):
        if packed and "mimetype" not in names:
            csvs = sum(name.lower().endswith((".csv", ".txt")) for name in names)
            return RefusedFile(
                "wrong kind",
                f"{file_name} is a zip archive that holds {len(names):,} files, {csvs:,} of them .csv, and one .csv file and "
                "nothing else is needed in it; unpack it and choose the .csv file.",
            )
        what = "an OpenDocument file" if "mimetype" in names else "a zip archive"
        return RefusedFile("wrong kind", f"{file_name} is {what}, not {NEEDS}; {DO}")
    if ending == ".xlsm" or any(name.lower().endswith("vbaproject.bin") for name in names):
        return RefusedFile(
            "macros",
            f"{file_name} holds macros, which are never opened here: a .xlsx workbook without macros is needed; "
            "in Excel choose Save as, Excel Workbook (.xlsx), and choose that file.",
        )
    if ending == ".xlsb" or "xl/workbook.bin" in names:
        return RefusedFile("wrong kind", f"{file_name} is a binary workbook (.xlsb), not {NEEDS}; {DO}")
    if len(entries) > limits.entries or unpacked > limits.unpacked_bytes or unpacked / held > limits.ratio:
        return RefusedFile(
            "too large unpacked",
            f"{file_name} unpacks to {_mb(unpacked)} in {len(entries)} parts, more than a listing needs "
            f"(the limits are {_mb(limits.unpacked_bytes)}, {limits.entries} parts and {limits.ratio} times its size); {DO}",
        )
    return "zip" if one_csv else "xlsx"


def _size_of_directory(path: Path) -> int | None:
    """Bytes of the archive's directory as its last record says, or None without one: reading 500,000 empty entries
    would cost this process 278 MB. (A size that the record cannot hold is a zip64 archive, which no listing needs.)
    """
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 65_557))
        tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return None
    return struct.unpack_from("<4s4H2IH", tail, at)[5]


def _old_or_locked(path: Path, file_name: str) -> RefusedFile:
    """OLE holds old .xls workbooks and also every password-protected .xlsx (its stream is EncryptedPackage)."""
    with path.open("rb") as stream:
        content = stream.read(2 * 1024 * 1024)
    if "EncryptedPackage".encode("utf-16-le") in content:
        return _locked(file_name)
    return RefusedFile("wrong kind", f"{file_name} is an old Excel file (.xls), not {NEEDS}; {DO}")


def _locked(file_name: str) -> RefusedFile:
    return RefusedFile(
        "password",
        f"{file_name} is protected with a password, so it cannot be read: a workbook without one is needed; "
        "in Excel choose File, Info, Protect Workbook, take the password out, save, and choose the file again.",
    )


def _seen(start: bytes) -> str:
    if start.startswith(b"%PDF"):
        return "a PDF document"
    if start.startswith((b"\x89PNG", b"GIF8", b"\xff\xd8\xff")):
        return "a picture"
    if start.startswith(b"\x1f\x8b"):
        return "a compressed archive"
    if start.startswith(b"{\\rtf"):
        return "a text document (RTF)"
    return "data of another kind" if _looks_binary(start) else "text of another kind"


def _first_text(start: bytes) -> str:
    """The first characters in lower case, whatever mark of an encoding stands before them."""
    codec = "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return start.decode(codec, errors="ignore").lstrip().lower()


def _looks_binary(start: bytes) -> bool:
    """Control bytes that no text encoding of ours uses; UTF-16 has NULs, and so a byte-order mark lets them pass."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if start.count(b"\0") > len(start) // 4:
        # UTF-16 without a mark: in English text nearly every other byte is NUL, and on one side only
        sides = sorted((start[0::2].count(0), start[1::2].count(0)))
        return sides[1] < 0.7 * len(start[1::2]) or sides[0] > 0.1 * len(start[0::2])
    return any(byte < 9 or (13 < byte < 32 and byte not in (26, 27)) for byte in start)


def _mb(size: int) -> str:
    return f"{size / 1024 / 1024:,.1f} MB"
