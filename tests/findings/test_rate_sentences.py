"""Rates in sentences: small ones, one place, several, a filter and a break inside the period; expected figures by hand."""

from datetime import date, datetime
from typing import Any

import pytest

from dashboard.domain.dated import DatedKind
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import months_later
from dashboard.domain.rows import (
    CoveredMonth,
    DatedRow,
    DivisionRate,
    EditionFacts,
    HarmCount,
    LeftOutOfMonths,
    MonthHarmCount,
    MonthRate,
    PlaceRate,
)
from dashboard.findings import harm, overview, places, rates
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.findings.breaks import spans_a_break
from dashboard.stats import rate_interval

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 1)
MONTHS = [months_later(FIRST, n) for n in range(12)]
FACTS = EditionFacts(
    1, datetime(2026, 4, 2), "0", False, "Trust", 30, date(2026, 4, 1), FIRST, LAST, 0, 0, 0, "datix", True
)
BREAK = DatedRow(DatedKind.BREAK.value, date(2025, 6, 10), "New form", "Why", "", None, None, None)

SECOND = DatedRow(DatedKind.BREAK.value, date(2025, 9, 1), "New system", "Why", "", None, None, None)


def asking(counts: list[int], asked: str = "", **rows: list[Any]) -> Asking:
    """Months with these incidents in 25,000 occupied bed days each."""

    def rate(month: date, count: int) -> MonthRate:
        found = rate_interval(count, 25_000)
        return MonthRate(month, count, 25_000, found.value, found.lower, found.upper)

    known: dict[str, list[Any]] = {
        "edition_facts": [FACTS],
        "covered_months": [CoveredMonth(month, "datix", 1, True) for month in MONTHS],
        "incidents_left_out_of_months": [LeftOutOfMonths(sum(counts), 0, 0)],
        "reporting_rate_by_month": [rate(month, count) for month, count in zip(MONTHS, counts, strict=True)],
    } | rows
    return Asking(
        lambda name, _: known.get(name, []),
        EditionSeen(1, None, None),
        IncidentFilter.from_query(f"from=2025-01&until=2025-12&{asked}"),
    )


@pytest.mark.parametrize(
    ("counts", "asked", "title", "sentence"),
    [
        # 200 in 25,000 is 8.0 per 1,000
        (
            [200] * 11 + [210],
            "",
            "incidents recorded",
            "December 2025 had 210 (8.4; 7.3 to 9.6)",
        ),
        # 1 in 25,000 is 0.04 per 1,000, which is no 0.0; exact Poisson of 1: 0.0253 to 5.5716 in 25 thousand
        (
            [0, 1] * 6,
            "harm=Severe",
            "incidents that match the filter",
            "December 2025 had 1 (0.04; 0.00 to 0.22)",
        ),
    ],
)
def test_a_small_rate_is_not_told_as_nought(counts: list[int], asked: str, title: str, sentence: str) -> None:
    asked_for = asking(counts, asked)
    picture = rates.rate_picture(asked_for, rates.reporting(asked_for))
    assert picture.title == f"Reporting rate by month: {title} per 1,000 occupied bed days"
    assert picture.sentence.startswith(sentence)


def ward(name: str, incidents: int) -> PlaceRate:
    found = rate_interval(incidents, 1000)
    return PlaceRate(
        "Northgate", "Medicine", name, incidents, 1000, 12, found.value, found.lower, found.upper
    )


def wards(*counts: int, asked: str = "", records: tuple[DatedRow, ...] = ()) -> Any:
    rows = [ward(f"Ward {place}", count) for place, count in enumerate(counts, 1)]
    nothing: list[DivisionRate] = []
    found = places.place_pictures(
        asking(
            [200] * 12,
            asked,
            incidents_and_bed_days_by_place=rows,
            incidents_and_bed_days_by_division=nothing,
            dated_records=list(records),
        )
    )
    assert found
    return found[3]


def test_places_are_told_together_alone_and_with_the_filter() -> None:
    """Twenty wards with 20 incidents in 1,000 bed days and one with 60: 460 in 21,000, of which 60 where 21.9 are expected."""
    together = "These 21 wards together: 21.9 per 1,000 occupied bed days"
    assert wards(*[20] * 20, 60).sentence == (
        f"{together}. Ward 21 recorded more than expected for its bed days: worth asking why."
    )
    assert wards(*[22] * 20, 20).sentence == (
        f"{together}; every ward recorded about as many as its bed days lead one to expect."
    )
    one = wards(20, asked="harm=Low")
    assert one.sentence == (
        "Ward 1: 20.0 per 1,000 occupied bed days (12.2 to 30.9); one ward alone is compared with no other."
    )
    assert one.caption == "1 ward (harm level: Low) by bed days and rate, each a point."


def test_a_figure_of_a_period_with_a_break_says_so() -> None:
    words = "These figures put together what was before and after a break (New form, 10 June 2025)."
    assert spans_a_break(asking([200] * 12)) == ""
    assert spans_a_break(asking([200] * 12, dated_records=[BREAK])) == words
    both = spans_a_break(asking([200] * 12, dated_records=[BREAK, SECOND]))
    assert both == (
        "These figures put together what was before and after breaks (New form, 10 June 2025; New system, 1 September 2025)."
    )
    assert wards(20, 21, records=(BREAK,)).caption.endswith(words)


def test_a_gap_is_explained_where_there_is_no_caption() -> None:
    covered = [CoveredMonth(month, "datix", 1, True) for month in MONTHS if month.month != 5]
    asked_for = asking([200] * 12, covered_months=covered)
    picture = rates.rate_picture(asked_for, rates.reporting(asked_for))
    assert picture.marks_explained == ("Gap in the line: no extract covers the month; it is not a zero.",)


def test_the_month_that_is_still_filling_up_is_no_newest_and_no_most_of_harm() -> None:
    """December would be the most, but a run of the extract on 5 December holds only a part of it."""
    counts = [MonthHarmCount(month, "Moderate", 2) for month in MONTHS[:-1]] + [
        MonthHarmCount(LAST, "Moderate", 9)
    ]
    young = EditionFacts(
        1,
        datetime(2026, 1, 6),
        "0",
        False,
        "Trust",
        30,
        date(2026, 1, 5),
        FIRST,
        LAST,
        0,
        0,
        0,
        "datix",
        True,
    )
    asked_for = asking([200] * 12, edition_facts=[young], incidents_by_month_and_harm_level=counts)
    by_month = harm.mix_by_month(asked_for)
    picture = harm.by_month_picture(asked_for, by_month, harm.mix_of_period(asked_for))
    assert picture.marks_explained[0].startswith("Fainter: ")
    assert "2 in November 2025; most, 2, in January 2025 and 10 other months." in picture.caption


def test_what_is_usual_under_a_filter_is_not_the_trusts() -> None:
    counts = [MonthHarmCount(month, "Moderate", 5 + n % 2) for n, month in enumerate(MONTHS)]
    for asked, whose in (("", "usual for this trust ("), ("location=Ward 7", "usual for what is asked (")):
        asked_for = asking([200] * 12, asked, incidents_by_month_and_harm_level=counts)
        series = harm.moderate_series(asked_for, harm.mix_by_month(asked_for))
        assert whose in harm.moderate_sentence(asked_for, harm.mix_of_period(asked_for), series)


@pytest.mark.parametrize(
    ("graded", "after"),
    [
        (2400, ""),
        (2401, " 1 more lies outside complete months and counts in harm levels and classes only."),
        (2818, " 418 more lie outside complete months and count in harm levels and classes only."),
    ],
)
def test_the_first_two_sentences_add_up(graded: int, after: str) -> None:
    """12 x 200 in complete months; the second sentence counts every incident of the period."""
    first, second, *_ = overview.overview(
        asking([200] * 12, incidents_by_harm_level=[HarmCount("No harm", graded)]), date(2026, 4, 2)
    ).sentences
    assert first.text.startswith("2,400 incidents were recorded in 12 months")
    assert first.text.endswith(f"how much they vary.{after}"), first.text
    assert second.text.startswith(f"Of the {graded:,} graded")
