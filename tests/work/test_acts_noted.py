"""Every act of domain/audit.py is one line of the audit trail when it was done, and none when it is done again or refused."""

import ast
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dashboard import desk, register, work
from dashboard.domain.audit import ACTS
from dashboard.domain.benchmark import PeerFigure, PeerPack, State
from dashboard.domain.dated import DatedKind, DatedRecord
from dashboard.domain.export import Export
from dashboard.domain.extract import ActivityExtract, Extract
from dashboard.domain.handover import Handover
from dashboard.domain.learning.action import Action, ActionState
from dashboard.domain.learning.alert import Alert, AlertKind, AlertsRead
from dashboard.domain.learning.assurance import Statement
from dashboard.domain.learning.card import Card, CardState, Sighting
from dashboard.domain.learning.escalation import EscalatedTo, EscalationStep, OwnRule, StepTaken
from dashboard.domain.learning.post import ChecklistStep, Contact, Recurring
from dashboard.domain.learning.record import Kind, Noted
from dashboard.domain.medicines import ConfirmedName, LocalGroup
from dashboard.domain.profile import PlacedWord, Profile
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.saved_view import SavedView
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.words import SourceSystem
from dashboard.register import MonthSaid, Place
from dashboard.reports.handover.files import handover_zip
from tests.extracts.medicines.nhsbsa_files import MADE_UP, file_of
from tests.python_files import product_files

NOW = datetime(2026, 11, 23, 9, 0)
HEADINGS = "Ref,Incident date,Site,Location (exact),Severity,Drug administered"
ROWS = "A1,03/02/2026,Northgate,Ward 7,Odd word,Amoxicilin\r\nA2,04/02/2026,Northgate,Ward 8,Low,Insulin\r\n"
LISTING = f"{HEADINGS}\r\n{ROWS}".encode()
BED_DAYS = b"Month,Site,Ward,Occupied bed days\r\n2026-02,Northgate,Ward 7,700\r\n"
WORD = PlacedWord("harm", SourceSystem.DATIX, "Odd word", "Low")
NAME = ConfirmedName("Amoxicilin", ("amoxicillin",))
GROUP = LocalGroup("Anticoagulants of ours", ("warfarin",))
PLACE = Place("Ward 7", "Northgate", "Medicine", (("Northgate", "Ward 7"),))
BREAK = DatedRecord(DatedKind.BREAK, date(2026, 2, 1), "New form", "It asks for more")
CAMPAIGN = DatedRecord(DatedKind.ANNOTATION, date(2026, 2, 2), "Campaign")
LISTED = Profile("Monthly", SourceSystem.DATIX, ("Ref", "Incident date"))
FIGURE = PeerFigure("2026-M09", "lfpse", "All", 60, State.SHOWN, 8000.0)
PEER = PeerPack("RXX", "acute", "edition 1", (FIGURE,), 1, "sha")
MARCH = date(2026, 3, 1)
DECIDED_ON = date(2026, 11, 20)
OWN_RULE = OwnRule("Insulin at night", "drug_class=Insulins", 3, 30)
STATEMENT = Statement(2, "Nothing is past its date.", "", "The director", date(2026, 11, 23))

WALKED_ELSEWHERE = {
    "sign in",  # tests/desk/test_signing_in.py
    "sign out",  # tests/desk/test_signing_in.py
    "show references",  # tests/views/test_pages_by_role.py
    "view of narrative",  # tests/work/test_narrative.py
    "view of narrative with personal details",  # tests/work/test_narrative.py
    "redact narrative",  # tests/work/test_narrative.py
    "load staff list",  # tests/work/test_narrative.py
    "remove staff list",  # tests/work/test_narrative.py
    "erase incident",  # tests/cli/test_erasure_command.py
    "erase again after a restore",  # tests/work/test_backup.py
    "purge",  # tests/register/test_erasure_by_hand.py
    "thin editions",  # tests/work/test_thinning.py
    "agree to where the store lies",  # tests/cli/test_place_command.py
    "copy editions",  # tests/work/test_copying.py
    "back up",  # tests/work/test_backup.py
    "restore backup",  # tests/work/test_backup.py
    "take back a change of the learning loop",  # tests/work/learning/test_kept_and_published.py
    "set log aside",  # tests/proofs/test_worst_day.py
    "set edition aside",  # tests/proofs/test_worst_day.py
}
"""Acts that need another process or a damaged file."""

Do = Callable[[Reader], Any]


class Step(NamedTuple):
    """The act, how it is done, and whether the same again does something anew (as a second export does)."""

    act: str
    do: Do
    anew: bool = False
    anyone: bool = False
    """Whether a role does not matter: the line of what another function has handed out."""


class Clock:
    """A minute later at each look."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


def steps(store: Store, now: Clock, other: Store, pack: Handover) -> Iterator[Step]:
    def read(content: bytes, name: str) -> Extract:
        staged = work.stage(store, content, now())
        found = work.read_incidents(staged, name, now(), source=SourceSystem.DATIX)
        assert isinstance(found, Extract)
        return found

    def activity() -> ActivityExtract:
        found = work.read_activity_file(store, work.stage(store, BED_DAYS, now()), "bed_days.csv", now())
        assert isinstance(found, ActivityExtract)
        return found

    def listed(who: Reader) -> Any:
        return work.load_medicine_list(
            store, who, work.stage(store, file_of(MADE_UP), now()), "bnf.csv", now()
        )

    def coverage(who: Reader) -> Any:
        return work.edit_coverage(
            store, who, SourceSystem.DATIX, "Northgate", MARCH, MonthSaid.MISSING, "cut", now()
        )

    def dated(kind: DatedKind) -> int:
        return next(
            (each.number or 0 for each in desk.dated_records(store, SINGLE_USER, now()) if each.kind is kind),
            99,
        )

    def card() -> Noted[Card]:
        return desk.learning_records(store, SINGLE_USER, Kind.CARD, now())[0]

    listing, bed_days = read(LISTING, "listing.csv"), activity()
    yield Step("import", lambda who: work.store_incidents(store, who, listing, now()))
    yield Step("import activity", lambda who: work.store_activity(store, who, bed_days, now()))
    yield Step("publish edition", lambda who: work.publish_as_asked(store, who, now()), anew=True)
    yield Step("release edition", lambda who: work.release_edition(store, who, 2, now(), "a meeting"))
    export = Export("table incidents", "csv", 2, 2)
    yield Step("sign off statement", lambda who: work.sign_off_statement(store, who, STATEMENT, now()))
    yield Step("export", lambda who: work.note_export(store, who, export, now()), anew=True, anyone=True)
    named = Step("show peers by name", lambda who: work.note_named_peers(store, who, 3, now()), True, True)
    yield named
    yield Step("place word", lambda who: work.place_words(store, who, [WORD], now()))
    yield Step("take back word", lambda who: work.take_back_word(store, who, WORD, now()))
    yield Step("edit coverage", coverage)
    yield Step("keep place", lambda who: work.keep_place(store, who, replace(PLACE, place_id=1), now()))
    yield Step("forget place", lambda who: work.forget_place(store, who, 1, now()))
    yield Step("confirm names", lambda who: work.confirm_names(store, who, [NAME], now()))
    yield Step("take back name", lambda who: work.take_back_name(store, who, NAME.written, now()))
    yield Step("load medicine list", listed)
    yield Step("take back medicine list", lambda who: work.take_back_medicine_list(store, who, now()))
    yield Step("keep local group", lambda who: work.keep_group(store, who, GROUP, now()))
    yield Step("forget local group", lambda who: work.forget_group(store, who, GROUP.name, now()))
    yield Step("record break", lambda who: work.record_break(store, who, BREAK, now()))
    yield Step("take back break", lambda who: work.take_back_break(store, who, dated(DatedKind.BREAK), now()))
    yield Step("record annotation", lambda who: work.record_annotation(store, who, CAMPAIGN, now()))
    yield Step(
        "take back annotation",
        lambda who: work.take_back_annotation(store, who, dated(DatedKind.ANNOTATION), now()),
    )
    yield Step("change switch to LFPSE", lambda who: work.change_switch(store, who, date(2026, 2, 2), now()))
    ada = desk.person_came(store, "https://id.example", "ada", "Ada", "", now()).person
    yield Step("change role", lambda who: desk.give_role(store, who, ada, Role.TEAM, now()))
    yield Step("change setting", lambda who: work.change_settings(store, who, {"trust_name": "North"}, now()))
    yield Step("save profile", lambda who: work.save_profile(store, who, LISTED, now()), anew=True)
    yield Step("remove profile", lambda who: desk.remove_profile(store, who, LISTED, now()))
    yield Step("save view", lambda who: work.save_view(store, who, SavedView("Mine", "overview"), now()))
    work.save_view(store, SINGLE_USER, SavedView("Other", "overview"), now())
    yield Step("rename view", lambda who: work.rename_view(store, who, 1, "Ours", now()))
    yield Step("move on agenda", lambda who: work.move_view(store, who, 1, 1, now()))
    yield Step("take off agenda", lambda who: work.take_off_agenda(store, who, 1, now()))
    yield Step("put on agenda", lambda who: work.put_on_agenda(store, who, 1, now()))
    yield Step("remove view", lambda who: work.remove_view(store, who, 1, now()))
    yield Step("bring back view", lambda who: work.bring_back_view(store, who, 1, now()))
    yield Step("mark incidents", lambda who: work.mark_read(store, who, [1], now()))
    yield Step("take marks off incidents", lambda who: work.mark_unread(store, who, [1], now()))
    yield Step("bring back marks", lambda who: work.bring_back_marks(store, who, [(1, "")], now()))
    yield Step(
        "keep peer's benchmark pack", lambda who: work.keep_peer_pack(store, who, PEER, now(), agreed=True)
    )
    yield Step("remove peer's benchmark pack", lambda who: work.remove_peer_pack(store, who, 1, now()))
    yield Step(
        "bring back peer's benchmark pack", lambda who: work.bring_back_peer_pack(store, who, 1, now())
    )
    planned = Action("Night cupboard", "Pharmacy", due_on=date(2026, 12, 1))

    def action() -> Any:
        return desk.learning_records(store, SINGLE_USER, Kind.ACTION, now())[0]

    def reworded(who: Reader) -> Any:
        changed = replace(planned, progress="Ordered", state=action().content.state)
        return work.change_action(store, who, action(), changed, now())

    yield Step("open action", lambda who: work.open_action(store, who, planned, now()))
    yield Step("change action", reworded)
    yield Step("start action", lambda who: work.start_action(store, who, action(), NOW.date(), now()))
    yield Step(
        "finish action", lambda who: work.finish_action(store, who, action(), NOW.date(), "Audit", now())
    )
    yield Step(
        "move action back",
        lambda who: work.move_action_back(store, who, action(), ActionState.UNDER_WAY, now()),
    )
    yield Step("stop action", lambda who: work.stop_action(store, who, action(), "Another way", now()))
    yield Step("open card", lambda who: work.open_card(store, who, Card("Omitted", "signal||"), now()))
    opened = card()
    seen = Sighting(3, MARCH, "March had 9.")
    yield Step("see card again", lambda who: work.see_again(store, who, opened, seen, now()))
    again = card()
    yield Step("change card", lambda who: work.change_card(store, who, again, {"owner": "Pharmacy"}, now()))
    owned = card()
    yield Step("move card", lambda who: work.move_card(store, who, owned, CardState.LOOKING, now()))
    yield from of_alerts(store, now)
    yield from of_the_post(store, now)
    sent = EscalationStep(StepTaken.SENT, DECIDED_ON, EscalatedTo.DIRECTOR)
    yield Step("escalate incident", lambda who: work.escalate(store, who, 1, ("severe harm",), sent, now()))
    yield Step(
        "decide not to escalate",
        lambda who: work.decide_not_to_escalate(store, who, 2, ("severe harm",), DECIDED_ON, "Known", now()),
    )
    yield Step("keep rule of escalation", lambda who: work.keep_own_rule(store, who, OWN_RULE, now()))
    yield Step("remove rule of escalation", lambda who: work.remove_own_rule(store, who, 1, now()))
    yield Step("undo import", lambda who: work.undo_import(store, who, 1, now()))
    yield Step("take over handover pack", lambda who: work.take_over(other, who, pack, now()))


def seen_first(found: Callable[[], list[Noted[Any]]]) -> Callable[[], Noted[Any]]:
    """What was seen when it was asked for first: a double click acts on what it saw."""
    kept: list[Noted[Any]] = []

    def seen() -> Noted[Any]:
        kept.extend(() if kept else found()[-1:])
        return kept[0]

    return seen


def of_alerts(store: Store, now: Clock) -> Iterator[Step]:
    def held() -> list[Noted[Any]]:
        return work.alerts(store, SINGLE_USER, now())

    alert = Alert(AlertKind.LOCAL, "Fridges", "L1")
    staged = work.stage(store, b"Title,Kind,Reference\nPumps,Local,L2\n", now())
    listed = work.read_alert_list(store, SINGLE_USER, staged, "list.csv", now())
    assert isinstance(listed, AlertsRead)
    changing, closing, reopening = (seen_first(held) for _ in range(3))
    changed = replace(alert, lead="Pharmacy")
    yield Step("log alert", lambda who: work.log_alert(store, who, alert, now()))
    yield Step("change alert", lambda who: work.change_alert(store, who, changing(), changed, now()))
    yield Step("close alert", lambda who: work.close_alert(store, who, closing(), MARCH, now()))
    yield Step("open alert again", lambda who: work.reopen_alert(store, who, reopening(), now()))
    yield Step("take in alert", lambda who: work.take_in_alerts(store, who, listed, now()))


def of_the_post(store: Store, now: Clock) -> Iterator[Step]:
    contact, meeting = Contact("Mailbox"), Recurring("Committee", next_on=MARCH)
    contacts = seen_first(lambda: work.contacts(store, SINGLE_USER, now()))
    doing, removing = (seen_first(lambda: work.recurring_dates(store, SINGLE_USER, now())) for _ in range(2))
    step = ChecklistStep("start-mhra", MARCH)
    yield Step("note step of a checklist", lambda who: work.note_step(store, who, step, now()))
    yield Step("keep contact", lambda who: work.keep_contact(store, who, contact, now()))
    yield Step("remove contact", lambda who: work.remove_contact(store, who, contacts(), now()))
    yield Step("keep recurring date", lambda who: work.keep_recurring(store, who, meeting, now()))
    yield Step(
        "mark recurring date as done",
        lambda who: work.mark_recurring_done(store, who, doing(), MARCH, now()),
    )
    yield Step("remove recurring date", lambda who: work.remove_recurring(store, who, removing(), now()))


def noted(*stores: Store) -> list[str]:
    return [line.act for store in stores for line in desk.audit_trail(store, SINGLE_USER, NOW)]


def test_each_act_is_one_line_and_none_again_and_none_when_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One walk through every act, in an order in which each can be done. A double click is the act done again at once. What follows
    from an act is published after the first three only: it has no line, and takes a quarter of a second each time."""
    giver, store, other = (Store(tmp_path / name) for name in ("giver", "store", "other"))
    desk.add_dated_record(giver, SINGLE_USER, BREAK, NOW)
    staged = work.read_handover_file(
        other, handover_zip(work.hand_over(giver, SINGLE_USER, NOW)), "pack.zip", NOW
    )
    assert isinstance(staged, Handover)
    seen, wrong = [], []
    for step in steps(store, Clock(), other, staged):
        if step.act == "export":
            published = work.publish(store, SINGLE_USER, NOW)
            for module in (
                "importing",
                *(f"deciding.{each}" for each in ("breaks", "placed", "medicines", "recorded", "settings")),
                "learning.actions",
            ):
                monkeypatch.setattr(
                    import_module(f"dashboard.work.{module}"),
                    "publish",
                    lambda *_, edition=published: edition,
                )
        before = noted(store, other)
        if not step.anyone:
            with pytest.raises(NotAllowed):
                step.do(Reader("x", Role.DIRECTOR))
            if noted(store, other) != before:
                wrong.append(f"{step.act}: a line though it was refused")
        step.do(SINGLE_USER)
        after = noted(store, other)
        if sorted(after) != sorted([*before, step.act]):
            wrong.append(f"{step.act}: {len(after) - len(before)} lines when it was done")
        if not step.anew:
            with suppress(StoreProblem, KeyError):
                step.do(SINGLE_USER)
            if noted(store, other) != after:
                wrong.append(f"{step.act}: a line though nothing changed")
        seen.append(step.act)
    assert wrong == []
    walked = {act.name for act in ACTS} - WALKED_ELSEWHERE
    assert sorted(seen) == sorted(walked), "an act of the table that is not walked here"
    for each in (store, other):
        assert desk.verify_audit(each, SINGLE_USER, NOW).holds


def test_what_an_interruption_kept_from_the_trail_is_noted_once_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The register says that it was done, and the program ended before the desk did: an import, its undoing, a release."""
    store = Store(tmp_path)
    read = work.read_incidents(work.stage(store, LISTING, NOW), "listing.csv", NOW, source=SourceSystem.DATIX)
    assert isinstance(read, Extract)
    register.commit(store, SINGLE_USER, read, NOW)
    assert noted(store) == []
    work.mend(store, SINGLE_USER, NOW)
    register.undo(store, SINGLE_USER, 1, NOW)
    register.release(store, SINGLE_USER, 1, NOW)
    for _ in range(2):
        work.mend(store, SINGLE_USER, NOW)
    assert sorted(noted(store)) == ["import", "release edition", "undo import"]


def test_the_table_names_functions_that_there_are() -> None:
    for act in ACTS:
        layer, _, name = act.done_by.partition(".")
        assert callable(getattr({"work": work, "desk": desk}[layer], name)), act
    assert len({act.name for act in ACTS}) == len(ACTS)


def test_every_line_is_written_in_one_place_and_under_a_name_of_the_table() -> None:
    known = {act.name for act in ACTS}
    elsewhere = [
        file.path
        for file in product_files()
        if '"desk/note_act"' in file.text and file.path != "dashboard/desk/audit.py"
    ]
    assert elsewhere == [], "use note_line(desk, reader, act, subject, detail, now)"
    for file in product_files():
        constants = dict(constants_of(file.tree))
        for call in (node for node in ast.walk(file.tree) if isinstance(node, ast.Call)):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if name in ("note_act", "note_line", "note_once") and len(call.args) > 2:
                act = call.args[2]
                said = act.value if isinstance(act, ast.Constant) else constants.get(ast.unparse(act))
                if said is not None:
                    assert said in known, f"{file.path} notes '{said}', which domain/audit.py does not name"


def constants_of(tree: ast.Module) -> Iterator[tuple[str, object]]:
    """Words that a module names for itself, as ACT."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            yield from ((ast.unparse(target), node.value.value) for target in node.targets)
