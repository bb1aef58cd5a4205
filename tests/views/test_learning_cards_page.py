"""The page of learning cards: opened on a signal, written on, moved, undone, closed, found again; read only for others."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import desk, work
from dashboard.domain.learning.action import Action
from dashboard.domain.learning.card import Card, CardState, Sighting
from dashboard.domain.learning.record import Kind, Noted
from dashboard.domain.reader import SINGLE_USER, Reader, Role
from dashboard.domain.store import Store
from dashboard.edition import close_editions
from dashboard.views import reader as seam
from tests.made_up_incidents import TrustUnderTest, datix, one
from tests.views.driven_pages import page_of, press, words_of

MONTHS = [(2024, month) for month in range(1, 13)] + [(2025, month) for month in range(1, 13)]
"""Twelve months of 6 or 7 incidents with warfarin, then twelve of 12 or 13: all of them above the average."""

NOW = datetime(2026, 11, 26, 9)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> TrustUnderTest:
    """Read and published once, and copied for each test."""
    trust = TrustUnderTest(tmp_path_factory.mktemp("cards") / "store")
    rows = [
        one(f"W{year}-{month}-{n}", on=f"{n + 1:02}/{month:02}/{year}", drug="Warfarin", ward="Ward 7")
        for year, month in MONTHS
        for n in range((6 if year == 2024 else 12) + month % 2)
    ]
    listing = datix(*rows, run_on=date(2026, 3, 1))
    trust.take(listing, covers=(date(2024, 1, 1), date(2025, 12, 31)))
    trust.close()
    return trust


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, built: TrustUnderTest) -> Iterator[Store]:
    kept = Store(tmp_path / "store")
    shutil.copytree(built.root, kept.root)
    monkeypatch.setenv("MEDICATION_STORE", str(kept.root))
    yield kept
    close_editions(kept)


def cards(store: Store) -> list[Noted[Card]]:
    return desk.learning_records(store, SINGLE_USER, Kind.CARD, work.now_utc())


def the_page() -> AppTest:
    return page_of("learning.cards", frame=True)


def open_on_first_signal() -> None:
    """The first signal that waits is opened, as the dialog's button does it."""

    def script() -> None:
        from dataclasses import replace
        from datetime import date

        import streamlit as st

        from dashboard import work
        from dashboard.domain.reader import SINGLE_USER
        from dashboard.findings.learning.signals import card_on_signal, signals_of
        from dashboard.findings.measures import all_measures
        from dashboard.views.page import FRAME, draw_frame

        draw_frame()
        frame = st.session_state[FRAME]
        first, *_ = signals_of(frame.asking, all_measures(frame.asking))
        card = replace(card_on_signal(first, frame.asking, date(2026, 11, 26)), title="More is reported")
        work.open_card(frame.store, SINGLE_USER, card, work.now_utc())

    assert not AppTest.from_function(script, default_timeout=60).run().exception


def test_a_signal_goes_its_way_from_card_to_closing_and_comes_again(store: Store) -> None:
    page = the_page()
    assert "No learning card has been opened yet." in words_of(page)
    waiting = [button.key for button in page.button if button.label == "Open a card"]
    assert len(waiting) > 1
    press(page, "Open a card")
    title = page.text_input(key="open-card-title").value
    assert title.endswith(": higher than usual")
    open_on_first_signal()
    page = the_page()
    [card] = cards(store)
    [sighting] = card.content.sightings
    assert card.content.title == "More is reported" != title and card.content.state is CardState.TO_LOOK_AT
    assert (sighting.edition, sighting.page) == (1, "reporting-rates")
    assert sighting.query == "from=2024-01-01&until=2025-12-31" and "higher" in card.content.signal
    assert sum(button.label == "Open a card" for button in page.button) == len(waiting) - 1
    assert "0 of 1 signal on cards was looked at" in words_of(page)
    assert "is in no edition yet" in words_of(page)
    press(page, "Publish a draft")
    assert "Edition 2 is a draft." in words_of(page) and "is in no edition yet" not in words_of(page)

    page.selectbox(key="card-opened").set_value(1).run()
    assert page.query_params["card"] == "1"
    said = words_of(page)
    assert "Card 1: More is reported" in said and sighting.sentence in said
    press(page, "Start looking")
    assert "Card 1 is now 'looking'." in words_of(page)
    press(page, "Start acting")
    assert "area for improvement" in page.error[0].value
    next(each for each in page.text_area if each.label == "Area for improvement").set_value("Discharge")
    next(each for each in page.text_input if each.label == "Owner").set_value("Pharmacy")
    press(page, "Keep the changes")
    assert (cards(store)[0].content.area, cards(store)[0].content.owner) == ("Discharge", "Pharmacy")
    press(page, "Keep the changes")
    assert "Nothing was changed" in words_of(page)
    press(page, "Start acting")
    assert cards(store)[0].content.state is CardState.ACTING
    press(page, "Undo")
    assert cards(store)[0].content.state is CardState.LOOKING
    press(page, "Close the card")
    assert "Say why the card is closed" in page.error[0].value
    next(each for each in page.selectbox if each.label == "Why it is closed").set_value(
        "looked at: no special cause found"
    )
    press(page, "Close the card")
    assert "Closed on" in words_of(page) and "looked at: no special cause found" in words_of(page)
    assert "you: opened." in words_of(
        page
    ) and "looking → closed: looked at: no special cause found." in words_of(page)
    press(page, "Look again")
    assert (cards(store)[0].content.state, cards(store)[0].content.closed_because) == (CardState.LOOKING, "")


def test_a_personal_detail_is_refused_in_a_sentence(store: Store) -> None:
    work.open_card(store, SINGLE_USER, Card("By hand"), work.now_utc())
    page = the_page()
    page.selectbox(key="card-opened").set_value(1).run()
    assert "This card was written without a picture." in words_of(page)
    next(each for each in page.text_area if each.label == "Outcome").set_value("Mrs Okafor, 943 476 5919")
    press(page, "Keep the changes")
    assert "seems to hold a personal detail" in page.error[0].value
    assert cards(store)[0].content.outcome == ""


def test_others_read_what_the_released_edition_holds_and_change_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = work.now_utc()
    sighting = Sighting(1, now.date(), "December had 12.", "overview", "until=2025-12-31")
    card = work.open_card(
        store, SINGLE_USER, Card("More is reported", "x||", sightings=(sighting,), known="A NOTE"), now
    )
    edition = work.publish(store, SINGLE_USER, now + timedelta(seconds=1))
    work.release_edition(store, SINGLE_USER, edition.edition_id, now)
    work.change_card(store, SINGLE_USER, card, {"owner": "Pharmacy"}, now + timedelta(seconds=2))
    monkeypatch.setattr(seam, "SINGLE_USER", Reader("person 5", Role.COMMITTEE))
    page = the_page()
    page.selectbox(key="card-opened").set_value(1).run()
    said = words_of(page)
    assert "December had 12." in said and "No owner is named." in said
    assert "A NOTE" not in said and "Pharmacy" not in said and "not written yet" in said
    assert not page.text_area and not {"Start looking", "Close the card"} & {
        each.label for each in page.button
    }
    monkeypatch.setattr(seam, "SINGLE_USER", Reader("person 6", Role.TEAM))
    page = the_page()
    page.selectbox(key="card-opened").set_value(1).run()
    assert "Owner: Pharmacy." in words_of(page) and "A NOTE" in words_of(page), "the team sees the desk"
    assert not page.text_area, "somebody else's card, and not assigned"


def test_a_card_on_chosen_incidents_names_them_at_the_desk_alone(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    work.open_card(store, SINGLE_USER, Card("Three of a kind", incidents=(3, 5, 12)), work.now_utc())
    edition = work.publish(store, SINGLE_USER, work.now_utc())
    work.release_edition(store, SINGLE_USER, edition.edition_id, work.now_utc())
    page = the_page()
    page.selectbox(key="card-opened").set_value(1).run()
    assert "It is about incidents 3, 5 and 12." in words_of(page)
    monkeypatch.setattr(seam, "SINGLE_USER", Reader("person 5", Role.COMMITTEE))
    page = the_page()
    page.selectbox(key="card-opened").set_value(1).run()
    assert "Card 1: Three of a kind" in words_of(page) and "It is about incidents" not in words_of(page)


def test_a_ward_link_finds_the_cards_of_their_wards_and_those_assigned_to_them(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = work.now_utc()
    ours = Card("Warfarin doses", wards=("Ward 7",), told="We look at the chart.", assigned_to=("person 7",))
    for card in (ours, Card("Of Ward 8", wards=("Ward 8",))):
        work.open_card(store, SINGLE_USER, card, now)
    chart = Action("A line on the chart", "Pharmacy", due_on=date(2027, 1, 31), assigned_to=("person 7",))
    work.open_action(store, SINGLE_USER, chart, now)
    edition = work.publish(store, SINGLE_USER, now + timedelta(seconds=1))
    work.release_edition(store, SINGLE_USER, edition.edition_id, now)
    link = Reader("person 7", Role.WARD_LINK, wards=("Ward 7",))
    monkeypatch.setattr(seam, "SINGLE_USER", link)
    page = page_of("own_wards", frame=True)
    assert "Card 1: Warfarin doses (to look at)." in words_of(page)
    assert "Safety action 1: A line on the chart (planned), due 31 January 2027." in words_of(page)
    listed = next(each.value for each in page.dataframe if "What you were told" in each.value.columns)
    assert listed.values.tolist() == [[1, "Warfarin doses", "to look at", "We look at the chart."]]
    monkeypatch.setattr(seam, "SINGLE_USER", replace(link, id="person 8"))
    assert "Assigned to you" not in words_of(page_of("own_wards", frame=True))


def test_a_card_is_opened_on_a_picture_and_on_what_is_searched_for(store: Store) -> None:
    page = page_of("rates", frame=True)
    press(page, "Open a learning card")
    assert page.text_input(key="open-card-title").value.startswith("Incidents recorded by month")
    page = page_of("incidents", frame=True)
    page.text_input(key="incidents-find").set_value("warfarin").run()
    press(page, "Open a learning card")
    assert page.text_input(key="open-card-title").value == "Incidents: with 'warfarin'"


def dialog(root: str) -> AppTest:
    """What the dialog asks, on a card as it would be opened; a page test runs a dialog's inside as a page alone."""

    def script(root: str) -> None:
        from datetime import date
        from pathlib import Path

        import streamlit as st

        from dashboard.domain.learning.card import Card, Sighting
        from dashboard.domain.reader import SINGLE_USER
        from dashboard.domain.store import Store
        from dashboard.views.learning.open_card import opening

        seen = Sighting(1, date(2026, 11, 26), "December had 13.", "overview", "", "reporting")
        card = Card("Reporting: higher", "reporting|higher|", sightings=(seen,))
        st.session_state.setdefault("told", [])
        opening(
            Store(Path(root)), SINGLE_USER, card, lambda said, noted: st.session_state["told"].append(said)
        )

    page = AppTest.from_function(script, kwargs={"root": root}, default_timeout=60).run()
    assert not page.exception
    return page


def test_the_dialog_opens_a_card_adds_to_it_and_finds_a_closed_one(tmp_path: Path) -> None:
    store, root = Store(tmp_path), str(tmp_path)
    page = dialog(root)
    page.text_input(key="open-card-title").set_value("More   is reported")
    press(page, "Open the card")
    assert page.session_state["told"] == ["Card 1 is opened, to look at."]
    assert cards(store)[0].content.title == "More is reported"
    page = dialog(root)
    assert "This is looked at in card 1 already: More is reported (to look at)." in words_of(page)
    assert not page.text_input, "no second card of an open one"
    press(page, "Add it to card 1")
    assert page.session_state["told"] == ["Card 1 holds this already."]
    work.move_card(store, SINGLE_USER, cards(store)[0], CardState.CLOSED, NOW, because="no cause found")
    page = dialog(root)
    assert "Looked at before: card 1, closed on 26 November 2026: no cause found." in words_of(page)
    press(page, "Look again in card 1")
    assert page.session_state["told"] == ["Card 1 is open again, and looked at."]
    assert cards(store)[0].content.state is CardState.LOOKING


def test_a_link_to_a_card_that_there_is_not_is_told(store: Store) -> None:
    page = AppTest.from_string(
        "from dashboard.views.page import draw_frame\nfrom dashboard.views.learning import cards\ndraw_frame()\ncards.render()",
        default_timeout=60,
    )
    page.query_params["card"] = "9"
    page.run()
    assert not page.exception
    assert "There is no learning card" in words_of(page)
