"""Escalation: which rules put an incident on the officer's list, and what the officer decided. Nothing is sent, and nothing is decided
by a rule."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dashboard.domain.learning.card import TITLE_LENGTH
from dashboard.domain.learning.written import MOST_LETTERS


class EscalatedTo(StrEnum):
    DIRECTOR = "director"
    CDAO = "controlled drugs accountable officer"
    MHRA = "MHRA (Yellow Card)"
    NHS_ENGLAND = "NHS England"
    NETWORK = "medication safety officer network"


class StepTaken(StrEnum):
    SUGGESTED = "suggested"
    SENT = "sent"
    NOT = "decided not to"


@dataclass(frozen=True)
class EscalationStep:
    """`to` is None where it was decided not to escalate at all."""

    step: StepTaken
    on: date
    to: EscalatedTo | None = None
    reference: str = field(default="", metadata={MOST_LETTERS: TITLE_LENGTH})
    note: str = ""


@dataclass(frozen=True)
class Escalation:
    """What was decided about one incident: the record has the incident's number. `reasons` are the rules that put it on the list."""

    reasons: tuple[str, ...] = ()
    steps: tuple[EscalationStep, ...] = ()


@dataclass(frozen=True)
class OwnRule:
    """A rule of the trust's own: `many` incidents of what `query` (a filter as a URL writes it) says within `days` days."""

    name: str = field(metadata={MOST_LETTERS: TITLE_LENGTH})
    query: str = ""
    many: int = 1
    days: int = 30
