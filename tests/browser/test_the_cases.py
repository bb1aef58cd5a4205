"""From a narrowed filter to the cases, in a browser: search, mistake, reading sample by its seed, the download, the link."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, idle, open_at, too_wide, wait_for_link

ASKED = "location=Ward+7&from=2025-10-01&until=2026-09-30"


def search(page: Page, text: str) -> None:
    field = page.get_by_label("Search the listed incidents")
    field.fill(text)
    field.press("Enter")
    idle(page)


def test_the_cases_are_searched_sampled_and_taken_along(
    page: Page, other_page: Page, server: Server, tmp_path: Path
) -> None:
    open_at(page, f"{server.url}/incidents?{ASKED}")
    expect(
        page.get_by_text(re.compile(r"^All \d+ incidents that the filter asks for are listed"))
    ).to_be_visible()
    search(page, "insulin and (")
    expect(page.get_by_text("After '(' (letter 13) a word is needed")).to_be_visible()
    search(page, "insulin and not (omitted or delayed)")
    matched = page.get_by_text(
        re.compile(r"^\d+ of the \d+ listed match: insulin and not \(omitted or delayed\)")
    )
    expect(matched).to_be_visible()
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as csv:
        page.get_by_role("button", name="CSV of the table").click()
    csv.value.save_as(tmp_path / "cases.csv")
    lines = (tmp_path / "cases.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Number,Reference,Date,Harm,")
    found = int(matched.inner_text().split()[0])
    assert sum(",Ward 7," in line for line in lines) == found > 0
    assert any("listed match: insulin and not (omitted or delayed)." in line for line in lines)
    page.keyboard.press("Escape")
    search(page, "")
    # The switch from the keyboard: a space turns it.
    page.get_by_label("Reading sample", exact=True).focus()
    page.keyboard.press("Space")
    wait_for_link(page, "sample=1")
    page.get_by_label("Seed", exact=True).fill("42")
    page.get_by_label("Seed", exact=True).press("Enter")
    wait_for_link(page, "sample=42")
    drawn = page.get_by_text(re.compile(r"^Reading sample drawn by seed 42: "))
    expect(drawn).to_be_visible()
    open_at(other_page, page.url)
    expect(other_page.get_by_text(drawn.inner_text())).to_be_visible()


def test_a_narrow_screen_goes_from_figures_to_their_cases_and_begins_a_search_anew(
    page: Page, server: Server
) -> None:
    page.set_viewport_size({"width": 390, "height": 1000})
    open_at(page, f"{server.url}/harm-levels?{ASKED}")
    assert too_wide(page) <= 0
    page.get_by_role("link", name="Show these incidents →").click()
    wait_for_link(page, "incidents?", "harm=Fatal")
    assert too_wide(page) <= 0
    assert "location=Ward+7" in page.url
    search(page, "insulin")
    wait_for_link(page, "find=insulin")
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name="Harm levels").first.click()
    wait_for_link(page, "harm-levels?", "location=Ward+7")
    assert "find=" not in page.url
