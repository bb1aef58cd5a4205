"""Check: whether the register is sound."""

import argparse

from dashboard import work
from dashboard.cli.telling import Refusal, needs_register, tell
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.register import check
from dashboard.register.check import check_names


def check_register(options: argparse.Namespace, store: Store) -> None:
    """Exit status 2 and one sentence on stderr when a rule is broken."""
    if store.is_copy:
        work.check_copies(store)
        tell(options, {"copies": "sound"}, lambda: "Sound: every edition is what was copied.")
        return
    needs_register(store)
    broken = check(store, SINGLE_USER, work.now_utc())
    if broken:
        raise Refusal(
            f"The register in {store.root} is not sound: {' '.join(broken)} Undo nothing, and restore a backup of the store."
        )
    tell(
        options,
        {"checks": len(check_names()), "broken": broken},
        lambda: f"Sound: {len(check_names())} checks found nothing.",
    )
