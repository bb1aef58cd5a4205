"""The tables of `data/reference`, row by row: headings, code lists, medicines."""

import csv
from collections.abc import Iterator
from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"


def reference_rows(name: str, folder: Path = REFERENCE) -> Iterator[dict[str, str]]:
    """The rows of `data/reference/<name>.csv`, each by its headings."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
