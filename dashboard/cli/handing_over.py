"""`handover` and `take-over`: what one officer leaves to the next, as one file without incidents."""

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from dashboard import work
from dashboard.cli.person import PERSON
from dashboard.cli.telling import Refusal, existing, tell
from dashboard.domain.extract import RefusedFile
from dashboard.domain.handover import taken_in_words
from dashboard.domain.store import Store
from dashboard.domain.whole_file import write_whole
from dashboard.findings.words import count_of
from dashboard.reports.handover.files import handover_file_name, handover_zip


def write_handover(options: argparse.Namespace, store: Store) -> None:
    now = work.now_utc()
    if work.nothing_to_hand_over(store, now):
        raise Refusal(f"There is nothing to hand over in {store.root} yet: nothing was imported or decided.")
    handover = work.hand_over(store, PERSON, now)
    path: Path = options.out / handover_file_name(handover) if options.out.is_dir() else options.out
    work.note_handed_over(
        store, PERSON, handover, now
    )  # before the file is there, so that nothing leaves unnoted
    try:
        write_whole(path, handover_zip(handover))
    except OSError as error:
        raise Refusal(
            f"{path} cannot be written ({error.strerror}); name another file with --out."
        ) from error
    told = {
        "file": str(path),
        "decisions": handover.decisions,
        "waits": [asdict(item) for item in handover.open_items],
        "left_out": [asdict(left) for left in handover.left_out],
    }

    def in_words() -> str:
        lines = [
            f"{path} holds {count_of(handover.decisions, 'decision')} and no incidents; its README.md is for whoever comes next."
        ]
        lines += [
            f"  Left out: {left.how_many:,} of the {left.what}, in whole or in part: {left.why}."
            for left in handover.left_out
        ]
        return "\n".join(lines)

    tell(options, told, in_words)


def take_over(options: argparse.Namespace, store: Store) -> None:
    now = work.now_utc()
    path = existing(options.file)
    read = work.read_handover_file(store, path, path.name, now)
    if isinstance(read, RefusedFile):
        raise Refusal(read.sentence)
    done = work.take_over(store, PERSON, read, now)
    told = {
        "taken_over": {words: many for many, words in done.taken},
        "left_out": [asdict(left) for left in done.left_out],
        "written_at": read.written_at,
        "product_version": read.product_version,
    }
    tell(
        options, told, lambda: f"{taken_in_words(done.taken, done.left_out)} Import the trust's listings now."
    )


def add_to(command: Callable[..., argparse.ArgumentParser]) -> None:
    """The two commands, with what each asks for; `command` adds one."""
    found = command(
        "handover",
        write_handover,
        "Write what was decided, without incidents, as one file for the officer who comes next.",
    )
    found.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="a .zip, or a folder to write it in"
    )
    found = command("take-over", take_over, "Take a handover pack over, into an empty store.")
    found.add_argument("file", type=Path, metavar="FILE")
