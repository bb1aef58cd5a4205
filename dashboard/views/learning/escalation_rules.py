"""The rules of escalation: those that are built in, and those of the trust's own, kept and removed."""

import streamlit as st

from dashboard import work
from dashboard.domain.learning.card import TITLE_LENGTH
from dashboard.domain.learning.escalation import OwnRule
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.findings.asking import Asking
from dashboard.findings.learning.to_escalate import (
    how_rules_are_applied,
    list_of_never_events,
    list_of_own_rules,
    list_of_rules,
)
from dashboard.views.learning.acts import do_and_tell
from dashboard.views.learning.decide import may_decide
from dashboard.views.picture import show_table
from dashboard.views.said import quietly, say_each
from dashboard.views.tell import acts_done
from dashboard.work.learning.escalation import MOST_DAYS, MOST_INCIDENTS

NO_FILTER = "Choose in the filter above what the rule is to look at: a medicine, a ward, an error type. Its period does not count."


def rules_part(asking: Asking, reader: Reader, store: Store) -> None:
    st.header("Rules of your own", anchor=False)
    _own(asking, reader, store)
    st.header("Rules that are built in", anchor=False)
    show_table(list_of_rules(), alt="Rules that are built in", fits=True)
    say_each(how_rules_are_applied(asking))
    st.header("Never Events of medication", anchor=False)
    show_table(list_of_never_events(), alt="Never Events of medication", fits=True)


def _own(asking: Asking, reader: Reader, store: Store) -> None:
    rules = work.own_rules(store, reader, work.now_utc())
    if rules:
        table = list_of_own_rules([(each.number, each.content) for each in rules])
        show_table(table, alt="Rules of your own", fits=True)
    else:
        quietly("There is none.")
    if not may_decide(asking, reader):
        return
    turn = acts_done()
    if rules:
        names = {each.number: each.content.name for each in rules}
        with st.container(horizontal=True, vertical_alignment="bottom"):
            number = st.selectbox(
                "Remove", [*names], format_func=lambda each: names[each], key=f"rule-which-{turn}", width=320
            )
            if st.button("Remove it", key="rule-remove"):
                _remove(store, reader, number, names[number])
    _new(asking, reader, store, turn)


def _new(asking: Asking, reader: Reader, store: Store, turn: int) -> None:
    asked = asking.asked.whenever()
    words = asking.standing.filter_words
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input("Name of a new rule", key=f"rule-name-{turn}", max_chars=TITLE_LENGTH, width=320)
        many = st.number_input("Incidents", 1, MOST_INCIDENTS, 3, key=f"rule-many-{turn}", width=140)
        days = st.number_input("Within days", 1, MOST_DAYS, 30, key=f"rule-days-{turn}", width=140)
    quietly(f"It looks at: {words}." if words else NO_FILTER)
    if not st.button("Keep the rule", type="primary", key="rule-keep", disabled=not (name.strip() and words)):
        return
    rule = OwnRule(name.strip(), asked.query(), int(many), int(days))
    do_and_tell(
        store,
        reader,
        lambda: work.keep_own_rule(store, reader, rule, work.now_utc()),
        lambda _: f"The rule '{rule.name}' is kept: what meets it stands under Waiting.",
        lambda _: f"The rule '{rule.name}' is removed again.",
    )


def _remove(store: Store, reader: Reader, number: int, name: str) -> None:
    do_and_tell(
        store,
        reader,
        lambda: work.remove_own_rule(store, reader, number, work.now_utc()),
        lambda _: f"The rule '{name}' is removed. What was decided by it stands.",
        lambda _: f"The rule '{name}' is kept again.",
        undo="Keep it again",
        doing="Keeping it",
    )
