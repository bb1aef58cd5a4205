"""The CSV beneath a picture carries what the picture stands on, and the breaks of its series."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.charts.frame import Picture, Standing, Table, draw_happened
from dashboard.measures.months import Happened
from dashboard.views import take_away


def test_breaks_stand_beneath_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(tmp_path))
    figure = go.Figure()
    form = Happened(date(2025, 6, 1), date(2025, 6, 14), "=New form", True, "It asks more", "minute, 4.2")
    draw_happened(figure, [form])
    standing = Standing("Trust", "2025", "by date of incident", "Edition 1.")
    kept: dict[str, Callable[[], bytes]] = {}

    def download_button(*_: Any, data: Callable[[], bytes], **__: Any) -> None:
        kept["data"] = data

    monkeypatch.setattr(take_away.st, "download_button", download_button)
    take_away.csv_of_picture(
        Picture("x", "Title", "", "", figure, Table(("Month", "Incidents"), (("June 2025", 3),)), standing)
    )
    lines = kept["data"]().decode("utf-8-sig").splitlines()
    assert lines[:2] == ["Month,Incidents", "June 2025,3"]
    assert '"New limits from 14 June 2025: =New form. It asks more (evidence: minute, 4.2)."' in lines
