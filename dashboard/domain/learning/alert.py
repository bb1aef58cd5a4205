"""An alert or communication that came in, and what was made of it here. The answer to a National Patient Safety Alert is given on CAS
(the Central Alerting System), never here."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from dashboard.domain.extract import SheetRead
from dashboard.domain.learning.card import TITLE_LENGTH
from dashboard.domain.learning.written import MOST_LETTERS
from dashboard.domain.periods import is_past

ALERT_TITLE_LENGTH = 250
"""Recalls name the product, its strength, its maker and their reference in their titles."""

DUE_SOON_DAYS = 14
"""Two weeks: as much as a recurring date is told ahead (post.SOON_DAYS)."""


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


class StatusOnCas(StrEnum):
    """How an organisation answers an alert on CAS. The last two sign it off (NHS England, Data on patient safety alert compliance)."""

    ACKNOWLEDGED = "Acknowledged"
    ASSESSING = "Assessing relevance"
    ONGOING = "Action required: ongoing"
    NOT_REQUIRED = "Action not required"
    COMPLETED = "Action completed"


SIGNED_OFF_ON_CAS = (StatusOnCas.NOT_REQUIRED, StatusOnCas.COMPLETED)


@dataclass(frozen=True)
class RequiredAction:
    what: str = ""
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True)
class Alert:
    """`due_on` and what is required belong to a National Patient Safety Alert; the others have a local `review_on`. `applies`: None, not
    decided. `operational_lead` and `signed_off_by` are people, and stay at the desk. `status_on_cas` is a StatusOnCas, or empty where
    nobody said. `concerns` is a filter as a URL writes it, without a period; empty where nobody said what it concerns."""

    kind: AlertKind
    title: str = field(metadata={MOST_LETTERS: ALERT_TITLE_LENGTH})
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


class Standing(StrEnum):
    """Where an alert stands on a day. Only a National Patient Safety Alert can be overdue."""

    OVERDUE = "overdue on CAS"
    DUE_SOON = "due soon on CAS"
    TO_REVIEW = "to review"
    OPEN = "open"
    ANSWERED = "answered on CAS"
    CLOSED = "closed"


class Dated(Protocol):
    """What an alert at the desk and its row in an edition share."""

    @property
    def kind(self) -> str: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def review_on(self) -> date | None: ...
    @property
    def closed_on(self) -> date | None: ...
    @property
    def status_on_cas(self) -> str: ...


def is_open_on_cas(alert: Dated) -> bool:
    """Whether CAS still waits for an answer: of a National Patient Safety Alert alone, by what is recorded here."""
    return alert.kind == AlertKind.NATIONAL and alert.status_on_cas not in SIGNED_OFF_ON_CAS


def standing(alert: Dated, today: date) -> Standing:
    """A National Patient Safety Alert is overdue from the day after its date, until CAS says that it is signed off; the day itself and
    the 14 before it are soon. Any other is to be reviewed from its review date on, and never overdue."""
    if is_open_on_cas(alert):
        if is_past(alert.due_on, today):
            return Standing.OVERDUE
        if alert.due_on is not None and alert.due_on <= today + timedelta(days=DUE_SOON_DAYS):
            return Standing.DUE_SOON
    if alert.closed_on is not None:
        return Standing.CLOSED
    if alert.kind == AlertKind.NATIONAL:
        return Standing.OPEN if is_open_on_cas(alert) else Standing.ANSWERED
    return Standing.TO_REVIEW if alert.review_on is not None and alert.review_on <= today else Standing.OPEN


def not_recorded_yet(alert: Alert) -> tuple[str, ...]:
    """What a National Patient Safety Alert needs and this one does not say yet, in words; nothing for any other kind."""
    if alert.kind is not AlertKind.NATIONAL:
        return ()
    undated = any(each.due_on is None for each in alert.required)
    needs = (
        ("its reference on CAS", bool(alert.reference)),
        ("its date on CAS", alert.due_on is not None),
        ("whether it applies here", alert.applies is not None),
        ("why it applies or does not", bool(alert.applies_why)),
        ("the operational lead", bool(alert.operational_lead)),
        ("what it requires, each with its date", alert.applies is False or (bool(alert.required) and not undated)),
        ("the name of the executive who signed it off", bool(alert.signed_off_by)),
        ("the day of that sign-off", alert.signed_off_on is not None),
        ("its status as on CAS", bool(alert.status_on_cas)),
    )  # fmt: skip
    return tuple(words for words, said in needs if not said)


def stands_in_the_way_of_closing(alert: Alert) -> tuple[str, ...]:
    """What has to be recorded before it is closed here, in words. Of a National Patient Safety Alert: all that it needs, a status that
    signs it off on CAS, and that each required action was done, where it says that action is completed."""
    if alert.kind is not AlertKind.NATIONAL:
        return ()
    missing = [*not_recorded_yet(alert)]
    if alert.status_on_cas and alert.status_on_cas not in SIGNED_OFF_ON_CAS:
        missing.append(f"a status on CAS that signs it off ({' or '.join(SIGNED_OFF_ON_CAS)})")
    if alert.status_on_cas == StatusOnCas.COMPLETED and any(each.done_on is None for each in alert.required):
        missing.append("the day on which each required action was done")
    return tuple(missing)


def same_reference(reference: str) -> str:
    """How references are compared: 'NatPSA / 2026/001' and 'natpsa/2026/001' are one. Empty for none."""
    return "".join(reference.split()).casefold()


@dataclass(frozen=True)
class AlertRowRead:
    """One row of a list that is taken; `row` is the sheet's own number."""

    row: int
    alert: Alert


@dataclass(frozen=True)
class RowNotTaken:
    row: int
    why: str


@dataclass(frozen=True)
class AlertsRead:
    """A list of alerts before anything of it is kept: every row is taken, repeated or refused, and none is lost."""

    sheet: SheetRead
    sha256: str
    taken: tuple[AlertRowRead, ...]
    repeated: tuple[RowNotTaken, ...] = ()
    refused: tuple[RowNotTaken, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        return len(self.taken) + len(self.repeated) + len(self.refused)

    def without(self, known: Sequence[str]) -> "AlertsRead":
        """The same, in which rows whose reference is among these (as `same_reference` writes them) are repeated."""
        kept = tuple(each for each in self.taken if same_reference(each.alert.reference) not in known)
        again = tuple(
            RowNotTaken(each.row, "its reference is logged already")
            for each in self.taken
            if each not in kept
        )
        return replace(self, taken=kept, repeated=_in_order(self.repeated + again))

    def refusing(self, rows: Sequence[RowNotTaken]) -> "AlertsRead":
        """The same, in which these rows are refused."""
        numbers = {each.row for each in rows}
        kept = tuple(each for each in self.taken if each.row not in numbers)
        return replace(self, taken=kept, refused=_in_order((*self.refused, *rows)))


def _in_order(rows: tuple[RowNotTaken, ...]) -> tuple[RowNotTaken, ...]:
    return tuple(sorted(rows, key=lambda each: each.row))
