"""How near two names are, and finding the near ones among many: against the plain table of edits, and reading every name."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.extracts.medicines import get_ready, reference
from dashboard.extracts.medicines.edits import edits_between, edits_from
from dashboard.extracts.medicines.nearness import NamesByLetters

WORDS = st.text("abcde", max_size=12)


def plain_edits(one: str, other: str) -> int:
    """The table of edits, cell by cell (optimal string alignment)."""
    table = [[max(i, j) if not i or not j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            changed = one[i - 1] != other[j - 1]
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + changed)
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@given(WORDS, WORDS, st.integers(0, 5))
@settings(max_examples=1500, deadline=None)
def test_edits_are_those_of_the_plain_table(one: str, other: str, most: int) -> None:
    expected = min(plain_edits(one, other), most + 1)
    assert edits_from(one)(other, most) == expected
    assert edits_between(one, other, most) == expected


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [("warfarin", "warfrain", 1), ("warfarin", "warfari", 1), ("ab", "ba", 1), ("ca", "abc", 3), ("", "abc", 3), ("a" * 80, "a" * 77 + "bbb", 3)],
)  # fmt: skip
def test_edits_counted_by_hand(one: str, other: str, edits: int) -> None:
    assert edits_between(one, other, 5) == edits_between(other, one, 5) == edits


def slipped(name: str, times: int, chance: random.Random) -> str:
    for _ in range(times):
        at = chance.randrange(len(name) + 1)
        name = chance.choice([
            name[:at] + name[at + 1 :],
            name[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz1") + name[at + chance.randint(0, 1) :],
            name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :],
        ])  # fmt: skip
    return name


@pytest.mark.parametrize("most", [1, 2, 3])
def test_the_near_names_are_those_that_reading_every_name_finds(most: int) -> None:
    """180 slips of known names of any length, among all known names."""
    chance = random.Random(most)
    names = sorted(reference().tables.names)
    near = NamesByLetters(names)
    found_any = 0
    for _ in range(60):
        key = slipped(chance.choice(names), chance.randint(0, most + 1), chance)
        expected = {name: edits for name in names if (edits := edits_between(key, name, most)) <= most}
        assert dict(near.within(key, most)) == expected, key
        found_any += bool(expected)
    assert found_any > 36


def test_a_key_of_any_length_can_be_asked() -> None:
    near = NamesByLetters(["", "a", "warfarin", "w" * 60])
    assert near.within("", 0) == [("", 0)]
    assert dict(near.within("b", 1)) == {"": 1, "a": 1}
    assert dict(near.within("w" * 58 + "é", 3)) == {"w" * 60: 2}


UNKNOWN = {
    "clexnae inj 40mg": "enoxaparin",
    "enoxap": "enoxaparin",
    "enoxaparin xyzzyq": "enoxaparin",
    "sidium oxypbate czzylws": "sodium oxybate",
    "lamtriignhe tabs 10mg": "lamotrigine",
    "fluclox acilin susp": "flucloxacillin",
    "given cyclizinne by mistak": "cyclizine",
    "nor adrenalin infusoin": "noradrenaline",
    "vancomycininfusion": "vancomycin",
}
"""By hand: what a pharmacist would say that each of these is."""


@pytest.mark.parametrize("written", UNKNOWN)
def test_what_a_writing_of_one_or_more_words_means_is_suggested_first(written: str) -> None:
    first = reference().suggest(written)[0]
    assert first.medicine == UNKNOWN[written], first
    assert first.medicine in first.evidence


def test_a_suggestion_says_that_a_look_alike_is_near() -> None:
    """hydroxizne is two letters from hydroxyzine, which is taken for hydralazine."""
    found = {each.medicine: each for each in reference().suggest("hydraxizne")}
    assert found["hydroxyzine"].look_alike and "look-alike pair" in found["hydroxyzine"].evidence


def test_nothing_is_suggested_for_what_is_near_nothing() -> None:
    assert reference().suggest("qqqqqqqq zzzz") == reference().suggest("") == ()


def test_five_thousand_writings_are_suggested_for_in_five_seconds() -> None:
    """Processor time of this thread, so that a busy machine does not fail it; a half of the time asked for is room."""
    chance = random.Random(5)
    names = sorted(reference().medicines)
    asked = [f"{slipped(chance.choice(names), 2, chance)} {chance.choice(['inj', 'tabs', 'qwzrtp'])}" for _ in range(1000)]  # fmt: skip
    reference().suggest("warfxx")
    begun = time.thread_time()
    for written in asked:
        reference().suggest(written)
    assert time.thread_time() - begun < 1.0


def test_what_a_misspelt_name_needs_is_made_ready_beforehand() -> None:
    get_ready()
    assert {"_by_deletion", "_by_two_deletions"} <= vars(reference().spellings).keys()
