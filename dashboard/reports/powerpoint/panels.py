"""The charts of one picture on a slide: one alone, two above each other, or many small ones on one scale."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from dashboard.charts.frame import Picture
from dashboard.charts.palette import MUTED
from dashboard.charts.process import EXPECTED_IN_THE_END
from dashboard.reports.native.chart import Drawn, NativeChart
from dashboard.reports.native.from_figure import HIGHER, LOWER, NOT_COMPLETE
from dashboard.reports.native.text_measured import Words
from dashboard.reports.powerpoint.axes import NAMES_HIGH, Size, title_lines
from dashboard.reports.powerpoint.deck import SMALLEST, Page
from dashboard.reports.powerpoint.names import along
from dashboard.reports.powerpoint.xml import Area

UPPER = 0.58
"""Of two panels above each other: the upper has the legend."""
MOST_LEVEL_BARS = 20
"""In one column of a slide; more stand in two, on one scale."""
LONG_NAME = 40
"""Letters of a series' name in a legend."""
NARROWEST = 1.45
"""Inches: in less the words of a title are broken."""
MOST_TITLE_LINES = 2
"""For which small panels leave room above their plots."""
NARROW = 1.6
"""Inches: panels that are smaller have no figures on their axes; the scale is said beneath."""


def draw_charts(page: Page, charts: Sequence[NativeChart], area: Area, *, narrow: bool = False) -> None:
    """All charts of a picture in an area."""
    charts = [_with_short_names(chart) for chart in charts]
    if len(charts) == 1:
        halves = _halves(charts[0])
        for half, place in zip(halves, area.columns(len(halves), 0.4), strict=True):
            page.chart(half, place, Size(place.width, place.height, 11 if narrow else 12, narrow=narrow))
    elif len(charts) == 2 and charts[0].value_title != charts[1].value_title:
        high = area.height * UPPER
        for chart, place in zip(charts, area.split_down(high, 0.05), strict=True):
            page.chart(
                chart, place, Size(place.width, place.height, SMALLEST if narrow else 12, narrow=narrow)
            )
    else:
        _small_ones(page, charts, area)


def _with_short_names(chart: NativeChart) -> NativeChart:
    """A legend has room for a few words; what stands in brackets after them is said beneath the chart."""
    series = tuple(replace(each, name=_short(each.name)[0]) for each in chart.series)
    if not chart.categories or chart.by_month:
        return replace(chart, series=series)
    why = _why_no_bar(chart)
    names = (_short(str(each))[0] for each in chart.categories)
    return replace(
        chart, series=series,
        categories=tuple(f"{name}: {words}" if words else name for name, words in zip(names, why, strict=True)),
    )  # fmt: skip


def _why_no_bar(chart: NativeChart) -> list[str]:
    """No office program writes words where there is no bar: 'too few to show' stands with the name, so that it is no zero."""
    bars = [each for each in chart.series if each.drawn is Drawn.BAR]
    found = [""] * len(chart.categories)
    if len(bars) == 1 and bars[0].labels:
        found = [
            label if value is None else ""
            for value, label in zip(bars[0].values, bars[0].labels, strict=True)
        ]
    return found


def _short(name: str) -> tuple[str, str]:
    before, _, after = name.partition(" (")
    return (before, after.removesuffix(")")) if len(name) > LONG_NAME and after else (name, "")


def _small_ones(page: Page, charts: Sequence[NativeChart], area: Area) -> None:
    across = _across(len(charts), area)
    lines = -(-len(charts) // across)
    bare = area.width / across < NARROW + 0.6 or area.height / lines < NARROW - 0.3
    scale, rest = None, area
    if bare:
        rest, scale = area.split_down(area.height - 0.2, 0.0)
    under = 0.0 if bare else NAMES_HIGH
    rows = Area(rest.x, rest.y, rest.width, rest.height - under).rows(lines, 0.05)
    places = list(chain.from_iterable(row.columns(across, 0.15) for row in rows))
    wide = places[0].width
    points = 12 if not bare and max(title_lines(chart.title, wide, 12) for chart in charts) == 1 else SMALLEST
    titled = min(
        MOST_TITLE_LINES, max(title_lines(chart.title, wide, points, bold=not bare) for chart in charts)
    )
    for at, (chart, place) in enumerate(zip(charts, places, strict=False)):
        dated = at + across >= len(charts)  # none beneath it
        high = place.height + (under if dated else 0.0)
        size = Size(place.width, high, points, small=True, titled=titled, dated=dated, bare=bare)
        page.chart(chart, Area(place.x, place.y, place.width, high), size)
    if scale:
        months = charts[0].categories
        said = f"One scale: 0 to {charts[0].most:,.0f}."
        if charts[0].by_month:
            said = f"{months[0]:%b %Y} to {months[-1]:%b %Y}. {said}"
        page.text("Scale", scale, [Words(said, colour=MUTED)], (SMALLEST,))


def _across(many: int, area: Area) -> int:
    """So that each is about twice as wide as high."""
    return min(
        range(1, many + 1),
        key=lambda across: (
            abs((area.width / across) / (area.height / -(-many // across)) - 1.9)
            + 0.3 * (-many % across)
            + (2.0 if across > 1 and area.width / across < NARROWEST else 0.0)
        ),
    )


def _halves(chart: NativeChart) -> list[NativeChart]:
    """A long ranking in two columns, on the scale of the longest bar."""
    many = len(chart.categories)
    if many <= MOST_LEVEL_BARS or any(each.drawn is not Drawn.BAR for each in chart.series):
        return [chart]
    middle = -(-many // 2)
    return [_part(chart, slice(0, middle), ""), _part(chart, slice(middle, many), "-2")]


def _part(chart: NativeChart, kept: slice, key: str) -> NativeChart:
    series = tuple(
        replace(
            each,
            values=each.values[kept],
            labels=each.labels[kept],
            lower=each.lower[kept],
            upper=each.upper[kept],
            colours=each.colours[kept],
            patterns=each.patterns[kept],
            faint=each.faint[kept],
        )
        for each in chart.series
    )
    alt = chart.alt if not key else f"{chart.title}, {len(chart.categories[kept])} more."
    return replace(chart, key=chart.key + key, categories=chart.categories[kept], series=series, alt=alt)  # pyright: ignore[reportArgumentType]


def beside_words(picture: Picture, charts: Sequence[NativeChart], *, grouped: bool) -> str:
    """What the marks mean where no legend says it, then the sentences of the breaks."""
    names = {each.name for chart in charts for each in chart.series}
    brackets = dict(_short(name) for name in sorted(names) if _short(name)[1])
    said = [f"{name}: {inside}." for name, inside in brackets.items()]
    key = [key_in_words(charts)] if grouped else []
    return " ".join(part for part in (*said, *key, *picture.marks_explained, *picture.breaks) if part)


def key_in_words(charts: Sequence[NativeChart]) -> str:
    """What the marks of charts without a legend are; the names of upright lines in full."""
    series = [each for chart in charts for each in chart.series]
    names = {each.name for each in series}
    lines = [
        (along(chart, each), each.name)
        for chart in charts[:1]
        for each in chart.series
        if each.drawn is Drawn.UPRIGHT
    ]
    more = (each.name for each in series if each.drawn is Drawn.UPRIGHT)
    uprights = dict.fromkeys((*(name for _, name in sorted(lines)), *more))
    said = {
        "Black line: average.": "Average" in names,
        "Dashed lines: limits.": "Upper limit" in names,
        "Purple triangle: higher than usual.": HIGHER in names,
        "Purple diamond: lower than usual.": LOWER in names,
        "Pale point: still filling up or covered in part.": NOT_COMPLETE in names,
        "Pale diamond: expected in the end.": EXPECTED_IN_THE_END in names,
        f"Upright line{'s, from the left' if len(uprights) > 1 else ''}: {'; '.join(uprights)}.": bool(
            uprights
        ),
    }
    return " ".join(words for words, there in said.items() if there)
