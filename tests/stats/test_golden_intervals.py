"""Intervals against PHEindicatormethods, the values its authors wrote down, and base R."""

import math

import pytest

from dashboard.stats import byar, exact_poisson, proportion_interval, rate_interval
from dashboard.stats.errors import CountAboveTotal, NoActivity
from dashboard.stats.intervals import BYAR, EXACT_POISSON, UNKNOWN_COUNT, Interval, wilson
from tests.stats.golden_cases import THIRD_PARTY, Row, number, own_case, same, table

METHODS = {"Exact": EXACT_POISSON, "Byars": BYAR, "NA": UNKNOWN_COUNT}


def peers_own(name: str) -> list[Row]:
    if not THIRD_PARTY.exists():
        pytest.skip(f"{name} not checked: ../shared/golden/third_party is missing")
    return table(THIRD_PARTY / f"{name}.csv")


def limits_in(row: Row) -> list[tuple[float, str, str]]:
    """(confidence, lower column, upper column) of a row."""
    if "lowercl" in row:
        return [(float(row["confidence"].rstrip("%")) / 100.0, "lowercl", "uppercl")]
    return [(0.95, "lower95_0cl", "upper95_0cl"), (0.998, "lower99_8cl", "upper99_8cl")]


def agree(interval: Interval, row: Row, lower: str, upper: str, scale: float = 1.0) -> None:
    for ours, column in ((interval.value, "value"), (interval.lower, lower), (interval.upper, upper)):
        assert same(ours * scale, row[column]), (interval, row)


@pytest.mark.parametrize("name", ["ci_rate_95_998", "ci_rate_90", "ci_rate_na"])
def test_rates(name: str) -> None:
    case = own_case(name)
    for row in case.rows():
        for confidence, lower, upper in limits_in(row):
            interval = rate_interval(
                number(row["x"]), number(row["n"]), case.params["multiplier"], confidence
            )
            agree(interval, row, lower, upper)
            assert interval.method == METHODS[row["method"]]


@pytest.mark.parametrize("name", ["ci_prop_95_998", "ci_prop_90"])
def test_proportions(name: str) -> None:
    case = own_case(name)
    for row in case.rows():
        for confidence, lower, upper in limits_in(row):
            interval = proportion_interval(float(row["x"]), float(row["n"]), confidence)
            agree(interval, row, lower, upper, scale=case.params["multiplier"])


def test_byar_and_exact_poisson_at_small_counts() -> None:
    for row in own_case("ci_byar_vs_exact").rows():
        count = float(row["x"])
        for ours, columns in ((byar(count), "byars"), (exact_poisson(count), "exact")):
            assert same(ours[0], row[f"{columns}_lower95"]), row
            assert same(ours[1], row[f"{columns}_upper95"]), row


def test_wilson_against_base_r() -> None:
    for row in own_case("ci_binom_exact").rows():
        lower, upper = wilson(float(row["x"]), float(row["n"]))
        assert same(lower, row["wilson_lower95"]), row
        assert same(upper, row["wilson_upper95"]), row


def test_rates_that_the_peers_wrote_down() -> None:
    rows = peers_own("peer_rate_expectations")
    assert len(rows) == 20
    for row in rows:
        count, activity = number(row["Numerator"]), number(row["Denominator"])
        for confidence, lower, upper in limits_in(row):
            interval = rate_interval(count, activity, float(row["multiplier"]), confidence)
            agree(interval, row, lower, upper)
            assert interval.method == METHODS[row["method"]]


def test_proportions_that_the_peers_wrote_down() -> None:
    rows = peers_own("peer_proportion_expectations")
    assert len(rows) == 19
    for row in rows:
        count, total = number(row["Numerator"]), number(row["Denominator"])
        for confidence, lower, upper in limits_in(row):
            interval = proportion_interval(count, total, confidence)
            agree(interval, row, lower, upper, scale=float(row["multiplier"]))


def test_byar_and_wilson_that_the_peers_wrote_down() -> None:
    for row in peers_own("peer_byars_wilson_expectations"):
        count, confidence = float(row["x"]), float(row["confidence"].rstrip("%")) / 100.0
        if row["method"] == "Byars":
            lower, upper = byar(count, confidence)
        else:
            lower, upper = wilson(count, float(row["n"]), confidence)
        assert same(lower, row["lowercl"]), row
        assert same(upper, row["uppercl"]), row


def test_activity_of_zero_is_refused() -> None:
    rows = own_case("ci_rate_err_zero_den").rows("input")
    zero = next(row for row in rows if float(row["n"]) == 0)
    with pytest.raises(NoActivity, match="activity above zero"):
        rate_interval(float(zero["x"]), float(zero["n"]))


def test_a_count_above_its_total_is_refused() -> None:
    rows = own_case("ci_prop_err_num_gt_den").rows("input")
    above = next(row for row in rows if float(row["x"]) > float(row["n"]))
    with pytest.raises(CountAboveTotal, match="out of a total"):
        proportion_interval(float(above["x"]), float(above["n"]))


def test_a_missing_count_or_activity_is_not_a_number() -> None:
    for interval in (rate_interval(None, 10), rate_interval(3, math.nan), proportion_interval(None, 3)):
        assert all(math.isnan(part) for part in (interval.value, interval.lower, interval.upper))
