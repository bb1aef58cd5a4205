"""Weekday and hour: what is drawn, what is left out and what is said, counted by hand."""

from typing import Any

from dashboard.charts.frame import Picture
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.rows.stages import WeekdayHourCount as Row
from dashboard.findings.asking import Asking
from dashboard.findings.weekday_hours import NEEDED, weekday_hours_picture
from dashboard.measures.weekday_hours import HOURS, weekday_hours
from tests.findings.test_stage_sentences import asking

ROWS = [
    Row(1, 0, True, 30),
    Row(1, 0, False, 2),
    Row(1, 8, False, 5),
    Row(5, 8, False, 4),
    Row(5, 23, False, 9),
    Row(7, None, False, 6),
    Row(None, 8, False, 1),
    Row(None, 0, True, 2),
    Row(None, None, False, 1),
]


def asked(rows: list[Any], **more: Any) -> Asking:
    return asking(incidents=60, incidents_by_weekday_and_hour=rows, **more)


def picture(rows: list[Any]) -> Picture:
    found = weekday_hours_picture(asked(rows))
    assert isinstance(found, Picture)
    return found


def test_each_incident_is_drawn_once_or_left_out_once() -> None:
    found = weekday_hours(ROWS)
    assert (found.drawn, found.midnight, found.untimed, found.undated, found.total) == (20, 30, 6, 4, 60)
    assert [found.crossed.count(HOURS[0], "Monday"), found.crossed.count(HOURS[23], "Friday")] == [2, 9]
    assert found.fullest_hours == ((HOURS[8], HOURS[23]), 9)
    assert found.fullest_days == (("Friday",), 13)


def test_the_sentence_says_how_many_are_drawn_and_why_the_others_are_not() -> None:
    said = picture(ROWS).sentence
    assert said == (
        "20 incidents of 60 can be drawn: most in the hours 08:00 to 08:59 and 23:00 to 23:59 (9 each) and on Friday (13). Left "
        "out: 30 at exactly 00:00, which often means that no time was given; 6 without a time; 4 without a full date."
    )
    assert picture([Row(2, 14, False, 1)]).sentence.endswith("(1) and on Tuesday (1). None is left out.")


def test_the_table_has_every_hour_and_the_picture_every_weekday() -> None:
    found = picture(ROWS)
    assert found.table.columns == (
        "Hour", "Incidents", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    )  # fmt: skip
    rows = {row[0]: row[1:] for row in found.table.rows}
    assert list(rows) == list(HOURS)
    assert rows["00:01 to 00:59"] == (2, 2, 0, 0, 0, 0, 0, 0)
    assert rows["08:00 to 08:59"] == (9, 5, 0, 0, 0, 4, 0, 0)
    assert sum(row[0] for row in rows.values()) == 20
    assert list(found.figure.layout.xaxis.ticktext) == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def test_nothing_is_claimed_of_risk_and_no_rate_is_made() -> None:
    found = picture(ROWS)
    assert "is not known here" in found.caption and "not an hour with more risk" in found.caption
    assert "%" not in found.sentence


def test_the_weekday_is_the_incidents_own_when_the_period_goes_by_report() -> None:
    found = weekday_hours_picture(asked(ROWS).of(IncidentFilter.from_query("basis=reported")))
    assert isinstance(found, Picture) and found.caption.endswith(
        "weekday and hour are those of the incident."
    )


def test_without_times_one_sentence_says_what_is_needed() -> None:
    assert weekday_hours_picture(asked([Row(1, None, False, 60)])) == (
        f"These extracts give no time of incident together with a full date. {NEEDED}"
    )
    midnights = weekday_hours_picture(asked([Row(1, 0, True, 50), Row(None, 9, False, 10)]))
    assert midnights == (
        "Of 60 incidents 50 have 00:00 as the time of incident, which often means that no time was given, and none has another "
        f"with its full date. {NEEDED}"
    )
