"""`settings` and `set`: what one trust may set, and what follows from it."""

import argparse

from dashboard import desk, work
from dashboard.cli.person import PERSON
from dashboard.cli.telling import Refusal, tell
from dashboard.domain.settings import BY_NAME
from dashboard.domain.store import Store


def settings(options: argparse.Namespace, store: Store) -> None:
    """Every setting with the value that holds."""
    held: dict[str, object] = {**desk.settings(store, work.now_utc())}
    tell(options, held, lambda: "\n".join(f"{name}: {value}" for name, value in held.items()))


def change(options: argparse.Namespace, store: Store) -> None:
    """Change one setting and publish what follows."""
    if options.name not in BY_NAME:
        raise Refusal(f"There is no setting '{options.name}'; there are {', '.join(BY_NAME)}.")
    try:
        changed, edition = work.change_settings(store, PERSON, {options.name: options.value}, work.now_utc())
    except ValueError as error:
        raise Refusal(str(error)) from error
    draft = f" Edition {edition.edition_id} is a draft." if edition else ""
    words = f"{options.name} is changed.{draft}" if changed else f"{options.name} was that already."
    tell(options, {"changed": changed, "edition": edition and edition.edition_id}, lambda: words)
