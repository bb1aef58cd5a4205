"""Where a card may go, what each state needs, and which card is the one of a signal: by hand."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.learning.card import (
    MOVES,
    RESPONSES,
    Card,
    CardState,
    is_same_signal,
    responses,
    seen_until,
    signal_of,
    standing_among,
)
from dashboard.domain.settings import BY_NAME

WAYS = {
    "to look at": {"looking", "closed"},
    "looking": {"acting", "watching", "closed"},
    "acting": {"watching", "looking", "closed"},
    "watching": {"acting", "looking", "closed"},
    "closed": {"looking"},
}
READY = Card("x", area="Insulin at night", closed_because="looked at: no special cause found")


@pytest.mark.parametrize("held", CardState)
def test_a_card_goes_where_it_may_and_nowhere_else(held: CardState) -> None:
    card = replace(READY, state=held)
    assert {to.value for to in CardState if not card.why_not(to)} == WAYS[held.value]
    for to in {*CardState} - {*MOVES[held]}:
        assert card.why_not(to).startswith(f"A card that is '{held}' goes on to")


def test_closing_needs_a_reason_and_acting_an_area_or_an_action_and_nothing_else_is_forced() -> None:
    looking = Card("x", state=CardState.LOOKING)
    assert looking.why_not(CardState.CLOSED).startswith("Say why the card is closed")
    assert not replace(looking, closed_because="Ours").why_not(CardState.CLOSED)
    assert "area for improvement, or a safety action" in looking.why_not(CardState.ACTING)
    assert not looking.why_not(CardState.ACTING, answering=1)
    assert not replace(looking, area="Supply").why_not(CardState.ACTING)
    assert not looking.why_not(CardState.WATCHING)


def test_the_trusts_own_plan_says_which_responses_there_are() -> None:
    setting = BY_NAME["learning_responses"]
    assert responses(setting.default) == RESPONSES
    assert RESPONSES[:5] == (
        "PSII",
        "MDT review",
        "after action review",
        "SWARM huddle",
        "thematic review",
    )
    assert setting.read(" PSII;; safety   huddle ; PSII") == "PSII; safety huddle"
    with pytest.raises(ValueError, match="needs at least one"):
        setting.read(" ; ")


def asked(query: str) -> IncidentFilter:
    return IncidentFilter.from_query(query)


def test_a_newer_month_is_the_same_signal_and_another_ward_basis_picture_or_side_is_not() -> None:
    held = signal_of("reporting", asked("from=2024-10&until=2026-09&location=Ward+7"), "higher")
    assert is_same_signal(
        held, signal_of("reporting", asked("from=2024-11&until=2026-10&location=Ward+7"), "higher")
    )
    for other in (
        signal_of("reporting", asked("location=Ward+8"), "higher"),
        signal_of("reporting", asked("location=Ward+7&location=Ward+8"), "higher"),
        signal_of("reporting", asked(""), "higher"),
        signal_of("reporting", asked("location=Ward+7&basis=reported"), "higher"),
        signal_of("moderate", asked("location=Ward+7"), "higher"),
        signal_of("reporting", asked("location=Ward+7"), "lower"),
    ):
        assert not is_same_signal(held, other), other


def test_a_card_on_a_whole_picture_answers_for_either_side_and_one_without_a_signal_for_none() -> None:
    whole = signal_of("reporting", asked("location=Ward+7"))
    for side in ("higher", "lower", ""):
        assert is_same_signal(whole, signal_of("reporting", asked("location=Ward+7"), side))
    assert not is_same_signal(signal_of("reporting", asked("location=Ward+7"), "higher"), whole)
    assert not is_same_signal("", whole) and not is_same_signal("", "")


def test_an_open_card_comes_before_the_newest_closed_one() -> None:
    signal = signal_of("reporting", asked(""))
    assert standing_among([(1, signal, False), (3, signal, False), (2, "other||", True)], signal) == 3
    assert standing_among([(1, signal, True), (3, signal, False)], signal) == 1
    assert standing_among([], signal) is None


def test_what_was_seen_ends_with_its_period_or_with_the_day_on_which_it_was_seen() -> None:
    day = date(2026, 11, 26)
    assert seen_until("from=2024-10-01&until=2026-09-30&find=x", day) == date(2026, 9, 30)
    assert seen_until("until=2027-12-31", day) == day
    assert seen_until("", day) == day
    assert seen_until("until=nonsense", day) == day
    assert seen_until("", None) is None
