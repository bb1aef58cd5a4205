"""Rare harm on the page: by month, as days between, or as a list, each with its sentence, counted by hand."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from dashboard.charts.frame import Picture
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import month_of, months_later
from dashboard.domain.rows import CoveredMonth, EditionFacts, HarmDay, LeftOutOfMonths, MonthHarmCount
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.findings.rare_harm import EACH, MODERATE, SEVERE, each_of, rare_harm_picture
from dashboard.measures.harm import HarmMix, harm_by_month

JANUARY, MONTHS = date(2025, 1, 1), 12
FACTS = EditionFacts(
    1, datetime(2026, 4, 2), "0", False, "Trust", 30, date(2026, 4, 1), JANUARY, date(2025, 12, 1), 0, 0, 0, "datix", False
)  # fmt: skip


def incident(day: date, harm: str = "Moderate") -> HarmDay:
    return HarmDay(day, harm, 1)


def found(rows: Sequence[HarmDay], which: Any = MODERATE, missing: Sequence[date] = ()) -> Picture | str:
    counts: dict[tuple[date, str], int] = {}
    for row in rows:
        assert row.dated_on is not None
        key = (month_of(row.dated_on), row.harm_level)
        counts[key] = counts.get(key, 0) + row.incidents
    known: dict[str, list[Any]] = {
        "edition_facts": [FACTS],
        "covered_months": [
            CoveredMonth(month, "datix", 1, True)
            for month in (months_later(JANUARY, n) for n in range(MONTHS))
            if month not in missing
        ],
        "incidents_left_out_of_months": [LeftOutOfMonths(len(rows), 0, 0)],
    }
    asking = Asking(lambda name, _: known.get(name, []), EditionSeen(1, None, None), IncidentFilter())
    by_month = harm_by_month([MonthHarmCount(*key, count) for key, count in counts.items()], asking.months)
    return rare_harm_picture(asking, which, rows, by_month)


def test_four_a_month_are_drawn_by_month() -> None:
    rows = [
        incident(months_later(JANUARY, n) + timedelta(day)) for n in range(MONTHS) for day in range(3 + n % 3)
    ]
    picture = found(rows)
    assert isinstance(picture, Picture)
    assert (picture.key, picture.title) == (
        "moderate-and-above-by-month",
        "Monthly incidents of moderate harm and above",
    )
    # 3, 4, 5 in turn: mean 4, ranges 1, 1, 2, ... (15 in 11), so 4 - 3.63 and 4 + 3.63
    assert picture.sentence == "December 2025 had 5, within the usual range (1 to 7 a month)."
    assert picture.why.startswith("XmR chart of the monthly count: 12 complete months with on average 4.0")
    assert picture.caption == (
        "48 in 12 complete months. Fewer is better; but it depends on how incidents are graded and re-graded."
    )


def days_in_turn(one: int, other: int, incidents: int) -> list[date]:
    days = [JANUARY]
    for n in range(incidents - 1):
        days.append(days[-1] + timedelta(other if n % 2 else one))
    return days


def test_fewer_are_drawn_as_days_between_and_higher_is_better() -> None:
    """15 and 22 days apart in turn: 20 incidents, the last on 15 December, 16 days before the year ends.

    Ten intervals of 15 days and nine of 22. The 3.6th roots of 15.5 and 22.5 are 2.1412 and 2.3746; their mean is
    (10 x 2.1412 + 9 x 2.3746) / 19 = 2.2518, which to the power of 3.6 is 18.6; half a day less is 18.1.
    """
    picture = found([incident(day) for day in days_in_turn(15, 22, 20)])
    assert isinstance(picture, Picture)
    assert picture.title == "Days between incidents of moderate harm and above (higher is better)"
    assert picture.sentence == (
        "The last two that were moderate or above were 15 days apart, where about 18 days is usual. 16 days had passed without "
        "another by 31 December 2025. No interval, and no run of them, is longer or shorter than chance explains."
    )
    day, days, average, _, stands_out = picture.table.rows[0]
    assert (day, days, round(average, 1), stands_out) == ("16 January 2025", 15, 18.1, "")
    assert picture.caption.startswith(
        "19 intervals between incidents in complete months. Longer between is better; but it depends on how incidents are graded"
    )
    assert picture.marks_explained == ("Hollow: the time since the last one, which is not judged.",)
    assert picture.table.rows[-1] == ("none until 31 December 2025", 16, None, None, "not judged: so far")


def test_two_that_a_month_without_figures_stands_between_are_not_the_last_two_apart() -> None:
    """The last two are of 24 October (8 x 37 days after 1 January) and 5 December; of November nothing is known, so no interval between them is either."""
    days = [day for day in days_in_turn(15, 22, 20) if day < date(2025, 11, 1)]
    picture = found([incident(day) for day in (*days, date(2025, 12, 5))], missing=[date(2025, 11, 1)])
    assert isinstance(picture, Picture)
    assert picture.sentence.startswith(
        "The newest known interval between two that were moderate or above was 22 days, to 24 October 2025, where about 18 days is "
        "usual. 26 days had passed without another by 31 December 2025."
    )


def test_a_long_time_without_one_is_said() -> None:
    picture = found([*(incident(day) for day in days_in_turn(2, 14, 21)), incident(date(2025, 12, 6))])
    assert isinstance(picture, Picture)
    assert picture.stands_out == ("6 December 2025: 179 days after the one before, longer than usual.",)


def test_intervals_that_became_shorter_are_said() -> None:
    """Eight intervals of 28 and 32 days, then twelve of 3 and 5: a run of 12, where Anhøj's limit for 20 is 7."""
    days = days_in_turn(28, 32, 9)
    for n in range(12):
        days.append(days[-1] + timedelta(5 if n % 2 else 3))
    picture = found([incident(day) for day in days])
    assert isinstance(picture, Picture)
    assert picture.stands_out[0].endswith("lately most are shorter.")


def test_only_the_levels_asked_for_are_looked_at() -> None:
    rows = [incident(JANUARY + timedelta(20 * n)) for n in range(18)] + [incident(date(2025, 6, 3), "Severe")]
    words = found(rows, SEVERE)
    assert words == (
        "Incidents that were severe or recorded as fatal: a list and no chart: 1 incident in 12 complete months, too few to "
        "judge. From 11 incidents on, the days between them would be drawn; from 4 incidents a month on average, an XmR chart "
        "would be drawn."
    )


def test_the_caption_counts_every_complete_month_where_no_two_differ_and_there_are_no_limits() -> None:
    rows = [incident(months_later(JANUARY, n) + timedelta(day)) for n in range(MONTHS) for day in range(4)]
    picture = found(rows)
    assert isinstance(picture, Picture)
    assert picture.sentence.startswith("No two months differ")
    assert picture.caption.startswith("48 in 12 complete months")


def test_severe_alone_is_drawn_once() -> None:
    """Where no moderate one is left, both pictures would hold the same incidents."""
    assert each_of(HarmMix({"Severe": 1, "Fatal": 1})) == (SEVERE,)
    assert each_of(HarmMix({"Severe": 1, "Moderate": 1})) == EACH
    assert each_of(HarmMix({})) == EACH


def test_what_a_filter_of_harm_leaves_out_is_not_drawn_as_none() -> None:
    assert each_of(HarmMix({"Low": 3}, ("Low",))) == ()
    assert each_of(HarmMix({}, ("Severe",))) == (SEVERE,)
    assert each_of(HarmMix({"Moderate": 3}, ("Moderate",))) == (MODERATE,)
    assert each_of(HarmMix({"Moderate": 3}, ("Moderate", "Severe"))) == EACH


def test_several_on_one_day_are_as_many_incidents() -> None:
    """Two on each of 12 days, 12 days apart: no two intervals differ but that every other is 0 days."""
    days = days_in_turn(12, 14, 12)
    together, apart = (
        found([HarmDay(day, "Moderate", 2) for day in days]),
        found([incident(day) for day in days for _ in range(2)]),
    )
    assert isinstance(together, Picture) and isinstance(apart, Picture)
    assert (together.sentence, together.table) == (apart.sentence, apart.table)


def test_a_limit_far_above_every_point_is_left_out_and_said() -> None:
    """1 and 30 days apart in turn, 12 and 11 times. The 3.6th roots of 1.5 and 30.5 are 1.119 and 2.584: mean 1.820, every moving
    range 1.465, so the limit is (1.820 + 2.66 x 1.465) to the power of 3.6, less half a day: 531 days.
    """
    picture = found([incident(day) for day in days_in_turn(1, 30, 24)])
    assert isinstance(picture, Picture)
    assert picture.figure.layout.yaxis.range == (0, 40.5)
    assert picture.marks_explained[0] == (
        "The upper limit (531 days) lies above what is drawn, so that the points can be told apart."
    )
