"""The import with an officer's decisions, in a browser: a column told what it holds, a word placed, a gone incident."""

from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, idle, open_at
from tests.browser.edited_table import say_in_table
from tests.made_up_incidents import DATIX_HEADINGS, datix, one


def _listing(folder: Path, name: str, *rows: dict[str, str], run_on: date) -> Path:
    """A Datix listing whose column of wards has a heading that nobody knows."""
    written = datix(*rows, run_on=run_on).replace(b"Location (exact)", b"Where it was")
    (folder / name).write_bytes(written)
    return folder / name


def _choose(page: Page, server: Server, listing: Path) -> None:
    open_at(page, f"{server.url}/upload")
    page.locator("input[type=file]").first.set_input_files(str(listing))
    expect(page.get_by_text("What was read")).to_be_visible(timeout=60_000)
    idle(page)


def test_what_is_decided_once_holds_for_the_next_file_and_undo_restores(
    page: Page, own_server: Server, tmp_path: Path
) -> None:
    rows = [
        one("W1", on="05/09/2025", harm="Low", ward="Ward 7", stage="Ordering"),
        one("W2", on="06/09/2025", harm="Severe", ward="Ward 8", stage="Prescribing"),
    ]
    _choose(page, own_server, _listing(tmp_path, "first.csv", *rows, run_on=date(2025, 11, 3)))
    page.get_by_text("Columns: ").click()
    expect(page.get_by_text("No column was found for: ward or place.")).to_be_visible()
    say_in_table(
        page, "Column in the file", DATIX_HEADINGS.index("Location (exact)"), 1, 0.35, "ward or place"
    )
    page.get_by_role("button", name="Read the file again with these columns").click()
    expect(page.get_by_text("Read as kept under 'Datix listing' by you")).to_be_visible(timeout=30_000)
    idle(page)
    say_in_table(page, "Datix: medication stage", 0, 2, 0.85, "Prescribing")
    page.get_by_role("button", name="Store", exact=True).click()
    expect(page.get_by_text("Import 1 is stored. 2 incidents, all new.")).to_be_visible(timeout=60_000)

    later = [one("W1", on="05/09/2025", harm="Low", ward="Ward 7", stage="Ordering")]
    _choose(page, own_server, _listing(tmp_path, "later.csv", *later, run_on=date(2025, 12, 3)))
    expect(page.get_by_text("Read as kept under 'Datix listing' by you")).to_be_visible()
    expect(page.get_by_text("Words that are not known here")).to_have_count(0)
    page.get_by_text("Withdraw them", exact=True).click()
    expect(page.get_by_text("September 2025 was 2, now 1: 1 withdrawn.")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Store", exact=True).click()
    expect(page.get_by_text("Import 2 is stored.")).to_be_visible(timeout=60_000)

    page.get_by_role("tab", name="Editions and imports").click()
    expect(page.get_by_text("September 2025 was 2, now 1: 1 withdrawn.")).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_text("Import 2 is undone")).to_be_visible(timeout=30_000)
    open_at(page, f"{own_server.url}/harm-levels")
    expect(page.get_by_text("Of the 2 graded for harm").first).to_be_visible()
