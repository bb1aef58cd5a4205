"""The made-up trust in a browser: the filter in the link, the downloads, a row that opens its chart. test_accessible opens every page."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard import work
from dashboard.domain.export import Export
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from tests.browser.conftest import (
    Server,
    choose_filter,
    go_to,
    idle,
    new_tab,
    open_at,
    too_wide,
    wait_for_link,
)


def test_the_overview_is_read_and_taken_away(page: Page, server: Server, tmp_path: Path) -> None:
    """In one visit: to open a page takes three seconds of a processor."""
    open_at(page, server.url)
    _six_sentences_over_three_pictures_in_order(page)
    _a_picture_downloads_as_png_and_svg_with_what_it_stands_on(page, server, tmp_path)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Picture as SVG")).to_have_count(0)
    _the_page_downloads_as_one_picture(page, tmp_path)


def _six_sentences_over_three_pictures_in_order(page: Page) -> None:
    expect(page.locator('[class*="st-key-sentence-"]')).to_have_count(6)
    titles = page.locator("h2").all_inner_texts()
    assert [title.split()[0] for title in titles] == ["Reporting", "Harm", "Incidents", "Measures"], titles
    charts = page.locator("[data-testid=stPlotlyChart]")
    expect(charts).to_have_count(3)
    for position in range(3):
        alt = (
            charts.nth(position)
            .locator("xpath=ancestor-or-self::*[@aria-label][1]")
            .get_attribute("aria-label")
        )
        assert alt and alt.startswith("Made-up trust: not real patients."), alt


def test_a_period_preset_changes_the_title_and_the_link_and_a_link_in_a_sentence_keeps_the_filter(
    page: Page, server: Server
) -> None:
    open_at(page, f"{server.url}/?location=Ward+7")
    page.locator(".st-key-preset [data-baseweb=select], .st-key-preset").first.click()
    page.get_by_role("option", name="Last 12 months").click()
    wait_for_link(page, "from=2025-10-01")
    expect(page.locator("h1")).to_contain_text("October 2025 to September 2026")
    page.get_by_role("link", name="Harm levels →").first.click()
    wait_for_link(page, "harm-levels?", "location=Ward+7", "from=2025-10-01")
    expect(page.get_by_text("ward or place: Ward 7").first).to_be_visible()


def test_a_copied_link_shows_the_same_picture_in_another_browser(
    page: Page, other_page: Page, server: Server
) -> None:
    open_at(page, f"{server.url}/harm-levels")
    of_all = page.locator(".st-key-finding-harm-by-month").inner_text()
    choose_filter(page, "stage", r"Prescribing \(", "stage=Prescribing")
    chosen = page.locator(".st-key-finding-harm-by-month").inner_text()
    open_at(other_page, page.url)
    assert other_page.locator(".st-key-finding-harm-by-month").inner_text() == chosen != of_all


def exports_of(server: Server) -> list[Export]:
    """Of the made-up trust, newest first."""
    lines = work.newest_exports(Store(server.store).made_up_trust(), SINGLE_USER, work.now_utc())
    return [line.export for line in lines]


def _a_picture_downloads_as_png_and_svg_with_what_it_stands_on(
    page: Page, server: Server, tmp_path: Path
) -> None:
    page.locator(".st-key-download-reporting-rate-by-month button").first.click()
    noted = len(exports_of(server))
    with page.expect_download() as svg:
        page.get_by_role("button", name="Picture as SVG").click()
    svg.value.save_as(tmp_path / "picture.svg")
    text = (tmp_path / "picture.svg").read_text(encoding="utf-8")
    for words in (
        "Made-up trust: not real patients",
        "incidents recorded per 1,000 occupied bed",
        "October 2024 to September 2026, by date of incident.",
        "Recorded incidents, not risk.",
        "Internal: contains small numbers.",
        "Hollow: a month that is still filling up",
        "Open diamond: what that month is expected to come to",
        "edition",
    ):
        assert words in text, words
    with page.expect_download() as png:
        page.get_by_role("button", name="Picture as PNG").click()
    png.value.save_as(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")
    assert png.value.suggested_filename.startswith("made-up-trust-")
    with page.expect_download() as csv:
        page.get_by_role("button", name="CSV of the table").click()
    csv.value.save_as(tmp_path / "table.csv")
    lines = (tmp_path / "table.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Month,")
    months = [line for line in lines if re.match(r"\w+ 20\d\d,", line)]
    assert len(months) == 25, "24 complete months and the one that is still filling up"
    assert [line.split(",")[0] for line in months if ",still filling up," in line] == ["October 2026"]
    idle(page)
    newest = exports_of(server)[: len(exports_of(server)) - noted]
    assert [(each.what, each.ending) for each in newest] == [
        ("table reporting-rate-by-month", "csv"),
        ("picture reporting-rate-by-month", "png"),
        ("picture reporting-rate-by-month", "svg"),
    ], "one line for each, newest first"
    assert {(each.rows, each.edition, each.query) for each in newest} == {
        (25, 5, "from=2024-10-01&until=2026-09-30")
    }


FORBIDDEN = """() => { window.forbidden = []
document.addEventListener("securitypolicyviolation", e => window.forbidden.push(`${e.violatedDirective} ${e.blockedURI}`)) }"""


def _the_page_downloads_as_one_picture(page: Page, tmp_path: Path) -> None:
    page.evaluate(FORBIDDEN)
    page.locator(".st-key-download-summary button").first.click()
    with page.expect_download() as svg:
        page.get_by_role("button", name="The page as SVG").click()
    svg.value.save_as(tmp_path / "page.svg")
    text = (tmp_path / "page.svg").read_text(encoding="utf-8")
    assert text.count("<svg") >= 4, "the sheet and three charts"
    forbidden = set(page.evaluate("window.forbidden"))
    # The frontend's numbers of 64 bits are tried as WebAssembly first, and done without.
    assert forbidden <= {"script-src wasm-eval"}
    assert "More recording is not less" in text


def test_a_table_leaves_only_through_the_download_of_the_page(page: Page, server: Server) -> None:
    """Streamlit's own CSV of a table would let a text run as a formula: its button is on no table."""
    open_at(page, f"{server.url}/all-measures")
    for path in ("all-measures", "harm-levels", "incidents"):
        go_to(page, path)
        page.locator("[data-testid=stDataFrame]").first.hover()
        expect(page.get_by_role("button", name=re.compile("^Search")).first).to_be_visible()
        expect(page.get_by_role("button", name=re.compile("^Download as CSV"))).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 390])
def test_a_row_of_all_measures_opens_its_chart_by_mouse_and_by_keyboard(
    browser: Browser, server: Server, width: int
) -> None:
    page = new_tab(browser, viewport={"width": width, "height": 1500})
    open_at(page, f"{server.url}/all-measures?from=2024-09-01&until=2026-08-31")
    table = page.locator("[data-testid=stDataFrame] .dvn-scroller").first
    row = 40  # pixels; the first is the heading
    table.click(position={"x": 18, "y": 3 * row + 20})
    expect(page.locator("h2")).to_contain_text(["moderate harm and above"])
    table.click(position={"x": 150, "y": row + 20})
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    expect(page.locator("h2")).to_contain_text(["Reporting rate"])
    assert too_wide(page) <= 0
    page.context.close()
