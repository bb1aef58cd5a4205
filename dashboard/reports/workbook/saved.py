"""A workbook as bytes that depend on nothing but what it holds: no clock, and each chart says itself in words."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.chart._chart import ChartBase
from openpyxl.writer.excel import ExcelWriter

from dashboard.reports.export import NO_CLOCK


class _WithoutClock(ZipFile):
    """A zip whose parts are all of one day, whenever it is written."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        part = ZipInfo(str(zinfo_or_arcname), NO_CLOCK)
        part.external_attr = 0o600 << 16
        super().writestr(part, data, ZIP_DEFLATED, 6)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        self.writestr(arcname, Path(filename).read_bytes())


class _WithAltText(ExcelWriter):
    """openpyxl gives a chart's frame a number and no words."""

    def __init__(self, workbook: Workbook, archive: ZipFile, alts: Mapping[ChartBase, str]) -> None:
        super().__init__(workbook, archive)
        self._alts = alts

    def _write_drawing(self, drawing: Any) -> None:
        plain = drawing._chart_frame  # the one place where openpyxl makes the frame

        def described(place: int) -> Any:
            frame = plain(place)
            frame.nvGraphicFramePr.cNvPr.descr = self._alts.get(drawing.charts[place - 1], "")
            return frame

        drawing._chart_frame = described
        super()._write_drawing(drawing)  # pyright: ignore[reportAttributeAccessIssue]


def workbook_bytes(book: Workbook, alts: Mapping[ChartBase, str]) -> bytes:
    """The .xlsx file. alts: what each chart shows, in words, for those who have it read out to them."""
    about: Any = book.properties
    about.__elements__ = tuple(each for each in about.__elements__ if each not in ("created", "modified"))
    held = io.BytesIO()
    archive = _WithoutClock(held, "w", ZIP_DEFLATED)
    _WithAltText(book, archive, alts).save()
    return held.getvalue()
