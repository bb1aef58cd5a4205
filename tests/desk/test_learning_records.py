"""Records of the learning loop: every change is a revision more, nothing is overwritten, and nobody changes what is not theirs."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard import desk
from dashboard.desk.file import open_desk
from dashboard.domain.learning.action import Action, ActionState, Strength
from dashboard.domain.learning.aim import Aim, AimedAt
from dashboard.domain.learning.alert import Alert, AlertKind, RequiredAction
from dashboard.domain.learning.assurance import Statement
from dashboard.domain.learning.card import Card, CardState, Sighting
from dashboard.domain.learning.escalation import EscalatedTo, Escalation, EscalationStep, OwnRule, StepTaken
from dashboard.domain.learning.post import ChecklistStep, Contact, Every, Recurring
from dashboard.domain.learning.record import CONTENT, ChangedMeanwhile, Kind, NotTheirs
from dashboard.domain.learning.written import RecordNotUnderstood, plain, understood
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.store import Store

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 26)
ANA, BEN = Reader("person 1", Role.TEAM), Reader("person 2", Role.TEAM)
ACT = "open card"

WHOLE = {
    Kind.CARD: Card(
        "Omitted insulin", "drug-classes?drug_class=Insulins", CardState.LOOKING,
        (Sighting(12, DAY, "August had 18.", "drug-classes", "drug_class=Insulins", "class-insulins"),),
        "Two wards.", "Supply at night.", "Insulin at night", "thematic review", "Pharmacy", DAY, "None yet", "We look at it.", "",
        "Riverside Hospital", None, "Insulins", ("Ward 7", "Ward 12"), ("person 2",), (7, 9),
    ),
    Kind.ACTION: Action(
        "Night cupboard", "Pharmacy", ActionState.UNDER_WAY, Strength.FORCING, DAY, DAY, None, "Ordered", "Minute 4", "",
        (Aim(AimedAt.INCIDENTS, "drug_class=Insulins"),), (1,), (2,), (7,),
    ),
    Kind.ALERT: Alert(
        AlertKind.NATIONAL, "Potassium", "NatPSA/2026/001", DAY, DAY, None, None, "Pharmacy", "Minute 5", True, "We hold it.", "A. Lead",
        "B. Director", DAY, "action ongoing", (RequiredAction("Remove ampoules", DAY, None),), "drug_class=Electrolytes",
    ),
    Kind.ESCALATION: Escalation(
        ("severe",), (EscalationStep(StepTaken.SENT, DAY, EscalatedTo.MHRA, "YC 1", "By the ward."),)
    ),
    Kind.OWN_RULE: OwnRule("Insulin on Ward 7", "drug_class=Insulins", 3, 30),
    Kind.STATEMENT: Statement(12, "Reporting is as usual.", "Two months fill up.", "B. Director", DAY),
    Kind.CHECKLIST: ChecklistStep("generic mailbox", DAY, "Works"),
    Kind.CONTACT: Contact("Director", "B. Director", "b@example.org", "01234", "Mondays", DAY),
    Kind.RECURRING: Recurring("Committee", Every.MONTH, DAY, "Room 4"),
}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_comes_back_as_it_was_kept(store: Store, kind: Kind) -> None:
    kept = desk.note_record(store, SINGLE_USER, kind, WHOLE[kind], ACT, NOW)
    [found] = desk.learning_records(store, SINGLE_USER, kind, NOW)
    assert found == kept
    assert (found.content, found.revision, found.began_by) == (WHOLE[kind], 1, "single-user")
    assert set(CONTENT) == set(Kind) == set(WHOLE)


def test_what_an_older_version_wrote_is_read_and_what_no_version_writes_is_refused() -> None:
    assert understood(Card, {"title": "Only a title"}) == Card("Only a title")
    for wrong, said in (
        ({"title": 7}, "'title' holds something that is no str"),
        ({"title": "x" * 121}, "'title' holds 121 letters; at most 120 are kept"),
        ({"title": "x", "state": "gone"}, "'state' holds something that is no cardstate"),
        ({"title": "x", "due_on": "31/10/2026"}, "'due_on' holds something that is no date"),
        ({"title": "x", "sightings": [{"edition": True, "seen_on": "2026-11-26"}]}, "'edition' holds"),
        ({"title": "x", "colour": "red"}, "There is no field 'colour' in a card"),
        ({}, "This is no card"),
    ):
        with pytest.raises(RecordNotUnderstood, match=said):
            understood(Card, wrong)


def test_every_change_is_a_revision_and_none_is_lost(store: Store) -> None:
    first = desk.note_record(store, ANA, Kind.CARD, Card("Omitted insulin"), ACT, NOW)
    later = NOW + timedelta(days=3)
    second = desk.note_record(
        store, SINGLE_USER, Kind.CARD, replace(first.content, state=CardState.LOOKING), "move card", later,
        number=first.number, seen=1,
    )  # fmt: skip
    assert (second.revision, second.began_by, second.began_at, second.noted_by) == (
        2,
        "person 1",
        NOW,
        "single-user",
    )
    assert desk.learning_revisions(store, SINGLE_USER, Kind.CARD, later) == [first, second]
    assert desk.learning_records(store, SINGLE_USER, Kind.CARD, later) == [second]
    with pytest.raises(ChangedMeanwhile):
        desk.note_record(store, SINGLE_USER, Kind.CARD, first.content, "move card", later, number=1, seen=1)
    assert [(line.act, line.subject) for line in desk.audit_trail(store, SINGLE_USER, later)] == [
        ("move card", "card 1"),
        ("open card", "card 1"),
    ]


def test_the_team_changes_what_it_opened_or_what_is_assigned_to_it_and_the_officer_everything(
    store: Store,
) -> None:
    card = desk.note_record(store, ANA, Kind.CARD, Card("Hers"), ACT, NOW)
    with pytest.raises(NotTheirs):
        desk.note_record(store, BEN, Kind.CARD, card.content, ACT, NOW, number=1, seen=1)
    given = replace(card.content, assigned_to=("person 2",))
    desk.note_record(store, ANA, Kind.CARD, given, ACT, NOW, number=1, seen=1)
    assert desk.note_record(store, BEN, Kind.CARD, given, ACT, NOW, number=1, seen=2).revision == 3
    assert desk.note_record(store, SINGLE_USER, Kind.CARD, given, ACT, NOW, number=1, seen=3).revision == 4
    link = Reader("person 2", Role.WARD_LINK, wards=("Ward 7",))
    assert [each.number for each in desk.assigned_records(store, link, Kind.CARD, NOW)] == [1]
    assert desk.assigned_records(store, ANA, Kind.CARD, NOW) == []


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.CARD, Kind.ACTION, Kind.ALERT)])
def test_nobody_but_an_officer_keeps_the_other_kinds(store: Store, kind: Kind) -> None:
    with pytest.raises(NotAllowed):
        desk.note_record(store, ANA, kind, WHOLE[kind], ACT, NOW)
    assert desk.learning_revisions(store, SINGLE_USER, kind, NOW) == []


def test_a_text_that_is_too_long_is_not_kept(store: Store) -> None:
    with pytest.raises(RecordNotUnderstood, match="'known' holds 4,001 letters"):
        desk.note_record(store, SINGLE_USER, Kind.CARD, Card("x", known="y" * 4_001), ACT, NOW)
    assert desk.learning_records(store, SINGLE_USER, Kind.CARD, NOW) == []


def test_what_is_erased_is_named_by_no_record_any_more(store: Store) -> None:
    for kind in (Kind.CARD, Kind.ACTION, Kind.ALERT):
        desk.note_record(store, SINGLE_USER, kind, WHOLE[kind], ACT, NOW)
    for n in (7, 8):
        desk.note_record(store, SINGLE_USER, Kind.ESCALATION, WHOLE[Kind.ESCALATION], ACT, NOW, number=n)
    desk.forget_marks(store, SINGLE_USER, [7], NOW)
    assert [
        each.content.incidents for each in desk.learning_revisions(store, SINGLE_USER, Kind.CARD, NOW)
    ] == [(9,)]
    assert [
        each.content.incidents for each in desk.learning_records(store, SINGLE_USER, Kind.ACTION, NOW)
    ] == [()]
    assert [each.content for each in desk.learning_records(store, SINGLE_USER, Kind.ALERT, NOW)] == [
        WHOLE[Kind.ALERT]
    ]
    assert [each.number for each in desk.learning_records(store, SINGLE_USER, Kind.ESCALATION, NOW)] == [8]
    with closing(sqlite3.connect(store.desk)) as file:
        kept = file.execute("select content from learning_record where kind = 'card'").fetchone()[0]
    assert json.loads(kept) == plain(replace(WHOLE[Kind.CARD], incidents=(9,)))


def test_words_that_name_an_incident_are_counted_wherever_they_stand(store: Store) -> None:
    desk.note_record(
        store, SINGLE_USER, Kind.CARD, Card("x", sightings=(Sighting(1, DAY, "see W1043"),)), ACT, NOW
    )
    desk.note_record(store, SINGLE_USER, Kind.CARD, Card("another"), ACT, NOW)
    assert desk.texts_that_name(store, SINGLE_USER, "w1043", NOW) == (0, 0, 1)


def test_a_revision_is_never_written_twice(store: Store) -> None:
    desk.note_record(store, SINGLE_USER, Kind.CARD, Card("x"), ACT, NOW)
    with pytest.raises(sqlite3.IntegrityError), open_desk(store, NOW, writes=True) as file:
        file.execute("insert into learning_record values ('card', 1, 1, '{}', 0, ?, 'x')", (NOW.isoformat(),))


def test_several_are_kept_all_or_none_and_taken_back_but_for_what_was_changed_since(store: Store) -> None:
    good, too_long = Card("x"), Card("y", known="z" * 4_001)
    with pytest.raises(RecordNotUnderstood):
        desk.note_new_records(store, SINGLE_USER, Kind.CARD, lambda _: [good, too_long], ACT, NOW)
    assert desk.learning_revisions(store, SINGLE_USER, Kind.CARD, NOW) == []
    assert desk.audit_trail(store, SINGLE_USER, NOW) == []
    kept = desk.note_new_records(
        store, SINGLE_USER, Kind.CARD, lambda held: [good, Card(f"{len(held)} held")], ACT, NOW
    )
    assert [(each.number, each.content.title) for each in kept] == [(1, "x"), (2, "0 held")]
    changed = desk.note_record(store, SINGLE_USER, Kind.CARD, Card("z"), ACT, NOW, number=1, seen=1)
    (gone,) = desk.take_back_records(store, SINGLE_USER, kept, "take back", NOW)
    assert (gone.number, gone.revision, gone.taken_back) == (2, 2, True)
    (before,) = desk.take_back_records(store, SINGLE_USER, [changed], "take back", NOW)
    assert (before.content, before.revision, before.taken_back) == (good, 3, False)
    assert desk.learning_records(store, SINGLE_USER, Kind.CARD, NOW) == [before]
    assert len(desk.audit_trail(store, SINGLE_USER, NOW)) == 5, "one line each"
    assert desk.learning_kept(store, SINGLE_USER, [Kind.CARD, Kind.ALERT], NOW) == {
        Kind.CARD: desk.learning_revisions(store, SINGLE_USER, Kind.CARD, NOW),
        Kind.ALERT: [],
    }
