"""How much room words take in an office program, so that no text runs out of its box. Inches; what is drawn for paper is measured in
drawing/text.py, in units of the drawing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dashboard.charts.palette import INK
from dashboard.reports.native.letters import thousandths

POINTS_PER_INCH = 72
LINE = 1.2
"""Height of a line, of the size of its letters."""
RESERVE = 1.13
"""Office programs break lines a little sooner than the widths say; where Arial is missing they take a wider letter (DejaVu Sans: a
seventh wider, its bold a third)."""
BOLD = 1.16
CUT = "…"

_OTHERWISE, _WIDE = 720, 1050
"""Thousandths: other letters of alphabets; signs beyond them (Chinese and Japanese writing, pictures)."""


@dataclass(frozen=True)
class Words:
    """A paragraph, and how it looks."""

    text: str
    bold: bool = False
    colour: str = INK
    before: float = 0.0
    """Points above it."""


@lru_cache(maxsize=4096)
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Inches of a text in one line."""
    wide = thousandths(text, otherwise=_OTHERWISE, wide=_WIDE)
    return wide / 1000 * size / POINTS_PER_INCH * RESERVE * (BOLD if bold else 1.0)


@lru_cache(maxsize=4096)
def lines_of(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """How many lines a text takes; a word longer than a line goes on over several."""
    lines, filled, blank = 1, 0.0, width_of(" ", size, bold=bold)
    for word in text.split(" "):
        wide = width_of(word, size, bold=bold)
        if filled and filled + blank + wide <= width:
            filled += blank + wide
            continue
        lines += 1 if filled else 0
        whole = int(wide // width) if wide > width else 0
        lines, filled = lines + whole, max(wide - whole * width, 0.01)
    return lines


def height_of(words: Sequence[Words], size: float, width: float) -> float:
    """Inches of paragraphs one beneath the other."""
    points = 0.0
    for at, each in enumerate(words):
        points += lines_of(each.text, size, width, bold=each.bold) * size * LINE + (
            each.before if at else 0.0
        )
    return points / POINTS_PER_INCH


def fitted(
    words: Sequence[Words], width: float, height: float, sizes: Sequence[float]
) -> tuple[float, list[Words], bool]:
    """The largest of the sizes at which all of it has room; at the smallest what has none is cut, which the last value says."""
    for size in sizes:
        if height_of(words, size, width) <= height:
            return size, list(words), False
    size, kept = sizes[-1], []
    for each in words:
        if height_of([*kept, each], size, width) <= height:
            kept.append(each)
            continue
        short = _cut(each, lambda tried: height_of([*kept, tried], size, width) <= height)
        if short is not None:
            kept.append(short)
        elif kept:
            kept[-1] = replace(kept[-1], text=f"{kept[-1].text.rstrip('.')} {CUT}")
            if height_of(kept, size, width) > height:
                kept[-1] = (
                    _cut(kept[-1], lambda tried: height_of([*kept[:-1], tried], size, width) <= height)
                    or kept[-1]
                )
        break
    return size, kept, True


def _cut(words: Words, has_room: Callable[[Words], bool]) -> Words | None:
    """The longest beginning that has room, None where not even a few letters have."""
    low, high = 0, len(words.text)
    while low < high:
        middle = (low + high + 1) // 2
        if has_room(replace(words, text=_shortened(words.text, middle))):
            low = middle
        else:
            high = middle - 1
    return replace(words, text=_shortened(words.text, low)) if low > 3 else None


def _shortened(text: str, letters: int) -> str:
    """Cut between words where one is near."""
    if letters >= len(text):
        return text
    kept = text[:letters].rstrip()
    at_word = kept.rpartition(" ")[0]
    return f"{(at_word if len(at_word) > letters - 20 and at_word else kept).rstrip(' ,;:')}{CUT}"


def in_one_line(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """The text, cut where it is longer than a line."""
    if width_of(text, size, bold=bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (
            (middle, high) if width_of(text[:middle] + CUT, size, bold=bold) <= width else (low, middle - 1)
        )
    return text[:low].rstrip() + CUT
