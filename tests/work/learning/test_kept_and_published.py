"""What was noted of the learning loop reaches the next edition, the handover pack and nobody's name; a change can be taken back."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard import desk, work
from dashboard.domain.extract import RefusedFile
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.learning.action import Action, ActionState, Strength
from dashboard.domain.learning.alert import Alert, AlertKind
from dashboard.domain.learning.card import Card, CardState, Sighting
from dashboard.domain.learning.escalation import EscalatedTo, Escalation, EscalationStep, OwnRule, StepTaken
from dashboard.domain.learning.post import Contact
from dashboard.domain.learning.record import ChangedMeanwhile, Kind
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store, StoreProblem
from dashboard.edition import ask
from dashboard.reports.handover.files import handover_zip
from dashboard.work.learning.records import TAKE_BACK
from tests.made_up_incidents import TrustUnderTest, datix
from tests.parsed_here import parsing_here

NOW = datetime(2026, 11, 26, 9, 0)
DAY = date(2026, 11, 20)
CARD = Card(
    "Omitted insulin", "signal", sightings=(Sighting(1, DAY, "August had 18."),), known="NOTE OF THE TEAM", wards=("Ward 7", "Ward 12"),
    assigned_to=("person 2",), incidents=(1,),
)  # fmt: skip
ACTION = Action(
    "Night cupboard",
    "Pharmacy",
    ActionState.UNDER_WAY,
    Strength.FORCING,
    started_on=DAY,
    cards=(1,),
    drug_class="Insulins",
)
ALERT = Alert(
    AlertKind.NATIONAL,
    "Potassium",
    "NatPSA/2026/001",
    DAY,
    operational_lead="A PERSON",
    signed_off_by="B PERSON",
    applies=True,
)


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> TrustUnderTest:
    made = TrustUnderTest(tmp_path_factory.mktemp("learning"))
    made.take(
        datix({"ID": "A1", "Incident date": "03/02/2026", "Site": "Northgate", "Location (exact)": "Ward 7"})
    )
    return made


def test_an_edition_holds_what_was_noted_without_names_notes_and_incidents(trust: TrustUnderTest) -> None:
    store = trust.store
    card = work.note_record(store, SINGLE_USER, Kind.CARD, CARD, "open card", NOW)
    later = NOW + timedelta(days=2)
    looked = replace(CARD, state=CardState.LOOKING)
    work.note_record(store, SINGLE_USER, Kind.CARD, looked, "move card", later, seen=card)
    work.note_record(store, SINGLE_USER, Kind.ACTION, ACTION, "open action", NOW)
    work.note_record(store, SINGLE_USER, Kind.ALERT, ALERT, "log alert", NOW)
    step = EscalationStep(StepTaken.SENT, DAY, EscalatedTo.DIRECTOR, note="A NOTE")
    work.note_record(
        store, SINGLE_USER, Kind.ESCALATION, Escalation(("severe harm",), (step,)), "escalate", NOW, number=1
    )
    assert work.waits_for_an_edition(store, SINGLE_USER, NOW, later)
    edition = work.publish(store, SINGLE_USER, later + timedelta(minutes=1))
    assert not work.waits_for_an_edition(store, SINGLE_USER, edition.published_at, later)

    def rows(name: str) -> list:
        return ask(name, IncidentFilter(), SINGLE_USER, store=store, edition_id=edition.edition_id)

    [held] = rows("learning_cards")
    assert (held.title, held.state, held.seen, held.wards, held.times_seen) == (
        "Omitted insulin", "looking", "August had 18.", "Ward 7; Ward 12", 1,
    )  # fmt: skip
    assert (held.opened_on, held.looked_on, held.acting_on, held.closed_on) == (
        NOW.date(),
        later.date(),
        None,
        None,
    )
    [action] = rows("safety_actions")
    assert (action.title, action.strength, action.started_on) == (ACTION.title, Strength.FORCING.value, DAY)
    assert [(each.action, each.card, each.alert) for each in rows("answered_by_safety_actions")] == [
        (1, 1, None)
    ]
    assert [each.reference for each in rows("alerts")] == ["NatPSA/2026/001"]
    assert [(each.to_whom, each.reasons) for each in rows("escalated")] == [("director", "severe harm")]
    assert [(each.kind, each.label, each.drug_class) for each in rows("dated_records")] == [
        ("safety action", "Night cupboard", "Insulins"),
        ("alert", "Potassium", None),
    ]
    bytes_of_it = store.edition(edition.edition_id).read_bytes()
    for canary in (b"NOTE OF THE TEAM", b"A PERSON", b"B PERSON", b"A NOTE", b"person 2"):
        assert canary not in bytes_of_it


def test_what_looks_like_a_personal_detail_is_not_kept_and_not_repeated(trust: TrustUnderTest) -> None:
    before = desk.learning_revisions(trust.store, SINGLE_USER, Kind.CARD, NOW)
    with pytest.raises(StoreProblem, match="'Area' seems to hold a personal detail") as refused:
        work.note_record(
            trust.store, SINGLE_USER, Kind.CARD, Card("x", area="Mrs Okafor, 943 476 5919"), "open card", NOW
        )
    assert "Okafor" not in str(refused.value) and "943" not in str(refused.value)
    assert desk.learning_revisions(trust.store, SINGLE_USER, Kind.CARD, NOW) == before


def test_a_rule_is_named_without_anybody(trust: TrustUnderTest) -> None:
    """Its name stands among the reasons that editions hold; that of a contact stays at the desk."""
    rule = OwnRule("Mrs Okafor, 943 476 5919", "drug_class=Insulins")
    with pytest.raises(StoreProblem, match="'Name' seems to hold a personal detail"):
        work.keep_own_rule(trust.store, SINGLE_USER, rule, NOW)
    work.keep_contact(trust.store, SINGLE_USER, Contact("Mailbox", "Mrs Okafor"), NOW)


def test_an_undo_brings_no_erased_incident_back(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    opened = work.note_record(store, SINGLE_USER, Kind.CARD, CARD, "open card", NOW)
    assert opened.content.incidents == (1,)
    desk.forget_marks(store, SINGLE_USER, [1], NOW)
    work.take_back_record(store, SINGLE_USER, opened, NOW)
    revisions = desk.learning_revisions(store, SINGLE_USER, Kind.CARD, NOW)
    assert [(each.content.incidents, each.taken_back) for each in revisions] == [((), False), ((), True)]


def test_a_change_is_taken_back_and_a_record_that_it_began_is_gone(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    first = work.note_record(store, SINGLE_USER, Kind.CARD, Card("x"), "open card", NOW)
    second = work.note_record(store, SINGLE_USER, Kind.CARD, Card("y"), "change card", NOW, seen=first)
    with pytest.raises(ChangedMeanwhile):  # and no line
        work.take_back_record(store, SINGLE_USER, first, NOW)
    work.take_back_record(store, SINGLE_USER, second, NOW)
    [third] = desk.learning_records(store, SINGLE_USER, Kind.CARD, NOW)
    assert (third.content, third.revision) == (Card("x"), 3)
    new = work.note_record(store, SINGLE_USER, Kind.CARD, Card("z"), "open card", NOW)
    work.take_back_record(store, SINGLE_USER, new, NOW)
    assert [each.number for each in desk.learning_records(store, SINGLE_USER, Kind.CARD, NOW)] == [1]
    assert [line.act for line in reversed(desk.audit_trail(store, SINGLE_USER, NOW))] == [
        "open card", "change card", TAKE_BACK, "open card", TAKE_BACK,
    ]  # fmt: skip


def test_the_successor_has_it_from_the_pack_and_no_incident(tmp_path: Path) -> None:
    leaving, coming = Store(tmp_path / "leaving"), Store(tmp_path / "coming")
    work.note_record(leaving, SINGLE_USER, Kind.CARD, CARD, "open card", NOW)
    work.note_record(
        leaving, SINGLE_USER, Kind.CONTACT, Contact("Mailbox", address="mso@example.org"), "keep contact", NOW
    )
    work.note_record(leaving, SINGLE_USER, Kind.ESCALATION, Escalation(("fatal",)), "escalate", NOW, number=1)
    pack = handover_zip(work.hand_over(leaving, SINGLE_USER, NOW))
    with parsing_here():
        read = work.read_handover_file(coming, pack, "pack.zip", NOW)
    assert not isinstance(read, RefusedFile), read
    work.take_over(coming, SINGLE_USER, read, NOW)
    [card] = desk.learning_records(coming, SINGLE_USER, Kind.CARD, NOW)
    assert card.content == replace(CARD, incidents=())
    [contact] = desk.learning_records(coming, SINGLE_USER, Kind.CONTACT, NOW)
    assert contact.content.address == "mso@example.org"
    assert desk.learning_revisions(coming, SINGLE_USER, Kind.ESCALATION, NOW) == []
