"""How soon incidents are reported: the sentence, the picture's twin in figures, and what is said where there is no curve."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from dashboard.charts.frame import Picture
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.rows import CoveredMonth, DelayCount, EditionFacts
from dashboard.findings.asking import EVERYTHING, Asking, EditionSeen, default_filter
from dashboard.findings.reporting_lag import complete_when, lag_picture, lag_sentence, why_no_curve
from dashboard.measures.months import MonthState
from dashboard.stats import NoCurve

MAY, JUNE = date(2025, 5, 1), date(2025, 6, 1)
FACTS = EditionFacts(
    1, datetime(2025, 7, 2), "0", False, "Trust", 30, date(2025, 7, 1), MAY, JUNE, 0, 0, 0, "datix", False,
    complete_from_percent=95,
)  # fmt: skip
OLD = date(2025, 1, 1)


def rows(seen_for: int = 150, times: int = 100) -> list[DelayCount]:
    """Of ten incidents six are reported on the day, three after 10 days and one after 60."""
    until = OLD + timedelta(days=seen_for)
    return [DelayCount(OLD, late, until, share * times // 10) for late, share in ((0, 6), (10, 3), (60, 1)) if late <= seen_for]  # fmt: skip


def asking(facts: EditionFacts = FACTS, query: str = "", **answers: list[Any]) -> Asking:
    known: dict[str, list[Any]] = {
        "edition_facts": [facts],
        "covered_months": [CoveredMonth(month, "datix", 1, True) for month in (MAY, JUNE)],
        "reporting_delays": rows(times=1000),
        **answers,
    }

    def answer(name: str, asked: IncidentFilter) -> list[Any]:
        assert name != "reporting_delays" or asked == EVERYTHING, "the curve is the whole trust's"
        return known[name]

    return Asking(answer, EditionSeen(1, None, None), IncidentFilter.from_query(query))


def test_the_curve_in_a_sentence() -> None:
    """90 % from day 10 on and all from day 60: of 31 days, 15 must be 60 days old and the others 10; seen 45 days, run on the
    46th: 16 x 0.9 + 15 = 94.8 %, so one day more.
    """
    page = asking()
    assert page.curve is not None
    assert page.curve.completeness(31, 44) * 31 < 0.95 * 31 <= page.curve.completeness(31, 45) * 31
    assert lag_sentence(page, page.curve) == (
        "Of the whole trust's incidents that are reported in the end, 60 % are reported within 7 days and 90 % within 30; a month counts as "
        "complete 46 days after its end, when 95 % are expected."
    )


def test_the_picture_and_its_table_say_the_same() -> None:
    picture = lag_picture(asking(query="location=Ward 7&from=2025-06&until=2025-06&basis=reported"))
    assert isinstance(picture, Picture)
    assert [row[0] for row in picture.table.rows] == [0, 7, 14, 30, 60, 90, 150]
    assert [row[1] for row in picture.table.rows] == pytest.approx([60, 60, 90, 90, 100, 100, 100])
    line, marked = picture.figure.to_plotly_json()["data"]
    assert len(line["x"]) == len(line["y"]) == 101 and line["line"]["shape"] == "hv"
    assert list(marked["x"]) == [7, 14, 30, 60, 90]
    assert list(marked["text"])[:2] == ["60 %", "90 %"]
    assert picture.caption == (
        "A rising line over the first 100 days after the incident, learnt from 1,000 incidents of the whole trust: 60 % on the same day, 60 % within 7, "
        "90 % within 14, 90 % within 30, 100 % within 60 and 100 % within 90."
    )
    # it stands on the whole trust by date of incident, whatever the page asks
    assert picture.standing.line() == "1 January 2025 to 1 January 2025, by date of incident."


def test_a_filter_never_changes_what_a_month_is() -> None:
    states = [asking(query=query).months.states[JUNE] for query in ("", "harm=Severe", "location=Ward 7")]
    assert states == [MonthState.FILLING_UP] * 3
    assert asking().months.expected(JUNE, 90) is not None


def test_the_usual_period_ends_with_the_newest_complete_month() -> None:
    """Of May, seen for 30 days after its end, 1 of 31 days is 60 days old: 90 %; with 90 asked for it counts."""
    calendar = asking().calendar
    assert default_filter(FACTS, calendar, asking().curve) == EVERYTHING
    enough = replace(FACTS, complete_from_percent=90)
    assert default_filter(enough, calendar, asking().curve).until == date(2025, 5, 31)
    assert default_filter(FACTS, calendar, None).until == date(2025, 5, 31)  # 30 days after its end


def test_when_a_month_counts_is_said_with_and_without_a_curve() -> None:
    assert complete_when(asking()) == (
        "By date of incident, a month is still filling up until 95 % of its incidents are expected to have been reported, by "
        "this trust's own curve of late reporting (see Coverage and quality): for 46 days after its end. Until then it is hollow and "
        "out of the limits."
    )
    older = asking(replace(FACTS, complete_from_percent=None))
    assert complete_when(older) == (
        "By date of incident, a month fills up for 30 days after its end; until then it is hollow and out of the limits."
    )


def test_where_there_is_no_curve_the_page_says_why() -> None:
    few = asking(reporting_delays=rows(times=100))
    short = asking(reporting_delays=rows(seen_for=59, times=1000))
    older = asking(replace(FACTS, complete_from_percent=None))
    assert (few.learnt_curve, short.learnt_curve, older.learnt_curve) == (
        NoCurve.TOO_FEW,
        NoCurve.TOO_SHORT,
        None,
    )
    assert (
        lag_picture(few)
        == why_no_curve(few)
        == (
            "How soon incidents are reported cannot be learnt yet: it takes 200 incidents of the last 24 months with the day of the "
            "incident and of the report. Until then a month fills up for 30 days after its end."
        )
    )
    assert (
        "200 incidents of the last 24 months that could have been seen for 60 days or more."
        in why_no_curve(short)
    )
    assert why_no_curve(older).startswith(
        "How soon incidents are reported: this edition was published by an earlier version"
    )
    assert few.months.states == {MAY: MonthState.COUNTED, JUNE: MonthState.FILLING_UP}
