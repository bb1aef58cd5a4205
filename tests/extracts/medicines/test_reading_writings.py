"""1,158 writings labelled by hand: remarks beside a name, several medicines, ward abbreviations, cells without a medicine.

`tests/golden/ward_writings.csv` says of each which medicines are right. Where there are several right readings they
stand between bars, and an empty one means that leaving the cell unrecognised is right as well.
"""

import csv
from pathlib import Path

import pytest

from dashboard.extracts.medicines import reference

WRITINGS = Path(__file__).resolve().parents[2] / "golden" / "ward_writings.csv"
NO_MEDICINE = "no medicine named: "


def _labelled() -> list[tuple[str, str, str]]:
    with WRITINGS.open(encoding="utf-8", newline="") as lines:
        return [(row["written"], row["what"], row["medicines"]) for row in csv.DictReader(lines)]


def _right_readings(medicines: str) -> list[set[str]]:
    return [{name for name in reading.split(";") if name} for reading in medicines.split("|")]


@pytest.mark.parametrize(
    "what",
    [
        "a remark beside a name",
        "several medicines",
        "near another name",
        "as a ward writes it",
        "as an incident says it",
        "as a system or a label writes it",
    ],
)
def test_each_writing_is_read_as_a_pharmacist_would(what: str) -> None:
    wrong = [
        (written, reference().name(written).medicines)
        for written, its_kind, medicines in _labelled()
        if its_kind == what and set(reference().name(written).medicines) not in _right_readings(medicines)
    ]
    assert wrong == []


def test_a_cell_that_names_no_medicine_is_of_the_right_kind() -> None:
    wrong = [
        (written, reference().name(written).kind)
        for written, what, _ in _labelled()
        if what.startswith(NO_MEDICINE)
        and reference().name(written).kind not in what.removeprefix(NO_MEDICINE).split(" or ")
    ]
    assert wrong == []


def test_the_labels_are_of_medicines_that_are_listed() -> None:
    named = {name for _, _, medicines in _labelled() for each in _right_readings(medicines) for name in each}
    assert len(named) > 200
    assert named <= set(reference().medicines)
