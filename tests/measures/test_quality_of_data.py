"""Completeness, delay and drift of harm by hand count."""

from datetime import date

import pytest

from dashboard.domain.rows import HarmFirstAndNow, MonthCompleteness, MonthDelay, WardCompleteness, WardDelay
from dashboard.measures.months import Months, MonthState
from dashboard.measures.quality import (
    FIELDS,
    NOTHING,
    Recorded,
    by_ward,
    completeness,
    delays,
    harm_drift,
    moved,
)

JAN, FEB, MAR, APR = (date(2025, number, 1) for number in (1, 2, 3, 4))
MONTHS = Months(
    {JAN: MonthState.COUNTED, FEB: MonthState.MISSING, MAR: MonthState.COUNTED, APR: MonthState.FILLING_UP}
)


def test_a_field_that_nothing_has_is_zero_and_a_month_without_a_figure_is_none() -> None:
    assert Recorded(8, 0).percent == 0
    assert (
        Recorded(8, 6).percent == 75 and Recorded(8, 6).percent_missing == 25 and Recorded(8, 6).missing == 2
    )
    assert NOTHING.percent is None and NOTHING.percent_missing is None


def test_completeness_keeps_missing_covered_and_filling_up_months_apart() -> None:
    found = completeness(
        [
            MonthCompleteness(JAN, "Harm level", 10, 9), MonthCompleteness(JAN, "Medicine", 10, 4),
            MonthCompleteness(FEB, "Harm level", 5, 5),  # no extract covers it, so it has no figure
            MonthCompleteness(APR, "Harm level", 90, 0),
        ],
        MONTHS,
    )  # fmt: skip
    assert found.of("Harm level", JAN) == Recorded(10, 9)
    assert found.of("Harm level", FEB) is None
    assert found.of("Harm level", MAR) == NOTHING
    assert found.of("Harm level", APR) == Recorded(90, 0)
    assert found.over_counted("Harm level") == Recorded(10, 9)  # April is still filling up
    assert found.least_recorded == [("Medicine", Recorded(10, 4)), ("Harm level", Recorded(10, 9))]
    assert found.missing("Harm level") == {JAN: 1, FEB: 0, APR: 90}
    assert found.percent_missing("Medicine") == {JAN: 60}


def test_a_field_is_nowhere_only_in_months_that_hold_incidents() -> None:
    found = completeness(
        [MonthCompleteness(JAN, "Approval status", 10, 0), MonthCompleteness(APR, "Approval status", 4, 0)],
        MONTHS,
    )
    assert found.nowhere("Approval status") == 1  # January; March is empty, April is filling up


def test_wards_stand_by_site_and_name_with_ward_2_before_ward_10() -> None:
    rows = [
        WardCompleteness(site, "Medicine", ward, field, incidents, recorded)
        for site, ward, field, incidents, recorded in (
            ("Southgate", "Ward 1", "Harm level", 3, 0), ("Northgate", "Ward 10", "Harm level", 10, 10),
            ("Northgate", "Ward 2", "Harm level", 9, 1), ("Northgate", "Ward 2", "Medicine recognised", 4, 4),
            ("Northgate", "Day unit", "Harm level", 500, 1),
        )
    ]  # fmt: skip
    delay = WardDelay("Northgate", "Medicine", "Ward 2", 8, 1, 12, 6, 8, 1)
    found = by_ward(rows, [delay])
    assert [(each.site, each.location, each.incidents, each.few) for each in found] == [
        ("Northgate", "Day unit", 500, False), ("Northgate", "Ward 2", 9, True), ("Northgate", "Ward 10", 10, False),
        ("Southgate", "Ward 1", 3, True),
    ]  # fmt: skip
    assert found[1].delay == delay and found[0].delay is None
    assert found[1].fields == {"Harm level": Recorded(9, 1), "Medicine recognised": Recorded(4, 4)}


def test_delays_add_up_over_complete_months_only() -> None:
    found = delays(
        [MonthDelay(JAN, 8, 2, 40, 6, 7, 2), MonthDelay(FEB, 5, 1, 1, 5, 5, 0), MonthDelay(APR, 100, 0, 1, 100, 100, 0)],
        MONTHS,
    )  # fmt: skip
    january, february, march, april = found.months
    assert (january.within_7, january.within_30) == (75, 87.5)
    assert february.found is None and february.within_7 is None
    assert march.found == MonthDelay(MAR, 0, None, None, 0, 0, 0) and march.within_7 is None
    assert april.within_7 == 100
    assert (found.known, found.within_7, found.within_30, found.not_known) == (8, 6, 7, 2)
    assert [each.month for each in found.counted] == [JAN]


@pytest.mark.parametrize(
    ("first", "now", "direction"),
    [
        ("Low", "No harm", -1), ("Fatal", "Severe", -1), ("No harm", "Moderate", 1), ("Low", "Low", 0),
        ("Not recorded", "Severe", 0), ("Severe", "Not recorded", 0), ("Not applicable", "Not recorded", 0),
    ],
)  # fmt: skip
def test_a_grade_moves_between_grades_only(first: str, now: str, direction: int) -> None:
    assert moved(first, now) == direction


def test_drift_by_hand() -> None:
    """20 graded at first: 12 the same, 4 lower, 1 higher, 3 without a grade now; 7 not graded at first, 2 of them now."""
    drift = harm_drift(
        [
            HarmFirstAndNow("No harm", "No harm", 10), HarmFirstAndNow("No harm", "Severe", 1),
            HarmFirstAndNow("Moderate", "Moderate", 2), HarmFirstAndNow("Moderate", "Low", 3),
            HarmFirstAndNow("Moderate", "No harm", 1), HarmFirstAndNow("Low", "Not recorded", 2),
            HarmFirstAndNow("Low", "Not applicable", 1), HarmFirstAndNow("Not recorded", "Low", 2),
            HarmFirstAndNow("Not recorded", "Not recorded", 5),
        ]
    )  # fmt: skip
    assert (drift.incidents, drift.graded_at_first, drift.not_graded_at_first) == (27, 20, 7)
    assert (drift.lower, drift.higher, drift.no_longer_graded, drift.graded_since) == (4, 1, 3, 2)
    assert drift.count("Moderate", "Low") == 3 and drift.count("Fatal", "Low") == 0


def test_every_field_is_listed_once() -> None:
    assert len(set(FIELDS)) == len(FIELDS) == 11
