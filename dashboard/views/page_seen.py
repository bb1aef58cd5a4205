"""What a page has shown in this run, in its order: its sentences, pictures and tables, so that a reader can take away what is on the
screen. What is folded away is not on the screen, and is left out.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import streamlit as st

from dashboard.charts.frame import Picture, Table
from dashboard.reports.pack import Listing

SEEN = "seen-on-the-page"


@dataclass
class PageSeen:
    """title: as it stands at the head of the page; empty until it stands there. folded: how many panels deep the page is drawing."""

    title: str = ""
    sentences: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    folded: int = 0

    @property
    def has_something(self) -> bool:
        return bool(self.pictures or self.listings)


def begin_page() -> None:
    """At the start of a page that can be taken away. A fragment that runs on its own begins none, and so adds to none."""
    st.session_state[SEEN] = PageSeen()


def page_seen() -> PageSeen | None:
    """What was shown so far; None where nothing is taken down."""
    return st.session_state.get(SEEN)


def forget_page() -> None:
    """At the end of a run: a session keeps no pictures between two."""
    st.session_state.pop(SEEN, None)


def title_seen(title: str) -> None:
    if seen := _open_page():
        seen.title = title


def sentence_seen(text: str) -> None:
    """A sentence below the title: what stands above it (banners, an earlier edition) is in the standing of every slide."""
    if (seen := _open_page()) and seen.title:
        seen.sentences.append(text)


def picture_seen(picture: Picture) -> None:
    if seen := _open_page():
        seen.pictures.append(picture)


def table_seen(heading: str, table: Table, note: str = "", *, lists_incidents: bool = False) -> None:
    if (seen := _open_page()) and table.rows:
        seen.listings.append(Listing(heading, table, note, lists_incidents))


@contextmanager
def folded_away() -> Iterator[None]:
    """Whatever is shown in here is not taken down."""
    seen = page_seen()
    if seen is None:
        yield
        return
    seen.folded += 1
    try:
        yield
    finally:
        seen.folded -= 1


def _open_page() -> PageSeen | None:
    seen = page_seen()
    return seen if seen is not None and not seen.folded else None
