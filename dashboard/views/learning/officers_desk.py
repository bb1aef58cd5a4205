"""The officer's desk: what belongs to the post and to nobody else. Coming into it, whom to know, what comes round again, leaving it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard import work
from dashboard.domain.learning.checklists import Checklist
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.views.hand_over import hand_over_part
from dashboard.views.learning.calendar import calendar_part
from dashboard.views.learning.checklists import checklist
from dashboard.views.learning.contacts import contacts_part
from dashboard.views.parts import parts
from dashboard.views.reader import current_reader
from dashboard.views.said import quietly, say
from dashboard.views.store_seen import real_store
from dashboard.views.tell import say_what_was_done
from dashboard.views.undo import offer_undo

ABOUT = (
    "What belongs to the post of Medication Safety Officer. Only officers see it, and all of it goes along in the handover pack, so that "
    "whoever comes next does not begin from nothing."
)
STARTING, CONTACTS, CALENDAR, LEAVING = "Getting started", "Contacts", "Calendar", "Leaving"


def render() -> None:
    reader, store = current_reader(), real_store()
    st.title("Officer's desk")
    say_what_was_done()
    offer_undo()
    say(ABOUT)
    drawn: dict[str, Callable[[], None]] = {
        STARTING: partial(_starting, store, reader),
        CONTACTS: partial(contacts_part, store, reader),
        CALENDAR: partial(calendar_part, store, reader),
        LEAVING: partial(_leaving, store, reader),
    }
    parts("officers-desk", drawn)


def _starting(store: Store, reader: Reader) -> None:
    checklist(store, reader, Checklist.STARTING)
    checklist(store, reader, Checklist.FIRST_DAYS, seen=work.first_days(store, reader, work.now_utc()))


def _leaving(store: Store, reader: Reader) -> None:
    checklist(store, reader, Checklist.LEAVING)
    quietly(
        "Two things cannot wait for the successor: the generic mailbox has to be read from the first day, and the national database has to "
        "name somebody whom alerts reach."
    )
    hand_over_part(store, reader)
