"""Check: whether the register is sound."""

import argparse

from dashboard import work
from dashboard.cli.person import PERSON
from dashboard.cli.safekeeping import check_backup
from dashboard.cli.telling import Refusal, needs_register, tell
from dashboard.domain.store import Store
from dashboard.register import check
from dashboard.register.check import check_names


def check_register(options: argparse.Namespace, store: Store) -> None:
    """Exit status 2 and one sentence on stderr when a rule is broken, or a file damaged. With --backup: whether that restores."""
    if store.is_copy:
        work.check_copies(store)
        tell(options, {"copies": "sound"}, lambda: "Sound: every edition is what was copied.")
        return
    if options.backup:
        return check_backup(options, store)
    now = work.now_utc()
    work.finish_restore(store, PERSON, now)
    needs_register(store)
    if problem := work.look(store, now):
        raise problem
    if lost := work.lost_imports(store, PERSON, now):
        raise Refusal(
            f"The audit trail knows imports that are not in the register: upload again {'; '.join(each.in_words() for each in lost)}."
        )
    broken = check(store, PERSON, work.now_utc())
    if broken:
        raise Refusal(
            f"The register in {store.root} is not sound: {' '.join(broken)} Undo nothing, and restore a backup of the store."
        )
    tell(
        options,
        {"checks": len(check_names()), "broken": broken},
        lambda: f"Sound: {len(check_names())} checks found nothing.",
    )
    return None
