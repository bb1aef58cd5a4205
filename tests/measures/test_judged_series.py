"""A monthly series judged: zeros and gaps, when there are limits, breaks, special causes in words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from dashboard.domain.periods import months_later
from dashboard.measures.months import Happened, Months, MonthState
from dashboard.measures.series import Series, judge, missing_in_words, signal_in_words
from dashboard.stats import PointType, Rule

JANUARY = date(2025, 1, 1)
LETTERS = {
    "c": MonthState.COUNTED,
    "f": MonthState.FILLING_UP,
    "p": MonthState.PARTLY_COVERED,
    "m": MonthState.MISSING,
}


def months(letters: str) -> Months:
    """One month a letter from January 2025: c counted, f filling up, p partly covered, m missing."""
    return Months({months_later(JANUARY, n): LETTERS[letter] for n, letter in enumerate(letters)})


def counts(values: Sequence[int | None]) -> dict[date, int]:
    return {months_later(JANUARY, n): value for n, value in enumerate(values) if value is not None}


def judged(letters: str, values: Sequence[int | None], breaks: Sequence[date] = ()) -> Series:
    happened = [Happened(day.replace(day=1), day, "Switch", True) for day in breaks]
    return judge("Incidents", "Incidents", months(letters), counts(values), happened=happened)


def test_a_counted_month_without_incidents_is_zero_and_a_missing_one_has_no_value() -> None:
    series = judged("cmc", [5, None, None])
    assert [(point.incidents, point.value) for point in series.points] == [(5, 5.0), (None, None), (0, 0.0)]


def test_a_missing_month_has_no_value_even_where_incidents_are_known() -> None:
    """A stray incident of a month that no extract covers would look like a very quiet month."""
    assert [point.value for point in judged("cm", [5, 1]).points] == [5.0, None]


def test_months_that_fill_up_or_are_covered_in_part_are_drawn_and_not_judged() -> None:
    series = judged("cccccccpf", [10, 12] * 3 + [10, 90, 0])
    assert [point.value for point in series.points[-2:]] == [90.0, 0.0]
    assert [point.process for point in series.points[-2:]] == [None, None]
    assert series.signals == ()
    assert series.newest is not None and series.newest.month == date(2025, 7, 1)
    limits = series.points[0].process
    assert limits is not None and limits.upper == pytest.approx(10 + 6 / 7 + 2.66 * 2, abs=0.01)


def test_limits_are_the_mean_and_2_66_average_moving_ranges() -> None:
    """10 and 12 in turn: mean 11, every moving range 2, so 11 - 5.32 and 11 + 5.32."""
    series = judged("c" * 12, [10, 12] * 6)
    for point in series.points:
        assert point.process is not None
        assert point.process.centre == pytest.approx(11)
        assert point.process.lower == pytest.approx(5.68, abs=0.005)
        assert point.process.upper == pytest.approx(16.32, abs=0.005)
    assert series.usual(series.points[0]) == pytest.approx((5.68, 16.32), abs=0.005)


def test_the_usual_range_never_goes_below_zero() -> None:
    series = judged("c" * 8, [2, 10] * 4)  # mean 6, ranges 8: 6 - 21 is below zero
    usual = series.usual(series.points[0])
    assert usual is not None and usual[0] == 0.0


@pytest.mark.parametrize(
    ("letters", "values", "sentence"),
    [
        ("ccccc", [9] * 5, "Drawn without limits: 5 complete months, and limits need at least 6."),
        ("cccccff", [9] * 7, "Drawn without limits: 5 complete months, and limits need at least 6."),
        ("cccccm", [9] * 5, "Drawn without limits: 5 complete months, and limits need at least 6."),
        ("ccccccc", [4, 4, 4, 4, 4, 4, 3],
         "Drawn without limits: on average 3.9 incidents a month; below 4, limits on a month give false signals."),
        ("cccccc", [None] * 6, "Drawn without limits: on average 0.0 incidents a month; below 4, limits on a month give false signals."),
    ],
)  # fmt: skip
def test_without_limits_a_sentence_says_why(letters: str, values: list[int | None], sentence: str) -> None:
    series = judged(letters, values)
    assert (series.chart, series.why_no_limits) == (None, sentence)
    assert all(point.process is None for point in series.points)
    assert series.usual(series.points[0]) is None


def test_six_months_of_four_on_average_have_limits() -> None:
    series = judged("cccccc", [4, 5, 3, 4, 5, 3])
    assert series.why_no_limits is None and series.chart is not None


def test_a_break_starts_new_limits() -> None:
    """10 and 12, then 30 and 32: means 11 and 31, and no month is a signal."""
    series = judged("c" * 16, [10, 12] * 4 + [30, 32] * 4, breaks=[date(2025, 9, 17)])
    centres = [point.process.centre for point in series.points if point.process]
    assert centres == pytest.approx([11] * 8 + [31] * 8)
    assert series.signals == ()
    assert [event.label for event in series.breaks] == ["Switch"]
    without = judged("c" * 16, [10, 12] * 4 + [30, 32] * 4)
    assert len(without.signals) > 0


def test_a_break_outside_the_period_changes_nothing() -> None:
    plain = judged("c" * 12, [10, 12] * 6)
    for day in (date(2024, 12, 31), date(2027, 1, 1), JANUARY):
        assert judged("c" * 12, [10, 12] * 6, breaks=[day]).points == plain.points


def test_seven_months_on_one_side_are_a_signal_in_words() -> None:
    """Nine months around 10, then seven around 20: the mean is 14.4 and every one of the seven above it."""
    series = judged("c" * 16, [10, 11, 9, 10, 11, 9, 10, 11, 9, 20, 21, 19, 20, 21, 19, 20])
    newest = series.newest_signal
    assert newest is not None and newest.month == date(2026, 4, 1)
    assert newest.process is not None and newest.process.point_type is PointType.NEUTRAL_HIGH
    words = signal_in_words(series, newest)
    assert words.startswith("April 2026 is higher than usual: ")
    for judgement in ("better", "worse", "improv", "deteriorat", "concern"):
        assert judgement not in words


def test_one_month_far_out_is_outside_the_limits() -> None:
    """Mean 15; moving ranges ten times 6 and once 30, which is screened out: 15 + 2.66 x 6 = 30.96, and 40 is above."""
    series = judged("c" * 12, [10, 16] * 5 + [10, 40])
    assert [point.month for point in series.signals] == [date(2025, 12, 1)]
    process = series.signals[0].process
    assert process is not None and process.rule is Rule.OUTSIDE
    assert (
        signal_in_words(series, series.signals[0])
        == "December 2025 is higher than usual: outside the process limits."
    )
    assert signal_in_words(series, series.points[0]) == ""


def test_a_rate_is_judged_by_its_values_and_counted_by_its_incidents() -> None:
    """Rates of 2 and 3 per 1,000; a month without bed days has no rate and no place in the limits."""
    values: dict[date, float | None] = {month: 2.0 + n % 2 for n, month in enumerate(months("c" * 8))}
    values[months_later(JANUARY, 7)] = None
    intervals: Mapping[date, tuple[float, float]] = {JANUARY: (1.5, 2.5)}
    series = judge("Rate", "per 1,000", months("c" * 8), counts([50] * 8), values=values, intervals=intervals)
    assert (series.points[0].lower, series.points[0].upper) == (1.5, 2.5)
    assert (series.points[1].lower, series.points[7].value, series.points[7].incidents) == (None, None, 50)
    assert series.newest is not None and series.newest.month == date(2025, 7, 1)
    assert series.points[0].process is not None
    assert series.points[0].process.centre == pytest.approx(17 / 7)


def test_too_few_is_decided_by_incidents_and_not_by_the_rate() -> None:
    values: dict[date, float | None] = dict.fromkeys(months("c" * 8), 9.0)
    few = judge("Rate", "per 1,000", months("c" * 8), counts([3] * 8), values=values)
    assert few.why_no_limits is not None and "on average 3.0 incidents a month" in few.why_no_limits


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("ccc", ""),
        ("ccf", "March 2025 is still filling up and left out of limits and sentences."),
        ("cff", "February 2025 to March 2025 are still filling up and left out of limits and sentences."),
        ("cpc", "February 2025 is covered only in part."),
        ("cmmmc", "February 2025 to April 2025 have no extract: a gap, not a zero."),
        ("mcm", "2 months have no extract: a gap, not a zero."),
        ("mpf", "March 2025 is still filling up and left out of limits and sentences; February 2025 is covered only in "
         "part; January 2025 has no extract: a gap, not a zero."),
    ],
)  # fmt: skip
def test_what_is_left_out_is_said(letters: str, words: str) -> None:
    assert missing_in_words(months(letters)) == words


@pytest.mark.parametrize(
    ("letters", "shares", "words"),
    [
        ("ccf", (0.87,), "March 2025 is still filling up (about 9 in 10 expected so far) and left out of limits and sentences."),
        ("cff", (0.94, 0.5), "February 2025 to March 2025 are still filling up (more than 9 in 10 and about half expected so "
         "far) and left out of limits and sentences."),
        ("cfff", (0.94, 0.7, 0.5), "February 2025 to April 2025 are still filling up (more than 9 in 10, about 7 in 10 and about "
         "half expected so far) and left out of limits and sentences."),
        ("ffff", (0.94, 0.8, 0.7, 0.5), "January 2025 to April 2025 are still filling up (of the newest about half expected so "
         "far) and left out of limits and sentences."),
        ("cff", (0.94,), "February 2025 to March 2025 are still filling up and left out of limits and sentences."),
    ],
)  # fmt: skip
def test_how_much_is_expected_so_far_is_said(letters: str, shares: tuple[float, ...], words: str) -> None:
    """Where it is known of some of the months alone, nothing is said of any."""
    found = months(letters)
    completeness = dict(zip(found.of(MonthState.FILLING_UP), shares, strict=False))
    assert missing_in_words(replace(found, completeness=completeness)) == words


def test_too_few_to_show_is_neither_zero_nor_missing_and_breaks_the_runs() -> None:
    """The four states in one series: a zero is judged; a gap and a figure that may not be shown have no value, each with its
    own words; neither changes what another month is."""
    letters = "c" * 5 + "m" + "c" * 5 + "s" + "c" * 4
    order = [months_later(JANUARY, n) for n in range(len(letters))]
    states = Months(
        {month: LETTERS.get(letter, MonthState.TOO_FEW) for month, letter in zip(order, letters, strict=True)}
    )
    given = counts([9, 12, 9, 12, 0, 50, 12, 9, 12, 9, 12, 2, 9, 12, 9, 12])
    series = judge("Incidents", "Incidents", states, given)
    shown = [(point.value, point.incidents) for point in series.points]
    assert (shown[4], shown[5], shown[11]) == ((0.0, 0), (None, None), (None, None))
    assert series.points[4].process is not None
    assert series.points[5].process is None and series.points[11].process is None
    assert series.chart is not None
    # 3, 3, 3 and 12 to the zero; four threes; three threes: no range spans the gap or the hidden month
    assert series.chart.groups[0].mean_moving_range == pytest.approx((9 + 12 + 12 + 9) / 11)
    assert missing_in_words(states) == (
        "December 2025 has too few to show: not a zero; June 2025 has no extract: a gap, not a zero."
    )


def test_a_month_that_fills_up_says_what_it_will_come_to() -> None:
    class Curve:
        def expected_final(self, recorded: int, share: float) -> tuple[int, float]:
            return recorded, share

    months_so_far = Months(
        {**months("cc").states, date(2025, 3, 1): MonthState.FILLING_UP}, {date(2025, 3, 1): 0.8}, Curve()
    )  # type: ignore[arg-type]
    series = judge("Incidents", "Incidents", months_so_far, counts([9, 12, 8]))
    assert [point.expected for point in series.points] == [None, None, (8, 0.8)]


def test_the_limits_of_a_share_stay_within_0_and_100_per_cent() -> None:
    """97, 100, 97, ...: the moving range is 3 on average, so the upper limit of a count would be 98.5 + 2.66 x 3."""
    shares = [97.0, 100.0] * 6
    order = [months_later(JANUARY, n) for n in range(12)]

    def limits(ratio: str) -> list[tuple[float, float]]:
        series = judge(
            "Medicine named", "% of incidents", months("c" * 12), dict.fromkeys(order, 97), values=dict(zip(order, shares, strict=True)),
            ratio=ratio,
        )  # fmt: skip
        return [usual for point in series.points if (usual := series.usual(point))]

    assert limits("rate") and all(upper == pytest.approx(98.5 + 2.66 * 3) for _, upper in limits("rate"))
    assert [upper for _, upper in limits("share")] == [100.0] * 12
    assert limits("share")[0][0] == limits("rate")[0][0] == pytest.approx(98.5 - 2.66 * 3)
