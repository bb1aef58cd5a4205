"""The desk: what people decided. Small rows in SQLite, read on every rerun, never behind an import."""

from dashboard.desk.audit import AuditLine, audit_trail, note_act
from dashboard.desk.dated_records import add_dated_record, dated_records, take_back_dated_record
from dashboard.desk.profiles import profiles, remove_profile, save_profile
from dashboard.desk.settings import change_setting, settings

__all__ = [
    "AuditLine",
    "add_dated_record",
    "audit_trail",
    "change_setting",
    "dated_records",
    "note_act",
    "profiles",
    "remove_profile",
    "save_profile",
    "settings",
    "take_back_dated_record",
]
