"""How wide words are and how they are broken into lines, without a font at hand, and their SVG: for our own drawings, in their units."""

from html import escape

from dashboard.reports.native.letters import thousandths

FONTS = "Frutiger, Arial, Arimo, Helvetica, sans-serif"
"""Arimo is the one that is at hand where files are typeset (typesetting.py); a reader's own computer has one of the others."""

BOLD = 1.08
"""Times the width of plain letters, at most, over whole words."""

_OTHERWISE, _WIDE = 600, 1000
"""Thousandths: other letters of alphabets; signs beyond them."""


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """In the units of size."""
    return thousandths(text, otherwise=_OTHERWISE, wide=_WIDE) * size / 1000 * (BOLD if bold else 1)


def cut(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text, or as much of it as there is room for and an ellipsis."""
    if width_of(text, size, bold=bold) <= room:
        return text
    while text and width_of(f"{text}…", size, bold=bold) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def lines_of(
    text: str, room: float, size: float, *, bold: bool = False, most: int | None = None
) -> list[str]:
    """Broken between words, and inside a word that is wider than a line. most: lines; the last is then cut."""
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", size, bold=bold) <= room:
            lines[-1] += f" {word}"
            continue
        while len(word) > 1 and width_of(word, size, bold=bold) > room:
            fits = next(
                n
                for n in range(len(word) - 1, 0, -1)
                if n == 1 or width_of(word[:n], size, bold=bold) <= room
            )
            lines.append(word[:fits])
            word = word[fits:]
        lines.append(word)
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), room, size, bold=bold)]
    return lines


def number(value: float) -> str:
    """A coordinate: two decimals at most, and never '-0', so that the same drawing is the same bytes."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def words_at(
    x: float,
    y: float,
    text: str,
    size: float,
    colour: str,
    *,
    anchor: str = "start",
    bold: bool = False,
    turned: float = 0,
) -> str:
    """One line of text with its foot at (x, y). anchor: start, middle, end. turned: degrees about that point."""
    if not text:
        return ""
    extras = "".join(
        (
            f' text-anchor="{anchor}"' if anchor != "start" else "",
            ' font-weight="bold"' if bold else "",
            f' transform="rotate({number(turned)} {number(x)} {number(y)})"' if turned else "",
        )
    )
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" fill="{escape(colour)}"{extras}>'
        f"{escape(text, quote=False)}</text>"
    )
