"""What a board director is assured by: what is open, past its date, escalated and learnt, counted from the rows of an edition."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dashboard.domain.learning.action import ActionState, Strength, is_overdue
from dashboard.domain.learning.alert import Standing, is_open_on_cas, standing
from dashboard.domain.learning.card import CardState
from dashboard.domain.learning.card import is_overdue as card_is_overdue
from dashboard.domain.learning.escalation import EscalatedTo, StepTaken
from dashboard.domain.rows.learning import AlertRow, Learning, LearningCard, SafetyAction

R = TypeVar("R")


@dataclass(frozen=True)
class Assured:
    """`day`: on which it is looked at. `since`: the day of the last paper, None where there is none; what was closed, done and escalated
    since then is counted from that day on. All in the order of their dates, what has none last.
    """

    day: date
    since: date | None
    open_cards: tuple[LearningCard, ...]
    closed_cards: tuple[LearningCard, ...]
    open_actions: tuple[SafetyAction, ...]
    done_actions: tuple[SafetyAction, ...]
    open_alerts: tuple[AlertRow, ...]
    steps: Mapping[tuple[str, str], int]
    """How many by (to whom, step taken); to whom is empty where it was decided not to escalate."""

    steps_since: int
    signed_off: tuple[int, date] | None
    """The edition and the day of the newest statement."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the learning loop is recorded at all."""
        cards, actions = self.open_cards + self.closed_cards, self.open_actions + self.done_actions
        return not (cards or actions or self.open_alerts or self.steps or self.signed_off)

    def cards_by_state(self) -> dict[CardState, int]:
        """Open ones, each state that has one."""
        found = Counter(card.state for card in self.open_cards)
        return {state: found[state] for state in CardState if found[state]}

    @property
    def cards_past_due(self) -> tuple[LearningCard, ...]:
        return tuple(card for card in self.open_cards if card_is_overdue(card.state, card.due_on, self.day))

    @property
    def actions_past_due(self) -> tuple[SafetyAction, ...]:
        return tuple(
            action for action in self.open_actions if is_overdue(action.state, action.due_on, self.day)
        )

    @property
    def alerts_past_due(self) -> tuple[AlertRow, ...]:
        """National Patient Safety Alerts alone, by what is recorded here of CAS."""
        return tuple(alert for alert in self.open_alerts if standing(alert, self.day) is Standing.OVERDUE)

    @property
    def closed_since(self) -> tuple[LearningCard, ...]:
        return tuple(card for card in self.closed_cards if self._is_since(card.closed_on))

    @property
    def done_since(self) -> tuple[SafetyAction, ...]:
        return tuple(action for action in self.done_actions if self._is_since(action.done_on))

    @property
    def learnt(self) -> tuple[LearningCard, ...]:
        """Closed cards that say how it ended, or what those who reported were told; the newest first."""
        told = (card for card in self.closed_cards if card.outcome or card.told)
        return tuple(sorted(told, key=lambda card: card.closed_on or date.min, reverse=True))

    def by_strength(self) -> dict[str, int]:
        """Actions that are open or done, from the weakest; those of which nobody said, by an empty word, last."""
        found = Counter(action.strength for action in (*self.open_actions, *self.done_actions))
        return {each: found[each] for each in (*Strength, "") if found[each]}

    def steps_by_whom(self) -> tuple[tuple[str, int, int], ...]:
        """(to whom, suggested, sent), each to whom there was one."""
        counted = (
            (to, self.steps.get((to, StepTaken.SUGGESTED), 0), self.steps.get((to, StepTaken.SENT), 0))
            for to in EscalatedTo
        )
        return tuple((to.value, suggested, sent) for to, suggested, sent in counted if suggested or sent)

    @property
    def not_escalated(self) -> int:
        return sum(many for (_, step), many in self.steps.items() if step == StepTaken.NOT)

    def _is_since(self, day: date | None) -> bool:
        return day is not None and (self.since is None or day >= self.since)


def assured(learning: Learning, day: date, since: date | None = None) -> Assured:
    """What these rows say on a day."""
    cards, actions = learning.cards, learning.actions
    signed = max(((each.signed_off_on, each.edition) for each in learning.statements), default=None)
    return Assured(
        day,
        since,
        _by_day((card for card in cards if card.state != CardState.CLOSED), "due_on"),
        _by_day((card for card in cards if card.state == CardState.CLOSED), "closed_on"),
        _by_day((action for action in actions if ActionState(action.state).is_open), "due_on"),
        _by_day((action for action in actions if action.state == ActionState.DONE), "done_on"),
        _by_day((alert for alert in learning.alerts if is_open_on_cas(alert)), "due_on"),
        Counter((each.to_whom, each.step) for each in learning.escalated),
        sum(since is None or each.step_on >= since for each in learning.escalated),
        (signed[1], signed[0]) if signed else None,
    )


def _by_day(rows: Iterable[R], name: str) -> tuple[R, ...]:
    return tuple(sorted(rows, key=lambda row: (getattr(row, name) is None, getattr(row, name) or date.min)))
