"""No room on the disk at an import, a publishing, a decision, a backup: a sentence, nothing half-written, and the next try works.

The system's own limit on the size of a file (RLIMIT_FSIZE) refuses a write in the middle, as a full disk does: at each of many
sizes a forked process does the act, and the store is looked at by another.
"""

import json
import resource
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from dashboard import desk, register, work
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store, StoreProblem
from tests.looked_at_here import looking_here
from tests.proofs.forked import in_a_fork
from tests.register.failing_statements import everything_in
from tests.register.stored_extracts import NOW, extract, incident


def _import(store: Store) -> object:
    rows = [incident(f"N{n}") for n in range(300)]
    return register.commit(store, SINGLE_USER, extract(rows, name="new"), NOW).import_id


ACTS: dict[str, Callable[[Store], object]] = {
    "import": _import,
    "publish": lambda store: work.publish(store, SINGLE_USER, NOW).edition_id,
    "decide": lambda store: [
        desk.note_act(store, SINGLE_USER, "decide", "x" * 400, "y" * 400, NOW) for _ in range(300)
    ],
    "back up": lambda store: work.back_up(store, SINGLE_USER, NOW).name,
    "stage": lambda store: work.stage(store, b"x" * 3_000_000, NOW).name,
}


def template(root: Path) -> Store:
    store = Store(root)
    register.commit(store, SINGLE_USER, extract([incident(f"W{n}") for n in range(300)], name="first"), NOW)
    work.publish(store, SINGLE_USER, NOW)
    _import(store)
    register.undo(store, SINGLE_USER, 2, NOW)
    return store


def with_no_room(act: Callable[[Store], object], store: Store, most: int) -> dict[str, str]:
    """What the act says when no file may grow past so many bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    try:
        act(store)
    except StoreProblem as problem:
        return {"refused": str(problem)}
    return {"done": ""}


def state(store: Store) -> dict[str, object]:
    return {
        "register": everything_in(store),
        "desk": len(desk.audit_trail(store, SINGLE_USER, NOW)),
        "backups": sorted(path.name for path in (store.root / "backups").glob("*")),
        "left": sorted(
            path.name for path in (*store.root.rglob("*.tmp*"), *store.root.glob("backup-making*"))
        ),
    }


def wrong_at(name: str, before: Store, folder: Path, most: int) -> tuple[str, str]:
    """How the act ended with that much room, and what was wrong after it, in words (empty: nothing)."""
    act, store = ACTS[name], Store(folder / f"{name} {most}")
    shutil.copytree(before.root, store.root)
    said = in_a_fork(lambda: with_no_room(act, store, most))
    if said is None or "error" in said:
        return "broken", f"{name} at {most:,}: {said}"
    if "done" in said:
        return "done", ""
    was, found = (
        in_a_fork(lambda: state(before)),
        in_a_fork(lambda: [register.mend_publications(store, NOW), state(store)][1]),
    )
    if name == "decide":  # three hundred acts, of which some were done: none in part
        was["desk"] = found["desk"]
    after = Store(folder / f"{name} done")
    if not after.root.exists():
        shutil.copytree(before.root, after.root)
        in_a_fork(lambda: act(after))
    stored = (
        found["register"] == in_a_fork(lambda: state(after))["register"]
    )  # whole, before the room was lacking
    if found != was and not (stored and found | {"register": was["register"]} == was):
        return (
            "refused",
            f"{name} at {most:,} left something: {[key for key in was if was[key] != found.get(key)]}",
        )
    again = in_a_fork(lambda: [act(store), register.check(store, SINGLE_USER, NOW)][1])
    return "refused", "" if again == [] else f"{name} at {most:,}, again: {again}"


def main() -> None:
    """argv: a folder, then how many sizes each act is tried at. Prints {act: {"refused": n, "done": n, "wrong": [...]}}."""
    folder, tries = Path(sys.argv[1]), int(sys.argv[2])
    in_a_fork(lambda: str(template(folder / "template").root))
    before = Store(folder / "template")
    register_bytes = before.register.stat().st_size
    told = {}
    for name in ACTS:
        ends = [wrong_at(name, before, folder, most) for most in sizes(register_bytes, tries)]
        told[name] = {
            "refused": sum(end == "refused" for end, _ in ends),
            "done": sum(end == "done" for end, _ in ends),
            "wrong": [words for _, words in ends if words],
        }
    print(json.dumps(told))


def sizes(largest: int, tries: int) -> list[int]:
    """From where nothing can be written to where nearly everything can, and then all."""
    return [4_096 + (largest - 4_096) * n // max(tries - 1, 1) for n in range(tries)] + [4 * largest]


if __name__ == "__main__":
    with looking_here():
        main()
