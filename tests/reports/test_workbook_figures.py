"""The figures of a pack's workbook: those of the tables, cell by cell, and of the charts, drawn from cells of their sheets."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime

import openpyxl
import pytest
from lxml import etree

from dashboard.charts.frame import Table
from dashboard.domain.reader import Profile
from dashboard.domain.store import Store
from dashboard.edition import close_editions
from dashboard.reports.native.chart import Drawn, NativeChart, NativeSeries
from dashboard.reports.native.from_figure import native_charts
from dashboard.reports.pack import Pack
from dashboard.reports.templates import BY_NAME, make_pack
from dashboard.reports.workbook.cells import Book
from dashboard.reports.workbook.saved import workbook_bytes
from dashboard.reports.workbook.sheets import Sheet, write_sheet
from dashboard.reports.workbook.workbook import xlsx_bytes
from tests.built_once import BuiltOnce
from tests.charts.test_drawing import asking_of
from tests.reports.chart_order import out_of_order
from tests.reports.read_workbooks import CHART, DRAWING, FRAME, by_calamine, one_of, parts


@pytest.fixture(scope="module")
def monthly(built_once: BuiltOnce, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Pack, bytes]]:
    root: Store = built_once.copied_beside(tmp_path_factory.mktemp("workbook") / "store")
    pack = make_pack(
        BY_NAME["monthly"],
        asking_of(root.made_up_trust(), "from=2025-10&until=2026-09"),
        Profile.INTERNAL,
    )
    yield pack, xlsx_bytes(pack)
    close_editions(root.made_up_trust())


def as_read(value: object) -> object:
    """A second implementation of what stands in a cell: months in words are the first day of the month."""
    if value is None:
        return ""
    if isinstance(value, str) and re.fullmatch(r"[A-Z][a-z]+ \d{4}", value):
        return datetime.strptime(value, "%B %Y").date()
    return value


def test_every_figure_of_every_picture_and_table_stands_in_its_sheet(monthly: tuple[Pack, bytes]) -> None:
    pack, content = monthly
    sheets = [sheet for name, sheet in by_calamine(content).items()][2:]
    tables = [
        (title, table)
        for slide in pack.slides
        for title, table in (
            *((each.full_title, each.table) for each in slide.pictures),
            *((each.heading, each.table) for each in slide.listings),
        )
    ]
    for title, table in tables:
        width = len(table.columns)
        figures = [[as_read(value) for value in row] for row in table.rows]
        found = [
            [row[:width] for row in sheet[at + 1 : at + 1 + len(figures)]]
            for sheet in sheets
            for at, heading in enumerate(sheet)
            if sheet[0][0] == title and heading[:width] == list(table.columns)
        ]
        assert figures in found or not figures, title
    assert len(tables) >= 2


def test_each_chart_draws_its_own_values_from_cells_of_its_sheet_and_says_itself_in_words(
    monthly: tuple[Pack, bytes],
) -> None:
    pack, content = monthly
    book = openpyxl.load_workbook(io.BytesIO(content))
    charts = parts(content, "xl/charts/")
    pictures = {(each.key, each.table): each for slide in pack.slides for each in slide.pictures}
    drawn = [chart for picture in pictures.values() for chart in native_charts(picture)]
    assert len(charts) == len(drawn) >= 3

    def cells(reference: str) -> list[object]:
        name, where = reference.rsplit("!", 1)
        found = book[name.strip("'")][where.replace("$", "")]
        return [cell.value for (cell,) in found] if isinstance(found, tuple) else [found.value]

    gaps = 0
    for number, chart in enumerate(drawn, 1):
        xml = charts[f"xl/charts/chart{number}.xml"]
        assert out_of_order(xml) == []
        assert xml.find(f".//{CHART}dispBlanksAs").get("val") == "gap"
        assert xml.find(f".//{CHART}plotVisOnly").get("val") == "0"
        found = {
            (
                cells(series.find(f"{CHART}tx//{CHART}f").text)[0],
                *(
                    tuple(
                        each.date() if isinstance(each, datetime) else each
                        for each in cells(its.find(f".//{CHART}f").text)
                    )
                    for its in (one_of(series, "cat", "xVal"), one_of(series, "val", "yVal"))
                ),
            )
            for series in xml.iter(f"{CHART}ser")
        }
        assert found == {
            (each.name, tuple(each.points_x or chart.categories), each.values) for each in chart.series
        }, chart.key
        gaps += sum(value is None for each in chart.series for value in each.values)
    assert gaps, "a gap is among what was compared"
    said = [
        each.get("descr")
        for _, drawing in sorted(
            parts(content, "xl/drawings/").items(), key=lambda part: int(re.sub(r"\D", "", part[0]))
        )
        for each in drawing.iter(f"{FRAME}cNvPr")
    ]
    assert said == [chart.alt for chart in drawn] and all(said)


def test_the_first_sheet_says_what_was_asked_and_the_digest(monthly: tuple[Pack, bytes]) -> None:
    pack, content = monthly
    strategy = {row[0]: row[1] for row in by_calamine(content)["Search strategy"]}
    assert all(strategy[what] == words for what, words in pack.strategy)
    assert pack.digest in strategy["Digest"] and set(pack.marks) < set(strategy)
    assert strategy["Query"] == pack.query


MONTHS = (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))
COLOUR = "#005EB8"


def written(chart: NativeChart) -> tuple[openpyxl.Workbook, etree._Element]:
    """A chart on a sheet of its own, read again."""
    book = openpyxl.Workbook()
    sheet = Sheet("Sheet", "Table_1", "Title", "", "", Table(("Month",), (("x",),)), (), (chart,))
    content = workbook_bytes(book, write_sheet(Book(book, COLOUR), book.worksheets[0], sheet))
    (xml,) = parts(content, "xl/charts/").values()
    assert out_of_order(xml) == []
    return openpyxl.load_workbook(io.BytesIO(content)), xml


def of_series(xml: etree._Element, place: int) -> etree._Element:
    return next(each for each in xml.iter(f"{CHART}ser") if each.find(f"{CHART}idx").get("val") == str(place))


def test_intervals_labels_breaks_grounds_and_a_second_axis_are_drawn_from_their_cells() -> None:
    chart = NativeChart(
        "all", "Title", MONTHS,
        (
            NativeSeries("Bars", Drawn.COLUMN, (3.0, 4.0, 2.0), COLOUR, colours=(COLOUR, "#DA291C", COLOUR), faint=(False, False, True)),
            NativeSeries("Expected", Drawn.POINTS, (None, 4.0, 5.0), COLOUR, labels=("", "=four", ""), lower=(None, 3.5, 4.0), upper=(None, 5.0, 8.0)),
            NativeSeries("=Break", Drawn.UPRIGHT, (None, 10.0, None), "#111111"),
            NativeSeries("Not seen", Drawn.GROUND, (10.0, None, None), "#AAAAAA"),
            NativeSeries("Cumulative %", Drawn.LINE, (10.0, 60.0, 100.0), COLOUR, second=True),
        ),
        "Incidents", "Words", most=10.0, least=-2.0, step=2.0, second_title="Share",
    )  # fmt: skip
    book, xml = written(chart)
    sheet = book.worksheets[0]

    def cells(element: etree._Element | None) -> list[object]:
        assert element is not None
        return [
            cell.value for (cell,) in sheet[element.find(f".//{CHART}f").text.split("!")[1].replace("$", "")]
        ]

    bars, ground, points, upright, line = (of_series(xml, place) for place in range(5))
    assert [cells(each.find(f"{CHART}val")) for each in (bars, ground, points, upright, line)] == [
        [3, 4, 2], [10, None, None], [None, 4, 5], [None, 10, None], [10, 60, 100],
    ]  # fmt: skip
    assert cells(points.find(f"{CHART}errBars/{CHART}minus")) == [None, 0.5, 1]
    assert cells(points.find(f"{CHART}errBars/{CHART}plus")) == [None, 1, 3]
    for each in (upright, ground):
        assert each.find(f"{CHART}errBars/{CHART}val").get("val") in ("12", "12.0"), (
            "from its top to its bottom"
        )
    words = {each.text for series in (points, upright) for each in series.iter(f"{DRAWING}t")}
    assert words == {"=four", "=Break"}
    assert len(bars.findall(f"{CHART}dPt")) == 2
    assert len(list(xml.iter(f"{CHART}valAx"))) == 2 and "Share" in [
        each.text for each in xml.iter(f"{DRAWING}t")
    ]
    assert {
        each.find(f"{CHART}delete").get("val") for each in xml.iter(f"{CHART}dateAx", f"{CHART}valAx")
    } == {"0"}


def test_points_with_a_place_of_their_own_are_drawn_at_it() -> None:
    days = (date(2026, 1, 5), date(2026, 2, 9))
    chart = NativeChart(
        "days", "Days", (), (NativeSeries("Days", Drawn.LINE, (3.0, 40.0), COLOUR, points_x=days),), most=50.0
    )
    book, xml = written(chart)
    (series,) = xml.iter(f"{CHART}ser")
    found = [
        [
            cell.value
            for (cell,) in book.worksheets[0][
                series.find(f"{CHART}{name}//{CHART}f").text.split("!")[1].replace("$", "")
            ]
        ]
        for name in ("xVal", "yVal")
    ]
    assert found == [[datetime(2026, 1, 5), datetime(2026, 2, 9)], [3, 40]]


def test_level_bars_begin_at_the_top_and_stacks_stand_on_each_other() -> None:
    bars = tuple(NativeSeries(name, Drawn.BAR, (1.0, None), COLOUR, pattern="/") for name in ("Low", "High"))
    _, xml = written(NativeChart("bars", "Bars", ("A", "B"), bars, stacked=True, most=2.0))
    assert xml.find(f".//{CHART}barDir").get("val") == "bar"
    assert (
        xml.find(f".//{CHART}grouping").get("val") == "stacked"
        and xml.find(f".//{CHART}overlap").get("val") == "100"
    )
    assert xml.find(f".//{CHART}catAx/{CHART}scaling/{CHART}orientation").get("val") == "maxMin"
    assert len(list(xml.iter(f"{DRAWING}pattFill"))) == 2
