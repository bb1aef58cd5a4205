"""`actions list`, `cards list`, `alerts list`: the learning loop as an edition holds it, or as it stands at the desk."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from dashboard import work
from dashboard.cli.edition_asked import asking_of, of_number
from dashboard.cli.person import PERSON
from dashboard.cli.telling import Refusal, tell
from dashboard.domain.export import Export
from dashboard.domain.learning.alert import standing
from dashboard.domain.periods import day_in_london, day_in_words
from dashboard.domain.rows.learning import Learning, SafetyAction
from dashboard.domain.store import Store
from dashboard.edition import editions_of
from dashboard.findings.asking import EVERYTHING
from dashboard.findings.learning import alerts, cards
from dashboard.findings.learning.actions import in_order, past_due, past_due_words
from dashboard.findings.learning.held import learning_held

WORDS = {
    "cards": "Learning cards: what was seen, what is made of it, and how it ended.",
    "actions": "Safety actions: what is done, by which team, until when, and what it aims at.",
    "alerts": "Alerts and communications that came in, and what was made of them here.",
}


def add_to(commands: Any, adding: Any) -> None:
    """Three commands with one beneath each; `adding` gives what adds a command to a parser."""
    for kind, words in WORDS.items():
        command = adding(commands.add_parser(kind, help=words, description=words))
        found = command("list", listed, f"List the {kind} of the newest edition, a draft or not.")
        found.set_defaults(kind=kind)
        of = found.add_mutually_exclusive_group()
        of.add_argument("--edition", type=int, metavar="N", help="another edition than the newest")
        of.add_argument(
            "--desk",
            action="store_true",
            help="as they stand at the desk, in no edition yet or changed since",
        )


def listed(options: argparse.Namespace, store: Store) -> None:
    kind, now = options.kind, work.now_utc()
    edition, learning = (None, _at_the_desk(store)) if options.desk else _of_edition(options, store)
    today = day_in_london(now)
    told = {"cards": _cards, "actions": _actions, "alerts": _alerts}[kind](learning, today)
    ending = "json" if options.json else "txt"
    work.note_export(store, PERSON, Export(f"list {kind}", ending, len(told), edition), now)
    words = [row.pop("in_words") for row in told]
    tell(
        options,
        {"edition": edition, "at_the_desk": options.desk, kind: told},
        lambda: "\n".join(words) or f"There are no {kind} {_where(edition)}.",
    )


def _where(edition: int | None) -> str:
    return f"in edition {edition}" if edition is not None else "at the desk"


def _at_the_desk(store: Store) -> Learning:
    if not store.desk.exists():
        raise Refusal(f"Nothing is recorded in {store.root} yet: nothing was done with this store.")
    learning, _ = work.learning_as_it_stands(store, PERSON, work.now_utc())
    return learning


def _of_edition(options: argparse.Namespace, store: Store) -> tuple[int, Learning]:
    editions = editions_of(store, PERSON)
    if options.edition is None and not editions:
        raise Refusal(f"There is no edition in {store.root} yet: import an extract first.")
    edition = editions[0] if options.edition is None else of_number(store, options.edition, editions)
    asking = asking_of(store, edition, EVERYTHING, editions)

    return edition.edition_id, learning_held(asking)


def _actions(learning: Learning, today: date) -> list[dict[str, Any]]:
    return [
        {
            **asdict(row),
            "past_due": past_due(row, today),
            "aims": _belonging(learning.aims, "action", row.action),
            "answers": _belonging(learning.answers, "action", row.action),
            "in_words": _action_line(row, today),
        }
        for row in in_order(learning.actions, today)
    ]


def _action_line(row: SafetyAction, today: date) -> str:
    past = past_due_words(row, today)
    late = f", past its due date {past}" if past else ""
    return f"{row.action}: {row.title}; {row.state}; {_due(row.due_on)}{late}; {row.owner or 'no owner'}"


def _cards(learning: Learning, today: date) -> list[dict[str, Any]]:
    return [
        {
            **asdict(row),
            "past_due": cards.past_due(row, today),
            "in_words": f"{row.card}: {row.title}; {row.state}; {_due(row.due_on)}; {row.owner or 'no owner'}",
        }
        for row in cards.in_order(learning.cards)
    ]


def _alerts(learning: Learning, today: date) -> list[dict[str, Any]]:
    return [
        {
            **asdict(row),
            "stands": standing(row, today).value,
            "required": _belonging(learning.required, "alert", row.alert),
            "in_words": "; ".join(
                part
                for part in (
                    f"{row.alert}: {row.title}",
                    row.kind,
                    row.reference,
                    standing(row, today).value,
                    _due(row.due_on or row.review_on),
                )
                if part
            ),
        }
        for row in alerts.in_order(learning.alerts, today)
    ]


def _belonging(rows: Sequence[Any], key: str, number: int) -> list[dict[str, Any]]:
    """Those of one record, without its number."""
    return [
        {name: value for name, value in asdict(row).items() if name != key}
        for row in rows
        if getattr(row, key) == number
    ]


def _due(day: date | None) -> str:
    return f"due {day_in_words(day)}" if day else "no due date"
