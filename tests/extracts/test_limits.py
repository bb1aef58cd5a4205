"""The limits that the documentation names are those of the code; what is past them is ended, on every system."""

import re
import sys
import time
from dataclasses import asdict
from pathlib import Path

import psutil
import pytest

from dashboard.extracts import reading
from dashboard.extracts.limits import BROWSER, COMMAND_LINE, MEGABYTE, Limits
from dashboard.extracts.reading import (
    RawSheet,
    clear_staging,
    columns_path,
    read_sheet,
    stage_bytes,
    unstage,
)
from dashboard.extracts.watchdog import Ended, run_watched
from tests.extracts.written_extracts import DATIX_HEADINGS, GOOD_ROW, REPOSITORY, csv_content

ROWS_OF_THE_TABLE = {
    "size of the file, MB": "file_bytes",
    "size of a workbook once unpacked, MB": "unpacked_bytes",
    "how many times its size a workbook may unpack to": "ratio",
    "parts of a workbook": "entries",
    "rows": "rows",
    "columns": "columns",
    "characters in a cell, free text about incidents left aside": "characters",
    "memory of the process that reads it, MB": "memory_bytes",
    "seconds that it may take": "seconds",
}


def test_documented_limits_are_those_of_the_code() -> None:
    text = (REPOSITORY / "docs" / "running.md").read_text(encoding="utf-8")
    section = text.split("## How large a file may be")[1].split("\n## ")[0]
    written = {
        cells[0]: tuple(int(cell.replace(",", "")) for cell in cells[1:])
        for line in section.splitlines()
        if (cells := [cell.strip() for cell in line.strip("|").split("|")]) and len(cells) == 3
        if re.fullmatch(r"[\d,]+", cells[1])
    }

    def shown(limits: Limits, name: str) -> int:
        value = asdict(limits)[name]
        return value // MEGABYTE if name.endswith("_bytes") else value

    assert written == {
        words: (shown(BROWSER, name), shown(COMMAND_LINE, name)) for words, name in ROWS_OF_THE_TABLE.items()
    }
    assert set(ROWS_OF_THE_TABLE.values()) == set(asdict(BROWSER)), "every limit is documented"


def python(script: str) -> list[str]:
    return [sys.executable, "-I", "-c", script]


def test_watched_process_ends_by_itself() -> None:
    done = run_watched(
        python("print('x' * 200_000); raise SystemExit(7)"), {}, seconds=30, memory_bytes=2**31
    )
    assert (done.ended, done.status, len(done.printed.strip())) == (Ended.ITSELF, 7, 200_000)


def test_watched_process_is_ended_by_time_with_what_it_started(tmp_path: Path) -> None:
    said = tmp_path / "started"
    script = (
        "import subprocess, sys, time\n"
        "one = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(said)!r}, 'w').write(str(one.pid))\n"
        "time.sleep(60)\n"
    )
    begun = time.monotonic()
    done = run_watched(python(script), {}, seconds=3, memory_bytes=2**31)
    assert done.ended is Ended.TOO_SLOW
    assert time.monotonic() - begun < 10
    started = int(said.read_text())
    for _ in range(50):
        if not psutil.pid_exists(started) or psutil.Process(started).status() == psutil.STATUS_ZOMBIE:
            break
        time.sleep(0.1)
    else:
        pytest.fail("what the process started goes on without it")


def test_watched_process_is_ended_by_memory_where_the_system_holds_it_to_nothing() -> None:
    """No RLIMIT is set here, as on Windows: the watchdog alone ends it."""
    script = "import time\nheld = []\nwhile True:\n    held.append(bytearray(b'x' * 5_000_000)); time.sleep(0.01)\n"
    done = run_watched(python(script), {}, seconds=60, memory_bytes=150 * MEGABYTE)
    assert done.ended is Ended.TOO_LARGE


def test_columns_read_within_other_limits_do_not_serve(tmp_path: Path) -> None:
    content = csv_content(DATIX_HEADINGS, [(f"W{n}", *GOOD_ROW[1:]) for n in range(6)])
    staged = stage_bytes(content, tmp_path)
    strict = Limits(**{**asdict(BROWSER), "rows": 5})
    assert isinstance(read_sheet(staged, "listing.csv", BROWSER), RawSheet)
    assert not isinstance(read_sheet(staged, "listing.csv", strict), RawSheet)
    assert columns_path(staged, BROWSER) != columns_path(staged, strict) != columns_path(staged, COMMAND_LINE)


def test_kind_is_asked_again_of_another_name(tmp_path: Path) -> None:
    staged = stage_bytes(csv_content(DATIX_HEADINGS, [GOOD_ROW]), tmp_path)
    assert isinstance(read_sheet(staged, "listing.csv", BROWSER), RawSheet)
    assert not isinstance(read_sheet(staged, "listing.json", BROWSER), RawSheet)


def test_what_a_killed_import_left_half_written_goes(tmp_path: Path) -> None:
    staged = stage_bytes(csv_content(DATIX_HEADINGS, [GOOD_ROW]), tmp_path)
    partial = reading._partial(columns_path(staged, BROWSER))
    partial.write_bytes(b"half")
    unstage(staged.name, tmp_path)
    assert list(tmp_path.iterdir()) == []
    stage_bytes(b"x", tmp_path)
    partial.write_bytes(b"half")
    clear_staging(tmp_path, time.time() + 10, older_than=3600)
    assert len(list(tmp_path.iterdir())) == 2
    clear_staging(tmp_path, time.time() + 3700, older_than=3600)
    assert list(tmp_path.iterdir()) == []


def test_bytes_that_went_meanwhile_are_a_refusal(tmp_path: Path) -> None:
    staged = stage_bytes(csv_content(DATIX_HEADINGS, [GOOD_ROW]), tmp_path)
    unstage(staged.name, tmp_path)
    found = read_sheet(staged, "listing.csv", BROWSER)
    assert getattr(found, "reason", "") == "gone"


@pytest.mark.parametrize(("characters", "read"), [(32_767, True), (32_768, False)])
def test_a_cell_longer_than_a_workbook_can_hold_is_refused_unless_it_is_free_text(
    tmp_path: Path, characters: int, read: bool
) -> None:
    """A file of one long ward kept 110 MB in the process that serves everybody."""
    row = "W1,01/02/2025,{ward},{story}\n"
    headings = "ID,Incident date,Location (exact),Description\n"
    ward = (headings + row.format(ward="x" * characters, story="")).encode()
    story = (headings + row.format(ward="Ward 7", story="x" * characters)).encode()
    assert isinstance(read_sheet(stage_bytes(story, tmp_path), "story.csv", BROWSER), RawSheet)
    found = read_sheet(stage_bytes(ward, tmp_path), "ward.csv", BROWSER)
    assert isinstance(found, RawSheet) is read
