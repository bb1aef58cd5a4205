"""A meeting, walked in a browser: from the agenda by a division to the class that stands out, the picture for the
minutes, its cases, and what the last edition said of them."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, choose_filter, go_to, open_at, wait_for_link

AUGUST, AUGUST_SAID = 10, "August 2026"
"""The month to ask about: its place among the twelve of the agenda's entry, from 0, and what the chart says beside its point."""


def _choose_august(page: Page, chart: Locator) -> int:
    """Choose the month's point in the first small picture with the mouse; gives back the incidents that are said beside it."""
    point = chart.locator(".subplot.xy .points path.point").nth(AUGUST)
    point.scroll_into_view_if_needed()
    box = point.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    beside = chart.locator(".hoverlayer .hovertext", has_text=AUGUST_SAID)
    expect(beside).to_be_visible()
    said = re.search(rf"{AUGUST_SAID}(\d+) incidents", beside.text_content() or "")
    assert said is not None
    page.mouse.down()
    page.mouse.up()
    return int(said[1])


def test_a_meeting_goes_from_the_agenda_to_the_cases_and_the_edition_before(
    page: Page, server: Server, tmp_path: Path
) -> None:
    open_at(page, f"{server.url}/agenda")
    page.get_by_role("link", name="Insulins, last 12 months").click()
    wait_for_link(page, "drug-classes?", "drug_class=Insulins", "agenda=")
    expect(page.get_by_role("link", name="Agenda 3 of 6: Insulins, last 12 months")).to_be_visible()

    choose_filter(page, "division", r"Medicine \(", "division=Medicine")
    page.keyboard.press("Escape")
    finding = page.locator(".st-key-finding-drug-class-trends")
    expect(finding).to_contain_text(re.compile(r"^Insulins stood out: \d+ in August"))

    page.get_by_role("button", name=re.compile(r"^What stands out")).first.click()
    signal = page.get_by_text(re.compile(r"^Insulins: June 2026 to August 2026 were higher than usual"))
    expect(signal).to_be_visible()
    page.keyboard.press("Escape")
    expect(signal).to_have_count(0)
    page.locator(".st-key-download-drug-class-trends button").first.click()
    with page.expect_download() as picture:
        page.get_by_role("button", name="Picture as SVG").click()
    picture.value.save_as(tmp_path / "insulins.svg")
    text = (tmp_path / "insulins.svg").read_text(encoding="utf-8")
    for words in (
        "Riverside and Hillview. Internal: contains small numbers. Do not publish or forward outside the trust. Made-up trust: not real patients. Released",
        "(edition 5)",
        "October 2025 to September 2026, by date of incident. Division: Medicine; drug class: Insulins.",
        finding.inner_text()[:60],
    ):
        assert words in text, words
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Picture as SVG")).to_have_count(0)

    drawn = _choose_august(page, page.locator(".st-key-chart-drug-class-trends"))
    behind = page.locator(".st-key-behind-drug-class-trends")
    expect(behind).to_contain_text(f"{drawn} incidents: August 2026, Insulins.")
    behind.get_by_role("link", name="Show these incidents").click()
    wait_for_link(page, "incidents?", "division=Medicine", "from=2026-08-01", "until=2026-08-31")
    expect(page.get_by_text(f"All {drawn} incidents that the filter asks for are listed")).to_be_visible()
    expect(page.locator("[data-testid=stDataFrame]").first).to_be_visible()

    go_to(page, "as-it-stood")
    compared = page.get_by_text(re.compile(r"^Between edition 3 \(.+\) and edition 5 \(.+\) nothing changed"))
    expect(compared).to_contain_text(
        f"(division: Medicine; drug class: Insulins): the same {drawn} incidents, in the same months"
    )
