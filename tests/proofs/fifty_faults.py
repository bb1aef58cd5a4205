"""Which faults: each kind of error at each place that a page comes to, what fails beside a page, and files and addresses that hold
what nobody may read in a log.
"""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from dashboard import work
from dashboard.domain.extract import Extract
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from tests.proofs.faults_seen import PLACES, Seen

CANARY = "CANARY-Mrs-Jane-Example-9990000018"
KINDS = (
    "value", "conversion", "binder", "sqlite", "key", "arrow", "pandas", "file", "chained", "group",
)  # fmt: skip
ASIDE = (
    "thread", "warning", "library", "library with a filled-in value", "root", "line that cannot be written", "task",
    "unraisable",
)  # fmt: skip
"""As faulty_app.py raises them; it cannot be imported here, because it changes the app."""

HEADINGS = "Ref,Incident date,Site,Location (exact),Severity,Drug administered,Description"
ROW = f"{CANARY},03/02/2026,CANARY site,CANARY ward,CANARY harm,CANARYcillin,{CANARY} 999 000 0018"
LISTING = f"{HEADINGS}\r\n{ROW}\r\n".encode()
FILES = {
    "listing.csv": LISTING,
    f"{CANARY}.csv": LISTING.replace(b"03/02/2026", b"CANARY day"),
    "headings.csv": f"{CANARY},CANARY b\r\n1,2\r\n".encode(),
    "ragged.csv": LISTING + f"{CANARY},".encode() * 40,
    "bytes.csv": LISTING + b"\x81\x00\xff" + CANARY.encode("utf-16"),
    f"{CANARY}.xlsx": b"PK\x03\x04" + LISTING,
    "page.xlsx": b"<html><script>" + LISTING,
    "empty.csv": b"",
}
ADDRESSES = (
    f"/?location={CANARY}",
    f"/incidents?find={CANARY}&location={CANARY}",
    f"/media/0123456789abcdef.csv/{CANARY}",
    f"/_stcore/upload_file/{CANARY}/{CANARY}",
    f"/_stcore/health?{CANARY}",
)
QUERIES = (
    f"location={CANARY}",
    f"from={CANARY}",
    f"harm={CANARY}&drug_class={CANARY}",
    f"find={CANARY}",
    f"part={CANARY}",
)


def little_trust(root: Path) -> Store:
    """A register and an edition of two incidents that nobody need hide."""
    store, now = Store(root), datetime(2026, 3, 2, 9, 0)
    rows = "A1,03/02/2026,North,Ward 7,Low,Amoxicillin,\r\nA2,04/02/2026,North,Ward 8,Severe,Odd name,\r\n"
    staged = work.stage(store, f"{HEADINGS}\r\n{rows}".encode(), now)
    read = work.read_incidents(staged, "listing.csv", now, source=SourceSystem.DATIX)
    assert isinstance(read, Extract)
    work.store_incidents(store, SINGLE_USER, read, now, covers=(date(2026, 2, 1), date(2026, 2, 28)))
    return store


def every_fault() -> list[tuple[str, str]]:
    """(place, kind): fifty that a page comes to, then those beside it."""
    return [(place, kind) for kind in KINDS for place in PLACES] + [("page", kind) for kind in ASIDE]


def some_faults() -> list[tuple[str, str]]:
    """Each kind at one of the places, each place with two kinds; and what leaked before it was mended."""
    places = [*PLACES]
    at = [(places[n % len(places)], kind) for n, kind in enumerate(KINDS)]
    return [*at, ("page", "thread"), ("page", "library"), ("page", "warning")]


def walk(
    seen: Seen,
    faults: Iterable[tuple[str, str]],
    files: Iterable[str],
    queries: Iterable[str],
    addresses: Iterable[str],
) -> None:
    for place, kind in faults:
        seen.fault(place, kind)
    for name in files:
        shown = seen.upload("upload", name, FILES[name])
        assert shown or name != "listing.csv", (
            "the listing was not read: a person sees the words of their own file"
        )
    for query in queries:
        seen.page("incidents", query)
        seen.asked += 1
    for address in addresses:
        seen.get(address)
