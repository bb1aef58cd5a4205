"""One story, walked as an officer walks it: a signal opens a card, an action begins, months are imported, its effect is judged, the card is
closed with what those who reported are told, the pack and the ward's page say so, and a successor finds all of it in a restored store.

What is expected is counted by hand in omitted_insulin.py: 148 incidents in the 14 months before (10.6 a month), 4 in each month since.
"""

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pptx import Presentation

from dashboard import work
from dashboard.cli.edition_asked import asking_of
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.edition import close_editions, editions_of
from dashboard.findings.learning.actions import effects
from dashboard.findings.learning.held import learning_held
from tests.browser import omitted_insulin as story
from tests.browser.conftest import Server, go_to, idle, open_at
from tests.browser.test_accessible import ALL_RULES, found
from tests.cli.command_line import dashboard_here

TOLD = "Thank you: your reports showed that insulin was left out. The chart now goes with the patient."
ACTION = "Insulin chart goes with the patient"
CARD = "Insulin doses left out"
LOWER = "Lower than before: the newest 8 complete months lie below the average of the 14 complete months before (10.6); on average 4 since."
MOST_TABS = 120


@pytest.mark.timeout(180)
def test_from_a_signal_to_a_successor(page: Page, own_server: Server, tmp_path: Path) -> None:
    _the_first_upload(page, own_server, tmp_path)
    _a_signal_opens_a_card_by_keyboard(page, own_server)
    _what_was_found_is_written(page)
    _an_action_begins(page, own_server)
    _import(own_server, tmp_path, range(6))
    _its_effect_is(page, own_server, "Too early to say: 6 of 7 complete months since")
    _import(own_server, tmp_path, range(6, 8))
    _its_effect_is(page, own_server, LOWER)
    _the_card_is_closed(page, own_server)
    _a_step_of_the_checklist(page)
    _is_released(own_server)
    _the_ward_is_told(page, own_server)
    _the_pack_tells_it(own_server, tmp_path)
    _the_successor_finds_it(own_server, tmp_path)


def _the_first_upload(page: Page, server: Server, folder: Path) -> None:
    listing = folder / "listing.csv"
    listing.write_bytes(story.before_it_began())
    open_at(page, f"{server.url}/upload")
    page.locator("input[type=file]").first.set_input_files(str(listing))
    expect(page.get_by_text("What was read")).to_be_visible(timeout=60_000)
    page.get_by_label("Name of your trust").fill("Northgate")
    page.get_by_role("button", name="Store", exact=True).click()
    expect(page.get_by_text("Import 1 is stored")).to_be_visible(timeout=60_000)


def _a_signal_opens_a_card_by_keyboard(page: Page, server: Server) -> None:
    """Opened and moved on by Tab and Enter alone."""
    go_to(page, "learning-cards")
    signal = page.locator(".st-key-signal-measure-insulins")
    expect(signal).to_contain_text("Insulins: November 2025 to December 2025 were higher than usual: 20, 20")
    _by_keys(page, signal.get_by_role("button", name="Open a card"))
    title = page.get_by_role("dialog").get_by_label("Title")
    expect(title).to_be_visible()
    _tab_to(page, title)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(CARD)
    _by_keys(page, page.get_by_role("dialog").get_by_role("button", name="Open the card"))
    expect(page.get_by_text("Card 1 is opened, to look at.")).to_be_visible()
    idle(page)
    _tab_to(page, page.get_by_role("combobox", name=re.compile("Look at a learning card")))
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=f"Card 1: {CARD}")).to_be_visible()
    idle(page)
    _by_keys(page, page.get_by_role("button", name="Start looking"))
    expect(page.get_by_text("Card 1 is now 'looking'.")).to_be_visible()
    idle(page)


def _what_was_found_is_written(page: Page) -> None:
    _field(page, "Area for improvement").fill("A dose is given although the patient is away from the ward.")
    _field(page, "Owner").fill("Diabetes specialist nurses")
    page.get_by_role("button", name="Keep the changes").click()
    expect(page.get_by_text("Card 1 is changed.")).to_be_visible()
    idle(page)
    page.get_by_role("button", name="Start acting").click()
    expect(page.get_by_text("Card 1 is now 'acting'.")).to_be_visible()
    assert found(page, ALL_RULES) == []


def _an_action_begins(page: Page, server: Server) -> None:
    open_at(page, f"{server.url}/safety-actions?card=1")
    _write(page, "What is done, in a few words", ACTION)
    _write(page, "Owner (a team or a role)", "Managers of Wards 7 and 12")
    _type_day(page, "Due", date(2026, 3, 31))
    expect(page.get_by_text("incidents recorded (drug class: Insulins)")).to_be_visible()
    page.get_by_role("button", name="Open the action").click()
    expect(page.get_by_text(f"Safety action 1, '{ACTION}', is opened.")).to_be_visible()
    idle(page)
    _type_day(page, "It began on", story.BEGAN)
    page.get_by_role("button", name="It is under way").click()
    expect(page.get_by_text(f"'{ACTION}' is under way.")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Too early to say: 0 of 7 complete months since").first).to_be_visible()
    assert found(page, ALL_RULES) == []


def _import(server: Server, folder: Path, months: range) -> None:
    for n in months:
        listing = folder / f"month {n}.csv"
        listing.write_bytes(story.month_after(n))
        first, last = story.covered_after(n)
        told = dashboard_here(
            "import", listing, "--source", "datix", "--covers", f"{first}..{last}", store=server.store
        )
        assert told.status == 0, told.err


def _its_effect_is(page: Page, server: Server, sentence: str) -> None:
    open_at(page, f"{server.url}/safety-actions?action=1")
    expect(page.get_by_text(sentence).first).to_be_visible()


def _the_card_is_closed(page: Page, server: Server) -> None:
    """Seen from its action, as a reader goes."""
    page.get_by_role("link", name="The card").click()
    expect(page.get_by_role("heading", name=f"Card 1: {CARD}")).to_be_visible()
    idle(page)
    _field(page, "Outcome").fill("About four a month, after ten and eleven.")
    _field(page, "What we told the reporters").fill(TOLD)
    page.get_by_role("button", name="Keep the changes").click()
    expect(page.get_by_text("Card 1 is changed.")).to_be_visible()
    idle(page)
    _choose(page, page.get_by_role("combobox", name=re.compile("^Why it is closed")), "acted on")
    page.get_by_role("button", name="Close the card").click()
    expect(page.get_by_text("Card 1 is closed.")).to_be_visible()
    idle(page)


def _a_step_of_the_checklist(page: Page) -> None:
    go_to(page, "officers-desk")
    page.get_by_text("Note a step").first.click()
    page.get_by_role("textbox", name="Note", exact=True).first.fill("Registered in January.")
    page.get_by_role("button", name="Keep it").first.click()
    expect(page.locator(".st-key-step-start-mhra")).to_contain_text("Registered in January.")
    expect(page.get_by_text("1 of 10 done.")).to_be_visible()


def _is_released(server: Server) -> None:
    """With the card's end, which no edition holds yet."""
    store, now = Store(server.store), work.now_utc()
    edition = work.publish_as_asked(store, SINGLE_USER, now)
    work.release_edition(store, SINGLE_USER, edition.edition_id, now)


def _the_ward_is_told(page: Page, server: Server) -> None:
    open_at(page, f"{server.url}/what-you-reported")
    _choose(page, page.get_by_role("combobox", name=re.compile("^Which")), "Ward 7")
    told = page.locator(".st-key-feedback-page")
    expect(told).to_contain_text("Thank you to everybody on Ward 7")
    expect(told).to_contain_text(TOLD)
    expect(told).to_contain_text(ACTION)


def _the_pack_tells_it(server: Server, folder: Path) -> None:
    made = dashboard_here(
        "report", "--template", "monthly", "--format", "pptx", "--out", folder / "pack", store=server.store
    )
    assert made.status == 0, made.err
    (written,) = (folder / "pack").glob("*.pptx")
    said = " ".join(_texts(written))
    for words in (ACTION, "lower than before", CARD, "1 closed card says what was learnt"):
        assert words in said, words


def _the_successor_finds_it(server: Server, folder: Path) -> None:
    made = dashboard_here("backup", "--to", folder / "backups", "--json", store=server.store).told["backup"]
    restored = folder / "restored"
    assert dashboard_here("restore", made, "--yes", store=restored).status == 0
    (card,) = dashboard_here("cards", "list", "--json", store=restored).told["cards"]
    assert (card["title"], card["state"], card["told"]) == (CARD, "closed", TOLD)
    (action,) = dashboard_here("actions", "list", "--json", store=restored).told["actions"]
    assert (action["title"], action["started_on"]) == (ACTION, story.BEGAN.isoformat())
    assert [each["card"] for each in action["answers"]] == [1]
    editions = editions_of(Store(restored), SINGLE_USER)
    asking = asking_of(Store(restored), editions[0], IncidentFilter(), editions)
    learning = learning_held(asking)
    (seen,) = effects(asking, learning, learning.actions[0])
    assert seen.effect.sentence == LOWER
    steps = work.steps_noted(Store(restored), SINGLE_USER, work.now_utc())
    assert steps["start-mhra"].content.note == "Registered in January."
    close_editions(Store(restored))


def _texts(written: Path) -> list[str]:
    """Every text of a presentation, those of its tables too."""
    shapes = [shape for slide in Presentation(str(written)).slides for shape in slide.shapes]
    cells = [
        cell.text for shape in shapes if shape.has_table for row in shape.table.rows for cell in row.cells
    ]
    return cells + [shape.text_frame.text for shape in shapes if shape.has_text_frame]


def _field(page: Page, label: str) -> Locator:
    return page.get_by_role("textbox", name=label)


def _write(page: Page, label: str, text: str) -> None:
    """Outside of a form: the script hears of it as the field is left."""
    _field(page, label).fill(text)
    page.keyboard.press("Tab")
    idle(page)


def _choose(page: Page, control: Locator, option: str) -> None:
    control.click()
    page.get_by_role("option", name=re.compile(f"^{option}")).first.click()
    idle(page)


def _type_day(page: Page, label: str, day: date) -> None:
    """Digits go on from day to month to year by themselves; the calendar beneath closes by Escape."""
    page.get_by_role("spinbutton", name=f"day, {label}").click()
    page.keyboard.type(f"{day:%d%m%Y}", delay=20)
    page.keyboard.press("Escape")
    idle(page)


def _by_keys(page: Page, control: Locator) -> None:
    _tab_to(page, control)
    page.keyboard.press("Enter")
    idle(page)


def _tab_to(page: Page, control: Locator) -> None:
    """By Tab alone, from wherever the reader is."""
    expect(control).to_be_visible()
    idle(page)
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if control.evaluate(
            "each => each === document.activeElement || each.contains(document.activeElement)"
        ):
            return
    raise AssertionError(f"no {MOST_TABS} stops of Tab lead to {control}")
