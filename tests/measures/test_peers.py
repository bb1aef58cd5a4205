"""The trust among its peers: months in common, the rates and the funnel by hand and by scipy's own Poisson distribution."""

from collections.abc import Sequence
from datetime import date

import pytest
from scipy.stats import poisson

from dashboard.domain.benchmark import KeptPeer, PeerFigure, State, month_code
from dashboard.measures.peers import (
    common_period,
    harmful_share,
    letter_of,
    newest_year,
    own_figures,
    rates_of,
    rounding_of_rate,
)
from dashboard.stats import Standing
from tests.reports.made_up_benchmark_packs import months

DAY = date(2026, 11, 5)
APRIL = date(2025, 4, 1)


def figures(
    counts: Sequence[int | None], beds: float | None, *, first: date = APRIL, source: str = "lfpse"
) -> tuple[PeerFigure, ...]:
    """Monthly totals; None is a month that is too few to show."""
    return tuple(
        PeerFigure(
            month_code(month), source, "All", count, State.TOO_FEW if count is None else State.SHOWN, beds
        )
        for month, count in zip(months(first, len(counts)), counts, strict=True)
    )


def peer(number: int, its: tuple[PeerFigure, ...], mark: str = "") -> KeptPeer:
    return KeptPeer(number, f"R{number}", "acute", mark or f"{number:04}", its, DAY, "mso", DAY, "mso")


def test_the_common_period_is_the_newest_twelve_months_that_all_have() -> None:
    own = figures([50] * 18, 6000.0)  # April 2025 to September 2026
    late = peer(1, figures([40] * 14, 5000.0))  # to May 2026
    found = common_period(own, [late])
    assert found.months == tuple(months(date(2025, 6, 1), 12)) and found.left_out == ()


def test_a_month_that_is_too_few_or_has_no_bed_days_is_not_common() -> None:
    own = figures([50] * 12, 6000.0)
    gap = peer(1, figures([40] * 3 + [None] + [40] * 8, 5000.0))
    assert common_period(own, [gap]).months == tuple(m for m in months(APRIL, 12) if m != date(2025, 7, 1))
    none = peer(2, figures([40] * 12, None))
    found = common_period(own, [none])
    assert found.months == () and found.left_out == ((none, "its pack has no bed days"),)


def test_who_shares_too_few_months_is_left_out_and_does_not_shorten_the_others() -> None:
    own = figures([50] * 12, 6000.0)
    whole, short = peer(1, figures([40] * 12, 5000.0)), peer(2, figures([40] * 5, 5000.0))
    elsewhere = peer(3, figures([40] * 5, 5000.0, first=date(2020, 4, 1)))
    found = common_period(own, [whole, short, elsewhere])
    assert found.months == tuple(months(APRIL, 12)) and found.peers == (whole,)
    assert found.left_out == ((short, "fewer than 6 months in common"), (elsewhere, "no month in common"))


def test_nrls_is_not_compared_with_lfpse() -> None:
    own = figures([50] * 12, 6000.0)
    nrls = peer(1, figures([40] * 12, 5000.0, source="nrls"))
    assert common_period(own, [nrls]).left_out == (
        (nrls, "no month that is counted from a comparable source"),
    )
    local = peer(2, figures([40] * 12, 5000.0, source="local"))
    assert common_period(own, [local]).peers == (local,)


SIX = {"Organisation A": (60, 10_000), "Organisation B": (95, 12_000), "Organisation C": (40, 8_000),
       "Organisation D": (75, 10_000), "Organisation E": (170, 15_000), "Ours": (30, 5_000)}  # fmt: skip
"""Incidents and bed days of six months: in all 470 of 60,000, 7.8333 per 1,000."""


def six_rates(counts: dict[str, tuple[int, int]] = SIX):
    def monthly(name: str) -> tuple[PeerFigure, ...]:
        incidents, beds = counts[name]
        return figures([incidents - 25 * (incidents // 30)] + [5 * (incidents // 30)] * 5, beds / 6)

    peers = [peer(n, monthly(name)) for n, name in enumerate(counts) if name != "Ours"]
    period = common_period(monthly("Ours"), peers)
    assert len(period.months) == 6 and len(period.peers) == len(counts) - 1
    return rates_of("Ours", monthly("Ours"), period, dict(enumerate(counts)))


def test_the_funnel_by_hand() -> None:
    rates = six_rates()
    assert [place.name for place in rates.with_rate] == sorted(SIX)
    assert rates.overall == pytest.approx(7.833333333)
    expected = {name: 470 / 60_000 * beds for name, (_, beds) in SIX.items()}
    assert expected["Organisation E"] == pytest.approx(117.5) and expected["Ours"] == pytest.approx(
        39.1667, abs=1e-4
    )
    for place in rates.with_rate:
        incidents, beds = SIX[place.name]
        assert (place.incidents, place.bed_days) == (incidents, pytest.approx(beds))
        assert place.rate == pytest.approx(1000 * incidents / beds)
        assert place.expected == pytest.approx(expected[place.name])
    assert rates.funnel.adjusted and rates.funnel.overdispersion.phi == pytest.approx(phi_by_hand(), rel=1e-9)
    # tau squared = (6 phi - 5) / (sum of 4E - sum of 16E^2 / sum of 4E) = 0.00964; a ratio's limits are 1 +- z sqrt(1/4E + tau squared):
    # A 0.77 below 0.78, C 0.638 below 0.639 (the outer one), E 1.45 above 1.34 (the outer one), ours 0.77 above 0.75
    assert {place.name: place.standing for place in rates.with_rate} == {
        "Organisation A": Standing.BELOW_95,
        "Organisation B": Standing.WITHIN,
        "Organisation C": Standing.BELOW_998,
        "Organisation D": Standing.WITHIN,
        "Organisation E": Standing.ABOVE_998,
        "Ours": Standing.WITHIN,
    }


def phi_by_hand() -> float:
    distances = []
    for incidents, beds in SIX.values():
        expected = 470 / 60_000 * beds
        distances.append(2 * (incidents**0.5 - expected**0.5))
    ordered = sorted(distances)
    # of six values the 10 % quantile lies half way from the first to the second, the 90 % one half way from the fifth to the sixth
    low, high = (ordered[0] + ordered[1]) / 2, (ordered[4] + ordered[5]) / 2
    return sum(min(max(distance, low), high) ** 2 for distance in distances) / 6


def test_without_overdispersion_the_limits_are_the_exact_poisson_ones() -> None:
    """Five that are alike and one that is not: by scipy's distribution the chance of so many is below 1 in 1,000."""
    alike = {f"Organisation {letter}": (480, 60_000) for letter in "ABCDEFGHIJKLMNOPQRST"} | {
        "Ours": (60, 5_000)
    }
    rates = six_rates(alike)
    (ours,) = [place for place in rates.with_rate if place.name == "Ours"]
    expected = (20 * 480 + 60) / (20 * 60_000 + 5_000) * 5_000
    assert ours.expected == pytest.approx(expected)
    assert not rates.funnel.adjusted
    chance = poisson.sf(59, expected)
    assert 0.001 < chance < 0.025 and ours.standing == Standing.ABOVE_95
    more = six_rates(alike | {"Ours": (75, 5_000)})
    expected = (20 * 480 + 75) / (20 * 60_000 + 5_000) * 5_000
    assert poisson.sf(74, expected) < 0.001
    assert [place.name for place in more.outside] == ["Ours"]


def test_letters() -> None:
    assert [letter_of(n) for n in (0, 1, 25, 26, 27, 51, 52, 701, 702)] == ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]  # fmt: skip


def test_rounding_moves_a_rate_by_two_incidents_a_month_at_most() -> None:
    assert rounding_of_rate(12, 240_000) == pytest.approx(0.1)


def test_own_figures_stand_on_the_same_footing_as_theirs() -> None:
    of = months(APRIL, 13)
    counts = {(month, "All"): 203 for month in of} | {(month, "moderate_and_above"): 1 for month in of[:11]}
    found = own_figures(of, dict.fromkeys(of, "datix"), counts, dict.fromkeys(of, 6000.0))
    by = {(each.period, each.harm_level): (each.incidents, each.state) for each in found}
    assert by["2025-M04", "All"] == (205, State.SHOWN)
    assert by["2025-M04", "moderate_and_above"] == (None, State.TOO_FEW)
    assert by["2026-M03", "moderate_and_above"] == (0, State.ZERO)
    assert by["FY2025-26", "All"] == (2435, State.SHOWN)  # 12 x 203 = 2,436
    assert by["FY2025-26", "moderate_and_above"] == (10, State.SHOWN)  # 11
    assert not any(each.period == "FY2026-27" for each in found) and newest_year(found) == "FY2025-26"
    assert {each.source for each in found} == {"local"}
    share = harmful_share(found, "FY2025-26")
    assert (share.harmful, share.incidents, share.share) == (10, 2435, 10 / 2435)


def test_a_share_of_what_is_not_shown_is_not_shown() -> None:
    year = [PeerFigure("FY2025-26", "lfpse", "All", 500, State.SHOWN, 9.0), PeerFigure("FY2025-26", "lfpse", "moderate_and_above", None, State.TOO_FEW, 9.0)]  # fmt: skip
    assert harmful_share(year, "FY2025-26").share is None
    assert harmful_share(year, "FY2025-26").state is State.TOO_FEW
    assert harmful_share(year, "FY2024-25").state is State.NOT_COVERED
    none = [year[0], PeerFigure("FY2025-26", "lfpse", "moderate_and_above", 0, State.ZERO, 9.0)]
    assert harmful_share(none, "FY2025-26").share == 0.0
