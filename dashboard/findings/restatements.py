"""The ledger of restatements: for each month what an import or other act changed, and why, in a sentence."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from dashboard.charts.frame import Picture, Table
from dashboard.charts.ledger import RestatedMonth, ledger_table, restated_months
from dashboard.domain.incident_filter import Basis, IncidentFilter
from dashboard.domain.periods import day_in_words
from dashboard.domain.rows import LeftOutOfMonths, MonthCount, Regrade, Restatement
from dashboard.domain.words import GRADED
from dashboard.findings.asking import Asking
from dashboard.findings.words import count_of, month_name
from dashboard.measures.quality import moved

FIRST_COVERED = "first covered by this extract"
MORE = frozenset(
    {
        FIRST_COVERED,
        "recorded late",
        "re-categorised as medication",
        "in the listing again",
        "date of incident moved here",
    }
)
FEWER = frozenset(
    {"no longer medication", "rejected in the source system", "withdrawn", "date of incident moved away"}
)
"""Reasons whose words say themselves whether a month gained or lost; any other is said with 'more' or 'fewer'."""


PHRASED = {
    "date of incident moved here": "moved here from another month",
    "date of incident moved away": "moved to another month",
}
"""Reasons that do not follow a number as they stand."""


@dataclass(frozen=True)
class MonthSentence:
    """What one act did to one month (None: incidents without a full date): its count before and after, and the words."""

    act: str
    import_id: int | None
    happened_at: datetime
    month: date | None
    before: int
    after: int
    reasons: tuple[tuple[str, int], ...]
    regraded: int
    text: str

    @property
    def is_new(self) -> bool:
        """Nothing was counted in the month before it was covered: nothing is restated."""
        return _first_covered(self.before, self.reasons)

    @property
    def act_words(self) -> str:
        number = "" if self.import_id is None else f" {self.import_id}"
        return f"{self.act[:1].upper()}{self.act[1:]}{number} of {day_in_words(self.happened_at.date())}"


def month_sentences(
    rows: Sequence[Restatement], regrades: Sequence[Regrade], totals: Mapping[date | None, int]
) -> list[MonthSentence]:
    """One for each act and month that it touched, the newest act first, its months in order and no month last.

    `totals` are the counts of each month after the newest act (absent is 0); each act's count before is the count after
    less its signed incidents, so reasons add up to the difference by construction. A count below zero on the way back
    means that ledger and counts do not belong together, and the sentence says so.
    """
    changes: defaultdict[tuple, defaultdict[date | None, list[tuple[str, int]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    grades: defaultdict[tuple, list[Regrade]] = defaultdict(list)
    for row in rows:
        changes[_act(row)][row.month].append((row.reason, row.incidents))
    for row in regrades:
        changes[_act(row)].setdefault(row.month, [])
        grades[(*_act(row), row.month)].append(row)
    running = dict(totals)
    newest = max((month for months in changes.values() for month in months if month), default=None)
    found = []
    for act in sorted(changes, key=lambda act: (act[0], act[1] or 0, act[2]), reverse=True):
        happened_at, import_id, words = act
        for month in sorted(changes[act], key=lambda month: (month is None, month or date.min)):
            reasons = _together(changes[act][month])
            after = running.get(month, 0)
            before = after - sum(incidents for _, incidents in reasons)
            running[month] = before
            found.append(
                MonthSentence(
                    words, import_id, happened_at, month, before, after, reasons,
                    sum(row.incidents for row in grades[(*act, month)]),
                    _sentence(month, newest, before, after, reasons, grades[(*act, month)]),
                )
            )  # fmt: skip
    return found


def _first_covered(before: int, reasons: Sequence[tuple[str, int]]) -> bool:
    return before == 0 and bool(reasons) and all(reason == FIRST_COVERED for reason, _ in reasons)


def _act(row: Restatement | Regrade) -> tuple[datetime, int | None, str]:
    return row.happened_at, row.import_id, row.act


def _together(changes: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Rows of one reason and sign as one; what was gained first, the most first."""
    sums: defaultdict[tuple[str, bool], int] = defaultdict(int)
    for reason, incidents in changes:
        sums[reason, incidents > 0] += incidents
    together = [(reason, incidents) for (reason, _), incidents in sums.items() if incidents]
    return tuple(sorted(together, key=lambda pair: (pair[1] < 0, -abs(pair[1]), pair[0])))


def _sentence(
    month: date | None,
    newest: date | None,
    before: int,
    after: int,
    reasons: Sequence[tuple[str, int]],
    regrades: Sequence[Regrade],
) -> str:
    name = month_name(month, newest) if month else "The count without a full date"
    why = ", ".join(reason_in_words(reason, incidents) for reason, incidents in reasons)
    if before < 0:
        start = f"{name}: {why}. The ledger does not add up to the {after:,} counted now; publish again"
    elif _first_covered(before, reasons):
        start = f"{name} is covered for the first time: {count_of(after, 'incident')}"
    elif not reasons:
        start = f"{name} is still {after:,}"
    elif before == after:
        start = f"{name} was {before:,} and still is: {why}"
    else:
        start = f"{name} was {before:,}, now {after:,}: {why}"
    grades = _grades_in_words(regrades)
    return f"{start}. Of the {after:,}, {grades}." if grades else f"{start}."


def reason_in_words(reason: str, incidents: int) -> str:
    """'5 recorded late', '1 withdrawn', '3 fewer (undone)'."""
    if (incidents > 0 and reason in MORE) or (incidents < 0 and reason in FEWER):
        return f"{abs(incidents):,} {PHRASED.get(reason, reason)}"
    return f"{abs(incidents):,} {'more' if incidents > 0 else 'fewer'} ({reason})"


def _grades_in_words(regrades: Sequence[Regrade]) -> str:
    """'3 changed harm grade: 2 down, 1 up', with those that got or lost a grade named apart."""
    if not regrades:
        return ""
    down, up, graded, ungraded, other = 0, 0, 0, 0, 0
    for row in regrades:
        direction = moved(row.harm_before, row.harm_now)
        down += row.incidents if direction < 0 else 0
        up += row.incidents if direction > 0 else 0
        if direction == 0:
            graded += row.incidents if row.harm_now in GRADED and row.harm_before not in GRADED else 0
            ungraded += row.incidents if row.harm_before in GRADED and row.harm_now not in GRADED else 0
            other += row.incidents if row.harm_before not in GRADED and row.harm_now not in GRADED else 0
    parts = [
        f"{count:,} {words}"
        for count, words in (
            (down, "down"),
            (up, "up"),
            (graded, "graded for the first time"),
            (ungraded, "no longer graded"),
            (other, "still without a grade"),
        )
        if count
    ]
    return f"{sum(row.incidents for row in regrades):,} changed harm grade: {', '.join(parts)}"


@dataclass(frozen=True)
class Ledger:
    """The whole ledger, newest act first, and the newest act that restated months which were counted before."""

    everything: tuple[MonthSentence, ...]
    newest: tuple[MonthSentence, ...]

    @property
    def sentence(self) -> str:
        if not self.everything:
            return "The ledger is empty: no import has changed a month yet."
        if not self.newest:
            months = len({each.month for each in self.everything})
            return f"Nothing was restated: {count_of(months, 'month')} {'stands' if months == 1 else 'stand'} as first counted."
        gained = sum(incidents for each in self.newest for _, incidents in each.reasons if incidents > 0)
        lost = -sum(incidents for each in self.newest for _, incidents in each.reasons if incidents < 0)
        regraded = sum(each.regraded for each in self.newest)
        grades = f"; {regraded:,} changed harm grade" if regraded else ""
        return (
            f"{self.newest[0].act_words} restated {count_of(len(self.newest), 'month')} counted before: {gained:,} more and "
            f"{lost:,} fewer incidents{grades}."
        )


def ledger(asking: Asking) -> Ledger:
    """The ledger of the whole trust, by date of incident. Raises OlderEdition for an edition that holds none."""
    everywhere = IncidentFilter(basis=Basis.OCCURRED)
    months: list[MonthCount] = asking.rows("incidents_by_month", everywhere)
    left_out: LeftOutOfMonths = asking.rows("incidents_left_out_of_months", everywhere)[0]
    totals: dict[date | None, int] = {row.month: row.incidents for row in months}
    totals[None] = left_out.year_only + left_out.no_date
    found = month_sentences(asking.rows("restatements"), asking.rows("regrades"), totals)
    for _, its in groupby(found, key=lambda each: (each.happened_at, each.import_id, each.act)):
        restated = tuple(each for each in its if not each.is_new)
        if restated:
            return Ledger(tuple(found), restated)
    return Ledger(tuple(found), ())


def ledger_picture(asking: Asking, found: Ledger) -> Picture:
    return restated_months(
        [_restated(each) for each in found.newest],
        [_restated(each) for each in found.everything],
        asking.standing,
        sentence=found.sentence,
        caption=_caption(found),
    )


def whole_ledger(found: Ledger) -> Table:
    return ledger_table([_restated(each) for each in found.everything])


def _restated(each: MonthSentence) -> RestatedMonth:
    return RestatedMonth(
        each.act_words,
        each.month,
        each.before,
        each.after,
        sum(incidents for _, incidents in each.reasons if incidents > 0),
        -sum(incidents for _, incidents in each.reasons if incidents < 0),
        each.text,
    )


def _caption(found: Ledger) -> str:
    if not found.newest:
        return "No bars: no month was restated."
    most = max(found.newest, key=lambda each: abs(each.after - each.before))
    return (
        f"Bars up for incidents that a month gained, down for those that it lost, over {count_of(len(found.newest), 'month')}. "
        f"The largest change: {most.text}"
    )
