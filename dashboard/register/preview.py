"""Before anything is stored: what confirming an extract would do, tried out and taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from dashboard.domain.extract import Extract
from dashboard.domain.reader import READS_REGISTER, Reader, only
from dashboard.domain.restatement import GoneIncident, MonthRestated
from dashboard.domain.store import Store
from dashboard.register.changes import Changes
from dashboard.register.erased import without_erased
from dashboard.register.file import in_memory, open_register
from dashboard.register.imports import covered_by, newer_than, store_extract
from dashboard.register.row import first_row
from dashboard.register.written import Covers


@dataclass(frozen=True)
class ImportPreview:
    """What confirming would do. `older_than` is the as-at date of a newer extract of the same source, if there is one.

    `gone` are incidents known for what the extract covers that it does not hold (the first of `gone_total`); `ledger` is
    what each month becomes.
    """

    changes: Changes
    already_imported: int | None
    older_than: date | None
    first_upload: bool
    gone: tuple[GoneIncident, ...] = ()
    gone_total: int = 0
    ledger: tuple[MonthRestated, ...] = ()


@only(*READS_REGISTER)
def preview(
    store: Store,
    reader: Reader,
    extract: Extract,
    now: datetime,
    *,
    covers: tuple[date, date] | None = None,
    sites: tuple[str, ...] = (),
    as_at: date | None = None,
    withdraw: Mapping[str, str] | None = None,
) -> ImportPreview:
    """Try the import in a transaction that is taken back: nothing is written, and what is said is what would be."""
    extract = without_erased(store, extract)
    # What a large transaction wrote stays in the file after it is taken back (DuckDB 2.0.0: 400,000 texts left 16 MB), and
    # nothing is counted from free text.
    extract = replace(extract, narrative_texts=None)
    said = Covers(covers or covered_by(extract), sites, as_at or extract.as_at)
    if not store.has_register():
        with in_memory(store, now) as register:
            tried = store_extract(register, reader, extract, now, said, {}, {})
        return ImportPreview(tried.changes, None, None, True, ledger=tried.ledger)
    with open_register(store, now) as register:
        known = first_row(register, "register/import_of_bytes", extract.sha256)[0]
        older_than = newer_than(register, extract, said)
        first = first_row(register, "register/next_import")[0] == 1
        if known is not None:
            return ImportPreview(Changes(0, 0, len(extract.incidents)), known, older_than, first)
        register.execute("begin")
        try:
            tried = store_extract(register, reader, extract, now, said, withdraw or {}, {})
        finally:
            register.execute("rollback")
        gone = tried.gone
        return ImportPreview(tried.changes, None, older_than, first, gone.incidents, gone.total, tried.ledger)
