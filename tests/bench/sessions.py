"""Many readers at once: how long a page takes to open and to answer another filter, what fails, and how much memory it all takes.

Each reader is a session over a websocket. They open one after another within a minute, each on one of the pages; then each asks a
filter of its own every half a minute or so. All of them live in one light process, so that the servers keep the machine.
"""

import asyncio
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from websockets.asyncio.client import ClientConnection, connect

from tests.bench.lines import Line
from tests.bench.listings import CHOICES
from tests.bench.pages import FIRST_FROM, FROMS, OPENS_WITH, UNTIL, Serving, asking_pages, p95, serving
from tests.bench.processes import pss
from tests.bench.websocket import Page, Read, address, connecting

OPENED_WITHIN, LASTS = 60.0, 120.0
"""Seconds: until all have opened, and how long they ask after that."""

BETWEEN = (20.0, 40.0)
"""Seconds from one filter of a reader to the next: the least and the most."""

MOST_SECONDS = 60.0
"""For one answer; a reader who waits longer has failed."""

COLD_SECONDS, RERUN_SECONDS, MEGABYTES = 5.0, 1.0, 1024.0


@dataclass
class Heard:
    """What all readers met: seconds to open, seconds of each answer, and the failures by name."""

    cold: list[float] = field(default_factory=list)
    reruns: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Crowd:
    """One measurement. `megabytes` is that of each server's process at its end; None where it cannot be known."""

    sessions: int
    heard: Heard
    megabytes: tuple[float, ...] | None
    processor: float
    """Seconds of all servers, from the first session to the last."""


def measured_crowd(
    store: Path, sessions: int, processes: int, *, within: float = OPENED_WITHIN, lasts: float = LASTS
) -> Crowd:
    """So many sessions shared out among so many servers, all of which read the one store."""
    with ExitStack() as ends:
        servers = [ends.enter_context(serving("asgi:app", store)) for _ in range(processes)]
        before = sum(server.processor() for server in servers)
        heard = asyncio.run(heard_from(servers, list(asking_pages()), sessions, within=within, lasts=lasts))
        used = (sum(server.processor() for server in servers) - before) / 1000
        memory = tuple(pss(server.process.pid) for server in servers)
    return Crowd(sessions, heard, memory if all(memory) else None, used)


async def heard_from(
    servers: Sequence[Serving],
    pages: Sequence[str],
    sessions: int,
    *,
    within: float,
    lasts: float,
    between: tuple[float, float] = BETWEEN,
) -> Heard:
    """What so many readers meet. `between` is the least and the most seconds from one filter of a reader to the next."""
    heard, now = Heard(), time.perf_counter()

    async def reader(number: int) -> None:
        """One session to its end. Whatever goes wrong in it is a failure of the measurement, and ends this session alone."""
        page = pages[number // len(servers) % len(pages)]
        try:
            await asyncio.sleep(within * number / sessions)
            port = servers[number % len(servers)].port
            await _read(port, page, random.Random(number), now + within + lasts, between, heard)
        except Exception as error:
            heard.failures.append(f"{page}: {type(error).__name__} {error}".strip())

    await asyncio.gather(*(reader(number) for number in range(sessions)))
    return heard


async def _read(
    port: int, page: str, chance: random.Random, ends: float, between: tuple[float, float], heard: Heard
) -> None:
    async with connect(address(port), **connecting(port)) as socket:
        shown = Page("" if page == OPENS_WITH else page)
        heard.cold.append(await _answered(socket, shown, ""))
        pause = chance.uniform(*between)
        while True:  # one filter at the least
            await asyncio.sleep(pause)
            heard.reruns.append(await _answered(socket, shown, _filter(chance)))
            pause = chance.uniform(*between)
            if time.perf_counter() + pause > ends:
                return


async def _answered(socket: ClientConnection, page: Page, query: str) -> float:
    request, read = page.request(query), Read(page.path, "")
    began = time.perf_counter()
    await socket.send(request)
    async with asyncio.timeout(MOST_SECONDS):
        while not read.ended:
            frame = await socket.recv()
            assert isinstance(frame, bytes)
            read.take(frame)
    took = time.perf_counter() - began
    page.keep(read)
    return took


def _filter(chance: random.Random) -> str:
    """Another period, and one time in two a ward as well: nearly always one that nobody has asked before."""
    first = FIRST_FROM + timedelta(days=chance.randrange(FROMS))
    ward = chance.choice(CHOICES["Location (exact)"]).replace(" ", "+").replace("&", "%26")
    return f"from={first}&until={UNTIL}" + (f"&location={ward}" if chance.random() < 0.5 else "")


def crowd_lines(crowd: Crowd, what: str) -> Iterator[Line]:
    """A line for each bar. A crowd of which nobody was heard has failed."""
    heard = crowd.heard
    failed = len(heard.failures)
    yield Line(f"{what}, failures", "", failed, None, None, "none", bool(heard.cold) and not failed)
    if heard.cold:
        opened = f"{what}, opening, slowest of {len(heard.cold)}"
        yield _seconds(opened, max(heard.cold), COLD_SECONDS)
    if len(heard.reruns) > 1:
        answered = f"{what}, another filter, p95 of {len(heard.reruns)}"
        yield _seconds(answered, p95(tuple(heard.reruns)), RERUN_SECONDS)
    if crowd.megabytes is not None:
        most = max(crowd.megabytes)
        bar = f"<= {MEGABYTES:,.0f} MB"
        yield Line(f"{what}, memory of a process", "MB", most, None, None, bar, most <= MEGABYTES)


def _seconds(name: str, took: float, most: float) -> Line:
    return Line(name, "s", took, None, None, f"<= {most:g} s", took <= most)
