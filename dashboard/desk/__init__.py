"""The desk: what people decided. Small rows in SQLite, read on every rerun, never behind an import."""

from dashboard.desk.audit import (
    AuditLine,
    acts_of_kind,
    audit_trail,
    note_act,
    note_of_moment,
    note_once,
    verify_audit,
)
from dashboard.desk.copying import copy_desk, desk_looked_at, keep_a_log, look_at_desk
from dashboard.desk.dated_records import add_dated_record, dated_records, take_back_dated_record
from dashboard.desk.erasure import copies_before_upgrades, forget_marks, texts_that_name
from dashboard.desk.handover import decided_at_desk, desk_holds, marks_counted, taking_over_at_desk
from dashboard.desk.learning import (
    assigned_records,
    learning_noted_at,
    learning_records,
    learning_revisions,
    note_record,
)
from dashboard.desk.marks import bring_back_marks, marks_of, put_marks, tags_in_use, take_off_marks
from dashboard.desk.peers import bring_back_peer, keep_peer, peers, pseudonym, remove_peer
from dashboard.desk.people import (
    any_officer,
    give_role,
    names,
    people,
    person_came,
    seed_role,
    who_can_be_assigned,
)
from dashboard.desk.profiles import profiles, remove_profile, save_profile
from dashboard.desk.saved_views import (
    bring_back_view,
    place_views,
    remove_view,
    rename_view,
    save_view,
    saved_views,
)
from dashboard.desk.sessions import (
    begin_session,
    end_session,
    end_sessions_of,
    how_ended,
    signed_in,
)
from dashboard.desk.settings import change_setting, settings, settings_changed_at
from dashboard.desk.staff_list import StaffList, keep_staff_list, remove_staff_list, staff_list

__all__ = [
    "AuditLine",
    "StaffList",
    "acts_of_kind",
    "add_dated_record",
    "any_officer",
    "assigned_records",
    "audit_trail",
    "begin_session",
    "bring_back_marks",
    "bring_back_peer",
    "bring_back_view",
    "change_setting",
    "copies_before_upgrades",
    "copy_desk",
    "dated_records",
    "decided_at_desk",
    "desk_holds",
    "desk_looked_at",
    "end_session",
    "end_sessions_of",
    "forget_marks",
    "give_role",
    "how_ended",
    "keep_a_log",
    "keep_peer",
    "keep_staff_list",
    "learning_noted_at",
    "learning_records",
    "learning_revisions",
    "look_at_desk",
    "marks_counted",
    "marks_of",
    "names",
    "note_act",
    "note_of_moment",
    "note_once",
    "note_record",
    "peers",
    "people",
    "person_came",
    "place_views",
    "profiles",
    "pseudonym",
    "put_marks",
    "remove_peer",
    "remove_profile",
    "remove_staff_list",
    "remove_view",
    "rename_view",
    "save_profile",
    "save_view",
    "saved_views",
    "seed_role",
    "settings",
    "settings_changed_at",
    "signed_in",
    "staff_list",
    "tags_in_use",
    "take_back_dated_record",
    "take_off_marks",
    "taking_over_at_desk",
    "texts_that_name",
    "verify_audit",
    "who_can_be_assigned",
]
