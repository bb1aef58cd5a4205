"""The sentences on the quality of the data and on coverage, from rows written by hand."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.rows import (
    CalendarMonth,
    CoveredMonth,
    EditionFacts,
    HarmFirstAndNow,
    LeftOutOfMonths,
    MonthCompleteness,
    MonthCount,
    MonthDelay,
    Restatement,
    UnplacedField,
    WardCompleteness,
    WardDelay,
)
from dashboard.findings import coverage, quality, restatements, ward_quality
from dashboard.findings.asking import Asking, EditionSeen

JAN, FEB, MAR = (date(2025, number, 1) for number in (1, 2, 3))
FACTS = EditionFacts(
    1, datetime(2025, 4, 2), "0", False, "Trust", 30, date(2025, 4, 1), JAN, MAR, 0, 0, 0, "datix", False
)
"""The extract of 1 April: January and February are complete, March is still filling up."""


def asking(**rows: list[Any]) -> Asking:
    """A page's question over January to March, answered from the rows given; everything else is empty."""
    known: dict[str, list[Any]] = {
        "edition_facts": [FACTS],
        "covered_months": [CoveredMonth(month, "datix", 1, True) for month in (JAN, FEB, MAR)],
        "incidents_left_out_of_months": [LeftOutOfMonths(0, 0, 0)],
    }
    known |= rows
    return Asking(lambda name, _: known.get(name, []), EditionSeen(1, None, None), IncidentFilter())


def completeness_rows(field: str, **counts: tuple[int, int]) -> list[MonthCompleteness]:
    months = {"jan": JAN, "feb": FEB, "mar": MAR}
    return [MonthCompleteness(months[name], field, *pair) for name, pair in counts.items()]


def test_completeness_names_the_least_recorded_field_and_leaves_filling_up_months_out() -> None:
    rows = [
        *completeness_rows("Harm level", jan=(10, 9), feb=(20, 20), mar=(500, 0)),
        *completeness_rows("Approval status", jan=(10, 0), feb=(20, 15), mar=(500, 0)),
        *completeness_rows("Medicine", jan=(10, 8), feb=(20, 16), mar=(500, 0)),
    ]
    found = quality.recorded(asking(completeness_by_month=rows))
    assert quality.completeness_sentence(found) == (
        "Least recorded is approval status: 15 of 30 (50 %) in 2 complete months (in 1 of them nowhere: the extracts may not "
        "hold it); in February 2025 15 of 20 (75 %); next medicine (80 %) and harm level (97 %)."
    )


def test_completeness_of_everything_and_of_no_complete_month() -> None:
    whole = quality.recorded(asking(completeness_by_month=completeness_rows("Site", jan=(3, 3), feb=(2, 2))))
    assert (
        quality.completeness_sentence(whole)
        == "Every field is recorded for every incident of 2 complete months."
    )
    young = replace(FACTS, newest_as_at=date(2025, 1, 20))
    none = quality.recorded(asking(edition_facts=[young]))
    assert quality.completeness_sentence(none) == (
        "No month of this period is complete yet, so completeness is drawn and not summed up."
    )


def test_a_share_is_100_only_where_nothing_is_missing() -> None:
    assert quality.share(quality.Recorded(1000, 999)) == "over 99 %"
    assert quality.share(quality.Recorded(1000, 1000)) == "100 %"


def test_harm_missing_has_its_number_denominator_and_comparison() -> None:
    page = asking(
        completeness_by_month=completeness_rows("Harm level", jan=(10, 9), feb=(20, 15), mar=(99, 0))
    )
    harm, medicine = quality.missing_of(page, quality.recorded(page))
    assert quality.missing_sentence(harm) == (
        "Harm not yet recorded: 6 of 30 incidents (20 %). February 2025 had 5 (25 %), 10 % in the other months."
    )
    assert quality.missing_sentence(medicine) == "No medicine named: no month of this period is complete yet."


def test_delay_has_shares_the_newest_month_and_the_others() -> None:
    rows = [
        MonthDelay(JAN, 10, 2, 20, 7, 9, 3), MonthDelay(FEB, 30, 1, 9, 25, 30, 1), MonthDelay(MAR, 99, 90, 99, 0, 0, 0),
    ]  # fmt: skip
    assert quality.delay_sentence(quality.how_soon(asking(reporting_delay_by_month=rows))) == (
        "Of 40 incidents with both days, 32 (80 %) were reported within 7 days and 39 (98 %) within 30; for 4 more no delay is "
        "known. In February 2025 half were reported within 1 day and nine in ten within 9 days; the median of the other months "
        "was 2 days."
    )
    assert quality.delay_sentence(quality.how_soon(asking())) == (
        "Reporting delay: no complete month has incidents with both the day of the incident and of the report."
    )


def test_drift_as_the_committee_reads_it() -> None:
    rows = [
        HarmFirstAndNow("Low", "No harm", 21), HarmFirstAndNow("No harm", "Low", 16), HarmFirstAndNow("Low", "Low", 1167),
    ]  # fmt: skip
    assert quality.drift_sentence(quality.drift(asking(harm_first_and_now=rows))) == (
        "Of the 1,204 graded at first, 37 now have another grade: 21 lower, 16 higher."
    )
    more = [*rows, HarmFirstAndNow("Low", "Not recorded", 1), HarmFirstAndNow("Not recorded", "Severe", 2)]
    assert quality.drift_sentence(quality.drift(asking(harm_first_and_now=more))).endswith(
        "16 higher; 1 has no grade now; 2 of the 2 not graded at first have a grade now."
    )
    never = [HarmFirstAndNow("Not recorded", "Not recorded", 2)]
    assert quality.drift_sentence(quality.drift(asking(harm_first_and_now=never))) == (
        "None of the 2 incidents was graded for harm at first."
    )


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "Every word of the coded columns is placed."),
        (
            [UnplacedField("harm", 1, 1)],
            "1 word in 1 row is not placed yet and counts as not recorded: harm 1.",
        ),
        (
            [UnplacedField("error_type", 2, 1500), UnplacedField("stage", 1, 7)],
            "3 words in 1,507 rows are not placed yet and count as not recorded: error type 2 and stage 1.",
        ),
    ],
)
def test_words_not_placed(rows: list[UnplacedField], sentence: str) -> None:
    assert quality.unplaced_sentence(rows) == sentence


def test_every_ward_is_listed_and_few_incidents_are_said() -> None:
    page = asking(
        completeness_by_ward=[
            WardCompleteness("A", "Medicine", "Ward 2", "Harm level", 9, 3),
            WardCompleteness("A", "Medicine", "Ward 1", "Harm level", 10, 10),
        ],
        reporting_delay_by_ward=[
            WardDelay("A", "Medicine", "Ward 1", 4, 2, 9, 3, 4, 6), WardDelay("A", "Medicine", "Ward 2", 0, None, None, 0, 0, 9),
        ],
    )  # fmt: skip
    found = ward_quality.wards(page)
    assert ward_quality.wards_sentence(found) == (
        "2 wards and places, by site and name: a list, not a ranking. 1 has under 10 incidents, so that one record moves a share "
        "by more than 10 in 100: Ward 2."
    )
    table = ward_quality.completeness_table(found)
    harm = table.columns.index("Harm level %")
    assert [(row[2], row[3], row[4], row[harm]) for row in table.rows] == [
        ("Ward 1", 10, "", 100),
        ("Ward 2", 9, "under 10 incidents", pytest.approx(100 / 3)),
    ]
    assert [row[2:] for row in ward_quality.delay_table(found).rows] == [
        ("Ward 1", 4, "under 10 incidents", 2, 9, 75.0, 100.0, 6),
        ("Ward 2", 0, "under 10 incidents", None, None, None, None, 9),
    ]


def cover(
    site: str, month: date, days: int, incidents: int, *, source: str = "datix", counts: bool = True
) -> CalendarMonth:
    whole = 28 if month == FEB else 31
    state = "missing" if not days else "covered" if days == whole else "partly covered"
    return CalendarMonth(source, site, month, days, whole, state, False, "", counts and days > 0, incidents)


def test_coverage_counts_site_months_by_state() -> None:
    rows = [
        cover("A", JAN, 31, 4), cover("A", FEB, 28, 0), cover("A", MAR, 31, 9), cover("B", JAN, 9, 1), cover("B", FEB, 0, 0),
        cover("B", MAR, 31, 2), cover("A", JAN, 31, 0, source="lfpse", counts=False),
    ]  # fmt: skip
    found = coverage.coverage(asking(coverage_calendar=rows))
    assert coverage.coverage_sentence(found) == (
        "2 sites over 3 months: 2 of 6 site months are covered (1 of them without an incident: a zero, not a gap); "
        "1 is partly covered; 2 are still filling up; 1 is missing."
    )
    assert coverage.missing_sentence(found) == "Missing, and so a gap in every picture: B in February 2025."
    assert coverage.second_sources_sentence(found) == (
        "1 site month is covered in full by two sources, and one of them counts: A in January 2025."
    )
    assert coverage.corrected_sentence(found) == ""
    caption = coverage.coverage_picture(asking(coverage_calendar=rows), found).caption
    assert (
        "A, Datix: 1 covered, 1 covered, no incident, 1 still filling up (3 months counted from it)"
        in caption
    )
    assert "A, LFPSE: 1 covered (0 months counted from it)" in caption


def test_the_ledger_says_the_newest_act_that_restated_something() -> None:
    old, new, newest = (datetime(2025, number, 5, 9) for number in (2, 3, 4))
    covered = "first covered by this extract"
    rows = [
        Restatement(1, "import", old, JAN, covered, 10), Restatement(2, "import", new, JAN, "recorded late", 3),
        Restatement(2, "import", new, JAN, "withdrawn", -1), Restatement(2, "import", new, FEB, covered, 8),
        Restatement(3, "import", newest, MAR, covered, 5),
    ]  # fmt: skip
    months = [MonthCount(JAN, 12), MonthCount(FEB, 8), MonthCount(MAR, 5)]
    found = restatements.ledger(asking(restatements=rows, incidents_by_month=months))
    assert (
        found.sentence
        == "Import 2 of 5 March 2025 restated 1 month counted before: 3 more and 1 fewer incidents."
    )
    assert [each.text for each in found.newest] == ["January was 10, now 12: 3 recorded late, 1 withdrawn."]
    assert len(found.everything) == 4
    only_new = restatements.ledger(asking(restatements=rows[:1], incidents_by_month=[MonthCount(JAN, 10)]))
    assert only_new.sentence == "Nothing was restated: 1 month stand as first counted.".replace(
        "stand", "stands"
    )
    assert restatements.ledger(asking()).sentence == "The ledger is empty: no import has changed a month yet."
