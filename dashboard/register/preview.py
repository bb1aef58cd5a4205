"""Before anything is stored: what confirming an extract would do."""

from dataclasses import dataclass
from datetime import date, datetime

from dashboard.domain.extract import Extract
from dashboard.domain.reader import READS_REGISTER, Reader
from dashboard.domain.store import Store
from dashboard.register.changes import Changes, changes_made_by
from dashboard.register.file import first_row, open_register


@dataclass(frozen=True)
class ImportPreview:
    """What confirming would do. `older_than` is the as-at date of a newer extract of the same source, if there is one."""

    changes: Changes
    already_imported: int | None
    older_than: date | None
    first_upload: bool


def preview(store: Store, reader: Reader, extract: Extract, now: datetime) -> ImportPreview:
    """Compare the extract with the register; nothing is written."""
    reader.must_be(*READS_REGISTER)
    if not store.has_register():
        return ImportPreview(Changes(len(extract.incidents), 0, 0), None, None, True)
    with open_register(store, now) as register:
        known = first_row(register, "register/import_of_bytes", extract.sha256)[0]
        newest = first_row(register, "register/newest_as_at", extract.source.value)[0]
        next_import = first_row(register, "register/next_import")[0]
        return ImportPreview(
            changes_made_by(register, extract, extract.as_at),
            known,
            newest if newest and newest > extract.as_at else None,
            next_import == 1,
        )
