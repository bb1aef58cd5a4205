"""`python -m dashboard`: import, activity, publish, release, editions, ask, undo. Plain text, or one JSON object.

A refusal is exit status 2 and one sentence on stderr.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from dashboard import work
from dashboard.domain.extract import PROBLEMS_SHOWN, ActivityExtract, Extract, Problem, RefusedFile, RowCounts
from dashboard.domain.incident_filter import FilterNotUnderstood, IncidentFilter
from dashboard.domain.reader import SINGLE_USER, NotAllowed
from dashboard.domain.rows import RecordsNotCounted
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.words import SourceSystem
from dashboard.edition import UnknownQuestion, ask, latest_edition, question
from dashboard.extracts.limits import COMMAND_LINE
from dashboard.findings.activity import kind_in_words
from dashboard.findings.second_source import second_source_words
from dashboard.register import ImportResult, Publication, preview, publications
from dashboard.reports.export import csv_text

REFUSED = 2
DEFAULT_STORE = Path(__file__).resolve().parents[1] / "data" / "store"


class Refusal(Exception):
    """One sentence for the person; exit status 2."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Refusal(f"{message[:1].upper()}{message[1:]}; see `{self.prog} --help`.")


def main(arguments: Sequence[str] | None = None) -> int:
    try:
        options = _parser().parse_args(arguments)
        options.run(options, _store(options))
    except (Refusal, StoreProblem, NotAllowed, FilterNotUnderstood, UnknownQuestion) as refusal:
        print(_one_line(str(refusal)), file=sys.stderr)
        return REFUSED
    except BrokenPipeError:  # `... | head` closes our output early
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser() -> argparse.ArgumentParser:
    shared = _Parser(add_help=False)
    shared.add_argument(
        "--store", type=Path, metavar="DIR", help="the folder of the store (or MEDICATION_STORE)"
    )
    shared.add_argument(
        "--demo", action="store_true", help="the made-up trust's store instead of the real one"
    )
    shared.add_argument("--json", action="store_true", help="print one JSON object")
    parser = _Parser(
        prog="python -m dashboard", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)

    def command(
        name: str, run: Callable[[argparse.Namespace, Store], None], words: str
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[shared], help=words, description=words)
        made.set_defaults(run=run)
        return made

    found = command("import", _import, "Read an incident extract and store it.")
    found.add_argument("file", type=Path, metavar="FILE")
    found.add_argument("--source", help="nrls, lfpse or datix; recognised by its headings when left out")
    found.add_argument("--covers", metavar="FROM..TO", help="the days that the extract covers, both included")
    found.add_argument(
        "--sites", nargs="+", default=(), metavar="SITE", help="the sites it covers (all when left out)"
    )
    found.add_argument(
        "--as-at", type=_day, metavar="DAY", help="the day the listing was run, where it does not say"
    )
    found = command("activity", _activity, "Read activity (bed days, admissions, doses, staff) and store it.")
    found.add_argument("file", type=Path, metavar="FILE")
    found.add_argument(
        "--organisation",
        metavar="CODE",
        help="which trust, in a national file (KH03); else the setting organisation_code",
    )
    command("publish", _publish, "Publish what the register holds as a draft edition.")
    found = command("release", _release, "Show an edition to everyone.")
    found.add_argument("edition", type=int, metavar="EDITION")
    found.add_argument("--note", default="", help="why, or for which meeting")
    command("editions", _editions, "List the editions, newest first.")
    found = command("ask", _ask, "Ask an edition a question and print its columns.")
    found.add_argument("question", metavar="QUESTION")
    found.add_argument(
        "--filter", default="", metavar="QUERYSTRING", help="as in a page's URL: from=2025-10&harm=Low"
    )
    found.add_argument("--format", choices=("csv", "json"), default="csv")
    found.add_argument("--edition", type=int, metavar="N", help="another edition than the latest")
    found.add_argument(
        "--released", action="store_true", help="the latest released edition, drafts left aside"
    )
    command("undo", _undo, "Undo an import.").add_argument("import_id", type=int, metavar="IMPORT")
    return parser


def _store(options: argparse.Namespace) -> Store:
    root = options.store or Path(os.environ.get("MEDICATION_STORE") or DEFAULT_STORE)
    store = Store(Path(root))
    if options.demo:
        from dashboard.made_up_trust import ensure_made_up_trust

        return ensure_made_up_trust(store, work.now_utc())
    return store


def _import(options: argparse.Namespace, store: Store) -> None:
    now = work.now_utc()
    source = _source(options.source)
    covers = _covers(options.covers)
    staged = work.stage(store, _existing(options.file), now)
    read = work.read_incidents(staged, options.file.name, now, source=source, limits=COMMAND_LINE)
    if isinstance(read, RefusedFile):
        raise Refusal(read.sentence)
    older_than = preview(store, SINGLE_USER, read, now).older_than
    result, edition = work.store_incidents(
        store, SINGLE_USER, read, now, covers=covers, sites=tuple(options.sites), as_at=options.as_at
    )
    told = {
        "import_id": result.import_id,
        "sha256": read.sha256,
        "source": read.source.value,
        **_rows(read.rows),
        "incidents_new": result.changes.new,
        "incidents_updated": result.changes.updated,
        "incidents_unchanged": result.changes.unchanged,
        "already_imported": result.repeat,
        "edition": edition.edition_id if edition else None,
        "older_than": older_than,
        "records_not_counted": [asdict(row) for row in _not_counted(store, edition)],
        "problems": _problems(read.problems),
    }
    _tell(options, told, lambda: _import_in_words(read, result, older_than, _not_counted(store, edition)))


def _not_counted(store: Store, edition: Publication | None) -> list[RecordsNotCounted]:
    """Records of a second source over months that another one counts, as the new edition says."""
    if edition is None:
        return []
    return ask(
        "records_not_counted", IncidentFilter(), SINGLE_USER, store=store, edition_id=edition.edition_id
    )


def _import_in_words(
    read: Extract, result: ImportResult, older_than: date | None, not_counted: Sequence[RecordsNotCounted]
) -> str:
    rows = read.rows
    if result.repeat:
        return f"{read.file_name} was imported before (import {result.import_id}): nothing has changed."
    lines = [
        f"Import {result.import_id}: {rows.read:,} rows read from {read.file_name} ({read.source.label}).",
        f"  {rows.accepted:,} accepted, {rows.duplicate:,} repeated rows (already counted), "
        f"{rows.rejected:,} not read, {rows.left_out:,} left out.",
        f"  {result.changes.new:,} incidents new, {result.changes.updated:,} updated, {result.changes.unchanged:,} unchanged.",
    ]
    if older_than:
        lines.append(
            f"  It is older than what is stored (as at {older_than:%d/%m/%Y}): the newer word on an incident is kept."
        )
    lines += [f"  {words}" for words in second_source_words(not_counted)]
    lines += [f"  Left out: {count:,} rows, {reason}." for reason, count in read.left_out]
    return "\n".join([*lines, *_problem_lines(read.problems)])


def _activity(options: argparse.Namespace, store: Store) -> None:
    now = work.now_utc()
    staged = work.stage(store, _existing(options.file), now)
    read = work.read_activity_file(
        store, staged, options.file.name, now, organisation=options.organisation, limits=COMMAND_LINE
    )
    if isinstance(read, RefusedFile):
        raise Refusal(read.sentence)
    result, edition = work.store_activity(store, SINGLE_USER, read, now)
    told = {
        "import_id": result.import_id,
        "sha256": read.sha256,
        **_rows(read.rows),
        "first_month": read.first_month,
        "last_month": read.last_month,
        "bed_days": read.total(),
        "organisation": read.organisation,
        "kinds": [asdict(kind) for kind in read.kinds],
        "left_out": dict(read.left_out),
        "notes": list(read.notes),
        "already_imported": result.repeat,
        "edition": edition.edition_id if edition else None,
        "problems": _problems(read.problems),
    }
    _tell(options, told, lambda: _activity_in_words(read, result))


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
    return "\n".join([*lines, *_problem_lines(read.problems)])


def _problem_lines(problems: Sequence[Problem]) -> list[str]:
    lines = [
        f"  Row {p.row}, {p.column or 'whole row'} ({p.value_kind}): {p.reason}."
        for p in problems[:PROBLEMS_SHOWN]
    ]
    if len(problems) > PROBLEMS_SHOWN:
        lines.append(
            f"  Only the first {PROBLEMS_SHOWN} of {len(problems):,} problems are shown; --json gives all."
        )
    return lines


def _publish(options: argparse.Namespace, store: Store) -> None:
    _needs_register(store)
    edition = work.publish(store, SINGLE_USER, work.now_utc())
    _tell(options, asdict(edition), lambda: f"Edition {edition.edition_id} is published, a draft.")


def _release(options: argparse.Namespace, store: Store) -> None:
    _needs_register(store)
    edition = work.release_edition(store, SINGLE_USER, options.edition, work.now_utc(), options.note)
    _tell(options, asdict(edition), lambda: f"Edition {edition.edition_id} is released: everyone sees it.")


def _editions(options: argparse.Namespace, store: Store) -> None:
    found = publications(store, SINGLE_USER, work.now_utc())

    def words() -> str:
        if not found:
            return "There is no edition yet: import an extract first."
        return "\n".join(
            f"Edition {each.edition_id}, published {each.published_at:%d/%m/%Y %H:%M}, "
            + (
                "a draft"
                if each.released_at is None
                else f"released {each.released_at:%d/%m/%Y} by {each.released_by}"
            )
            for each in found
        )

    _tell(options, {"editions": [asdict(each) for each in found]}, words)


def _ask(options: argparse.Namespace, store: Store) -> None:
    wanted = question(options.question)
    asked = IncidentFilter.from_query(options.filter)
    edition_id = options.edition
    if edition_id is None:
        latest = latest_edition(store, SINGLE_USER, released_only=options.released)
        if latest is None:
            kind = "released edition" if options.released else "edition"
            raise Refusal(f"There is no {kind} in {store.root} yet: import an extract first.")
        edition_id = latest.edition_id
    elif not store.edition(edition_id).exists():
        raise Refusal(f"There is no edition {edition_id}; see `python -m dashboard editions`.")
    rows = [
        asdict(row) for row in ask(options.question, asked, SINGLE_USER, store=store, edition_id=edition_id)
    ]
    if options.json:
        told = {"question": wanted.name, "edition": edition_id, "columns": list(wanted.returns), "rows": rows}
        print(json.dumps(told, default=str))
    elif options.format == "json":
        print(json.dumps(rows, default=str))
    else:
        print(csv_text(wanted.returns, [[row[name] for name in wanted.returns] for row in rows]), end="")


def _undo(options: argparse.Namespace, store: Store) -> None:
    _needs_register(store)
    edition = work.undo_import(store, SINGLE_USER, options.import_id, work.now_utc())
    told = {"import_id": options.import_id, "undone": True, "edition": edition.edition_id}
    _tell(
        options,
        told,
        lambda: f"Import {options.import_id} is undone; edition {edition.edition_id} holds what is left.",
    )


def _tell(options: argparse.Namespace, told: dict[str, Any], words: Callable[[], str]) -> None:
    print(json.dumps(told, default=_as_json) if options.json else words())


def _as_json(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _rows(rows: RowCounts) -> dict[str, int]:
    return {f"rows_{name}": count for name, count in asdict(rows).items()}


def _problems(problems: Sequence[Problem]) -> list[dict[str, object]]:
    return [asdict(problem) for problem in problems]


def _existing(path: Path) -> Path:
    if not path.exists():
        raise Refusal(f"There is no file {path}.")
    if not path.is_file():
        raise Refusal(f"{path} is a folder; name one .csv or .xlsx file in it.")
    return path


def _needs_register(store: Store) -> None:
    if not store.has_register():
        raise Refusal(f"There is no register in {store.root} yet: import an extract first.")


def _source(name: str | None) -> SourceSystem | None:
    if name is None:
        return None
    try:
        return SourceSystem(name.lower())
    except ValueError:
        known = ", ".join(source.value for source in SourceSystem)
        raise Refusal(
            f"'{name}' is not a source system that is known here; use one of {known}, or leave --source out."
        ) from None


def _covers(text: str | None) -> tuple[date, date] | None:
    if text is None:
        return None
    first, found, last = text.partition("..")
    if not found:
        raise Refusal(f"--covers needs two days such as 2025-04-01..2026-03-31; it was '{text}'.")
    asked = IncidentFilter.from_pairs([("from", first), ("until", last)])
    if asked.from_ is None or asked.until is None:
        raise Refusal(f"--covers needs two days such as 2025-04-01..2026-03-31; it was '{text}'.")
    return asked.from_, asked.until


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"needs a day such as 2026-03-31; it was '{text}'") from None


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
