"""axe-core (WCAG 2.2 AA and its good practices) on every page in both themes, full and empty: it finds nothing in what is ours."""

import shutil

from axe_playwright_python.sync_playwright import AXE_FILE_PATH
from playwright.sync_api import Browser, Page

from dashboard.domain.store import Store
from dashboard.views.page_table import PAGES
from tests.browser.conftest import Server, idle, open_at

ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""All that a theme changes."""

EXCUSED = {
    "empty-table-header": "the column that marks a chosen row has no heading; it is drawn by Streamlit. No rule of WCAG: good practice",
    "presentation-role-conflict": "the place where a file is dropped has a name and no role; it is Streamlit's. No rule of WCAG: good practice",
}
FULL = [row.path for row in PAGES]
EMPTY = ["overview", "reporting-rates", "upload", "medicines"]
"""Without an edition all pages that look at one say the same sentence."""


def found(page: Page, rules: object) -> list[str]:
    """What axe finds: the rule, how bad, how often, the first place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
    violations = page.evaluate(
        "rules => axe.run({runOnly: rules, resultTypes: ['violations']}).then(each => each.violations)", rules
    )
    return [
        f"{each['id']} ({each['impact']}, {len(each['nodes'])} times): {each['nodes'][0]['html'][:160]}"
        for each in violations
        if each["id"] not in EXCUSED
    ]


def in_theme(page: Page, theme: str, rules: object) -> list[str]:
    page.emulate_media(color_scheme=theme)
    page.wait_for_function("theme => document.documentElement.dataset.theme === theme", arg=theme)
    idle(page, 300)
    return [f"{page.url.split('?')[0]} in the {theme} theme: {what}" for what in found(page, rules)]


def on_pages(browser: Browser, server: Server, paths: list[str], width: int = 1440) -> list[str]:
    """What axe finds on each of these pages, opened from the list of pages as a reader opens them."""
    context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme="light")
    page = context.new_page()
    open_at(page, f"{server.url}/{'' if paths[0] == 'overview' else paths[0]}")
    seen: list[str] = []
    for path in paths:
        if path != paths[0]:
            link = page.locator(f'[data-testid=stSidebarNavLink][href$="/{path}"]')
            link.click()
            page.wait_for_function(
                "path => document.querySelector('[aria-current=page]')?.href.endsWith(path)", arg=f"/{path}"
            )
            idle(page)
        seen += in_theme(page, "light", ALL_RULES)
        seen += in_theme(page, "dark", OF_COLOUR)
        page.emulate_media(color_scheme="light")
    context.close()
    return seen


def test_axe_finds_nothing_on_any_page_in_either_theme(browser: Browser, server: Server) -> None:
    assert on_pages(browser, server, FULL) == []


def test_axe_finds_nothing_on_a_narrow_screen(browser: Browser, server: Server) -> None:
    assert on_pages(browser, server, ["drug-classes"], width=390) == []


def test_axe_finds_nothing_where_there_is_no_edition(browser: Browser, own_server: Server) -> None:
    shutil.rmtree(Store(own_server.store).made_up_trust().root / "editions")
    assert on_pages(browser, own_server, EMPTY) == []


def test_axe_would_find_a_picture_without_words_and_letters_too_pale(browser: Browser) -> None:
    """That nothing is found means something."""
    page = browser.new_page()
    page.set_content(
        "<html lang=en><title>t</title><main><h1>T</h1><img src=x><p style='color:#AAA'>pale</p></main>"
    )
    assert {each.split()[0] for each in found(page, ALL_RULES)} == {"image-alt", "color-contrast"}
    page.close()
