"""The chart that a series can bear: by hand, at every threshold, and with what would change it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.stats import SuitedChart, choose_chart
from dashboard.stats.errors import NegativeCount, NotANumber, UnequalLengths


@pytest.mark.parametrize(
    ("counts", "intervals", "chart"),
    [
        ([4] * 6, None, SuitedChart.XMR),
        ([4] * 6, 30, SuitedChart.XMR),
        ([4] * 5, None, SuitedChart.FIGURES),
        ([4, 4, 4, 4, 4, 3], None, SuitedChart.FIGURES),
        ([4, 4, 4, 4, 4, 3], 10, SuitedChart.DAYS_BETWEEN),
        ([4, 4, 4, 4, 4, 3], 9, SuitedChart.LIST),
        ([1] * 11, 10, SuitedChart.DAYS_BETWEEN),
        ([0] * 24, 0, SuitedChart.LIST),
        ([0] * 24, None, SuitedChart.FIGURES),
        ([None] * 24, None, SuitedChart.FIGURES),
        ([], 3, SuitedChart.FIGURES),
        ([None, 8, None, 8, 8, 8, 8, 8], None, SuitedChart.XMR),
        ([None, 8, float("nan"), 8, 8, 8, 8], None, SuitedChart.FIGURES),
    ],
)
def test_the_chart_at_every_threshold(
    counts: list[float | None], intervals: int | None, chart: SuitedChart
) -> None:
    assert choose_chart(counts, intervals=intervals).chart is chart


def test_it_says_why_and_what_would_change_it() -> None:
    house = choose_chart([190, 210] * 12, activity=[25_000.0] * 24)
    assert (
        house.because
        == "XmR chart of the monthly rate: 24 complete months with on average 200.0 incidents a month."
    )
    assert house.would_change == "Below 4 incidents a month on average no limits would be drawn."
    trial = choose_chart([5] * 11, intervals=54)
    assert trial.because == (
        "XmR chart of the monthly count: 11 complete months with on average 5.0 incidents a month, and under 12 months its "
        "limits are trial limits."
    )
    assert trial.would_change == (
        "With 12 complete months its limits would be firm; below 4 incidents a month on average days between incidents would be drawn."
    )
    rare = choose_chart([1, 2] * 12, intervals=35)
    assert rare.because == (
        "Days between incidents (t chart): on average 1.5 incidents a month; below 4, limits on a month give false signals."
    )
    assert rare.would_change == "From 4 incidents a month on average, an XmR chart would be drawn."
    few = choose_chart([0, 0, 1] * 3, intervals=2)
    assert few.because == "A list and no chart: 3 incidents in 9 complete months, too few to judge."
    assert few.would_change == (
        "From 11 incidents on, the days between them would be drawn; from 4 incidents a month on average, an XmR chart would be drawn."
    )
    assert (
        choose_chart([0] * 9, intervals=0).because
        == "A list and no chart: none in 9 complete months, too few to judge."
    )
    short = choose_chart([9] * 5)
    assert short.because == "Drawn without limits: 5 complete months, and limits need at least 6."
    assert choose_chart([]).because == "No month is complete, so no chart can be judged."


def test_a_month_without_activity_makes_it_a_chart_of_counts() -> None:
    """A rate of some months only would leave incidents out in silence."""
    found = choose_chart([8] * 12, activity=[100.0] * 10 + [None, 0.0])
    assert (found.of, found.months_without_activity) == ("count", 2)
    assert found.would_change.endswith("with activity for the 2 months without it the rate would be drawn.")
    missing_too = choose_chart([8] * 11 + [None], activity=[100.0] * 11 + [None])
    assert (missing_too.of, missing_too.months_without_activity) == ("rate", 0), (
        "a missing month needs no activity"
    )
    assert choose_chart([8] * 12, activity=[100.0] * 12, ratio="share").of == "share"


def test_what_is_no_count_is_refused() -> None:
    with pytest.raises(NegativeCount):
        choose_chart([1, -1])
    with pytest.raises(NotANumber):
        choose_chart([1, float("inf")])
    with pytest.raises(UnequalLengths):
        choose_chart([1, 2], activity=[1.0])


counts = st.lists(st.none() | st.integers(0, 60), max_size=40)


@given(counts, st.none() | st.integers(0, 60), st.randoms(use_true_random=False))
def test_the_order_of_months_does_not_matter(
    given_counts: list[int | None], intervals: int | None, chance
) -> None:
    shuffled = list(given_counts)
    chance.shuffle(shuffled)
    assert choose_chart(shuffled, intervals=intervals) == choose_chart(given_counts, intervals=intervals)


@given(counts, st.none() | st.integers(0, 60))
def test_a_missing_month_changes_nothing(given_counts: list[int | None], intervals: int | None) -> None:
    assert choose_chart([*given_counts, None], intervals=intervals) == choose_chart(
        given_counts, intervals=intervals
    )


def test_an_average_just_under_four_is_not_printed_as_four() -> None:
    choice = choose_chart([4] * 29 + [3])
    assert choice.average_in_words == "just under 4"
    assert choice.because == (
        "Drawn without limits: on average just under 4 incidents a month; below 4, limits on a month give false signals."
    )
    assert choose_chart([4] * 30).average_in_words == "4.0"


def test_incidents_that_gaps_keep_apart_are_not_promised_a_chart_at_eleven() -> None:
    """Twelve incidents in four windows have eight intervals: "from 11 incidents on" would be false."""
    assert choose_chart([1] * 12, intervals=8).would_change.startswith(
        "With 10 intervals between incidents that no month without figures interrupts (now 8), the days between would be drawn"
    )
    assert choose_chart([1] * 8, intervals=7).would_change.startswith("From 11 incidents on")
