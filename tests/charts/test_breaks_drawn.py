"""A break that is drawn says itself in the foot, once, whoever draws it; and its words are never markup."""

from datetime import date

import plotly.graph_objects as go
import pytest
from plotly.subplots import make_subplots

from dashboard.charts.frame import Picture, Standing, Table, draw_breaks, draw_happened, on_one_scale
from dashboard.charts.harm import by_month
from dashboard.charts.process import series_picture, small_multiples
from dashboard.charts.quality import reporting_delay
from dashboard.measures.harm import harm_by_month
from dashboard.measures.months import Happened, Months, MonthState
from dashboard.measures.quality import delays
from dashboard.measures.series import judge

STANDING = Standing("Trust", "2025", "by date of incident", "Edition 1.")
FORM = Happened(
    date(2025, 6, 1), date(2025, 6, 14), "New <b>form</b> & words", True, "The form asks more.", "minute 4.2", "A. Officer",
    date(2026, 5, 3),
)  # fmt: skip
CAMPAIGN = Happened(date(2025, 9, 1), date(2025, 9, 2), "Campaign", False)
MONTHS = Months({date(2025, month, 1): MonthState.COUNTED for month in range(1, 13)})
SERIES = judge(
    "Incidents", "Incidents", MONTHS, {month: 20 + month.month % 3 for month in MONTHS}, happened=[FORM]
)
WHY = (
    "New <b>form</b> & words. The form asks more (evidence: minute 4.2; recorded by A. Officer, 3 May 2026)."
)
LIMITS = (f"New limits from 14 June 2025: {WHY}",)
NO_LIMITS = (f"Not comparable with what was before 14 June 2025: {WHY}",)


def lines_of(figure: go.Figure) -> list[dict]:
    return [shape for shape in figure.to_plotly_json()["layout"].get("shapes", ()) if shape["type"] == "line"]


def pictures() -> list[tuple[Picture, tuple[str, ...], int]]:
    """Each kind of picture that breaks touch, with the foot that is expected and how many lines."""
    words = {"sentence": "", "caption": "", "happened": [FORM, CAMPAIGN]}
    few = judge("Few", "Incidents", MONTHS, dict.fromkeys(MONTHS, 1), happened=[FORM])
    return [
        (series_picture("one", "One", SERIES, STANDING, how=(), **words), LIMITS, 2),
        (series_picture("few", "Few", few, STANDING, how=(), **words), NO_LIMITS, 2),
        (small_multiples("many", "Many", [SERIES] * 4, STANDING, how=(), **words), LIMITS, 4),
        (by_month(harm_by_month([], MONTHS), STANDING, **words), NO_LIMITS, 2),
        (reporting_delay(delays([], MONTHS), STANDING, **words), NO_LIMITS, 2),
    ]


def test_every_picture_with_a_break_says_it_once_in_its_foot_and_in_its_download() -> None:
    for picture, foot, lines in pictures():
        assert picture.breaks == foot, picture.key
        assert picture.for_download()["breaks"] == list(foot)
        assert len(lines_of(picture.figure)) == lines, picture.key


def test_a_picture_without_a_break_has_no_such_foot() -> None:
    figure = go.Figure()
    draw_happened(figure, [CAMPAIGN])
    picture = Picture("x", "X", "", "", figure, Table((), ()), STANDING)
    assert (picture.breaks, picture.for_download()["breaks"]) == ((), [])
    assert len(lines_of(figure)) == 1


def test_the_words_at_a_line_are_never_markup() -> None:
    figure = go.Figure()
    draw_happened(figure, [FORM])
    (words,) = figure.to_plotly_json()["layout"]["annotations"]
    assert words["text"] == "New &lt;b&gt;form&lt;/b&gt; &amp; words"


def test_breaks_stand_in_every_panel_and_annotations_in_none() -> None:
    figure = make_subplots(rows=3, cols=1)
    draw_breaks(figure, [FORM, CAMPAIGN], 3, limits=False)
    assert [(line["xref"], line["yref"], line["x0"]) for line in lines_of(figure)] == [
        ("x", "y domain", "2025-06-14"), ("x2", "y2 domain", "2025-06-14"), ("x3", "y3 domain", "2025-06-14"),
    ]  # fmt: skip
    assert "annotations" not in figure.to_plotly_json()["layout"]


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (Happened(FORM.month, FORM.dated_on, "Form", True), "Form."),
        (Happened(FORM.month, FORM.dated_on, "Form", True, "It changed."), "Form. It changed."),
        (Happened(FORM.month, FORM.dated_on, "Form", True, "It changed", "memo 3."), "Form. It changed (evidence: memo 3)."),
        (
            Happened(FORM.month, FORM.dated_on, "Form", True, "", "", "single-user", date(2026, 5, 3)),
            "Form (recorded 3 May 2026).",
        ),
    ],
)  # fmt: skip
def test_what_is_not_known_is_left_out_and_the_account_of_one_computer_is_no_name(
    event: Happened, said: str
) -> None:
    assert event.because() == said


def test_two_figures_on_one_scale() -> None:
    low, high = go.Figure(go.Scatter(y=[1, None, 3])), go.Figure(go.Scatter(y=[2, 10]))
    on_one_scale(low, high)
    ranges = [list(figure.to_plotly_json()["layout"]["yaxis"]["range"]) for figure in (low, high)]
    assert ranges == [[0, pytest.approx(10.6)]] * 2
