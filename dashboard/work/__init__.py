"""The officer's work from end to end, the same for the pages and the command line.

read a file (nothing is stored) -> store it, note it in the audit trail, publish a draft -> undo, decide, release.
"""

from dashboard.work.audit import acts_noted, audit_export, audit_lines, verify_audit
from dashboard.work.deciding.agenda import (
    bring_back_view,
    move_view,
    put_on_agenda,
    remove_view,
    rename_view,
    save_view,
    saved_views,
    take_off_agenda,
)
from dashboard.work.deciding.annotations import annotations, record_annotation, take_back_annotation
from dashboard.work.deciding.benchmark import (
    benchmark_export,
    bring_back_peer_pack,
    keep_peer_pack,
    note_benchmark,
    note_named_peers,
    own_name,
    peers,
    read_peer_pack,
    remove_peer_pack,
)
from dashboard.work.deciding.breaks import (
    breaks,
    change_switch,
    record_break,
    switch_as_set,
    take_back_break,
)
from dashboard.work.deciding.marks import (
    bring_back_marks,
    give_tags,
    mark_read,
    mark_unread,
    marks_of,
    tags_in_use,
    take_off_marks,
    take_tags,
)
from dashboard.work.deciding.medicines import (
    confirm_names,
    forget_group,
    keep_group,
    load_medicine_list,
    take_back_medicine_list,
    take_back_name,
)
from dashboard.work.deciding.naming import (
    naming_of,
    read_names_again,
)
from dashboard.work.deciding.placed import (
    edit_coverage,
    forget_place,
    keep_place,
    place_words,
    take_back_word,
)
from dashboard.work.deciding.settings import change_settings
from dashboard.work.exports import newest_exports, note_export
from dashboard.work.handover import hand_over, handover_export, note_handed_over, nothing_to_hand_over
from dashboard.work.importing import (
    Tell,
    say_nothing,
    store_activity,
    store_incidents,
    undo_import,
)
from dashboard.work.learning.assurance import sign_off_statement, statements
from dashboard.work.learning.cards import (
    actions_of_card,
    card_of_signal,
    change_card,
    move_card,
    open_card,
    responses_offered,
    see_again,
)
from dashboard.work.learning.published import learning_as_it_stands, waits_for_an_edition
from dashboard.work.learning.records import note as note_record
from dashboard.work.learning.records import take_back as take_back_record
from dashboard.work.privacy.erasure import (
    Erased,
    apply_erasures,
    copies_left,
    erase_incident,
    incident_to_erase,
)
from dashboard.work.privacy.identifiers import load_staff_list, local_identifiers, remove_staff_list
from dashboard.work.privacy.narrative import NarrativeSeen, redact_kind, redact_words, view_narrative
from dashboard.work.privacy.place import (
    UnsafeStore,
    accept_place,
    agreed,
    place_in_words,
    place_of,
    refuse_unsafe_place,
)
from dashboard.work.privacy.retention import days_kept_from, finish_erasure, purge, purge_due
from dashboard.work.privacy.thinning import editions_to_thin, thin_editions
from dashboard.work.publishing import (
    mend,
    now_utc,
    publish,
    publish_as_asked,
    publish_in_place_of,
    release_edition,
)
from dashboard.work.reading import (
    choices_for,
    read_activity_file,
    read_incidents,
    save_profile,
    stage,
    without_erased,
)
from dashboard.work.references import note_references, references_of
from dashboard.work.safekeeping.backup import back_up, backup_folder, last_backup, verified
from dashboard.work.safekeeping.copying import check_copies, copy_editions
from dashboard.work.safekeeping.damage import LostImport, damage_at_start, look, lost_imports, set_log_aside
from dashboard.work.safekeeping.in_use import serving
from dashboard.work.safekeeping.readiness import can_be_read
from dashboard.work.safekeeping.restore import (
    DESK_ALONE,
    EVERYTHING,
    Restored,
    finish_restore,
    restore_backup,
    restored_elsewhere,
    what_a_restore_does,
)
from dashboard.work.taking_over import (
    TakenOver,
    finish_taking_over,
    read_handover_file,
    take_over,
    what_stands_in_the_way,
)

__all__ = [
    "DESK_ALONE",
    "EVERYTHING",
    "Erased",
    "LostImport",
    "NarrativeSeen",
    "Restored",
    "TakenOver",
    "Tell",
    "UnsafeStore",
    "accept_place",
    "actions_of_card",
    "acts_noted",
    "agreed",
    "annotations",
    "apply_erasures",
    "audit_export",
    "audit_lines",
    "back_up",
    "backup_folder",
    "benchmark_export",
    "breaks",
    "bring_back_marks",
    "bring_back_peer_pack",
    "bring_back_view",
    "can_be_read",
    "card_of_signal",
    "change_card",
    "change_settings",
    "change_switch",
    "check_copies",
    "choices_for",
    "confirm_names",
    "copies_left",
    "copy_editions",
    "damage_at_start",
    "days_kept_from",
    "edit_coverage",
    "editions_to_thin",
    "erase_incident",
    "finish_erasure",
    "finish_restore",
    "finish_taking_over",
    "forget_group",
    "forget_place",
    "give_tags",
    "hand_over",
    "handover_export",
    "incident_to_erase",
    "keep_group",
    "keep_peer_pack",
    "keep_place",
    "last_backup",
    "learning_as_it_stands",
    "load_medicine_list",
    "load_staff_list",
    "local_identifiers",
    "look",
    "lost_imports",
    "mark_read",
    "mark_unread",
    "marks_of",
    "mend",
    "move_card",
    "move_view",
    "naming_of",
    "newest_exports",
    "note_benchmark",
    "note_export",
    "note_handed_over",
    "note_named_peers",
    "note_record",
    "note_references",
    "nothing_to_hand_over",
    "now_utc",
    "open_card",
    "own_name",
    "peers",
    "place_in_words",
    "place_of",
    "place_words",
    "publish",
    "publish_as_asked",
    "publish_in_place_of",
    "purge",
    "purge_due",
    "put_on_agenda",
    "read_activity_file",
    "read_handover_file",
    "read_incidents",
    "read_names_again",
    "read_peer_pack",
    "record_annotation",
    "record_break",
    "redact_kind",
    "redact_words",
    "references_of",
    "refuse_unsafe_place",
    "release_edition",
    "remove_peer_pack",
    "remove_staff_list",
    "remove_view",
    "rename_view",
    "responses_offered",
    "restore_backup",
    "restored_elsewhere",
    "save_profile",
    "save_view",
    "saved_views",
    "say_nothing",
    "see_again",
    "serving",
    "set_log_aside",
    "sign_off_statement",
    "stage",
    "statements",
    "store_activity",
    "store_incidents",
    "switch_as_set",
    "tags_in_use",
    "take_back_annotation",
    "take_back_break",
    "take_back_medicine_list",
    "take_back_name",
    "take_back_record",
    "take_back_word",
    "take_off_agenda",
    "take_off_marks",
    "take_over",
    "take_tags",
    "thin_editions",
    "undo_import",
    "verified",
    "verify_audit",
    "view_narrative",
    "waits_for_an_edition",
    "what_a_restore_does",
    "what_stands_in_the_way",
    "without_erased",
]
