"""`audit verify`, `audit list`, `audit export`: whether the audit trail is as it was written, and what stands in it."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dashboard import work
from dashboard.cli.person import PERSON
from dashboard.cli.telling import Refusal, as_json, day, tell
from dashboard.domain.audit import WORDS
from dashboard.domain.store import Store
from dashboard.domain.whole_file import write_whole
from dashboard.reports.export import csv_bytes

COLUMNS = ("line", "happened_at", "who", "act", "subject", "detail", "hash")


def add_to(commands: Any, adding: Any) -> None:
    words = "The audit trail: who did what, and whether it is as it was written."
    command = adding(commands.add_parser("audit", help=words, description=words))
    found = command("verify", verify, "Check that no line was changed, deleted, put in or moved.")
    found.add_argument(
        "--head",
        nargs=2,
        action="append",
        default=[],
        metavar=("LINE", "HASH"),
        help="a head that was written down elsewhere, as the log has it; may be given several times",
    )
    found = command("list", listed, "List the lines, newest first.")
    _chosen(found)
    found.add_argument("--most", type=int, default=100, metavar="N", help="how many lines (100)")
    found = command("export", export, "Write the lines to a CSV file, oldest first.")
    _chosen(found)
    found.add_argument("--out", type=Path, required=True, metavar="FILE")


def _chosen(found: argparse.ArgumentParser) -> None:
    found.add_argument("--act", metavar="ACT", help="of one act only, such as export or 'undo import'")
    found.add_argument("--who", metavar="PERSON", help="of one person only")
    found.add_argument("--from", dest="from_", type=day, metavar="DAY", help="from this day")
    found.add_argument("--until", type=day, metavar="DAY", help="until this day, included")


def verify(options: argparse.Namespace, store: Store) -> None:
    """Exit status 0 and a sentence; 2 and which line first breaks, and how."""
    _there(store)
    known = [(_number(line), its_hash) for line, its_hash in options.head]
    found = work.verify_audit(store, PERSON, work.now_utc(), known)
    if not found.holds:
        raise Refusal(found.sentence())
    tell(options, {**asdict(found), "sentence": found.sentence()}, found.sentence)


def listed(options: argparse.Namespace, store: Store) -> None:
    _there(store)
    if options.most < 1:
        raise Refusal(f"--most needs a whole number of 1 or more; it was {options.most}.")
    found = _lines(options, store)[: options.most]
    if options.json:
        print(json.dumps({"lines": [asdict(line) for line in found]}, default=as_json))
        return
    if not found:
        print("No line of the audit trail is of what was asked for.")
    for line in found:
        rest = " ".join(part for part in (line.subject, f"({line.detail})" if line.detail else "") if part)
        print(f"{line.line}  {line.happened_at:%d/%m/%Y %H:%M:%S} UTC  {line.who}  {line.act}: {rest}")


def export(options: argparse.Namespace, store: Store) -> None:
    """Noted before it is written, as everything that leaves."""
    _there(store)
    now = work.now_utc()
    found = _lines(options, store)
    work.note_export(store, PERSON, work.audit_export(len(found)), now)
    rows = [[getattr(line, name) for name in COLUMNS] for line in reversed(found)]
    try:
        write_whole(options.out, csv_bytes(COLUMNS, rows))
    except OSError as problem:
        raise Refusal(f"{options.out} cannot be written ({problem.strerror}); name another file.") from None
    many = f"{len(found):,} line{'' if len(found) == 1 else 's'}"
    tell(options, {"lines": len(found), "file": str(options.out)}, lambda: f"{options.out} holds {many}.")


def _lines(options: argparse.Namespace, store: Store) -> list[Any]:
    if options.act is not None and options.act not in WORDS:
        known = work.acts_noted(store, PERSON, work.now_utc())
        if options.act not in known:
            raise Refusal(
                f"No line is of the act '{options.act}'; there are {', '.join(known) or 'none yet'}."
            )
    return work.audit_lines(
        store,
        PERSON,
        work.now_utc(),
        act=options.act,
        who=options.who,
        from_=options.from_,
        until=options.until,
    )


def _there(store: Store) -> None:
    if not store.desk.exists():
        raise Refusal(f"There is no audit trail in {store.root} yet: nothing was done with this store.")


def _number(text: str) -> int:
    if not text.isdigit():
        raise Refusal(f"--head needs the number of a line and its hash; the number was '{text}'.")
    return int(text)
