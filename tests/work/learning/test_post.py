"""The officer's checklists, contacts and recurring dates: kept, changed, removed and brought back; and in the handover pack."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from dashboard import work
from dashboard.domain.learning.action import Action, ActionState
from dashboard.domain.learning.alert import Alert, AlertKind
from dashboard.domain.learning.card import Card, CardState
from dashboard.domain.learning.checklists import Checklist
from dashboard.domain.learning.post import ChecklistStep, Contact, Every, Recurring
from dashboard.domain.learning.record import ChangedMeanwhile, Kind
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store, StoreProblem
from dashboard.reports.handover.files import handover_zip
from dashboard.reports.handover.lists import CHECKS, CONTACT_ROLES

NOW = datetime(2026, 11, 26, 9, 0)
TODAY, TOMORROW = date(2026, 11, 26), date(2026, 11, 27)
MAILBOX = Contact("Generic medication safety mailbox", address="mso@example.org", registered_on=TODAY)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def lists(store: Store) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(handover_zip(work.hand_over(store, SINGLE_USER, NOW)))) as pack:
        return {
            name: list(csv.DictReader(io.StringIO(pack.read(name).decode("utf-8-sig"))))
            for name in ("contacts.csv", "checklist.csv", "open-items.csv")
        }


def test_a_step_is_noted_changed_and_a_checklist_begun_anew(store: Store) -> None:
    with pytest.raises(StoreProblem, match="no such step"):
        work.note_step(store, SINGLE_USER, ChecklistStep("start-nothing", TODAY), NOW)
    with pytest.raises(StoreProblem, match="still to come"):
        work.note_step(store, SINGLE_USER, ChecklistStep("start-mhra", TOMORROW), NOW)
    with pytest.raises(StoreProblem, match="Nothing of it was changed"):
        work.note_step(store, SINGLE_USER, ChecklistStep("start-mhra"), NOW)
    work.note_step(store, SINGLE_USER, ChecklistStep("start-mhra", None, "asked for the form"), NOW)
    done = work.note_step(store, SINGLE_USER, ChecklistStep("start-mhra", TODAY), NOW)
    assert (done.number, done.revision) == (1, 2)
    work.note_step(store, SINGLE_USER, ChecklistStep("leave-pack", TODAY), NOW)
    (opened,) = work.begin_checklist_anew(store, SINGLE_USER, Checklist.STARTING, NOW)
    held = work.steps_noted(store, SINGLE_USER, NOW)
    assert held["start-mhra"].content == ChecklistStep("start-mhra")
    assert held["leave-pack"].content.done_on == TODAY
    with pytest.raises(StoreProblem, match="nothing to begin anew"):
        work.begin_checklist_anew(store, SINGLE_USER, Checklist.STARTING, NOW)
    work.take_back_record(store, SINGLE_USER, opened, NOW)
    assert work.steps_noted(store, SINGLE_USER, NOW)["start-mhra"].content.done_on == TODAY


def test_a_contact_is_kept_changed_removed_and_brought_back(store: Store) -> None:
    with pytest.raises(StoreProblem, match="Say what or whom"):
        work.keep_contact(store, SINGLE_USER, Contact(" "), NOW)
    with pytest.raises(StoreProblem, match="'Note' seems to hold a personal detail"):
        work.keep_contact(store, SINGLE_USER, Contact("x", note="Mrs Okafor, 943 476 5919"), NOW)
    first = work.keep_contact(store, SINGLE_USER, MAILBOX, NOW)
    changed = work.keep_contact(store, SINGLE_USER, replace(MAILBOX, telephone="0100"), NOW, seen=first)
    with pytest.raises(ChangedMeanwhile):
        work.remove_contact(store, SINGLE_USER, first, NOW)
    removed = work.remove_contact(store, SINGLE_USER, changed, NOW)
    assert work.contacts(store, SINGLE_USER, NOW) == []
    work.take_back_record(store, SINGLE_USER, removed, NOW)
    assert [each.content.telephone for each in work.contacts(store, SINGLE_USER, NOW)] == ["0100"]


def test_what_recurs_moves_on_when_it_is_done_and_its_day_of_the_month_stays(store: Store) -> None:
    with pytest.raises(StoreProblem, match="when next"):
        work.keep_recurring(store, SINGLE_USER, Recurring("Committee"), NOW)
    report = Recurring("Report", Every.MONTH, date(2026, 8, 31))
    later = work.keep_recurring(store, SINGLE_USER, Recurring("Network", next_on=date(2026, 12, 1)), NOW)
    kept = work.keep_recurring(store, SINGLE_USER, report, NOW)
    assert [each.number for each in work.recurring_dates(store, SINGLE_USER, NOW)] == [
        kept.number,
        later.number,
    ]
    done = work.mark_recurring_done(store, SINGLE_USER, kept, TODAY, NOW)
    assert done.content.next_on == date(2026, 9, 30)
    with pytest.raises(ChangedMeanwhile):
        work.mark_recurring_done(store, SINGLE_USER, kept, TODAY, NOW)
    renamed = work.keep_recurring(
        store, SINGLE_USER, Recurring("Monthly report", Every.MONTH, date(2026, 9, 30)), NOW, seen=done
    )
    assert (renamed.content.on_day, renamed.content.done_on) == (31, TODAY)
    again = work.mark_recurring_done(store, SINGLE_USER, renamed, TODAY, NOW)
    assert again.content.next_on == date(2026, 10, 31)
    moved = work.keep_recurring(
        store, SINGLE_USER, replace(again.content, next_on=date(2026, 11, 5)), NOW, seen=again
    )
    assert moved.content.on_day == 5, "another day was chosen"
    with pytest.raises(StoreProblem, match="still to come"):
        work.mark_recurring_done(store, SINGLE_USER, moved, TOMORROW, NOW)


def test_the_lists_of_the_pack_are_forms_until_the_desk_holds_something(store: Store) -> None:
    work.note_record(store, SINGLE_USER, Kind.CARD, Card("x", state=CardState.CLOSED), "open card", NOW)
    empty = lists(store)
    assert [row["Role"] for row in empty["contacts.csv"]] == [role for role, _ in CONTACT_ROLES]
    assert {row["E-mail"] + row["Name"] + row["Note"] for row in empty["contacts.csv"]} == {""}
    assert len(empty["checklist.csv"]) == len(CHECKS) and {
        row["Done on"] for row in empty["checklist.csv"]
    } == {""}
    assert empty["open-items.csv"] == [], "a closed card is not open"


def test_the_lists_of_the_pack_hold_what_the_desk_holds(store: Store) -> None:
    first = work.keep_contact(store, SINGLE_USER, MAILBOX, NOW)
    work.keep_contact(store, SINGLE_USER, replace(MAILBOX, address="=new@example.org"), NOW, seen=first)
    gone = work.keep_contact(store, SINGLE_USER, Contact("Nobody"), NOW)
    work.remove_contact(store, SINGLE_USER, gone, NOW)
    work.keep_contact(store, SINGLE_USER, Contact("Ward sister of Ward 7", telephone="0100"), NOW)
    work.note_step(store, SINGLE_USER, ChecklistStep("leave-mailbox", TODAY, "tried"), NOW)
    found = lists(store)
    by_role = {row["Role"]: row for row in found["contacts.csv"]}
    assert len(found["contacts.csv"]) == len(CONTACT_ROLES) + 1 and "Nobody" not in by_role
    mailbox = by_role["Generic medication safety mailbox"]
    assert (mailbox["E-mail"], mailbox["Registered on"]) == ("'=new@example.org", "2026-11-26")
    assert by_role["Ward sister of Ward 7"]["Telephone"] == "0100"
    leaving = [row for row in found["checklist.csv"] if row["When"] == "Leaving the post"]
    assert len(leaving) == 10 and len(found["checklist.csv"]) == len(CHECKS) + 10
    assert (leaving[0]["Done on"], leaving[0]["Note"]) == ("2026-11-26", "tried")
    assert {row["Done on"] for row in leaving[1:]} == {""}


def test_what_is_open_of_the_learning_loop_goes_along_as_counts(store: Store) -> None:
    def note(kind: Kind, *contents: object) -> None:
        for content in contents:
            work.note_record(store, SINGLE_USER, kind, content, "open", NOW)

    note(Kind.CARD, Card("a"), Card("b", state=CardState.WATCHING), Card("c", state=CardState.CLOSED))
    note(
        Kind.ACTION, Action("a", due_on=date(2026, 11, 25)), Action("b", due_on=TODAY), Action("c", state=ActionState.UNDER_WAY),
        Action("d", state=ActionState.DONE, due_on=date(2026, 1, 1)), Action("e", state=ActionState.STOPPED, due_on=date(2026, 1, 1)),
    )  # fmt: skip
    note(
        Kind.ALERT, Alert(AlertKind.NATIONAL, "a", due_on=date(2026, 11, 25)), Alert(AlertKind.NATIONAL, "b", due_on=TODAY),
        Alert(AlertKind.NATIONAL, "c", status_on_cas="Action completed", due_on=date(2026, 1, 1)), Alert(AlertKind.LOCAL, "d", review_on=TODAY),
        Alert(AlertKind.LOCAL, "e"), Alert(AlertKind.LOCAL, "f", closed_on=TODAY),
    )  # fmt: skip
    assert [(row["What waits"], row["How many"]) for row in lists(store)["open-items.csv"]] == [
        ("learning cards that are open", "2"),
        ("safety actions that are planned or under way", "3"),
        ("of these, overdue", "1"),
        ("alerts that are overdue on CAS", "1"),
        ("alerts that are due on CAS within 14 days", "1"),
        ("alerts and communications to review", "1"),
        ("other alerts and communications that are open", "2"),
    ]
