"""The rows of a benchmark pack: counts by month and by financial year in linked tables, as the HES rule gives them, and no number
of 1 to 7 that could be worked out from the others (`stats.cross_tables`)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import numpy as np

from dashboard.domain.benchmark import (
    ALL,
    DRUG_CLASSES,
    ERROR_TYPES,
    HARM_LEVELS,
    MOST_MONTHS,
    STAGES,
    BenchmarkRow,
    State,
    month_code,
    months_of_year,
    source_code,
    year_code,
)
from dashboard.domain.periods import financial_year_start, months_between, months_later
from dashboard.domain.rows import MonthKindCount
from dashboard.domain.words import ErrorType, SourceSystem
from dashboard.stats import CrossTable, cells_of, withhold_until_safe
from dashboard.stats.cross_tables import NOT_GIVEN, Axes

MONTH, CLASS, STAGE, ERROR, HARM = range(5)
WORDS: tuple[tuple[str, ...], ...] = (
    (), DRUG_CLASSES, tuple(STAGES.values()), tuple(ERROR_TYPES.values()),
    tuple(dict.fromkeys(HARM_LEVELS.values())),
)  # fmt: skip
BY_MONTH: tuple[Axes, ...] = ((MONTH,), (MONTH, HARM), (MONTH, CLASS), (MONTH, STAGE), (MONTH, ERROR))
BY_YEAR: tuple[Axes, ...] = (
    (), (HARM,), (CLASS,), (STAGE,), (ERROR,), (CLASS, STAGE), (CLASS, ERROR), (CLASS, HARM), (STAGE, ERROR), (STAGE, HARM),
    (ERROR, HARM),
)  # fmt: skip
WEIGHTS = {
    (): 20_000,
    (MONTH,): 10_000,
    (HARM,): 100,
    (MONTH, HARM): 50,
    (CLASS,): 30,
    (STAGE,): 30,
    (ERROR,): 30,
} | dict.fromkeys(((MONTH, CLASS), (MONTH, STAGE), (MONTH, ERROR)), 5)
"""How much is lost with a figure: the totals that rates are made of before all, pairs of words least."""

PAIRS_FROM = 18
"""Shown as 20: pairs of a word with fewer in the year are nearly all too few. A bound that rounding shows, so that nothing more is
told by what the file holds."""

CROSS: Axes = (CLASS, STAGE, ERROR, HARM)
"""Of the full cross only cells of 8 and more are written: nearly all others are too few, and would be most of the file."""

DELAYED = ERROR_TYPES[ErrorType.DELAYED]
NRLS = SourceSystem.NRLS.value


def first_month_of_pack(newest: date) -> date:
    """The April before the newest complete month by two years."""
    return months_later(financial_year_start(newest), -24)


@dataclass(frozen=True)
class CountedPeriods:
    """The months of a pack, each with its source (None: not covered, or only in part) and the bed days that are known."""

    sources: Mapping[date, str | None]
    bed_days: Mapping[date, float]

    @property
    def counted(self) -> list[date]:
        return [month for month, source in self.sources.items() if source]

    def years(self) -> Iterator[tuple[date, list[date]]]:
        """Each financial year with its months that are counted."""
        found: dict[date, list[date]] = defaultdict(list)
        for month in self.counted:
            found[financial_year_start(month)].append(month)
        yield from found.items()


def counted_periods(
    counted: Iterable[date], sources: Mapping[date, str], bed_days: Mapping[date, float | None]
) -> CountedPeriods | None:
    """What a pack covers, up to the newest counted month; None where no month is complete."""
    months = set(counted)
    if not months:
        return None
    newest = max(months)
    asked = [*months_between(max(first_month_of_pack(newest), min(months)), newest)]
    assert len(asked) <= MOST_MONTHS
    return CountedPeriods(
        {month: source_code(sources[month]) if month in months else None for month in asked},
        {month: beds for month, beds in bed_days.items() if beds},
    )


def benchmark_rows(
    kinds: Sequence[MonthKindCount], periods: CountedPeriods, *, bed_days_to: int = 1
) -> tuple[BenchmarkRow, ...]:
    """The rows in the order of the file: months, then whole financial years. `bed_days_to`: what bed days are rounded to."""
    by_year: dict[date, list[MonthKindCount]] = defaultdict(list)
    for kind in kinds:
        if periods.sources.get(kind.month):
            by_year[financial_year_start(kind.month)].append(kind)
    written: dict[str, list[BenchmarkRow]] = {}
    years = []
    for april, months in periods.years():
        whole = tuple(months) == months_of_year(april)
        found = _rows_of_year(by_year[april], months, whole, periods, bed_days_to)
        for row in found:
            written.setdefault(row.period, []).append(row)
        years += [year_code(april)] if whole else []
    rows: list[BenchmarkRow] = []
    for month, source in periods.sources.items():
        if source is None:
            rows.append(_row(month_code(month), "", (ALL,) * 4, None, State.NOT_COVERED, None))
        rows += written.get(month_code(month), [])
    for year in years:
        rows += written[year]
    return tuple(rows)


def _rows_of_year(
    kinds: Sequence[MonthKindCount],
    months: Sequence[date],
    whole: bool,
    periods: CountedPeriods,
    bed_days_to: int,
) -> Iterator[BenchmarkRow]:
    """The rows of one financial year: tables of different years share no incident."""
    counted = _Counted(kinds, months)
    tables = [counted.table(axes) for axes in (*BY_MONTH, *(BY_YEAR if whole else ()))]
    tables += [counted.table((MONTH, *CROSS), sparse=True)]
    tables += [counted.table(CROSS, sparse=True)] if whole else []
    withhold_until_safe(tables, counted.singles)
    sources = {month: periods.sources[month] or "" for month in months}
    beds = {month_code(month): periods.bed_days.get(month) for month in months}
    of = {month_code(month): source for month, source in sources.items()}
    if whole:
        year = year_code(months[0])
        each = [beds[month_code(month)] for month in months]
        beds[year] = sum(known) if len(known := [bed for bed in each if bed]) == len(months) else None
        of[year] = "+".join(sorted({part for source in sources.values() for part in source.split("+")}))
    for table in tables:
        for period, words, count, given in counted.named(table):
            bed_days = beds[period]
            bed_days = None if bed_days is None else float(round(bed_days / bed_days_to) * bed_days_to)
            state = _state(count, given)
            if words[ERROR - 1] == DELAYED and NRLS in of[period].split("+"):
                state = State.NOT_COVERED
            yield _row(period, of[period], words, given if state is State.SHOWN else None, state, bed_days)


def _state(count: int, given: int) -> State:
    if given == NOT_GIVEN:
        return State.TOO_FEW
    if given < 0:
        return State.WITHHELD
    return State.ZERO if count == 0 else State.SHOWN


def _row(
    period: str, source: str, words: tuple[str, ...], given: int | None, state: State, bed_days: float | None
) -> BenchmarkRow:
    incidents = 0 if state is State.ZERO else given
    rate = None if incidents is None or not bed_days else round(1000 * incidents / bed_days, 2)
    drug_class, stage, error_type, harm_level = words
    return BenchmarkRow(
        period, source, drug_class, stage, error_type, harm_level, incidents, state, bed_days or None, rate
    )


class _Counted:
    """The incidents of one financial year in tables. An incident with two words of an axis is in the cell of each."""

    def __init__(self, kinds: Sequence[MonthKindCount], months: Sequence[date]) -> None:
        self.months = months
        at = {month: n for n, month in enumerate(months)}
        place = [{}, *({word: n for n, word in enumerate(words)} for words in WORDS[1:])]
        of_stage = {member.value: place[STAGE][code] for member, code in STAGES.items()}
        of_error = {member.value: place[ERROR][code] for member, code in ERROR_TYPES.items()}
        of_harm = {member.value: place[HARM][code] for member, code in HARM_LEVELS.items()}
        self.kinds: list[tuple[tuple[tuple[int, ...], ...], int]] = [
            (
                (
                    (at[kind.month],),
                    tuple(place[CLASS][word] for word in kind.drug_classes.split(" | ")),
                    tuple(of_stage[word] for word in kind.stages.split(" | ")),
                    tuple(of_error[word] for word in kind.error_types.split(" | ")),
                    (of_harm[kind.harm_level],),
                ),
                kind.incidents,
            )
            for kind in kinds
        ]
        # only words that the year has: a cell of no incident is a zero whatever is around it, and the whole is much smaller
        self.had: list[list[int]] = [[*range(len(months))]] + [
            sorted({word for words, _ in self.kinds for word in words[axis]}) for axis in range(1, 5)
        ]
        self.shape = tuple(len(words) for words in self.had)
        narrow = [{word: n for n, word in enumerate(words)} for words in self.had]
        self.narrowed = [
            (tuple(tuple(narrow[axis][word] for word in words[axis]) for axis in range(5)), count)
            for words, count in self.kinds
        ]
        self.singles = self._counts(
            tuple(range(5)), [each for each in self.narrowed if all(len(words) == 1 for words in each[0])]
        )

    def table(self, axes: Axes, *, sparse: bool = False) -> CrossTable:
        table = CrossTable(axes, self._counts(axes, self.narrowed), sparse, WEIGHTS.get(axes, 1))
        if MONTH not in axes and len(axes) == 1:
            table.seen_from = PAIRS_FROM
        if MONTH not in axes and len(axes) == 2:
            rows, columns = (self._counts((axis,), self.narrowed) < PAIRS_FROM for axis in axes)
            table.left_out = rows[:, None] | columns[None, :]
        return table

    def _counts(self, axes: Axes, kinds: Sequence[tuple[Any, int]]) -> np.ndarray:
        found: Counter[tuple[int, ...]] = Counter()
        for words, count in kinds:
            for cell in product(*(words[axis] for axis in axes)):
                found[cell] += count
        counts = np.zeros(tuple(self.shape[axis] for axis in axes), np.int64)
        for cell, count in found.items():
            counts[cell] = count
        return counts

    def named(self, table: CrossTable) -> Iterator[tuple[str, tuple[str, ...], int, int]]:
        """Each cell of a table with its period and words, its count and what is given of it. Tables of one axis have every word
        of the schema, with zeros; of two axes the words that are shown as 20 or more in the year.
        """
        by_month = MONTH in table.axes
        axes = [axis for axis in table.axes if axis != MONTH]
        cells = {place: (count, given) for place, count, given in cells_of(table)}
        if table.sparse or len(axes) != 1:
            for place, (count, given) in cells.items():
                words = self._words(axes, place[1:] if by_month else place)
                yield self._period(place[0] if by_month else None), words, count, given
            return
        (axis,) = axes
        narrow = {word: n for n, word in enumerate(self.had[axis])}
        for month in range(len(self.months)) if by_month else (None,):
            for word, name in enumerate(WORDS[axis]):
                place = (narrow.get(word, -1),) if month is None else (month, narrow.get(word, -1))
                count, given = cells.get(place, (0, 0))
                yield self._period(month), _placed({axis: name}), count, given

    def _period(self, month: int | None) -> str:
        return year_code(self.months[0]) if month is None else month_code(self.months[month])

    def _words(self, axes: Sequence[int], place: Sequence[int]) -> tuple[str, ...]:
        return _placed({axis: WORDS[axis][self.had[axis][at]] for axis, at in zip(axes, place, strict=True)})


def _placed(words: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(words.get(axis, ALL) for axis in range(1, 5))
