"""The one way out of a page: whatever is downloaded is noted in the audit trail as it is handed over. No other file may offer a
download (tests/views/test_take_away.py).
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import plotly
import streamlit as st

from dashboard import work
from dashboard.charts.frame import Picture, Standing, Table
from dashboard.domain.export import Export
from dashboard.domain.reader import Profile
from dashboard.domain.store import Store
from dashboard.findings.asking import MADE_UP_MARK
from dashboard.reports.export import csv_bytes, file_name
from dashboard.views.page import FRAME, Frame
from dashboard.views.reader import current_reader
from dashboard.views.store_seen import real_store

_HERE = Path(__file__).parent
CHART_SCRIPT = f"/assets/plotly-{plotly.__version__}.min.js"
DRAWN_AS = ("PNG", "SVG")


def take_away(
    label: str,
    *,
    key: str,
    content: Callable[[], bytes],
    name: str,
    mime: str,
    export: Export,
    primary: bool = False,
) -> None:
    """A button that hands a file over. `content` is made when it is pressed, and its line is written before it is handed over: a
    file that could not be noted does not leave.
    """
    note = noting()

    def noted() -> bytes:
        made = content()
        note(export)
        return made

    st.download_button(
        label, data=noted, file_name=name, mime=mime, on_click="ignore", key=key, type="primary" if primary else "secondary"
    )  # fmt: skip


def noting() -> Callable[[Export], None]:
    """What writes the line of an export; the store and who reads are those of the run that offers it."""
    reader, store = current_reader(), _store_of_the_page()

    def note(done: Export) -> None:
        work.note_export(store, reader, done, work.now_utc())

    return note


def export_of(what: str, ending: str, rows: int, profile: Profile = Profile.INTERNAL) -> Export:
    """With the edition and the filter that the page asks."""
    frame: Frame | None = st.session_state.get(FRAME)
    if frame is None or frame.asking is None:
        return Export(what, ending, rows, profile=profile)
    return Export(what, ending, rows, frame.asking.edition.edition_id, frame.asking.asked.query(), profile)


def csv_of_table(key: str, title: str, table: Table, standing: Standing, breaks: Sequence[str] = ()) -> None:
    """The download of a table, with what it stands on beneath it, and the breaks of its series."""

    def content() -> bytes:
        about = [title, standing.line(), *breaks, standing.foot_of_download()]
        return csv_bytes([*table.columns], [*table.rows, (), *((line,) for line in about)])

    take_away(
        "CSV of the table",
        key=f"csv-{key}",
        content=content,
        name=file_name(made_up(standing), key, standing.period, ending="csv"),
        mime="text/csv",
        export=export_of(f"table {key}", "csv", len(table.rows)),
    )


def csv_of_picture(picture: Picture) -> None:
    csv_of_table(picture.key, picture.full_title, picture.table, picture.standing, picture.breaks)


def made_up(standing: Standing) -> str:
    """The beginning of the name of every file of the made-up trust."""
    return "made-up-trust" if MADE_UP_MARK in standing.marks else ""


def drawn_in_the_browser(
    key: str,
    pictures: Sequence[Picture],
    *,
    title: str = "",
    sentences: Sequence[str] = (),
    label: str = "Picture",
) -> None:
    """Two buttons, PNG and SVG, for these pictures as one (with the page's own title and sentences when there are several). They are
    drawn in the reader's own browser from the charts on the page: it always works, offline too.
    """
    first = pictures[0]
    standing, around = first.standing, first.for_download()
    breaks = dict.fromkeys(said for picture in pictures for said in picture.for_download()["breaks"])
    _drawn(
        f"draw-{key}",
        {
            "chart_script": CHART_SCRIPT,
            "label": label,
            "title": title or first.full_title,
            "sentences": list(sentences) or [first.sentence],
            "standing": around["standing"],
            "breaks": list(breaks),
            "foot": around["foot"],
            "alt": " ".join(picture.alt for picture in pictures),
            "marks": list(standing.marks),
            "charts": [{"key": p.key, "title": p.full_title, "sentence": p.sentence} for p in pictures],
            "file_name": file_name(made_up(standing), key, standing.period, ending="x")[:-2],
        },
        export_of(f"picture {key}", "", sum(len(picture.table.rows) for picture in pictures)),
    )


@st.fragment
def _drawn(key: str, data: dict[str, object], export: Export) -> None:
    """A fragment, so that the browser's word that a picture was saved draws nothing else anew."""
    note = noting()

    def saved() -> None:
        kind = st.session_state[key].saved
        if kind in DRAWN_AS:
            note(Export(export.what, kind.lower(), export.rows, export.edition, export.query, export.profile))

    st.components.v2.component(
        "download_pictures",
        html="<div id='download'></div>",
        css=(_HERE / "download.css").read_text(encoding="utf-8"),
        js=(_HERE / "download.js").read_text(encoding="utf-8"),
    )(key=key, data=data, on_saved_change=saved)


def _store_of_the_page() -> Store:
    frame: Frame | None = st.session_state.get(FRAME)
    return frame.store if frame else real_store()
