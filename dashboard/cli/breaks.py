"""Breaks in the series: list them, record one, take one back, and name the day of the switch to LFPSE."""

import argparse
from collections.abc import Callable
from dataclasses import asdict
from datetime import date

from dashboard import work
from dashboard.cli.person import PERSON
from dashboard.cli.telling import Refusal, day, needs_register, tell
from dashboard.domain.dated import DatedKind, DatedRecord
from dashboard.domain.periods import day_in_words
from dashboard.domain.store import Store

NONE = "none"


def breaks(options: argparse.Namespace, store: Store) -> None:
    """The breaks that hold, oldest first, and the day of the switch if the trust named one."""
    needs_register(store)
    now = work.now_utc()
    held, switch = work.breaks(store, PERSON, now), work.switch_as_set(store, now)

    def in_words() -> str:
        lines = [
            f"{each.number}: {day_in_words(each.dated_on)}, {each.label}. {each.reason}"
            + (f" (evidence: {each.evidence})" if each.evidence else "")
            for each in held
        ] or ["No break is recorded."]
        named = f"on {day_in_words(switch)}, as set" if switch else "where the sources change"
        return "\n".join([*lines, f"The switch from NRLS to LFPSE is drawn {named}."])

    tell(options, {"breaks": [asdict(each) for each in held], "lfpse_switch_on": switch}, in_words)


def record_break(options: argparse.Namespace, store: Store) -> None:
    needs_register(store)
    record = DatedRecord(
        DatedKind.BREAK,
        options.day,
        options.label.strip(),
        options.reason.strip(),
        site=options.site,
        division=options.division,
        drug_class=options.drug_class,
        evidence=options.evidence.strip(),
    )
    number, edition = work.record_break(store, PERSON, record, work.now_utc())
    told = {"break": number, "edition": edition.edition_id}
    tell(options, told, lambda: f"Break {number} is recorded; edition {edition.edition_id} is drawn with it.")


def take_back_break(options: argparse.Namespace, store: Store) -> None:
    needs_register(store)
    was, edition = work.take_back_break(store, PERSON, options.number, work.now_utc())
    told = {"break": options.number, "label": was.label, "edition": edition.edition_id}
    tell(options, told, lambda: f"Taken back; edition {edition.edition_id} is drawn without it.")


def switch(options: argparse.Namespace, store: Store) -> None:
    needs_register(store)
    switched = _day_or_none(options.day)
    edition = work.change_switch(store, PERSON, switched, work.now_utc())
    told = {"lfpse_switch_on": switched, "edition": edition.edition_id}
    words = f"on {day_in_words(switched)}" if switched else "where the sources change"
    tell(options, told, lambda: f"The switch is drawn {words}; edition {edition.edition_id} holds that.")


def _day_or_none(text: str) -> date | None:
    if text == NONE:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal(f"switch needs a day such as 2024-06-01, or {NONE}; it was '{text}'.") from None


def add_to(command: Callable[..., argparse.ArgumentParser]) -> None:
    """The four commands, with what each asks for; `command` adds one."""
    command("breaks", breaks, "List the breaks in the series, and the day of the switch to LFPSE.")
    found = command("break", record_break, "Record a break: new limits begin with the month of its day.")
    found.add_argument("day", type=day, metavar="DAY", help="such as 2025-10-01")
    found.add_argument("--label", required=True, help="what changed, in a few words")
    found.add_argument("--reason", required=True, help="why figures before and after cannot be compared")
    found.add_argument("--evidence", default="", help="a document, a minute, a number")
    found.add_argument("--site", help="only charts that hold this site (all when left out)")
    found.add_argument("--division", help="only charts that hold this division")
    found.add_argument("--drug-class", metavar="CLASS", help="only charts that hold this curated drug class")
    found = command("take-back-break", take_back_break, "Take a break back: no chart is drawn with it.")
    found.add_argument("number", type=int, metavar="NUMBER", help="as `breaks` lists it")
    found = command("switch", switch, "Name the day of the switch from NRLS to LFPSE.")
    found.add_argument("day", metavar="DAY", help=f"such as 2024-06-01; {NONE}: as the sources say")
