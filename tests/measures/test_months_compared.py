"""Two editions compared: counted by hand, and against a dictionary of every incident that knows nothing of blocks."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.rows import BlockFingerprint, NumberedIncidents
from dashboard.measures.editions_compared import Comparison, MonthCompared, compare, differing_blocks

AUG, SEP, OCT = date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)
Edition = dict[int, tuple[date | None, str, bool]]
"""Number to month, harm level, and whether it is asked for."""

BLOCK = 4
"""Of numbers, so that small editions have several blocks."""


def fingerprints(edition: Edition) -> list[BlockFingerprint]:
    blocks: dict[int, list[tuple]] = {}
    for n, (month, harm, asked) in sorted(edition.items()):
        if asked:
            blocks.setdefault(n // BLOCK, []).append((n, month, harm))
    return [BlockFingerprint(block, len(held), hash(tuple(held))) for block, held in blocks.items()]


def of_blocks(edition: Edition, blocks: tuple[int, ...]) -> list[NumberedIncidents]:
    groups: dict[tuple[bool, date | None, str], list[int]] = {}
    for n, (month, harm, asked) in sorted(edition.items()):
        if n // BLOCK in blocks:
            groups.setdefault((asked, month, harm) if asked else (False, None, ""), []).append(n)
    return [NumberedIncidents(*key, " ".join(map(str, numbers))) for key, numbers in groups.items()]


def by_month(edition: Edition) -> Counter[date | None]:
    return Counter(month for month, _, asked in edition.values() if asked)


def compared(then: Edition, now: Edition) -> Comparison:
    blocks = differing_blocks(fingerprints(then), fingerprints(now))
    return compare(by_month(then), by_month(now), of_blocks(then, blocks), of_blocks(now, blocks))


def test_by_hand() -> None:
    then: Edition = {
        1: (AUG, "Low", True), 2: (AUG, "Moderate", True), 3: (SEP, "Low", True), 4: (SEP, "Low", False),
        5: (SEP, "Low", True), 6: (None, "Low", True), 7: (AUG, "Not recorded", True), 20: (AUG, "Fatal", True),
    }  # fmt: skip
    now: Edition = {
        1: (AUG, "Low", True),
        2: (AUG, "Low", True),  # re-graded
        # 3 is gone
        4: (SEP, "Low", True),  # asked for now
        5: (SEP, "Low", False),  # no longer asked for
        6: (SEP, "Low", True),  # has a full date now
        7: (SEP, "Severe", True),  # moved, and graded
        9: (OCT, "No harm", True),  # new
        20: (AUG, "Fatal", True),
    }
    found = compared(then, now)
    assert found.months == (
        MonthCompared(AUG, 4, 3, moved_away=1, regrades=(("Moderate", "Low", 1),)),
        MonthCompared(
            SEP, 2, 3, came_in=1, moved_here=2, gone=1, went_out=1, regrades=(("Not recorded", "Severe", 1),)
        ),
        MonthCompared(OCT, 0, 1, added=1),
        MonthCompared(None, 1, 0, moved_away=1),
    )
    assert (found.then, found.now, found.total("gone")) == (7, 7, 1)
    assert found.regrades == (("Moderate", "Low", 1), ("Not recorded", "Severe", 1))
    august, september = found.months[:2]
    assert (august.higher, august.lower, august.grade_given_or_lost) == (0, 1, 0)
    assert (september.higher, september.lower, september.grade_given_or_lost) == (0, 0, 1)


LEVELS = ("No harm", "Low", "Moderate", "Not recorded")
PLACES = st.tuples(st.sampled_from((AUG, SEP, OCT, None)), st.sampled_from(LEVELS), st.booleans())
EDITIONS = st.dictionaries(st.integers(0, 24), PLACES, max_size=14)


@given(EDITIONS, EDITIONS)
def test_what_came_and_went_adds_up_and_is_what_a_dictionary_of_all_incidents_says(
    then: Edition, now: Edition
) -> None:
    found = compared(then, now)
    for each in found.months:
        assert each.then + each.gained - each.lost == each.now
    asked_then = {n: where for n, where in then.items() if where[2]}
    asked_now = {n: where for n, where in now.items() if where[2]}
    both = asked_then.keys() & asked_now.keys()
    expected = {
        "added": Counter(asked_now[n][0] for n in asked_now if n not in then),
        "came_in": Counter(asked_now[n][0] for n in asked_now if n in then and n not in asked_then),
        "gone": Counter(asked_then[n][0] for n in asked_then if n not in now),
        "went_out": Counter(asked_then[n][0] for n in asked_then if n in now and n not in asked_now),
        "moved_here": Counter(asked_now[n][0] for n in both if asked_now[n][0] != asked_then[n][0]),
        "moved_away": Counter(asked_then[n][0] for n in both if asked_now[n][0] != asked_then[n][0]),
    }
    assert {
        name: {each.month: getattr(each, name) for each in found.months if getattr(each, name)}
        for name in expected
    } == expected
    grades = Counter((asked_then[n][1], asked_now[n][1]) for n in both if asked_then[n][1] != asked_now[n][1])
    assert {(before, after): count for before, after, count in found.regrades} == grades
    assert sum(count for each in found.months for *_, count in each.regrades) == sum(grades.values())


@given(EDITIONS)
def test_an_edition_does_not_differ_from_itself(edition: Edition) -> None:
    assert differing_blocks(fingerprints(edition), fingerprints(edition)) == ()
    assert compared(edition, edition).changed == ()


@given(EDITIONS, EDITIONS)
def test_the_way_back_is_the_way_there(then: Edition, now: Edition) -> None:
    there, back = compared(then, now), compared(now, then)
    assert [(each.month, each.gained, each.lost) for each in there.months] == [
        (each.month, each.lost, each.gained) for each in back.months
    ]
