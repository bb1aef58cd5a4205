"""Figures of activity as they are gathered from a sheet: each kept once, each row with exactly one fate."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from dashboard.domain.activity import ALL_WARDS, KindRead
from dashboard.domain.extract import ActivityExtract, Problem, RowCounts, SheetRead
from dashboard.domain.periods import months_between
from dashboard.domain.words import ActivityKind
from dashboard.extracts.reading import RawSheet

SCHEMA = pa.schema(
    [
        ("month", pa.date32()),
        ("site", pa.string()),
        ("division", pa.string()),
        ("location", pa.string()),
        ("kind", pa.string()),
        ("staff_group", pa.string()),
        ("amount", pa.float64()),
        ("estimated", pa.bool_()),
    ]
)
MOST_PROBLEMS = 10_000
"""More problems than this are counted and not listed one by one."""


@dataclass(frozen=True)
class Place:
    site: str
    division: str
    location: str

    @property
    def key(self) -> tuple[str, str, str]:
        """Without wards the divisions of a site are figures of their own; a ward has one division."""
        return self.site, self.location, self.division if self.location == ALL_WARDS else ""


@dataclass
class Figures:
    """What has been read so far. A row's fate is accepted if any of its figures was, else rejected, else duplicate."""

    kept: dict[tuple[Any, ...], tuple[Place, float, bool]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    more_problems: int = 0
    fates: dict[int, str] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    def leave_out(self, row: int, reason: str) -> None:
        self.fates[row] = "left out"
        self.left_out[reason] += 1

    def problem(self, row: int, column: str, value_kind: str, reason: str) -> None:
        """A row or a cell of it that was not read."""
        if self.fates.get(row) != "accepted":
            self.fates[row] = "rejected"
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(row, column, value_kind, reason))
        else:
            self.more_problems += 1

    def add(
        self,
        row: int,
        column: str,
        place: Place,
        month: date,
        kind: ActivityKind,
        staff_group: str,
        amount: float,
        *,
        estimated: bool = False,
    ) -> None:
        """One figure. The same once more is a repeat; another number for the same month and place is not read."""
        of = (kind, staff_group, month, *place.key)
        known = self.kept.get(of)
        if known is None:
            self.kept[of] = (place, amount, estimated)
            self.fates[row] = "accepted"
        elif (known[0].division, known[1]) == (place.division, amount):
            self.fates.setdefault(row, "duplicate")
        else:
            self.problem(row, column, "number", "not read: this month and ward has another number above")

    def extract(
        self,
        sheet: RawSheet,
        notes: tuple[str, ...],
        organisation: str = "",
        *,
        read: SheetRead | None = None,
    ) -> ActivityExtract:
        """Everything that was read of the sheet, whose every row has a fate by now."""
        fates = Counter(self.fates.values())
        problems = self.problems
        if self.more_problems:
            more = f"{self.more_problems:,} more problems of the same kinds are not listed one by one"
            problems = [*problems, Problem(None, "", "rows", more)]
        months = [month for _, _, month, *_ in self.kept]
        return ActivityExtract(
            sha256=sheet.sha256,
            file_name=sheet.file_name,
            sheet=read or sheet.read,
            rows=RowCounts(
                len(sheet.table),
                fates["accepted"],
                fates["duplicate"],
                fates["rejected"],
                fates["left out"],
            ),
            left_out=tuple(self.left_out.most_common()),
            problems=tuple(problems),
            kinds=tuple(self.kinds()),
            first_month=min(months),
            last_month=max(months),
            activity=self._table(),
            notes=notes,
            organisation=organisation,
        )

    def kinds(self) -> list[KindRead]:
        """What has been read of each kind, in the order of ActivityKind."""
        found = []
        for kind in ActivityKind:
            figures = [(of, kept) for of, kept in self.kept.items() if of[0] is kind]
            if not figures:
                continue
            months = {of[2] for of, _ in figures}
            total = sum(amount for _, (_, amount, _) in figures)
            found.append(
                KindRead(
                    kind=kind,
                    figures=len(figures),
                    months=len(months),
                    places=len({place for _, (place, _, _) in figures}),
                    first_month=min(months),
                    last_month=max(months),
                    total=total / len(months) if kind is ActivityKind.STAFF else total,
                    estimated=sum(estimated for _, (_, _, estimated) in figures),
                    missing_months=tuple(
                        m for m in months_between(min(months), max(months)) if m not in months
                    ),
                )
            )
        return found

    def _table(self) -> Any:
        rows = [
            {
                "month": month,
                "site": place.site,
                "division": place.division,
                "location": place.location,
                "kind": kind.value,
                "staff_group": staff_group,
                "amount": amount,
                "estimated": estimated,
            }
            for (kind, staff_group, month, *_), (place, amount, estimated) in self.kept.items()
        ]
        return pa.Table.from_pylist(rows, SCHEMA)
