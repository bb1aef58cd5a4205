"""Upload: choose a file, see what will be read and what not, say what it covers, store, undo, release."""

import streamlit as st

from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.edition import latest_edition
from dashboard.made_up_trust import BANNER
from dashboard.views.history import editions_and_history
from dashboard.views.incident_upload import incident_upload
from dashboard.views.page import made_up_banner
from dashboard.views.parts import parts
from dashboard.views.reader import current_reader
from dashboard.views.said import quietly, say
from dashboard.views.store_seen import real_store
from dashboard.views.tell import say_what_was_done
from dashboard.views.words import words

WHAT_TO_ASK_FOR = (
    "A listing of medication incidents as .xlsx or .csv, with: the incident's own reference, date and time of incident, date "
    "reported, "
    "approval status, site, division, exact ward or place, severity or degree of harm, stage, type of error, medicine given, "
    "medicine intended, the reporter's staff group, whether the duty of candour applies, whether it is a Never Event, and the Yellow Card reference. Leave the description out; keep rejected incidents in."
)


def render() -> None:
    reader, store = current_reader(), real_store()
    first = latest_edition(store, reader) is None
    if first:
        made_up_banner(invite=False)
    st.title("Upload")
    say_what_was_done()
    if first:
        say(
            f"What you have seen so far is a {BANNER}. The first file that you store here starts your own register; "
            "the two never mix."
        )

    def listing() -> None:
        with st.expander("What to ask your incident system's lead for"):
            say(WHAT_TO_ASK_FOR)
        incident_upload(store, reader)

    parts(
        "upload-part",
        {
            "Incident extract": listing,
            "Words": lambda: _words(store, reader, first),
            "Editions and imports": lambda: _history(store, reader, first),
        },
        always=("Incident extract", "Editions and imports"),
    )


def _words(store: Store, reader: Reader, first: bool) -> None:
    if first:
        quietly("Words that no list knows are placed here once the first extract is stored.")
        return
    words(store, reader)


def _history(store: Store, reader: Reader, first: bool) -> None:
    if first:
        quietly("Nothing has been imported yet.")
        return
    editions_and_history(store, reader)
