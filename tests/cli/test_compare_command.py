"""`compare`: two editions of a small trust, whose difference is counted by hand; the page says the same words."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard import work
from dashboard.domain.reader import SINGLE_USER
from dashboard.edition import close_editions
from tests.cli.command_line import Answer, dashboard_here
from tests.made_up_incidents import NOW, TrustUnderTest, bed_days, datix, one

OCTOBER, NOVEMBER = date(2026, 10, 5), date(2026, 11, 3)
THEN = (
    one("A1", on="03/08/2026", harm="Low", ward="Ward 7"),
    one("A2", on="04/08/2026", harm="Moderate", ward="Ward 7"),
    one("A3", on="05/08/2026", harm="Low", ward="Ward 3"),
    one("S1", on="01/09/2026", harm="", ward="Ward 3"),
    one("S2", on="02/09/2026", harm="Low", ward="Ward 3"),
)
NOW_LISTED = (
    one("A1", on="03/08/2026", harm="Low", ward="Ward 7"),
    one("A2", on="04/08/2026", harm="Low", ward="Ward 7"),  # re-graded
    one("A3", on="05/08/2026", harm="Low", ward="Ward 7"),  # another ward
    one("A4", on="06/08/2026", harm="Low", ward="Ward 7"),  # late
    one("S1", on="31/08/2026", harm="No harm", ward="Ward 3"),  # another month, graded
    one("O1", on="01/10/2026", harm="Low", ward="Ward 7"),
    one("O2", on="02/10/2026", harm="Low", ward="Ward 3"),
)
IN_SHORT = "Between edition 1 (released 23 November 2026) and edition 2 (a draft)"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    trust = TrustUnderTest(tmp_path_factory.mktemp("compared") / "store")
    trust.take(datix(*THEN, run_on=OCTOBER), covers=(date(2026, 8, 1), date(2026, 9, 30)))
    work.release_edition(trust.store, SINGLE_USER, 1, NOW, "")
    trust.take(
        datix(*NOW_LISTED, run_on=NOVEMBER),
        covers=(date(2026, 8, 1), date(2026, 10, 31)),
        withdraw={"S2": "entered twice"},
    )
    trust.take_bed_days(bed_days(("2026-08", "Northgate", "Medicine", "Ward 7", 500)))
    assert trust.edition == 3
    yield trust.root
    close_editions(trust.store)


def compare(store: Path, *options: object) -> Answer:
    return dashboard_here("compare", *options, store=store)


def test_the_difference_in_words(store: Path) -> None:
    lines = compare(store, "--edition", 1, "--with", 2).out.splitlines()
    assert lines == [
        "All dates, by date of incident.",
        f"{IN_SHORT}: the count went from 5 to 7 incidents; 3 incidents were added, 2 of them of October 2026, which edition 1 did "
        "not cover; 1 is no longer counted (1 withdrawn); 1 moved to another month; 2 were re-graded (1 down, 1 graded for the "
        "first time), 1 from moderate to low.",
        "September was 2, now 0: 1 moved to another month, 1 withdrawn.",
        "August was 3, now 5: 1 moved here from another month, 1 recorded late. Of the 5, 2 changed harm grade: 1 down, 1 graded for "
        "the first time.",
        "Edition 1 stands on the extract of 5 October 2026, edition 2 on that of 3 November 2026.",
    ]  # fmt: skip
    assert compare(store, "--edition", 2, "--with", 1).out.splitlines() == lines, (
        "the earlier one is always first"
    )


def test_the_difference_by_month(store: Path) -> None:
    table = compare(store, "--edition", 1, "--with", 2, "--csv").table
    assert table[0][:2] == ["Month", "In edition 1"]
    assert table[1:4] == [
        ["October 2026", "0", "2", "0", "0", "0", "2", "0", "0", "0", "2 first covered by this extract"],
        ["September 2026", "2", "0", "0", "1", "1", "0", "0", "0", "0", "1 moved to another month, 1 withdrawn"],
        ["August 2026", "3", "1", "1", "0", "0", "5", "0", "1", "1", "1 moved here from another month, 1 recorded late"],
    ]  # fmt: skip
    assert "Compared: edition 1 (released 23 November 2026) and edition 2 (a draft)." in table[-1][0]


def test_under_a_filter_what_was_changed_comes_in(store: Path) -> None:
    told = compare(
        store, "--edition", 1, "--with", 2, "--filter", "location=Ward 7&until=2026-09", "--json"
    ).told
    assert told["sentences"][:2] == [
        f"{IN_SHORT}: the count (ward or place: Ward 7) went from 2 to 4 incidents; 1 incident was added; 1 recorded before was "
        "changed and is asked for now; 1 was re-graded (1 down), 1 from moderate to low.",
        "August was 2, now 4: 1 added, 1 came in by a change. Of the 4, 1 changed harm grade: 1 down.",
    ]
    (august,) = told["months"]
    assert (august["then"], august["added"], august["came_in"], august["now"]) == (2, 1, 1, 4)


def test_an_edition_with_other_bed_days_alone_says_that_rates_differ(store: Path) -> None:
    """The newest with the one that was released before it, when nobody says which."""
    told = compare(store, "--edition", 2, "--with", 3, "--json").told
    assert told["sentences"] == [
        "Between edition 2 (a draft) and edition 3 (a draft) nothing changed: the same 7 incidents, in the same months and at the "
        "same levels of harm.",
        "Activity is not the same in 1 month (occupied bed days), nor are the rates that rest on it.",
    ]
    assert (compare(store, "--json").told["edition"], compare(store, "--json").told["with"]) == (1, 3)


def test_what_cannot_be_compared_is_refused(store: Path, tmp_path: Path) -> None:
    assert compare(store, "--edition", 9).sentence.startswith("There is no edition 9; see")
    assert compare(tmp_path / "none").status == 2
    same = compare(store, "--edition", 2, "--with", 2).out.splitlines()
    assert same[1:] == ["This is edition 2 (a draft) on both sides: there is no difference."]
