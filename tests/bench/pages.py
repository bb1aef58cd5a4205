"""How long each page takes from the request to its last message, beside an empty page of the same server in the same round.

A filter that nobody has asked before, then the same filter again. The pages' processor time is said too: on a busy machine
the clock alone would blame the page for its neighbours.
"""

import csv
import json
import os
import random
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles

import psutil

from dashboard.domain.periods import day_in_words
from tests.bench.lines import Line
from tests.bench.listings import CHOICES, DAYS, FIRST_DAY, write_csv
from tests.bench.processes import REPOSITORY, run
from tests.bench.websocket import PageFailed, Session
from tests.coming_in import come_in, has_started, new_key

ASKING = """
import json
from dashboard.views.page_table import PAGES
print(json.dumps({row.path: row.has_filter for row in PAGES if row.asks_edition}))
"""
OPENS_WITH = "overview"
"""Streamlit knows the page that it opens with by an empty name."""

UNTIL = date(2026, 2, 28)
FIRST_FROM, FROMS = date(2023, 1, 1), 800
"""The period of a filter begins on any of these days: a little over two years, as the usual one has, give or take one."""

SEVERITIES = (
    *("No harm",) * 870, *("Low",) * 105, *("Moderate",) * 20, *("Severe",) * 4, "Death",
)  # fmt: skip
"""Of a thousand, as trusts grade them; a page that lists the harmful ones would otherwise list three in eight."""

NEW_P50, NEW_P95, AGAIN_P95, MILLION_P95 = 100.0, 300.0, 60.0, 600.0
"""Milliseconds over the empty page."""

BED_DAY_HEADINGS = ("Month", "Site", "Division", "Ward", "Occupied bed days")


@dataclass(frozen=True)
class PageTimes:
    """One page, milliseconds of each run by the clock; `processor` is the server's own time of a run, its mean."""

    page: str
    new: tuple[float, ...]
    again: tuple[float, ...]
    floor: tuple[float, ...]
    processor_new: float
    processor_again: float
    messages: int
    kilobytes: float
    kilobytes_again: float


def write_bed_days(path: Path, seed: int = 3) -> None:
    """Every ward of the listings, every month that they touch."""
    chance = random.Random(seed)
    last = FIRST_DAY + timedelta(days=DAYS)
    months = [
        date(year, month, 1)
        for year in range(FIRST_DAY.year, last.year + 1)
        for month in range(1, 13)
        if FIRST_DAY <= date(year, month, 1) <= last
    ]
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(BED_DAY_HEADINGS)
        for site in CHOICES["Site"]:
            for at, ward in enumerate(CHOICES["Location (exact)"]):
                division = CHOICES["Division"][at % len(CHOICES["Division"])]
                usual = chance.randrange(300, 900)
                writer.writerows(
                    (f"{month:%Y-%m}", site, division, ward, usual + chance.randrange(-40, 41))
                    for month in months
                )


def made_store(folder: Path, rows: int) -> Path:
    """A store of so many incidents with bed days for every ward, released."""
    store = folder / f"pages {rows}"
    listing, beds = folder / "pages.csv", folder / "bed days.csv"
    write_csv(listing, rows, severities=SEVERITIES)
    write_bed_days(beds)
    where = ("--store", str(store), "--json")
    run("-m", "dashboard", "import", str(listing), "--source", "datix", *where)
    run("-m", "dashboard", "activity", str(beds), *where)
    editions = json.loads(run("-m", "dashboard", "editions", *where).out)["editions"]
    run("-m", "dashboard", "release", str(max(each["edition_id"] for each in editions)), *where)
    listing.unlink()
    return store


@dataclass(frozen=True)
class Serving:
    port: int
    process: psutil.Process

    def processor(self) -> float:
        """Milliseconds that the server has used so far."""
        used = self.process.cpu_times()
        return 1000 * (used.user + used.system)


@contextmanager
def serving(app: str, store: Path) -> Iterator[Serving]:
    """`uvicorn <app>` on this store, as `dev.py run` starts it, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", app, "--host", "127.0.0.1", "--port", str(port)]
    command += ["--log-level", "warning", "--no-access-log", "--no-server-header"]
    key = new_key()
    environment = {**os.environ, **key, "MEDICATION_STORE": str(store)}
    server = subprocess.Popen(command, cwd=REPOSITORY, env=environment, stdout=subprocess.DEVNULL)
    try:
        if not has_started(server, port):
            raise SystemExit("A server that was to be measured did not start.")
        come_in(port, key)
        yield Serving(port, psutil.Process(server.pid))
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


def asking_pages() -> dict[str, bool]:
    """The paths of the pages that ask an edition, and whether each has the filter on it, and so says what it asks."""
    return json.loads(run("-c", ASKING).out)


def measured(store: Path, runs: int, seed: int = 11, pages: Sequence[str] = ()) -> Iterator[PageTimes]:
    """Each page that asks an edition, or these; no filter is asked twice but where that is meant."""
    days = (FIRST_FROM + timedelta(days=n) for n in range(FROMS))
    froms = [day for day in days if day.day > 1]  # pages name a period of whole months by its months
    random.Random(seed).shuffle(froms)
    never_asked = iter(froms)
    with (
        serving("tests.bench.empty_page:app", store) as empty,
        serving("asgi:app", store) as ours,
        Session(empty.port) as floor,
    ):
        for _ in range(5):
            floor.rerun("")
        has_filter = asking_pages()
        for page in pages or has_filter:
            with Session(ours.port, "" if page == OPENS_WITH else page) as session:
                yield _times(page, has_filter[page], session, ours, floor, never_asked, runs)


def _times(
    page: str,
    has_filter: bool,
    session: Session,
    ours: Serving,
    floor: Session,
    never_asked: Iterator[date],
    runs: int,
) -> PageTimes:
    session.rerun("")
    session.rerun(_query(next(never_asked)))
    new, again, empty, used_new, used_again = [], [], [], [], []
    for _ in range(runs):
        first_day = next(never_asked)
        empty.append(floor.rerun("").milliseconds)
        before = ours.processor()
        first = session.rerun(_query(first_day), shows=day_in_words(first_day) if has_filter else "")
        between = ours.processor()
        second = session.rerun(_query(first_day))
        used_new.append(between - before)
        used_again.append(ours.processor() - between)
        if first.messages != second.messages:
            raise PageFailed(f"The page '{page}' says another thing when it is asked again.")
        new.append(first.milliseconds)
        again.append(second.milliseconds)
    return PageTimes(
        page, tuple(new), tuple(again), tuple(empty), sum(used_new) / runs, sum(used_again) / runs,
        first.messages, first.bytes / 1000, second.bytes / 1000,
    )  # fmt: skip


def _query(first: date) -> str:
    return f"from={first}&until={UNTIL}"


def bars(times: PageTimes, what: str, *, of_many: bool) -> Iterator[Line]:
    """A line for each bar: ours and the empty page's median, and by how much ours is over it."""
    floor = median(times.floor)
    name = f"{times.page}, {what}"
    if of_many:
        yield _bar(f"{name}, asked anew, p95", p95(times.new), floor, MILLION_P95)
        return
    yield _bar(f"{name}, asked anew, p50", median(times.new), floor, NEW_P50)
    yield _bar(f"{name}, asked anew, p95", p95(times.new), floor, NEW_P95)
    yield _bar(f"{name}, asked again, p95", p95(times.again), floor, AGAIN_P95)


def _bar(name: str, ours: float, floor: float, more: float) -> Line:
    bar = f"<= floor + {more:.0f} ms ({ours - floor:+.0f})"
    return Line(name, "ms", ours, floor, None, bar, ours <= floor + more)


def processor_words(times: PageTimes) -> str:
    """What the clock does not say on a busy machine, and how much is sent."""
    return (
        f"{times.page}: processor {times.processor_new:.0f} ms a run asked anew, {times.processor_again:.0f} asked again; "
        f"{times.messages} messages, {times.kilobytes:.0f} kB and then {times.kilobytes_again:.0f}"
    )


def p95(milliseconds: tuple[float, ...]) -> float:
    """The 95th percentile, by straight lines between the runs."""
    return quantiles(milliseconds, n=20, method="inclusive")[-1]
