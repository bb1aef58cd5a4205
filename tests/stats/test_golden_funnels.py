"""Funnels against FunnelPlotR and PHEindicatormethods."""

import math

import pytest

from dashboard.stats import (
    Funnel,
    Standing,
    Transformation,
    activity_at_limits,
    expected_at_limits,
    proportion_control_limits,
    proportion_funnel,
    rate_funnel,
    ratio_funnel,
    significance_of_proportion,
    significance_of_rate,
    significance_of_ratio,
)
from dashboard.stats.funnel import Z_95, Z_998, adjusted_ratio_limits, proportion_limits
from dashboard.stats.overdispersion import truncated, winsorised
from tests.stats.golden_cases import (
    Case,
    Row,
    each,
    known,
    logical,
    number,
    own_case,
    same,
    third_party_or_own,
)

RELATIVE = 1e-4
"""PHEindicatormethods finds its limits by bisection, good to 5e-5 (README of the golden data)."""


ROUNDED_EXPECTED = ("fun_sr_shmi_medpar", "fun_sr_unadj_medpar")


def scale_of(case: Case) -> Transformation:
    return Transformation.SQUARE_ROOT if case.params.get("sr_method") == "CQC" else Transformation.LOG


def is_proportion(case: Case) -> bool:
    return case.params.get("data_type") == "PR"


def draw(case: Case) -> Funnel:
    rows = case.rows()
    counts = [float(row["numerator"]) for row in rows]
    sizes = [float(row["denominator"]) for row in rows]
    names = [row["group"] for row in rows]
    params = case.params
    options = {
        "multiplier": params.get("multiplier", 1.0),
        "adjust": params.get("draw_adjusted", True),
        "trim": params.get("trim_by", 0.1),
    }
    if is_proportion(case):
        return proportion_funnel(counts, sizes, names, **options)
    return ratio_funnel(counts, sizes, names, scale=scale_of(case), **options)


FUNNELS = each("funnels", known("funnel", status="reference"))
RATIOS_OF_COUNTS = each("funnels", [case for case in known("funnel") if case.params.get("data_type") == "RC"])


@pytest.mark.parametrize("case", FUNNELS)
def test_target_phi_and_tau_squared(case: Case) -> None:
    funnel, (summary,) = draw(case), case.rows("summary")
    assert same(funnel.target, str(float(summary["target"]) * case.params.get("multiplier", 1.0)))
    assert funnel.adjusted == (logical(summary["draw_adjusted"]) and float(summary["tau2"]) > 0)
    if logical(summary["draw_adjusted"]) or float(summary["phi"]) > 0:
        # without adjustment the package does not work them out and prints 0
        assert same(funnel.overdispersion.phi, summary["phi"])
        assert same(funnel.overdispersion.tau_squared, summary["tau2"])
        assert funnel.overdispersion.groups == int(summary["n_used"])


@pytest.mark.parametrize("case", FUNNELS)
def test_limits_and_standing(case: Case) -> None:
    funnel, (summary,) = draw(case), case.rows("summary")
    multiplier = case.params.get("multiplier", 1.0)
    outliers = 0
    for point, row in zip(funnel.points, case.rows(), strict=True):
        # rr is the ratio before the package rounds the expected number to 2 decimals, which is all the file holds
        slack = 0.005 / point.size if case.name in ROUNDED_EXPECTED else 1e-9
        ratio = None if number(row["rr"]) is None else str(float(row["rr"]) * multiplier)
        assert same(point.value, ratio, slack)
        assert same(point.distance, row["Uzscore"])
        if point.value is None:
            assert (point.limits_95, row["LCL95"]) == (None, "NA")
            continue
        assert point.limits_95
        assert point.limits_998
        for pair, columns in ((point.limits_95, "CL95"), (point.limits_998, "CL99")):
            assert same(pair[0], row["L" + columns]), (point, row)
            assert same(pair[1], row["U" + columns]), (point, row)
        for pair, name in zip(adjusted_pairs(case, funnel, point.size), ("OD95", "OD99"), strict=True):
            assert same(pair[0] * multiplier, row[name + "LCL"]), (point, row)
            assert same(pair[1] * multiplier, row[name + "UCL"]), (point, row)
        beyond = 1 if case.params.get("limit") == 95 else 2
        assert (abs(point.standing or 0) >= beyond) == (row["outlier"] == "1"), (point, row)
        outliers += abs(point.standing or 0) >= beyond
    assert outliers == int(summary["n_outliers"])


def adjusted_pairs(case: Case, funnel: Funnel, size: float) -> list[tuple[float, float]]:
    """The package's adjusted columns: it fills them with tau squared 0 even where it does not draw them."""
    tau_squared = (funnel.overdispersion.tau_squared or 0.0) if funnel.adjusted else 0.0
    if is_proportion(case):
        assert funnel.target is not None
        return [proportion_limits(funnel.target, size, z, tau_squared) for z in (Z_95, Z_998)]
    return [adjusted_ratio_limits(size, z, tau_squared, scale_of(case)) for z in (Z_95, Z_998)]


@pytest.mark.parametrize("case", FUNNELS)
def test_what_is_drawn_as_adjusted(case: Case) -> None:
    """With over-dispersion the adjusted pairs are the package's; without, they are the pairs of chance."""
    funnel = draw(case)
    for point, row in zip(funnel.points, case.rows(), strict=True):
        if point.value is None:
            continue
        assert point.adjusted_998
        if funnel.adjusted:
            assert same(point.adjusted_998[0], row["OD99LCL"])
            assert same(point.adjusted_998[1], row["OD99UCL"])
        else:
            assert point.adjusted_998 == point.limits_998


@pytest.mark.parametrize("case", FUNNELS)
def test_trimming(case: Case) -> None:
    rows = [row for row in case.rows() if number(row["Uzscore"]) is not None]
    distances = [float(row["Uzscore"]) for row in rows]
    trim = case.params.get("trim_by", 0.1)
    if "truncated" in rows[0]:
        assert truncated(distances, trim) == [row["truncated"] == "0" for row in rows]
    else:
        for ours, row in zip(winsorised(distances, trim), rows, strict=True):
            assert same(ours, row["Wuzscore"], 1e-9), row


def test_small_groups_are_clipped_where_the_package_forces_a_grid() -> None:
    """docs/methods.md: rates, distances, phi and tau squared agree; two groups' limits differ."""
    case = own_case("fun_pr_small")
    funnel, (summary,) = draw(case), case.rows("summary")
    assert same(funnel.overdispersion.phi, summary["phi"])
    assert same(funnel.overdispersion.tau_squared, summary["tau2"])
    differing = set()
    for point, row in zip(funnel.points, case.rows(), strict=True):
        assert same(point.value, row["rr"])
        assert same(point.distance, row["Uzscore"])
        pairs = (point.limits_95, point.limits_998, point.adjusted_95, point.adjusted_998)
        columns = (("LCL95", "UCL95"), ("LCL99", "UCL99"), ("OD95LCL", "OD95UCL"), ("OD99LCL", "OD99UCL"))
        for pair, (low, high) in zip(pairs, columns, strict=True):
            assert pair
            assert 0.0 <= pair[0] <= pair[1] <= 1.0
            if not (same(pair[0], row[low]) and same(pair[1], row[high])):
                differing.add(point.name)
    assert len(differing) <= 2


def test_no_event_in_any_group_puts_nobody_outside() -> None:
    """docs/methods.md: the package calls one of six equal groups an outlier."""
    case = own_case("fun_all_zero")
    assert [row["outlier"] for row in case.rows()].count("1") == 1
    funnel = draw(case)
    assert {point.standing for point in funnel.points} == {Standing.WITHIN}
    for point in funnel.points:
        assert point.limits_95
        # sin(z / (2 sqrt N)) squared, as the package has it for five of its six groups
        assert point.limits_95[1] == pytest.approx(math.sin(1.959964 / (2 * math.sqrt(point.size))) ** 2)


@pytest.mark.parametrize("case", RATIOS_OF_COUNTS)
def test_rates_have_exact_poisson_limits_where_the_package_has_ratios_of_counts(case: Case) -> None:
    """docs/methods.md: against the Poisson distribution itself, summed."""
    rows = case.rows()
    multiplier = case.params["multiplier"]
    counts, sizes = ([float(row[column]) for row in rows] for column in ("numerator", "denominator"))
    funnel = rate_funnel(counts, sizes, [row["group"] for row in rows], multiplier=multiplier)
    (summary,) = case.rows("summary")
    assert funnel.target == pytest.approx(float(summary["target"]) * multiplier)
    for point in funnel.points:
        expected = point.size * float(summary["target"])
        assert point.expected == pytest.approx(expected)
        assert point.limits_95
        lower, upper = (limit * point.size / multiplier for limit in point.limits_95)
        if expected < 500:
            # every whole count below the lower (above the upper) limit, taken together, has a chance of at most 2.5 %
            assert poisson_at_most(math.ceil(lower) - 1, expected) <= 0.025
            assert 1.0 - poisson_at_most(math.floor(upper), expected) <= 0.025


def poisson_at_most(count: int, mean: float) -> float:
    return math.fsum(
        math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(max(count, -1) + 1)
    )


def pooled(rows: list[Row], above: str, below: str) -> float:
    return sum(float(row[above]) for row in rows) / sum(float(row[below]) for row in rows)


def test_proportion_limits_of_public_health() -> None:
    case = third_party_or_own("phe_limits_prop")
    baseline = pooled(case.rows("input"), "numerator", "denominator")
    for row in case.rows():
        assert same(baseline * 100, row["baseline"])
        for tail, sigma in ((0.025, "2s"), (0.001, "3s")):
            lower, upper = proportion_control_limits(baseline, float(row["Population"]), tail)
            assert same(lower * 100, row[f"lower_{sigma}_limit"]), row
            assert same(upper * 100, row[f"upper_{sigma}_limit"]), row


def test_ratio_limits_of_public_health() -> None:
    for row in third_party_or_own("phe_limits_ratio").rows():
        observed = float(row["Observed_events"])
        for tail, sigma in ((0.025, "2s"), (0.001, "3s")):
            many, few = expected_at_limits(observed, tail)
            assert same(many, row[f"lower_{sigma}_exp_events"], RELATIVE), row
            assert same(few, row[f"upper_{sigma}_exp_events"], RELATIVE), row
            assert same(100 * observed / many, row[f"lower_{sigma}_limit"], RELATIVE), row
            assert same(100 * observed / few, row[f"upper_{sigma}_limit"], RELATIVE), row


def test_rate_limits_of_public_health() -> None:
    case = third_party_or_own("phe_limits_rate")
    rate = pooled(case.rows("input"), "ev", "pop")
    for row in case.rows():
        events = float(row["Events"])
        assert same(rate * 100000, row["baseline"])
        for tail, sigma in ((0.025, "2s"), (0.001, "3s")):
            many, few = activity_at_limits(events, rate, tail)
            assert same(many, row[f"lower_{sigma}_population_1_year"], RELATIVE), row
            assert same(few, row[f"upper_{sigma}_population_1_year"], RELATIVE), row
            assert same(100000 * events / many, row[f"lower_{sigma}_limit"], RELATIVE), row
            assert same(100000 * events / few, row[f"upper_{sigma}_limit"], RELATIVE), row


def test_significance_of_a_rate() -> None:
    rows = third_party_or_own("phe_sig_rate").rows()
    rate = pooled(rows, "ev", "pop")
    for row in rows:
        assert significance_of_rate(float(row["ev"]), float(row["pop"]), rate) == row["significance"], row


def test_significance_of_a_ratio() -> None:
    for row in third_party_or_own("phe_sig_ratio").rows():
        assert significance_of_ratio(float(row["obs"]), float(row["expected"])) == row["significance"], row


def test_a_rate_funnel_says_what_public_health_says() -> None:
    """Exact test here, exact interval below 10 events and Byar from 10 there: the same verdict on all 30 areas."""
    rows = third_party_or_own("phe_sig_rate").rows()
    funnel = rate_funnel(
        [float(row["ev"]) for row in rows], [float(row["pop"]) for row in rows], adjust=False
    )
    words = dict(
        zip(
            Standing,
            ("Low (0.001)", "Low (0.025)", "Not significant", "High (0.025)", "High (0.001)"),
            strict=True,
        )
    )
    assert len({row["significance"] for row in rows}) > 2
    for point, row in zip(funnel.points, rows, strict=True):
        assert point.standing is not None
        assert words[point.standing] == row["significance"], (point, row)


def test_significance_of_a_proportion() -> None:
    rows = third_party_or_own("phe_sig_prop").rows()
    baseline = pooled(rows, "numerator", "denominator")
    for row in rows:
        ours = significance_of_proportion(float(row["numerator"]), float(row["denominator"]), baseline)
        assert ours == row["significance"], row


def test_no_reference_case_is_a_ratio_of_counts() -> None:
    assert {case.status for case in known("funnel") if case.params.get("data_type") == "RC"} == {
        "peer_artefact"
    }
