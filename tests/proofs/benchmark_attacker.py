"""Somebody who has the benchmark file alone and knows its rules: which counts of 1 to 7 are the only ones that fit all of its rows?

A second implementation: it reads the CSV with the standard library and sets up one whole number for every kind of incident (month, class,
stage, type of error, harm), with one word of each. Every row is a bound on a sum of these. Solved by HiGHS.
"""

import csv
import io
from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

AXES = ("drug_class", "stage", "error_type", "harm_level")
MANY = 10_000


@dataclass(frozen=True)
class Attacked:
    """A financial year of a file as sums: `rows` of the file, which kinds of incident each adds up, and between which bounds it lies."""

    rows: list[dict[str, str]]
    sums: csr_matrix
    least: np.ndarray
    most: np.ndarray
    kinds: list[tuple[str, ...]]

    def in_state(self, state: str) -> list[int]:
        return [at for at, row in enumerate(self.rows) if row["state"] == state]

    def only_one(self, at: int, truth: int) -> bool:
        """Whether no other number of incidents than the true one fits row `at`. The true one must, or the attacker has not
        understood the file.
        """
        assert self._fits(at, truth, truth), f"row {at} can be what it is: {self.rows[at]}"
        most = int(self.most[at])
        return not any(
            self._fits(at, *between)
            for between in ((truth + 1, most), (1, truth - 1))
            if between[0] <= between[1]
        )

    def _fits(self, at: int, least: int, most: int) -> bool:
        lower, upper = self.least.copy(), self.most.copy()
        lower[at], upper[at] = least, most
        answer = milp(
            np.zeros(len(self.kinds)),
            constraints=LinearConstraint(self.sums, lower, upper),
            bounds=Bounds(0, MANY),
            integrality=np.ones(len(self.kinds)),
            options={"time_limit": 20.0},
        )
        assert answer.status in (0, 2), answer.message  # found, or none can be: never out of time
        return answer.status == 0


def bounds(row: dict[str, str]) -> tuple[int, int]:
    if row["state"] == "shown":
        shown = int(row["incidents"])
        return max(8, shown - 2), shown + 2
    return {"zero": (0, 0), "too few to show": (1, 7), "withheld": (1, MANY)}[row["state"]]


def attack(content: bytes, year: int) -> Attacked:
    """The financial year that begins in April of `year`, all of whose months are in the file."""
    months = [f"{year + (n + 3) // 12}-M{(n + 3) % 12 + 1:02}" for n in range(12)]
    periods = {*months, f"FY{year}-{(year + 1) % 100:02}"}
    rows = [
        row for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"))) if row["period"] in periods
    ]
    assert {row["period"] for row in rows} == periods
    had = [
        sorted({row[axis] for row in rows if row["state"] != "zero"} - {"All"}) for axis in AXES
    ]  # a word of which nobody has any is in no kind
    kinds = [*product(months, *had)]
    place = {kind: at for at, kind in enumerate(kinds)}
    at_row, at_kind = [], []
    for at, row in enumerate(rows):
        of_month = months if row["period"].startswith("FY") else [row["period"]]
        words = [had[n] if row[axis] == "All" else [row[axis]] for n, axis in enumerate(AXES)]
        for kind in product(of_month, *words):
            if kind in place:
                at_row.append(at)
                at_kind.append(place[kind])
    sums = csr_matrix((np.ones(len(at_row)), (at_row, at_kind)), shape=(len(rows), len(kinds)))
    both = np.array([bounds(row) for row in rows], float)
    return Attacked(rows, sums, both[:, 0], both[:, 1], kinds)


def truth_of(row: dict[str, str], kinds: list, coded: dict[str, str]) -> int:
    """The true count of a row, from the incidents that the file was made of; `coded`: their words as the file writes them."""
    total = 0
    for kind in kinds:
        month = f"{kind.month.year}-M{kind.month.month:02}"
        year = kind.month.year if kind.month.month >= 4 else kind.month.year - 1
        words = (kind.drug_classes, kind.stages, kind.error_types, kind.harm_level)
        here = row["period"] in (month, f"FY{year}-{(year + 1) % 100:02}")
        alike = all(
            row[axis] in ("All", coded.get(f"{axis}: {word}", word))
            for axis, word in zip(AXES, words, strict=True)
        )
        total += kind.incidents if here and alike else 0
    return total
