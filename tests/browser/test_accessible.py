"""axe-core (WCAG 2.2 AA and its good practices) on every page, full and empty: it finds nothing in what is ours. The dark theme of
every page is for `dev.py soak`; here it is looked at on some.
"""

from collections.abc import Sequence

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, Page, expect

from dashboard.domain.reader import Role
from dashboard.domain.store import Store
from dashboard.views.page_table import PAGES
from tests.browser.conftest import SCREEN, Server, idle, new_tab, open_at, too_wide
from tests.browser.outside import Asked

ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""All that a theme changes."""

EXCUSED = {
    "empty-table-header": "the column that marks a chosen row has no heading; it is drawn by Streamlit. No rule of WCAG: good practice",
    "presentation-role-conflict": "the place where a file is dropped has a name and no role; it is Streamlit's. No rule of WCAG: good practice",
}
FULL = [row.path for row in PAGES if Role.MSO in row.roles]
"""Your wards, and what somebody sees before they are known, are in tests/soak/test_soak_accessible_signed_in.py."""
IN_DARK = ("overview", "harm-levels", "upload", "medicines")
"""Charts, a list, a form, a table that is edited: the colours of the others are these."""
ON_A_PHONE = (
    "overview",
    "reporting-rates",
    "harm-levels",
    "drug-classes",
    "stages-and-errors",
    "incidents",
    "all-measures",
    "upload",
)
"""Pages that are held to the width of a telephone, as each is to that of a desk: all of them by `dev.py soak`, here one of each kind."""
A_PHONE_HERE = ("overview", "incidents", "all-measures", "upload")
"""Pictures, a list, a table of small pictures, a form."""
EMPTY = ["overview", "upload", "reporting-rates"]
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


def in_themes(page: Page, *, dark: bool) -> list[str]:
    """The page is drawn, in the light theme; a theme changes colours and nothing else."""
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    assert too_wide(page) <= 0, page.url
    seen = [("light", each) for each in found(page, ALL_RULES)]
    if dark:
        page.emulate_media(color_scheme="dark")
        page.wait_for_function("() => document.documentElement.dataset.theme === 'dark'")
        idle(page, 150)
        seen += [("dark", each) for each in found(page, OF_COLOUR)]
        page.emulate_media(color_scheme="light")
    width = page.viewport_size["width"] if page.viewport_size else 0
    return [f"{page.url.split('?')[0]}, {width} px, {theme}: {what}" for theme, what in seen]


def visit(page: Page, path: str) -> None:
    """From the list of pages, as a reader opens them."""
    page.locator(f'[data-testid=stSidebarNavLink][href$="/{path}"]').click()
    page.wait_for_function(
        "path => document.querySelector('[aria-current=page]')?.href.endsWith(path)", arg=f"/{path}"
    )
    idle(page)


def on_pages(
    page: Page,
    server: Server,
    paths: list[str],
    *,
    dark: Sequence[str] = IN_DARK,
    phone: Sequence[str] = (),
) -> list[str]:
    """What axe finds on each of these pages (the first one is the Overview)."""
    open_at(page, server.url)
    seen: list[str] = []
    for path in paths:
        if path != paths[0]:
            visit(page, path)
        seen += in_themes(page, dark=path in dark)
        if path in phone:
            fits_a_telephone(page, path)
    return seen


def fits_a_telephone(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 1000})
    idle(page)
    expect(page.get_by_text("Made-up trust: not real patients").first).to_be_visible()
    assert too_wide(page) <= 0, f"{path} is wider than the screen"
    page.set_viewport_size(SCREEN)  # the next page is drawn for it


def on_a_narrow_screen(page: Page, path: str) -> list[str]:
    visit(page, path)
    page.set_viewport_size({"width": 390, "height": 1000})
    idle(page)
    assert page.locator('[class*="st-key-chart-"][tabindex="0"]').count(), "no chart is wider than 390 px"
    return in_themes(page, dark=True)


@pytest.mark.timeout(400)  # twenty pages: 50 s where nothing else runs
def test_axe_finds_nothing_on_any_page_and_no_page_asks_another_host(
    browser: Browser, server: Server
) -> None:
    """Nor is a file missing, nor does the server try, nor forbids the policy what a page needs. A tab of its own: one that knows the
    program's files would not ask for them."""
    page, forbidden = new_tab(browser, color_scheme="light"), []
    asked = Asked.of(page.context, server.url)
    page.on("console", lambda said: forbidden.append(said.text) if "Content Security" in said.text else None)
    assert on_pages(page, server, FULL, phone=A_PHONE_HERE) == []
    assert on_a_narrow_screen(page, "drug-classes") == []
    page.context.close()
    assert asked.requests > 20, "a fresh browser asks for every file of the program"
    assert sorted(asked.found) + forbidden + [f"the server tried: {each}" for each in server.tries()] == []


def test_axe_finds_nothing_where_there_is_no_edition(page: Page, server: Server) -> None:
    editions = Store(server.store).made_up_trust().root / "editions"
    aside = editions.rename(editions.with_name("editions-aside"))
    try:
        found_on = on_pages(page, server, EMPTY)
        expect(page.get_by_text("There is no edition to look at yet").first).to_be_visible()
    finally:
        if editions.exists():  # made anew by a program that looks at an empty store
            editions.rmdir()
        aside.rename(editions)
    assert found_on == []


def test_a_page_is_walked_by_keyboard(page: Page, server: Server) -> None:
    """The first stop skips the list of pages; what folds away opens and closes by keys; where one is, is seen."""
    open_at(page, server.url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    fold = page.get_by_role("button", name="How this is worked out").first
    fold.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(fold).to_be_focused()
    assert fold.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    term = page.get_by_role("link", name="Special cause")
    expect(term).to_be_visible()
    assert term.get_attribute("href") == "methods-and-glossary?term=Special%20cause"
    page.keyboard.press("Escape")
    expect(term).to_be_hidden()


def test_axe_would_find_a_picture_without_words_and_letters_too_pale(browser: Browser) -> None:
    """That nothing is found means something."""
    page = browser.new_page()
    page.set_content(
        "<html lang=en><title>t</title><main><h1>T</h1><img src=x><p style='color:#AAA'>pale</p></main>"
    )
    assert {each.split()[0] for each in found(page, ALL_RULES)} == {"image-alt", "color-contrast"}
    page.close()
