"""Words: list those that no list knows, and say once what one means."""

import argparse
from dataclasses import asdict

from dashboard import work
from dashboard.cli.person import PERSON
from dashboard.cli.telling import Refusal, needs_register, source_named, tell
from dashboard.domain.profile import MEANINGS, PlacedWord
from dashboard.domain.store import Store
from dashboard.register import words_to_place

NOTHING = "nothing"


def words(options: argparse.Namespace, store: Store) -> None:
    needs_register(store)
    found = words_to_place(store, PERSON, work.now_utc())

    def in_words() -> str:
        if not found:
            return "Every word is placed."
        return "\n".join(f"{word.source} {word.field}: {word.written} ({word.rows:,})" for word in found)

    tell(options, {"words": [asdict(word) for word in found]}, in_words)


def place(options: argparse.Namespace, store: Store) -> None:
    needs_register(store)
    source = source_named(options.source)
    meanings = MEANINGS.get(options.field)
    if source is None or meanings is None:
        raise Refusal(
            f"'{options.field}' is not a column with words to place; there are: {', '.join(MEANINGS)}."
        )
    if options.means != NOTHING and options.means not in meanings:
        raise Refusal(
            f"'{options.means}' is not something that a word of {options.field} can mean; use one of {', '.join(meanings)}, "
            f"or {NOTHING}."
        )
    means = "" if options.means == NOTHING else options.means
    word = PlacedWord(options.field, source, options.written, means)
    edition = work.place_words(store, PERSON, [word], work.now_utc())
    told = {"field": word.field, "source": source.value, "means": word.means, "edition": edition.edition_id}
    tell(options, told, lambda: f"Placed; edition {edition.edition_id} holds it.")
