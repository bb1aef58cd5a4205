"""What an officer does in a browser, on one server: an extract uploaded, looked at, stored, undone and released; an import with decisions
(a column told what it holds, a word placed, a gone incident); names that nobody knows, confirmed.

Each test counts from what the store holds when it begins, so that it runs alone as well.
"""

import re
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from dashboard import register, work
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from tests.browser.conftest import Server, idle, open_at
from tests.browser.edited_table import say_in_table, tick_in_table
from tests.cli.command_line import dashboard_here
from tests.made_up_incidents import DATIX_HEADINGS, datix, one

ROOT = Path(__file__).resolve().parents[2]
LISTING = ROOT / "data" / "sample" / "datix_2025-09_to_2026-10.xlsx"
ACCEPT, MEANS = 0.487, 0.93
"""Where the middle of these columns is, as a share of the table's width."""


def _next(server: Server) -> tuple[int, int]:
    """The numbers that the next import and the next edition will get."""
    store, now = Store(server.store), work.now_utc()
    imports = [each.import_id for each in register.imports(store, SINGLE_USER, now)]
    editions = [each.edition_id for each in register.publications(store, SINGLE_USER, now)]
    return max(imports, default=0) + 1, max(editions, default=0) + 1


def _choose(page: Page, server: Server, content: Path, said: str) -> None:
    """Choose the file, and wait until this is said of it."""
    open_at(page, f"{server.url}/upload")
    page.locator("input[type=file]").first.set_input_files(str(content))
    expect(page.get_by_text(said)).to_be_visible(timeout=60_000)
    idle(page)


def test_a_file_that_cannot_be_read_then_upload_confirm_browse_undo_release(
    page: Page, own_server: Server, tmp_path: Path
) -> None:
    """It comes first: nothing may be stored of what was not confirmed."""
    wrong = tmp_path / "minutes.csv"
    wrong.write_bytes(b"%PDF-1.7 not a listing")
    _choose(page, own_server, wrong, "holds a PDF document")
    assert not (own_server.store / "register.duckdb").exists()
    page.locator("input[type=file]").first.set_input_files(str(LISTING))
    expect(page.get_by_text("What was read")).to_be_visible(timeout=60_000)
    idle(page)
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


def _listing(folder: Path, name: str, *rows: dict[str, str], run_on: date) -> Path:
    """A Datix listing whose column of wards has a heading that nobody knows."""
    written = datix(*rows, run_on=run_on).replace(b"Location (exact)", b"Where it was")
    (folder / name).write_bytes(written)
    return folder / name


def test_what_is_decided_once_holds_for_the_next_file_and_undo_restores(
    page: Page, own_server: Server, tmp_path: Path
) -> None:
    first, _ = _next(own_server)
    rows = [
        one("W1", on="05/09/2025", harm="Low", ward="Ward 7", stage="Ordering"),
        one("W2", on="06/09/2025", harm="Severe", ward="Ward 8", stage="Prescribing"),
    ]
    _choose(
        page, own_server, _listing(tmp_path, "first.csv", *rows, run_on=date(2025, 11, 3)), "What was read"
    )
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
    expect(page.get_by_text(f"Import {first} is stored. 2 incidents, all new.")).to_be_visible(timeout=60_000)

    later = [one("W1", on="05/09/2025", harm="Low", ward="Ward 7", stage="Ordering")]
    _choose(
        page, own_server, _listing(tmp_path, "later.csv", *later, run_on=date(2025, 12, 3)), "What was read"
    )
    expect(page.get_by_text("Read as kept under 'Datix listing' by you")).to_be_visible()
    expect(page.get_by_text("Words that are not known here")).to_have_count(0)
    page.get_by_text("Withdraw them", exact=True).click()
    expect(page.get_by_text("September 2025 was 2, now 1: 1 withdrawn.")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Store", exact=True).click()
    expect(page.get_by_text(f"Import {first + 1} is stored.")).to_be_visible(timeout=60_000)

    page.get_by_role("tab", name="Editions and imports").click()
    expect(page.get_by_text("September 2025 was 2, now 1: 1 withdrawn.")).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_text(f"Import {first + 1} is undone")).to_be_visible(timeout=30_000)
    open_at(page, f"{own_server.url}/harm-levels")
    expect(page.get_by_text("Of the 2 graded for harm").first).to_be_visible()


def test_a_suggestion_is_accepted_and_another_name_given_its_meaning(
    page: Page, own_server: Server, tmp_path: Path
) -> None:
    listing = tmp_path / "listing.csv"
    listing.write_bytes(
        datix(
            one("N1", drug="enoxxaparinn"),
            one("N2", drug="enoxxaparinn"),
            one("N3", drug="Zorbulin"),
            one("N4", drug="Warfarin"),
        )
    )
    assert dashboard_here("import", listing, "--source", "datix", store=own_server.store).status == 0
    _, edition = _next(own_server)
    open_at(page, f"{own_server.url}/medicines")
    expect(page.get_by_text("2 names, met 3 times, are not recognised.")).to_be_visible()
    tick_in_table(page, "enoxxaparinn", 0, ACCEPT)
    say_in_table(page, "enoxxaparinn", 1, 6, MEANS, "insulin glargine")
    page.get_by_role("button", name="Confirm 2 names").click()
    expect(page.get_by_text(f"2 names confirmed. Edition {edition} is a draft.")).to_be_visible(
        timeout=30_000
    )
    expect(page.get_by_text("Every name in the incidents is recognised")).to_be_visible()
    idle(page)
    found = dashboard_here("ask", "incidents_by_medicine", store=own_server.store).mapping
    found.pop("No medicine named", None)  # of the test before, where it ran
    assert found == {"enoxaparin": 2, "insulin glargine": 1, "warfarin": 1}
