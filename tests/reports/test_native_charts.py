"""Native charts say what the picture says: each value that is drawn stands at its own category in one series, and no gap is a zero."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from dashboard.charts import drawing as go
from dashboard.charts.frame import Picture, Standing, Table, draw_happened, framed, month_axis
from dashboard.charts.shown import ShownItem, shown_bars
from dashboard.domain.store import Store
from dashboard.edition import close_editions
from dashboard.measures.months import Happened
from dashboard.measures.protected import Cell
from dashboard.reports.native.chart import Drawn, NativeChart, NativeSeries
from dashboard.reports.native.from_figure import NOT_COMPLETE, TOLD_APART, native_charts
from dashboard.reports.native.grid import grid_of
from dashboard.stats.disclosure import NONE_COUNTED, TOO_FEW, Shown, ShownCount
from tests.built_once import BuiltOnce
from tests.charts.test_drawing import asking_of, pictures_of

FILTERS = ("from=2023-11&until=2026-10", "from=2025-10&until=2026-09&harm=Severe&harm=Fatal")
AS_TABLES = {
    "psychological-beside-physical", "drug-classes-and-stages", "drug-classes-and-harm", "stages-and-errors", "weekday-and-hour",
    "completeness-by-month", "harm-first-and-now", "coverage-calendar",
}  # fmt: skip
STANDING = Standing("Trust", "2026", "by date of incident", "Edition 1.")


@pytest.fixture(scope="module")
def store(built_once: BuiltOnce, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    root = built_once.copied_beside(tmp_path_factory.mktemp("native") / "store")
    yield root.made_up_trust()
    close_editions(root.made_up_trust())


def points_drawn(figure: dict) -> Counter[frozenset[tuple[str, float]]]:
    """Each trace of a figure as the points that it draws, by the words of their places."""
    found: Counter[frozenset[tuple[str, float]]] = Counter()
    level = any(trace.get("orientation") == "h" for trace in figure["data"])
    for trace in figure["data"]:
        if level and trace["type"] == "scatter":
            continue  # words beside the bars
        places, values = (trace["y"], trace["x"]) if level else (trace["x"], trace["y"])
        drawn = [
            (_word(place), value) for place, value in zip(places, values, strict=True) if value is not None
        ]
        found[frozenset(drawn)] += bool(drawn)
    return +found


def _word(place: object) -> str:
    if isinstance(place, int | float):
        return f"{place:.6g}"
    return str(place).replace("<br>", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def points_of(chart: NativeChart, series: NativeSeries) -> frozenset[tuple[str, float]]:
    places = series.points_x or chart.categories
    assert len(places) == len(series.values), series.name
    return frozenset(
        (f"{place:.6g}" if isinstance(place, float) else str(place), value)
        for place, value in zip(places, series.values, strict=True)
        if value is not None
    )


def lies_over(series: NativeSeries) -> bool:
    over = (*TOLD_APART, NOT_COMPLETE)
    return series.drawn in (Drawn.UPRIGHT, Drawn.GROUND) or series.name.startswith(over)


@pytest.mark.parametrize("query", FILTERS)
def test_every_value_of_every_picture_stands_in_one_series(query: str, store: Store) -> None:
    tables, seen = set(), 0
    for picture in pictures_of(asking_of(store, query)):
        charts = native_charts(picture)
        if not charts:
            tables.add(picture.key)
            grid = grid_of(picture)
            assert grid and all(cell.text for line in grid.cells for cell in line), picture.key
            continue
        own = Counter(
            points_of(chart, each) for chart in charts for each in chart.series if not lies_over(each)
        )
        own.pop(frozenset(), None)  # a line without any figure is a panel that says so
        assert own == points_drawn(picture.figure.to_dict()), picture.key
        for chart in charts:
            mains = [points_of(chart, each) for each in chart.series if not lies_over(each)]
            over = [each for each in chart.series if lies_over(each) and each.drawn is Drawn.POINTS]
            assert all(any(points_of(chart, each) <= main for main in mains) for each in over), chart.key
            assert len({each.name for each in chart.series}) == len(chart.series), chart.key
            # a limit far above the points may lie beyond the axis of days between, as it does on the page
            inside = [
                value
                for each in chart.series
                if not each.second and not each.name.startswith("Upper limit")
                for value in (*each.values, *each.upper)
                if value is not None
            ]
            assert max(inside, default=0) <= (chart.most or 0), chart.key
        seen += len(charts)
    assert seen > 12
    assert tables <= AS_TABLES


def picture_of(figure: go.Figure) -> Picture:
    return Picture("key", "Title", "Sentence.", "Caption.", figure, Table(("Month",), ()), STANDING)


def test_marks_that_look_otherwise_are_series_of_their_own() -> None:
    figure = go.Figure()
    for days, level in ((["2026-01-01", "2026-02-01"], 5.5), (["2026-03-01", "2026-04-01"], 8)):
        figure.add_trace(go.Scatter(x=days, y=[level, level], mode="lines", name="Average"))
    figure.add_trace(
        go.Scatter(
            x=["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"],
            y=[5, 0, None, 9],
            mode="lines+markers",
            name="Rate & <b>",
            marker={
                "symbol": ["circle", "triangle-down", "circle", "circle"],
                "color": ["#5B7186", "#6A1B9A", "#5B7186", "#FFFFFF"],
            },
        )
    )
    framed(figure, height=300)
    month_axis(figure, [date(2026, month, 1) for month in (1, 2, 3, 4)])
    at = Happened(date(2026, 3, 1), date(2026, 3, 19), "Switch <i>", is_break=True)
    draw_happened(figure, [at])
    (chart,) = native_charts(picture_of(figure))
    assert chart.categories == tuple(date(2026, month, 1) for month in (1, 2, 3, 4))
    assert {each.name: each.values for each in chart.series} == {
        "Average": (5.5, 5.5, None, None),
        "Average, from March 2026": (None, None, 8, 8),
        "Rate & ": (5, 0, None, 9),
        "Lower than usual": (None, 0, None, None),
        NOT_COMPLETE: (None, None, None, 9),
        "Switch <i>": (None, None, chart.most, None),
    }
    assert chart.series[-1].drawn is Drawn.UPRIGHT
    assert [each.in_legend for each in chart.series] == [True, False, True, True, True, False]


def test_the_bars_of_a_stack_set_the_end_of_its_axis_and_a_count_has_no_halves() -> None:
    figure = go.Figure([go.Bar(x=["2025", "2026"], y=[2, 3], name=name) for name in "ab"])
    figure.update_layout(barmode="stack")
    (chart,) = native_charts(picture_of(figure))
    assert (chart.stacked, chart.most, chart.step) == (True, 8, 2)
    assert not chart.by_month


def test_bars_keep_their_counts_where_others_have_words_and_no_bar() -> None:
    cells = (ShownCount(Shown.VALUE, 120), NONE_COUNTED, TOO_FEW)
    items = [
        ShownItem(name, Cell(cell)) for name, cell in zip(("Large", "None & nil", "Few"), cells, strict=True)
    ]
    picture = shown_bars("k", "T", "What", items, STANDING, sentence="S.", caption="C.", how=())
    (chart,) = native_charts(picture)
    (bars,) = chart.series
    assert dict(zip(chart.categories, zip(bars.values, bars.labels, strict=True), strict=True)) == {
        "Large": (120, "120"),
        "None & nil": (0, "0"),
        "Few": (None, "too few to show"),
    }
