"""The incidents behind a mark: a bar, point or cell that is chosen in a chart, or a row or cell of its table."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.charts.frame import Picture
from dashboard.charts.marks import Mark, Marks
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.findings.asking import Asking
from dashboard.findings.behind import HOW_TO_CHOOSE, Behind, behind
from dashboard.views.page import FRAME, Frame

SCRIPT = (Path(__file__).parent / "chosen.js").read_text(encoding="utf-8")
STYLE = "p { margin: 0; font: 0.875rem var(--st-font); color: var(--st-text-color); }"
LISTENER, LISTENED, CHOSEN, DRAWN = "chosen-mark", "chosen-listened", "chosen", "chosen-drawn"


@dataclass(frozen=True)
class Chosen:
    """Where a mark was chosen, and what was asked then: of another edition or filter it would be another mark."""

    picture: str
    where: tuple[Any, ...]
    title: str
    edition: int
    asked: IncidentFilter

    @property
    def in_table(self) -> bool:
        return self.where[0] != "point"

    def mark(self, marks: Marks) -> Mark | None:
        kind, *place = self.where
        if kind == "point":
            return marks.points.get(tuple(place))
        if kind == "cell" and (place[0], place[1]) in marks.cells:
            return marks.cells[place[0], place[1]]
        return marks.rows.get(place[0])


def listen_to(picture: Picture) -> None:
    """Once on a page, beneath its first picture whose marks lead to incidents: the script, and how to choose."""
    frame: Frame | None = st.session_state.get(FRAME)
    if picture.marks is None or frame is None or frame.asking is None:
        return
    if st.session_state.get(LISTENED) is not frame:
        st.session_state[LISTENED] = frame
        st.session_state[DRAWN] = {}
        st.components.v2.component(LISTENER, html=f"<p>{HOW_TO_CHOOSE}</p>", css=STYLE, js=SCRIPT)(
            key=LISTENER, on_mark_change=_chosen_in_a_chart
        )
    st.session_state[DRAWN][picture.key] = picture.full_title


def found_behind(picture: Picture, *, in_table: bool) -> tuple[Behind, Asking] | None:
    """What stands behind the mark of this picture that is chosen, in the chart or in its table; None where none is."""
    chosen: Chosen | None = st.session_state.get(CHOSEN)
    asking = _asking()
    if chosen is None or picture.marks is None or asking is None or chosen.in_table is not in_table:
        return None
    if chosen != _chosen(picture.key, chosen.where, picture.full_title, asking):
        return None
    mark = chosen.mark(picture.marks())
    return (behind(asking, mark), asking) if mark else None


def choose_in_table(picture: Picture, key: str) -> None:
    """A row or a cell of the picture's table was chosen, or none is any more."""
    asking = _asking()
    selection = st.session_state[key].selection
    where = [("cell", *cell) for cell in selection.cells] or [("row", row) for row in selection.rows]
    before: Chosen | None = st.session_state.get(CHOSEN)
    if where and asking is not None:
        st.session_state[CHOSEN] = _chosen(picture.key, where[0], picture.full_title, asking)
    elif before is not None and before.picture == picture.key:
        st.session_state[CHOSEN] = None


def _chosen_in_a_chart() -> None:
    """The same mark again takes the choice back."""
    told = st.session_state[LISTENER].mark or {}
    title, asking = st.session_state.get(DRAWN, {}).get(told.get("picture")), _asking()
    if title is None or asking is None:
        return
    now = _chosen(told["picture"], ("point", *(int(each) for each in told["place"])), title, asking)
    st.session_state[CHOSEN] = None if st.session_state.get(CHOSEN) == now else now


def _chosen(picture: str, where: tuple[Any, ...], title: str, asking: Asking) -> Chosen:
    return Chosen(picture, where, title, asking.edition.edition_id, asking.asked)


def _asking() -> Asking | None:
    frame: Frame | None = st.session_state.get(FRAME)
    return frame.asking if frame else None
