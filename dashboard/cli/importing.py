"""Files in: an incident extract, activity; and the undoing of an import."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from dashboard import work
from dashboard.cli.person import PERSON
from dashboard.cli.telling import (
    Refusal,
    days_covered,
    existing,
    needs_register,
    problem_lines,
    problems_told,
    rows_told,
    source_named,
    tell,
)
from dashboard.domain.export import Export
from dashboard.domain.extract import ActivityExtract, Extract, RefusedFile
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.rows import RecordsNotCounted
from dashboard.domain.store import Store
from dashboard.edition import ask
from dashboard.extracts.limits import COMMAND_LINE
from dashboard.findings.activity import kind_in_words
from dashboard.findings.imported import ledger_words
from dashboard.findings.second_source import second_source_words
from dashboard.register import ImportResult, Publication, preview
from dashboard.reports.export import csv_bytes


def import_extract(options: argparse.Namespace, store: Store) -> None:
    now = work.now_utc()
    source = source_named(options.source)
    covers = days_covered(options.covers)
    staged = work.stage(store, existing(options.file), now)
    choices = work.choices_for(store, PERSON, staged, options.file.name, now, source, COMMAND_LINE)
    read = work.read_incidents(staged, options.file.name, now, limits=COMMAND_LINE, choices=choices)
    read = work.without_erased(store, read)
    if isinstance(read, RefusedFile):
        raise Refusal(read.sentence)
    sites = tuple(options.sites)
    result, edition = work.store_incidents(
        store, PERSON, read, now, covers=covers, sites=sites, as_at=options.as_at,
        withdraw=_withdrawn(options, store, read, covers, sites),
    )  # fmt: skip
    if options.rejected is not None:
        many = len(read.rejected) if read.rejected is not None else 0
        work.note_export(store, PERSON, Export("rows not read", "csv", many), work.now_utc())
        _write_rejected(options.rejected, read)
    not_counted = _not_counted(store, edition)
    told = {
        "import_id": result.import_id,
        "sha256": read.sha256,
        "source": read.source.value,
        **rows_told(read.rows),
        "incidents_new": result.changes.new,
        "incidents_updated": result.changes.updated,
        "incidents_unchanged": result.changes.unchanged,
        "incidents_gone": result.gone.total,
        "already_imported": result.repeat,
        "edition": edition.edition_id if edition else None,
        "older_than": result.older_than,
        "medication_share": read.medication_share,
        "questions": [question.value for question in read.questions],
        "unplaced": [asdict(word) for word in read.unplaced],
        "ledger": [asdict(month) for month in result.ledger],
        "notes": list(read.sheet.notes),
        "records_not_counted": [asdict(row) for row in not_counted],
        "problems": problems_told(read.problems),
    }
    tell(options, told, lambda: _import_in_words(read, result, not_counted))


def _withdrawn(
    options: argparse.Namespace,
    store: Store,
    read: Extract,
    covers: tuple[date, date] | None,
    sites: tuple[str, ...],
) -> dict[str, str]:
    """Reference to reason of what is gone, when that was asked for; refused when more is gone than can be looked at."""
    if not options.withdraw_gone:
        return {}
    before = preview(store, PERSON, read, work.now_utc(), covers=covers, sites=sites, as_at=options.as_at)
    if before.gone_total > len(before.gone):
        raise Refusal(
            f"{read.file_name} lacks {before.gone_total:,} incidents that are known for what it covers, too many to withdraw: "
            "say with --covers and --sites what it covers, or export it again."
        )
    return {each.reference: options.withdraw_gone for each in before.gone}


def _write_rejected(path: Path, read: Extract) -> None:
    """The rows that were not read, in the file's own columns with the reason behind them."""
    rejected = read.rejected
    columns = rejected.column_names if rejected is not None else ()
    rows = zip(*rejected.to_pydict().values(), strict=True) if rejected is not None else ()
    try:
        path.write_bytes(csv_bytes(columns, rows))
    except OSError as problem:
        raise Refusal(
            f"{path} cannot be written ({problem.strerror}); the extract itself is stored."
        ) from None


def _not_counted(store: Store, edition: Publication | None) -> list[RecordsNotCounted]:
    """Records of a second source over months that another one counts, as the new edition says."""
    if edition is None:
        return []
    return ask("records_not_counted", IncidentFilter(), PERSON, store=store, edition_id=edition.edition_id)


def _import_in_words(read: Extract, result: ImportResult, not_counted: Sequence[RecordsNotCounted]) -> str:
    rows = read.rows
    if result.repeat:
        return f"{read.file_name} was imported before (import {result.import_id}): nothing has changed."
    lines = [
        f"Import {result.import_id}: {rows.read:,} rows read from {read.file_name} ({read.source.label}).",
        f"  {rows.accepted:,} accepted, {rows.duplicate:,} repeated rows (already counted), "
        f"{rows.rejected:,} not read, {rows.left_out:,} left out.",
        f"  {result.changes.new:,} incidents new, {result.changes.updated:,} updated, {result.changes.unchanged:,} unchanged.",
    ]
    if result.gone.total:
        lines.append(
            f"  {result.gone.total:,} incidents known for what it covers are not in it: see --withdraw-gone, or look at them "
            "under Upload."
        )
    if result.older_than:
        lines.append(
            f"  It is older than what is stored (as at {result.older_than:%d/%m/%Y}): the newer word on an incident is kept."
        )
    lines += [f"  {words}" for words in [*read.sheet.notes, *ledger_words(result.ledger)]]
    lines += [f"  {words}" for words in second_source_words(not_counted)]
    lines += [f"  Left out: {count:,} rows, {reason}." for reason, count in read.left_out]
    return "\n".join([*lines, *problem_lines(read.problems)])


def import_activity(options: argparse.Namespace, store: Store) -> None:
    now = work.now_utc()
    staged = work.stage(store, existing(options.file), now)
    read = work.read_activity_file(
        store, staged, options.file.name, now, organisation=options.organisation, limits=COMMAND_LINE
    )
    if isinstance(read, RefusedFile):
        raise Refusal(read.sentence)
    result, edition = work.store_activity(store, PERSON, read, now)
    told = {
        "import_id": result.import_id,
        "sha256": read.sha256,
        **rows_told(read.rows),
        "first_month": read.first_month,
        "last_month": read.last_month,
        "bed_days": read.total(),
        "organisation": read.organisation,
        "kinds": [asdict(kind) for kind in read.kinds],
        "left_out": dict(read.left_out),
        "notes": list(read.notes),
        "already_imported": result.repeat,
        "edition": edition.edition_id if edition else None,
        "problems": problems_told(read.problems),
    }
    tell(options, told, lambda: _activity_in_words(read, result))


def _activity_in_words(read: ActivityExtract, result: ImportResult) -> str:
    if result.repeat:
        return f"{read.file_name} was imported before (import {result.import_id}): nothing has changed."
    rows = read.rows
    lines = [
        f"Import {result.import_id}: {rows.read:,} rows read from {read.file_name}: {rows.accepted:,} accepted, "
        f"{rows.duplicate:,} repeated, {rows.rejected:,} not read, {rows.left_out:,} left out."
    ]
    lines += [f"  {kind_in_words(kind)}" for kind in read.kinds]
    lines += [f"  Left out: {count:,} rows, {reason}." for reason, count in read.left_out]
    lines += [f"  {note}" for note in read.notes]
    return "\n".join([*lines, *problem_lines(read.problems)])


def undo(options: argparse.Namespace, store: Store) -> None:
    needs_register(store)
    edition = work.undo_import(store, PERSON, options.import_id, work.now_utc())
    told = {"import_id": options.import_id, "undone": True, "edition": edition.edition_id}
    tell(
        options,
        told,
        lambda: f"Import {options.import_id} is undone; edition {edition.edition_id} holds what is left.",
    )
