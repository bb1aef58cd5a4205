"""Which saved profile a listing is of, and what in its headings is new, gone or perhaps renamed since."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.profile import Differences, Profile, differences, heading_key, matching
from dashboard.domain.words import SourceSystem
from dashboard.extracts.vocabulary import key

TEN = ("Ref", "Date", "Ward", "Severity", "Stage", "Error", "Drug", "Route", "Status", "Notes")


def profile(name: str, *headings: str, source: SourceSystem = SourceSystem.DATIX, day: int = 1) -> Profile:
    return Profile(name, source, headings, saved_on=date(2026, 1, day))


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (TEN, True),
        (tuple(reversed(TEN)), True),
        (
            ("REF", "date ", "ward:", "severity", "stage.", "(error)", "drug?", "Route", "_Status", "Notes*"),
            True,
        ),
        ((*TEN[:6], "a", "b", "c", "d"), True),  # six of ten
        ((*TEN[:5], "a", "b", "c", "d", "e"), False),
        (TEN[:6], True),  # the listing lost four columns: 6 of the profile's 10
        (TEN[:5], False),
        ((*TEN, "a", "b", "c", "d", "e", "f"), True),  # 10 of the listing's 16
        ((*TEN, "a", "b", "c", "d", "e", "f", "g"), False),  # 10 of 17
        ((*TEN, "", " ", "-"), True),  # headings without a letter or figure are none
        ((), False),
    ],
)
def test_a_listing_is_of_a_shape_that_shares_six_tenths(headings: tuple[str, ...], expected: bool) -> None:
    saved = profile("x", *TEN)
    assert matching([saved], SourceSystem.DATIX, headings) == (saved if expected else None)


def test_the_most_alike_is_taken_and_of_two_the_one_saved_last() -> None:
    less, more, newer = profile("less", *TEN[:8]), profile("more", *TEN), profile("newer", *TEN, day=2)
    assert matching([less, more], SourceSystem.DATIX, TEN) is more
    assert matching([newer, less, more], SourceSystem.DATIX, TEN) is newer
    assert matching([more, less, newer], SourceSystem.DATIX, TEN) is newer
    assert matching([], SourceSystem.DATIX, TEN) is None


def test_another_source_does_not_match() -> None:
    radar = profile("radar", *TEN, source=SourceSystem.RADAR)
    assert matching([radar], SourceSystem.DATIX, TEN) is None
    assert matching([radar], SourceSystem.RADAR, TEN) is radar
    assert matching([radar], None, TEN) is radar


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (("Ref", "Date"), ("ref ", "DATE"), Differences((), (), ())),
        (("Ref", "Date"), ("Ref", "Date", "Ward"), Differences(("Ward",), (), ())),
        (("Ref", "Date", "Ward"), ("Ref", "Date"), Differences((), ("Ward",), ())),
        (
            ("Ref", "Severity", "Drug administered"),
            ("Ref", "Severity of harm (actual)", "Drug(s) administered"),
            Differences(
                (),
                (),
                (("Severity", "Severity of harm (actual)"), ("Drug administered", "Drug(s) administered")),
            ),
        ),
        (("Ref", "Incident date"), ("Ref", "Date of birth"), Differences(("Date of birth",), ("Incident date",), ())),
        (("Date",), ("Date of birth",), Differences(("Date of birth",), ("Date",), ())),
        (("Ward", "Stage"), ("Stages",), Differences((), ("Ward",), (("Stage", "Stages"),))),
        (("Location exact",), ("Exact location", "Location (exact) name"), Differences(
            ("Exact location",), (), (("Location exact", "Location (exact) name"),))),
        (("Ref", "", "-"), ("Ref", " "), Differences((), (), ())),
        ((), ("Ref",), Differences(("Ref",), (), ())),
    ],
)  # fmt: skip
def test_what_is_new_gone_or_renamed(
    before: tuple[str, ...], now: tuple[str, ...], expected: Differences
) -> None:
    assert differences(profile("x", *before), now) == expected


HEADINGS = st.lists(st.text(alphabet="abcdeé (?)-", max_size=8), max_size=10).map(tuple)


@given(HEADINGS, HEADINGS)
def test_every_difference_is_named_exactly_once(before: tuple[str, ...], now: tuple[str, ...]) -> None:
    """Second implementation: sets of keys."""
    found = differences(profile("x", *before), now)
    old, new = {key(each) for each in before} - {""}, {key(each) for each in now} - {""}
    gone = [key(each) for each in found.missing] + [key(one) for one, _ in found.renamed]
    come = [key(each) for each in found.new] + [key(other) for _, other in found.renamed]
    assert (sorted(gone), sorted(come)) == (sorted(old - new), sorted(new - old))


@given(st.text(max_size=30))
def test_headings_are_compared_as_the_reading_of_extracts_compares_them(text: str) -> None:
    assert heading_key(text) == key(text)
