"""An act of the learning loop as its pages do it: done, told once, and undone with one button."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

import streamlit as st

from dashboard import work
from dashboard.domain.learning.record import Noted
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store, StoreProblem
from dashboard.views.said import plain
from dashboard.views.tell import tell_and_rerun
from dashboard.views.undo import undo_next

C = TypeVar("C")


def do_and_tell(
    store: Store,
    reader: Reader,
    act: Callable[[], Noted[C]],
    told: Callable[[Noted[C]], str],
    undone: Callable[[Noted[C]], str],
    *,
    undo: str = "Undo",
    doing: str = "Taking it back",
) -> None:
    """What was refused stands where the button is; what was done stands at the top of the page. told, undone: what the act and its undo
    did, each a sentence."""
    try:
        noted = act()
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    undo_next(undo, partial(_take_back, store, reader, noted, undone(noted)), doing=doing)
    tell_and_rerun(told(noted))


def all_taken_back(
    store: Store, reader: Reader, noted: Sequence[Noted[Any]], said: Callable[[int], str]
) -> str:
    """The undo of several at once, in one act. said: of how many it was done, in a sentence."""
    done = len(work.take_back_records(store, reader, noted, work.now_utc()))
    stayed = len(noted) - done
    rest = f" {stayed:,} stayed as {'it is' if stayed == 1 else 'they are'}: changed since." if stayed else ""
    return f"{said(done)}{rest}"


def _take_back(store: Store, reader: Reader, noted: Noted[Any], said: str) -> str:
    work.take_back_record(store, reader, noted, work.now_utc())
    return said
