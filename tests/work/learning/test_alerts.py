"""What may be done with alerts, and what is refused in a sentence; a list is taken in once and undone as a whole."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from dashboard import desk, work
from dashboard.domain.extract import RefusedFile
from dashboard.domain.learning.alert import Alert, AlertKind, AlertsRead, RequiredAction
from dashboard.domain.learning.record import ChangedMeanwhile, NotTheirs
from dashboard.domain.reader import SINGLE_USER, Reader, Role
from dashboard.domain.store import Store, StoreProblem

NOW = datetime(2026, 11, 26, 9, 0)
TODAY, TOMORROW = date(2026, 11, 26), date(2026, 11, 27)
NATIONAL = Alert(AlertKind.NATIONAL, "Potassium", "NatPSA/2026/001", date(2026, 3, 1), due_on=TODAY)
SIGNED = replace(
    NATIONAL, applies=True, applies_why="It is used here.", operational_lead="Ann Example", signed_off_by="Bo Example", signed_off_on=TODAY,
    status_on_cas="Action completed", required=(RequiredAction("Take it off wards", TODAY, TODAY),),
)  # fmt: skip
LIST = (
    b"Title,Kind,Reference,Due\nPumps,Local,L1,01/02/2027\nFridges,Local,L2,\nPotassium,,natpsa/2026/001,\n"
    b"About Mrs Okafor (943 476 5919),Local,L3,\n"
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def acts(store: Store) -> list[str]:
    return [line.act for line in reversed(desk.audit_trail(store, SINGLE_USER, NOW))]


def given(store: Store, content: bytes = LIST) -> AlertsRead:
    read = work.read_alert_list(store, SINGLE_USER, work.stage(store, content, NOW), "list.csv", NOW)
    assert isinstance(read, AlertsRead)
    return read


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": " "}, "needs a title"),
        ({"kind": AlertKind.RECALL}, "give this one a local review date"),
        (
            {"kind": AlertKind.RECALL, "due_on": None, "required": (RequiredAction("x"),)},
            "give this one a local review date",
        ),
        ({"review_on": TODAY}, "no local review date"),
        ({"status_on_cas": "Done"}, "A status on CAS is one of: Acknowledged"),
        ({"applies": False}, "Say why it applies or does not"),
        ({"issued_on": TOMORROW}, "still to come"),
        ({"signed_off_on": TOMORROW}, "still to come"),
        ({"required": (RequiredAction("x", None, TOMORROW),)}, "still to come"),
        ({"closed_on": TODAY}, "logged first and closed afterwards"),
        ({"concerns": "colour=red"}, "no filter called 'colour'"),
        ({"concerns": "from=2026-01"}, "has no period"),
        ({"evidence": "Mrs Okafor, 943 476 5919"}, "personal detail"),
        ({"title": "x" * 251}, "251 letters"),
    ],
)
def test_what_cannot_be_logged_is_refused_in_a_sentence_and_not_kept(
    store: Store, change: dict[str, Any], says: str
) -> None:
    with pytest.raises(StoreProblem, match=says):
        work.log_alert(store, SINGLE_USER, replace(NATIONAL, **change), NOW)
    assert work.alerts(store, SINGLE_USER, NOW) == [] and acts(store) == []


def test_a_reference_is_logged_once_whatever_its_case(store: Store) -> None:
    first = work.log_alert(store, SINGLE_USER, NATIONAL, NOW)
    again = Alert(AlertKind.NATIONAL, "Again", " natpsa/2026/001")
    with pytest.raises(StoreProblem, match="logged already, as alert 1"):
        work.log_alert(store, SINGLE_USER, again, NOW)
    second = work.log_alert(store, SINGLE_USER, replace(again, reference=""), NOW)
    with pytest.raises(StoreProblem, match="logged already, as alert 1"):
        work.change_alert(store, SINGLE_USER, second, again, NOW)
    assert work.change_alert(store, SINGLE_USER, first, replace(NATIONAL, lead="Pharmacy"), NOW).revision == 2


def test_a_national_alert_is_closed_with_all_that_it_needs_and_with_nothing_less(store: Store) -> None:
    logged = work.log_alert(store, SINGLE_USER, replace(SIGNED, signed_off_by="", signed_off_on=None), NOW)
    with pytest.raises(
        StoreProblem,
        match="cannot be closed yet: record the name of the executive who signed it off; the day of",
    ):
        work.close_alert(store, SINGLE_USER, logged, TODAY, NOW)
    signed = work.change_alert(store, SINGLE_USER, logged, SIGNED, NOW)
    with pytest.raises(StoreProblem, match="still to come"):
        work.close_alert(store, SINGLE_USER, signed, TOMORROW, NOW)
    closed = work.close_alert(store, SINGLE_USER, signed, TODAY, NOW)
    with pytest.raises(
        StoreProblem, match="It is closed, and would no longer hold what that needs: record the name"
    ):
        work.change_alert(store, SINGLE_USER, closed, replace(SIGNED, signed_off_by=""), NOW)
    with pytest.raises(StoreProblem, match="closed already"):
        work.close_alert(store, SINGLE_USER, closed, TODAY, NOW)
    more = work.change_alert(store, SINGLE_USER, closed, replace(SIGNED, evidence="Audit of October"), NOW)
    assert more.content.closed_on == TODAY, "a change does not open it again"
    opened = work.reopen_alert(store, SINGLE_USER, more, NOW)
    assert opened.content == replace(SIGNED, evidence="Audit of October")
    with pytest.raises(ChangedMeanwhile):
        work.close_alert(store, SINGLE_USER, signed, TODAY, NOW)
    work.take_back_record(store, SINGLE_USER, opened, NOW)
    assert work.alerts(store, SINGLE_USER, NOW)[0].content.closed_on == TODAY
    assert acts(store) == [
        "log alert", "change alert", "close alert", "change alert", "open alert again", "take back a change of the learning loop",
    ]  # fmt: skip


def test_the_team_changes_what_it_logged_and_no_other(store: Store) -> None:
    team = Reader("person 2", Role.TEAM)
    officers = work.log_alert(store, SINGLE_USER, NATIONAL, NOW)
    theirs = work.log_alert(store, team, Alert(AlertKind.LOCAL, "Fridges"), NOW)
    assert work.close_alert(store, team, theirs, TODAY, NOW).content.closed_on == TODAY
    with pytest.raises(NotTheirs):
        work.change_alert(store, team, officers, replace(NATIONAL, lead="Me"), NOW)


def test_a_list_is_taken_in_once_and_undone_as_a_whole(store: Store) -> None:
    work.log_alert(store, SINGLE_USER, NATIONAL, NOW)
    read = given(store)
    assert [each.row for each in read.taken] == [2, 3]
    assert [(each.row, each.why) for each in (*read.repeated, *read.refused)] == [
        (4, "its reference is logged already"),
        (5, "it seems to hold a personal detail"),
    ]
    kept = work.take_in_alerts(store, SINGLE_USER, read, NOW)
    assert [each.content.review_on for each in kept] == [date(2027, 2, 1), None]
    with pytest.raises(StoreProblem, match="no row that can be taken in"):
        work.take_in_alerts(store, SINGLE_USER, read, NOW)
    assert given(store).taken == ()
    changed = work.change_alert(store, SINGLE_USER, kept[0], replace(kept[0].content, lead="Estates"), NOW)
    stayed = len(kept) - len(work.take_back_records(store, SINGLE_USER, kept, NOW))
    assert stayed == 1, "what somebody changed since stays"
    assert [each.number for each in work.alerts(store, SINGLE_USER, NOW)] == [1, changed.number]
    assert [each.alert.title for each in given(store).taken] == ["Fridges"], "and can be taken in again"


def test_a_file_that_is_no_list_is_refused_before_anything_is_asked_of_the_desk(store: Store) -> None:
    read = work.read_alert_list(store, SINGLE_USER, work.stage(store, b"nothing", NOW), "list.csv", NOW)
    assert isinstance(read, RefusedFile) and not store.desk.exists()
