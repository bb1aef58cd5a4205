"""Special causes in words; the same months by other rule sets; a second look that allows for activity."""

from collections.abc import Sequence
from datetime import date

from dashboard.domain.periods import months_later
from dashboard.measures.months import Months, MonthState
from dashboard.measures.rules_compared import rules_compared
from dashboard.measures.series import Series, judge, second_look_in_words, signal_in_words
from dashboard.measures.special_causes import special_cause_in_words, special_causes, usual_in_words
from dashboard.stats import ANHOEJ, MAKING_DATA_COUNT_EXCEL, NHSR_PLOT_THE_DOTS, Rule, RulePreset

JANUARY = date(2025, 1, 1)


def of_counts(values: Sequence[int], rules: RulePreset = NHSR_PLOT_THE_DOTS) -> Series:
    order = [months_later(JANUARY, n) for n in range(len(values))]
    months = Months(dict.fromkeys(order, MonthState.COUNTED))
    return judge("Incidents", "Incidents", months, dict(zip(order, values, strict=True)), rules=rules)


def said(series: Series) -> list[str]:
    return [special_cause_in_words(series, cause) for cause in special_causes(series)]


ONE_OUT = [10, 16] * 5 + [10, 40]
"""Mean 15; the one moving range of 30 is screened out, the others are 6: limits -0.96 and 30.96."""
SEVEN_ABOVE = [10, 11, 9, 10, 11, 9, 10, 11, 9, 20, 21, 19, 20, 21, 19, 20]
"""Mean 230 / 16 = 14.4. Moving ranges: 1, 2, 1, 1, 2, 1, 1, 2, 11 (screened), 1, 2, 1, 1, 2, 1."""
RISING = [20, 21, 20, 21, 20, 18, 19, 20, 21, 22, 23, 24, 20, 21, 20, 21]


def test_one_month_outside_says_its_figure_and_what_is_usual() -> None:
    assert said(of_counts(ONE_OUT)) == ["December 2025 was higher than usual: 40, where 0 to 30 is usual"]


def test_a_run_says_how_many_months_and_which_average() -> None:
    """Mean 540 / 23 = 23.5: sixteen months of 26 and 20 in turn, then seven that stay above it and inside every limit."""
    steady = of_counts([26, 20] * 8 + [24] * 3 + [25] * 4)
    assert said(steady)[-1] == (
        "May 2026 to November 2026 were higher than usual: seven months in a row above the average of 23.5"
    )


def test_a_trend_says_from_where_to_where() -> None:
    assert said(of_counts(RISING)) == ["June 2025 to December 2025 rose month after month, from 18 to 24"]


def test_no_word_of_better_or_worse() -> None:
    for words in [*said(of_counts(ONE_OUT)), *said(of_counts(RISING)), *said(of_counts(SEVEN_ABOVE))]:
        for judgement in ("better", "worse", "improv", "deteriorat", "concern", "good", "bad"):
            assert judgement not in words


def test_other_rule_sets_are_compared_by_clause() -> None:
    """With nothing screened the mean moving range is (9 x 6 + 6 + 30) / 11 = 8.18 and the limit 36.8: 40 is outside all the same;
    Anhøj has no trend rule."""
    excel, anhoej = rules_compared(of_counts(ONE_OUT))
    assert excel == "By the rules of Making Data Count Excel the same months stand out."
    assert anhoej == "By the rules of Anhøj the same months stand out."
    excel, anhoej = rules_compared(of_counts(RISING))
    assert excel == "By the rules of Making Data Count Excel the same months stand out."
    assert anhoej == "By the rules of Anhøj: June 2025 to December 2025 do not stand out (trend)."
    for first in (ANHOEJ, MAKING_DATA_COUNT_EXCEL):
        assert [
            words.split(":")[0].split(" the same")[0] for words in rules_compared(of_counts(RISING, first))
        ] == [
            f"By the rules of {other.name}"
            for other in (NHSR_PLOT_THE_DOTS, MAKING_DATA_COUNT_EXCEL, ANHOEJ)
            if other != first
        ]
    assert "stand out, part of seven months that rise or fall" in rules_compared(of_counts(RISING, ANHOEJ))[0]


def test_a_series_is_judged_by_the_rule_set_that_it_is_given() -> None:
    assert said(of_counts(RISING, ANHOEJ)) == []


def of_rates(counts: Sequence[int], bed_days: Sequence[float]) -> Series:
    order = [months_later(JANUARY, n) for n in range(len(counts))]
    return judge(
        "Reporting rate",
        "Per 1,000 occupied bed days",
        Months(dict.fromkeys(order, MonthState.COUNTED)),
        dict(zip(order, counts, strict=True)),
        values={
            month: 1000 * count / days for month, count, days in zip(order, counts, bed_days, strict=True)
        },
        activity=dict(zip(order, bed_days, strict=True)),
        per=1000.0,
    )


def test_a_month_of_little_activity_is_looked_at_again() -> None:
    """Eleven months of 8,000 bed days with 38 or 42 incidents, then one of 800 bed days with 7: a rate of 8.75 is far outside
    4.75 to 5.25's limits and, being 7 where 4.1 are expected (a Poisson chance of 13 %), nothing that activity does not explain."""
    series = of_rates([38, 42] * 5 + [38, 7], [8000.0] * 11 + [800.0])
    assert series.newest_signal is not None
    assert series.second_look is not None
    assert second_look_in_words(series) == (
        "Allowing for how much activity each month had, December 2025 is within the usual range."
    )


def test_where_both_agree_nothing_is_said() -> None:
    series = of_rates([38, 42] * 6, [8000.0] * 12)
    assert (series.second_look, second_look_in_words(series)) == (None, "")
    out = of_rates([38, 42] * 5 + [38, 120], [8000.0] * 12)
    assert out.newest_signal is not None and out.second_look is None


def test_a_run_is_not_looked_at_again() -> None:
    """Seven months above the average: limits that allow for activity say nothing of runs."""
    series = of_rates([30, 40] * 6 + [37] * 7, [8000.0] * 19)
    assert series.newest_signal is not None and series.second_look is None


def test_a_run_of_which_other_rules_named_some_is_told_whole() -> None:
    """Sixteen months above the average, of which stronger rules name some, and so split the run."""
    words = said(of_counts([20, 19, 21, 20, 18, 20, 19, 21] * 2 + [11, 12, 13, 2, 13, 12, 11, 12]))
    runs = [each.split(": ")[1] for each in words if "in a row" in each]
    assert len(runs) > 1
    assert set(runs) == {"part of 16 months in a row above the average of 16.8"}


def test_a_trend_below_the_average_is_not_called_higher() -> None:
    """Mean 787 / 23 = 34.2: seven months that rise from 18 to 24 end far below it and inside wide limits."""
    series = of_counts([60, 20] * 8 + [18, 19, 20, 21, 22, 23, 24])
    newest = series.points[-1]
    assert newest.process and (newest.process.rule, newest.process.high) == (Rule.TREND, True)
    assert signal_in_words(series, newest) == (
        "November 2026 is part of seven months that rise one after the other."
    )
    assert said(series) == [
        "April 2026 was lower than usual: part of eight months in a row below the average of 34.2",
        "May 2026 to November 2026 rose month after month, from 18 to 24",
    ]


def test_three_in_a_row_close_to_a_limit_are_not_called_two_of_three() -> None:
    """Mean 102 / 20 = 5.1; 18 of 19 moving ranges of 2 or less leave a mean of 1.83: close from 3.25 away, outside from 4.88."""
    series = of_counts([4, 6, 4, 2, 4, 6, 4, 6, 4, 2, 4, 6, 4, 6, 4, 2, 4, 9, 9, 9])
    causes = [cause for cause in special_causes(series) if cause.rule is Rule.TWO_IN_THREE]
    assert [len(cause.points) for cause in causes] == [3]
    assert special_cause_in_words(series, causes[0]).endswith(
        "three months in a row close to the upper limit"
    )


def test_limits_on_the_average_judge_nothing() -> None:
    """Of 18 moving ranges 16 are 0 and the two of 1 are screened out: every month of 8 would be outside 8.05 to 8.05."""
    series = of_counts([8] * 9 + [9] + [8] * 9)
    assert special_causes(series) == () and all(point.process is None for point in series.points)
    assert series.why_no_limits == (
        "Most months are the same as the one before, so there are no limits: nothing shows how much they vary."
    )
    assert rules_compared(series)[1] == "By the rules of Anhøj the same months stand out."


def test_months_that_never_follow_each_other_are_not_said_to_be_equal() -> None:
    order = [months_later(JANUARY, n) for n in range(14)]
    states = [MonthState.COUNTED, MonthState.MISSING] * 7
    series = judge(
        "Incidents",
        "Incidents",
        Months(dict(zip(order, states, strict=True))),
        dict(zip(order, range(10, 24), strict=True)),
    )
    assert series.why_no_limits is not None
    assert series.why_no_limits.startswith("No two complete months follow each other, so there are no limits")


def test_a_figure_is_not_printed_inside_the_range_that_it_is_outside_of() -> None:
    """Mean 280.93 / 25 = 11.237, moving ranges (46 + 4.93) / 24 = 2.122, upper limit 16.882: 16.93 is outside, and both are
    printed as 16.9."""
    values = [10.0, 12.0] * 12 + [16.93]
    order = [months_later(JANUARY, n) for n in range(len(values))]
    series = judge(
        "Share", "%", Months(dict.fromkeys(order, MonthState.COUNTED)), dict.fromkeys(order, 50),
        values=dict(zip(order, values, strict=True)),
    )  # fmt: skip
    assert said(series) == ["January 2027 was higher than usual: outside the process limits"]


def test_a_range_of_counts_that_holds_no_whole_number_is_printed_with_decimals() -> None:
    series = of_counts(ONE_OUT)
    assert usual_in_words(series, (8.2, 8.8)) == "8.2 to 8.8"
    assert usual_in_words(series, (8.2, 9.8)) == "9 to 9"
