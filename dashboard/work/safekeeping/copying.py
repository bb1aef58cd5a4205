"""Released editions are copied to the folder of a dashboard that only reads, with the settings that its pages need."""

from datetime import datetime

from dashboard import __version__, desk
from dashboard.domain.copied import CopiedFrom, copied_from, refuse_copy
from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.whole_file import write_whole
from dashboard.edition import Copied, copy_released, differing
from dashboard.work.publishing import note_act

ACT = "copy editions"


@only(*OFFICER)
def copy_editions(store: Store, reader: Reader, to: Store, now: datetime) -> Copied:
    """Make `to` a store of copies of what is released here, or bring it up to date. Noted in the audit trail before it begins.

    Raises StoreProblem where `to` has a register, where nothing is released, and where a copy differs from what was copied.
    """
    refuse_copy(store)
    if store.made_up:
        raise StoreProblem(
            "The made-up trust is not copied: a dashboard that only reads shows your own editions."
        )
    if to.has_register() or to.root.resolve() == store.root.resolve():
        raise StoreProblem(f"{to.root} has a register of its own: name a folder for copies alone.")
    before = copied_from(to)
    if before is None and to.editions.exists() and any(to.editions.iterdir()):
        raise StoreProblem(f"{to.root} holds editions that were not copied there: name an empty folder.")
    note_act(store, reader, ACT, to.root.name, "", now)
    copied = copy_released(store, reader, to, before.editions if before else {})
    settings = {name: str(value) for name, value in desk.settings(store, now).items()}
    told = CopiedFrom(now, __version__, settings, copied.editions)
    write_whole(to.copied, told.written())
    if not copied.editions:
        raise StoreProblem("No edition is released, so there is nothing to copy: release one first.")
    return copied


def check_copies(store: Store) -> None:
    """Raise StoreProblem where an edition is missing or is not what was copied."""
    copied = copied_from(store)
    wrong = differing(store, copied.editions) if copied else ()
    if wrong:
        numbers = ", ".join(map(str, wrong))
        raise StoreProblem(
            f"In {store.root} the editions {numbers} are missing or not what was copied: copy the editions there again."
        )
