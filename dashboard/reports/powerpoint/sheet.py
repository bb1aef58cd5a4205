"""The workbook inside a native chart: what somebody sees who chooses 'Edit data', and what the chart refers to."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from dashboard.reports.native.office import day_number
from dashboard.reports.powerpoint.xml import clean, escaped

SHEET = "Sheet1"
NO_CLOCK = datetime(2000, 1, 1)
"""The workbook's own date: the same pack gives the same bytes."""

Cell = float | str | date | None


@dataclass
class ChartSheet:
    """Columns in the order in which they were put; a gap is an empty cell."""

    columns: list[tuple[str, tuple[Cell, ...]]] = field(default_factory=list)

    def put(self, heading: str, cells: Sequence[Cell]) -> int:
        self.columns.append((heading, tuple(cells)))
        return len(self.columns) - 1

    def name(self, column: int) -> str:
        """The reference to a heading, with the words that it has."""
        at = xl_col_to_name(column, col_abs=True)
        return (
            f'<c:tx><c:strRef><c:f>{SHEET}!{at}$1</c:f><c:strCache><c:ptCount val="1"/>'
            f'<c:pt idx="0"><c:v>{escaped(self.columns[column][0])}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        )

    def reference(self, column: int, form: str = "General") -> str:
        """The reference to the cells of a column, with what they hold. A gap has no point."""
        cells = self.columns[column][1]
        at = xl_col_to_name(column, col_abs=True)
        words = any(isinstance(each, str) for each in cells)
        kind = "str" if words else "num"
        code = "" if words else f"<c:formatCode>{escaped(form)}</c:formatCode>"
        points = "".join(
            f'<c:pt idx="{place}"><c:v>{escaped(number(each))}</c:v></c:pt>'
            for place, each in enumerate(cells)
            if each is not None
        )
        return (
            f"<c:{kind}Ref><c:f>{SHEET}!{at}$2:{at}${len(cells) + 1}</c:f><c:{kind}Cache>{code}"
            f'<c:ptCount val="{len(cells)}"/>{points}</c:{kind}Cache></c:{kind}Ref>'
        )

    def workbook(self) -> bytes:
        """As xlsx: text is text and never a formula."""
        kept = io.BytesIO()
        how = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        with xlsxwriter.Workbook(kept, how) as workbook:
            workbook.set_properties({"created": NO_CLOCK, "author": "", "company": ""})
            sheet = workbook.add_worksheet(SHEET)
            bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
            months = workbook.add_format({"num_format": "mmm yyyy", "align": "left"})
            days = workbook.add_format({"num_format": "d mmm yyyy", "align": "left"})
            sheet.freeze_panes(1, 1)
            sheet.set_column(0, max(0, len(self.columns) - 1), 16)
            for column, (heading, cells) in enumerate(self.columns):
                sheet.write_string(0, column, clean(heading), bold)
                by_month = all(each.day == 1 for each in cells if isinstance(each, date))
                for row, cell in enumerate(cells, 1):
                    if isinstance(cell, date):
                        sheet.write_number(row, column, float(number(cell)), months if by_month else days)
                    elif isinstance(cell, str):
                        sheet.write_string(row, column, clean(cell))
                    elif cell is not None:
                        sheet.write_number(row, column, cell)
        return kept.getvalue()


def number(cell: Cell) -> str:
    """As a chart writes it."""
    if isinstance(cell, date):
        return str(day_number(cell))
    return repr(cell) if isinstance(cell, float) else str(cell)
