"""A safety action: what is done, by whom, until when, how strong it is, and at which measures it aims."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dashboard.domain.learning.aim import Aim
from dashboard.domain.learning.card import TITLE_LENGTH
from dashboard.domain.learning.written import MOST_LETTERS


class ActionState(StrEnum):
    PLANNED = "planned"
    UNDER_WAY = "under way"
    DONE = "done"
    STOPPED = "stopped"


class Strength(StrEnum):
    """From the weakest to the strongest (RCA2, National Patient Safety Foundation, 2015: the action hierarchy)."""

    TRAINING = "training or a reminder"
    POLICY = "policy or procedure"
    CHECK = "checklist or independent check"
    STANDARD = "standardised or simplified"
    SOFTWARE = "software or an alert in it"
    FORCING = "forcing function or removal of the hazard"


@dataclass(frozen=True)
class Action:
    """`started_on` is the day from which charts show it and its effect is judged. `cards` and `alerts` are numbers of what it answers,
    `incidents` those of incidents. `owner` is a team or a role."""

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
