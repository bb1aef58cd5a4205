"""The ledger of restatements: for each month what an import or other act changed, and why, in a sentence."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from dashboard.charts.frame import Picture, Table
from dashboard.charts.ledger import RestatedMonth, ledger_table, restated_months
from dashboard.domain.incident_filter import Basis, IncidentFilter
from dashboard.domain.periods import london_day_in_words
from dashboard.domain.rows import LeftOutOfMonths, MonthCount, Regrade, Restatement
from dashboard.findings.asking import Asking
from dashboard.findings.restated_month import is_first_count, restated_sentence, together
from dashboard.findings.words import count_of


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
        return is_first_count(self.before, self.reasons)

    @property
    def act_words(self) -> str:
        number = "" if self.import_id is None else f" {self.import_id}"
        return f"{self.act[:1].upper()}{self.act[1:]}{number} of {london_day_in_words(self.happened_at)}"


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
            reasons = together(changes[act][month])
            after = running.get(month, 0)
            before = after - sum(incidents for _, incidents in reasons)
            running[month] = before
            found.append(
                MonthSentence(
                    words, import_id, happened_at, month, before, after, reasons,
                    sum(row.incidents for row in grades[(*act, month)]),
                    restated_sentence(month, newest, before, after, reasons, _moves(grades[(*act, month)])),
                )
            )  # fmt: skip
    return found


def _moves(rows: Sequence[Regrade]) -> list[tuple[str, str, int]]:
    return [(row.harm_before, row.harm_now, row.incidents) for row in rows]


def _act(row: Restatement | Regrade) -> tuple[datetime, int | None, str]:
    return row.happened_at, row.import_id, row.act


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
            months = len({each.month for each in self.everything if each.month})
            if not months:
                return "Nothing was restated: what is counted has no full dates."
            return f"Nothing was restated: {count_of(months, 'month')} {'stands' if months == 1 else 'stand'} as first counted."
        gained = sum(incidents for each in self.newest for _, incidents in each.reasons if incidents > 0)
        lost = -sum(incidents for each in self.newest for _, incidents in each.reasons if incidents < 0)
        regraded = sum(each.regraded for each in self.newest)
        grades = f"; {regraded:,} changed harm grade" if regraded else ""
        changed = " and ".join(
            f"{count:,} {words}" for count, words in ((gained, "more"), (lost, "fewer")) if count
        )
        return (
            f"{self.newest[0].act_words} restated {count_of(len(self.newest), 'month')} counted before: "
            f"{changed or 'no more or fewer'} {'incident' if gained + lost == 1 else 'incidents'}{grades}."
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
