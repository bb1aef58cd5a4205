"""Pictures for download, drawn in the reader's own browser from the charts on the page: it always works, offline too."""

from collections.abc import Sequence
from pathlib import Path

import plotly
import streamlit as st

from dashboard.charts.frame import Picture
from dashboard.reports.export import file_name

_HERE = Path(__file__).parent
CHART_SCRIPT = f"/assets/plotly-{plotly.__version__}.min.js"


def download_pictures(
    key: str,
    pictures: Sequence[Picture],
    *,
    title: str = "",
    sentences: Sequence[str] = (),
    label: str = "Picture",
) -> None:
    """Two buttons, PNG and SVG, for these pictures as one (with the page's own title and sentences when there are several)."""
    first = pictures[0]
    standing = first.standing
    made_up = "made-up-trust" if any("Made-up" in mark for mark in standing.marks) else ""
    around = first.for_download()
    st.components.v2.component(
        "download_pictures",
        html="<div id='download'></div>",
        css=(_HERE / "download.css").read_text(encoding="utf-8"),
        js=(_HERE / "download.js").read_text(encoding="utf-8"),
    )(
        key=f"draw-{key}",
        data={
            "chart_script": CHART_SCRIPT,
            "label": label,
            "title": title or first.full_title,
            "sentences": list(sentences) or [first.sentence],
            "standing": around["standing"],
            "breaks": list(
                dict.fromkeys(said for picture in pictures for said in picture.for_download()["breaks"])
            ),
            "foot": around["foot"],
            "alt": " ".join(picture.alt for picture in pictures),
            "marks": list(standing.marks),
            "charts": [{"key": p.key, "title": p.full_title, "sentence": p.sentence} for p in pictures],
            "file_name": file_name(made_up, key, standing.period, ending="x")[:-2],
        },
    )
