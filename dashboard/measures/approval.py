"""How far the source system has come with incidents of moderate harm and above, by its own words of approval."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.rows import HarmStatus
from dashboard.domain.words import NOT_RECORDED

FINALLY_APPROVED = frozenset({"finally approved", "final approval", "fa"})
"""Datix's words and its code. 'Closed' and 'Approved' are said as they are: not every system means the last step by them."""


@dataclass(frozen=True)
class Approval:
    """Incidents finally approved; those with another status by its word, most first; those without one by source system."""

    approved: int
    waiting: dict[str, int]
    without_status: dict[str, int]

    @property
    def not_yet(self) -> int:
        return sum(self.waiting.values())

    @property
    def with_status(self) -> int:
        return self.approved + self.not_yet

    @property
    def not_said(self) -> int:
        return sum(self.without_status.values())

    @property
    def incidents(self) -> int:
        return self.with_status + self.not_said


def approval(rows: Sequence[HarmStatus]) -> Approval:
    approved = 0
    waiting: Counter[str] = Counter()
    without: Counter[str] = Counter()
    for row in rows:
        if row.status == NOT_RECORDED:
            without[row.source] += row.incidents
        elif row.status.casefold() in FINALLY_APPROVED:
            approved += row.incidents
        else:
            waiting[row.status] += row.incidents
    return Approval(approved, dict(_most_first(waiting)), dict(_most_first(without)))


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))
