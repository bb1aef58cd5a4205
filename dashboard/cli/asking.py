"""Editions out: publish, release, list, ask."""

import argparse
import json
from dataclasses import asdict
from urllib.parse import parse_qsl

from dashboard import work
from dashboard.cli.person import PERSON
from dashboard.cli.telling import Refusal, needs_register, tell
from dashboard.domain.export import Export
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reading_sample import LARGEST_SEED
from dashboard.domain.store import Store
from dashboard.edition import ask, latest_edition, question, withdrawn_sentence
from dashboard.register import publications
from dashboard.reports.export import csv_text


def publish(options: argparse.Namespace, store: Store) -> None:
    needs_register(store)
    edition = work.publish_as_asked(store, PERSON, work.now_utc())
    tell(options, asdict(edition), lambda: f"Edition {edition.edition_id} is published, a draft.")


def release(options: argparse.Namespace, store: Store) -> None:
    needs_register(store)
    edition = work.release_edition(store, PERSON, options.edition, work.now_utc(), options.note)
    tell(options, asdict(edition), lambda: f"Edition {edition.edition_id} is released: everyone sees it.")


def editions(options: argparse.Namespace, store: Store) -> None:
    found = publications(store, PERSON, work.now_utc())

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

    tell(options, {"editions": [asdict(each) for each in found]}, words)


def ask_edition(options: argparse.Namespace, store: Store) -> None:
    wanted = question(options.question)
    asked = _asked(options)
    if not 0 <= options.seed <= LARGEST_SEED:
        raise Refusal(f"--seed needs a whole number from 0 to {LARGEST_SEED:,}; it was {options.seed}.")
    edition_id = options.edition
    if edition_id is None:
        latest = latest_edition(store, PERSON, released_only=options.released)
        if latest is None:
            kind = "released edition" if options.released else "edition"
            raise Refusal(f"There is no {kind} in {store.root} yet: import an extract first.")
        edition_id = latest.edition_id
    elif withdrawn := withdrawn_sentence(store, edition_id):
        raise Refusal(withdrawn)
    elif not store.edition(edition_id).exists():
        raise Refusal(f"There is no edition {edition_id}; see `python -m dashboard editions`.")
    found = ask(options.question, asked, PERSON, store=store, edition_id=edition_id, seed=options.seed)
    rows = [asdict(row) for row in found]
    ending = "json" if options.json or options.format == "json" else "csv"
    work.note_export(
        store,
        PERSON,
        Export(f"answer {wanted.name}", ending, len(rows), edition_id, asked.query()),
        work.now_utc(),
    )
    if options.json:
        told = {"question": wanted.name, "edition": edition_id, "columns": list(wanted.returns), "rows": rows}
        print(json.dumps(told, default=str))
    elif options.format == "json":
        print(json.dumps(rows, default=str))
    else:
        print(csv_text(wanted.returns, [[row[name] for name in wanted.returns] for row in rows]), end="")


def _asked(options: argparse.Namespace) -> IncidentFilter:
    """The filter, with the classing beside it; one that is given in both places is refused as given twice."""
    pairs = parse_qsl(options.filter.lstrip("?"), keep_blank_values=True)
    if options.class_by is not None:
        pairs.append(("class", options.class_by))
    return IncidentFilter.from_pairs(pairs)
