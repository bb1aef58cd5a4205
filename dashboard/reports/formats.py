"""The formats that a pack is written in, one row each. A writer is imported when it is first used: who only names the formats loads
none of their libraries.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from dashboard.reports.making import PackRefused
from dashboard.reports.pack import Pack
from dashboard.reports.progress import Progress


@dataclass(frozen=True)
class Format:
    """`write(pack, progress)` gives the file's bytes. Raises PackRefused."""

    name: str
    ending: str
    mime: str
    write: Callable[[Pack, Progress], bytes]


@dataclass(frozen=True)
class PictureFormat:
    """One file a picture; `write(picture, marks=...)` gives its bytes, with the marks of its pack on it."""

    name: str
    ending: str
    mime: str
    write: Callable[..., bytes]

    def files(self, pack: Pack) -> Iterator[tuple[str, bytes]]:
        """(name of the picture, bytes) of each picture of a pack, in its order; the same picture on two slides is one file."""
        seen: set[tuple[str, str]] = set()
        number = 0
        for slide in pack.slides:
            for picture in slide.pictures:
                which = (picture.key, picture.standing.period)
                if which not in seen:
                    seen.add(which)
                    number += 1
                    yield f"{number:02d} {picture.key}", self.write(picture, marks=pack.marks)


def _by(name: str, module: str, function: str) -> Callable[..., bytes]:
    """The function of a module of ours, looked up when it is called. Raises PackRefused where this copy of the program has none."""

    def write(*made: Any, **how: Any) -> bytes:
        try:
            found = getattr(import_module(module), function)
        except ModuleNotFoundError as missing:
            raise PackRefused(
                f"This copy of the program cannot write {name}: {missing.name} is not installed."
            ) from missing
        return found(*made, **how)

    return write


FORMATS = (
    Format(
        "PowerPoint",
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _by("PowerPoint", "dashboard.reports.powerpoint.presentation", "pptx_bytes"),
    ),
    Format(
        "Excel",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _by("Excel", "dashboard.reports.workbook.workbook", "xlsx_bytes"),
    ),
    Format("PDF", "pdf", "application/pdf", _by("PDF", "dashboard.reports.document.pdf", "pdf_bytes")),
)
PICTURE_FORMATS = (
    PictureFormat(
        "SVG", "svg", "image/svg+xml", _by("SVG", "dashboard.reports.drawing.picture_file", "picture_svg")
    ),
    PictureFormat(
        "PNG", "png", "image/png", _by("PNG", "dashboard.reports.drawing.picture_file", "picture_png")
    ),
)
