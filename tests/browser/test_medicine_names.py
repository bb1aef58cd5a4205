"""Names that nobody knows, confirmed in a browser: a suggestion accepted, another meaning chosen, both in the next edition."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, idle, open_at
from tests.browser.edited_table import say_in_table, tick_in_table
from tests.cli.command_line import dashboard_here
from tests.made_up_incidents import datix, one

ACCEPT, MEANS = 0.487, 0.93
"""Where the middle of these columns is, as a share of the table's width."""


def test_a_suggestion_is_accepted_and_another_name_given_its_meaning(
    page: Page, own_server: Server, tmp_path: Path
) -> None:
    listing = tmp_path / "listing.csv"
    listing.write_bytes(
        datix(
            one("W1", drug="enoxxaparinn"),
            one("W2", drug="enoxxaparinn"),
            one("W3", drug="Zorbulin"),
            one("W4", drug="Warfarin"),
        )
    )
    assert dashboard_here("import", listing, "--source", "datix", store=own_server.store).status == 0
    open_at(page, f"{own_server.url}/medicines")
    expect(page.get_by_text("2 names, met 3 times, are not recognised.")).to_be_visible()
    tick_in_table(page, "enoxxaparinn", 0, ACCEPT)
    say_in_table(page, "enoxxaparinn", 1, 6, MEANS, "insulin glargine")
    page.get_by_role("button", name="Confirm 2 names").click()
    expect(page.get_by_text("2 names confirmed. Edition 2 is a draft.")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Every name in the incidents is recognised")).to_be_visible()
    idle(page)
    found = dashboard_here("ask", "incidents_by_medicine", store=own_server.store).mapping
    assert found == {"enoxaparin": 2, "insulin glargine": 1, "warfarin": 1}
