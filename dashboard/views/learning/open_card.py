"""Open a learning card on what is seen: beneath each picture, on the incidents that are asked for, and on a signal that waits."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from dashboard import work
from dashboard.charts.frame import Picture
from dashboard.domain.learning.card import TITLE_LENGTH, Card
from dashboard.domain.learning.record import Noted
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import PREPARES, Reader
from dashboard.domain.store import Store, StoreProblem
from dashboard.findings.asking import Asking
from dashboard.findings.learning.cards import looked_at_before
from dashboard.findings.learning.signals import card_on_picture
from dashboard.views.another_reader import only_while_reads
from dashboard.views.page import FRAME, Frame
from dashboard.views.reader import current_reader
from dashboard.views.said import plain, quietly, say
from dashboard.views.save_view import PAGE_SHOWN
from dashboard.views.store_seen import store_seen
from dashboard.views.tell import ROUND, acts_done

OPEN = "Open a learning card"
CARDS = "learning-cards"
THEIRS = (CARDS, "safety-actions")
"""Pages whose pictures belong to a card or an action already."""

TOLD = "card-told"
FROM_CARDS = "Its picture, sentence, filter and edition are kept with the card, so that it can be seen again as it stood."


@dataclass(frozen=True)
class Told:
    """What was done just now, beneath which picture, and what it wrote: said until another act is done."""

    round: int
    where: str
    sentence: str
    noted: Noted[Card] | None


def offer_card_on(picture: Picture) -> None:
    """In the row of tools beneath a picture, for those who keep cards. Pages of cards and of actions offer none."""
    frame: Frame | None = st.session_state.get(FRAME)
    path, _ = st.session_state.get(PAGE_SHOWN, ("", ""))
    asking = frame.asking if frame else None
    if frame is None or asking is None or path in THEIRS:
        return
    today = day_in_london(work.now_utc())
    offer_card(picture.key, frame.store, asking, lambda: card_on_picture(picture, path, asking, today))


def offer_card(where: str, store: Store, asking: Asking, card: Callable[[], Card]) -> None:
    """A quiet button; `card`, as it is to be opened, is made when it is pressed. where: unlike any other on the page."""
    reader = current_reader()
    if not reader.may(PREPARES) or asking.facts.made_up:
        return
    if st.button(OPEN, key=f"open-card-{where}", type="tertiary"):
        ask_to_open(store, reader, card(), partial(_tell_beneath, where))


def told_beneath(where: str) -> None:
    """What was done with the button of this place just now, with its card and its undo; nothing until then."""
    told: Told | None = st.session_state.get(TOLD)
    if told is None or (told.round, told.where) != (acts_done(), where):
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"card-told-{where}"):
        st.success(plain(told.sentence))
        if told.noted is None:
            return
        if page := st.session_state.get("pages", {}).get(CARDS):
            number = told.noted.number
            st.page_link(page, label=f"Card {number} →", query_params={"card": str(number)}, width="content")
        st.button("Undo", key=f"undo-card-{where}", on_click=_take_back, args=(told,))


def ask_to_open(store: Store, reader: Reader, card: Card, done: Callable[[str, Noted[Card]], None]) -> None:
    """The dialog. done: told what was done and what was written, before the page runs again."""
    st.dialog(OPEN, width="medium")(opening)(store, reader, card, done)


def opening(store: Store, reader: Reader, card: Card, done: Callable[[str, Noted[Card]], None]) -> None:
    """What was seen, the card that there is of it, and the title of a new one."""
    only_while_reads(reader)
    (sighting,) = card.sightings
    say(sighting.sentence)
    quietly(FROM_CARDS)
    found = work.card_of_signal(store, reader, card.signal, work.now_utc())
    if found is not None:
        _seen_before(store, reader, found, card, done)
        if found.content.is_open:
            return
    title = st.text_input("Title", card.title, max_chars=TITLE_LENGTH, key="open-card-title")
    if not st.button("Open the card", type="secondary" if found else "primary", key="open-card-now"):
        return
    _do(
        lambda: work.open_card(store, reader, _titled(card, title), work.now_utc()),
        lambda noted: f"Card {noted.number} is opened, to look at.",
        done,
    )


def _titled(card: Card, title: str) -> Card:
    return replace(card, title=" ".join(title.split()))


def _seen_before(
    store: Store, reader: Reader, found: Noted[Card], card: Card, done: Callable[[str, Noted[Card]], None]
) -> None:
    (sighting,) = card.sightings
    if found.content.is_open:
        say(
            f"This is looked at in card {found.number} already: {found.content.title} ({found.content.state})."
        )
        label, said = f"Add it to card {found.number}", "What was seen is added to card {}."
    else:
        say(looked_at_before(found, found.noted_at))
        label, said = f"Look again in card {found.number}", "Card {} is open again, and looked at."
    if not found.is_theirs(reader):
        quietly(
            "It was opened by somebody else and is not assigned to you: a medication safety officer can add to it."
        )
        return
    if st.button(label, type="primary", key="see-card-again"):
        _do(
            lambda: work.see_again(store, reader, found, sighting, work.now_utc(), reopen=True),
            lambda noted: (
                said.format(noted.number)
                if noted is not found
                else f"Card {noted.number} holds this already."
            ),
            done,
        )


def _do(
    act: Callable[[], Noted[Card]],
    said: Callable[[Noted[Card]], str],
    done: Callable[[str, Noted[Card]], None],
) -> None:
    try:
        noted = act()
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    done(said(noted), noted)
    st.rerun()


def _tell_beneath(where: str, sentence: str, noted: Noted[Card]) -> None:
    st.session_state[ROUND] = acts_done() + 1
    st.session_state[TOLD] = Told(acts_done(), where, sentence, noted)


def _take_back(told: Told) -> None:
    reader = current_reader()
    store = store_seen(reader)
    assert told.noted is not None
    try:
        work.take_back_record(store, reader, told.noted, work.now_utc())
        sentence = "It is taken back."
    except StoreProblem as problem:
        sentence = str(problem)
    st.session_state[ROUND] = acts_done() + 1
    st.session_state[TOLD] = Told(acts_done(), told.where, sentence, None)
