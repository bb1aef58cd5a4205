"""How light a colour is, how it stands out from another, and what words on it are written in."""

import re

from dashboard.charts.palette import INK

BLACK, WHITE = "#000000", "#FFFFFF"
PAPER = WHITE
READABLE = 4.5
"""Contrast of text of any size, by WCAG 2.2 AA."""


def luminance(colour: str) -> float:
    """Of #RRGGBB, by WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, with_white: float) -> str:
    """The colour with so much of white, from 0 to 1."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(each + (255 - each) * with_white):02X}" for each in parts)


def ink_on_paper(colour: str) -> str:
    """The colour where words in it can be read on white, else the ink of all other words: a trust may choose any colour."""
    return colour.upper() if is_colour(colour) and contrast(colour, PAPER) >= READABLE else INK


def ink_on(colour: str) -> str:
    """White or black, whichever stands out more."""
    return BLACK if contrast(BLACK, colour) >= contrast(WHITE, colour) else WHITE


def is_colour(colour: str) -> bool:
    return bool(re.fullmatch("#[0-9a-fA-F]{6}", colour))
