"""`erase` and `purge`: one incident gone for good, and what is past the time that it is kept for."""

import argparse
from typing import Any

from dashboard import work
from dashboard.cli.person import PERSON
from dashboard.cli.telling import Refusal, needs_register, source_named, tell
from dashboard.domain.periods import day_in_words
from dashboard.domain.store import Store
from dashboard.findings.erasure import due_words, erased_words, records_words
from dashboard.findings.words import count_of


def add_to(command: Any) -> None:
    found = command("erase", erase, "Erase one incident for good, from the register and from every edition.")
    found.add_argument(
        "source", metavar="SOURCE", help="nrls, lfpse, datix, ulysses, inphase, radar or other"
    )
    found.add_argument("reference", metavar="REFERENCE", help="as the listing writes it")
    found.add_argument(
        "--reason", required=True, metavar="WHY", help="it stays in the audit trail: no name, no reference"
    )
    found.add_argument(
        "--yes", action="store_true", help="erase it; without this, only what would go is told"
    )
    found = command("purge", purge, "Delete what is past the time that it is kept for (settings purge_...).")
    found.add_argument("--dry-run", action="store_true", help="only say what would go")


def erase(options: argparse.Namespace, store: Store) -> None:
    needs_register(store)
    now, source = work.now_utc(), source_named(options.source)
    assert source is not None
    records = work.incident_to_erase(store, PERSON, source, options.reference, now)
    if not records:
        raise Refusal(
            f"The register holds no incident of {source.label} with that reference: look at how the listing writes it, and try again."
        )
    if not options.yes:
        told = {"erased": False, "records": len(records)}
        tell(
            options,
            told,
            lambda: f"{records_words(records)} Nothing is erased yet: say --yes. It cannot be undone.",
        )
        return
    done = work.erase_incident(store, PERSON, source, options.reference, options.reason, now)
    told = {
        "erased": True,
        "records": done.records,
        "withdrawn": [list(pair) for pair in done.withdrawn],
        "copies_deleted": done.copies_deleted,
        "copies_left": [str(path) for path in done.copies_left],
        "saved_views": done.texts[0],
        "dated_records": done.texts[1],
        "learning_records": done.texts[2],
        "edition": done.edition.edition_id,
    }
    tell(options, told, lambda: "\n".join(_told(done)))


def _told(done: work.Erased) -> list[str]:
    left = [path.name for path in done.copies_left]
    return erased_words(
        done.records, done.withdrawn, done.copies_deleted, left, done.texts, done.edition.edition_id
    )


def purge(options: argparse.Namespace, store: Store) -> None:
    needs_register(store)
    now = work.now_utc()
    incidents_from, narrative_from = work.days_kept_from(store, now)
    found = work.purge_due(store, PERSON, now)
    withdrawn, edition = (), None
    if found.is_any and not options.dry_run:
        found, finished = work.purge(store, PERSON, now)
        withdrawn, edition = finished.withdrawn, work.publish(store, PERSON, now)
    thin = work.editions_to_thin if options.dry_run else work.thin_editions
    thinned = thin(store, PERSON, now)
    told = {
        "dry_run": options.dry_run,
        "incidents": found.incidents,
        "narratives": found.narratives,
        "incidents_kept_from": incidents_from,
        "narrative_kept_from": narrative_from,
        "withdrawn": [list(pair) for pair in withdrawn],
        "thinned": list(thinned),
        "edition": edition and edition.edition_id,
    }
    done = not options.dry_run
    words = due_words(
        found.incidents,
        found.narratives,
        day_in_words(incidents_from) if incidents_from else None,
        day_in_words(narrative_from) if narrative_from else None,
        done=done,
    )
    follows = f" Edition {edition.edition_id} is a draft." if edition else ""
    drafts = (
        f" {count_of(len(thinned), 'superseded draft edition')} {'went' if done else 'would go'} too."
        if thinned
        else ""
    )
    tell(options, told, lambda: words + follows + drafts)
