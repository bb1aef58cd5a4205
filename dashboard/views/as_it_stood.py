"""As it stood: what changed between the edition that is shown and another one, in words, by month, and as a small picture."""

import streamlit as st

from dashboard.edition import ShelvedEdition, compared_with
from dashboard.findings import editions_compared
from dashboard.findings.asking import Asking
from dashboard.views.edition_choice import edition_words
from dashboard.views.page import asked_of, open_page, other_editions
from dashboard.views.picture import csv_of_table, show, show_table
from dashboard.views.said import plain, quietly, say

ABOUT = (
    "An edition never changes: what was shown at a meeting can be shown again. Choose an edition in the bar above, and every page "
    "shows what it held. Here it is compared with another one, under the same filter."
)
OTHER, OTHER_IN_LINK = "compared-with", "compared"


def render() -> None:
    asking = open_page("As it stood, and what changed between two editions")
    if asking is None:
        return
    say(ABOUT)
    others = other_editions(asking)
    if not others:
        quietly(
            "There is one edition alone. The next import, or the next decision that changes a figure, makes another."
        )
        return
    _compared(asking, _other(asking, others))


def _other(asking: Asking, others: list[ShelvedEdition]) -> ShelvedEdition:
    """The choice, kept in the URL; at first the edition that was released before the one that is shown."""
    by_number = {str(each.edition_id): each for each in others}
    linked = st.query_params.get(OTHER_IN_LINK, "")
    if st.session_state.get(OTHER) not in by_number:
        usual = compared_with(asking.edition.edition_id, others)
        st.session_state[OTHER] = linked if linked in by_number else str(usual.edition_id)
        if linked and linked not in by_number:
            say("The edition that the link compares with is not to be seen here, so another one is taken.")
    chosen = st.selectbox(
        f"Compare edition {asking.edition.edition_id} with",
        list(by_number),
        format_func=lambda number: edition_words(by_number[number]),
        key=OTHER,
        width=420,
    )
    if st.query_params.get(OTHER_IN_LINK) != chosen:
        st.query_params[OTHER_IN_LINK] = chosen
    return by_number[chosen]


def _compared(asking: Asking, other: ShelvedEdition) -> None:
    compared = editions_compared.compare_editions(asking, asked_of(other, asking))
    if isinstance(compared, str):
        say(compared)
        return
    for sentence in editions_compared.sentences(compared):
        say(sentence)
    picture = editions_compared.picture(compared)
    if picture:
        show(picture, level=3)
    st.subheader("By month", anchor=False)
    by_month = editions_compared.table(compared)
    show_table(by_month, alt=f"{compared.title}, by month")
    with st.container(horizontal=True, key="beneath-compared"):
        with st.popover("How this is worked out", width="content", key="how-compared"):
            for line in editions_compared.HOW:
                st.markdown(plain(line))
        if not picture:
            csv_of_table("between-editions", compared.title, by_month, compared.standing)
