"""A trust in figures, without a store: what an edition would answer, for packs that leave the building."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dashboard.domain.dated import DatedKind
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import months_later
from dashboard.domain.rows import (
    ClassCount,
    CoveredMonth,
    DatedRow,
    EditionFacts,
    ErrorTypeCount,
    FilterChoice,
    HarmCount,
    MonthHarmCount,
    MonthRate,
    StageCount,
)
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.stats import rate_interval

FIRST = date(2025, 4, 1)
MONTHS = tuple(months_later(FIRST, n) for n in range(12))
RELEASED = datetime(2026, 5, 5, 10, 0)
FACTS = EditionFacts(
    1, RELEASED, "0", False, "Riverside", 30, date(2026, 7, 1), FIRST, MONTHS[-1], 0, 0, 0, "datix", True
)
BED_DAYS = 25_000.0
BREAK = DatedRow(
    DatedKind.BREAK.value, date(2025, 10, 1), "New form", "Told to A. Nurse", "", None, None, None,
    "minute 4", "A. Officer", date(2025, 11, 1),
)  # fmt: skip

Levels = Mapping[str, int]
PLAIN: Levels = {"No harm": 150, "Low": 20, "Moderate": 3, "Severe": 0, "Fatal": 0, "Not recorded": 12}


def months(changes: Mapping[int, Levels] | None = None) -> list[dict[str, int]]:
    """Twelve plain months, with changes in some of them."""
    return [{**PLAIN, **(changes or {}).get(n, {})} for n in range(12)]


def asking_of(
    by_month: Sequence[Levels],
    *,
    query: str = "from=2025-04&until=2026-03",
    edition: EditionSeen | None = None,
    classes: Mapping[str, int] | None = None,
    stages: Mapping[str, int] | None = None,
    errors: Mapping[str, int] | None = None,
    sites: Mapping[str, Sequence[Levels]] | None = None,
    facts: EditionFacts = FACTS,
    bed_days: float | None = BED_DAYS,
    paper: Asking | None = None,
) -> Asking:
    """The trust's answers. sites: the months of each; a filter of one site is answered from them."""

    def answer(name: str, asked: IncidentFilter) -> list[Any]:
        here = by_month if asked.site is None or sites is None else sites[asked.site[0]]
        total = sum(sum(month.values()) for month in here)
        levels: Counter[str] = Counter()
        for month in here:
            levels.update(month)
        known: dict[str, list[Any]] = {
            "edition_facts": [facts],
            "covered_months": [CoveredMonth(month, "datix", 1, True) for month in MONTHS],
            "dated_records": [BREAK],
            "filter_choices": [FilterChoice("site", "", site, 1) for site in sites or {}],
            "incidents_by_harm_level": [HarmCount(level, count) for level, count in levels.items() if count],
            "incidents_by_month_and_harm_level": [
                MonthHarmCount(month, level, count)
                for month, its in zip(MONTHS, here, strict=False)
                for level, count in its.items()
                if count
            ],
            "reporting_rate_by_month": [
                _rate(month, sum(its.values()), bed_days) for month, its in zip(MONTHS, here, strict=False)
            ],
            "incidents_by_drug_class": [
                ClassCount(each, count) for each, count in (classes or {"Opioids": total}).items()
            ],
            "incidents_by_medication_stage": [
                StageCount(each, count) for each, count in (stages or {"Prescribing": total}).items()
            ],
            "incidents_by_error_type": [
                ErrorTypeCount(each, count) for each, count in (errors or {"Omitted dose": total}).items()
            ],
        }
        return known[name]

    return Asking(
        answer,
        edition or EditionSeen(1, RELEASED, "A. Officer"),
        IncidentFilter.from_query(query),
        last_paper=lambda: paper,
    )


def _rate(month: date, count: int, bed_days: float | None) -> MonthRate:
    if bed_days is None:
        return MonthRate(month, count, None, None, None, None)
    found = rate_interval(count, bed_days)
    return MonthRate(month, count, bed_days, found.value, found.lower, found.upper)
