"""Heat maps of two lists crossed: what is printed, coloured and set apart, and that every number can be read."""

import itertools

import pytest

from dashboard.charts.crossed import DARK, ON_DARK, ON_LIGHT, heat_map
from dashboard.charts.frame import Picture, Standing
from dashboard.charts.palette import FEW_TO_MANY, NOT_IN_THE_RAMP
from dashboard.measures.crossed import crossed

STANDING = Standing("Trust", "2025", "by date of incident", "Edition 1.")
FOUND = crossed(
    [
        ("Insulins & more", "Low", 8),
        ("Insulins & more", "Fatal", 1),
        ("Insulins & more", "Not recorded", 1),
        ("Opioids", "Low", 1200),
        ("Opioids", "Not recorded", 800),
        ("No medicine named", "Low", 7),
    ],
    {"Insulins & more": 10, "Opioids": 2000, "No medicine named": 7},
    2017,
    order=("Low", "Fatal"),
    apart_down=("No medicine named",),
    apart_across=("Not recorded",),
)


def picture(**how) -> Picture:
    return heat_map(
        "k",
        "T",
        ("Drug class", "Harm level"),
        FOUND,
        STANDING,
        sentence="Said.",
        caption="Drawn.",
        how=(),
        **how,
    )


def test_counts_are_printed_and_what_stands_apart_has_no_part_in_the_colours() -> None:
    ramp, apart, numbers = picture().figure.to_plotly_json()["data"]
    assert ramp["z"] == [
        [1200, 0, None, None],
        [8, 1, None, None],
        [None] * 4,
        [None] * 4,
    ]
    assert apart["z"] == [[None, None, None, 0], [None, None, None, 0], [None] * 4, [0, 0, None, 0]]
    assert {colour for _, colour in apart["colorscale"]} == {NOT_IN_THE_RAMP}
    assert list(numbers["text"]) == ["1,200", "0", "800", "8", "1", "1", "7", "0", "0"]
    assert (
        len(ramp["x"]) == len(ramp["z"][0]) + 1 and len(ramp["y"]) == len(ramp["z"]) + 1
    )  # edges of the cells
    assert ramp["zmax"] == 1200


def test_by_share_a_small_class_is_as_dark_as_its_share() -> None:
    ramp, _, _ = picture(by_share=True).figure.to_plotly_json()["data"]
    assert ramp["z"][:2] == [[60, 0, None, None], [80, 10, None, None]]
    assert ramp["zmax"] == 80 and ramp["colorbar"]["ticksuffix"] == " %"


def test_the_table_holds_all_classes_and_fatal_never_without_its_words() -> None:
    few = picture(most=1)
    assert len(few.figure.to_plotly_json()["data"][0]["z"]) == 3  # one class, the gap, no medicine named
    assert few.table.rows == (
        ("Opioids", 2000, 1200, 0, 800),
        ("Insulins & more", 10, 8, 1, 1),
        ("No medicine named", 7, 7, 0, 0),
    )
    assert (
        few.table.columns[3]
        == "Recorded as fatal (the incident may have contributed; not a finding of cause)"
    )
    assert "Recorded as<br>fatal" in few.figure.layout.xaxis.ticktext
    assert "Insulins &amp;<br>more" in picture().figure.layout.yaxis.ticktext


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def in_ramp(value: float) -> str:
    """The colour at a value from 0 to 1, each channel straight between its neighbours, as the chart library mixes them."""
    for (low, first), (high, second) in itertools.pairwise(FEW_TO_MANY):
        if low <= value <= high:
            share = (value - low) / (high - low)
            mixed = [
                round(int(first[at : at + 2], 16) * (1 - share) + int(second[at : at + 2], 16) * share)
                for at in (1, 3, 5)
            ]
            return "#" + "".join(f"{part:02x}" for part in mixed)
    raise AssertionError(value)


@pytest.mark.parametrize("hundredth", range(101))
def test_every_number_can_be_read_on_its_colour(hundredth: int) -> None:
    ground = luminance(in_ramp(hundredth / 100))
    letters = luminance(ON_DARK if hundredth / 100 > DARK else ON_LIGHT)
    lighter, darker = max(ground, letters), min(ground, letters)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_the_ramp_darkens_all_the_way() -> None:
    steps = [luminance(in_ramp(hundredth / 100)) for hundredth in range(101)]
    assert steps == sorted(steps, reverse=True)
