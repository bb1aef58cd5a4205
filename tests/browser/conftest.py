"""A real server on a store of its own, and a real browser in front of it."""

import contextlib
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, ViewportSize, expect, sync_playwright
from playwright.sync_api import TimeoutError as WaitedTooLong

from tests.built_once import BuiltOnce
from tests.coming_in import bring_cookie, come_in, has_started, new_key
from tests.without_network import held_here, tries

ROOT = Path(__file__).resolve().parents[2]
expect.set_options(
    timeout=20_000
)  # of milliseconds: with both cores busy a page has needed more than the usual 5 s


class Server:
    """`uvicorn asgi:app` with its address and its store."""

    def __init__(self, store: Path) -> None:
        self.store = store
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = (store.parent / "server.log").open("w")
        key = new_key()
        self.tried = store.parent / "tries.log"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "asgi:app", "--host", "127.0.0.1", "--port", str(self.port)],
            cwd=ROOT,
            env={**os.environ, **key, **held_here(self.tried), "MEDICATION_STORE": str(store)},
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        if not has_started(self.process, self.port):
            self.stop()
            raise RuntimeError(f"the server did not start: {Path(self.log.name).read_text()[-2000:]}")
        come_in(self.port, key)

    def tries(self) -> list[str]:
        """What the server has wanted of another computer so far."""
        return tries(self.tried)

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, built_once: BuiltOnce) -> Iterator[Server]:
    """One server for looking around: it shows the made-up trust and nothing is uploaded to it. It starts on no store at all, as the
    first start of an officer does."""
    running = Server(tmp_path_factory.mktemp("looking") / "store")
    built_once.take(running.store)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def own_server(built_once: BuiltOnce, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the file's own, for uploads; the made-up trust that it would build is there already."""
    running = Server(built_once.copied_beside(tmp_path_factory.mktemp("own") / "store").root)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if missing := os.environ.get("CHROMIUM_MISSING"):
        pytest.fail(missing)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM"),
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        yield launched
        launched.close()


SCREEN: ViewportSize = {"width": 1440, "height": 1000}


def new_tab(browser: Browser, **options: Any) -> Page:
    """A tab of a browser that knows nothing yet; `idle` is told what it says to the script and hears. It asks for little motion, as a
    reader may: what moves while a page is waited for takes a fifth of the browser's processor."""
    context = browser.new_context(
        **{"viewport": SCREEN, "accept_downloads": True, "reduced_motion": "reduce", **options}
    )
    context.add_init_script(TOLD)
    return context.new_page()


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Iterator[list[Page]]:
    """The tabs, each of a browser of its own, that tests take over from each other: a browser that knows the program's files opens a
    page with a processor's 2 seconds, one that does not with 5.
    """
    kept: list[Page] = []
    yield kept
    for tab in kept:
        tab.context.close()


@contextlib.contextmanager
def taken_over(browser: Browser, tabs: list[Page]) -> Iterator[Page]:
    tab = tabs.pop() if tabs else new_tab(browser)
    yield tab
    try:
        tab.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        tab.goto("about:blank")
        tab.context.clear_cookies()
        tab.set_viewport_size(SCREEN)
    except Error:  # it is worth no more: the next test gets a new one
        tab.context.close()
    else:
        tabs.append(tab)


@pytest.fixture
def page(browser: Browser, tabs: list[Page]) -> Iterator[Page]:
    """An empty tab that keeps nothing of the test before but the program's files. A test that listens to a page opens one of its own."""
    with taken_over(browser, tabs) as tab:
        yield tab


@pytest.fixture
def other_page(browser: Browser, tabs: list[Page]) -> Iterator[Page]:
    """The same in another person's browser."""
    with taken_over(browser, tabs) as tab:
        yield tab


QUIET = """([least, most]) => new Promise(done => {
    let changed = performance.now()
    const app = () => document.querySelector('[data-testid="stApp"]')
    const told = () => window.frames_of_the_page || { sent: Infinity, heard: 0 }
    const unfinished = '[data-testid=stSkeleton], [data-testid=stPlotlyChart]:not(:has(.main-svg))'
    const answered = () => told().heard >= told().sent
    const look = () => {
        const quiet = performance.now() - Math.max(changed, told().heard)
        const enough = quiet >= (document.querySelector(unfinished) ? 10 * most : answered() ? least : most)
        enough && app()?.dataset.testScriptState === 'notRunning' ? end() : (waiting = setTimeout(look, 40))
    }
    const end = () => { seen.disconnect(); clearTimeout(longest); clearTimeout(waiting); done() }
    const seen = new MutationObserver(() => { changed = performance.now() })
    seen.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    const longest = setTimeout(end, 60_000)
    let waiting = setTimeout(look, 40)
})"""
TOLD = """window.frames_of_the_page = { sent: 0, heard: 0 }
window.WebSocket = class extends WebSocket {
    constructor(...all) {
        super(...all)
        this.addEventListener('message', () => { window.frames_of_the_page.heard = performance.now() })
    }
    send(frame) { window.frames_of_the_page.sent = performance.now(); super.send(frame) }
}"""
"""When the page last spoke to the script, and last heard from it."""

QUIET_MS = 500
"""Longer than a click takes to reach the script and come back as a change of the page (50 to 200 ms, both cores busy)."""
SETTLED_MS = 160
"""Enough where nothing is to come: what the page sent was answered, every chart is drawn and no part is still being loaded (where
one is, ten times QUIET_MS: a busy machine needed 2 s for the library of the charts)."""


def idle(page: Page, quiet_ms: int | None = None) -> None:
    """Wait until the script has run and nothing on the page has changed for a moment: charts are drawn. `quiet_ms` is for what a page
    keeps to itself for a while before it asks the script."""
    page.evaluate(QUIET, [quiet_ms, quiet_ms] if quiet_ms else [SETTLED_MS, QUIET_MS])


def wait_for_link(page: Page, *parts: str) -> None:
    """Wait until the URL holds all these parts, and the page has been drawn for it."""
    page.wait_for_function(
        "parts => parts.every(part => location.href.includes(part))", arg=list(parts), timeout=30_000
    )
    idle(page)


def open_at(page: Page, url: str) -> None:
    bring_cookie(page.context, url)
    page.goto(url)
    page.wait_for_selector("h1", timeout=60_000)
    idle(page)


def go_to(page: Page, path: str) -> None:
    """Another page by the app's own list of pages, which is there on a narrow screen too, out of sight."""
    page.locator(f"[data-testid=stSidebarNavLink][href$='/{path}']").evaluate("link => link.click()")
    page.wait_for_function("path => location.pathname === '/' + path", arg=path, timeout=30_000)
    idle(page)


def too_wide(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def choose_filter(page: Page, field: str, option: str, link: str) -> None:
    """A value of one of More filters (its key, how the option begins), until the link holds it.

    A list that has been open while a busy machine goes on drawing the page can close under the click, which then chooses nothing
    (about 1 in 60 tries; the list is Streamlit's): a reader chooses again, and so does this, twice at most.
    """
    page.get_by_role("button", name="More filters").click()
    page.locator(f".st-key-{field} input").wait_for()
    for _ in range(3):
        idle(page)
        with contextlib.suppress(WaitedTooLong):
            page.locator(f".st-key-{field} input").click()
            page.get_by_role("option", name=re.compile(f"^{option}")).first.click(timeout=5_000)
            page.wait_for_function("part => location.href.includes(part)", arg=link, timeout=10_000)
            break
    wait_for_link(page, link)
