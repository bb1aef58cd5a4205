"""The golden cases: outputs of the R packages, one case a row of a manifest, with its files read as text."""

import csv
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

REPOSITORY = Path(__file__).resolve().parents[2]
OWN = REPOSITORY / "tests" / "golden" / "own"
THIRD_PARTY = REPOSITORY.parent / "shared" / "golden" / "third_party"

Row = dict[str, str]


@dataclass(frozen=True)
class Case:
    """One case: its manifest row, and its files."""

    folder: Path
    manifest: Row

    @property
    def name(self) -> str:
        return self.manifest["case_id"]

    @property
    def status(self) -> str:
        return self.manifest["status"]

    @property
    def params(self) -> dict[str, Any]:
        return json.loads(self.manifest["params"]) or {}

    def rows(self, part: str = "") -> list[Row]:
        """The rows of <case>.csv, or of <case>.<part>.csv."""
        name = f"{self.name}.{part}.csv" if part else f"{self.name}.csv"
        return table(self.folder / name)

    def has(self, part: str) -> bool:
        return (self.folder / f"{self.name}.{part}.csv").exists()

    def given(self) -> list[Row]:
        """The input: its own file where the output does not hold it."""
        return self.rows("input") if self.has("input") else self.rows()


def table(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def known(*families: str, status: str | None = None) -> list[Case]:
    """The cases at hand, ours and (when present) the third-party ones; of all families and states unless told."""
    manifests = [(folder, table(folder / "manifest.csv")) for folder in (OWN, THIRD_PARTY) if folder.exists()]
    return [
        Case(folder, row)
        for folder, rows in manifests
        for row in rows
        if (not families or row["family"] in families) and (status is None or row["status"] == status)
    ]


def each(what: str, found: Iterable[Case]) -> list[ParameterSet]:
    """Cases as test parameters, with one that skips aloud where third-party data is missing."""
    parameters = [pytest.param(case, id=case.name) for case in found]
    if not THIRD_PARTY.exists():
        reason = f"third-party cases of {what} not checked: ../shared/golden/third_party is missing"
        parameters.append(pytest.param(None, id="third_party", marks=pytest.mark.skip(reason=reason)))
    return parameters


def own_case(name: str) -> Case:
    """One of our own cases."""
    return next(case for case in known() if case.name == name and case.folder == OWN)


def third_party_or_own(name: str) -> Case:
    """A case by name; skips aloud where it is third-party data that is missing."""
    for case in known():
        if case.name == name:
            return case
    pytest.skip(f"{name} not checked: ../shared/golden/third_party is missing")


def number(text: str | None) -> float | None:
    """A cell as a number; NA, NaN and an absent column are None."""
    return None if text in (None, "", "NA", "NaN") else float(text)


def same(ours: float | None, theirs: str | None, relative: float = 1e-9) -> bool:
    """Whether a number of ours is the cell's, to this relative tolerance; a number of ours that is NaN is missing."""
    expected = number(theirs)
    if ours is not None and math.isnan(ours):
        ours = None
    if ours is None or expected is None:
        return ours is None and expected is None
    return ours == expected or math.isclose(ours, expected, rel_tol=relative, abs_tol=1e-12)


def logical(text: str) -> bool:
    return {"TRUE": True, "FALSE": False}[text]
