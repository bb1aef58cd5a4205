"""The icons: each state is drawn differently, in black and white too, says itself in words and asks for nothing outside."""

import base64
import re
from xml.etree import ElementTree

import pytest

from dashboard.charts import palette
from dashboard.charts.icons import ASSURANCE_WORDS, VARIATION_WORDS, Icon, assurance_icon, variation_icon
from dashboard.stats import Assurance, Variation

SVG = "{http://www.w3.org/2000/svg}"
VARIATIONS: tuple[Variation | None, ...] = (*Variation, None)
ICONS = {str(kind): variation_icon(kind) for kind in VARIATIONS} | {
    str(kind): icon for kind in Assurance if (icon := assurance_icon(kind))
}


def drawn(icon: Icon) -> str:
    """What is drawn, without the words."""
    return icon.svg.split("</title>")[1]


def in_black_and_white(icon: Icon) -> str:
    return re.sub(r"#(?!FFFFFF)[0-9A-Fa-f]{6}", "#000000", drawn(icon))


def test_every_state_has_an_icon() -> None:
    assert len(ICONS) == 7 + 1 + 3
    assert set(VARIATION_WORDS) == set(VARIATIONS) and set(ASSURANCE_WORDS) == set(Assurance)


def test_no_two_icons_are_drawn_alike_even_without_colour() -> None:
    assert len({in_black_and_white(icon) for icon in ICONS.values()}) == len(ICONS)


def test_improvement_concern_and_neither_differ_in_outline() -> None:
    """The first thing drawn is the outline: open circle, filled disc, open square; high and low share it."""
    outlines = {kind: in_black_and_white(icon).split("/>")[0] for kind, icon in ICONS.items()}
    for kind in ("improvement", "concern", "neutral"):
        assert outlines[f"{kind}_high"] == outlines[f"{kind}_low"]
    assert len({outlines[f"{kind}_high"] for kind in ("improvement", "concern", "neutral")}) == 3
    assert "dasharray" in outlines["None"]


@pytest.mark.parametrize("kind", ["improvement", "concern", "neutral"])
def test_points_of_a_high_icon_rise_and_of_a_low_one_fall(kind: str) -> None:
    for side, sign in (("high", -1), ("low", 1)):  # in a drawing, up is a smaller y
        root = ElementTree.fromstring(ICONS[f"{kind}_{side}"].svg)
        dots = [each for each in root.iter(f"{SVG}circle") if float(each.attrib["r"]) < 10]
        heights = [float(each.attrib["cy"]) for each in dots]
        assert len(heights) == 3 and heights == sorted(heights, reverse=sign < 0)
        assert float(dots[-1].attrib["r"]) == max(float(each.attrib["r"]) for each in dots)


@pytest.mark.parametrize("kind", ICONS)
def test_an_icon_is_sound_xml_with_its_words_and_nothing_from_outside(kind: str) -> None:
    icon = ICONS[kind]
    root = ElementTree.fromstring(icon.svg)
    title = root.find(f"{SVG}title")
    assert title is not None and title.text == icon.words == root.attrib["aria-label"] != ""
    assert root.attrib["role"] == "img"
    tags = {each.tag.removeprefix(SVG) for each in root.iter()}
    assert tags <= {"svg", "title", "g", "path", "circle", "rect", "polyline"}
    names = {name for each in root.iter() for name in each.attrib}
    assert not names & {"href", "style", "class", "onload"} and "url(" not in icon.svg
    assert icon.svg.count("http") == 1  # the namespace


@pytest.mark.parametrize("kind", ICONS)
def test_everything_drawn_lies_inside_its_square(kind: str) -> None:
    root = ElementTree.fromstring(ICONS[kind].svg)
    for each in root.iter(f"{SVG}circle"):
        x, y, r = (float(each.attrib[name]) for name in ("cx", "cy", "r"))
        reach = r + float(each.attrib.get("stroke-width", 0)) / 2
        assert x - reach >= 0 and x + reach <= 64 and y - reach >= 0 and y + reach <= 64


def test_an_icon_says_the_words_of_its_measure_without_running_them() -> None:
    icon = variation_icon(Variation.CONCERN_HIGH, 'Higher: "<script>" & more')
    root = ElementTree.fromstring(icon.svg)
    title = root.find(f"{SVG}title")
    assert title is not None and title.text == 'Higher: "<script>" & more' == root.attrib["aria-label"]
    assert "<script>" not in icon.svg


def test_words_never_judge() -> None:
    for words in (*VARIATION_WORDS.values(), *ASSURANCE_WORDS.values()):
        assert not re.search(r"concern|improv|worse|bad|poor", words, re.IGNORECASE), words


def test_an_address_holds_the_drawing() -> None:
    icon = variation_icon(Variation.COMMON_CAUSE)
    head, body = icon.data_uri.split(",")
    assert head == "data:image/svg+xml;base64" and base64.b64decode(body).decode() == icon.svg


def test_no_target_no_icon() -> None:
    assert assurance_icon(None) is None


def brightness(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["COMMON_CAUSE", "IMPROVEMENT", "CONCERN", "SPECIAL_CAUSE"])
def test_colours_stand_out_from_paper(name: str) -> None:
    colour = getattr(palette, name)
    assert any(colour in icon.svg for icon in ICONS.values())
    assert 1.05 / (brightness(colour) + 0.05) >= 4.5
