"""A real server on a store of its own, and a real browser in front of it."""

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, ViewportSize, sync_playwright
from playwright.sync_api import TimeoutError as WaitedTooLong

from tests.built_once import BuiltOnce
from tests.coming_in import bring_cookie, come_in, new_key
from tests.without_network import held_here, tries

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90
"""The start of an empty store builds the made-up trust: about 8 s, more when the other core is busy."""


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
        self._wait()
        come_in(self.port, key)

    def _wait(self) -> None:
        ends = time.monotonic() + START_SECONDS
        while time.monotonic() < ends:
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2) as answer:
                    if answer.read() == b"ok":
                        return
            except OSError:
                time.sleep(0.2)
            if self.process.poll() is not None:
                break
        self.stop()
        raise RuntimeError(f"the server did not start: {Path(self.log.name).read_text()[-2000:]}")

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
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for looking around: it shows the made-up trust and nothing is uploaded to it. It starts on no store at all, as the
    first start of an officer does."""
    running = Server(tmp_path_factory.mktemp("looking") / "store")
    yield running
    running.stop()


@pytest.fixture
def own_server(built_once: BuiltOnce, tmp_path: Path) -> Iterator[Server]:
    """A server of the test's own, for uploads; the made-up trust that it would build is there already."""
    running = Server(built_once.copied_beside(tmp_path / "store").root)
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


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Iterator[list[Page]]:
    """The one tab that tests take over from each other: a browser that knows the program's files opens a page with a processor's
    2 seconds, one that does not with 5.
    """
    kept: list[Page] = []
    yield kept
    for tab in kept:
        tab.context.close()


@pytest.fixture
def page(browser: Browser, tabs: list[Page]) -> Iterator[Page]:
    """An empty tab that keeps nothing of the test before but the program's files. A test that listens to a page opens one of its own."""
    if not tabs:
        tabs.append(browser.new_context(viewport=SCREEN, accept_downloads=True).new_page())
    tab = tabs.pop()
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


QUIET = """quiet => new Promise(done => {
    let waiting
    const app = () => document.querySelector('[data-testid="stApp"]')
    const again = () => {
        clearTimeout(waiting)
        waiting = setTimeout(() => app()?.dataset.testScriptState === 'notRunning' ? end() : again(), quiet)
    }
    const end = () => { seen.disconnect(); clearTimeout(most); clearTimeout(waiting); done() }
    const seen = new MutationObserver(again)
    seen.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    const most = setTimeout(end, 60_000)
    again()
})"""
QUIET_MS = 500
"""Longer than a click takes to reach the script and come back as a change of the page (50 to 200 ms, both cores busy)."""


def idle(page: Page, quiet_ms: int = QUIET_MS) -> None:
    """Wait until the script has run and nothing on the page has changed for half a second: charts are drawn."""
    page.evaluate(QUIET, quiet_ms)


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
