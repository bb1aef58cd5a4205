"""Tables that are edited on a page: they are drawn on a canvas, so a cell is clicked by its place."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import idle

ROW = 35
"""Pixels of a row of an edited table, its headings too."""
EDITED_MS = 1_200
"""A table keeps an edit to itself for a moment before the script runs; the next edit would be lost in that run."""


def say_in_table(page: Page, holding: str, row: int, column: int, across: float, word: str) -> None:
    """Choose a word in a cell of the edited table that holds a text: `row` from 0, `across` as a share of its width."""
    table, x, y = _cell(page, holding, row, across)
    page.mouse.click(x, y)
    page.wait_for_timeout(500)
    page.mouse.dblclick(x, y)
    page.wait_for_timeout(700)
    page.keyboard.type(word, delay=20)
    page.get_by_role("option", name=word, exact=True).click()
    expect(table.get_by_test_id(f"glide-cell-{column}-{row}")).to_have_text(word)
    idle(page, EDITED_MS)


def tick_in_table(page: Page, holding: str, row: int, across: float) -> None:
    """Tick the box in a cell."""
    _, x, y = _cell(page, holding, row, across)
    page.mouse.click(x, y)
    idle(page, EDITED_MS)


def _cell(page: Page, holding: str, row: int, across: float) -> tuple[Locator, float, float]:
    table = page.locator("[data-testid=stDataFrame]:visible").filter(has_text=holding).last
    canvas = table.locator("canvas").first
    canvas.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    box = canvas.bounding_box()
    assert box
    return table, box["x"] + box["width"] * across, box["y"] + ROW * (row + 1) + ROW / 2
