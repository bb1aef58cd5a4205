"""What a pack for readers outside the closed meeting is made of: the counts of a period, protected together.

True counts are read here, go into the linked tables and do not leave them: `OpenCounts` holds what may be shown, and what is no count
of incidents (months, bed days, breaks). Whoever builds slides gets that alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.charts.frame import Standing
from dashboard.domain.incident_filter import LISTS
from dashboard.domain.medicines import ClassBy
from dashboard.domain.periods import last_day, month_in_words, months_between, months_later
from dashboard.domain.rows import FilterChoice, MonthHarmCount, MonthRate
from dashboard.domain.store import StoreProblem
from dashboard.domain.words import HarmLevel
from dashboard.findings.asking import DRAFT_MARK, EVERYTHING, Asking
from dashboard.measures.months import Happened, Months, MonthState
from dashboard.measures.protected import Cell, Key, LinkedTables, Protected, rule_in_words
from dashboard.measures.rules import rule_set
from dashboard.stats import RulePreset
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
QUARTER = 3
WHOLE_TRUST = ""
TOTAL, MONTH, GROUP, OVERALL = 30.0, 12.0, 1.0, 4.0
"""How dear a figure is: the total of the period, a month of the first chart, a part of a month, a level of the period."""


class NotOpen(ValueError):
    """What may not be told outside the closed meeting. The message is one sentence for the person."""


@dataclass(frozen=True)
class OpenCounts:
    """counts: what may be shown, by name: ("all",), ("graded",), ("month", month), ("month harm", group, month), ("harm", level),
    ("moderate", first month of the quarter), ("class", name), ("stage", name), ("error type", name).

    happened: the breaks of the period, without who recorded them and on what evidence. bed_days: occupied ones, by month.
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
    if asked.site is not None and (not sites_may_be_named or len(asked.site) > 1):
        raise NotOpen(
            "A pack for readers outside the trust is of the whole trust; of one site only where the setting published_sites says yes."
        )
    if not asked.from_ or not asked.until or asked.from_.day != 1 or asked.until != last_day(asked.until):
        raise NotOpen(
            "A pack for readers outside the trust is of whole months: name the first and the last one."
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
    tables = _linked(of_trust, sites)
    counts = _protected(of_trust, sites, tables, rule)
    scope = asking.asked.site[0] if asking.asked.site else WHOLE_TRUST
    mine = {key[1:]: cell for key, cell in counts.cells.items() if key[0] == scope}
    rates: list[MonthRate] = asking.rows("reporting_rate_by_month")
    return OpenCounts(
        rule,
        Protected(rule, mine),
        _standing(asking, rule),
        asking.months,
        tuple(
            replace(event, reason="", evidence="", recorded_by="")
            for event in asking.happened
            if event.is_break
        ),
        {row.month: row.bed_days for row in rates},
        asking.facts.has_bed_days,
        rule_set(asking.facts.rule_set),
        tuple(_quarters(asking.months)),
    )


def _protected(asking: Asking, sites: Sequence[str], tables: LinkedTables, rule: DisclosureRule) -> Protected:
    """Together with what the edition before shows of the same period."""
    paper = asking.last_paper()
    if paper is None:
        return tables.protected(rule)
    try:
        before = _linked(paper.of(asking.asked), sites)
    except (
        StoreProblem
    ):  # an edition that is not there any more can be compared with by nobody who has not kept its pack
        return tables.protected(rule)
    scopes = sites or (WHOLE_TRUST,)
    alike = [key for key in tables.figures if key[0] in scopes and key[1] in ("month harm", "outside months")]
    return tables.protected_after(before, before.protected(rule), rule, alike)


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
    """The first months of quarters that end with the period, each wholly inside it and with figures."""
    found: list[date] = []
    if not len(months):
        return found
    first = months_later(max(months.states), 1 - QUARTER)
    while first >= min(months.states):
        if all(months.states[month].has_figure for month in _of_quarter(first)):
            found.append(first)
        first = months_later(first, -QUARTER)
    return found[::-1]


def _of_quarter(first: date) -> list[date]:
    return list(months_between(first, last_day(months_later(first, QUARTER - 1))))


def _linked(of_trust: Asking, sites: Sequence[str]) -> LinkedTables:
    """The tables of the trust and of each site, and that the sites make up the trust."""
    tables = LinkedTables()
    _add(tables, of_trust, WHOLE_TRUST)
    for site in sites:
        _add(tables, of_trust.of(of_trust.asked.narrowed(site=(site,))), site)
    if sites:
        for key in [key for key in tables.figures if key[0] == WHOLE_TRUST]:
            parts = [(site, *key[1:]) for site in sites if (site, *key[1:]) in tables.figures]
            tables.adds_up(key, parts, (WHOLE_TRUST, "of no site", *key[1:]))
    return tables


def _add(tables: LinkedTables, asking: Asking, scope: str) -> None:
    """The figures of one place: the period, its months and their levels, its levels, quarters, classes, stages, error types."""
    levels = {row.harm_level: row.incidents for row in asking.rows("incidents_by_harm_level")}
    everything: Key = (scope, "all")
    tables.count(everything, sum(levels.values()), dear=TOTAL)
    for name, of in LEVELS.items():
        tables.count((scope, "harm", name), sum(levels.get(level, 0) for level in of), dear=OVERALL)
    tables.adds_up(everything, [(scope, "harm", name) for name in LEVELS], (scope, "other levels"))
    graded: list[Key] = [(scope, "harm", name) for name in GRADED_IN_THE_OPEN]
    tables.count((scope, "graded"), sum(tables.true(part) for part in graded), dear=TOTAL)
    tables.adds_up((scope, "graded"), graded, (scope, "no rest of graded"))
    months = [month for month, state in asking.months.states.items() if state.has_figure]
    _add_months(tables, asking.rows("incidents_by_month_and_harm_level"), months, scope)
    for first in _quarters(asking.months):
        quarter = (scope, "moderate", first)
        parts: list[Key] = [(scope, "month harm", MODERATE_GROUP, month) for month in _of_quarter(first)]
        tables.count(quarter, sum(tables.true(part) for part in parts), dear=OVERALL)
        tables.adds_up(quarter, parts, (scope, "no rest of quarter", first))
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
    tables.adds_up(
        (scope, "all"), [(scope, "month", month) for month in months], (scope, "outside months", "all")
    )
    for group, names in GROUPS.items():
        of_period: Key = (scope, "group", group)
        of_levels: list[Key] = [(scope, "harm", name) for name in names]
        tables.count(of_period, sum(tables.true(part) for part in of_levels), published=False)
        tables.adds_up(of_period, of_levels, (scope, "no rest of group", group))
        of_months: list[Key] = [(scope, "month harm", group, month) for month in months]
        tables.adds_up(of_period, of_months, (scope, "outside months", group))
