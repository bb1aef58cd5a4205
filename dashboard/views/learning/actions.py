"""Safety actions: what is done, by whom, until when, and what it did. Officer and team see the desk, others what their edition holds."""

from datetime import date

import streamlit as st

from dashboard import desk, work
from dashboard.domain.learning.action import RARELY_HOLDS, Action, Strength
from dashboard.domain.learning.record import Kind, Noted
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import Reader
from dashboard.domain.rows.learning import Learning, SafetyAction
from dashboard.domain.store import OlderEdition, Store
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.learning import actions as found
from dashboard.findings.learning.actions import AIMS_AT_NOTHING, NONE_RECORDED, NOT_BEGUN, AimSeen
from dashboard.findings.learning.cards import named_incidents
from dashboard.findings.learning.held import learning_held
from dashboard.views.folded import folded
from dashboard.views.learning.action_forms import change_it, is_linked, move_it_on, open_one
from dashboard.views.learning.one_of import opened_of
from dashboard.views.learning.standing import is_live, know_what_stands, tell_where_changed
from dashboard.views.learning.waits import offer_to_publish
from dashboard.views.picture import rows_as_table, show, show_table
from dashboard.views.reader import named
from dashboard.views.said import plain, quietly, say, say_each
from dashboard.views.sentences import link_to
from dashboard.views.take_away import csv_of_table
from dashboard.views.undo import page_of_acts

TITLE = "Safety actions"
ABOUT = (
    "What is done so that it does not happen again: by which team, until when, and what it did to what it aims at. An action is drawn "
    "on the charts that it touches from the day on which it began, and its effect is mostly too early to say."
)
MADE_UP = "Safety actions of your own trust are recorded here; the made-up trust is for looking at only."


def render() -> None:
    opened = page_of_acts(TITLE, ABOUT)
    if opened is None:
        return
    asking, reader, store = opened
    know_what_stands(store, reader, asking)
    try:
        learning = learning_held(asking)
    except OlderEdition as older:
        say(str(older))
        return
    offer_to_publish(store, reader, asking)
    today = day_in_london(work.now_utc())
    live = is_live(reader, asking)
    acts = live and not asking.facts.made_up
    linked = acts and is_linked(learning)
    if linked:
        open_one(asking, learning, reader, store)
    if late := found.overdue_words(learning.actions, today):
        say(f"{late}.")
    if row := _list(asking, learning, today):
        _one(asking, learning, row, reader, store, acts=acts)
    if acts and not linked:
        open_one(asking, learning, reader, store)
    elif live and not acts:
        quietly(MADE_UP)


def _list(asking: Asking, learning: Learning, today: date) -> SafetyAction | None:
    """All of them, and the one that is opened."""
    st.header("All safety actions", anchor=False)
    if learning.actions:
        table = found.table_of(learning, today)
        show_table(table, alt="Safety actions, those past their due date first", fits=True)
        csv_of_table("safety-actions", TITLE, table, asking.standing)
    else:
        quietly(NONE_RECORDED)
    rows = {row.action: row for row in found.in_order(learning.actions, today)}
    number = opened_of(
        "action", "safety action", {each: found.in_short_of(row) for each, row in rows.items()}
    )
    return None if number is None else rows[number]


def _one(
    asking: Asking, learning: Learning, row: SafetyAction, reader: Reader, store: Store, *, acts: bool
) -> None:
    st.header(plain(f"Safety action {row.action}: {row.title}"), anchor=False)
    say_each(found.sentences_of(row, day_in_london(work.now_utc())))
    if row.strength and Strength(row.strength).group == "weaker":
        quietly(RARELY_HOLDS)
    _answers(learning, row)
    for heading, text in (
        ("Progress", row.progress),
        ("Evidence", row.evidence),
        ("Why it was stopped", row.why_stopped),
    ):
        if text:
            st.subheader(heading, anchor=False)
            say(text)
    _effect(asking, learning, row)
    if not is_live(reader, asking):
        return
    revisions: list[Noted[Action]] = desk.learning_revisions(
        store, reader, Kind.ACTION, work.now_utc(), number=row.action
    )
    if not revisions:
        return
    quietly(named_incidents(revisions[-1].content.incidents))
    if acts and revisions[-1].is_theirs(reader):
        tell_where_changed(revisions[-1])
        move_it_on(store, reader, revisions[-1])
        change_it(asking, learning, store, reader, revisions[-1])
    elif acts:
        quietly(
            "It was opened by somebody else and is not assigned to you, so you read it and do not change it."
        )
    folded(f"History ({len(revisions)})", "action-history", lambda: _history(revisions))


def _answers(learning: Learning, row: SafetyAction) -> None:
    for each in learning.answers:
        if each.action == row.action:
            kind, page, number = (
                ("card", "learning-cards", each.card)
                if each.card is not None
                else ("alert", "alerts", each.alert)
            )
            words = next(
                words for words in found.answers(learning, row.action) if words.startswith(f"{kind} {number}")
            )
            with st.container(horizontal=True, vertical_alignment="center"):
                say(f"It answers {words}.")
                link_to(f"{page}?{kind}={number}", f"The {kind}", EVERYTHING)


def _effect(asking: Asking, learning: Learning, row: SafetyAction) -> None:
    st.subheader("Its effect", anchor=False)
    aims = found.aims_of(learning, row.action)
    if not aims:
        say(AIMS_AT_NOTHING)
        return
    if row.started_on is None:
        say(f"It aims at {'; '.join(found.aim_words(aim) for aim in aims)}.")
        say(NOT_BEGUN)
        return
    for seen in found.effects(asking, learning, row):
        _aim(seen)


def _aim(seen: AimSeen) -> None:
    quietly(f"It aims at {seen.words}.")
    if seen.effect.picture is None:
        say(seen.effect.sentence)
    else:
        show(seen.effect.picture, level=3)
    for sentence in seen.effect.more:
        quietly(sentence)


def _history(revisions: list[Noted[Action]]) -> None:
    rows = [(day, what, named(who)) for day, what, who in found.history(revisions)]
    show_table(rows_as_table(found.HISTORY_COLUMNS, rows), alt="What changed, the newest first", fits=True)
