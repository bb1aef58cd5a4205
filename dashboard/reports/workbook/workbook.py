"""A pack as an Excel workbook: how it was asked first, then what it says, then a sheet for each table with its chart."""

import re
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.chart._chart import ChartBase
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.charts.frame import Picture
from dashboard.reports.export import plain_text
from dashboard.reports.native.from_figure import native_charts
from dashboard.reports.pack import Listing, Pack, Slide
from dashboard.reports.progress import Progress, say_nothing
from dashboard.reports.workbook.cells import (
    HEADING,
    LINE,
    MARK,
    PLAIN,
    TITLE,
    TYPEFACE,
    Book,
    Style,
    lines_of,
    merged_line,
)
from dashboard.reports.workbook.names import Names
from dashboard.reports.workbook.saved import workbook_bytes
from dashboard.reports.workbook.sheets import Sheet, head_and_foot, picture_notes, set_up_print, write_sheet

SEARCH_STRATEGY, WHAT_IT_SAYS = "Search strategy", "What it says"
WHAT, WORDS = 30.0, 115.0
"""Letters: widths of the two columns of the first sheets."""

_WHAT = Style(bold=True, wrap=True, line=True)
_SAID = Style(wrap=True, line=True)


def xlsx_bytes(pack: Pack, progress: Progress = say_nothing) -> bytes:
    """The pack as .xlsx. The same pack gives the same bytes.

    Text is never a formula and never altered but for what XML cannot hold (`export.workbook_text`). Months and days are dates,
    counts and rates are numbers, unrounded; a state ('no extract covers it', 'too few to show') is a word in its cell, and what has
    no figure is an empty cell.
    """
    workbook = Workbook()
    book = Book(workbook, pack.look.main_colour)
    names = Names()
    strategy = workbook.active
    assert isinstance(strategy, Worksheet)
    strategy.title = names.sheet(SEARCH_STRATEGY)
    says = workbook.create_sheet(names.sheet(WHAT_IT_SAYS))
    of_slides = _sheets(pack, names)
    sheets = list({sheet.name: sheet for its in of_slides for sheet in its}.values())
    alts: dict[ChartBase, str] = {}
    for number, sheet in enumerate(sheets, 1):
        alts |= write_sheet(book, workbook.create_sheet(sheet.name), sheet)
        progress(number, len(sheets))
    _strategy(book, strategy, pack, [says.title], sheets)
    _says(book, says, pack, of_slides)
    for worksheet in workbook.worksheets:
        head_and_foot(worksheet, pack)
    _properties(workbook, pack)
    return workbook_bytes(workbook, alts)


def _sheets(pack: Pack, names: Names) -> list[list[Sheet]]:
    """The sheets of each slide. A picture that stands on several slides has one."""
    made: dict[tuple[object, ...], Sheet] = {}
    found: list[list[Sheet]] = []
    for slide in pack.slides:
        its: list[Sheet] = []
        for picture in slide.pictures:
            same = (picture.key, picture.full_title, picture.sentence, picture.table)
            if same not in made:
                made[same] = _of_picture(picture, pack, names)
            its.append(made[same])
        its += [_of_listing(listing, slide, pack, names) for listing in slide.listings]
        found.append(its)
    return found


def _of_picture(picture: Picture, pack: Pack, names: Names) -> Sheet:
    words = _words_of(picture.key) or picture.title
    return Sheet(
        name=names.sheet(words),
        table_name=names.table(words),
        title=picture.full_title,
        sentence=picture.sentence,
        standing=picture.standing.line(),
        table=picture.table,
        notes=(*picture_notes(picture), " ".join(f"{mark.rstrip('.')}." for mark in pack.marks)),
        charts=native_charts(picture),
    )


def _words_of(key: str) -> str:
    """'measure-parkinson-s-and-dementia-medicines': Parkinsons and dementia medicines."""
    return re.sub(r"-+", " ", re.sub(r"-s(?=-|$)", "s", key.removeprefix("measure-"))).strip()


def _of_listing(listing: Listing, slide: Slide, pack: Pack, names: Names) -> Sheet:
    words = listing.heading or slide.heading
    return Sheet(
        name=names.sheet(words),
        table_name=names.table(words),
        title=words,
        sentence=slide.title,
        standing=pack.standing.line(),
        table=listing.table,
        notes=(*((listing.note,) if listing.note else ()), pack.foot()),
    )


def _strategy(
    book: Book, worksheet: Worksheet, pack: Pack, before: Sequence[str], sheets: Sequence[Sheet]
) -> None:
    """The first sheet: what was asked of what, how to make it again, and what else is in the workbook."""
    row = _head(book, worksheet, pack, SEARCH_STRATEGY)
    said = {what for what, _ in pack.strategy}
    added = (
        ("Query", pack.query),
        ("Digest", f"{pack.digest} (the same edition, filter, profile and template give it again)"),
        ("Words at the foot of each page", pack.foot()),
    )
    rows = [*pack.strategy, *(each for each in added if each[0] not in said and each[1])]
    for what, words in rows:
        _pair(book, worksheet, row, what, words)
        row += 1
    row += 1
    merged_line(book, worksheet, row, 2, "Sheets of this workbook", HEADING)
    row += 1
    for name, words in (
        *((name, "The finding of each part, in sentences.") for name in before),
        *((s.name, s.title) for s in sheets),
    ):
        _pair(book, worksheet, row, name, words)
        book.link(worksheet, row, 1, name, name)
        row += 1
    set_up_print(worksheet, 2, row - 1)


def _says(book: Book, worksheet: Worksheet, pack: Pack, of_slides: Sequence[Sequence[Sheet]]) -> None:
    """The second sheet: the finding of each part, its lines, and where its tables are."""
    row = _head(book, worksheet, pack, WHAT_IT_SAYS)
    for slide, sheets in zip(pack.slides, of_slides, strict=True):
        beneath = {line for sheet in sheets for line in sheet.notes}
        lines = [
            *(
                (box.heading if at == 0 else "", line)
                for box in slide.boxes
                for at, line in enumerate(box.lines)
            ),
            *(("Note", note) for note in slide.notes if note not in beneath),
        ]
        _pair(book, worksheet, row, slide.heading, slide.title, Style(bold=True, wrap=True, line=True))
        row += 1
        for what, words in lines:
            _pair(book, worksheet, row, what, words)
            row += 1
        for sheet in sheets:
            _pair(book, worksheet, row, "Table", sheet.name)
            book.link(worksheet, row, 2, sheet.name, sheet.name)
            row += 1
    set_up_print(worksheet, 2, row - 1)


def _head(book: Book, worksheet: Worksheet, pack: Pack, what: str) -> int:
    """Title, marks and standing; returns the first row beneath the frozen ones."""
    worksheet.column_dimensions["A"].width, worksheet.column_dimensions["B"].width = WHAT, WORDS
    merged_line(book, worksheet, 1, 2, pack.title, TITLE)
    row = 2
    for mark in pack.marks:
        merged_line(book, worksheet, row, 2, mark, MARK)
        row += 1
    merged_line(book, worksheet, row, 2, pack.standing.line(), PLAIN)
    row += 1
    book.put(worksheet, row, 1, what, book.header)
    book.put(worksheet, row, 2, "", book.header)
    worksheet.freeze_panes = f"A{row + 1}"
    worksheet.print_title_rows = f"{row}:{row}"
    return row + 1


def _pair(book: Book, worksheet: Worksheet, row: int, what: str, words: str, style: Style = _SAID) -> None:
    book.put(worksheet, row, 1, what, _WHAT)
    book.put(worksheet, row, 2, words, style)
    lines = max(lines_of(what, WHAT * 0.9), lines_of(words, WORDS * (0.95 if style.bold else 1.06)))
    worksheet.row_dimensions[row].height = LINE * min(lines, 25) + 3


def _properties(workbook: Any, pack: Pack) -> None:
    """What a file manager and a search find: no moment, so that the same pack gives the same file."""
    about = workbook.properties
    about.title = plain_text(pack.title)
    about.creator = plain_text(pack.standing.trust)
    about.subject = plain_text(pack.standing.line())
    about.description = plain_text(pack.foot())
    about.keywords = pack.digest
    about.language = "en-GB"
    styles = {style.name: style for style in workbook._named_styles}
    styles["Normal"].font = Font(name=TYPEFACE, size=10)
