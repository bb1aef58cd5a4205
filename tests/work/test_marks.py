"""Read marks and tags: kept with who and when, taken off and put on again exactly, bounded, the team's alone."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dashboard import desk, work
from dashboard.domain.marks import Marks
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.store import Store, StoreProblem

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DEPUTY = Reader("deputy", Role.TEAM)
ALL = (1, 2, 3, 4)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_who_read_first_and_when_stays(store: Store) -> None:
    assert work.mark_read(store, DEPUTY, [1, 2], NOW) == [(1, ""), (2, "")]
    assert work.mark_read(store, SINGLE_USER, [2, 3], LATER) == [(3, "")]
    assert work.marks_of(store, SINGLE_USER, ALL, LATER) == {
        1: Marks(date(2026, 11, 23), "deputy"),
        2: Marks(date(2026, 11, 23), "deputy"),
        3: Marks(date(2026, 11, 24), "single-user"),
    }
    assert set(work.marks_of(store, SINGLE_USER, [3, 9], LATER)) == {3}


def test_what_an_act_changed_is_taken_back_exactly(store: Store) -> None:
    work.mark_read(store, DEPUTY, [1], NOW)
    changed = work.mark_read(store, DEPUTY, [1, 2], NOW)
    work.take_off_marks(store, DEPUTY, changed, NOW)
    assert set(work.marks_of(store, DEPUTY, ALL, NOW)) == {1}, "1 was read before that act"
    work.give_tags(store, DEPUTY, [1], ["insulin pen"], NOW)
    taken = work.take_tags(store, DEPUTY, [1, 2], ["insulin pen"], NOW)
    assert taken == [(1, "insulin pen")]
    work.bring_back_marks(store, DEPUTY, taken, NOW)
    assert work.marks_of(store, DEPUTY, ALL, NOW)[1].tags == ("insulin pen",)
    assert work.mark_unread(store, DEPUTY, [1, 2], NOW) == [(1, "")]


def test_a_mark_that_is_brought_back_is_that_of_who_put_it_there(store: Store) -> None:
    work.mark_read(store, DEPUTY, [1, 2], NOW)
    work.give_tags(store, DEPUTY, [1], ["insulin pen"], NOW)
    before = work.marks_of(store, DEPUTY, ALL, NOW)
    unread = work.mark_unread(store, SINGLE_USER, [1, 2], LATER)
    work.mark_read(store, SINGLE_USER, [2], LATER)
    assert work.bring_back_marks(store, SINGLE_USER, unread, LATER) == [(1, "")], (
        "2 was marked again meanwhile"
    )
    after = work.marks_of(store, DEPUTY, ALL, LATER)
    assert after[1] == before[1] and after[1].read_by == "deputy"
    assert after[2] == Marks(date(2026, 11, 24), "single-user")
    assert desk.audit_trail(store, SINGLE_USER, LATER)[0].act == "bring back marks"
    taken = work.take_tags(store, DEPUTY, [1], ["insulin pen"], LATER)
    work.give_tags(store, DEPUTY, [1], [f"tag {number}" for number in range(20)], LATER)
    with pytest.raises(StoreProblem, match="at most 20 tags"):
        work.bring_back_marks(store, DEPUTY, taken, LATER)
    assert len(work.marks_of(store, DEPUTY, ALL, LATER)[1].tags) == 20


def test_a_tag_is_written_as_the_teams_list_writes_it(store: Store) -> None:
    work.give_tags(store, DEPUTY, [1], ["  Insulin   pen ", "Handover", "handover"], NOW)
    work.give_tags(store, DEPUTY, [2], ["insulin PEN"], NOW)
    assert work.marks_of(store, DEPUTY, ALL, NOW)[1].tags == ("Insulin pen", "Handover")
    assert work.marks_of(store, DEPUTY, ALL, NOW)[2].tags == ("Insulin pen",)
    assert work.tags_in_use(store, DEPUTY, NOW) == ["Handover", "Insulin pen"]
    work.take_tags(store, DEPUTY, [1], ["HANDOVER"], NOW)
    assert work.tags_in_use(store, DEPUTY, NOW) == ["Insulin pen"]


@pytest.mark.parametrize(
    ("tag", "why"), [("", "this one has 0"), ("x" * 41, "this one has 41"), ("a\u202eb", "can be seen only")]
)
def test_a_tag_that_cannot_be_kept_is_said_and_none_is_given(store: Store, tag: str, why: str) -> None:
    with pytest.raises(StoreProblem, match=why):
        work.give_tags(store, DEPUTY, [1], ["fine", tag], NOW)
    assert work.marks_of(store, DEPUTY, ALL, NOW) == {}


def test_twenty_tags_are_kept_and_the_next_is_refused_whole(store: Store) -> None:
    work.give_tags(store, DEPUTY, [1], [f"tag {n}" for n in range(20)], NOW)
    with pytest.raises(StoreProblem, match="at most 20 tags"):
        work.give_tags(store, DEPUTY, [2, 1], ["one more"], NOW)
    assert len(work.marks_of(store, DEPUTY, ALL, NOW)[1].tags) == 20
    assert 2 not in work.marks_of(store, DEPUTY, ALL, NOW), "half an act is never kept"
    work.mark_read(store, DEPUTY, [1], NOW)


def test_what_is_noted_says_how_many_and_never_a_tag(store: Store) -> None:
    work.mark_read(store, DEPUTY, [1, 2], NOW)
    work.mark_read(store, DEPUTY, [1, 2], NOW)
    work.give_tags(store, DEPUTY, [1], ["secret"], NOW)
    work.take_off_marks(store, DEPUTY, [(1, ""), (1, "secret")], NOW)
    assert [
        (line.who, line.act, line.subject, line.detail)
        for line in reversed(desk.audit_trail(store, SINGLE_USER, NOW))
    ] == [
        ("deputy", "mark incidents", "2 incidents", "read"),
        ("deputy", "mark incidents", "1 incident", "tags"),
        ("deputy", "take marks off incidents", "1 incident", "read and tags"),
    ]


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.DIRECTOR, Role.WARD_LINK, Role.AUDITOR])
def test_marks_are_the_teams_alone(store: Store, role: Role) -> None:
    reader = Reader("x", role)
    for act in (
        lambda: work.marks_of(store, reader, ALL, NOW),
        lambda: work.tags_in_use(store, reader, NOW),
        lambda: work.mark_read(store, reader, ALL, NOW),
        lambda: work.mark_unread(store, reader, ALL, NOW),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert work.marks_of(store, SINGLE_USER, ALL, NOW) == {}
