"""Twenty people upload the same bytes at once, in one process and in several: they are parsed once."""

import json
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.domain.extract import RefusedFile
from dashboard.extracts import reading
from dashboard.extracts.limits import BROWSER
from dashboard.extracts.reading import RawSheet, read_sheet, stage_bytes
from dashboard.extracts.watchdog import Ended, WatchedProcess
from tests.extracts.written_extracts import DATIX_HEADINGS, GOOD_ROW, REPOSITORY, csv_content

PEOPLE = 20
CONTENT = csv_content(DATIX_HEADINGS, [GOOD_ROW])


def count_parses(monkeypatch: pytest.MonkeyPatch, instead: WatchedProcess | None = None) -> list[float]:
    """Times at which a parse began; each is held open long enough for all to come."""
    begun: list[float] = []
    real_run = reading.run_watched

    def run(*arguments, **limits):
        begun.append(time.monotonic())
        time.sleep(0.5)
        return instead or real_run(*arguments, **limits)

    monkeypatch.setattr(reading, "run_watched", run)
    return begun


def test_one_parse_for_twenty_people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = count_parses(monkeypatch)
    together = threading.Barrier(PEOPLE)

    def upload(person: int) -> RawSheet | RefusedFile:
        together.wait()
        return read_sheet(stage_bytes(CONTENT, tmp_path), f"listing {person}.csv", BROWSER)

    with ThreadPoolExecutor(PEOPLE) as people:
        found = list(people.map(upload, range(PEOPLE)))
    assert len(begun) == 1
    assert [sheet.file_name for sheet in found if isinstance(sheet, RawSheet)] == [
        f"listing {person}.csv" for person in range(PEOPLE)
    ]
    assert sorted(path.suffix for path in tmp_path.iterdir()) == ["", ".arrow"]


def test_a_refusal_is_shared_and_names_each_one_s_own_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = threading.Barrier(PEOPLE)
    answer = {"reason": "damaged", "sentence": "first.csv is damaged: export it again."}
    begun: list[str] = []

    def run(command, *_, **__):
        begun.append(command[-4])
        time.sleep(0.5)
        said = {**answer, "sentence": answer["sentence"].replace("first.csv", command[-4])}
        return WatchedProcess(Ended.ITSELF, 3, json.dumps(said).encode())

    monkeypatch.setattr(reading, "run_watched", run)

    def upload(person: int) -> RawSheet | RefusedFile:
        together.wait()
        return read_sheet(stage_bytes(CONTENT, tmp_path), f"listing {person}.csv", BROWSER)

    with ThreadPoolExecutor(PEOPLE) as people:
        found = list(people.map(upload, range(PEOPLE)))
    assert len(begun) == 1
    assert [sheet.sentence for sheet in found if isinstance(sheet, RefusedFile)] == [
        f"listing {person}.csv is damaged: export it again." for person in range(PEOPLE)
    ]


_READS = """
import sys
from pathlib import Path
from dashboard.extracts import reading
from dashboard.extracts.limits import BROWSER
real = reading.run_watched
def run(*arguments, **limits):
    print("parses", flush=True)
    return real(*arguments, **limits)
reading.run_watched = run
found = reading.read_sheet(Path(sys.argv[1]), "listing.csv", BROWSER)
print(len(found.table))
"""


def test_one_parse_for_several_processes(tmp_path: Path) -> None:
    staged = stage_bytes(CONTENT, tmp_path)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _READS, str(staged)], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    said = [process.communicate(timeout=120)[0].split() for process in processes]
    assert [words[-1] for words in said] == ["1"] * 4
    assert sum("parses" in words for words in said) == 1
