"""The team's marks on listed incidents: counted, chosen by, searched for, and in no download."""

from datetime import date

import pytest

from dashboard.domain.case_search import COLUMNS, CaseSearch
from dashboard.domain.marks import Marks
from dashboard.findings.incidents import ANY, READ, TAGGED, UNREAD, Cases

DAY = date(2026, 11, 23)
MARKS = {
    11: Marks(DAY, "me", ("insulin pen", "handover")),
    12: Marks(None, "", ("insulin pen strip",)),
    13: Marks(DAY, "me"),
}


def cases(*, sampled: bool = True) -> Cases:
    numbers = [11, 12, 13, 14]
    sought = {name: [""] * 4 for name in COLUMNS}
    return Cases(("Four.",), {"Number": numbers, "Harm": ["Low"] * 4}, sought, sampled=sampled)


def found(search: str) -> list[int]:
    return list(cases().marked(MARKS, "me").found_by(CaseSearch.read(search)).numbers)


def test_how_many_are_read_is_said_of_a_sample_always_and_of_a_list_where_some_are() -> None:
    assert cases().marked(MARKS, "me").sentences == ("Four.", "2 of these 4 are marked as read.")
    assert cases().marked({11: MARKS[11]}, "me").sentences[-1] == "1 of these 4 is marked as read."
    assert cases().marked({}, "me").sentences[-1] == "0 of these 4 are marked as read."
    assert cases(sampled=False).marked({}, "me").sentences == ("Four.",)


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (ANY, [11, 12, 13, 14]),
        (READ, [11, 13]),
        (UNREAD, [12, 14]),
        (f"{TAGGED}insulin pen", [11]),
        (f"{TAGGED}insulin pen strip", [12]),
        (f"{TAGGED}nobody's", []),
    ],
)
def test_the_list_is_chosen_by_marks(wanted: str, numbers: list[int]) -> None:
    kept = cases().marked(MARKS, "me").with_marks(wanted)
    assert list(kept.numbers) == numbers
    assert all(len(column) == len(numbers) for column in (*kept.marks.values(), *kept.sought.values()))
    if wanted == UNREAD:
        assert kept.sentences[-1] == "Not read yet: 2 of the 4."


def test_tags_are_searched_like_a_column() -> None:
    assert found("tag:insulin") == [11, 12] and found('tag:"insulin pen strip"') == [12]
    assert found("handover") == [11] and found("not tag:insulin") == [13, 14]
    assert cases().found_by(CaseSearch.read("tag:insulin")).numbers == [], "whoever sees no marks finds none"


def test_marks_stand_on_the_page_and_in_no_download() -> None:
    kept = cases().marked(MARKS, "me")
    assert [*kept.shown] == ["Number", "Read", "Tags", "Harm"]
    assert kept.table.columns == ("Number", "Harm")
    assert "insulin pen" not in str(kept.table)
    assert [*cases().marked({}, "me").shown] == ["Number", "Harm"]


def test_who_read_is_named_where_it_was_somebody_else() -> None:
    kept = cases().marked(MARKS | {14: Marks(DAY, "deputy")}, "me")
    assert kept.shown["Read by"] == ["you", "", "you", "deputy"]
