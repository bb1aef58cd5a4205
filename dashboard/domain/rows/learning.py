"""The row types of what an edition holds of the learning loop. Nobody's name, no working note, no incident."""

from dataclasses import dataclass
from datetime import date

WARDS_PARTED_BY = "; "


def wards_in(written: str) -> tuple[str, ...]:
    """The wards of a row, each by itself; none for the whole trust."""
    return tuple(ward for ward in written.split(WARDS_PARTED_BY) if ward)


@dataclass(frozen=True)
class LearningCard:
    """`seen` is the newest sentence that was read, `page` and `query` lead to what was looked at; `signal` tells it whatever its period.
    `looked_on`, `acting_on` and `closed_on` are the days on which the card first came to be looked at, acted on, and was closed last;
    None while it is not. `wards` are parted by semicolons, none is the whole trust.
    """

    card: int
    title: str
    state: str
    seen: str
    seen_first_on: date | None
    seen_last_on: date | None
    times_seen: int
    edition_seen: int | None
    page: str
    query: str
    factors: str
    area: str
    response: str
    owner: str
    due_on: date | None
    outcome: str
    told: str
    closed_because: str
    opened_on: date
    looked_on: date | None
    acting_on: date | None
    closed_on: date | None
    site: str | None
    division: str | None
    drug_class: str | None
    wards: str
    signal: str = ""


@dataclass(frozen=True)
class SafetyAction:
    """`strength` is empty where nobody said, `first_due_on` the due date that it was opened with. `wards` as on a card."""

    action: int
    title: str
    owner: str
    state: str
    strength: str
    opened_on: date
    due_on: date | None
    first_due_on: date | None
    started_on: date | None
    done_on: date | None
    progress: str
    evidence: str
    why_stopped: str
    site: str | None
    division: str | None
    drug_class: str | None
    wards: str


@dataclass(frozen=True)
class SafetyActionAim:
    """`measure` is an AimedAt, `query` a filter as a URL writes it."""

    action: int
    measure: str
    query: str


@dataclass(frozen=True)
class AnsweredByAction:
    action: int
    card: int | None
    alert: int | None


@dataclass(frozen=True)
class AlertRow:
    """`applies` is None where it is not decided. `concerns` is a filter as a URL writes it."""

    alert: int
    kind: str
    reference: str
    title: str
    issued_on: date | None
    due_on: date | None
    review_on: date | None
    closed_on: date | None
    lead: str
    evidence: str
    applies: bool | None
    applies_why: str
    signed_off_on: date | None
    status_on_cas: str
    concerns: str


@dataclass(frozen=True)
class RequiredByAlert:
    alert: int
    what: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True)
class Escalated:
    """`to_whom` is empty where it was decided not to escalate. `reasons` are rules, parted by semicolons."""

    step_on: date
    step: str
    to_whom: str
    reasons: str


@dataclass(frozen=True)
class StatementSigned:
    """A statement of assurance: on which edition it stands. Its words and who signed it stay at the desk."""

    edition: int
    signed_off_on: date


@dataclass(frozen=True)
class Learning:
    """All of it, as an edition is written with it, and as the desk's pages show what no edition holds yet."""

    cards: tuple[LearningCard, ...] = ()
    actions: tuple[SafetyAction, ...] = ()
    aims: tuple[SafetyActionAim, ...] = ()
    answers: tuple[AnsweredByAction, ...] = ()
    alerts: tuple[AlertRow, ...] = ()
    required: tuple[RequiredByAlert, ...] = ()
    escalated: tuple[Escalated, ...] = ()
    statements: tuple[StatementSigned, ...] = ()
