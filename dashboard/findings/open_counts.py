"""What a pack for readers outside the closed meeting is made of: counts on one grid that is the same for every pack, protected together.

The grid: months; quarters of the calendar; whole financial years. A pack shows a part of it and never a total over other days:
two totals that differ by a month would give that month away, whether one pack, two templates or two editions show them. Each financial
year is protected by itself, all of it whatever a pack shows, as nothing that is shown spans two.

True counts are read here, go into the linked tables and do not leave them: `OpenCounts` holds what may be shown, and what is no count
of incidents (months, bed days, breaks). Whoever builds slides gets that alone.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from dashboard.charts.frame import Standing
from dashboard.domain.dated import SWITCH
from dashboard.domain.incident_filter import LISTS, Basis
from dashboard.domain.medicines import ClassBy
from dashboard.domain.periods import (
    ReportingPeriod,
    financial_year_start,
    last_day,
    month_in_words,
    month_of,
    months_between,
    months_later,
)
from dashboard.domain.rows import FilterChoice, MonthHarmCount, MonthRate
from dashboard.domain.store import StoreProblem
from dashboard.domain.words import HarmLevel
from dashboard.findings.asking import DRAFT_MARK, EVERYTHING, Asking
from dashboard.measures.months import Happened, Months, MonthState
from dashboard.measures.protected import Cell, Key, LinkedTables, Protected, rule_in_words
from dashboard.measures.rules import rule_set
from dashboard.stats import RulePreset, StatsError
from dashboard.stats.disclosure import DisclosureRule

SEVERE_AND_FATAL = "Severe and fatal"
"""The two are never told apart in the open: either is a handful of people."""

LEVELS: Mapping[str, tuple[HarmLevel, ...]] = {
    HarmLevel.NO_HARM: (HarmLevel.NO_HARM,),
    HarmLevel.LOW: (HarmLevel.LOW,),
    HarmLevel.MODERATE: (HarmLevel.MODERATE,),
    SEVERE_AND_FATAL: (HarmLevel.SEVERE, HarmLevel.FATAL),
    HarmLevel.NOT_RECORDED: (HarmLevel.NOT_RECORDED,),
    HarmLevel.NOT_APPLICABLE: (HarmLevel.NOT_APPLICABLE,),
}
GRADED_IN_THE_OPEN = (HarmLevel.NO_HARM, HarmLevel.LOW, HarmLevel.MODERATE, SEVERE_AND_FATAL)
MODERATE_GROUP = "Moderate and above"
NO_GRADE = "No grade"
GROUPS: Mapping[str, tuple[str, ...]] = {
    HarmLevel.NO_HARM: (HarmLevel.NO_HARM,),
    HarmLevel.LOW: (HarmLevel.LOW,),
    MODERATE_GROUP: (HarmLevel.MODERATE, SEVERE_AND_FATAL),
    NO_GRADE: (HarmLevel.NOT_RECORDED, HarmLevel.NOT_APPLICABLE),
}
"""The levels by month: names of `LEVELS`."""

PRINTED_BY_MONTH = (HarmLevel.NO_HARM, HarmLevel.LOW, NO_GRADE)
QUARTER, YEAR = 3, 12
WHOLE_TRUST = ""
A_BREAK = "A change in how incidents are recorded"
"""The label of every break but the switch from NRLS."""

PAPERS = 12
"""So many editions back it is worked out anew what each showed beside those before it: a year of monthly papers."""

TOTAL, MONTH, GROUP, OVERALL = 30.0, 12.0, 1.0, 4.0
"""How dear a figure is: the total of the year, a month of the first chart, a part of a month, a level of the year."""


class NotOpen(ValueError):
    """What may not be told outside the closed meeting. The message is one sentence for the person."""


@dataclass(frozen=True)
class OpenCounts:
    """counts: what may be shown, by name. By month and quarter, of the period: ("month", month), ("month harm", group, month),
    ("moderate", first month of the quarter). Of the financial year: ("all",), ("graded",), ("harm", level), ("class", name),
    ("stage", name), ("error type", name).

    year: the newest financial year that ended by the end of the period, where the edition covers it whole and it is complete; None
    where there is none, and no figure of a year.

    happened: the breaks of the period, without what was written of them. bed_days: occupied ones, by month.
    """

    rule: DisclosureRule
    counts: Protected
    standing: Standing
    months: Months
    happened: tuple[Happened, ...]
    bed_days: Mapping[date, float | None]
    has_bed_days: bool
    rules: RulePreset
    quarters: tuple[date, ...]
    year: ReportingPeriod | None

    @property
    def of_year(self) -> Standing:
        """What the pictures of the financial year stand on."""
        return replace(self.standing, period=self.year.in_words()) if self.year else self.standing

    def cell(self, *key: object) -> Cell:
        return self.counts.cell(*key)


def refuse_what_is_not_open(asking: Asking, sites_may_be_named: bool) -> None:
    """Raise NotOpen unless a released edition is asked for whole months that are complete, of the whole trust or (where the trust says
    so) of one site.
    """
    asked = asking.asked
    narrowed = [name for name in LISTS if name != "site" and getattr(asked, name) is not None]
    if asking.edition.released_at is None:
        raise NotOpen(
            "A pack for readers outside the trust is made of a released edition; this one is a draft."
        )
    if narrowed or asked.class_by is not ClassBy.CURATED:
        raise NotOpen(
            "A pack for readers outside the trust is not narrowed by a filter: two of them could be subtracted from each other. "
            "Ask for the whole trust."
        )
    if asked.basis is not Basis.OCCURRED:
        raise NotOpen(
            "A pack for readers outside the trust counts by date of incident: beside one by date reported it could be subtracted from it."
        )
    if asked.site is not None and (not sites_may_be_named or len(asked.site) > 1):
        raise NotOpen(
            "A pack for readers outside the trust is of the whole trust; of one site only where the setting published_sites says yes."
        )
    if not asked.from_ or not asked.until or asked.from_.day != 1 or asked.until != last_day(asked.until):
        raise NotOpen(
            "A pack for readers outside the trust is of whole months: name the first and the last one."
        )
    last = month_of(asked.until)
    if asking.months.states.get(last) is MonthState.MISSING:
        raise NotOpen(
            f"A pack for readers outside the trust ends with a complete month, and no extract covers {month_in_words(last)}."
        )
    filling = asking.months.of(MonthState.FILLING_UP)
    if filling:
        newest = asking.months.newest
        until = f" Ask until {month_in_words(newest)}." if newest else ""
        raise NotOpen(
            f"A pack for readers outside the trust ends with a complete month, and {month_in_words(filling[0])} is still filling "
            f"up.{until}"
        )


def open_counts(asking: Asking, rule: DisclosureRule, *, sites_may_be_named: bool = False) -> OpenCounts:
    """What may be shown of what is asked. Raises NotOpen.

    Where sites may be named, those of all of them and of the trust are protected together, whichever is asked. Of two editions
    in a row nothing can be worked out either, where the reader's `last_paper` gives the one before.
    """
    refuse_what_is_not_open(asking, sites_may_be_named)
    of_trust = asking.of(asking.asked.narrowed(site=None))
    sites = _sites(asking) if sites_may_be_named else ()
    papers = [_of_whole_calendar(each) for each in _papers(asking)]
    scope = asking.asked.site[0] if asking.asked.site else WHOLE_TRUST
    year = _year_of(of_trust)
    mine: dict[Key, Cell] = {}
    for start in _years_of(of_trust, year):
        counts = _protected(of_trust, papers, sites, start, rule)
        for key, cell in counts.cells.items():
            of_month = isinstance(key[-1], date)
            if key[0] == scope and (key[-1] in asking.months.states if of_month else start == year):
                mine[key[1:]] = cell
    quarters = tuple(each for each in _quarters(asking.months) if ("moderate", each) in mine)
    mine = {key: cell for key, cell in mine.items() if key[0] != "moderate" or key[1] in quarters}
    rates: list[MonthRate] = asking.rows("reporting_rate_by_month")
    return OpenCounts(
        rule,
        Protected(rule, mine),
        _standing(asking, rule),
        replace(asking.months, completeness={}, curve=None),
        tuple(_unsaid(event) for event in asking.happened if event.is_break),
        {row.month: row.bed_days for row in rates},
        asking.facts.has_bed_days,
        rule_set(asking.facts.rule_set),
        quarters,
        _days_of(year) if year else None,
    )


def _of_whole_calendar(asking: Asking) -> Asking:
    return asking.of(asking.asked.narrowed(from_=None, until=None, site=None))


def _papers(asking: Asking) -> list[Asking]:
    """The editions that were released before, newest first."""
    found: list[Asking] = []
    paper = asking.last_paper()
    while paper is not None and len(found) < PAPERS:
        found.append(paper)
        paper = paper.last_paper()
    return found


def _days_of(year: date) -> ReportingPeriod:
    return ReportingPeriod(year, last_day(months_later(year, YEAR - 1)))


def _year_of(asking: Asking) -> date | None:
    """The newest financial year that ended by the end of what is asked, where it is whole."""
    last = month_of(asking.asked.until or last_day(max(asking.months.states)))
    year = months_later(financial_year_start(months_later(last, 1)), -YEAR)
    return year if _is_whole(asking, year) else None


def _is_whole(asking: Asking, year: date) -> bool:
    """Whether an edition gives figures of this year: its calendar reaches from its first month to its last, and that is complete."""
    calendar = _of_whole_calendar(asking)
    newest = calendar.months.newest
    begins = min((row.month for row in calendar.calendar), default=None)
    return (
        begins is not None
        and newest is not None
        and begins <= year
        and newest >= months_later(year, YEAR - 1)
    )


def _years_of(asking: Asking, year: date | None) -> list[date]:
    """The financial years that a pack shows something of."""
    found = {financial_year_start(month) for month in asking.months.states}
    return sorted(found | ({year} if year else set()))


def _protected(
    asking: Asking, papers: Sequence[Asking], sites: Sequence[str], year: date, rule: DisclosureRule
) -> Protected:
    """All that an edition shows of a financial year, together with what each edition before shows of it, which is worked out anew
    from the oldest on.
    """
    scopes = sites or (WHOLE_TRUST,)
    before: list[tuple[LinkedTables, Protected]] = []
    for paper in reversed(papers):
        with suppress(StoreProblem, StatsError):  # too old to answer; or its pack was refused in its day
            tables = _linked(paper, sites, year)
            shown = tables.protected_after(before, rule, _alike(tables, scopes))
            if not before or before[-1][1] is not shown:
                before.append((tables, shown))
    tables = _linked(asking, sites, year)
    try:
        return tables.protected_after(before, rule, _alike(tables, scopes))
    except StatsError as error:
        raise NotOpen(
            "What the packs of editions before show of these months would give a small count away beside this one. Use the pack of "
            "the edition before until more incidents were added."
        ) from error


def _alike(tables: LinkedTables, scopes: Sequence[str]) -> list[Key]:
    """The figures that hold every incident of these places once."""
    return [key for key in tables.figures if key[0] in scopes and key[1] in ("month harm", "outside months")]


def _unsaid(event: Happened) -> Happened:
    """A break with nothing that somebody wrote of it for the trust: its label can name a ward or a case."""
    label = event.label if event.label == SWITCH else A_BREAK
    return replace(event, label=label, reason="", evidence="", recorded_by="")


def _standing(asking: Asking, rule: DisclosureRule) -> Standing:
    """Without the name of who released the edition; the rule stands with the method, so that it is on each page and picture."""
    standing = asking.standing
    marks = tuple(mark for mark in standing.marks if mark != DRAFT_MARK)
    edition = replace(asking.edition, released_by=None).in_words()
    return replace(standing, marks=marks, edition=edition, method=f"{rule_in_words(rule)} {standing.method}")


def _sites(asking: Asking) -> tuple[str, ...]:
    choices: list[FilterChoice] = asking.rows("filter_choices", EVERYTHING)
    return tuple(sorted(row.choice for row in choices if row.filter == "site"))


def _quarters(months: Months) -> list[date]:
    """The first months of the quarters of the calendar that lie wholly inside, with figures that are complete."""
    return [
        month
        for month in months.states
        if month.month % QUARTER == 1 and all(_has_figure(months, each) for each in _of_quarter(month))
    ]


def _has_figure(months: Months, month: date) -> bool:
    state = months.states.get(month, MonthState.MISSING)
    return state.has_figure and state is not MonthState.FILLING_UP


def _of_quarter(first: date) -> list[date]:
    return list(months_between(first, last_day(months_later(first, QUARTER - 1))))


def _linked(asking: Asking, sites: Sequence[str], year: date) -> LinkedTables:
    """The tables of the trust and of each site in a financial year, and that the sites make up the trust."""
    tables, days, is_whole = LinkedTables(), _days_of(year), _is_whole(asking, year)
    asked = asking.asked.narrowed(from_=days.first, until=days.last, site=None)
    _add(tables, asking.of(asked), WHOLE_TRUST, is_whole=is_whole)
    for site in sites:
        _add(tables, asking.of(asked.narrowed(site=(site,))), site, is_whole=is_whole)
    if sites:
        for key in [key for key in tables.figures if key[0] == WHOLE_TRUST]:
            parts = [(site, *key[1:]) for site in sites if (site, *key[1:]) in tables.figures]
            tables.adds_up(key, parts, (WHOLE_TRUST, "of no site", *key[1:]))
    return tables


def _add(tables: LinkedTables, asking: Asking, scope: str, *, is_whole: bool) -> None:
    """The figures of one place in a financial year: its complete months and their levels, its quarters; where it is whole the year,
    its levels, classes, stages, error types.
    """
    months = [month for month in asking.months.states if _has_figure(asking.months, month)]
    _add_months(tables, asking.rows("incidents_by_month_and_harm_level"), months, scope)
    for first in _quarters(asking.months):
        quarter: Key = (scope, "moderate", first)
        parts: list[Key] = [(scope, "month harm", MODERATE_GROUP, month) for month in _of_quarter(first)]
        tables.count(quarter, sum(tables.true(part) for part in parts), dear=OVERALL)
        tables.adds_up(quarter, parts, (scope, "no rest of quarter", first))
    if is_whole:
        _add_year(tables, asking, months, scope)


def _add_months(
    tables: LinkedTables, rows: Sequence[MonthHarmCount], months: Sequence[date], scope: str
) -> None:
    """Of each month all incidents and those of each group of levels; moderate and above is not printed, and protected."""
    found: dict[tuple[date, str], int] = {(row.month, row.harm_level): row.incidents for row in rows}
    for month in months:
        for group, names in GROUPS.items():
            levels = [level for name in names for level in LEVELS[name]]
            count = sum(found.get((month, level), 0) for level in levels)
            printed = group in PRINTED_BY_MONTH
            tables.count((scope, "month harm", group, month), count, published=printed, dear=GROUP)
        parts: list[Key] = [(scope, "month harm", group, month) for group in GROUPS]
        tables.count((scope, "month", month), sum(tables.true(part) for part in parts), dear=MONTH)
        tables.adds_up((scope, "month", month), parts, (scope, "no rest of month", month))


def _add_year(tables: LinkedTables, asking: Asking, months: Sequence[date], scope: str) -> None:
    levels = {row.harm_level: row.incidents for row in asking.rows("incidents_by_harm_level")}
    everything: Key = (scope, "all")
    tables.count(everything, sum(levels.values()), dear=TOTAL)
    for name, of in LEVELS.items():
        tables.count((scope, "harm", name), sum(levels.get(level, 0) for level in of), dear=OVERALL)
    tables.adds_up(everything, [(scope, "harm", name) for name in LEVELS], (scope, "other levels"))
    graded: list[Key] = [(scope, "harm", name) for name in GRADED_IN_THE_OPEN]
    tables.count((scope, "graded"), sum(tables.true(part) for part in graded), dear=TOTAL)
    tables.adds_up((scope, "graded"), graded, (scope, "no rest of graded"))
    tables.adds_up(
        everything, [(scope, "month", month) for month in months], (scope, "outside months", "all")
    )
    for group, of_group in GROUPS.items():
        of_year: Key = (scope, "group", group)
        of_levels: list[Key] = [(scope, "harm", name) for name in of_group]
        tables.count(of_year, sum(tables.true(part) for part in of_levels), published=False)
        tables.adds_up(of_year, of_levels, (scope, "no rest of group", group))
        of_months: list[Key] = [(scope, "month harm", group, month) for month in months]
        tables.adds_up(of_year, of_months, (scope, "outside months", group))
    for what, question, column in (
        ("class", "incidents_by_drug_class", "drug_class"),
        ("stage", "incidents_by_medication_stage", "stage"),
        ("error type", "incidents_by_error_type", "error_type"),
    ):
        names: list[Key] = []
        for row in asking.rows(question):
            names.append((scope, what, getattr(row, column)))
            tables.count(names[-1], row.incidents)
        if names:
            tables.covers(everything, names)
