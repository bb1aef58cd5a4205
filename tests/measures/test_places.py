"""Rates of wards and divisions, the funnel they stand in, and wards with nothing recorded: by hand."""

import pytest
from scipy.stats import poisson

from dashboard.domain.rows import DivisionRate, PlaceRate
from dashboard.measures.places import division_rates, ward_rates
from dashboard.measures.quiet_places import quiet_places
from dashboard.stats import Standing, rate_funnel, rate_limits_at


def place(
    name: str, incidents: int, bed_days: float | None, months: int, rate: float | None = None
) -> PlaceRate:
    lower, upper = (rate - 1, rate + 1) if rate is not None else (None, None)
    return PlaceRate("Northgate", "Medicine", name, incidents, bed_days, months, rate, lower, upper)


def test_a_ward_has_a_rate_only_with_bed_days_in_every_month() -> None:
    found = ward_rates(
        [
            place("Ward 2", 10, 1000.0, 12, 10.0),
            place("Ward 1", 4, 2000.0, 12, 2.0),
            place("New ward", 3, 300.0, 5, 10.0),
            place("Theatres", 7, None, 0),
            place("Closed ward", 1, 0.0, 12),
        ],
        months=12,
    )
    assert [(ward.name, ward.rate) for ward in found.with_rate] == [("Ward 1", 2.0), ("Ward 2", 10.0)]
    assert {ward.name: ward.why for ward in found.counts_only} == {
        "New ward": "bed days for 5 of 12 months",
        "Theatres": "no occupied bed days",
        "Closed ward": "bed days for 12 of 12 months",
    }
    assert found.overall == pytest.approx(1000 * 14 / 3000)  # 4.67
    assert [round(ward.expected, 2) for ward in found.with_rate] == [9.33, 4.67]


def test_no_ward_with_a_rate_has_no_overall_rate() -> None:
    found = ward_rates([place("Theatres", 7, None, 0)], months=12)
    assert (found.overall, found.outside, found.between_limits) == (None, (), ())


def test_one_ward_alone_is_compared_with_no_other() -> None:
    """As a filter for it leaves it: no funnel is drawn of one point."""
    one, two = place("Ward 1", 4, 2000.0, 12, 2.0), place("Ward 2", 10, 1000.0, 12, 10.0)
    assert ward_rates([one, two], months=12).can_be_compared
    assert not ward_rates([one, place("Theatres", 7, None, 0)], months=12).can_be_compared


def test_a_division_is_rated_over_its_places_with_beds() -> None:
    rows = [
        DivisionRate("Surgery", 30, 10, 4000.0, 12, 5.0, 3.1, 7.7),
        DivisionRate("Clinical Support", 9, 9, None, 0, None, None, None),
    ]
    found = division_rates(rows, months=12)
    assert [(each.name, each.incidents, each.rate) for each in found.with_rate] == [("Surgery", 20, 5.0)]
    assert [(each.name, each.incidents, each.why) for each in found.counts_only] == [
        ("Clinical Support", 9, "no occupied bed days")
    ]


def test_a_ward_stands_outside_where_chance_would_seldom_put_it() -> None:
    """Twenty wards of 1,000 bed days with 10 incidents each, one with 35: of 10.9 expected 35 or more have a chance below 1 in
    a million, and the others (10 or fewer: 47 %) lie within."""
    found = ward_rates(
        [place(f"Ward {n:02}", 10, 1000.0, 12, 10.0) for n in range(20)]
        + [place("Ward 20", 35, 1000.0, 12, 35.0)],
        12,
    )
    assert [ward.name for ward in found.outside] == ["Ward 20"]
    assert found.outside[0].standing is Standing.ABOVE_998
    assert found.overall == pytest.approx(1000 * 235 / 21000)


def test_wards_of_one_name_at_two_sites_are_two_points() -> None:
    rows = [
        PlaceRate(site, "Medicine", "Ward 1", 5, 500.0, 12, 10.0, 9.0, 11.0)
        for site in ("Hillview", "Riverside")
    ]
    assert [ward.name for ward in ward_rates(rows, 12).with_rate] == [
        "Ward 1 (Hillview)",
        "Ward 1 (Riverside)",
    ]


def test_the_curve_goes_through_the_limits_of_the_groups() -> None:
    """Chance alone: the limits of an exact test, beyond which a Poisson count falls in at most 2.5 % (0.1 %)."""
    events, activity = [12, 9, 30, 22, 18], [1100.0, 900.0, 2900.0, 2100.0, 2000.0]
    funnel = rate_funnel(events, activity)
    assert not funnel.adjusted
    for point in funnel.points:
        near, far = rate_limits_at(funnel, point.size)
        assert near == pytest.approx(point.limits_95) and far == pytest.approx(point.limits_998)
        for (low, high), tail in ((near, 0.025), (far, 0.001)):
            expected = point.expected
            assert poisson.sf(int(high / 1000 * point.size), expected) <= tail
            assert poisson.cdf(int(low / 1000 * point.size) - 1, expected) <= tail
    spread = rate_funnel([2, 40, 5, 60, 9, 55], [1000.0] * 6)
    assert spread.adjusted
    for point in spread.points:
        near, far = rate_limits_at(spread, point.size)
        assert near[1] == pytest.approx(point.adjusted_95[1]) and far[1] == pytest.approx(
            point.adjusted_998[1]
        )  # type: ignore[index]
        assert near[0] == max(0.0, point.adjusted_95[0])  # type: ignore[index]


def test_a_quiet_ward_is_one_whose_own_past_expects_three() -> None:
    """Ward 1: 40 of 4,000 bed days, so 10 of 1,000; Ward 2: 2 of 4,000, so half of one. Ward 3 recorded one. Ward 4 has no past,
    Ward 5 has closed."""
    before = [
        place("Ward 1", 40, 4000.0, 9),
        place("Ward 2", 2, 4000.0, 9),
        place("Ward 3", 40, 4000.0, 9),
        place("Ward 5", 40, 4000.0, 9),
    ]
    lately = [
        place("Ward 1", 0, 1000.0, 3),
        place("Ward 2", 0, 1000.0, 3),
        place("Ward 3", 1, 1000.0, 3),
        place("Ward 4", 0, 900.0, 3),
    ]
    (found,) = quiet_places(before, lately)
    assert (found.name, found.bed_days, found.expected) == ("Ward 1", 1000.0, pytest.approx(10.0))
    at_three = quiet_places([place("Ward 1", 12, 4000.0, 9)], [place("Ward 1", 0, 1000.0, 3)])
    assert [each.expected for each in at_three] == [pytest.approx(3.0)]
