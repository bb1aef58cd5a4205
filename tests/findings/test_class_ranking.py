"""Classes ranked with their intervals: per bed day where every month has bed days, else as counts, and why."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.rows import ClassCount, CoveredMonth, EditionFacts, LeftOutOfMonths, MonthClassCount
from dashboard.domain.rows.rates import MonthBedDays
from dashboard.findings import class_ranking, classes
from dashboard.findings.asking import Asking, EditionSeen

JAN, FEB, MAR = date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)
WITH_BEDS = EditionFacts(
    1, datetime(2025, 6, 2), "0", False, "Trust", 30, date(2025, 6, 1), JAN, MAR, 10, 0, 0, "datix", True
)
LIMITS_OF = {7: (2.814363, 14.422675), 4: (1.089865, 10.241589), 2: (0.242209, 7.224688)}
"""Exact 95 % limits of a Poisson count, from a printed table (Garwood 1936, as OHID publishes them)."""


def asking(
    facts: EditionFacts, beds: list[MonthBedDays], asked: str = "from=2025-01&until=2025-02"
) -> Asking:
    known: dict[str, list[Any]] = {
        "edition_facts": [facts],
        "covered_months": [CoveredMonth(month, "datix", 1, month != MAR) for month in (JAN, FEB, MAR)],
        "incidents_left_out_of_months": [LeftOutOfMonths(12, 0, 0)],
        "incidents_by_drug_class": [
            ClassCount("Opioids", 7),
            ClassCount("Insulins", 4),
            ClassCount("No medicine named", 2),
        ],
        "bed_days_by_month": beds,
    }
    return Asking(
        lambda name, _: known.get(name, []), EditionSeen(1, None, None), IncidentFilter.from_query(asked)
    )


def ranked(asked: Asking):
    return class_ranking.ranked_picture(asked, classes.class_ranking(asked, 12))


def test_a_class_has_its_rate_per_bed_day_with_exact_limits_and_says_what_it_is_not() -> None:
    picture = ranked(asking(WITH_BEDS, [MonthBedDays(JAN, 1500.0), MonthBedDays(FEB, 500.0)]))
    assert picture.title == (
        "Incidents involving each drug class, per 1,000 occupied bed days (not the risk of a medicine)"
    )
    assert picture.table.columns[-3:] == ("Per 1,000 bed days", "Lower", "Upper")
    for name, incidents, _, rate, lower, upper in picture.table.rows:
        assert rate == incidents / 2, name
        assert (lower, upper) == pytest.approx([each / 2 for each in LIMITS_OF[incidents]], abs=1e-6), name
    bars, words = picture.figure.to_dict()["data"]
    assert list(bars["x"]) == [3.5, 2.0, 1.0]
    assert bars["error_x"]["array"][0] == pytest.approx(14.422675 / 2 - 3.5, abs=1e-6)
    assert bars["error_x"]["arrayminus"][0] == pytest.approx(3.5 - 2.814363 / 2, abs=1e-6)
    assert words["text"][0].strip() == "7: 3.50"
    assert bars["customdata"][0] == ["7 incidents<br>3.50 (1.41 to 7.21) per 1,000 bed days"]
    assert "per 1,000 of 2,000 occupied bed days" in picture.caption
    assert picture.caption.endswith("95 % interval: not the risk of a medicine.")
    assert any("not the risk of insulin" in line for line in picture.how)
    assert not any("narrows the incidents" in line for line in picture.how)
    assert bars["marker"]["color"][2] != bars["marker"]["color"][1], "no medicine named stands apart"


def test_a_filter_on_what_an_incident_is_leaves_the_bed_days() -> None:
    beds = [MonthBedDays(JAN, 1500.0), MonthBedDays(FEB, 500.0)]
    picture = ranked(asking(WITH_BEDS, beds, "from=2025-01&until=2025-02&harm=Low"))
    assert "The filter narrows the incidents, not the bed days." in picture.how


@pytest.mark.parametrize(
    ("facts", "beds", "asked", "why"),
    [
        (replace(WITH_BEDS, has_bed_days=False), [], "from=2025-01&until=2025-02", "Add occupied bed days under Wards and activity."),
        (WITH_BEDS, [MonthBedDays(JAN, 1500.0)], "from=2025-01&until=2025-02", "missing for 1 month."),
        (WITH_BEDS, [MonthBedDays(JAN, 1500.0), MonthBedDays(FEB, 500.0)], "from=2025-01&until=2025-03", "holds months that are not complete."),
    ],
)  # fmt: skip
def test_without_bed_days_of_every_month_counts_stand_with_their_limits(
    facts: EditionFacts, beds: list[MonthBedDays], asked: str, why: str
) -> None:
    picture = ranked(asking(facts, beds, asked))
    assert picture.title == "Incidents involving each drug class" and why in picture.caption
    assert picture.table.columns[-2:] == ("Lower", "Upper")
    for _, incidents, _, lower, upper in picture.table.rows:
        assert (lower, upper) == pytest.approx(LIMITS_OF[incidents], abs=1e-6)
    bars, words = picture.figure.to_dict()["data"]
    assert list(bars["x"]) == [7, 4, 2] and words["text"][0].strip() == "7"
    assert bars["customdata"][0] == ["7 incidents<br>3 to 14 by chance alone"]


def test_the_caption_of_the_trends_names_a_month_once() -> None:
    asked = asking(WITH_BEDS, [])
    rows = [MonthClassCount(FEB, name, count) for name, count in (("Opioids", 5), ("Insulins", 3))]
    asked = replace(asked, answer=lambda name, _: rows if name == "incidents_by_month_and_drug_class" else asking(WITH_BEDS, []).rows(name), _kept={})  # fmt: skip
    caption = classes.trends_picture(asked, classes.class_trends(asked)).caption
    assert caption.startswith("In February 2025: Opioids 5; Insulins 3.") and caption.count("February") == 1
