"""The reference files as files: a comma without quotes shifts a row, and nobody would see it."""

import csv
from pathlib import Path

import pytest

from tests.python_files import ROOT

FILES = sorted(
    [
        *(ROOT / "data" / "reference").glob("medicine*.csv"),
        *(
            ROOT / "data" / "reference" / f"{name}.csv"
            for name in ("bnf_sections", "drug_classes", "high_risk", "look_alike")
        ),
    ]
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_row_has_its_columns_and_says_where_it_is_from(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        headings, *rows = csv.reader(lines)
    assert headings[-3:] == ["source", "dated", "reviewer"]
    wrong = [at for at, row in enumerate(rows, 2) if len(row) != len(headings) or not all(row[-3:])]
    assert wrong == []
