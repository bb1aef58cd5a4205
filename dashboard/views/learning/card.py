"""One learning card: what was seen, what is written on it, its history, and the ways on."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st

from dashboard import desk, work
from dashboard.domain.incident_filter import FilterNotUnderstood, IncidentFilter, by_key
from dashboard.domain.learning.card import CLOSED_BECAUSE, MOVES, TITLE_LENGTH, Card, CardState, Sighting
from dashboard.domain.learning.record import Kind, Noted
from dashboard.domain.learning.written import LONGEST
from dashboard.domain.periods import day_in_london, day_in_words
from dashboard.domain.reader import Reader
from dashboard.domain.rows.learning import LearningCard
from dashboard.domain.store import OlderEdition, Store, StoreProblem
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.learning import cards as words
from dashboard.findings.learning.signals import row_of
from dashboard.findings.words import count_of
from dashboard.views.edition_choice import EDITION
from dashboard.views.folded import folded
from dashboard.views.learning.standing import is_live, tell_where_changed
from dashboard.views.page import editions_on_the_shelf
from dashboard.views.picture import show, show_table
from dashboard.views.reader import named
from dashboard.views.said import plain, quietly, say, say_each
from dashboard.views.sentences import link_to
from dashboard.views.tell import acts_done, tell_and_rerun
from dashboard.views.undo import undo_next

LABELS = {
    CardState.LOOKING: "Start looking",
    CardState.ACTING: "Start acting",
    CardState.WATCHING: "Start watching",
}
SHORT = ("title", "response", "owner", "due_on", "assigned_to")
LONG = ("known", "factors", "area", "outcome", "told")
HELP = {
    "known": "A working note of the team: it stands in no edition.",
    "area": "Committees read this: what could be better, in the system and not in a person.",
    "told": "Those who reported read this, on the page of their wards.",
    "owner": "A team or a role.",
}
SEEN_LISTED = 5
LINES_HEIGHT = 90
"""Pixels: three lines; it can be drawn taller."""


def draw_card(store: Store, reader: Reader, asking: Asking, card: LearningCard) -> None:
    """The whole card. Those who prepare editions see it as it stands at the desk and change it; others read what the edition holds."""
    today = day_in_london(work.now_utc())
    st.header(plain(f"Card {card.card}: {card.title}"), anchor=False)
    say(words.where_it_stands(card, today))
    if card.state == CardState.CLOSED and card.outcome:
        say(card.outcome)
    revisions = _revisions(store, reader, asking, card.card)
    _seen(card, revisions[-1].content.sightings if revisions else ())
    if revisions:
        quietly(words.named_incidents(revisions[-1].content.incidents))
    _picture(asking, card)
    acts = bool(revisions) and not asking.facts.made_up
    if acts and revisions[-1].is_theirs(reader):
        tell_where_changed(revisions[-1])
        _moves(store, reader, revisions[-1])
        _form(store, reader, revisions[-1])
    else:
        _read_only(card, revisions)
    _actions(asking, card.card)
    if acts:
        link_to(f"safety-actions?card={card.card}", "Open a safety action that answers it", EVERYTHING)
    if revisions:
        told = words.history(revisions, named)
        folded(f"History ({len(told)})", f"history-of-card-{card.card}", lambda: say_each(told))


def undone(store: Store, reader: Reader, noted: Noted[Card]) -> str:
    """A change that was just made, taken back; what was done, in a sentence."""
    work.take_back_record(store, reader, noted, work.now_utc())
    return (
        f"The change of card {noted.number} is taken back."
        if noted.revision > 1
        else f"Card {noted.number} is taken back."
    )


def _revisions(store: Store, reader: Reader, asking: Asking, number: int) -> list[Noted[Card]]:
    """Of the desk, for those who see it; none for others."""
    if not is_live(reader, asking):
        return []
    return desk.learning_revisions(store, reader, Kind.CARD, work.now_utc(), number=number)


def _seen(card: LearningCard, sightings: Sequence[Sighting]) -> None:
    st.subheader("What was seen", anchor=False)
    known = [*sightings][::-1] or (
        [Sighting(card.edition_seen, card.seen_last_on, card.seen, card.page, card.query)]
        if card.edition_seen and card.seen_last_on
        else []
    )
    if not known:
        say("This card was written without a picture.")
    for place, each in enumerate(known[:SEEN_LISTED]):
        with st.container(horizontal=True, vertical_alignment="center", key=f"sighting-{place}"):
            sentence = each.sentence or "What was seen is not told here."
            st.markdown(plain(f"Seen on {day_in_words(each.seen_on)}. {sentence}"))
            _as_it_stood(each)
    times = card.times_seen
    if times > len(known[:SEEN_LISTED]):
        first = f", first on {day_in_words(card.seen_first_on)}" if card.seen_first_on else ""
        quietly(f"It was seen {count_of(times, 'time')}{first}.")


def _as_it_stood(sighting: Sighting) -> None:
    """The link to the page as it stood then; why there is none, where its edition is not on this reader's shelf."""
    page = st.session_state.get("pages", {}).get(sighting.page)
    if page is None:
        return
    if all(each.edition_id != sighting.edition for each in editions_on_the_shelf()):
        quietly(f"Edition {sighting.edition} is not on your shelf.")
        return
    pairs = [(EDITION, str(sighting.edition)), *parse_qsl(sighting.query)]
    st.page_link(page, label="See it as it stood →", query_params=by_key(pairs), width="content")


def _picture(asking: Asking, card: LearningCard) -> None:
    """The picture of today on the card's own filter, where it is that of a measure; of the period that the page asks."""
    if not card.signal:
        return
    try:
        asked = IncidentFilter.of_link(card.query).narrowed(
            from_=asking.asked.from_, until=asking.asked.until
        )
    except FilterNotUnderstood:
        return
    row = row_of(asking.of(asked), card.signal.partition("|")[0])
    if row is not None:
        show(row.draw(), level=3)


def _read_only(card: LearningCard, revisions: Sequence[Noted[Card]]) -> None:
    st.subheader("What is written on the card", anchor=False)
    known = revisions[-1].content.known if revisions else ""
    for label, text in (
        ((words.FIELDS["known"], known), *words.written_on(card)) if known else words.written_on(card)
    ):
        st.markdown(f"**{plain(label)}**: {plain(text or words.NOT_WRITTEN)}")


def _actions(asking: Asking, number: int) -> None:
    try:
        actions = words.actions_of(asking, number)
    except OlderEdition:
        return
    if actions:
        st.subheader("Safety actions that answer it", anchor=False)
        show_table(words.actions_table(actions), alt="Safety actions that answer this card", fits=True)


def _moves(store: Store, reader: Reader, noted: Noted[Card]) -> None:
    st.subheader("Move it on", anchor=False)
    suffix = f"{noted.number}-{acts_done()}"
    with st.container(horizontal=True, vertical_alignment="bottom", key="moves-of-card"):
        for to in MOVES[noted.content.state]:
            if to is CardState.CLOSED:
                continue
            label = "Look again" if not noted.content.is_open else LABELS[to]
            if st.button(label, key=f"move-{to.name}-{suffix}"):
                _do(store, reader, noted, f"is now '{to}'", partial(work.move_card, to=to))
        if not noted.content.is_open:
            return
        because = st.selectbox(
            "Why it is closed", CLOSED_BECAUSE, index=None, key=f"because-{suffix}", accept_new_options=True, width=420,
            placeholder="Choose a reason, or write one",
        )  # fmt: skip
        if st.button("Close the card", key=f"close-{suffix}"):
            _do(
                store,
                reader,
                noted,
                "is closed",
                partial(work.move_card, to=CardState.CLOSED, because=because or ""),
            )


def _form(store: Store, reader: Reader, noted: Noted[Card]) -> None:
    card = noted.content
    people = desk.who_can_be_assigned(store, reader, work.now_utc())
    st.subheader("What is written on the card", anchor=False)
    with st.form(f"card-{noted.number}-{noted.revision}-{acts_done()}", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            wanted = {name: _asked(store, reader, card, name, people) for name in SHORT}
        wanted |= {
            name: _asked(store, reader, card, name, people) for name in words.FIELDS if name not in SHORT
        }
        save = st.form_submit_button("Keep the changes", type="primary")
    if save:
        changes = {name: value for name, value in wanted.items() if name != "assigned_to" or people}
        _do(store, reader, noted, "is changed", partial(work.change_card, changes=changes))


def _asked(store: Store, reader: Reader, card: Card, name: str, people: dict[str, str]) -> Any:
    """The control of one field; its answer as the card keeps it."""
    label, held, key, told = (
        words.FIELDS[name],
        getattr(card, name),
        f"card-{name}-{acts_done()}",
        HELP.get(name),
    )
    if name in LONG:
        return st.text_area(label, held, max_chars=LONGEST, key=key, help=told, height=LINES_HEIGHT).strip()
    if name == "response":
        offered = work.responses_offered(store, reader, work.now_utc())
        choices = [*offered, *([held] if held and held not in offered else [])]
        place = choices.index(held) if held else None
        return st.selectbox(label, choices, place, key=key, placeholder="None chosen", width=320) or ""
    if name == "due_on":
        day = st.date_input(label, held, key=key, format="DD/MM/YYYY", width=200)
        return day if isinstance(day, date) else None
    if name == "assigned_to":
        if not people:
            return ()
        known = people | {each: named(each) for each in held if each not in people}
        return tuple(
            st.multiselect(
                label, list(known), list(held), format_func=lambda each: known[each], key=key, width=520
            )
        )
    return " ".join(
        st.text_input(
            label, held, max_chars=TITLE_LENGTH, key=key, help=told, width=420 if name == "title" else 300
        ).split()
    )


def _do(store: Store, reader: Reader, noted: Noted[Card], what: str, act: Any) -> None:
    try:
        done = act(store, reader, noted, now=work.now_utc())
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    if done is noted:
        tell_and_rerun("Nothing was changed: the card is as it was.")
    undo_next("Undo", partial(undone, store, reader, done), doing="Taking it back")
    tell_and_rerun(f"Card {noted.number} {what}.")
