"""Safety actions by themselves: what may follow what, what each state needs, and the day on which one is past its due date."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from dashboard.domain.learning.action import MOVES, Action, ActionState, Strength, is_overdue
from dashboard.domain.learning.record import CONTENT, Kind
from dashboard.domain.learning.written import plain, understood
from dashboard.domain.periods import day_in_london

TODAY = date(2026, 11, 26)
DUE = date(2026, 6, 30)
PLANNED = Action("Night cupboard", "Pharmacy", due_on=DUE)
BEGUN = PLANNED.started(date(2026, 3, 2))


def test_states_follow_each_other_as_the_role_has_it() -> None:
    assert {
        f"{was.value} -> {then.value}" for was, follow in MOVES.items() for then in follow
    } == {
        "planned -> under way", "planned -> stopped", "under way -> done", "under way -> stopped", "under way -> planned",
        "done -> under way", "stopped -> planned", "stopped -> under way",
    }  # fmt: skip
    assert {*MOVES} == {*ActionState}


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        (datetime(2026, 6, 29, 12), False),
        (datetime(2026, 6, 30, 12), False),
        (datetime(2026, 6, 30, 22, 59), False),  # a minute before midnight in London, in summer time
        (datetime(2026, 6, 30, 23, 0), True),
        (datetime(2026, 7, 1, 12), True),
    ],
)
def test_the_due_day_itself_is_not_past(moment: datetime, late: bool) -> None:
    assert is_overdue("planned", DUE, day_in_london(moment)) is late
    assert is_overdue("under way", DUE, day_in_london(moment)) is late


def test_what_is_done_stopped_or_without_a_due_date_is_never_past_it() -> None:
    assert not is_overdue("done", DUE, TODAY) and not is_overdue("stopped", DUE, TODAY)
    assert not is_overdue("planned", None, TODAY)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (replace(PLANNED, title=" "), "needs a title"),
        (replace(PLANNED, owner=""), "needs an owner"),
        (replace(PLANNED, due_on=None), "needs a due date"),
        (replace(PLANNED, state=ActionState.UNDER_WAY), "the day on which it began"),
        (PLANNED.started(date(2026, 11, 27)), "still to come"),
        (replace(BEGUN, state=ActionState.DONE, evidence="Audit"), "the day on which it was"),
        (BEGUN.finished(date(2026, 11, 27), "Audit"), "still to come"),
        (BEGUN.finished(date(2026, 3, 1), "Audit"), "done before it began"),
        (BEGUN.finished(date(2026, 3, 2), " "), "needs its evidence"),
        (BEGUN.stopped(" "), "needs a reason"),
    ],
)
def test_what_a_state_needs_is_said_in_a_sentence(content: Action, said: str) -> None:
    assert said in content.lacks(TODAY)


def test_what_is_whole_lacks_nothing() -> None:
    for whole in (
        PLANNED, PLANNED.started(TODAY), BEGUN.finished(TODAY, "Audit"), BEGUN.finished(date(2026, 3, 2), "Audit"),
        BEGUN.stopped("Another way was found"), PLANNED.stopped("Not needed"),
    ):  # fmt: skip
        assert whole.lacks(TODAY) == ""


def test_going_back_takes_what_belonged_to_the_state_and_never_the_due_date() -> None:
    done = BEGUN.finished(date(2026, 5, 1), "Audit")
    again = done.back_to(ActionState.UNDER_WAY)
    assert (again.done_on, again.started_on, again.evidence) == (None, BEGUN.started_on, "Audit")
    unbegun = BEGUN.back_to(ActionState.PLANNED)
    assert unbegun == PLANNED
    assert BEGUN.stopped("x").back_to(ActionState.UNDER_WAY) == BEGUN


def test_strengths_stand_in_the_groups_of_the_action_hierarchy() -> None:
    assert [each.group for each in Strength] == ["weaker"] * 2 + ["intermediate"] * 2 + ["stronger"] * 2


def test_a_record_of_before_the_first_due_date_was_kept_is_read() -> None:
    values = plain(BEGUN)
    del values["first_due_on"]
    assert understood(CONTENT[Kind.ACTION], values) == BEGUN
