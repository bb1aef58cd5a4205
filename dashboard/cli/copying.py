"""`copy-editions`: what is released, to the folder of a dashboard that only reads."""

import argparse
from collections.abc import Callable
from pathlib import Path

from dashboard import work
from dashboard.cli.person import PERSON
from dashboard.cli.telling import needs_register, tell
from dashboard.domain.store import Store


def add_to(command: Callable[..., argparse.ArgumentParser]) -> None:
    """The one command; `command` adds it."""
    found = command(
        "copy-editions",
        copy_editions,
        "Copy the released editions to the folder of a dashboard that only reads; again to bring it up to date.",
    )
    found.add_argument(
        "--to", type=Path, required=True, metavar="DIR", help="the folder of that dashboard's store"
    )


def copy_editions(options: argparse.Namespace, store: Store) -> None:
    """Copies are compared with what they are of; what is withdrawn here goes there too."""
    needs_register(store)
    copied = work.copy_editions(store, PERSON, Store(options.to), work.now_utc())
    told = {"editions": sorted(copied.editions), "came": copied.came, "went": copied.went}
    tell(
        options,
        told,
        lambda: (
            f"{options.to} holds {len(copied.editions)} released editions: {len(copied.came)} came, {len(copied.went)} went."
        ),
    )
