"""Colours by meaning, told apart without colour vision too: shape, pattern or label always says the same.

Harm is one ramp from pale blue to dark red-brown by lightness, in steps of at least 13 L* for every eye and in both themes
(tests/charts/test_palette.py works it out); special cause is purple with a triangle, never red or green. Colours are those
on white; the dark theme turns their lightness round in the browser and keeps their hues (views/style.css).
"""

from dashboard.domain.words import HarmLevel

INK = "#212B32"
MUTED = "#4C6272"
GRID = "#D8DDE0"
BLUE = "#005EB8"
COMMON_CAUSE = "#5B7186"
SPECIAL_CAUSE = "#6A1B9A"
IMPROVEMENT = "#0076A8"
CONCERN = "#B85300"
"""The blue and the orange of Making Data Count's icons, darkened to at least 4.5:1 on white (its own #00b0f0 and #e46c0a
have 2.5 and 3.3). Of icons only, and only where a measure has a good direction."""
LIMIT = "#768692"
CENTRE = "#212B32"
BREAK = "#AE5C00"
ANNOTATION = "#425563"
APART = "#AEB7BD"
"""Bars that stand apart from a ranking: no medicine named, not recognised, not recorded."""
EDGE = {"color": COMMON_CAUSE, "width": 1}
"""The line round a mark whose own colour has less than 3:1 on paper: pale levels of harm, bars that stand apart."""

FEW_TO_MANY = [
    [0.0, "#FFFFFF"],
    [0.001, "#EAF2FA"],
    [0.25, "#BCD6EE"],
    [0.5, "#7FB0DC"],
    [0.75, "#3F86C4"],
    [1.0, "#0B4F8A"],
]
"""The one ramp of heat maps, from none (white) to most (dark blue): lightness falls all the way, so grey tells it too."""
NOT_IN_THE_RAMP = "#EEF0F2"
"""Cells of a heat map that stand apart: not recorded, no medicine named."""

HARM = {
    HarmLevel.NO_HARM: "#C9DDF0",
    HarmLevel.LOW: "#8CB7DC",
    HarmLevel.MODERATE: "#BD7326",
    HarmLevel.SEVERE: "#8D460F",
    HarmLevel.FATAL: "#4A1526",
    HarmLevel.NOT_RECORDED: "#DDE1E4",
    HarmLevel.NOT_APPLICABLE: "#EEF0F2",
}
HARM_SHAPE = {HarmLevel.SEVERE: "/", HarmLevel.FATAL: "x", HarmLevel.NOT_RECORDED: "."}


def harm_pattern(*levels: HarmLevel) -> dict[str, object]:
    """The pattern over the colour, so that levels are told apart in black and white too."""
    shapes = [HARM_SHAPE.get(level, "") for level in levels]
    return {
        "shape": shapes if len(shapes) > 1 else shapes[0],
        "fillmode": "overlay",
        "fgcolor": "rgba(255,255,255,0.75)",
        "size": 6,
        "solidity": 0.25,
    }


FONT = "Frutiger, Arial, Helvetica, sans-serif"
