"""The one way out of a page: whatever is downloaded is noted in the audit trail as it is handed over. No other file may offer a
download (tests/views/test_take_away.py).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from secrets import token_hex

import plotly
import streamlit as st

from dashboard import work
from dashboard.charts.frame import Picture, Standing, Table
from dashboard.domain.export import Export
from dashboard.domain.reader import Profile, Reader
from dashboard.domain.store import Store
from dashboard.findings.asking import MADE_UP_MARK
from dashboard.reports.export import csv_bytes, file_name
from dashboard.views.another_reader import only_while_reads
from dashboard.views.page import FRAME, Frame
from dashboard.views.reader import current_reader
from dashboard.views.store_seen import real_store, store_seen

_HERE = Path(__file__).parent
CHART_SCRIPT = f"/assets/plotly-{plotly.__version__}.min.js"
DRAWN_AS = ("PNG", "SVG")
TOLD_TOGETHER, LONGEST_ID = 20, 60
"""As in download.js."""


def take_away(
    label: str,
    *,
    key: str,
    content: Callable[[], bytes],
    name: str,
    mime: str,
    export: Export | Callable[[bytes], Export],
    primary: bool = False,
) -> None:
    """A button that hands a file over. `content` is made when it is pressed, and its line is written before it is handed over: a
    file that could not be noted does not leave. Streamlit numbers a large file by samples of its content, its name and its kind: the
    kind carries a token of its own, or two files that differ between the samples would be one. export: as a function of the file where only that says how many rows it has.
    """
    note = _noting(export if isinstance(export, Export) else export(b""))

    def noted() -> bytes:
        made = content()
        note(export if isinstance(export, Export) else export(made))
        return made

    st.download_button(
        label, data=noted, file_name=name, mime=f"{mime}; n={token_hex(16)}", on_click="ignore", key=key, type="primary" if primary else "secondary"
    )  # fmt: skip


def _noting(offered: Export) -> Callable[[Export], None]:
    """What writes the line of an export; the store and who reads are those of the run that offers it."""
    reader = current_reader()
    store = _store_of(offered, reader)

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
        current_reader(),
    )


@st.fragment
def _drawn(key: str, data: dict[str, object], export: Export, reader: Reader) -> None:
    """A fragment, so that the browser's word that a picture was asked for draws nothing else anew."""
    only_while_reads(reader)
    note = _noting(export)

    def taken() -> None:
        for kind in _not_noted(key):
            note(replace(export, ending=kind.lower()))

    st.components.v2.component(
        "download_pictures",
        html="<div id='download'></div>",
        css=(_HERE / "download.css").read_text(encoding="utf-8"),
        js=(_HERE / "download.js").read_text(encoding="utf-8"),
    )(key=key, data=data, on_taken_change=taken)


def _not_noted(key: str) -> list[str]:
    """The kinds that the browser asked for since it was last heard. What a browser says is not believed further than that."""
    told = st.session_state[key].taken
    heard = {
        str(each.get("id"))[:LONGEST_ID]: each["kind"]
        for each in (told if isinstance(told, list) else [])[-TOLD_TOGETHER:]
        if isinstance(each, dict) and each.get("kind") in DRAWN_AS
    }
    noted = st.session_state.get(f"{key}-noted", frozenset())
    st.session_state[f"{key}-noted"] = frozenset(heard)
    return [kind for which, kind in heard.items() if which not in noted]


def _store_of(export: Export, reader: Reader) -> Store:
    """The store that is looked at; what is of no edition (rows of a file, a template) is the trust's own. A fragment that runs on its
    own has no frame.
    """
    if export.edition is None:
        return real_store()
    frame: Frame | None = st.session_state.get(FRAME)
    return frame.store if frame else store_seen(reader)
