"""Your wards: what a ward link sees, counts of their own wards and of no other."""

import streamlit as st

from dashboard import desk, work
from dashboard.domain.learning.record import Kind
from dashboard.findings.asking import Asking
from dashboard.findings.learning.cards import assigned_sentence, told_to_wards
from dashboard.findings.learning.signals import cards_held
from dashboard.findings.own_wards import BY_WARD, own_wards, title_of
from dashboard.views.page import open_page
from dashboard.views.picture import show, show_table
from dashboard.views.reader import current_reader
from dashboard.views.said import quietly, say
from dashboard.views.store_seen import store_seen

ONLY_YOURS = (
    "Everything here counts your own wards and no other: figures, choices of the filter, and what is usual, which is what was usual on "
    "them before."
)


def render() -> None:
    asking = open_page(title_of(current_reader().wards))
    if asking is None:
        return
    quietly(ONLY_YOURS)
    found = own_wards(asking)
    for sentence in found.sentences:
        say(sentence)
    quietly(found.caveat)
    _cards(asking)
    for picture in found.pictures:
        show(picture, finding=picture.sentence not in found.sentences)
    if found.by_ward is not None:
        st.header(BY_WARD, anchor=False)
        show_table(found.by_ward, alt=f"{BY_WARD}: incidents, occupied bed days and rate with 95 % interval")


def _cards(asking: Asking) -> None:
    """What is looked at on these wards as the edition holds it, and what is assigned to the reader as it stands at the desk."""
    reader = current_reader()
    store = store_seen(reader)
    found = cards_held(asking)
    if found:
        st.header("What is looked at and learnt", anchor=False)
        show_table(told_to_wards(found), alt="Learning cards of your wards")
    now = work.now_utc()
    mine = (
        []
        if store.is_copy
        else [
            each
            for kind in (Kind.CARD, Kind.ACTION)
            for each in desk.assigned_records(store, reader, kind, now)
        ]
    )
    if mine:
        st.header("Assigned to you", anchor=False)
        for each in mine:
            say(f"{assigned_sentence(each)}.")
