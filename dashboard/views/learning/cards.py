"""Learning cards: what was seen and waits to be looked at, what is looked at, acted on and watched, and how it ended."""

from functools import partial

import streamlit as st

from dashboard import work
from dashboard.domain.learning.card import Card
from dashboard.domain.learning.record import Noted
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import Reader
from dashboard.domain.rows.learning import LearningCard
from dashboard.domain.store import OlderEdition, Store
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.learning import cards as words
from dashboard.findings.learning.signals import Signal, card_on_signal, signals_of
from dashboard.findings.measures import all_measures
from dashboard.views.learning.card import draw_card, undone
from dashboard.views.learning.one_of import opened_of
from dashboard.views.learning.open_card import ask_to_open
from dashboard.views.learning.standing import is_live, know_what_stands
from dashboard.views.learning.waits import offer_to_publish
from dashboard.views.picture import show_table
from dashboard.views.said import plain, quietly, say
from dashboard.views.tell import tell_and_rerun
from dashboard.views.undo import page_of_acts, undo_next

TITLE = "Learning cards"
ABOUT = (
    "A card holds something that was seen, what is made of it, and how it ended. 'Looked at: no special cause found' is an honest end. "
    "It is about what happened, and about nobody who reported it."
)
UNSEEN = "Signals that nobody has looked at yet"
FOR_LOOKING = "Cards of your own trust are kept here; the made-up trust is for looking at only."


def render() -> None:
    opened = page_of_acts(TITLE, ABOUT)
    if opened is None:
        return
    asking, reader, store = opened
    know_what_stands(store, reader, asking)
    try:
        cards: list[LearningCard] = asking.rows("learning_cards", EVERYTHING)
    except OlderEdition:
        say(words.NOT_HELD)
        return
    offer_to_publish(store, reader, asking)
    say(words.looked_at_sentence(cards))
    if cards:
        st.header("All learning cards", anchor=False)
        show_table(words.cards_table(cards), alt="Learning cards by state", fits=True)
    number = opened_of(
        "card", "learning card", {each.card: words.in_short(each) for each in words.in_order(cards)}
    )
    if number is not None:
        draw_card(store, reader, asking, next(each for each in cards if each.card == number))
    elif is_live(reader, asking):
        _signals(store, reader, asking, cards)


def _signals(store: Store, reader: Reader, asking: Asking, cards: list[LearningCard]) -> None:
    found = signals_of(asking, all_measures(asking))
    waiting = [each for each in found if each.waits(cards)]
    st.header(UNSEEN, anchor=False)
    if asking.facts.made_up:
        quietly(FOR_LOOKING)
    if not waiting:
        say(
            "None: of the special causes of the newest months each is on a card, or something that is recorded lies near it."
        )
    for each in waiting:
        _line(store, reader, asking, each, each.card_among(cards))
    again = [(each, card) for each in found if not each.waits(cards) and (card := each.card_among(cards))]
    if again:
        st.header("Signals that are on a card", anchor=False)
    for each, card in again:
        _line(store, reader, asking, each, card)


def _line(store: Store, reader: Reader, asking: Asking, signal: Signal, card: LearningCard | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"signal-{signal.picture}"):
        said = f" Card {card.card}: {card.state}." if card else ""
        st.markdown(plain(signal.sentence + said))
        if asking.facts.made_up or (card is not None and not signal.is_new_to(card)):
            return
        label = f"Add to card {card.card}" if card else "Open a card"
        if st.button(label, key=f"open-on-{signal.picture}"):
            today = day_in_london(work.now_utc())
            ask_to_open(store, reader, card_on_signal(signal, asking, today), partial(_tell, store, reader))


def _tell(store: Store, reader: Reader, sentence: str, noted: Noted[Card]) -> None:
    undo_next("Undo", partial(undone, store, reader, noted), doing="Taking it back")
    tell_and_rerun(sentence)
