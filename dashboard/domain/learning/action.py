"""A safety action: what is done, by whom, until when, how strong it is, and at which measures it aims."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from dashboard.domain.learning.aim import Aim
from dashboard.domain.learning.card import TITLE_LENGTH
from dashboard.domain.learning.written import MOST_LETTERS
from dashboard.domain.periods import is_past

SOURCE = "RCA2, National Patient Safety Foundation, 2015"


class ActionState(StrEnum):
    PLANNED = "planned"
    UNDER_WAY = "under way"
    DONE = "done"
    STOPPED = "stopped"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done, so that a due date can pass."""
        return self in (ActionState.PLANNED, ActionState.UNDER_WAY)


MOVES: dict[ActionState, tuple[ActionState, ...]] = {
    ActionState.PLANNED: (ActionState.UNDER_WAY, ActionState.STOPPED),
    ActionState.UNDER_WAY: (ActionState.DONE, ActionState.STOPPED, ActionState.PLANNED),
    ActionState.DONE: (ActionState.UNDER_WAY,),
    ActionState.STOPPED: (ActionState.PLANNED, ActionState.UNDER_WAY),
}
"""From each state, the states that may follow it."""


class Strength(StrEnum):
    """From the weakest to the strongest, in the groups of RCA2's action hierarchy. A checklist is in its middle group, a second check
    by a person among the weaker."""

    TRAINING = "training or a reminder"
    POLICY = "policy or procedure"
    CHECK = "checklist or independent check"
    SOFTWARE = "software or an alert in it"
    STANDARD = "standardised or simplified"
    FORCING = "forcing function or removal of the hazard"

    @property
    def group(self) -> str:
        if self in (Strength.TRAINING, Strength.POLICY):
            return "weaker"
        return "stronger" if self in (Strength.STANDARD, Strength.FORCING) else "intermediate"

    @property
    def in_words(self) -> str:
        """'training or a reminder (weaker)'."""
        return f"{self.value} ({self.group})"


RARELY_HOLDS = (
    f"Training, reminders and policies ask people to remember: alone they rarely hold ({SOURCE}). Is there something that makes the "
    "right thing the easy thing?"
)


def is_overdue(state: str, due_on: date | None, today: date) -> bool:
    """Whether the due day is over, and the action neither done nor stopped. On its due day it is not."""
    return ActionState(state).is_open and is_past(due_on, today)


@dataclass(frozen=True)
class Action:
    """`started_on` is the day from which charts show it and its effect is judged. `cards` and `alerts` are numbers of what it answers,
    `incidents` those of incidents. `owner` is a team or a role. `first_due_on` is the due date that it was opened with: a date that
    moved stays known.
    """

    title: str = field(metadata={MOST_LETTERS: TITLE_LENGTH})
    owner: str = field(default="", metadata={MOST_LETTERS: TITLE_LENGTH})
    state: ActionState = ActionState.PLANNED
    strength: Strength | None = None
    due_on: date | None = None
    started_on: date | None = None
    done_on: date | None = None
    progress: str = ""
    evidence: str = ""
    why_stopped: str = ""
    aims: tuple[Aim, ...] = ()
    cards: tuple[int, ...] = ()
    alerts: tuple[int, ...] = ()
    incidents: tuple[int, ...] = ()
    site: str | None = None
    division: str | None = None
    drug_class: str | None = None
    wards: tuple[str, ...] = ()
    assigned_to: tuple[str, ...] = ()
    first_due_on: date | None = None

    def lacks(self, today: date) -> str:
        """What its state needs and it does not have, in a sentence; empty where it is whole."""
        if not self.title.strip():
            return "A safety action needs a title: say in a few words what is done."
        if not self.owner.strip():
            return "A safety action needs an owner: name a team or a role."
        if self.due_on is None:
            return "A safety action needs a due date: name the day until which it is to be done."
        begun = self.state in (ActionState.UNDER_WAY, ActionState.DONE)
        if begun and self.started_on is None:
            return (
                "A safety action that is under way needs the day on which it began: charts show it from then."
            )
        if self.started_on and self.started_on > today:
            return "A safety action cannot have begun on a day that is still to come: leave it planned until then."
        return self._lacks_at_its_end(today)

    def _lacks_at_its_end(self, today: date) -> str:
        if self.state is ActionState.STOPPED and not self.why_stopped.strip():
            return "A safety action that is stopped needs a reason: say why, so that nobody begins it again unknowing."
        if self.state is not ActionState.DONE:
            return ""
        if self.done_on is None:
            return "A safety action that is done needs the day on which it was."
        if self.done_on > today:
            return "A safety action cannot be done on a day that is still to come: leave it under way until then."
        if self.started_on and self.done_on < self.started_on:
            return "It was done before it began: correct one of the two days."
        if not self.evidence.strip():
            return "A safety action that is done needs its evidence: say what shows that it is in place."
        return ""

    def started(self, on: date) -> "Action":
        return replace(self, state=ActionState.UNDER_WAY, started_on=on)

    def finished(self, on: date, evidence: str) -> "Action":
        return replace(self, state=ActionState.DONE, done_on=on, evidence=evidence)

    def stopped(self, why: str) -> "Action":
        return replace(self, state=ActionState.STOPPED, why_stopped=why)

    def back_to(self, state: ActionState) -> "Action":
        """What belonged to the state that is left goes: a day that it was done, a reason, and with PLANNED the day that it began. Due
        date, progress and evidence stay.
        """
        began = None if state is ActionState.PLANNED else self.started_on
        return replace(self, state=state, started_on=began, done_on=None, why_stopped="")
