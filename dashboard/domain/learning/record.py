"""What the desk keeps of the learning loop: dated records, each revision whole, none ever changed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from dashboard.domain.learning.action import Action
from dashboard.domain.learning.alert import Alert
from dashboard.domain.learning.assurance import Statement
from dashboard.domain.learning.card import Card
from dashboard.domain.learning.escalation import Escalation, OwnRule
from dashboard.domain.learning.post import ChecklistStep, Contact, Recurring
from dashboard.domain.reader import Reader, Role
from dashboard.domain.store import StoreProblem

C = TypeVar("C")


class Kind(StrEnum):
    CARD = "card"
    ACTION = "action"
    ALERT = "alert"
    ESCALATION = "escalation"
    OWN_RULE = "rule of our own"
    STATEMENT = "statement"
    CHECKLIST = "step of a checklist"
    CONTACT = "contact"
    RECURRING = "recurring date"


CONTENT: dict[Kind, type] = {
    Kind.CARD: Card,
    Kind.ACTION: Action,
    Kind.ALERT: Alert,
    Kind.ESCALATION: Escalation,
    Kind.OWN_RULE: OwnRule,
    Kind.STATEMENT: Statement,
    Kind.CHECKLIST: ChecklistStep,
    Kind.CONTACT: Contact,
    Kind.RECURRING: Recurring,
}

THE_TEAMS = (Kind.CARD, Kind.ACTION, Kind.ALERT)
"""The team opens these, and changes its own; the other kinds are the officer's alone."""


class ChangedMeanwhile(StoreProblem):
    """Somebody else changed the record after this reader saw it. Nothing was written."""


class NotTheirs(StoreProblem):
    """A member of the team would change a record that is neither theirs nor assigned to them."""


@dataclass(frozen=True)
class Noted(Generic[C]):
    """One revision of a record. `began_at` and `began_by` are those of its first; an escalation has the number of its incident."""

    kind: Kind
    number: int
    revision: int
    content: C
    noted_at: datetime
    noted_by: str
    began_at: datetime
    began_by: str
    taken_back: bool = False

    def is_theirs(self, reader: Reader) -> bool:
        """Whether this reader may change it: an officer all of them, the team what it opened or what is assigned to it."""
        if reader.role is Role.MSO:
            return True
        assigned: tuple[Any, ...] = getattr(self.content, "assigned_to", ())
        return reader.role is Role.TEAM and (self.began_by == reader.id or reader.id in assigned)
