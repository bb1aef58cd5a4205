"""`sbom`: the software bill of materials, CycloneDX 1.6 as JSON, of the libraries that this installation runs on."""

import argparse
import csv
import json
import platform
import re
import tomllib
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from dashboard import __version__, work
from dashboard.cli.telling import Refusal, write
from dashboard.domain.whole_file import write_whole

ROOT = Path(__file__).resolve().parents[2]
_PIN = re.compile(r"([a-z0-9-]+)==([^ ;]+)( ;.*)? \\")
_HASH = re.compile(r"    --hash=sha256:([0-9a-f]{64})(?: \\)?")
_VIA = re.compile(r"    # (?:via |  )(\S+)(?: \(pyproject\.toml\))?")


@dataclass
class Pin:
    """One line of the lock: which version is accepted, as which files (SHA-256), and who asks for it."""

    name: str
    version: str
    sometimes: bool
    hashes: list[str] = field(default_factory=list)
    asked_by: list[str] = field(default_factory=list)


def read_lock(path: Path) -> list[Pin]:
    """The pins of a lock that uv compiled, in its order. A library has two where versions of Python differ."""
    pins: list[Pin] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if found := _PIN.fullmatch(line):
            pins.append(Pin(found[1], found[2], bool(found[3])))
        elif pins and (found := _HASH.fullmatch(line)):
            pins[-1].hashes.append(found[1])
        elif pins and (found := _VIA.fullmatch(line)):
            pins[-1].asked_by.append(found[1])
    return pins


def installed_of(pins: list[Pin]) -> list[Pin]:
    """The pins that this computer runs on. Refuses where what is installed is not what is pinned: a list of other versions
    than those that run would be worse than none.
    """
    found, wrong = [], []
    by_name: dict[str, list[Pin]] = {}
    for pin in pins:
        by_name.setdefault(pin.name, []).append(pin)
    for name, choices in by_name.items():
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            version = None
        fitting = [pin for pin in choices if pin.version == version]
        if fitting:
            found.append(fitting[0])
        elif version or not all(pin.sometimes for pin in choices):
            wrong.append(f"{name} is {version or 'missing'}")
    if wrong:
        raise Refusal(
            f"What is installed is not what requirements.txt pins ({', '.join(wrong)}); start "
            "`python3 dev.py run` once, or install by requirements.txt, and ask again."
        )
    return found


def licences_said() -> dict[str, dict[str, str]]:
    """Licences as SPDX names them, of the libraries whose metadata has no such name: data/licences.csv, by library."""
    with (ROOT / "data" / "licences.csv").open(encoding="utf-8", newline="") as stream:
        return {row["distribution"]: row for row in csv.DictReader(stream)}


def licence_of(name: str) -> str:
    """The SPDX expression of an installed library's licence: of data/licences.csv, else of its own metadata; empty
    where neither has one.
    """
    said = licences_said().get(name)
    if said:
        return said["licence"]
    own = metadata.metadata(name)
    return (own.get_all("License-Expression") or own.get_all("License") or [""])[0]


def bill_of_materials(now: datetime) -> dict[str, Any]:
    """CycloneDX 1.6 (cyclonedx.org/docs/1.6/json): the product, what it depends on and what that depends on. `now` in UTC.

    The hashes are those that the lock accepts, one for each file of a version (one a system), so they stand with the place
    that hands the files out and not with the library itself.
    """
    if not (ROOT / "requirements.txt").is_file():
        raise Refusal(
            f"There is no requirements.txt in {ROOT}; the list is made where the product lies whole."
        )
    pins = installed_of(read_lock(ROOT / "requirements.txt"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    product = f"pkg:generic/{project['name']}@{__version__}"
    refs = {pin.name: f"pkg:pypi/{pin.name}@{pin.version}" for pin in pins} | {project["name"]: product}
    asks: dict[str, list[str]] = {name: [] for name in refs}
    for pin in pins:
        for asker in pin.asked_by:
            if asker in asks:
                asks[asker].append(refs[pin.name])
    python = f"pkg:generic/cpython@{platform.python_version()}"
    asks[project["name"]].append(python)
    contents = "\n".join([product, python, *sorted(refs.values())])
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, contents)}",
        "version": 1,
        "metadata": {
            "timestamp": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": product,
                "name": project["name"],
                "version": __version__,
                "description": project["description"],
                "purl": product,
            },
        },
        "components": [
            {
                "type": "platform",
                "bom-ref": python,
                "name": platform.python_implementation(),
                "version": platform.python_version(),
                "purl": python,
            },
            *(_component(pin, refs[pin.name]) for pin in pins),
        ],
        "dependencies": [{"ref": ref, "dependsOn": sorted(asks[name])} for name, ref in sorted(refs.items())],
    }


def _component(pin: Pin, ref: str) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": ref,
        "name": pin.name,
        "version": pin.version,
        "scope": "required",
        "licenses": [_licence(licence_of(pin.name))],
        "purl": ref,
        "externalReferences": [
            {
                "type": "distribution",
                "url": f"https://pypi.org/project/{pin.name}/{pin.version}/#files",
                "comment": "The files of this version that requirements.txt accepts, by SHA-256.",
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in pin.hashes],
            }
        ],
    }


def _licence(expression: str) -> dict[str, Any]:
    if not expression:
        return {"license": {"name": "not said"}}
    return {"expression": expression} if " " in expression else {"license": {"id": expression}}


def write_sbom(options: argparse.Namespace) -> None:
    text = json.dumps(bill_of_materials(work.now_utc()), indent=2) + "\n"
    if options.out is None:
        return write(text)
    path: Path = options.out
    try:
        write_whole(path, text)
    except OSError as error:
        raise Refusal(
            f"{path} cannot be written ({error.strerror}); name another file with --out."
        ) from error


def add_to(commands: Any) -> None:
    """The command; it needs no store."""
    words = "Write the software bill of materials (CycloneDX 1.6, JSON) of what this installation runs on."
    found = commands.add_parser("sbom", help=words, description=words)
    found.add_argument("--out", type=Path, metavar="FILE", help="the file; without it, it is printed")
    found.set_defaults(run_without_store=write_sbom)
