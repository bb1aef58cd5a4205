"""Our own drawings, measured with a ruler: marks lie where their values say, words do not lie over each other, gaps are no zeros."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from PIL import ImageFont

from dashboard.domain.periods import months_later
from dashboard.reports.drawing.axes import month_ticks, value_axis, values_of
from dashboard.reports.drawing.chart import drawn as parts_of
from dashboard.reports.drawing.chart import whole_svg
from dashboard.reports.drawing.legend import entries_of
from dashboard.reports.drawing.picture import panels
from dashboard.reports.drawing.plot import height_for
from dashboard.reports.drawing.text import lines_of, width_of
from dashboard.reports.native.chart import Drawn, NativeChart, NativeSeries

SVG = "{http://www.w3.org/2000/svg}"
FATAL = "Recorded as fatal (the incident may have contributed; not a finding of cause)"


def months(many: int, first: date = date(2024, 10, 1)) -> tuple[date, ...]:
    return tuple(months_later(first, number) for number in range(many))


def series(name: str, drawn: Drawn, values: tuple[float | None, ...], **how: object) -> NativeSeries:
    return NativeSeries(name, drawn, values, "#5B7186", **how)  # pyright: ignore[reportArgumentType]


def chart(*of: NativeSeries, **how: object) -> NativeChart:
    categories = how.pop("categories", None) or months(len(of[0].values))
    return NativeChart("key", "Title", categories, of, alt="In words.", **how)  # pyright: ignore[reportArgumentType]


def svg_of(of: NativeChart, width: float, height: float) -> str:
    return whole_svg(parts_of(of, width, height), width, height, title=of.title, alt=of.alt)


def drawn(of: NativeChart, width: float = 640, height: float = 300) -> ElementTree.Element:
    return ElementTree.fromstring(svg_of(of, width, height))


def words(svg: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in svg.iter(f"{SVG}text")]


def at(element: ElementTree.Element, *names: str) -> tuple[float, ...]:
    return tuple(float(element.attrib[name]) for name in names)


def foot_of(svg: ElementTree.Element, label: str) -> float:
    """The height of the grid line beside a figure of the value axis: its words lie 0.35 of their size lower."""
    (word,) = [each for each in svg.iter(f"{SVG}text") if each.text == label and "text-anchor" in each.attrib]
    y, size = at(word, "y", "font-size")
    return y - 0.35 * size


def test_points_lie_at_their_values_and_a_gap_is_no_point_and_breaks_the_line() -> None:
    values = (0, 5, None, 10, 7.5)
    svg = drawn(chart(series("Incidents", Drawn.LINE, values, symbol="square"), most=10, step=5))
    zero, ten = foot_of(svg, "0"), foot_of(svg, "10")
    outlines = [each.attrib["d"] for each in svg.iter(f"{SVG}path") if each.attrib["d"].endswith("Z")]
    middles = []
    for outline in outlines:
        ys = [float(pair.split()[1]) for pair in outline.strip("MZ").split("L")]
        middles.append((min(ys) + max(ys)) / 2)
    expected = [zero, (zero + ten) / 2, ten, zero + 0.75 * (ten - zero)]
    assert middles == pytest.approx(expected, abs=0.05)
    (line,) = [each.attrib["d"] for each in svg.iter(f"{SVG}path") if each.attrib["d"].count("L") == 2 and "Z" not in each.attrib["d"]]  # fmt: skip
    assert line.count("M") == 2  # two stretches


def test_columns_stand_on_each_other_or_hang_from_zero_and_none_is_no_column() -> None:
    stacked = chart(
        series("Low", Drawn.COLUMN, (4, None, 0)),
        series("Severe", Drawn.COLUMN, (4, -2, 5), pattern="/"),
        series("Fatal", Drawn.COLUMN, (2, 3, 1)),
        stacked=True,
        most=10,
        least=-5,
        step=5,
    )
    svg = drawn(stacked)
    zero, ten = foot_of(svg, "0"), foot_of(svg, "10")
    unit = (zero - ten) / 10
    solid = [
        at(each, "y", "height")
        for each in svg.iter(f"{SVG}rect")
        if each.attrib["fill"] == "#5B7186" and float(each.attrib["width"]) > 20  # not the keys of the legend
    ]
    measured = [((zero - y - height) / unit, (zero - y) / unit) for y, height in solid]
    from_to = [(0, 4), (0, 0), (4, 8), (-2, 0), (0, 5), (8, 10), (0, 3), (5, 6)]
    flat = [part for each in measured for part in each]
    assert flat == pytest.approx([part for each in from_to for part in each], abs=0.01)
    patterned = [each for each in svg.iter(f"{SVG}rect") if each.attrib["fill"].startswith("url(")]
    assert len(patterned) == 3 + 1  # and its key


def test_level_bars_begin_at_the_top_with_their_words_and_intervals() -> None:
    names = ("Insulins", "Opioids", "No medicine named")
    level = chart(
        series("Rate", Drawn.BAR, (2, 1, 0), labels=("34: 2.0", "17: 1.0", "0"), lower=(1, 0.5, None), upper=(3, 1.5, None)),
        categories=names, most=4, step=1,
    )  # fmt: skip
    svg = drawn(level, height=height_for(level, 640))
    bars = [at(each, "x", "y", "width") for each in svg.iter(f"{SVG}rect")]
    assert [bar[1] for bar in bars] == sorted(bar[1] for bar in bars)
    assert bars[0][2] == pytest.approx(2 * bars[1][2], abs=0.05)
    assert bars[2][2] == 0
    said = words(svg)
    assert [each for each in said if each in names] == list(names)
    left, whole = bars[0][0], bars[0][2] / 2 * 4
    label = next(each for each in svg.iter(f"{SVG}text") if each.text == "34: 2.0")
    assert at(label, "x")[0] == pytest.approx(left + whole * 3 / 4 + 7, abs=0.05)  # beyond the whisker
    assert "4" not in said  # the bars have their figures


@pytest.mark.parametrize("first", [date(2024, 10, 1), date(2025, 1, 1), date(2023, 6, 1)])
def test_at_most_ten_months_are_named_the_newest_always_and_each_year_once(first: date) -> None:
    for many in range(1, 200):
        shown = months(many, first)
        ticks = month_ticks(shown)
        assert 1 <= len(ticks) <= 10
        assert ticks[-1].place == many - 1
        steps = {b.place - a.place for a, b in pairwise(ticks)}
        assert len(steps) <= 1
        assert [tick.month for tick in ticks] == [f"{shown[tick.place]:%b}" for tick in ticks]
        years = [shown[tick.place].year for tick in ticks]
        assert [tick.year for tick in ticks if tick.year] == [str(year) for year in dict.fromkeys(years)]


@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (10, (0, 2, 4, 6, 8, 10)),
        (3, (0, 1, 2, 3)),
        (1, (0, 1)),
        (0, (0, 1)),
        (47, (0, 10, 20, 30, 40, 50)),
        (1234, (0, 500, 1000, 1500)),
    ],
)
def test_figures_of_the_value_axis_are_round_and_counts_have_no_halves(
    most: int, ticks: tuple[float, ...]
) -> None:
    assert value_axis([0, most, None]).ticks == ticks


def test_figures_of_rates_have_the_decimals_that_they_need_and_a_true_minus() -> None:
    assert value_axis(
        values_of(chart(*(series(n, Drawn.COLUMN, (2, -2)) for n in "ab"), stacked=True))
    ).ticks == (-4, -2, 0, 2, 4)
    axis = value_axis([0.04, 0.31])
    assert [axis.label(tick) for tick in axis.ticks] == ["0.0", "0.1", "0.2", "0.3", "0.4"]
    below = value_axis([-5, 5], 5, -5, 5)
    assert [below.label(tick) for tick in below.ticks] == ["−5", "0", "5"]


def boxes(svg: ElementTree.Element, names: set[str]) -> Iterator[tuple[str, float, float, float]]:
    """(words, left, right, foot) as wide as Pillow's own font is, which is another than the drawing's."""
    for word in svg.iter(f"{SVG}text"):
        if word.text in names:
            x, y, size = at(word, "x", "y", "font-size")
            wide = ImageFont.load_default(100).getlength(word.text) * size / 100
            yield word.text, x - wide / 2, x + wide / 2, y


def test_words_of_breaks_never_lie_over_each_other_or_leave_the_drawing() -> None:
    many = 24
    names = ["LFPSE switch", "Reporting campaign", "Electronic prescribing at Hillview", "New ward", "Pharmacy on wards"]  # fmt: skip
    places = [0, 9, 9, 10, 23]
    upright = [
        series(name, Drawn.UPRIGHT, tuple(10 if month == place else None for month in range(many)))
        for name, place in zip(names, places, strict=True)
    ]
    svg = drawn(chart(series("Rate", Drawn.LINE, (5,) * many), *upright, most=10))
    found = list(boxes(svg, set(names)))
    assert len(found) == len(names)
    for number, (_, left, right, foot) in enumerate(found):
        assert left > -3 and right < 643 and foot > 8
        for _, other_left, other_right, other_foot in found[number + 1 :]:
            assert right < other_left or other_right < left or abs(foot - other_foot) > 11


def test_widths_are_about_those_of_another_font() -> None:
    font = ImageFont.load_default(100)
    for text in ("Electronic prescribing at Hillview", "5,003 incidents (12 %)", "NSAIDs, gout and rheumatology"):  # fmt: skip
        assert width_of(text, 100) == pytest.approx(font.getlength(text), rel=0.12)
    assert lines_of("Ward 7 and Ward 12", 60, 10) == ["Ward 7 and", "Ward 12"]
    assert "".join(lines_of("x" * 99, 60, 10)) == "x" * 99
    assert all(width_of(line, 10) <= 60 for line in lines_of("x" * 99, 60, 10))


def test_a_legend_names_what_needs_it_once_and_in_full() -> None:
    value = series("Rate", Drawn.LINE, (5, 6), symbol="circle")
    assert entries_of([chart(value)]) == []
    upper, lower = (series(f"{which} limit", Drawn.LINE, (9, 9), dash="dash") for which in ("Upper", "Lower"))
    nothing = series("Nothing", Drawn.POINTS, (None, None))
    label_only = series("Labels", Drawn.POINTS, (1, 2), symbol="")
    event = series("Switch", Drawn.UPRIGHT, (9, None))
    named = entries_of([chart(value, upper, lower, nothing, label_only, event)])
    assert [each.words for each in named] == ["Rate", "Upper and lower limit"]
    limits = [series(f"95 % limit, {which}", Drawn.LINE, (9, 9), dash="dot") for which in ("lower", "upper")]
    assert [each.words for each in entries_of([chart(value, *limits)])][1] == "95 % limit, lower and upper"
    bars = chart(series("Low", Drawn.COLUMN, (1, 2)), series(FATAL, Drawn.COLUMN, (1, 0)), stacked=True)
    narrow = " ".join(words(drawn(bars, width=200)))
    assert FATAL in narrow  # on several lines, never cut


def test_a_limit_beyond_the_axis_is_not_drawn_at_its_end() -> None:
    limit = series("Upper limit", Drawn.LINE, (99, 99), width=5)
    svg = drawn(chart(series("Days", Drawn.LINE, (5, 6)), limit, most=10))
    thick = [each for each in svg.iter(f"{SVG}path") if each.attrib.get("stroke-width") == "4"]
    assert all(float(each.attrib["d"].split()[1].split("H")[0]) > 200 for each in thick)  # its key alone


def test_panels_share_one_legend_and_their_own_patterns() -> None:
    of = [
        NativeChart(f"k{n}", f"Class {n}", months(3), (series("Rate", Drawn.COLUMN, (1, 2, 3), pattern="x"),
                    series("Average", Drawn.LINE, (2, 2, 2))), most=5) for n in range(4)
    ]  # fmt: skip
    together = panels(of, 640)
    svg = ElementTree.fromstring(f'<svg xmlns="{SVG[1:-1]}">{together.inside}</svg>')
    said = Counter(words(svg))
    assert [said[f"Class {n}"] for n in range(4)] == [1, 1, 1, 1]
    assert said["Average"] == 1
    ids = [each.attrib["id"] for each in svg.iter(f"{SVG}pattern")]
    assert len(ids) == len(set(ids)) == 5
    used = set(re.findall(r"url\(#([^)]+)\)", together.inside))
    assert used == set(ids)


def test_the_same_chart_is_the_same_bytes_and_its_words_are_no_markup() -> None:
    hostile = '<script>alert(1)</script> & "ward"'
    of = NativeChart("k", hostile, (hostile, "b"), (series(hostile, Drawn.COLUMN, (1, 2), labels=(hostile, "2")),),
                     hostile, alt=hostile)  # fmt: skip
    text = svg_of(of, 640, 300)
    assert text == svg_of(of, 640, 300)
    svg = ElementTree.fromstring(text)
    assert (svg.findtext(f"{SVG}title"), svg.findtext(f"{SVG}desc")) == (hostile, hostile)
    assert not list(svg.iter(f"{SVG}script"))
    numbers = re.findall(r"\d+\.\d+", re.sub(r">[^<]*<", "><", text))
    assert all(len(each.split(".")[1]) <= 2 for each in numbers)
