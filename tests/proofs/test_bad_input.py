"""A sample of the bad input that `dev.py soak` tries in full: no crash, no hang, nothing kept, one plain sentence."""

from datetime import datetime, tzinfo
from itertools import islice
from pathlib import Path

import pytest

from tests.proofs.bad_files import KINDS, bad_file, unharmed
from tests.proofs.bad_input import AppProcess, Outcome, faults, in_store, judge, try_all
from tests.proofs.good_files import good_files

SEED = 20261123
SAMPLE = range(0, KINDS * 5, 11)
"""Twenty files of as many kinds of damage; `dev.py soak` tries 2,000."""


def test_damaged_files_never_bring_the_app_down_and_nothing_of_them_is_kept(tmp_path: Path) -> None:
    """One process reads them all: to begin one takes three seconds. Its store holds what was told, and any other number is noticed."""
    sample = [bad_file(SEED, number) for number in SAMPLE]
    assert len({bad.damage for bad in sample}) >= 14
    good = [unharmed(good_files()[0]), unharmed(good_files()[7])]
    found = try_all([*sample, *good], tmp_path, processes=1)
    assert found.wrong == []
    assert found.refused >= 10 and found.stored >= 2, found
    assert found.incidents_stored >= 40
    assert in_store(tmp_path / "store 0", 0) == [
        f"store 0 holds {found.incidents_stored} incidents and 0 were read"
    ]


def test_the_same_number_gives_the_same_file_on_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    workbooks = (number for number in range(KINDS * 2) if bad_file(SEED, number).name.endswith(".xlsx"))
    numbers = [5, *islice(workbooks, 4)]
    today = [bad_file(SEED, number) for number in numbers]
    assert today[0] != bad_file(SEED, 5 + KINDS)

    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Later":
            return cls(2030, 1, 2, 3, 4, 5, tzinfo=tz)

    monkeypatch.setattr("openpyxl.writer.excel.datetime.datetime", Later)
    monkeypatch.setattr("zipfile.time.time", lambda: 1_900_000_000.0)
    assert [bad_file(SEED, number) for number in numbers] == today


def test_a_process_that_dies_is_noticed_and_the_next_one_is_begun(tmp_path: Path) -> None:
    app = AppProcess(tmp_path, module="tests.proofs.no_such_module")
    for _ in range(2):
        assert "ended with status 1" in str(app.answer(tmp_path, unharmed(good_files()[0])).get("crash"))


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"crash": "ValueError: x"}, "ValueError"),
        ({"seconds": 61, "added": 1, "refused": None, "incidents": 0}, "61 s"),
        ({"seconds": 1, "added": 51, "refused": None, "incidents": 0}, "51 MB"),
        ({"seconds": 1, "added": 1, "refused": "x", "sentence": "Bad file."}, "no whole sentence"),
    ],
)
def test_each_fault_is_noticed(told: dict[str, object], fault: str) -> None:
    outcome = Outcome()
    judge(unharmed(good_files()[0]), told, outcome)
    assert any(fault in wrong for wrong in outcome.wrong)


GOOD_SENTENCE = (
    "a.csv is damaged, so it cannot be opened as a workbook; export the listing again and choose that file."
)


def test_sentences_that_are_not_plain_are_noticed() -> None:
    assert list(faults(GOOD_SENTENCE, "a.csv")) == []
    assert len(list(faults(GOOD_SENTENCE.replace("damaged", "damaged (BadZipFile: zipfile)"), "a.csv"))) == 1
    assert len(list(faults(GOOD_SENTENCE.replace("damaged", "\x00"), "a.csv"))) == 1
    assert (
        len(list(faults(GOOD_SENTENCE.split(";")[0] + ", and that is all that can be said.", "a.csv"))) == 1
    )


def test_what_a_file_calls_its_headings_is_no_fault_of_the_sentence() -> None:
    sentence = "a.csv has no reference; right now row 1 has calamine repo, None; add that column, export it and choose it."
    assert list(faults(sentence, "a.csv")) == []
    assert len(list(faults(sentence.replace("choose it", "choose calamine"), "a.csv"))) == 1
