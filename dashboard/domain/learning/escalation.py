"""Escalation: which rules put an incident on the officer's list, and what the officer decided. Nothing is sent, and nothing is decided
by a rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dashboard.domain.learning.card import TITLE_LENGTH
from dashboard.domain.learning.written import MOST_LETTERS
from dashboard.domain.periods import day_in_words


class EscalatedTo(StrEnum):
    DIRECTOR = "director"
    CDAO = "controlled drugs accountable officer"
    MHRA = "MHRA (Yellow Card)"
    NHS_ENGLAND = "NHS England"
    NETWORK = "medication safety officer network"

    @property
    def in_words(self) -> str:
        """As a sentence names it."""
        return self.value if self is EscalatedTo.NHS_ENGLAND else f"the {self.value}"


class StepTaken(StrEnum):
    SUGGESTED = "suggested"
    """To whoever would write the Yellow Card."""
    SENT = "sent"
    """Or told: by a person, outside of this program."""
    NOT = "decided not to"


@dataclass(frozen=True)
class EscalationStep:
    """`to` is None where it was decided not to escalate at all."""

    step: StepTaken
    on: date
    to: EscalatedTo | None = None
    reference: str = field(default="", metadata={MOST_LETTERS: TITLE_LENGTH})
    note: str = ""

    def in_words(self) -> str:
        """'sent to the director on 3 October 2026 (reference W1)', 'decided not to on 3 October 2026'."""
        to = f" to {self.to.in_words}" if self.to else ""
        reference = f" (reference {self.reference})" if self.reference else ""
        return f"{self.step.value}{to} on {day_in_words(self.on)}{reference}"


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

    @property
    def reason(self) -> str:
        """As it stands among the reasons of an incident, which are parted by semicolons elsewhere."""
        return f"our rule: {self.name.replace(';', ',')}"


@dataclass(frozen=True)
class AtTheDesk:
    """What the rules need of the desk: what was decided, by the number of the incident, the rules of the trust's own, and the revision of
    each decision."""

    decided: Mapping[int, Escalation] = field(default_factory=dict)
    own_rules: tuple[OwnRule, ...] = ()
    revisions: Mapping[int, int] = field(default_factory=dict)
