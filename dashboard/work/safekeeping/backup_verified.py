"""Look at a backup, or at a store that was restored from one, against its manifest. Run in a process apart (`main`)."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from dashboard import desk, register
from dashboard.domain.backup import Manifest, read_manifest
from dashboard.domain.store import StoreProblem
from dashboard.domain.whole_file import sha256_of
from dashboard.edition import edition_is_whole


def main(arguments: Sequence[str]) -> int:
    """Prints {"wrong": sentences, "unreadable": numbers of editions}. No sentence holds a value from a row."""
    folder = Path(arguments[0])
    try:
        manifest = read_manifest(folder)
        wrong, unreadable = what_is_wrong(folder, manifest)
    except StoreProblem as problem:
        wrong, unreadable = [str(problem)], []
    json.dump({"wrong": wrong, "unreadable": unreadable}, sys.stdout)
    return 0


def what_is_wrong(folder: Path, manifest: Manifest) -> tuple[list[str], list[int]]:
    """Every file by its bytes, the register table by table and rule by rule, the desk row by row, each edition to its last block."""
    wrong = [
        sentence
        for file in manifest.files
        if (sentence := _of_bytes(folder, file.name, file.bytes, file.sha256))
    ]
    names = {file.name for file in manifest.files}
    if wrong:
        return wrong, []
    if "register.duckdb" in names:
        wrong += _of_register(folder / "register.duckdb", manifest)
    if "desk.sqlite3" in names and desk.desk_looked_at(folder / "desk.sqlite3") != manifest.desk:
        wrong.append("Its desk file does not hold what was backed up.")
    unreadable = [n for n in manifest.editions() if not edition_is_whole(folder / "editions" / f"{n}.duckdb")]
    return wrong, unreadable


def _of_bytes(folder: Path, name: str, size: int, sha256: str) -> str:
    path = folder / name
    if not path.is_file():
        return f"Its file {name} is missing."
    if path.stat().st_size != size or sha256_of(path) != sha256:
        return f"Its file {name} is not what was written."
    return ""


def _of_register(path: Path, manifest: Manifest) -> list[str]:
    try:
        written_as, tables, broken = register.copy_looked_at(path)
    except Exception:  # whatever DuckDB raises of a damaged file: the sentence says what to know of it
        return ["Its register cannot be read to its last block."]
    if written_as != manifest.register_format or sorted(tables) != sorted(manifest.tables):
        return ["Its register does not have the tables that were backed up."]
    same_engine = manifest.engine == register.ENGINE_VERSION
    differ = [
        name
        for name, (rows, digest) in tables.items()
        if rows != manifest.tables[name][0] or (same_engine and digest != manifest.tables[name][1])
    ]
    return [f"Table {name} of its register does not hold what was backed up." for name in differ] + broken
