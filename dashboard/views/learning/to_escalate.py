"""To escalate: incidents that meet a rule and wait for the officer, what was decided, the rules, and the lists to look through."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from dashboard import work
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.findings.asking import Asking
from dashboard.findings.learning.to_escalate import (
    NEVER_DECIDES,
    ToEscalate,
    how_rules_are_applied,
    list_of_waiting,
    to_escalate,
)
from dashboard.views.folded import folded
from dashboard.views.learning.decide import Undecided, decide, decided_part, may_decide
from dashboard.views.learning.escalation_rules import rules_part
from dashboard.views.learning.to_consider import lists_part
from dashboard.views.page import quietly_of_today
from dashboard.views.parts import parts
from dashboard.views.picture import show_table
from dashboard.views.said import quietly, say
from dashboard.views.undo import page_of_acts
from dashboard.views.worked_out import how_it_is_worked_out

WAITING, DECIDED, RULES, LISTS = "Waiting", "Decided", "Rules", "Lists to look through"
OF_THE_WHOLE_TRUST = "This list is of the whole trust, whatever the filter asks."


def render() -> None:
    # What happened last is in no complete month yet, which is what the filter asks at first.
    opened = page_of_acts("To escalate", NEVER_DECIDES, of_what_is_asked=False)
    if opened is None:
        return
    asking, reader, store = opened
    quietly_of_today(asking)
    parts(
        "to-escalate-part",
        {
            WAITING: partial(_waiting, asking, reader, store),
            DECIDED: partial(decided_part, asking, reader, store),
            RULES: partial(rules_part, asking, reader, store),
            LISTS: partial(lists_part, asking.with_filling_months()),
        },
    )


def _waiting(asking: Asking, reader: Reader, store: Store) -> None:
    now = work.now_utc()
    desk = work.escalation_at_the_desk(store, reader, now)
    found = to_escalate(asking, desk, day_in_london(now))
    first, *others = found.sentences
    say(first)
    for sentence in (OF_THE_WHOLE_TRUST, *others):
        quietly(sentence)
    if found.waiting:
        _list_and_form(asking, reader, store, found, desk.revisions)
    folded(
        "How this is worked out",
        "how-to-escalate",
        lambda: how_it_is_worked_out(how_rules_are_applied(asking), asking.standing.method),
    )


def _list_and_form(
    asking: Asking, reader: Reader, store: Store, found: ToEscalate, revisions: Mapping[int, int]
) -> None:
    """revisions: of what was decided before, by incident."""
    counts = found.by_reason()
    reason = st.selectbox(
        "For which reason",
        ["", *counts],
        format_func=lambda each: each or "Every reason",
        key="to-escalate-reason",
        width=720,
    )
    waiting = found.for_reason(reason)
    if reason:
        quietly(f"{len(waiting):,} of the {len(found.waiting):,} are listed.")
    show_table(list_of_waiting(waiting), alt="Incidents that wait to be decided on", lists_incidents=True)
    st.header("Note what is decided", anchor=False)
    if may_decide(asking, reader):
        decide(
            store,
            reader,
            [
                Undecided(
                    each.incident.n,
                    each.in_short(),
                    tuple(reason.words for reason in each.reasons),
                    revisions.get(each.incident.n, 0),
                )
                for each in waiting
            ],
            offer_all=bool(reason),
        )
