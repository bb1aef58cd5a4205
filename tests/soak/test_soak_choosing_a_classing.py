"""What medicines are classed by, in a browser: in the filter bar, in the link, and there still on the next page. `dev.py test` asks
the same of the pages without a browser (tests/views/test_classings.py).
"""

from playwright.sync_api import Page, expect

from tests.browser.conftest import (
    Server,
    browser,
    choose_filter,
    open_at,
    page,
    server,
    tabs,
    wait_for_link,
)

__all__ = ["browser", "page", "server", "tabs"]  # the fixtures, which belong to another folder


def test_a_classing_is_chosen_in_the_filter_bar_and_stays_in_the_link(page: Page, server: Server) -> None:
    open_at(page, f"{server.url}/drug-classes?drug_class=Opioids")
    expect(page.get_by_text("drug class: Opioids").first).to_be_visible()
    page.get_by_role("combobox", name="Classes").click()
    page.get_by_role("option", name="BNF section").click()
    wait_for_link(page, "class=section")
    assert "drug_class" not in page.url
    expect(page.locator("h1")).to_have_text(
        "BNF sections of the medicines involved (NHSBSA BNF classification)"
    )
    expect(
        page.get_by_text("One incident can involve several medicines, so BNF sections add up").first
    ).to_be_visible()
    # names such as "2.8 ..." stand in rows of their own, not along an axis of numbers
    ticks = page.locator(".st-key-chart-drug-classes-ranked .ytick text").all_text_contents()
    assert len(ticks) > 20 and all(tick.split(".")[0].isdigit() for tick in ticks[:5]), ticks
    page.get_by_role("link", name="Harm levels").first.click()
    wait_for_link(page, "harm-levels?", "class=section")
    expect(page.get_by_role("combobox", name="Classes")).to_be_visible()
    choose_filter(page, "drug_class", "2", "drug_class=2")
    assert "class=section" in page.url
    expect(page.get_by_text("drug class (BNF section): ").first).to_be_visible()
