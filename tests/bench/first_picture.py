"""How long a browser that has never been here takes to the first chart on its screen: the page that the server opens with."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tests.bench.lines import Line
from tests.bench.pages import serving
from tests.coming_in import bring_cookie

SECONDS = 2.5
DRAWN = ".js-plotly-plot .main-svg .trace, .js-plotly-plot .main-svg .point"
"""Plotly has drawn a chart when a mark of its data is there."""

MOST_MILLISECONDS = 60_000


def first_picture_lines(store: Path, rounds: int) -> Iterator[Line]:
    """The slowest line of each part: until the chart is drawn, and until the title is there. The server has answered before; each
    round asks it what it has not been asked, from a browser with nothing kept.
    """
    with serving("asgi:app", store) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM"),
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        _opened(browser, server.port, 1)
        times = [_opened(browser, server.port, 2 + number) for number in range(rounds)]
        browser.close()
    title, drawn = (median(each) for each in zip(*times, strict=True))
    slowest = max(each[1] for each in times)
    bar = f"<= {SECONDS:g} s (slowest {slowest:.2f} s, title after {title:.2f} s)"
    yield Line(
        "the first chart of the overview drawn in a fresh browser",
        "s",
        drawn,
        None,
        None,
        bar,
        drawn <= SECONDS,
    )


def _opened(browser: Browser, port: int, day: int) -> tuple[float, float]:
    """Seconds from the address to the title, and to the first chart, in a context of its own."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    bring_cookie(context, f"http://127.0.0.1:{port}")
    began = time.perf_counter()
    page.goto(f"http://127.0.0.1:{port}/?from=2024-02-{day:02}&until=2026-02-28", wait_until="commit")
    page.wait_for_selector("h1", timeout=MOST_MILLISECONDS)
    title = time.perf_counter() - began
    page.wait_for_selector(DRAWN, state="attached", timeout=MOST_MILLISECONDS)
    drawn = time.perf_counter() - began
    context.close()
    return title, drawn
