"""What cannot be read is refused in one plain sentence: nothing is kept of it, and this process stays as it was."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.domain.extract import Extract, RefusedFile
from dashboard.extracts import reading
from dashboard.extracts.limits import BROWSER
from tests.extracts import hostile_files as hostile
from tests.extracts.written_extracts import (
    DATIX_HEADINGS,
    GOOD_ROW,
    REPOSITORY,
    SHARED,
    csv_content,
    extract_of,
    incidents_of,
    read,
    workbook_content,
)

NOT_PLAIN = re.compile(
    r"Traceback|Error\b|Exception|panick|errno|calamine|pyarrow|zipfile|subprocess|None\b|0x[0-9a-f]|\\x"
)


def refused(found: object, file_name: str, staging: Path) -> RefusedFile:
    """It is a refusal in plain words that begins with the file's name, and nothing was kept but the bytes themselves."""
    assert isinstance(found, RefusedFile), found
    assert found.sentence.startswith(file_name)
    assert found.sentence.endswith(".") and "\n" not in found.sentence
    assert 40 < len(found.sentence) < 450
    assert not NOT_PLAIN.search(found.sentence.replace(file_name, "")), found.sentence
    assert not [path.name for path in staging.iterdir() if path.suffix], (
        "nothing but the staged bytes is kept"
    )
    return found


@pytest.mark.parametrize("file_name", hostile.WRONG)
def test_wrong_files_are_refused_for_the_right_reason(tmp_path: Path, file_name: str) -> None:
    content, reason = hostile.WRONG[file_name]
    quick = reason in ("wrong kind", "password", "macros", "damaged") or content == b""
    if quick or file_name in ("blanks.csv", "no_cells.xlsx"):
        found = refused(read(content, tmp_path, file_name, child=True), file_name, tmp_path)
    else:
        found = read(content, tmp_path, file_name)
        assert isinstance(found, RefusedFile)
        assert not NOT_PLAIN.search(found.sentence), found.sentence
    assert found.reason == reason, found


def test_unknown_source_asks_and_shows_what_was_seen(tmp_path: Path) -> None:
    content = csv_content(("Ref", "Colour", "Shape"), [("1", "red", "round")])
    found = read(content, tmp_path, "shapes.csv", None)
    assert isinstance(found, RefusedFile)
    assert found.reason == "unknown source"
    assert "Colour, Shape" in found.sentence


def test_no_reference_says_what_was_seen(tmp_path: Path) -> None:
    found = read(csv_content(("Incident date", "Severity"), [("03/02/2026", "Low")]), tmp_path)
    assert isinstance(found, RefusedFile)
    assert "Incident date, Severity" in found.sentence
    assert "'ID' or 'Ref'" in found.sentence


LIMITS = {
    "file_bytes": (replace(BROWSER, file_bytes=200), "too large"),
    "unpacked_bytes": (replace(BROWSER, unpacked_bytes=500), "too large unpacked"),
    "ratio": (replace(BROWSER, ratio=1), "too large unpacked"),
    "entries": (replace(BROWSER, entries=3), "too large unpacked"),
    "rows": (replace(BROWSER, rows=5), "too many rows"),
    "columns": (replace(BROWSER, columns=3), "too many rows"),
    "memory_bytes": (replace(BROWSER, memory_bytes=50 * hostile.MEGABYTE), "unreadable"),
    "seconds": (replace(BROWSER, seconds=0), "too slow"),
}


@pytest.mark.parametrize("limit", LIMITS)
def test_each_limit_refuses(tmp_path: Path, limit: str) -> None:
    limits, reason = LIMITS[limit]
    content = workbook_content({"A": [DATIX_HEADINGS, *[(f"W{n}", *GOOD_ROW[1:]) for n in range(6)]]})
    found = refused(
        read(content, tmp_path, "listing.xlsx", limits=limits, child=True), "listing.xlsx", tmp_path
    )
    assert found.reason == reason, found


def test_same_file_just_within_the_limits_is_read(tmp_path: Path) -> None:
    content = csv_content(DATIX_HEADINGS, [(f"W{n}", *GOOD_ROW[1:]) for n in range(6)])
    limits = replace(BROWSER, file_bytes=len(content), rows=6, columns=len(DATIX_HEADINGS))
    found = read(content, tmp_path, limits=limits)
    assert isinstance(found, Extract)
    assert found.rows.accepted == 6


HOSTILE: dict[str, Callable[[], bytes]] = {
    "zip bomb": hostile.zip_bomb,
    "zip bomb whose directory lies": hostile.lying_zip_bomb,
    "far cell": hostile.far_cell,
    "billion laughs": hostile.billion_laughs,
    "cut in the sheet": lambda: hostile.workbook_with(sheet=lambda xml: xml[: len(xml) // 2]),
    "no sheet": lambda: hostile.archive(
        {
            name: part
            for name, part in hostile.parts_of(hostile.good_workbook()).items()
            if name != hostile.SHEET
        }
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_workbooks_are_refused(tmp_path: Path, kind: str) -> None:
    found = read(HOSTILE[kind](), tmp_path, "listing.xlsx", child=True)
    if kind == "billion laughs" and isinstance(found, Extract):
        # An entity that is not resolved at all is as good as a refusal.
        assert "haha" not in json.dumps(incidents_of(found), default=str)
        return
    refused(found, "listing.xlsx", tmp_path)


def test_an_entity_never_brings_in_a_file_of_this_computer(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET-OF-THIS-COMPUTER")
    staging = tmp_path / "staging"
    found = read(hostile.outside_entity(str(secret)), staging, "listing.xlsx", child=True)
    if isinstance(found, RefusedFile):
        refused(found, "listing.xlsx", staging)
    else:
        assert "SECRET" not in json.dumps(found.incidents.to_pylist(), default=str)
        assert b"SECRET" not in b"".join(path.read_bytes() for path in staging.glob("*.arrow"))


_IN_A_PROCESS_OF_ITS_OWN = """
import json, sys
from pathlib import Path
from tests.extracts import hostile_files as hostile
from tests.extracts.written_extracts import read
from dashboard.domain.extract import RefusedFile
from dashboard.extracts.medicines import get_ready
get_ready()  # the list of medicines is loaded beside the first long file; it is not what the file adds
staging = Path(sys.argv[1])
files = [path.read_bytes() for path in sorted(staging.glob("*.hostile"))]
read(b"", staging, "empty.csv", child=True)
peak = lambda: int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
before = peak()
reasons = [getattr(read(content, staging, "listing.xlsx", child=True), "reason", "read") for content in files]
grown = peak() - before
print(json.dumps({"reasons": reasons, "grown_mb": grown / 1024}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read from /proc")
def test_memory_of_this_process_does_not_grow_with_hostile_files(tmp_path: Path) -> None:
    files = [hostile.zip_bomb(), hostile.far_cell(), hostile.many_entries(400_000)]
    for number, content in enumerate(files):
        (tmp_path / f"{number}.hostile").write_bytes(content)
    script = _IN_A_PROCESS_OF_ITS_OWN
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=REPOSITORY, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["reasons"][:2] == ["too large unpacked", "unreadable"]
    assert said["reasons"][2] != "read"
    assert said["grown_mb"] < 50, said


def test_parsing_process_gets_nothing_of_our_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real process runs; only what it is given is looked at."""
    given: list[dict[str, str]] = []
    commands: list[list[str]] = []
    real_run = reading.run_watched

    def look(command, environment, **limits):
        given.append(environment)
        commands.append(command)
        return real_run(command, environment, **limits)

    for name in (
        "MEDICATION_STORE",
        "AWS_SECRET_ACCESS_KEY",
        "PYTHONPATH",
        "HTTPS_PROXY",
        "HOME",
        "LD_PRELOAD_NOT",
    ):
        monkeypatch.setenv(name, f"canary-{name}")
    monkeypatch.setattr(reading, "run_watched", look)
    extract_of(csv_content(DATIX_HEADINGS, [GOOD_ROW]), tmp_path, child=True)
    assert len(given) == 1
    assert not [value for value in given[0].values() if "canary" in value]
    assert set(given[0]) <= {
        "SYSTEMROOT", "PATH", "TMPDIR", "TEMP", "TMP", "LANG", "PYTHONUTF8", "ARROW_DEFAULT_MEMORY_POOL",
        "MALLOC_ARENA_MAX", "OPENBLAS_NUM_THREADS",
    }  # fmt: skip
    assert "-I" in commands[0], "isolated: no site of the user, no PYTHONPATH"


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket()",
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('localhost', 80)",
        "__import__('urllib.request').request.urlopen('http://127.0.0.1:9/')",
    ],
)
def test_parsing_process_has_no_network(attempt: str) -> None:
    script = (
        "import socket, sys\n"
        "from dashboard.extracts.child import forbid_network\n"
        "forbid_network()\n"
        f"try:\n    {attempt}\n"
        "except Exception as error:\n    sys.exit(7 if 'no network' in repr(error) else 8)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY, env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, check=False
    )  # fmt: skip
    assert done.returncode == 7


def test_same_bytes_are_parsed_once(tmp_path: Path) -> None:
    content = csv_content(DATIX_HEADINGS, [GOOD_ROW])
    extract_of(content, tmp_path, child=True)
    (columns,) = tmp_path.glob("*.arrow")
    written = columns.stat().st_mtime_ns
    extract_of(content, tmp_path, "another_name.csv", child=True)
    assert columns.stat().st_mtime_ns == written


def test_name_of_a_file_does_not_matter_to_what_is_kept(tmp_path: Path) -> None:
    for file_name in (
        "../../../outside.csv",
        "-rf.csv",
        "a" * 200 + ".csv",
        "naïve ‘listing’.csv",
        "with\nbreak.csv",
    ):
        found = read(csv_content(DATIX_HEADINGS, [GOOD_ROW]), tmp_path / "staging", file_name, child=True)
        assert isinstance(found, Extract)
    assert [path.name for path in tmp_path.iterdir()] == ["staging"]


def _third_party() -> list[Path]:
    if not (SHARED / "messy").exists():
        return []
    folders = (SHARED / "messy", SHARED / "not_incidents")
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


IN_THE_PARSING_PROCESS = (
    "calamine_errors.xlsx",
    "calamine_any_sheets.xlsx",
    "readxl_los-angeles-arrests-xlsx.xlsx",
    "vaers_vaccines_2000.csv",
)


def test_every_messy_file_of_others_is_a_refusal_or_an_extract(tmp_path: Path) -> None:
    """Most are parsed here, to be quick; one that the parser gives up on goes through its own process as well."""
    files = _third_party()
    if not files:
        pytest.skip("the collection of messy files (../shared/data/messy) is not beside this repository")
    found: dict[str, object] = {}
    for path in files:
        staging = tmp_path / path.name
        in_child = path.name in IN_THE_PARSING_PROCESS
        try:
            found[path.name] = read(path.read_bytes(), staging, path.name, child=in_child)
        except BaseException as gave_up:  # a panic of the parser is no Exception
            if isinstance(gave_up, KeyboardInterrupt):
                raise
            found[path.name] = read(path.read_bytes(), staging, path.name, child=True)
    assert len(found) >= 60
    for name, what in found.items():
        assert isinstance(what, RefusedFile | Extract), name
        if isinstance(what, RefusedFile):
            assert what.sentence.endswith(".") and "\n" not in what.sentence, what.sentence
            assert "Traceback" not in what.sentence
            assert what.reason != "too slow", name


def test_good_workbook_is_read_with_the_same_answer_in_both_processes(tmp_path: Path) -> None:
    """The tests beside this one parse in their own process to be quick: the answer must be the same."""
    content = hostile.good_workbook()
    there = extract_of(content, tmp_path / "there", "listing.xlsx", child=True)
    here = extract_of(content, tmp_path / "here", "listing.xlsx")
    assert here == there
    assert incidents_of(here) == incidents_of(there)
    tables = [(tmp_path / side).glob("*.arrow") for side in ("here", "there")]
    assert len({next(table).read_bytes() for table in tables}) == 1
