"""The incidents behind a mark: a bar, point or cell that is chosen in a chart, or a row or cell of its table."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.charts.frame import Picture
from dashboard.charts.marks import Mark, Marks
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import READS_TRUST
from dashboard.findings.asking import Asking
from dashboard.findings.behind import HOW_TO_CHOOSE, Behind, behind
from dashboard.views.page import FRAME, Frame
from dashboard.views.reader import current_reader

SCRIPT = (Path(__file__).parent / "chosen.js").read_text(encoding="utf-8")
STYLE = "p { margin: 0; font: 0.875rem var(--st-font); color: var(--st-text-color); }"
LISTENER, CHOSEN, DRAWN = "chosen-mark", "chosen", "chosen-drawn"


@dataclass(frozen=True)
class Drawn:
    """What the last run drew: a choice comes before the next one has asked anything, when the rows of the page are let go.

    titles: of each picture by its key.
    """

    edition: int
    asked: IncidentFilter
    titles: dict[str, str]


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
    if not current_reader().may(
        READS_TRUST
    ):  # a ward link, who sees counts: none of the incidents behind them
        return
    if not frame.drawn:
        asking = frame.asking
        st.session_state[DRAWN] = Drawn(asking.edition.edition_id, asking.asked, frame.drawn)
        st.components.v2.component(LISTENER, html=f"<p>{HOW_TO_CHOOSE}</p>", css=STYLE, js=SCRIPT)(
            key=LISTENER, on_mark_change=_chosen_in_a_chart
        )
    frame.drawn[picture.key] = picture.full_title


def found_behind(picture: Picture, *, in_table: bool) -> tuple[Behind, Asking] | None:
    """What stands behind the mark of this picture that is chosen, in the chart or in its table; None where none is."""
    chosen: Chosen | None = st.session_state.get(CHOSEN)
    frame: Frame | None = st.session_state.get(FRAME)
    asking = frame.asking if frame else None
    if chosen is None or picture.marks is None or asking is None or chosen.in_table is not in_table:
        return None
    now = (picture.key, picture.full_title, asking.edition.edition_id, asking.asked)
    if (chosen.picture, chosen.title, chosen.edition, chosen.asked) != now:
        return None
    mark = chosen.mark(picture.marks())
    return (behind(asking, mark), asking) if mark else None


def choose_in_table(picture: Picture, key: str) -> None:
    """A row or a cell of the picture's table was chosen, or none is any more."""
    selection = st.session_state[key].selection
    where = [("cell", *cell) for cell in selection.cells] or [("row", row) for row in selection.rows]
    before: Chosen | None = st.session_state.get(CHOSEN)
    if where:
        st.session_state[CHOSEN] = _chosen(picture.key, where[0])
    elif before is not None and before.picture == picture.key:
        st.session_state[CHOSEN] = None


def _chosen_in_a_chart() -> None:
    """The same mark again takes the choice back."""
    told = st.session_state[LISTENER].mark
    now = _chosen(told["picture"], ("point", *(int(each) for each in told["place"]))) if told else None
    st.session_state[CHOSEN] = None if st.session_state.get(CHOSEN) == now else now


def _chosen(picture: str, where: tuple[Any, ...]) -> Chosen | None:
    """None for a picture that the last run did not draw."""
    drawn: Drawn | None = st.session_state.get(DRAWN)
    if drawn is None or picture not in drawn.titles:
        return None
    return Chosen(picture, where, drawn.titles[picture], drawn.edition, drawn.asked)
