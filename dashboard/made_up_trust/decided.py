"""What the made-up trust decided on an edition: which incidents were escalated and which not, and the statement of assurance."""

from datetime import date, datetime, timedelta

from dashboard import work
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.learning.assurance import Statement
from dashboard.domain.learning.escalation import EscalatedTo, EscalationStep, OwnRule, StepTaken
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.rows import ListedIncident
from dashboard.domain.rows.escalation import RECORDED_AS_ONE, NeverEventMet
from dashboard.domain.store import Store
from dashboard.edition import ask
from dashboard.made_up_trust.learning import OMITTED_INSULIN

NEVER_EVENT = (
    "recorded as a Never Event in the extract",
    "possible Never Event, check: 7 Overdose of methotrexate for non-cancer treatment",
)
"""The rules that the methotrexate of May 2026 meets."""

LISTED_FROM = date(2025, 11, 1)
"""Of the year before the newest listing: what rules of escalation look back over."""


def decide_what_to_escalate(store: Store, edition: int, now: datetime) -> None:
    """The Never Event and the severe incidents of the last year are decided on; the newest of them waits."""
    harmful = OMITTED_INSULIN.narrowed(harm=("Moderate", "Severe", "Fatal"))
    rule = OwnRule(
        "two insulin doses left out on Wards 7 and 12, of moderate harm or above", harmful.query(), 2, 30
    )
    work.keep_own_rule(store, SINGLE_USER, rule, now)
    said: list[NeverEventMet] = ask(
        "possible_never_events", IncidentFilter(), SINGLE_USER, store=store, edition_id=edition
    )
    for each in said:
        if each.item != RECORDED_AS_ONE:
            continue
        step = EscalationStep(
            StepTaken.SENT,
            date(2026, 5, 19),
            EscalatedTo.DIRECTOR,
            note="Told on the day it was read. The patient came to no harm; the learning response is a PSII.",
        )
        work.escalate(store, SINGLE_USER, each.n, NEVER_EVENT, step, now)
    severe: list[ListedIncident] = ask(
        "incidents_listed",
        IncidentFilter(from_=LISTED_FROM, harm=("Fatal", "Severe")),
        SINGLE_USER,
        store=store,
        edition_id=edition,
    )
    newest_first = sorted(severe, key=lambda each: each.dated_on or LISTED_FROM, reverse=True)
    for each in newest_first[1:]:
        _decide(store, each, now)


def sign_off(store: Store, edition: int, now: datetime) -> None:
    """What the director was assured of, on the paper of the month before."""
    statement = Statement(
        edition,
        "Medication incidents are reported on every ward but one, and what stands out is looked at. One unusual run was found, insulin doses "
        "left out on Wards 7 and 12; it is on a learning card and an after action review is under way. Hillview Ward C2 has recorded nothing "
        "since November 2025, and its manager was asked.",
        "Counts of reports, not of errors. The newest month is still filling up, and the grading of harm in it is not complete.",
        "A. Director (made up)",
        day_in_london(now),
    )
    work.sign_off_statement(store, SINGLE_USER, statement, now)


def _decide(store: Store, incident: ListedIncident, now: datetime) -> None:
    assert incident.dated_on is not None
    number, read_on = incident.n, min(incident.dated_on + timedelta(days=4), day_in_london(now))
    reasons = (f"physical harm recorded as {incident.harm_level.lower()}",)
    if incident.error_types == "Not recorded":
        why = "No error is recorded. The ward's own review found a side effect of a medicine that was rightly given."
        work.decide_not_to_escalate(store, SINGLE_USER, number, reasons, read_on, why, now)
        return
    step = EscalationStep(StepTaken.SENT, read_on, EscalatedTo.DIRECTOR, incident.reference or "")
    work.escalate(store, SINGLE_USER, number, reasons, step, now)
