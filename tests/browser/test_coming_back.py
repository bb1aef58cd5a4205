"""page.js: whoever signs in gets back to the address that they asked for, in the same tab, and nowhere else."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

SCRIPT = Path("dashboard/views/page.js").read_text(encoding="utf-8")
HOST = "http://dashboard.example"


def drawn(route: Route) -> None:
    """A stand-in for the frame: signed in where the cookie says so, else the page with the button alone."""
    held = "st-key-sign-out" if "in=yes" in (route.request.headers.get("cookie") or "") else "st-key-sign-in"
    body = f'<html><body><div data-testid="stApp"></div><i class="{held}"></i><script type="module">{SCRIPT}</script>'
    route.fulfill(content_type="text/html", body=body)


@pytest.fixture
def tab(browser: Browser) -> Page:
    context = browser.new_context()
    context.route("**/*", drawn)
    return context.new_page()


def signed_in(tab: Page) -> str:
    """Where the tab is once the provider has sent it back to the page that opens."""
    tab.context.add_cookies([{"name": "in", "value": "yes", "url": HOST}])
    tab.goto(f"{HOST}/")
    tab.wait_for_timeout(150)
    at = urlsplit(tab.url)
    tab.context.clear_cookies()
    return f"{at.netloc}{at.path}?{at.query}"


@pytest.mark.parametrize(
    ("asked", "back"),
    [
        ("/harm-levels?ward=Ward+7", "/harm-levels?ward=Ward+7"),
        ("/?edition=3", "/?edition=3"),
        ("/", "/?"),
        ("//other.example/x", "//other.example/x?"),
    ],
)
def test_the_page_that_was_asked_for_opens_after_the_sign_in_and_once(
    tab: Page, asked: str, back: str
) -> None:
    tab.goto(f"{HOST}{asked}")
    assert signed_in(tab) == f"dashboard.example{back}"
    assert signed_in(tab) == "dashboard.example/?", "what was asked for is forgotten with the sign-in"
    tab.context.close()


def test_what_was_asked_for_before_the_opening_page_is_not_come_back_to(tab: Page) -> None:
    tab.goto(f"{HOST}/incidents?find=x")
    tab.goto(f"{HOST}/")
    assert signed_in(tab) == "dashboard.example/?"
    tab.context.close()
