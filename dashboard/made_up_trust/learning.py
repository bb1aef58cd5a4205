"""What the made-up trust has learnt: one story from a signal to an action that is too early to judge, an older one whose effect is judged,
alerts and the officer's post. All of it goes through the acts that an officer has, each on its own day.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from dashboard import work
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.learning.action import Action, Strength
from dashboard.domain.learning.aim import Aim, AimedAt
from dashboard.domain.learning.alert import Alert, AlertKind, RequiredAction, StatusOnCas
from dashboard.domain.learning.card import Card, CardState, Sighting
from dashboard.domain.learning.post import ChecklistStep, Contact, Every, Recurring
from dashboard.domain.learning.record import Kind, Noted
from dashboard.domain.periods import day_in_london, month_of, months_later
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store

PAPER_BEFORE_EDITION = 3
"""The edition of the earlier Datix listing, in which the signal of this story is seen first."""

HILLVIEW, RIVERSIDE = "Hillview Hospital", "Riverside Hospital"
WARDS = ("Ward 7", "Ward 12")
OMITTED_INSULIN = IncidentFilter(location=WARDS, drug_class=("Insulins",), error_type=("Omitted dose",))
DOSES_AT_HILLVIEW = IncidentFilter(
    site=(HILLVIEW,), stage=("Prescribing",), error_type=("Wrong or unclear dose",)
)
PICKS_AT_HILLVIEW = IncidentFilter(
    site=(HILLVIEW,), stage=("Prescribing",), error_type=("Wrong frequency", "Wrong medicine")
)
ANTICOAGULANTS = IncidentFilter(high_risk=("Anticoagulants",))


def tell_what_was_learnt(store: Store, now: datetime) -> None:
    """Cards, safety actions, alerts and the officer's post, before anything is published. `now` is for what is still to come."""
    today = day_in_london(now)
    _national_alert(store)
    _other_alerts(store, today)
    _doses_at_hillview(store)
    _picked_from_a_list(store)
    _insulin_left_out(store, today)
    _medicines_named(store)
    _post(store, today)


def _national_alert(store: Store) -> None:
    """One that applied, was answered by a safety action, and was signed off on CAS before its date."""
    national = Alert(
        AlertKind.NATIONAL,
        "Made up: anticoagulants at transfer",
        "NatPSA/2025/000/MADE-UP",
        issued_on=date(2025, 12, 15),
        due_on=date(2026, 6, 30),
        lead="Chief pharmacist",
        applies=True,
        applies_why="Both hospitals move patients who take an anticoagulant, every day.",
        operational_lead="B. Pharmacist (made up)",
        status_on_cas=StatusOnCas.ONGOING,
        required=(
            RequiredAction("Name who is responsible for it", date(2026, 1, 31)),
            RequiredAction("Last dose and next dose stand on the transfer sheet", date(2026, 6, 30)),
        ),
        concerns=ANTICOAGULANTS.query(),
    )
    logged = work.log_alert(store, SINGLE_USER, national, _on(2025, 12, 16))
    answered = Action(
        "Anticoagulant doses on the transfer sheet",
        "Anticoagulant pharmacists",
        strength=Strength.CHECK,
        due_on=date(2026, 6, 30),
        aims=(Aim.of(AimedAt.INCIDENTS, ANTICOAGULANTS),),
        alerts=(logged.number,),
    )
    action = _begun(store, answered, _on(2026, 1, 14), date(2026, 1, 19))
    _done(
        store, action, date(2026, 6, 19), "Of 40 transfer sheets looked at in June, 38 name both doses; the other two were by hand."
    )  # fmt: skip
    first, second = national.required
    completed = replace(
        national,
        status_on_cas=StatusOnCas.COMPLETED,
        required=(
            replace(first, done_on=date(2026, 1, 12)),
            replace(second, done_on=date(2026, 6, 19)),
        ),
        signed_off_by="A. Director (made up)",
        signed_off_on=date(2026, 6, 24),
        evidence="Audit of 40 transfer sheets, June 2026.",
    )
    logged = work.change_alert(store, SINGLE_USER, logged, completed, _on(2026, 6, 24))
    work.close_alert(store, SINGLE_USER, logged, date(2026, 6, 25), _on(2026, 6, 25))


def _other_alerts(store: Store, today: date) -> None:
    recall = Alert(
        AlertKind.RECALL,
        "Made up: one batch of an oral solution, class 2",
        "MADE-UP/26/01",
        issued_on=date(2026, 10, 21),
        lead="Pharmacy stores",
        applies=False,
        applies_why="The batch was never bought: looked up in the purchase records on the same day.",
    )
    recalled = work.log_alert(store, SINGLE_USER, recall, _on(2026, 10, 21))
    work.close_alert(store, SINGLE_USER, recalled, date(2026, 10, 21), _on(2026, 10, 21))
    update = Alert(
        AlertKind.MHRA,
        "Made up: a reminder about brands of a long-acting insulin",
        "MADE-UP/26/02",
        issued_on=date(2026, 10, 28),
        review_on=today + timedelta(days=30),
        lead="Medication safety officer",
    )
    work.log_alert(store, SINGLE_USER, update, _on(2026, 10, 29))


def _doses_at_hillview(store: Store) -> None:
    """The older story: from what was read to electronic prescribing, whose effect is judged."""
    opened = Card(
        "Prescribed doses that are wrong or unclear, at Hillview",
        known="Read one by one in July 2025: most were doses copied from one paper chart to the next.",
        owner="Medicines optimisation pharmacists",
        site=HILLVIEW,
    )
    card = work.open_card(store, SINGLE_USER, opened, _on(2025, 7, 14))
    card = _moved(store, card, CardState.LOOKING, _on(2025, 7, 14))
    found = {
        "factors": "Charts are copied by hand every 14 days; the unit is written by hand; two charts are in use at a time.",
        "area": "A dose is chosen with its unit, and is not copied by hand.",
        "response": "thematic review",
    }
    card = work.change_card(store, SINGLE_USER, card, found, _on(2025, 9, 5))
    card = _moved(store, card, CardState.ACTING, _on(2025, 9, 8))
    prescribing = Action(
        "Electronic prescribing at Hillview",
        "Digital programme",
        strength=Strength.SOFTWARE,
        due_on=date(2025, 10, 31),
        aims=(Aim.of(AimedAt.INCIDENTS, DOSES_AT_HILLVIEW), Aim.of(AimedAt.INCIDENTS, PICKS_AT_HILLVIEW)),
        cards=(card.number,),
        site=HILLVIEW,
    )
    action = _begun(store, prescribing, _on(2025, 9, 8), date(2025, 10, 1))
    _done(store, action, date(2025, 10, 27), "Every ward at Hillview prescribes electronically.")
    card = _moved(store, card, CardState.WATCHING, _on(2025, 12, 1))
    said = {
        "outcome": "About half as many prescribed doses are recorded as wrong or unclear as before, while reporting at Hillview did not "
        "change. Wrong frequencies and wrong picks from a list did not become fewer: they have a card of their own.",
        "told": "Thank you for writing these down. Your reports showed that doses went wrong as charts were copied. Since October 2025 they "
        "are chosen with their unit, and about half as many are reported as wrong or unclear.",
    }
    card = work.change_card(store, SINGLE_USER, card, said, _on(2026, 10, 5))
    _closed(store, card, "acted on: what was asked for is in place", _on(2026, 10, 6))


def _picked_from_a_list(store: Store) -> None:
    """What came with it: watched, with an action that is past its due date."""
    opened = Card(
        "Wrong frequencies and wrong picks from a list, at Hillview",
        known="Looked at because electronic prescribing could bring them: neither fewer nor clearly more since.",
        owner="Digital programme",
        site=HILLVIEW,
    )
    card = work.open_card(store, SINGLE_USER, opened, _on(2026, 4, 20))
    card = _moved(store, card, CardState.LOOKING, _on(2026, 4, 20))
    found = {
        "area": "What is prescribed most often stands first in the list.",
        "response": "covered by existing improvement work",
        "told": "Thank you for reporting a wrong frequency or a wrong pick from the list. The supplier was asked to show first what is "
        "prescribed most. Please go on reporting them.",
    }
    card = work.change_card(store, SINGLE_USER, card, found, _on(2026, 5, 6))
    order = Action(
        "Frequencies in order of use",
        "Digital programme",
        strength=Strength.SOFTWARE,
        due_on=date(2026, 9, 30),
        progress="Asked of the supplier in May 2026; it comes with the next version.",
        aims=(Aim.of(AimedAt.INCIDENTS, PICKS_AT_HILLVIEW),),
        cards=(card.number,),
        site=HILLVIEW,
    )
    work.open_action(store, SINGLE_USER, order, _on(2026, 5, 6))
    _moved(store, card, CardState.WATCHING, _on(2026, 5, 7))


def _insulin_left_out(store: Store, today: date) -> None:
    """The planted omitted insulin: from the signal to an action that has only begun."""
    seen = Sighting(
        PAPER_BEFORE_EDITION,
        date(2026, 10, 5),
        "Insulins: June 2026 to August 2026 were higher than usual: 29, 35, 31, where 9 to 26 is usual.",
        "all-measures",
        "from=2025-10-01&until=2026-09-30",
        "measure-insulins",
    )
    opened = Card(
        "Insulin doses left out on Wards 7 and 12",
        "measure-insulins|higher|",
        sightings=(seen,),
        owner="Diabetes specialist nurses",
        due_on=today + timedelta(days=60),
        site=RIVERSIDE,
        drug_class="Insulins",
        wards=WARDS,
    )
    card = work.open_card(store, SINGLE_USER, opened, _on(2026, 10, 5))
    card = _moved(store, card, CardState.LOOKING, _on(2026, 10, 6))
    known = {
        "known": "Long-acting insulin, on Ward 7 (diabetes) and Ward 12 (renal) alone. None in May; none in September either, before "
        "anything was begun.",
        "response": "after action review",
    }
    card = work.change_card(store, SINGLE_USER, card, known, _on(2026, 10, 6))
    found = {
        "factors": "The insulin chart stayed at the bed while the patient was away, at dialysis or for a scan; two of the long-acting insulins "
        "were out of stock on the ward at weekends.",
        "area": "A long-acting insulin is given although the patient is away when it is due, or the ward's stock is used up.",
    }
    card = work.change_card(store, SINGLE_USER, card, found, _on(2026, 10, 14))
    card = _moved(store, card, CardState.ACTING, _on(2026, 10, 16))
    chart = Action(
        "Insulin chart goes with the patient",
        "Managers of Wards 7 and 12",
        strength=Strength.STANDARD,
        due_on=today + timedelta(days=45),
        progress="Both wards stock each long-acting insulin. The chart goes with the patient on Ward 12 since 19 October, on Ward 7 since 26 October.",
        aims=(Aim.of(AimedAt.INCIDENTS, OMITTED_INSULIN),),
        cards=(card.number,),
        site=RIVERSIDE,
        drug_class="Insulins",
        wards=WARDS,
    )
    _begun(store, chart, _on(2026, 10, 16), date(2026, 10, 19), begun=_on(2026, 10, 26))
    said = {
        "told": "Thank you: nobody would have seen this without your reports. They showed that insulin was left out when a patient was away "
        "from the ward or the stock was used up. The chart now goes with the patient, and your ward stocks each long-acting insulin. "
        "Please go on reporting, so that we can tell whether it helps."
    }
    work.change_card(store, SINGLE_USER, card, said, _on(2026, 10, 27))


def _medicines_named(store: Store) -> None:
    """A signal that was looked at, and is none of care: closed."""
    seen = Sighting(
        PAPER_BEFORE_EDITION,
        date(2026, 10, 5),
        "No medicine named: April 2026 was lower than usual: 8.6, where 9.4 to 13.8 is usual.",
        "all-measures",
        "from=2025-10-01&until=2026-09-30",
        "medicine-not-named",
    )
    opened = Card(
        "Fewer incidents without a medicine in April", "medicine-not-named|lower|", sightings=(seen,)
    )
    card = work.open_card(store, SINGLE_USER, opened, _on(2026, 10, 5))
    card = _moved(store, card, CardState.LOOKING, _on(2026, 10, 5))
    said = {
        "outcome": "One month in which more records than usual name the medicine. Nothing else changed in it.",
        "told": "Thank you for naming the medicine: in April 2026 fewer reports than usual left it out.",
    }
    card = work.change_card(store, SINGLE_USER, card, said, _on(2026, 10, 7))
    _closed(store, card, "looked at: recording or grading changed, not what happened", _on(2026, 10, 7))


def _post(store: Store, today: date) -> None:
    """An officer who is half way through coming into post."""
    done = {
        "start-mailbox": date(2026, 9, 1),
        "start-manager": date(2026, 9, 3),
        "start-system": date(2026, 9, 3),
        "start-mhra": date(2026, 9, 10),
        "start-people": date(2026, 9, 17),
        "data-extract": date(2026, 10, 5),
        "data-coverage": date(2026, 10, 5),
    }
    for step, day in done.items():
        work.note_step(store, SINGLE_USER, ChecklistStep(step, day), _at(day))
    asked = ChecklistStep(
        "start-network", note="Written to the chair on 14 September; the next meeting is in the new year."
    )
    work.note_step(store, SINGLE_USER, asked, _on(2026, 9, 14))  # fmt: skip
    for contact in (
        Contact("Generic mailbox", address="medication.safety@riverside.example", note="Three people can open it."),
        Contact("Director for medication safety", "A. Director (made up)", "director@riverside.example"),
        Contact("Controlled drugs accountable officer", "C. Officer (made up)", "cd.officer@riverside.example"),
        Contact("Incident system manager", "D. Manager (made up)", note="Runs the listing on the third of each month."),
        Contact("MHRA: named officer", registered_on=date(2026, 9, 10)),
    ):  # fmt: skip
        work.keep_contact(store, SINGLE_USER, contact, _on(2026, 9, 17))
    next_month = months_later(month_of(today), 1)
    for recurring in (
        Recurring("Medication safety committee", Every.MONTH, next_month.replace(day=10), "Papers a week before."),
        Recurring("Controlled drugs occurrence report", Every.QUARTER, next_month.replace(day=15)),
        Recurring("Who can open the generic mailbox", Every.HALF_YEAR, months_later(next_month, 2)),
    ):  # fmt: skip
        work.keep_recurring(store, SINGLE_USER, recurring, _on(2026, 9, 17))


def _moved(store: Store, card: Noted[Card], to: CardState, now: datetime) -> Noted[Card]:
    return work.move_card(store, SINGLE_USER, card, to, now)


def _closed(store: Store, card: Noted[Card], because: str, now: datetime) -> None:
    work.move_card(store, SINGLE_USER, card, CardState.CLOSED, now, because=because)


def _begun(
    store: Store, content: Action, opened: datetime, on: date, begun: datetime | None = None
) -> Noted[Action]:
    """Opened, then begun on a day. Not by `work.start_action`, which publishes an edition: there is nothing to publish yet."""
    noted = work.open_action(store, SINGLE_USER, content, opened)
    return _next(store, noted, noted.content.started(on), "start action", begun or _at(on))


def _done(store: Store, noted: Noted[Action], on: date, evidence: str) -> Noted[Action]:
    return _next(store, noted, noted.content.finished(on, evidence), "finish action", _at(on))


def _next(store: Store, noted: Noted[Action], content: Action, act: str, now: datetime) -> Noted[Action]:
    return work.note_record(store, SINGLE_USER, Kind.ACTION, content, act, now, seen=noted)


def _on(year: int, month: int, day: int) -> datetime:
    return _at(date(year, month, day))


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10))
