"""axe-core on what an officer on their own computer never sees: the sign-in page, the page of somebody without a role, Your wards."""

from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect

from dashboard.domain.reader import Role
from tests.browser.conftest import browser, idle, too_wide
from tests.browser.test_accessible import in_themes
from tests.built_once import BuiltOnce
from tests.signed_in_people import Signed, TrustServer

__all__ = ["browser"]  # the fixture, which belongs to another folder

NARROW: ViewportSize = {"width": 390, "height": 900}


def test_axe_finds_nothing_before_somebody_is_known_nor_on_a_ward_links_page(
    browser: Browser, built_once: BuiltOnce, tmp_path: Path
) -> None:
    served = TrustServer(built_once.copied_beside(tmp_path / "store"), "http://127.0.0.1:9").start()
    try:
        served.answers()
        waits = served.person("waits", None)
        of_ward = served.person("of-ward", Role.WARD_LINK, ("Ward 2", "Ward 7"))
        context = browser.new_context(viewport={"width": 1440, "height": 1000}, color_scheme="light")
        page, seen = context.new_page(), []
        for who, says in ((None, "Sign in"), (waits, "You have no role here yet"), (of_ward, "Ward 7")):
            as_somebody(page, served, who)
            expect(page.get_by_text(says).first).to_be_visible()
            seen += in_themes(page, dark=who is None)
            page.set_viewport_size(NARROW)
            idle(page, 150)
            assert too_wide(page) <= 0, says
            page.set_viewport_size({"width": 1440, "height": 1000})
        context.close()
    finally:
        served.stop()
    assert seen == []


def as_somebody(page: Page, served: TrustServer, who: Signed | None) -> None:
    page.context.clear_cookies()
    if who:
        page.context.add_cookies(
            [{"name": name, "value": value, "url": served.origin} for name, value in who.cookies.items()]
        )
    page.goto(served.origin)
    page.wait_for_selector("h1", timeout=60_000)
    idle(page)
