"""What may be said of one staff group or ward: tried by somebody who knows the whole, the rule and every page, and tries every count."""

from collections.abc import Iterator
from itertools import product
from random import Random

import pytest

from dashboard.measures.feedback import ALL, HARMLESS, parts_shown
from dashboard.measures.protected import Cell
from dashboard.stats.disclosure import HES, UNDER_FIVE, DisclosureRule, Shown
from tests.proofs.disclosure_attacker import can_stand_for

LARGEST = 12


def said(counts: dict[str, int], rule: DisclosureRule = UNDER_FIVE) -> dict[str, str]:
    return {name: cell.words for (_, name), cell in parts_shown(counts, {}, rule).items()}


def test_a_small_group_is_not_shown_nor_the_one_that_would_give_it_away() -> None:
    """23 reports in all: beside 20 nurses, the 3 of the doctors would be what is left."""
    assert said({"Nurse": 20, "Doctor": 3}) == {"Nurse": "not shown", "Doctor": "too few to show"}
    assert said({"Nurse": 20, "Doctor": 3, "Other": 2}) == {
        "Nurse": "20", "Doctor": "too few to show", "Other": "too few to show",
    }  # fmt: skip
    assert said({"Nurse": 20, "Doctor": 8}) == {"Nurse": "20", "Doctor": "8"}
    assert said({"Nurse": 3}) == {"Nurse": "too few to show"}
    assert said({}) == {}
    assert said({"Ward 7": 44, "Ward 8": 12}, HES) == {"Ward 7": "45", "Ward 8": "10"}


def fits(cell: Cell, count: int, rule: DisclosureRule) -> bool:
    """Whether what is printed can stand for this count, by the attacker's own reading of the rule."""
    printed = {Shown.WITHHELD: "withheld", Shown.TOO_FEW: "few"}.get(cell.state, str(cell.value))
    least, most = can_stand_for(printed, rule.name)
    return least <= count <= most


def worlds_left(
    shown: dict[tuple[str, str], Cell], names: list[str], whole: int, harmless: int, rule: DisclosureRule
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Every (counts, harmless counts) that agree with all that is printed, where the totals are known as the rule prints them."""
    of_all, of_harmless = rule.shown(whole), rule.shown(harmless)

    def reach(what: str, name: str) -> list[int]:
        return [count for count in range(LARGEST * 3 + 1) if fits(shown[what, name], count, rule)]

    for counts in product(*(reach(ALL, name) for name in names)):
        if not fits(Cell(of_all), sum(counts), rule):
            continue
        for less in product(*(reach(HARMLESS, name) for name in names)):
            if fits(Cell(of_harmless), sum(less), rule) and all(
                a <= b for a, b in zip(less, counts, strict=True)
            ):
                yield counts, less


@pytest.mark.parametrize("seed", range(12))
def test_no_count_below_five_can_be_worked_out(seed: int) -> None:
    draw = Random(seed)
    names = ["Nurse", "Doctor", "Other"][: 2 + seed % 2]
    most = LARGEST if len(names) == 2 else 7
    counts = {name: draw.choice([0, 1, 2, 3, 4, *range(5, most)]) for name in names}
    harmless = {name: draw.randint(0, counts[name]) for name in names}
    shown = parts_shown(counts, harmless, UNDER_FIVE)
    left = [*worlds_left(shown, names, sum(counts.values()), sum(harmless.values()), UNDER_FIVE)]
    assert (tuple(counts.values()), tuple(harmless.values())) in left
    for at, name in enumerate(names):
        for kind, true in ((0, counts[name]), (1, harmless[name])):
            if 1 <= true <= 4:
                assert len({world[kind][at] for world in left}) > 1, f"{name}: {counts} {harmless}"
