"""Harm mixes and rankings by hand count."""

from datetime import date

import pytest

from dashboard.domain.rows import HarmCount, MonthHarmCount
from dashboard.measures.harm import harm_by_month, harm_mix, in_per_cent
from dashboard.measures.months import Months, MonthState
from dashboard.measures.ranking import Item, ranking

JAN, FEB, MAR = date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)


def test_percentages_are_of_the_graded() -> None:
    """100 incidents; 80 graded: 60 no harm, 12 low, 5 moderate, 2 severe, 1 fatal; 15 not recorded, 5 not applicable."""
    mix = harm_mix(
        [
            HarmCount("No harm", 60), HarmCount("Low", 12), HarmCount("Moderate", 5), HarmCount("Severe", 2),
            HarmCount("Fatal", 1), HarmCount("Not recorded", 15), HarmCount("Not applicable", 5),
        ]
    )  # fmt: skip
    assert (mix.all_incidents, mix.graded, mix.moderate_and_above) == (100, 80, 8)
    levels = ("No harm", "Low", "Moderate", "Severe", "Fatal")
    assert [mix.percent(level) for level in levels] == [75, 15, 6.25, 2.5, 1.25]
    assert mix.percent("Not recorded") is None and mix.percent("Not applicable") is None
    assert (mix.label("No harm"), mix.label("Not recorded")) == ("60 (75 %)", "15")
    assert mix.label("Fatal") in ("1 (1.2 %)", "1 (1.3 %)")


def test_of_some_levels_alone_there_is_no_share() -> None:
    mix = harm_mix([HarmCount("Severe", 2), HarmCount("Fatal", 1)], ("Severe", "Fatal"))
    assert (mix.compares, mix.percent("Severe"), mix.label("Severe")) == (False, None, "2")
    assert mix.kept == mix.kept_of_moderate == ("Severe", "Fatal")
    assert mix.left_out == ("No harm", "Low", "Moderate", "Not recorded", "Not applicable")
    graded = harm_mix([HarmCount("Low", 2)], ("No harm", "Low", "Moderate", "Severe", "Fatal"))
    assert (graded.compares, graded.percent("Low")) == (True, 100)


def test_without_grades_there_are_no_percentages() -> None:
    mix = harm_mix([HarmCount("Not recorded", 3)])
    assert (mix.graded, mix.percent("Low"), mix.label("Low")) == (0, None, "0")
    assert harm_mix([]).all_incidents == 0


@pytest.mark.parametrize(
    ("percent", "words"),
    [
        (0, "0 %"), (0.04, "under 0.1 %"), (0.1, "0.1 %"), (2.14, "2.1 %"), (9.9, "9.9 %"), (9.96, "10 %"),
        (10.4, "10 %"), (87.2, "87 %"), (99.6, "100 %"), (100, "100 %"),
    ],
)  # fmt: skip
def test_per_cent_in_words(percent: float, words: str) -> None:
    assert in_per_cent(percent) == words


def test_harm_by_month_tells_zero_from_missing() -> None:
    months = Months({JAN: MonthState.COUNTED, FEB: MonthState.MISSING, MAR: MonthState.COUNTED})
    rows = [
        MonthHarmCount(JAN, "No harm", 3), MonthHarmCount(JAN, "Severe", 1), MonthHarmCount(JAN, "Not recorded", 6),
        MonthHarmCount(FEB, "Low", 2),
    ]  # fmt: skip
    january, february, march = harm_by_month(rows, months).months
    assert (january.graded, january.all_incidents, january.moderate_and_above) == (4, 10, 1)
    assert (january.share("No harm"), january.share("Severe"), january.share("Low")) == (75, 25, 0)
    assert (february.counts, february.moderate_and_above, february.all_incidents) == (None, None, None)
    assert (february.count("Low"), february.share("Low")) == (None, None)
    assert (march.moderate_and_above, march.all_incidents, march.count("Low"), march.share("Low")) == (
        0,
        0,
        0,
        None,
    )
    assert harm_by_month(rows, months).moderate_and_above() == {JAN: 1, MAR: 0}


def test_ranking_is_most_first_and_keeps_what_is_no_category_apart() -> None:
    counts = [
        ("Insulins", 5),
        ("No medicine named", 40),
        ("Opioids", 9),
        ("Antibacterials", 9),
        ("Not recorded", 2),
    ]
    found = ranking(counts, total=60)
    assert [item.name for item in found.ranked] == ["Antibacterials", "Opioids", "Insulins"]
    assert found.apart == (Item("No medicine named", 40), Item("Not recorded", 2))
    assert found.adds_up_to == 65  # more than the 60 incidents: some name several
    assert found.percent(Item("Opioids", 9)) == 15
    assert found.percent_words(Item("Insulins", 5)) == "8.3 %"
    assert found.cumulative_percent == pytest.approx([100 * 9 / 23, 100 * 18 / 23, 100])


def test_ranking_shows_the_most_and_has_no_share_of_nothing() -> None:
    assert [item.name for item in ranking([("a", 1), ("b", 3), ("c", 2)], 6, most=2).ranked] == ["b", "c"]
    assert ranking([], 0).cumulative_percent == []
    assert ranking([("a", 0)], 0).percent(Item("a", 0)) == 0
