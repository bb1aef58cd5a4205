"""An alert or communication that came in, and what was made of it here. The answer to a National Patient Safety Alert is given on CAS
(the Central Alerting System), never here."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dashboard.domain.learning.card import TITLE_LENGTH
from dashboard.domain.learning.written import MOST_LETTERS


class AlertKind(StrEnum):
    NATIONAL = "National Patient Safety Alert"
    """Class 1 recalls among them."""
    RECALL = "Medicines Recall (class 2 or 3)"
    NOTIFICATION = "Medicines Notification (class 4)"
    COMPANY = "company-led recall"
    MHRA = "Drug Safety Update or other MHRA communication"
    SUPPLY = "supply notification"
    NHS_ENGLAND = "NHS England"
    NETWORK = "network"
    LOCAL = "local"


@dataclass(frozen=True)
class RequiredAction:
    what: str = ""
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True)
class Alert:
    """`due_on` and what is required belong to a National Patient Safety Alert; the others have a local `review_on`. `applies`: None, not
    decided. `operational_lead` and `signed_off_by` are people, and stay at the desk. `concerns` is a filter as a URL writes it."""

    kind: AlertKind
    title: str = field(metadata={MOST_LETTERS: TITLE_LENGTH})
    reference: str = field(default="", metadata={MOST_LETTERS: TITLE_LENGTH})
    issued_on: date | None = None
    due_on: date | None = None
    review_on: date | None = None
    closed_on: date | None = None
    lead: str = field(default="", metadata={MOST_LETTERS: TITLE_LENGTH})
    evidence: str = ""
    applies: bool | None = None
    applies_why: str = ""
    operational_lead: str = field(default="", metadata={MOST_LETTERS: TITLE_LENGTH})
    signed_off_by: str = field(default="", metadata={MOST_LETTERS: TITLE_LENGTH})
    signed_off_on: date | None = None
    status_on_cas: str = ""
    required: tuple[RequiredAction, ...] = ()
    concerns: str = ""
    incidents: tuple[int, ...] = ()
