"""The legend of our own drawings: only of marks that need a name, each once, on as many lines as they take."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.charts.palette import INK
from dashboard.reports import chart_drawing_marks as marks
from dashboard.reports.chart_drawing_text import cut, number, width_of, words_at
from dashboard.reports.native_chart import Drawn, NativeChart, NativeSeries

KEY, AFTER_KEY, BETWEEN = 22.0, 6.0, 18.0
"""Units: the mark, the gap to its words, and the gap to the next."""


@dataclass(frozen=True)
class Entry:
    words: str
    look: NativeSeries


def entries_of(charts: Iterable[NativeChart]) -> list[Entry]:
    """In the order of the series. Two that look the same share a mark; one alone needs no legend."""
    named: dict[str, NativeSeries] = {}
    for chart in charts:
        for series in chart.series:
            drawn = series.drawn is not Drawn.POINTS or series.symbol
            if (
                drawn
                and series.in_legend
                and series.drawn is not Drawn.UPRIGHT
                and any(value is not None for value in series.values)
            ):
                named.setdefault(series.name, series)
    together: dict[tuple[object, ...], list[NativeSeries]] = {}
    for series in named.values():
        together.setdefault(_look(series), []).append(series)
    entries = [Entry(_together([each.name for each in same]), same[0]) for same in together.values()]
    return entries if len(entries) > 1 else []


def _look(series: NativeSeries) -> tuple[object, ...]:
    look = (series.drawn, series.colour, series.dash, series.symbol, series.hollow, series.pattern)
    bar = series.drawn in (Drawn.COLUMN, Drawn.BAR)
    return (*look, series.name) if bar else look


def _together(names: Sequence[str]) -> str:
    """'Upper limit' and 'Lower limit' are 'Upper and lower limit'."""
    if len(names) == 1:
        return names[0]
    first, *others = (name.split(" ") for name in names)
    ends = 0
    while all(len(words) > ends + 1 and words[-ends - 1] == first[-ends - 1] for words in (first, *others)):
        ends += 1
    heads = [" ".join(words[: len(words) - ends]) for words in (first, *others)]
    tail = " ".join(first[len(first) - ends :])
    heads = [heads[0], *(f"{head[:1].lower()}{head[1:]}" for head in heads[1:])]
    return f"{', '.join(heads[:-1])} and {heads[-1]} {tail}".strip()


def legend(
    entries: Sequence[Entry], left: float, top: float, width: float, size: float, *, ids: str
) -> tuple[list[str], float]:
    """The drawn parts, and how high they are."""
    parts: list[str] = []
    x, line = left, 0
    step = size * 1.55
    for entry in entries:
        words = cut(entry.words, width - KEY - AFTER_KEY, size)
        wide = KEY + AFTER_KEY + width_of(words, size)
        if x > left and x + wide > left + width:
            x, line = left, line + 1
        foot = top + line * step + size
        parts.append(_mark(entry.look, x, foot - size * 0.35, ids))
        parts.append(words_at(x + KEY + AFTER_KEY, foot, words, size, INK))
        x += wide + BETWEEN
    return parts, (line + 1) * step if entries else 0.0


def _mark(look: NativeSeries, x: float, middle: float, ids: str) -> str:
    centre = x + KEY / 2
    if look.drawn is Drawn.GROUND:
        return marks.ground(x + 4, middle - 5, KEY - 8, 10, look.colour)
    if look.drawn in (Drawn.COLUMN, Drawn.BAR):
        return marks.bar(
            x + 4, middle - 5, KEY - 8, 10, look.colour, pattern=look.pattern, pale=False, ids=ids
        )
    parts = []
    if look.drawn is Drawn.LINE:
        parts.append(
            marks.stroke(
                f"M{number(x)} {number(middle)}H{number(x + KEY)}", look.colour, look.width, look.dash
            )
        )
    if look.symbol:
        shown = replace(look, size=min(look.size, 9.0))
        parts.append(
            marks.point((centre, middle), shown.symbol, shown.size, shown.colour, hollow=shown.hollow)
        )
    return "".join(parts)
