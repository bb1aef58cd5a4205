"""Whether others see already what was noted of the learning loop, and the way to have them see it."""

import streamlit as st

from dashboard import work
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store, StoreProblem
from dashboard.findings.asking import Asking
from dashboard.views.learning.standing import is_live
from dashboard.views.said import plain, quietly
from dashboard.views.tell import tell_and_rerun

WAITS = "What was noted since is in no edition yet; others see it after the next one is released."


def offer_to_publish(store: Store, reader: Reader, asking: Asking) -> None:
    """A quiet line with a button, for officer and team, where something was noted after the newest edition was published."""
    if not is_live(reader, asking) or asking.facts.made_up:
        return
    if not work.waits_for_an_edition(store, reader, asking.facts.published_at, work.now_utc()):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="waits-for-an-edition"):
        quietly(WAITS)
        if not st.button("Publish a draft", key="publish-what-waits"):
            return
    try:
        with st.spinner("Publishing a draft edition"):
            edition = work.publish_as_asked(store, reader, work.now_utc())
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    tell_and_rerun(
        f"Edition {edition.edition_id} is a draft. Others see it once it is released, under Upload."
    )
