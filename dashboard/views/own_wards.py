"""Your wards: what a ward link sees, counts of their own wards and of no other."""

import streamlit as st

from dashboard.findings.own_wards import BY_WARD, own_wards, title_of
from dashboard.views.page import open_page
from dashboard.views.picture import show, show_table
from dashboard.views.reader import current_reader
from dashboard.views.said import quietly, say

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
    for picture in found.pictures:
        show(picture, finding=picture.sentence not in found.sentences)
    if found.by_ward is not None:
        st.header(BY_WARD, anchor=False)
        show_table(found.by_ward, alt=f"{BY_WARD}: incidents, occupied bed days and rate with 95 % interval")
