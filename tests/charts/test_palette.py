"""Every colour can be told from its paper, in both themes: contrast as WCAG 2.2 defines it, worked out here."""

import math
import re
from itertools import pairwise
from pathlib import Path

import pytest

from dashboard.charts import palette, quality
from dashboard.charts.frame import PAPER
from dashboard.domain.words import GRADED

STYLE = (Path(palette.__file__).parents[1] / "views" / "style.css").read_text(encoding="utf-8")

WORDS = ("INK", "MUTED", "BREAK", "ANNOTATION")
MARKS = ("BLUE", "COMMON_CAUSE", "SPECIAL_CAUSE", "IMPROVEMENT", "CONCERN", "LIMIT", "CENTRE")
Colour = tuple[float, float, float]


def read(written: str) -> Colour:
    red, green, blue = (int(written[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def luminance(colour: Colour) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def in_light(written: str) -> Colour:
    return read(written)


def in_dark(written: str) -> Colour:
    """What the filter of the dark theme makes of it, by the matrices of the CSS Filter Effects module."""
    share, degrees = re.search(r"--chart-filter: invert\((\.\d+)\) hue-rotate\((\d+)deg\)", STYLE).groups()
    amount, angle = float(share), math.radians(float(degrees))
    red, green, blue = (part * (1 - amount) + (1 - part) * amount for part in read(written))
    c, s = math.cos(angle), math.sin(angle)
    turned = (
        (0.213 + c * 0.787 - s * 0.213) * red + (0.715 - c * 0.715 - s * 0.715) * green + (0.072 - c * 0.072 + s * 0.928) * blue,
        (0.213 - c * 0.213 + s * 0.143) * red + (0.715 + c * 0.285 + s * 0.140) * green + (0.072 - c * 0.072 - s * 0.283) * blue,
        (0.213 - c * 0.213 - s * 0.787) * red + (0.715 - c * 0.715 + s * 0.715) * green + (0.072 + c * 0.928 + s * 0.072) * blue,
    )  # fmt: skip
    clipped = [min(1.0, max(0.0, part)) for part in turned]
    return clipped[0], clipped[1], clipped[2]


THEMES = pytest.mark.parametrize("seen", [in_light, in_dark])


@THEMES
@pytest.mark.parametrize("name", WORDS)
def test_words_on_a_chart_have_four_and_a_half_to_one(name: str, seen) -> None:
    assert contrast(seen(getattr(palette, name)), seen(PAPER)) >= 4.5


@THEMES
@pytest.mark.parametrize("name", MARKS)
def test_marks_have_three_to_one(name: str, seen) -> None:
    assert contrast(seen(getattr(palette, name)), seen(PAPER)) >= 3


@THEMES
def test_a_mark_that_is_paler_has_an_edge_that_is_not(seen) -> None:
    pale = [*palette.HARM.values(), palette.APART]
    assert any(contrast(seen(colour), seen(PAPER)) < 3 for colour in pale), "then no edge is needed"
    assert contrast(seen(palette.EDGE["color"]), seen(PAPER)) >= 3


WITHOUT = {
    "every colour": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "red (protanopia)": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "green (deuteranopia)": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}  # fmt: skip
"""What is left of linear red, green and blue (Machado, Oliveira and Fernandes 2009, severity 1)."""


def lightness(colour: Colour, left: tuple[tuple[float, ...], ...]) -> float:
    """L* of CIE 1976, from 0 (black) to 100 (white)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    seen = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in left]
    return 116 * (0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]) ** (1 / 3) - 16


@THEMES
@pytest.mark.parametrize("left", WITHOUT.values(), ids=list(WITHOUT))
def test_levels_of_harm_are_steps_of_lightness_for_every_eye(left, seen) -> None:
    steps = [lightness(seen(palette.HARM[level]), left) for level in GRADED]
    assert steps == sorted(steps, reverse=seen is in_light)
    assert min(abs(one - other) for one, other in pairwise(steps)) >= 13


def along(ramp: list, share: float) -> Colour:
    """The colour of a ramp at a share of its length, as plotly mixes it: red, green and blue each in a straight line."""
    for (start, one), (end, other) in pairwise(ramp):
        if share <= end:
            part = (share - start) / (end - start)
            red, green, blue = (a + (b - a) * part for a, b in zip(read(one), read(other), strict=True))
            return red, green, blue
    raise AssertionError(share)


def test_figures_in_cells_of_completeness_can_be_read_at_every_per_cent() -> None:
    for tenth in range(1001):
        letters = quality.ON_DARK if tenth / 10 > quality.DARK else quality.ON_LIGHT
        ratio = contrast(along(quality.RECORDED_SHARE, tenth / 1000), read(letters))
        assert ratio >= 4.5, f"{tenth / 10} %: {ratio:.2f}"


def test_the_dark_page_and_the_dark_chart_are_one_ground() -> None:
    theme = (Path(palette.__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    page = re.search(r'\[theme\.dark\].*?backgroundColor = "(#\w{6})"', theme, re.S)[1]
    assert contrast(in_dark(PAPER), read(page)) < 1.02


def test_the_filter_of_the_dark_theme_is_not_printed() -> None:
    printed = STYLE[STYLE.index("@media print") :]
    assert re.search(r':root\[data-theme="dark"\] \{ --chart-filter: none;', printed)
