"""The packs of this session: one that is being made with how far it is, the others with their files."""

from collections.abc import Sequence

import streamlit as st

from dashboard.domain.reader import Reader
from dashboard.views.another_reader import only_while_reads
from dashboard.views.pack_making import PackInTheMaking
from dashboard.views.reader import current_reader
from dashboard.views.said import plain, quietly, say
from dashboard.views.take_away import take_away

LOOKED_AT_EVERY = 0.7
"""Seconds between two looks at a pack that is being made: each is a message of 1 kB and 2 ms of the server."""


def packs_made(made: Sequence[PackInTheMaking]) -> None:
    reader = current_reader()
    for place, each in enumerate(made):
        with st.container(border=True, key=f"pack-made-{place}"):
            st.fragment(_one, run_every=LOOKED_AT_EVERY if each.is_running else None)(
                each, place, each.is_running, reader
            )


def _one(making: PackInTheMaking, place: int, was_running: bool, reader: Reader) -> None:
    """A fragment: while the pack is made it alone is drawn again, and the page stays as usable as it was."""
    only_while_reads(reader)
    if was_running and not making.is_running:
        st.rerun()  # once, so that nobody looks any more
    st.markdown(f"**{plain(making.title)}**")
    if making.is_running:
        st.progress(making.share, text=plain(making.step))
        if making.was_stopped:
            quietly("Stopping.")
        else:
            st.button("Stop", key=f"pack-stop-{place}", on_click=making.stop)
        return
    for failure in making.failures:
        st.error(plain(failure))
    if making.was_stopped and not making.files:
        say("Stopped: nothing of it is kept.")
        return
    with st.container(horizontal=True):
        for each in making.files:
            take_away(
                f"{each.format.name} ({each.size})",
                key=f"pack-file-{place}-{each.format.ending}",
                content=lambda each=each: each.content,
                name=each.name,
                mime=each.format.mime,
                export=each.export,
                primary=True,
            )
    quietly(" · ".join(each.name for each in making.files))
