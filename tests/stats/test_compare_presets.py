"""Presets: what they differ in, and that the comparison names the clause that matters."""

from dataclasses import replace

from dashboard.stats import (
    ANHOEJ,
    MAKING_DATA_COUNT_EXCEL,
    NHSR_PLOT_THE_DOTS,
    Clause,
    Rule,
    compare_presets,
    process_limits,
)
from dashboard.stats.compare import differing_clauses

ONE_OUTLIER = [1.0, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]


def test_presets_differ_in_the_clauses_that_they_are_known_for() -> None:
    assert differing_clauses(NHSR_PLOT_THE_DOTS, MAKING_DATA_COUNT_EXCEL) == (Clause.SCREENING,)
    assert differing_clauses(NHSR_PLOT_THE_DOTS, ANHOEJ) == (
        Clause.LIMIT_FACTOR,
        Clause.RUN,
        Clause.TREND,
        Clause.NEAR,
    )


def test_without_screening_an_outlier_widens_the_limits() -> None:
    """By hand: 15 ranges of 1, one of 8 and one of 9, mean 32/17; screening leaves the 15 ones."""
    screened = process_limits(ONE_OUTLIER).groups[0]
    excel = process_limits(ONE_OUTLIER, preset=MAKING_DATA_COUNT_EXCEL).groups[0]
    assert screened.mean_moving_range == 1.0
    assert excel.mean_moving_range == 32 / 17
    assert process_limits(ONE_OUTLIER, screen=False) == process_limits(
        ONE_OUTLIER, preset=MAKING_DATA_COUNT_EXCEL
    )


def test_a_month_that_only_screening_puts_outside_is_named_with_its_clause() -> None:
    months = [*[10.0, 12.0] * 8, 30.0, 11.0, 10.0, 19.0]
    # by hand: mean 12.3; ranges 15 x 2, 18, 19, 1, 9; screened 40/17 (upper limit 18.6), all 77/19 (23.1)
    excel = compare_presets(months, others=[MAKING_DATA_COUNT_EXCEL])[0]
    by_index = {difference.index: difference for difference in excel.differences}
    assert by_index[19].first is Rule.OUTSIDE
    assert by_index[19].other is Rule.NONE
    assert by_index[19].clauses == (Clause.SCREENING,)


def test_a_run_of_seven_is_a_shift_for_one_school_and_chance_for_the_other() -> None:
    months = [10.0, 12.0, 10.0, 12.0, 10.0, 12.0] * 2 + [13.0, 12.0] * 3 + [13.0] + [8.0, 10.0] * 3
    anhoej = next(c for c in compare_presets(months) if c.other == ANHOEJ)
    shifts = [d for d in anhoej.differences if d.first is Rule.SHIFT]
    # 25 points: Anhøj's limit is round(log2 25) + 3 = 8
    assert [d.index for d in shifts] == [11, 12, 13, 14, 15, 16, 17, 18]
    assert {d.other for d in shifts} == {Rule.NONE}
    assert {d.clauses for d in shifts} == {(Clause.RUN,)}


def test_equal_presets_differ_nowhere() -> None:
    (same,) = compare_presets(ONE_OUTLIER, others=[NHSR_PLOT_THE_DOTS])
    assert same.differences == ()


def test_a_clause_that_gives_the_others_label_goes_before_one_that_gives_a_third() -> None:
    """Seven rising months above the mean: a trend; without that rule a shift; with narrow limits some are outside."""
    months = [0.0, 10.0] * 7 + [8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0]  # mean 7, mean range 6.9
    narrow = replace(NHSR_PLOT_THE_DOTS, name="narrow", trend_points=None, limit_factor=1.0)
    (comparison,) = compare_presets(months, others=[narrow])
    newest = comparison.differences[-1]
    without_trend = process_limits(months, preset=replace(NHSR_PLOT_THE_DOTS, trend_points=None))
    assert without_trend.points[-1].rule not in (newest.first, newest.other)
    assert (newest.first, newest.other) == (Rule.TREND, Rule.OUTSIDE)
    assert newest.clauses == (Clause.LIMIT_FACTOR,)
