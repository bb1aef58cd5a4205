"""Who may call what: every function that touches a store carries the guard, and each refuses each role that it is not for.

The table is written by hand from what each role is for, never from the code: an officer does everything; the team prepares imports and
edits annotations and actions, without erasure, people and release; committee and directors see released editions; a ward link counts
of their own wards; an auditor the audit trail and no data.
"""

import ast
import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import NotAllowed, Reader, Role
from dashboard.domain.store import Store
from dashboard.edition import ask, ask_values, question_names
from tests.python_files import ROOT

LAYERS = ("desk", "register", "edition", "work")

OPEN = {
    "desk.people.any_officer": "whoever has no role yet is told whom to ask; yes or no, and nobody's name",
    "desk.people.person_came": "who signs in has no role yet",
    "desk.people.seed_role": "a role that the identity provider names, before there is a reader",
    "desk.sessions.begin_session": "sign-in makes the reader",
    "desk.sessions.signed_in": "sign-in makes the reader",
    "desk.sessions.end_session": "whoever holds a sign-in may end it",
    "desk.sessions.end_sessions_of": "called where a role is taken away, which is guarded",
    "desk.sessions.how_ended": "sign-in makes the reader",
    "desk.audit_head.write_head": "with each line of the audit trail",
    "desk.audit_head.written_heads": "numbers and hashes",
    "desk.copying.look_at_desk": "whether a file is whole",
    "desk.damage.damaged": "a sentence",
    "desk.damage.problem_of": "a sentence",
    "desk.erasure.copies_before_upgrades": "names of files",
    "desk.file.write_anew": "writes the same again, without what was deleted",
    "desk.settings.settings_changed_at": "a moment",
    "desk.staff_list.staff_list": "digests, which the limited process looks for",
    "edition.shelf.withdrawn_editions": "numbers and days",
    "edition.shelf.withdrawn_sentence": "a sentence",
    "register.damage.damaged": "a sentence",
    "register.damage.log_damaged": "a sentence",
    "register.damage.problem_of": "a sentence",
    "register.erased.join_erased": "keyed hashes, at a restore",
    "register.erased.keep_erased": "keyed hashes",
    "register.erased.remember": "keyed hashes",
    "register.erased.without_erased": "takes away from what the person has brought",
    "register.file.keep_closed": "says that a damaged register stays closed",
    "register.file.why_closed": "a sentence",
    "register.file.open_as_it_should_be": "what the guarded functions of the register open it by",
    "register.file.register_locked": "keeps others out, opens nothing",
    "register.held.holding": "says who holds the lock",
    "register.held.in_words": "says who holds the lock",
    "register.publish.mark_released": "what the guarded functions write beside an edition",
    "register.withdrawal.erasures_unfinished": "at the start of the program: numbers of editions",
    "work.safekeeping.backup.backup_folder": "a path",
    "work.safekeeping.damage.damage_at_start": "whether files are whole",
    "work.safekeeping.damage.look": "whether files are whole",
    "work.privacy.erasure.copies_left": "names of files",
    "work.privacy.identifiers.local_identifiers": "digests and forms, which the limited process looks for",
    "work.privacy.identifiers.narrative_by_source": "a setting",
    "work.safekeeping.in_use.others_serving": "which programs run",
    "work.safekeeping.in_use.serving": "says that this program runs",
    "work.privacy.place.agreed": "who agreed to a place",
    "work.privacy.place.place_in_words": "a sentence",
    "work.privacy.place.place_of": "a path",
    "work.privacy.place.refuse_unsafe_place": "refuses before anything is opened",
    "work.reading.without_erased": "takes away from what the person has brought",
    "work.safekeeping.restore.what_a_restore_does": "a sentence",
    "work.privacy.retention.days_kept_from": "a setting",
    "edition.copies.differing": "whether files are what was copied",
    "work.safekeeping.copying.check_copies": "whether files are what was copied",
    "work.safekeeping.readiness.can_be_read": "yes or no",
    "desk.settings.settings": "how the program is set, without anything of an incident: read before anybody signs in",
    "desk.peers.pseudonym": "a word drawn by lot",
    "desk.file.open_desk": "what the guarded functions of the desk open it by",
    "desk.handover.desk_holds": "how much was decided, counted, to know whether a store is empty",
    "register.handover.register_holds": "how much there is, counted, to know whether a store is empty",
    "register.file.open_register": "what the guarded functions of the register open it by",
    "register.file.in_memory": "what the guarded functions of the register open it by",
    "register.publish.mend_publications": "at the start of the program, before anybody comes",
    "register.publish.waits_to_be_published": "at the start of the program: yes or no",
    "edition.ask.ask": "by the question: tried below, every question with every role",
    "edition.ask.ask_values": "by the question: tried below, every question with every role",
    "edition.ask.close_editions": "lets go of files",
    "made_up_trust.trust.ensure_made_up_trust": "builds the made-up trust from the sample, at the start and for --demo",
    "made_up_trust.decided.decide_what_to_escalate": "made-up data",
    "made_up_trust.decided.sign_off": "made-up data",
    "made_up_trust.learning.tell_what_was_learnt": "made-up data",
    "work.deciding.benchmark.own_name": "what the trust calls itself in a pack",
    "work.deciding.benchmark.read_peer_pack": "reads the file that the person has brought, and keeps nothing",
    "work.deciding.breaks.switch_as_set": "a setting",
    "work.handover.nothing_to_hand_over": "yes or no",
    "work.reading.stage": "puts the file that the person has brought where the limited process reads it",
    "work.reading.read_activity_file": "reads the file that the person has brought, and keeps nothing",
    "work.taking_over.read_handover_file": "reads the file that the person has brought, and keeps nothing",
    "work.taking_over.what_stands_in_the_way": "whether a store is empty",
}
"""Functions that take a store and no guard, each with why."""

OFFICER = "mso"
PREPARES = "mso, team"
WHOLE_TRUST = "mso, team, committee, director"
EDITIONS = "mso, team, committee, director, ward link"
AUDIT = "mso, auditor"
EVERYONE = "mso, team, committee, director, ward link, auditor"

TABLE = {
    OFFICER: """
        desk.people.people desk.people.give_role desk.settings.change_setting desk.handover.taking_over_at_desk
        desk.peers.keep_peer desk.peers.remove_peer desk.peers.bring_back_peer
        register.publish.release register.handover.take_over_in_register
        work.publishing.release_edition work.publishing.mend work.deciding.settings.change_settings work.deciding.breaks.change_switch
        work.deciding.breaks.keep_switch work.handover.hand_over work.handover.note_handed_over work.taking_over.take_over
        work.taking_over.finish_taking_over work.deciding.benchmark.keep_peer_pack work.deciding.benchmark.remove_peer_pack
        work.deciding.benchmark.bring_back_peer_pack register.references.references_of work.references.references_of
        work.references.note_references
        desk.copying.copy_desk desk.erasure.texts_that_name desk.staff_list.keep_staff_list desk.staff_list.remove_staff_list
        register.copying.copy_register register.erasure.erase register.erasure.erase_again register.erasure.records_of_incident
        register.narrative.narrative_of register.narrative.redact work.safekeeping.backup.back_up work.safekeeping.backup.last_backup
        work.safekeeping.damage.set_log_aside work.safekeeping.damage.lost_imports work.safekeeping.restore.restore_backup work.safekeeping.restore.finish_restore
        work.privacy.erasure.apply_erasures work.privacy.erasure.erase_incident work.privacy.erasure.incident_to_erase
        work.privacy.identifiers.load_staff_list work.privacy.identifiers.remove_staff_list
        work.privacy.narrative.redact_kind work.privacy.narrative.redact_words work.privacy.narrative.view_narrative
        work.learning.post.steps_noted work.learning.post.note_step work.learning.post.begin_checklist_anew work.learning.post.contacts work.learning.post.keep_contact
        work.learning.post.remove_contact work.learning.post.recurring_dates work.learning.post.keep_recurring
        work.learning.post.mark_recurring_done work.learning.post.remove_recurring work.learning.first_days.first_days
        edition.copies.copy_released work.safekeeping.copying.copy_editions work.privacy.place.accept_place work.publishing.publish_in_place_of
        work.learning.assurance.sign_off_statement
        work.privacy.thinning.editions_to_thin work.privacy.thinning.thin_editions
        work.learning.escalation.escalate work.learning.escalation.decide_not_to_escalate
        work.learning.escalation.keep_own_rule work.learning.escalation.remove_own_rule
    """,
    PREPARES: """
        desk.profiles.save_profile desk.profiles.profiles desk.profiles.remove_profile
        desk.saved_views.save_view desk.saved_views.rename_view desk.saved_views.remove_view desk.saved_views.bring_back_view
        desk.saved_views.place_views desk.dated_records.add_dated_record desk.dated_records.take_back_dated_record
        desk.dated_records.dated_records desk.marks.marks_of desk.marks.tags_in_use desk.marks.put_marks desk.marks.take_off_marks
        desk.marks.bring_back_marks desk.handover.decided_at_desk desk.handover.marks_counted
        register.check.check register.preview.preview register.handover.decided_in_register register.handover.references_among
        register.publish.publish register.ledger.restatements
        register.imports.commit register.imports.commit_activity register.imports.undo register.imports.imports
        register.imports.unlinked_records
        register.decisions.place_words register.decisions.take_back_word register.decisions.placed_words
        register.decisions.words_to_place register.decisions.edit_coverage register.decisions.coverage_edits
        register.places.keep_place register.places.forget_place register.places.places register.places.written_places
        register.medicines.medicine_decisions register.medicines.written_names register.medicines.names_to_read_again
        register.medicines.read_names_again register.medicines.confirm_names register.medicines.take_back_name
        register.medicines.load_list register.medicines.take_back_list register.medicines.loaded_list register.medicines.names_held
        register.medicines.names_confirmed register.medicines.names_reread register.medicines.local_groups
        register.medicines.keep_group register.medicines.forget_group
        work.deciding.naming.naming_of work.deciding.naming.read_names_again work.publishing.publish work.publishing.publish_what_never_was
        work.deciding.placed.place_words work.deciding.placed.take_back_word work.deciding.placed.edit_coverage work.deciding.placed.keep_place
        work.deciding.placed.forget_place work.deciding.annotations.record_annotation work.deciding.annotations.take_back_annotation
        work.deciding.annotations.annotations work.deciding.breaks.record_break work.deciding.breaks.take_back_break work.deciding.breaks.breaks
        work.deciding.recorded.recorded work.deciding.recorded.keep work.deciding.recorded.take_back
        work.importing.store_incidents work.importing.store_activity work.importing.undo_import
        work.reading.choices_for work.reading.save_profile
        work.deciding.marks.marks_of work.deciding.marks.tags_in_use work.deciding.marks.mark_read work.deciding.marks.mark_unread work.deciding.marks.give_tags
        work.deciding.marks.take_tags work.deciding.marks.take_off_marks work.deciding.marks.bring_back_marks
        work.deciding.medicines.confirm_names work.deciding.medicines.take_back_name work.deciding.medicines.load_medicine_list
        work.deciding.medicines.take_back_medicine_list work.deciding.medicines.keep_group work.deciding.medicines.forget_group
        work.deciding.agenda.save_view work.deciding.agenda.rename_view work.deciding.agenda.move_view work.deciding.agenda.put_on_agenda work.deciding.agenda.take_off_agenda
        work.deciding.agenda.remove_view work.deciding.agenda.bring_back_view
        desk.learning.note_record desk.learning.learning_records desk.learning.learning_revisions
        desk.people.who_can_be_assigned work.learning.cards.card_of_signal work.learning.cards.open_card work.learning.cards.see_again
        work.learning.cards.change_card work.learning.cards.move_card work.learning.cards.actions_of_card
        work.learning.cards.responses_offered work.learning.cards.editions_named
        work.learning.escalation.escalations work.learning.escalation.own_rules work.learning.escalation.escalation_at_the_desk
        desk.learning.learning_kept desk.learning.note_new_records desk.learning.take_back_records
        work.learning.records.note_new work.learning.records.take_back_all
        work.learning.records.note work.learning.records.remove work.learning.records.take_back work.learning.published.learning_as_it_stands
        work.learning.alerts.alerts work.learning.alerts.log_alert work.learning.alerts.change_alert work.learning.alerts.close_alert
        work.learning.alerts.reopen_alert work.learning.alerts.read_alert_list work.learning.alerts.take_in_alerts
        work.learning.actions.open_action work.learning.actions.change_action work.learning.actions.start_action
        work.learning.actions.finish_action work.learning.actions.stop_action work.learning.actions.move_action_back
        work.learning.actions.take_back_action
        desk.audit.note_of_moment desk.audit.note_once desk.erasure.forget_marks register.erasure.due register.erasure.purge register.narrative.keeps_narrative
        register.rebuild.rebuild register.thinning.take_from_shelf register.withdrawal.erasure_done
        register.withdrawal.write_editions_again work.publishing.note_what_was_not work.publishing.publish_as_asked
        work.privacy.retention.finish_erasure work.privacy.retention.purge work.privacy.retention.purge_by_itself work.privacy.retention.purge_due
        work.privacy.retention.write_store_anew
    """,
    "mso, committee, director": "desk.learning.statements work.learning.assurance.statements",
    "mso, team, ward link": "desk.learning.assigned_records",
    "mso, team, auditor": "register.narrative.identifiers_of_imports",
    WHOLE_TRUST: """
        desk.learning.learning_noted_at work.learning.published.waits_for_an_edition
        desk.saved_views.saved_views desk.peers.peers work.deciding.agenda.saved_views work.deciding.benchmark.peers work.deciding.benchmark.note_benchmark
        work.deciding.benchmark.note_named_peers
    """,
    EDITIONS: "edition.shelf.editions_of edition.shelf.latest_edition register.publish.publications work.exports.note_export",
    AUDIT: "desk.audit.audit_trail desk.audit.acts_of_kind work.exports.newest_exports work.exports.first_for_others desk.audit.verify_audit "
    "work.audit.acts_noted work.audit.audit_lines work.audit.verify_audit",
    EVERYONE: "desk.people.names desk.audit.note_act work.publishing.note_act",
}

CASES = "mso, team, committee"
QUESTIONS = {
    CASES: "adverse_reactions_to_consider candour_to_review controlled_drug_incidents incident_fingerprints incidents_listed "
    "incidents_of_blocks possible_never_events reading_sample same_medicine_and_error to_escalate_by_harm",
    WHOLE_TRUST: "alerts escalated extracts moderate_and_above records_not_counted regrades required_by_alerts restatements "
    "statements_signed unplaced_words",
}
"""Every question that is not here counts, and a ward link may ask it of their own wards."""

GUARDED = {name: set(roles.split(", ")) for roles, names in TABLE.items() for name in names.split()}


def taking_a_store() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every public function of the layers that hold data, with a parameter that is a store."""
    for layer in (*LAYERS, "made_up_trust", ""):
        for path in sorted((ROOT / "dashboard" / layer).glob("**/*.py" if layer else "*.py")):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                    if any(ast.unparse(each.annotation) == "Store" for each in arguments if each.annotation):
                        module = ".".join(path.relative_to(ROOT / "dashboard").with_suffix("").parts)
                        yield f"{module}.{node.name}", node


def function_of(name: str) -> Callable[..., Any]:
    module, _, function = name.rpartition(".")
    return getattr(importlib.import_module(f"dashboard.{module}"), function)


def test_every_function_that_touches_a_store_is_guarded_or_says_why_not() -> None:
    found = dict(taking_a_store())
    assert set(found) == set(GUARDED) | set(OPEN), "a new function has its line in the table, or its reason"
    assert not set(GUARDED) & set(OPEN)
    for name, node in found.items():
        outermost = ast.unparse(node.decorator_list[0]) if node.decorator_list else ""
        assert outermost.startswith("only(*") == (name in GUARDED), f"{name}: {outermost}"


class Touched(Exception):
    """Something looked at the store."""


class Untouchable(Store):
    def __getattribute__(self, name: str) -> Any:
        raise Touched(name)


@pytest.mark.parametrize("role", Role)
def test_each_function_refuses_each_role_that_it_is_not_for_before_anything_happens(role: Role) -> None:
    reader, store = Reader("person 1", role, wards=("Ward 7",)), Untouchable(Path("nowhere"))
    for name, roles in GUARDED.items():
        function = function_of(name)
        if role.value in roles:
            with pytest.raises((TypeError, Touched)):  # past the guard: what else it needs is missing
                function(reader=reader, store=store)
        else:
            with pytest.raises(NotAllowed, match=f"you are signed in as {role.words}"):
                function(reader=reader, store=store)
    with pytest.raises(TypeError, match="asks who reads"):
        function_of("register.imports.imports")(store, None, None)


@pytest.mark.parametrize("role", Role)
def test_each_question_refuses_each_role_that_it_is_not_for(
    role: Role, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def touched(store: Store, edition_id: int) -> None:
        raise Touched

    monkeypatch.setattr(importlib.import_module("dashboard.edition.ask"), "_edition", touched)
    by_name = {name: set(roles.split(", ")) for roles, names in QUESTIONS.items() for name in names.split()}
    reader, store = Reader("person 1", role, wards=("Ward 7",)), Store(tmp_path)
    assert set(by_name) <= set(question_names())
    store.editions.mkdir()
    released = store.released_mark(1)
    for name in question_names():
        allowed = role.value in by_name.get(name, set(EDITIONS.split(", ")))
        released.unlink(missing_ok=True)
        with pytest.raises(Touched if allowed and reader.sees_drafts else NotAllowed):
            ask_values(name, IncidentFilter(), reader, store=store, edition_id=1)
        released.write_text("{}")
        for asking in (ask, ask_values):
            with pytest.raises(Touched if allowed else NotAllowed):
                asking(name, IncidentFilter(), reader, store=store, edition_id=1)
