"""As it stood: what changed between the edition that is shown and another one, in words, as a small picture, by month."""

import streamlit as st

from dashboard.edition import ShelvedEdition, compared_with
from dashboard.findings import editions_in_words
from dashboard.findings.asking import Asking
from dashboard.findings.editions_compared import compare_editions
from dashboard.views.edition_choice import SHOWN_ON_PAGE, edition_control, edition_words
from dashboard.views.folded import folded
from dashboard.views.page import asked_of, editions_on_the_shelf, open_page, withdrawn_from_the_shelf
from dashboard.views.picture import show, show_table
from dashboard.views.said import quietly, say, say_each
from dashboard.views.take_away import csv_of_table

ABOUT = (
    "An edition never changes, so what was shown at a meeting can be shown again: choose an edition here or under More filters, and "
    "every page shows what it held. Below, it is compared with another one, under the same filter."
)
OTHER, OTHER_IN_LINK = "compared-with", "compared"


def render() -> None:
    asking = open_page("As it stood, and what changed between two editions")
    if asking is None:
        return
    say(ABOUT)
    editions = editions_on_the_shelf()
    others = [each for each in editions if each.edition_id != asking.edition.edition_id]
    if not others:
        quietly(
            "There is one edition alone. The next import, or the next decision that changes a figure, makes another."
        )
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="editions-compared"):
        edition_control(editions, SHOWN_ON_PAGE)
        other = _other(asking, others)
    _compared(asking, other)


def _other(asking: Asking, others: list[ShelvedEdition]) -> ShelvedEdition:
    """The choice, kept in the URL; at first the edition that was released before the one that is shown."""
    by_number = {str(each.edition_id): each for each in others}
    if st.session_state.get(OTHER) not in by_number:
        linked = _stands_for(st.query_params.get(OTHER_IN_LINK, ""))
        usual = compared_with(asking.edition.edition_id, others)
        st.session_state[OTHER] = linked if linked in by_number else str(usual.edition_id)
    chosen = st.selectbox(
        "Compared with",
        list(by_number),
        format_func=lambda number: edition_words(by_number[number]) if number in by_number else "",
        key=OTHER,
        width=330,
    )
    if st.query_params.get(OTHER_IN_LINK) != chosen:
        st.query_params[OTHER_IN_LINK] = chosen
    return by_number[chosen]


def _stands_for(linked: str) -> str:
    """The edition that a link names; of one that was withdrawn, after a sentence, the one that stands for it."""
    if linked.isascii() and linked.isdigit() and (found := withdrawn_from_the_shelf().get(int(linked[:9]))):
        say(found.sentence())
        return str(found.replaced_by)
    return linked


def _compared(asking: Asking, other: ShelvedEdition) -> None:
    compared = compare_editions(asking, asked_of(other, asking), filling_months=True)
    if isinstance(compared, str):
        say(compared)
        return
    for sentence in editions_in_words.sentences(compared):
        say(sentence)
    quietly(editions_in_words.also_counted(compared, asking.asked))
    picture = editions_in_words.picture(compared)
    if picture:
        show(picture)
    by_month = editions_in_words.table(compared)
    st.header("Both editions by month", anchor=False)
    quietly(compared.standing.line())
    show_table(by_month, alt=f"{compared.title}, by month")
    if picture:  # which has the table's downloads and its method beneath it
        return
    with st.container(horizontal=True, key="beneath-compared"):
        folded("How this is worked out", "how-compared", lambda: say_each(editions_in_words.HOW))
        folded(
            "Download",
            "download-compared",
            lambda: csv_of_table("between-editions", compared.title, by_month, compared.standing),
        )
