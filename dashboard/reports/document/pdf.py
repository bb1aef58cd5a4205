"""A pack as a printed document: tagged PDF (PDF/UA-1), portrait A4, set by typst.

One section a slide; then the figures behind the pictures, how they are worked out, and the search strategy. Nothing is worked out
here. What the pack says is handed over as data (pack.json), so that no text of an extract can be markup; the same pack gives the
same bytes, as it has no date of its own.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.charts.frame import CAVEAT, Picture, Table
from dashboard.reports.document.typesetting import set_as_pdf, settable
from dashboard.reports.drawing.chart import whole_svg
from dashboard.reports.drawing.picture import drawing_of
from dashboard.reports.native.colours import ink_on_paper
from dashboard.reports.native.grid import Grid, grid_of
from dashboard.reports.pack import Pack, Slide
from dashboard.reports.progress import Progress, say_nothing
from dashboard.reports.table_words import column_in_words, is_of_numbers

WIDTH, BETWEEN = 642.0, 19.0
"""Units of 1/96 inch between the margins: 170 mm; and between two pictures that stand side by side."""

HIGHEST = 740.0
"""Units that a drawing is high at most, so that a page holds it with its heading: 196 mm. A higher one is made smaller."""

LINES_TOGETHER = 22
"""Of a grid: a longer one may go on over the page."""

ONE_LINE = 18
"""Letters: first columns that are no wider, such as months, are not broken."""

LONG = 28
"""Letters: a column of longer words is broken into lines."""

MOST_ROWS = 300
"""Of one table in the document: seven pages. The workbook of the same pack has all of a longer one."""

LONGEST_WORD, PART = 40, 16
"""Letters: longer words, such as the digest of a file, may break after so many."""

ONLY_A_TABLE = "Its table stands among the figures behind the pictures."

_DOCUMENT = Path(__file__).with_name("document.typ")


def pdf_bytes(pack: Pack, progress: Progress = say_nothing) -> bytes:
    """The whole pack as PDF/UA-1; its last step is the typesetting. Raises NotTypeset."""
    files: dict[str, bytes] = {}
    sections = []
    for number, slide in enumerate(pack.slides, 1):
        sections.append(_section(slide, files))
        progress(number, len(pack.slides) + 1)
    told = {
        "title": pack.title,
        "subject": f"{pack.standing.line()} {pack.standing.edition}",
        "standing": f"{pack.standing.line()} {pack.standing.edition}",
        "caveat": f"{CAVEAT} {pack.standing.method}".strip(),
        "foot": pack.foot(),
        "marks": list(pack.marks),
        "draft": pack.is_draft,
        "main_colour": ink_on_paper(pack.look.main_colour),
        "sections": sections,
        "tables": list(_tables(pack)),
        "methods": list(_methods(pack.slides)),
        "strategy": [list(row) for row in pack.strategy],
    }
    words = json.dumps(_cleaned(told), ensure_ascii=False, sort_keys=True)
    sources = {"main.typ": _document(), "pack.json": words.encode("utf-8"), **files}
    return set_as_pdf(sources)


@cache
def _document() -> bytes:
    return _DOCUMENT.read_bytes()


def _cleaned(told: Any) -> Any:
    if isinstance(told, str):
        return _breakable(settable(told))
    if isinstance(told, Mapping):
        return {key: _cleaned(value) for key, value in told.items()}
    return [_cleaned(each) for each in told] if isinstance(told, list | tuple) else told


def _breakable(text: str) -> str:
    """Very long words get places where a line may end: they would run over the edge of the page."""
    if len(text) <= LONGEST_WORD:
        return text
    return " ".join(
        word
        if len(word) <= LONGEST_WORD
        else "\u200b".join(word[at : at + PART] for at in range(0, len(word), PART))
        for word in text.split(" ")
    )


def _section(slide: Slide, files: dict[str, bytes]) -> Mapping[str, Any]:
    heading, finding = slide.heading or slide.title, slide.title if slide.heading else ""
    side_by_side = len(slide.pictures) > 1
    pictures = [
        # the third of three is wide, beneath the two
        _picture(picture, files, half=side_by_side and place < 2, said=(heading, finding))
        for place, picture in enumerate(slide.pictures)
    ]
    return {
        "heading": heading,
        "finding": finding,
        "finding_size": 14 if len(finding) <= 150 else 11.5,
        "pictures": pictures,
        "breakable": side_by_side
        or any(each["grid"] and len(each["grid"]["rows"]) > LINES_TOGETHER for each in pictures),
        "listings": [
            {"heading": each.heading, "table": _table(each.table), "note": each.note}
            for each in slide.listings
        ],
        "boxes": [{"heading": box.heading, "lines": list(box.lines)} for box in slide.boxes],
    }


def _picture(
    picture: Picture, files: dict[str, bytes], *, half: bool, said: tuple[str, ...]
) -> Mapping[str, Any]:
    """Its drawing goes to the files. Title and sentence are left out where the section has just said them."""
    grid = grid_of(picture)
    name, height = "", 0.0
    if grid is None:
        number = f"c{len(files)}"
        drawing = drawing_of(picture, (WIDTH - BETWEEN) / 2 if half else WIDTH, ids=number)
        if drawing is not None:
            name, height = f"{number}.svg", drawing.height
            svg = whole_svg(drawing.inside, drawing.width, drawing.height, title=picture.title, alt="")
            files[name] = settable(svg).encode("utf-8")
    return {
        "title": "" if picture.full_title in said or picture.title in said else picture.full_title,
        "sentence": "" if picture.sentence in said else picture.sentence,
        "alt": picture.alt,
        "file": name,
        "high": height > HIGHEST,
        "grid": None if grid is None else _grid(grid),
        "half": half,
        "explained": [
            *(() if name or grid else (ONLY_A_TABLE,)),
            *((grid.said,) if grid and grid.said else ()),
            *picture.marks_explained,
            *picture.breaks,
        ],
    }


def _grid(grid: Grid) -> Mapping[str, Any]:
    return {
        "corner": grid.titles[1],
        "across": list(grid.across),
        "rows": [
            {
                "name": name,
                "cells": [{"text": cell.text, "colour": cell.colour, "ink": cell.ink} for cell in row],
            }
            for name, row in zip(grid.down, grid.cells, strict=True)
        ],
    }


def _tables(pack: Pack) -> Iterator[Mapping[str, Any]]:
    """The twin of each picture, once; of those that go by other dates or another filter than the pack, what they go by."""
    seen: set[tuple[str, str]] = set()
    for slide in pack.slides:
        for picture in slide.pictures:
            if (picture.key, picture.full_title) in seen or not picture.table.columns:
                continue
            seen.add((picture.key, picture.full_title))
            rows = len(picture.table.rows)
            too_long = rows > MOST_ROWS
            standing = picture.standing.line()
            yield {
                "title": picture.full_title,
                "standing": "" if standing == pack.standing.line() else standing,
                "table": None if too_long or not rows else _table(picture.table),
                "note": f"The table has {rows:,} rows: it is in the workbook of this pack."
                if too_long
                else ""
                if rows
                else "There is nothing to show.",
            }


def _methods(slides: Iterable[Slide]) -> Iterator[Mapping[str, Any]]:
    """What is said of several slides is said at the first."""
    seen: set[str] = set()
    for slide in slides:
        lines = [line for line in dict.fromkeys(slide.notes) if line and line not in seen]
        seen.update(lines)
        if lines:
            yield {"heading": slide.heading or slide.title, "lines": lines}


def _table(table: Table) -> Mapping[str, Any]:
    columns = list(zip(*table.rows, strict=True)) if table.rows else [() for _ in table.columns]
    right = [is_of_numbers(column) for column in columns]
    texts = [column_in_words(column) for column in columns]
    if texts and max(map(len, texts[0]), default=0) <= ONE_LINE:
        texts[0] = [words.replace(" ", "\u00a0") for words in texts[0]]
    longest_of = [max(map(len, column), default=0) for column in texts]
    return {
        "columns": list(table.columns),
        "right": right,
        "widths": [  # long words share what is left, by how long they are; all else is as wide as it is
            0 if numbers or longest <= LONG else longest
            for longest, numbers in zip(longest_of, right, strict=True)
        ],
        "rows": [list(row) for row in zip(*texts, strict=True)] if table.rows else [],
    }
