"""`python -m dashboard COMMAND`: the officer's work without a browser, for a terminal or a scheduler. Plain text, CSV, or one JSON object.

A refusal is exit status 2 and one sentence on stderr.
"""

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from dashboard import work
from dashboard.cli import (
    as_it_stood,
    auditing,
    benchmark,
    bill_of_materials,
    breaks,
    copying,
    erasing,
    handing_over,
    learning,
    people,
    place_of_store,
    reporting,
    safekeeping,
)
from dashboard.cli.asking import ask_edition, editions, publish, release
from dashboard.cli.checking import check_register
from dashboard.cli.importing import import_activity, import_extract, undo
from dashboard.cli.medicine_decisions import confirm, group, groups, load, queue, take_back
from dashboard.cli.medicines import match
from dashboard.cli.person import PERSON
from dashboard.cli.placing import place, words
from dashboard.cli.settings import change, settings
from dashboard.cli.statistics import add_statistics
from dashboard.cli.telling import Refusal, day
from dashboard.domain.incident_filter import FilterNotUnderstood
from dashboard.domain.reader import NotAllowed
from dashboard.domain.reading_sample import FIRST_SEED
from dashboard.domain.store import Store, StoreProblem
from dashboard.edition import UnknownQuestion

Run = Callable[[argparse.Namespace, Store], None]
Add = Callable[[str, Run, str], argparse.ArgumentParser]
REFUSED = 2
DEFAULT_STORE = Path(__file__).resolve().parents[2] / "data" / "store"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Refusal(f"{message[:1].upper()}{message[1:]}; see `{self.prog} --help`.")


def main(arguments: Sequence[str] | None = None) -> int:
    try:
        options = _parser().parse_args(arguments)
        if "run_without_store" in options:
            options.run_without_store(options)
        else:
            options.run(options, _store(options))
    except (Refusal, StoreProblem, NotAllowed, FilterNotUnderstood, UnknownQuestion) as refusal:
        print(_one_line(str(refusal)), file=sys.stderr)
        return REFUSED
    except BrokenPipeError:  # `... | head` closes our output early
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


@cache  # it takes 11 ms
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

    command = _adding(commands, shared)
    found = command("import", import_extract, "Read an incident extract and store it.")
    found.add_argument("file", type=Path, metavar="FILE")
    found.add_argument(
        "--source",
        help="nrls, lfpse, datix, ulysses, inphase, radar or other; recognised by its headings when left out",
    )
    found.add_argument("--covers", metavar="FROM..TO", help="the days that the extract covers, both included")
    found.add_argument(
        "--sites", nargs="+", default=(), metavar="SITE", help="the sites it covers (all when left out)"
    )
    found.add_argument(
        "--as-at", type=day, metavar="DAY", help="the day the listing was run, where it does not say"
    )
    found.add_argument(
        "--rejected", type=Path, metavar="FILE", help="write the rows that were not read to this CSV file"
    )
    found.add_argument(
        "--withdraw-gone",
        metavar="REASON",
        help="withdraw the incidents that the extract covers and does not hold",
    )
    command("words", words, "List the words that no list knows, to be placed.")
    found = command("place", place, "Say once what a written word means; 'nothing' when it says nothing.")
    found.add_argument("field", metavar="FIELD", help="harm, stage, error_type, reporter_group, ...")
    found.add_argument("written", metavar="WORD")
    found.add_argument("means", metavar="MEANS", help="for example Low, or nothing")
    found.add_argument("--source", required=True, help="the system whose word it is")
    found = command(
        "activity", import_activity, "Read activity (bed days, admissions, doses, staff) and store it."
    )
    found.add_argument("file", type=Path, metavar="FILE")
    found.add_argument(
        "--organisation",
        metavar="CODE",
        help="which trust, in a national file (KH03); else the setting organisation_code",
    )
    _medicines(
        commands.add_parser(
            "medicines",
            help="Names of medicines, and what people decide about them.",
            description="Names of medicines, and what people decide about them.",
        ),
        shared,
    )
    breaks.add_to(command)
    command("publish", publish, "Publish what the register holds as a draft edition.")
    found = command("release", release, "Show an edition to everyone.")
    found.add_argument("edition", type=int, metavar="EDITION")
    found.add_argument("--note", default="", help="why, or for which meeting")
    command("editions", editions, "List the editions, newest first.")
    copying.add_to(command)
    found = command("ask", ask_edition, "Ask an edition a question and print its columns.")
    found.add_argument("question", metavar="QUESTION")
    found.add_argument(
        "--filter", default="", metavar="QUERYSTRING", help="as in a page's URL: from=2025-10&harm=Low"
    )
    found.add_argument(
        "--class",
        dest="class_by",
        metavar="CLASS",
        help="what medicines are classed by: curated, section, chapter, high_risk or local",
    )
    found.add_argument(
        "--seed", type=int, default=FIRST_SEED, metavar="N", help="what a reading sample is drawn by"
    )
    found.add_argument("--format", choices=("csv", "json"), default="csv")
    found.add_argument("--edition", type=int, metavar="N", help="another edition than the latest")
    found.add_argument(
        "--released", action="store_true", help="the latest released edition, drafts left aside"
    )
    as_it_stood.add_to(command)
    reporting.add_to(command)
    benchmark.add_to(command)
    command("settings", settings, "List the settings with the values that hold.")
    found = command("set", change, "Change a setting, and publish what follows as a draft edition.")
    found.add_argument("name", metavar="SETTING")
    found.add_argument("value", metavar="VALUE")
    people.add_to(command)
    handing_over.add_to(command)
    erasing.add_to(command)
    place_of_store.add_to(command)

    def beneath(parser: argparse.ArgumentParser) -> Add:
        return _adding(parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser), shared)

    auditing.add_to(commands, beneath)
    learning.add_to(commands, beneath)
    safekeeping.add_to(command)
    found = command(
        "check", check_register, "Check that what the store holds is sound, or that a backup restores."
    )
    found.add_argument(
        "--backup",
        type=Path,
        metavar="BACKUP",
        help="restore this one (or newest) into an empty folder, and compare",
    )
    command("undo", undo, "Undo an import.").add_argument("import_id", type=int, metavar="IMPORT")
    bill_of_materials.add_to(commands)
    add_statistics(commands)
    return parser


def _medicines(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    command = _adding(parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser), shared)
    found = command(
        "match",
        match,
        "Read the names in a column of any file with a heading row, and print CSV: one line for each row, in order.",
    )
    found.add_argument("file", type=Path, metavar="FILE", help="a .csv or .xlsx file with a heading row")
    found.add_argument("--column", required=True, metavar="NAME", help="the heading of the column of names")
    found.add_argument(
        "--route", metavar="COLUMN", help="the heading of the column of routes, where there is one"
    )
    command("queue", queue, "List the names that are not recognised, each with the nearest medicine and why.")
    found = command(
        "confirm",
        confirm,
        "Say once what a name means, for all past and future incidents; 'nothing' for none.",
    )
    found.add_argument("written", metavar="NAME", help="the name as staff wrote it")
    found.add_argument(
        "means", nargs="+", metavar="MEDICINE", help="generic names as the BNF writes them, or nothing"
    )
    found = command("take-back", take_back, "Take a confirmed name back: the lists read it again.")
    found.add_argument("written", metavar="NAME")
    found = command("load", load, "Load the NHSBSA's BNF Code Information beneath the curated list.")
    found.add_argument("file", type=Path, metavar="FILE", help="the .csv, or the .zip that holds it")
    command("groups", groups, "List the trust's own groups of medicines.")
    found = command("group", group, "Keep a group of medicines; 'nothing' forgets it.")
    found.add_argument("name", metavar="GROUP")
    found.add_argument("medicines", nargs="+", metavar="MEDICINE")


def _adding(commands: Any, shared: argparse.ArgumentParser) -> Add:
    """What adds a command: its name, the function that runs it, and what it does in a sentence."""

    def command(name: str, run: Run, words: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[shared], help=words, description=words)
        made.set_defaults(run=run)
        return made

    return command


def _store(options: argparse.Namespace) -> Store:
    root = options.store or Path(os.environ.get("MEDICATION_STORE") or DEFAULT_STORE)
    store = Store(Path(root))
    if "wherever_it_lies" not in options:
        work.refuse_unsafe_place(store, PERSON, work.now_utc())
    if options.demo:
        from dashboard.made_up_trust import ensure_made_up_trust

        return ensure_made_up_trust(store, work.now_utc())
    return store


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
