"""Two editions asked the same thing: month by month what came, went, moved and was re-graded. Incidents are matched by number."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dashboard.domain.rows import BlockFingerprint, NumberedIncidents
from dashboard.measures.quality import moved

Regrades = tuple[tuple[str, str, int], ...]
"""(harm then, harm now, incidents), the most first."""

_Where = tuple[date | None, str]
"""The month and the harm level of an incident."""


@dataclass(frozen=True)
class MonthCompared:
    """One month in both editions, in incidents. `month` is None for those without a full date.

    added, gone: in the one edition alone. came_in, went_out: held by both, asked for in one of them only, because a field
    of theirs was changed. moved_here, moved_away: asked for in both, in another month. then + all that came - all that
    went is now.
    """

    month: date | None
    then: int
    now: int
    added: int = 0
    came_in: int = 0
    moved_here: int = 0
    gone: int = 0
    went_out: int = 0
    moved_away: int = 0
    regrades: Regrades = ()

    @property
    def gained(self) -> int:
        return self.added + self.came_in + self.moved_here

    @property
    def lost(self) -> int:
        return self.gone + self.went_out + self.moved_away

    @property
    def is_changed(self) -> bool:
        return bool(self.gained or self.lost or self.regrades or self.then != self.now)

    @property
    def higher(self) -> int:
        return _graded(self.regrades, 1)

    @property
    def lower(self) -> int:
        return _graded(self.regrades, -1)

    @property
    def grade_given_or_lost(self) -> int:
        """From or to a word that is no grade: harm not recorded, not applicable."""
        return _graded(self.regrades, 0)


@dataclass(frozen=True)
class Comparison:
    """Every month that either edition holds, in order, those without a full date last; and all re-grades together."""

    months: tuple[MonthCompared, ...]
    regrades: Regrades = field(default=())

    @property
    def then(self) -> int:
        return sum(each.then for each in self.months)

    @property
    def now(self) -> int:
        return sum(each.now for each in self.months)

    @property
    def changed(self) -> tuple[MonthCompared, ...]:
        return tuple(each for each in self.months if each.is_changed)

    def total(self, of: str) -> int:
        """The sum of one of the counts of `MonthCompared` over all months."""
        return sum(getattr(each, of) for each in self.months)


def differing_blocks(then: Iterable[BlockFingerprint], now: Iterable[BlockFingerprint]) -> tuple[int, ...]:
    """The blocks of numbers in which the two editions differ, in order; no other has to be looked into."""
    return tuple(sorted({row.block for row in set(then) ^ set(now)}))


def compare(
    then_by_month: Mapping[date | None, int],
    now_by_month: Mapping[date | None, int],
    then: Sequence[NumberedIncidents],
    now: Sequence[NumberedIncidents],
) -> Comparison:
    """The counts are those of all that is asked for; `then` and `now` are its incidents in the blocks that differ."""
    in_both = set(then) & set(now)
    was, is_now = _places(then, in_both), _places(now, in_both)
    held_then, held_now = _held_beside(then), _held_beside(now)
    counts: defaultdict[date | None, Counter[str]] = defaultdict(Counter)
    grades: defaultdict[date | None, Counter[tuple[str, str]]] = defaultdict(Counter)
    for number, (month, harm) in is_now.items():
        before = was.get(number)
        if before is None:
            counts[month]["came_in" if number in held_then else "added"] += 1
            continue
        if before[0] != month:
            counts[month]["moved_here"] += 1
            counts[before[0]]["moved_away"] += 1
        if before[1] != harm:
            grades[month][before[1], harm] += 1
    for number in was.keys() - is_now.keys():
        counts[was[number][0]]["went_out" if number in held_now else "gone"] += 1
    every = {*then_by_month, *now_by_month, *counts, *grades}
    months = tuple(
        MonthCompared(
            month,
            then_by_month.get(month, 0),
            now_by_month.get(month, 0),
            regrades=_as_regrades(grades[month]),
            **counts[month],
        )
        for month in sorted(every, key=lambda month: (month is None, month or date.min))
    )
    return Comparison(months, _as_regrades(sum(grades.values(), Counter())))


def _places(rows: Sequence[NumberedIncidents], in_both: set[NumberedIncidents]) -> dict[int, _Where]:
    """Where each incident stands, but for those of a month and harm level that is the same in both editions."""
    return {
        number: (row.month, row.harm_level)
        for row in rows
        if row.is_asked and row not in in_both
        for number in map(int, row.numbers.split())
    }


def _held_beside(rows: Sequence[NumberedIncidents]) -> set[int]:
    return {number for row in rows if not row.is_asked for number in map(int, row.numbers.split())}


def _as_regrades(counts: Counter[tuple[str, str]]) -> Regrades:
    return tuple(
        (before, now, count)
        for (before, now), count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _graded(regrades: Regrades, direction: int) -> int:
    return sum(count for before, now, count in regrades if moved(before, now) == direction)
