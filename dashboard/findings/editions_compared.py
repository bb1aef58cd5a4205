"""What changed between two editions: both are asked the same, and what the ledger says of it is put beside."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.charts.frame import Standing
from dashboard.domain.incident_filter import LISTS, Basis, IncidentFilter
from dashboard.domain.periods import last_day, month_of
from dashboard.domain.rows import LeftOutOfMonths, MonthCount, Restatement
from dashboard.domain.store import OlderEdition
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.restated_month import (
    ADDED,
    CAME_IN,
    NO_LONGER,
    WENT_OUT,
    Reasons,
    together,
)
from dashboard.measures.editions_compared import (
    Comparison,
    MonthCompared,
    compare,
    differing_blocks,
)
from dashboard.measures.months import newest_complete_month

FIRST_COVERED = "first covered by this extract"


@dataclass(frozen=True)
class Compared:
    """Two editions, the earlier one first, with what changed. `reasons` are signed incidents that add up to each month's difference."""

    then: Asking
    now: Asking
    found: Comparison
    reasons: Mapping[date | None, Reasons]
    covered: frozenset[date]
    """The months that the earlier edition covers, for the sites that are asked for."""

    undone: bool

    @property
    def title(self) -> str:
        return f"What changed between edition {self.then.edition.edition_id} and edition {self.now.edition.edition_id}"

    @property
    def standing(self) -> Standing:
        editions = f"Compared: {self.then.edition.in_short()} and {self.now.edition.in_short()}."
        return replace(self.now.standing, edition=editions)

    @property
    def counted_before(self) -> tuple[MonthCompared, ...]:
        """The months that changed and were counted before, in order."""
        return tuple(each for each in self.found.changed if not self.is_new(each))

    def is_new(self, each: MonthCompared) -> bool:
        """The earlier edition did not cover the month: it is counted for the first time."""
        return each.month is not None and each.month not in self.covered and not each.then

    @property
    def newest_month(self) -> date | None:
        return max((each.month for each in self.found.months if each.month), default=None)


def compare_editions(one: Asking, other: Asking, *, filling_months: bool = False) -> Compared | str:
    """The difference of two editions that are asked the same, or a sentence that says why there is none to be had.

    filling_months: on to the months after the period that are still filling up in either, as pictures of months go, where the period
    goes as far as `one`, the edition that is shown, is complete: who asks for August alone is told of August.
    """
    then, now = sorted((one, other), key=lambda asking: asking.edition.edition_id)
    if filling_months and _to_the_newest(one):
        now = now.of(then.with_filling_months().asked).with_filling_months()
        then = then.of(now.asked)
    for each in (then, now):
        try:
            each.rows("restatements", EVERYTHING)
        except OlderEdition:
            return (
                f"Edition {each.edition.edition_id} was published by an earlier version of this program, which numbered its incidents "
                "anew each time: they cannot be looked for in another edition. Compare two later editions."
            )
    acts = _acts_between(then, now)
    if acts is None:
        return (
            f"Edition {then.edition.edition_id} and edition {now.edition.edition_id} are not of one register: the later one's ledger "
            "does not hold what the earlier one's does. Compare two editions of one register."
        )
    try:
        blocks = differing_blocks(then.rows("incident_fingerprints"), now.rows("incident_fingerprints"))
        found = compare(
            _by_month(then),
            _by_month(now),
            then.numbered(blocks) if blocks else [],
            now.numbered(blocks) if blocks else [],
        )
        covered = frozenset(row.month for row in then.calendar)
    except OlderEdition as older:
        return str(older)
    reasons = _reasons(found, acts, then.asked, covered)
    return Compared(then, now, found, reasons, covered, any(row.act == "undo" for row in acts))


def _to_the_newest(asking: Asking) -> bool:
    newest = newest_complete_month(asking.calendar, asking.facts, asking.curve)
    return newest is None or asking.asked.until is None or asking.asked.until >= last_day(newest)


def _by_month(asking: Asking) -> dict[date | None, int]:
    months: list[MonthCount] = asking.rows("incidents_by_month")
    left_out: LeftOutOfMonths = asking.left_out
    without = left_out.year_only + left_out.no_date
    return {row.month: row.incidents for row in months} | ({None: without} if without else {})


def _acts_between(then: Asking, now: Asking) -> list[Restatement] | None:
    """The rows of the later ledger that the earlier one does not hold yet; None where it holds some that the later one lacks."""
    before, after = (Counter(each.rows("restatements", EVERYTHING)) for each in (then, now))
    return None if before - after else list((after - before).elements())


def _reasons(
    found: Comparison, acts: Sequence[Restatement], asked: IncidentFilter, covered: frozenset[date]
) -> dict[date | None, Reasons]:
    """Of each month: the ledger's, where it speaks of what is asked and adds up to the difference; else what the incidents tell."""
    of_acts: defaultdict[date | None, list[tuple[str, int]]] = defaultdict(list)
    if _ledger_speaks_of(asked):
        for row in acts:
            of_acts[row.month].append((row.reason, row.incidents))
    told = {each.month: together(of_acts[each.month]) for each in found.months}
    whole = asked.from_ is None and asked.until is None
    spoken_of = {each.month for each in found.months if each.month or whole}
    fits = all(
        sum(count for _, count in told[each.month]) == each.now - each.then
        for each in found.months
        if each.month in spoken_of
    )
    return {
        each.month: told[each.month]
        if fits and each.month in spoken_of and told[each.month]
        else _own(each, covered)
        for each in found.months
    }


def _ledger_speaks_of(asked: IncidentFilter) -> bool:
    """The ledger is the whole trust's, by month and date of incident."""
    whole_months = (asked.from_ is None or asked.from_ == month_of(asked.from_)) and (
        asked.until is None or asked.until == last_day(asked.until)
    )
    return (
        whole_months and asked.basis is Basis.OCCURRED and all(getattr(asked, name) is None for name in LISTS)
    )


def _own(each: MonthCompared, covered: frozenset[date]) -> Reasons:
    new = each.month is not None and each.month not in covered
    return together(
        [
            (FIRST_COVERED if new else ADDED, each.added),
            (CAME_IN, each.came_in),
            ("date of incident moved here", each.moved_here),
            (NO_LONGER, -each.gone),
            (WENT_OUT, -each.went_out),
            ("date of incident moved away", -each.moved_away),
        ]
    )
