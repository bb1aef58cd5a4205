"""Making Data Count's icons in our own drawing: what the newest month is, and what becomes of a target.

SVG of 64 units square, readable at 32 pixels and in black and white. The outline tells what the colour tells: an open
circle for usual variation and for improvement, a filled disc for concern, an open square where neither direction is
better, a dashed circle where there is too little to judge. H and L, and the way in which the points go, tell high
from low. Every icon carries its words.
"""

from base64 import b64encode
from dataclasses import dataclass
from html import escape

from dashboard.charts.frame import PAPER
from dashboard.charts.palette import COMMON_CAUSE, CONCERN, IMPROVEMENT, SPECIAL_CAUSE
from dashboard.stats import Assurance, Variation

_USUAL = "Usual variation"
_HIGHER, _LOWER = "Higher than usual", "Lower than usual"
NOT_ENOUGH = "Not enough to judge"

VARIATION_WORDS: dict[Variation | None, str] = {
    Variation.COMMON_CAUSE: _USUAL,
    Variation.IMPROVEMENT_HIGH: f"{_HIGHER}: more is better",
    Variation.IMPROVEMENT_LOW: f"{_LOWER}: fewer is better",
    Variation.CONCERN_HIGH: f"{_HIGHER}: fewer is better",
    Variation.CONCERN_LOW: f"{_LOWER}: more is better",
    Variation.NEUTRAL_HIGH: _HIGHER,
    Variation.NEUTRAL_LOW: _LOWER,
    None: NOT_ENOUGH,
}
"""None: the series has no limits."""

ASSURANCE_WORDS = {
    Assurance.CONSISTENT_PASS: "Will meet its target as it stands",
    Assurance.CONSISTENT_FAIL: "Will miss its target as it stands",
    Assurance.INCONSISTENT: "Will sometimes meet and sometimes miss its target",
}


@dataclass(frozen=True)
class Icon:
    """A drawing and its text equivalent. `svg` stands alone: it asks for no font, style or file."""

    words: str
    svg: str

    @property
    def data_uri(self) -> str:
        """The drawing as an address that holds it, for an image in a table."""
        return "data:image/svg+xml;base64," + b64encode(self.svg.encode()).decode()


_HIGH = {Variation.IMPROVEMENT_HIGH, Variation.CONCERN_HIGH, Variation.NEUTRAL_HIGH}
_COLOUR = {"improvement": IMPROVEMENT, "concern": CONCERN, "neutral": SPECIAL_CAUSE, "common": COMMON_CAUSE}

_LETTERS = {
    "H": '<path d="M14 21v22M29 21v22M14 32h15"/>',
    "L": '<path d="M16 21v22h12"/>',
    "P": '<path d="M25 36V15h9a6.5 6.5 0 0 1 0 13h-9"/>',
    "F": '<path d="M40 15H26v21M26 25h11"/>',
    "?": '<path d="M25 20a7 7 0 1 1 10 6.3c-2 1-3 2-3 4.7"/><path d="M32 36.4v.2"/>',
}
"""Drawn as strokes, so that no font is needed."""

_RISING = ((37, 43), (42, 34), (48, 22))
_FALLING = ((37, 21), (42, 30), (48, 42))
_AROUND = ((12, 36), (22, 27), (32, 35), (42, 26), (52, 32))


def variation_icon(variation: Variation | None, words: str | None = None) -> Icon:
    """The icon of a series' newest month; None: no limits. `words` say it of one measure, else of any."""
    said = VARIATION_WORDS[variation] if words is None else words
    if variation is None:
        ring = _outline(COMMON_CAUSE, extra=' stroke-dasharray="7 5.6"')
        return Icon(said, _svg(said, ring + _strokes(COMMON_CAUSE, '<path d="M22 32h20"/>')))
    kind = variation.value.split("_")[0]
    colour = _COLOUR[kind]
    if variation is Variation.COMMON_CAUSE:
        line = " ".join(f"{x} {y}" for x, y in _AROUND)
        inside = f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2.5"/>'
        return Icon(said, _svg(said, _outline(colour) + inside + _dots(_AROUND, colour)))
    high = variation in _HIGH
    ink = PAPER if kind == "concern" else colour
    letter = _strokes(ink, _LETTERS["H" if high else "L"])
    inside = letter + _dots(_RISING if high else _FALLING, ink, last=6)
    outline = {"concern": _disc(colour), "neutral": _square(colour)}.get(kind) or _outline(colour)
    return Icon(said, _svg(said, outline + inside))


def assurance_icon(assurance: Assurance | None) -> Icon | None:
    """The icon of a target, with the usual range as a band above, below or across its line; None without a target."""
    if assurance is None:
        return None
    said = ASSURANCE_WORDS[assurance]
    colour, letter, band = {
        Assurance.CONSISTENT_PASS: (IMPROVEMENT, "P", 40),
        Assurance.CONSISTENT_FAIL: (CONCERN, "F", 50),
        Assurance.INCONSISTENT: (COMMON_CAUSE, "?", 45),
    }[assurance]
    filled = assurance is Assurance.CONSISTENT_FAIL
    ink = PAPER if filled else colour
    inside = (
        _strokes(ink, _LETTERS[letter])
        + f'<path d="M16 48h32" stroke="{ink}" stroke-width="2" stroke-dasharray="4 3"/>'
        + f'<rect x="21" y="{band}" width="22" height="6" rx="1.5" fill="{ink}"/>'
    )
    return Icon(said, _svg(said, (_disc(colour) if filled else _outline(colour)) + inside))


def _svg(words: str, drawing: str) -> str:
    said = escape(words)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64" role="img" '
        f'aria-label="{said}"><title>{said}</title>{drawing}</svg>'
    )


def _outline(colour: str, extra: str = "") -> str:
    return f'<circle cx="32" cy="32" r="28.5" fill="{PAPER}" stroke="{colour}" stroke-width="4.5"{extra}/>'


def _disc(colour: str) -> str:
    return f'<circle cx="32" cy="32" r="31" fill="{colour}"/>'


def _square(colour: str) -> str:
    return f'<rect x="4" y="4" width="56" height="56" rx="7" fill="{PAPER}" stroke="{colour}" stroke-width="4.5"/>'


def _strokes(colour: str, drawing: str) -> str:
    return (
        f'<g fill="none" stroke="{colour}" stroke-width="5" stroke-linecap="round" stroke-linejoin="round">'
        f"{drawing}</g>"
    )


def _dots(places: tuple[tuple[int, int], ...], colour: str, last: float = 3.5) -> str:
    sizes = [3.2] * (len(places) - 1) + [last]
    return "".join(
        f'<circle cx="{x}" cy="{y}" r="{size:g}" fill="{colour}"/>'
        for (x, y), size in zip(places, sizes, strict=True)
    )
