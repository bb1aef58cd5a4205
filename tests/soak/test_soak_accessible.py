"""axe-core on every page in the dark theme too, and at the width of a telephone, which `dev.py test` looks at on some of them."""

from playwright.sync_api import Browser

from tests.browser.conftest import Server, browser, new_tab, server
from tests.browser.test_accessible import FULL, ON_A_PHONE, on_a_narrow_screen, on_pages

__all__ = ["browser", "server"]  # the fixtures, which belong to another folder


def test_axe_finds_nothing_on_any_page_in_either_theme(browser: Browser, server: Server) -> None:
    page = new_tab(browser, color_scheme="light")
    assert on_pages(page, server, FULL, dark=FULL, phone=ON_A_PHONE) == []
    assert on_a_narrow_screen(page, "drug-classes") == []
    page.context.close()
