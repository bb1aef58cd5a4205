"""An .xlsx workbook as sheets of text cells, read by calamine (real dates and numbers become unambiguous text)."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from dashboard.extracts.sheet import CannotRead, Sheet, clean


def sheets_of(path: Path, file_name: str) -> list[Sheet]:
    """Every worksheet that holds a cell. Raises CannotRead with a sentence."""
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        sheets = []
        for meta in workbook.sheets_metadata:
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            rows = workbook.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
            notes = (
                [] if meta.visible == SheetVisibleEnum.Visible else [f"The sheet '{meta.name}' is hidden."]
            )
            sheets.append(Sheet(meta.name, [[as_text(cell) for cell in row] for row in rows], notes=notes))
    except (CalamineError, OSError, ValueError, KeyError, IndexError) as error:
        raise CannotRead(
            "damaged",
            f"{file_name} is named as a workbook but cannot be opened as one: "
            "an undamaged .xlsx is needed; open it in Excel, save it again as .xlsx and choose that file.",
        ) from error
    return [sheet for sheet in sheets if any(any(row) for row in sheet.rows)] or sheets[:1]


def as_text(cell: object) -> str | None:
    """A cell as text: dates as ISO 8601 (so that day and month cannot be mistaken), whole numbers without a point."""
    if isinstance(cell, str):
        return clean(cell)
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        midnight = cell.hour == cell.minute == cell.second == 0
        return cell.date().isoformat() if midnight else cell.replace(microsecond=0).isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds()) // 60
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return str(cell)
