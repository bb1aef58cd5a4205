"""Sentences for readers outside: by hand, for what is shown, what is too few, what is none, what is withheld."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.domain.periods import months_later
from dashboard.findings import published
from dashboard.findings.open_counts import open_counts
from dashboard.findings.published_ranked import CLASSES, ranked_picture
from dashboard.measures.protected import NO_CELL
from dashboard.stats.disclosure import HES, UNDER_FIVE, DisclosureRule
from tests.findings.open_trust import FACTS, FIRST, asking_of, months


def test_the_counts_of_a_plain_year() -> None:
    """12 x 185 = 2,220; graded 12 x 173 = 2,076; no harm 1,800; low 240; moderate 36."""
    open_ = open_counts(asking_of(months()), HES)
    assert (
        published.recorded_sentence(open_)
        == "About 2,220 incidents were recorded in April 2025 to March 2026."
    )
    assert published.mix_sentence(open_) == (
        "Of about 2,075 incidents graded for harm in April 2025 to March 2026: no harm about 1,800 (87 %), low about 240, moderate about 35. Severe and fatal: "
        "none in the period."
    )
    # three months of 3 are 9
    assert published.moderate_sentence(open_) == (
        "Moderate and above: about 10 in January to March 2026; 10 in the 3 quarters before."
    )


def test_exact_figures_stand_without_about() -> None:
    open_ = open_counts(asking_of(months({0: {"Severe": 9}, 3: {"Severe": 9}, 6: {"Severe": 9}})), UNDER_FIVE)
    assert published.recorded_sentence(open_) == "2,247 incidents were recorded in April 2025 to March 2026."
    assert published.severe_and_fatal_sentence(open_) == "Severe and fatal: 27 in the period."


@pytest.mark.parametrize(
    ("severe", "fatal", "sentence"),
    [
        (0, 0, "Severe and fatal: none in the period."),
        (0, 1, "Severe and fatal: fewer than 8 in the period; the exact number is in the closed paper."),
        (4, 3, "Severe and fatal: fewer than 8 in the period; the exact number is in the closed paper."),
        (7, 1, "Severe and fatal: about 10 in the period; the exact number is in the closed paper."),
    ],
)
def test_severe_and_fatal(severe: int, fatal: int, sentence: str) -> None:
    open_ = open_counts(asking_of(months({4: {"Severe": severe, "Fatal": fatal}})), HES)
    assert published.severe_and_fatal_sentence(open_) == sentence


def test_rates_are_of_the_counts_that_are_shown() -> None:
    """185 in 25,000 bed days are 7.4 per 1,000; 183 are shown as 185, and 178 as 180, which is 7.2."""
    open_ = open_counts(asking_of(months({3: {"No harm": 148}, 11: {"No harm": 143}})), HES)
    series, why = published.reporting_series(open_)
    assert why == ""
    assert [round(point.value or 0, 6) for point in series.points] == [7.4] * 11 + [7.2]
    assert published.newest_sentence(open_, series).startswith(
        "March 2026 had about 180 (7.2 per 1,000 occupied bed days; 95 % interval 6.2 to 8.3)"
    )


def test_a_month_of_which_nothing_may_be_shown_is_a_gap_that_says_so() -> None:
    few = {"No harm": 5, "Low": 0, "Moderate": 0, "Not recorded": 0}
    picture = published.rate_picture(open_counts(asking_of(months({4: few})), HES))
    assert picture.table.rows[4][1:3] == ("no figure", "too few to show")
    assert "August 2025 has too few to show: not a zero." in picture.caption
    assert any("it is not a zero" in line for line in picture.marks_explained)


def test_without_bed_days_there_are_counts_and_why() -> None:
    without = asking_of(months(), bed_days=None, facts=replace(FACTS, has_bed_days=False))
    picture = published.rate_picture(open_counts(without, HES))
    assert picture.title == "Incidents recorded by month"
    assert picture.sentence.endswith("No bed days yet: counts only.")


def test_classes_stand_in_the_order_of_what_is_shown() -> None:
    """41 and 39 are both shown as 40: the true order would tell which is more."""
    classes = {
        "Opioids": 41,
        "Insulins": 39,
        "Antibacterials": 2_100,
        "Antiepileptics": 2,
        "No medicine named": 60,
    }
    picture = ranked_picture(open_counts(asking_of(months(), classes=classes), HES), CLASSES)
    assert picture is not None
    assert [row[:2] for row in picture.table.rows] == [
        ("Antibacterials", 2_100), ("Insulins", 40), ("Opioids", 40), ("Antiepileptics", "too few to show"),
        ("No medicine named", 60),
    ]  # fmt: skip
    assert picture.table.rows[3][2] == "no percentage"
    assert picture.sentence == (
        "The largest drug classes are antibacterials (about 2,100), insulins (about 40) and opioids (about 40); 1 other has a count too few to show."
    )


def test_quarters_are_those_of_the_calendar_and_lie_inside_the_period() -> None:
    asked = asking_of(months(), query="from=2025-05&until=2026-02")
    assert open_counts(asked, HES).quarters == (months_later(FIRST, 3), months_later(FIRST, 6))


@pytest.mark.parametrize("rule", [HES, UNDER_FIVE])
def test_packs_of_any_period_show_the_same_figures_and_no_total_over_other_days(rule: DisclosureRule) -> None:
    """A severe one in March, in two periods that differ by March: no figure of one less one of the other can be it."""
    trust = months({11: {"Severe": 1}, 4: {"Low": 3}})
    whole = open_counts(asking_of(trust), rule).counts.cells
    spans = [("2025-05", "2026-03"), ("2025-04", "2026-02"), ("2025-09", "2025-12"), ("2026-03", "2026-03")]
    for first, last in spans:
        counts = open_counts(asking_of(trust, query=f"from={first}&until={last}"), rule)
        assert counts.counts.cells and counts.counts.cells.items() <= whole.items()
        assert (counts.year is not None) == (last == "2026-03")
    without = open_counts(asking_of(trust, query="from=2025-04&until=2026-02"), rule)
    assert {key[0] for key in without.counts.cells} == {"month", "month harm", "moderate"}
    assert published.levels_picture(without) is ranked_picture(without, CLASSES) is None
    assert published.NO_YEAR in published.caveats(without)


def test_a_financial_year_that_is_not_complete_has_no_figure() -> None:
    young = replace(FACTS, newest_as_at=date(2026, 4, 10))  # March 2026 is still filling up
    without = open_counts(asking_of(months(), facts=young, query="from=2025-04&until=2026-02"), HES)
    assert without.year is None and without.cell("all") == NO_CELL
    assert without.cell("month", date(2026, 3, 1)) == NO_CELL
