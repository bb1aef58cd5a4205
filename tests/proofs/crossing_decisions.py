"""A name is confirmed while a listing that holds it is stored: by two threads of one server, by two processes."""

import json
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dashboard import register, work
from dashboard.domain.extract import Extract
from dashboard.domain.medicines import ConfirmedName
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from tests.made_up_incidents import NOW, TrustUnderTest, datix, one
from tests.proofs.killed_imports import REPOSITORY, start_import

MEDICINES = ("warfarin", "apixaban", "morphine", "oxycodone")


def listing(number: int) -> bytes:
    """One incident with a writing of its own, alike to those of the other listings."""
    written = "".join(
        letter.upper() if number >> place & 1 else letter for place, letter in enumerate("zorbulin")
    )
    return datix(one(f"W{number}", drug=written))


def confirmed_while_stored(trust: TrustUnderTest, rounds: int) -> list[dict[str, int]]:
    """What the newest edition says of medicines after each round, in which one thread stores a listing that was read before and
    another gives the name another meaning."""
    trust.take(listing(0))
    found = []
    for number in range(1, rounds + 1):
        read = trust.read(listing(number), "datix", f"{number}.csv")
        assert isinstance(read, Extract)
        together = threading.Barrier(2)
        name = ConfirmedName("Zorbulin", (MEDICINES[number % len(MEDICINES)],))

        def store(read: Extract = read, together: threading.Barrier = together) -> None:
            together.wait()
            work.store_incidents(trust.store, SINGLE_USER, read, NOW)

        def confirm(name: ConfirmedName = name, together: threading.Barrier = together) -> None:
            together.wait()
            work.confirm_names(trust.store, SINGLE_USER, [name], NOW)

        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(store), pool.submit(confirm)]:
                done.result()
        found.append(_newest(trust))
    return found


def confirmed_while_imported(folder: Path) -> dict[str, int]:
    """The same by the command line, each a process."""
    trust, path = TrustUnderTest(folder / "store"), folder / "listing.csv"
    trust.take(listing(0))
    path.write_bytes(listing(1))
    confirming = subprocess.Popen(
        [
            sys.executable, "-m", "dashboard", "medicines", "confirm", "Zorbulin", "warfarin",
            "--store", str(trust.store.root), "--json",
        ],
        cwd=REPOSITORY, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    for running in (start_import(path, trust.store.root), confirming):
        out, error = running.communicate(timeout=120)
        assert running.returncode == 0, error[-600:]
        assert json.loads(out)
    return _newest(trust)


def readings_out_of_step(store: Store) -> int:
    naming = work.naming_of(store, SINGLE_USER, NOW)
    return len(register.names_to_read_again(store, SINGLE_USER, naming.version, NOW))


def _newest(trust: TrustUnderTest) -> dict[str, int]:
    trust.edition = max(int(path.stem) for path in trust.store.editions.glob("*.duckdb"))
    return trust.counts("incidents_by_medicine")
