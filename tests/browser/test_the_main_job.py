"""The main job in a browser: upload an extract, look, store, see it on the pages, undo, release."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, idle, open_at

ROOT = Path(__file__).resolve().parents[2]
LISTING = ROOT / "data" / "sample" / "datix_2025-09_to_2026-10.xlsx"


def _choose(page: Page, server: Server, content: Path, said: str) -> None:
    """Choose the file, and wait until this is said of it."""
    open_at(page, f"{server.url}/upload")
    page.locator("input[type=file]").first.set_input_files(str(content))
    expect(page.get_by_text(said)).to_be_visible(timeout=60_000)
    idle(page)


def test_upload_confirm_browse_undo_release(page: Page, own_server: Server) -> None:
    _choose(page, own_server, LISTING, "What was read")
    expect(page.get_by_text("headings in row 6")).to_be_visible()
    assert "2,950" in page.locator("[data-testid=stMetric]").nth(1).inner_text()
    assert not (own_server.store / "register.duckdb").exists(), "something was stored before it was confirmed"
    page.get_by_label("Name of your trust").fill("Test Trust")
    page.get_by_role("button", name="Store", exact=True).click()
    expect(page.get_by_text("Import 1 is stored")).to_be_visible(timeout=60_000)

    open_at(page, own_server.url)
    expect(page.locator("h1")).to_contain_text("Test Trust")
    expect(page.get_by_text("Made-up trust")).to_have_count(0)
    expect(page.get_by_text("a draft").first).to_be_visible()
    expect(page.get_by_text("No bed days yet: counts only").first).to_be_visible()

    open_at(page, f"{own_server.url}/upload")
    page.get_by_role("tab", name="Editions and imports").click()
    page.get_by_role("button", name="Release edition 1").click()
    expect(page.get_by_text("Edition 1 is released")).to_be_visible(timeout=30_000)
    page.get_by_role("tab", name="Editions and imports").click()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_text("Import 1 is undone")).to_be_visible(timeout=30_000)
    open_at(page, own_server.url)
    expect(page.get_by_text(re.compile("No incident matches|no extract", re.I)).first).to_be_visible()


def test_a_file_that_cannot_be_read_gets_a_sentence_and_the_page_goes_on(
    page: Page, own_server: Server, tmp_path: Path
) -> None:
    wrong = tmp_path / "minutes.csv"
    wrong.write_bytes(b"%PDF-1.7 not a listing")
    _choose(page, own_server, wrong, "holds a PDF document")
    assert not (own_server.store / "register.duckdb").exists()
    page.locator("input[type=file]").first.set_input_files(str(LISTING))
    expect(page.get_by_text("What was read")).to_be_visible(timeout=60_000)
