"""What the quality pictures draw, say and tabulate, by hand; every state can be told without colour."""

from datetime import date, datetime

from dashboard.charts.calendar import calendar
from dashboard.charts.frame import Standing
from dashboard.charts.ledger import RestatedMonth, restated_months
from dashboard.charts.quality import completeness_by_month, harm_drift, reporting_delay
from dashboard.domain.rows import CalendarMonth, EditionFacts, HarmFirstAndNow, MonthCompleteness, MonthDelay
from dashboard.measures.coverage import coverage_calendar
from dashboard.measures.months import Months, MonthState
from dashboard.measures.quality import FIELDS, completeness, delays
from dashboard.measures.quality import harm_drift as drift_of

JAN, FEB, MAR, APR, MAY = (date(2025, number, 1) for number in (1, 2, 3, 4, 5))
STANDING = Standing("Trust", "January to April 2025", "by date of incident", "Edition 1.")
MONTHS = Months(
    {JAN: MonthState.COUNTED, FEB: MonthState.MISSING, MAR: MonthState.COUNTED, APR: MonthState.FILLING_UP}
)
HARM_ROW = FIELDS.index("Harm level")


def drawn(figure) -> dict:
    return figure.to_plotly_json()


def test_completeness_draws_nothing_recorded_as_0_and_no_figure_as_a_dash() -> None:
    found = completeness(
        [
            MonthCompleteness(JAN, "Harm level", 3, 0), MonthCompleteness(FEB, "Harm level", 3, 3),
            MonthCompleteness(APR, "Harm level", 300, 299),
        ],
        MONTHS,
    )  # fmt: skip
    picture = completeness_by_month(found, STANDING, sentence="Said.", caption="Drawn.")
    heat, dashes, hollow, figures = drawn(picture.figure)["data"]
    assert heat["z"][HARM_ROW] == [0, None, None, 100 * 299 / 300]
    in_row = [
        (day, text)
        for day, y, text in zip(figures["x"], figures["y"], figures["text"], strict=True)
        if y == HARM_ROW
    ]
    assert in_row == [("2025-01-01", "0"), ("2025-04-01", "99")]  # not 100: one is missing
    at = set(zip(dashes["x"], dashes["y"], strict=True))
    assert ("2025-02-01", HARM_ROW) in at and ("2025-03-01", HARM_ROW) in at
    assert ("2025-01-01", HARM_ROW) not in at
    assert list(hollow["x"]) == ["2025-04-01"] and hollow["marker"]["symbol"] == "circle-open"
    rows = [row[1:] for row in picture.table.rows if row[0] == "Harm level"]
    assert rows == [
        ("January 2025", "counted", 3, 0, 0.0),
        ("February 2025", "no extract covers it", None, None, None),
        ("March 2025", "counted", 0, 0, None),
        ("April 2025", "still filling up", 300, 299, 100 * 299 / 300),
    ]
    assert len(picture.table.rows) == len(FIELDS) * 4
    assert "Said. Drawn." in picture.alt


def test_delay_breaks_at_a_missing_month_and_is_hollow_while_filling_up() -> None:
    found = delays([MonthDelay(JAN, 10, 2, 20, 7, 9, 3), MonthDelay(APR, 4, 0, 1, 4, 4, 0)], MONTHS)
    picture = reporting_delay(found, STANDING, sentence="", caption="", happened=[])
    median, p90, within_7, within_30 = drawn(picture.figure)["data"]
    assert list(median["y"]) == [2, None, None, 0] and list(p90["y"]) == [20, None, None, 1]
    assert list(within_7["y"]) == [70, None, None, 100] and list(within_30["y"]) == [90, None, None, 100]
    assert median["connectgaps"] is False
    filled = list(median["marker"]["color"])
    assert filled[3] == "#FFFFFF" != filled[0]
    assert len({trace["marker"]["symbol"] for trace in (median, p90, within_7, within_30)}) == 4
    assert picture.table.rows[0] == ("January 2025", "counted", 10, 2, 20, 7, 70.0, 9, 90.0, 3)
    assert picture.table.rows[1][2:] == (None,) * 8


def test_drift_says_the_direction_by_an_arrow() -> None:
    drift = drift_of(
        [
            HarmFirstAndNow("Low", "No harm", 21),
            HarmFirstAndNow("Low", "Fatal", 1),
            HarmFirstAndNow("Low", "Low", 1100),
        ]
    )
    picture = harm_drift(drift, STANDING, sentence="", caption="")
    (heat,) = drawn(picture.figure)["data"]
    assert list(heat["text"][1]) == ["21 ▼", "1,100", "", "", "1 ▲"]
    assert picture.table.rows == (
        ("Low", "No harm", 21, "lower now"),
        ("Low", "Low", 1100, "same"),
        (
            "Low",
            "Recorded as fatal (the incident may have contributed; not a finding of cause)",
            1,
            "higher now",
        ),
    )
    assert not [label for label in heat["x"] if "Fatal" in label]  # never without its words


def calendar_picture():
    def row(source: str, month: date, state: str, incidents: int, counts: bool, days: int) -> CalendarMonth:
        whole = 28 if month == FEB else 30 if month == APR else 31
        return CalendarMonth(source, "A", month, days, whole, state, False, "", counts, incidents)

    facts = EditionFacts(
        1, datetime(2025, 6, 1), "0", False, "Trust", 30, date(2025, 6, 1), JAN, MAY, 0, 0, 0, "datix", False
    )
    found = coverage_calendar(
        [
            row("datix", JAN, "covered", 4, True, 31), row("datix", FEB, "covered", 0, True, 28),
            row("datix", MAR, "partly covered", 1, True, 9), row("datix", APR, "missing", 0, False, 0),
            row("datix", MAY, "covered", 2, True, 31), row("lfpse", JAN, "covered", 0, False, 31),
        ],
        facts,
    )  # fmt: skip
    return calendar(found, STANDING, sentence="", caption="")


def test_calendar_tells_its_states_without_colour() -> None:
    *states, signs = drawn(calendar_picture().figure)["data"]
    looks = {}
    for trace in states:
        marker = trace["marker"]
        filled = marker["color"] not in ("#FFFFFF", "#F3F5F6")
        sign = {"Covered, no incident (0)": "0", "Missing (–)": "–"}.get(trace["name"], "")
        looks[trace["name"]] = (filled, marker["pattern"]["shape"], sign)
    assert len(looks) == 5 and len(set(looks.values())) == 5
    assert dict(zip(signs["x"], signs["text"], strict=True)) == {"2025-02-15": "0", "2025-04-15": "–"}


def test_a_source_that_does_not_count_is_thin() -> None:
    covered = drawn(calendar_picture().figure)["data"][0]
    assert list(covered["base"]) == ["2025-01-01", "2025-01-01"]
    tall, thin = covered["width"]
    assert tall > 2 * thin
    assert list(covered["x"]) == [31 * 86_400_000] * 2


def test_calendar_table_tells_zero_from_gap_and_names_what_counts() -> None:
    table = calendar_picture().table
    by_month = {row[2]: row[3:8] for row in table.rows if row[1] == "Datix"}
    assert by_month == {
        "January 2025": ("covered", 31, 31, "yes", 4),
        "February 2025": ("covered, no incident", 28, 28, "yes", 0),
        "March 2025": ("partly covered", 9, 31, "yes", 1),
        "April 2025": ("missing", 0, 30, "no", None),
        "May 2025": ("still filling up", 31, 31, "yes", 2),
    }


def test_ledger_draws_gains_up_and_losses_down() -> None:
    september = RestatedMonth("Import 2", date(2025, 9, 1), 41, 47, 7, 1, "Said.")
    undated = RestatedMonth("Import 2", None, 3, 4, 1, 0, "Said too.")
    picture = restated_months([september, undated], [september, undated], STANDING, sentence="", caption="")
    more, fewer, difference = drawn(picture.figure)["data"]
    assert (list(more["y"]), list(fewer["y"]), list(difference["y"])) == ([7], [-1], [6])
    assert more["marker"]["pattern"]["shape"] != fewer["marker"]["pattern"]["shape"]
    assert picture.table.rows[1][:6] == ("Import 2", "without a full date", 3, 4, 1, 0)
