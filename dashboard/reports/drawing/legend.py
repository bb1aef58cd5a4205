"""The legend of our own drawings: only of marks that need a name, each once, on as many lines as they take."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.charts.palette import INK
from dashboard.reports.drawing import marks
from dashboard.reports.drawing.text import lines_of, number, width_of, words_at
from dashboard.reports.native.chart import Drawn, NativeChart, NativeSeries

KEY, AFTER_KEY, BETWEEN = 22.0, 6.0, 18.0
"""Units: the mark, the gap to its words, and the gap to the next."""


@dataclass(frozen=True)
class Entry:
    words: str
    look: NativeSeries


def entries_of(charts: Iterable[NativeChart]) -> list[Entry]:
    """In the order of the series. Two that look the same share a mark; one alone needs no legend, nor one of several panels whose
    title names it.
    """
    named: dict[str, NativeSeries] = {}
    charts = list(charts)
    for chart in charts:
        for series in chart.series:
            drawn = series.drawn is not Drawn.POINTS or series.symbol
            if (
                drawn
                and series.in_legend
                and series.drawn is not Drawn.UPRIGHT
                and not (len(charts) > 1 and series.name == chart.title)
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
    """'Upper limit' and 'Lower limit' are 'Upper and lower limit'; '95 % limit, lower' and '95 % limit, upper' are '95 % limit, lower and
    upper'.
    """
    if len(names) == 1:
        return names[0]
    split = [name.split(" ") for name in names]
    start = _alike(split)
    rest = [words[start:] for words in split]
    end = _alike([words[::-1] for words in rest])
    middles = [" ".join(words[: len(words) - end]) for words in rest]
    if not start:
        middles = [middles[0], *(f"{words[:1].lower()}{words[1:]}" for words in middles[1:])]
    head, tail = " ".join(split[0][:start]), " ".join(rest[0][len(rest[0]) - end :])
    return f"{head} {', '.join(middles[:-1])} and {middles[-1]} {tail}".strip()


def _alike(names: Sequence[Sequence[str]]) -> int:
    """How many words all begin with, when each keeps one of its own."""
    shortest = min(map(len, names)) - 1
    return next((n for n in range(shortest) if len({words[n] for words in names}) > 1), max(0, shortest))


def legend(
    entries: Sequence[Entry], left: float, top: float, width: float, size: float, *, ids: str
) -> tuple[list[str], float]:
    """The drawn parts, and how high they are."""
    parts: list[str] = []
    x, line = left, 0
    step = size * 1.55
    for entry in entries:
        lines = lines_of(entry.words, width - KEY - AFTER_KEY, size)
        wide = KEY + AFTER_KEY + max(width_of(words, size) for words in lines)
        if x > left and x + wide > left + width:
            x, line = left, line + 1
        foot = top + line * step + size
        parts.append(_mark(entry.look, x, foot - size * 0.35, ids))
        for place, words in enumerate(lines):
            parts.append(words_at(x + KEY + AFTER_KEY, foot + place * step, words, size, INK))
        line += len(lines) - 1
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
