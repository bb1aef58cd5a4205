"""The two dates of every row: each distinct writing is read once, and a column that is month first only when agreed."""

import re
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.domain.words import Precision
from dashboard.extracts.coded import WrittenColumn, written_column
from dashboard.extracts.columns import MappedColumns, as_text
from dashboard.extracts.dates import ReadDate, fits_only_month_first, read_date, shows_day_first
from dashboard.extracts.times import read_time_behind

LONGEST_DATE = 30
MONTH_FIRST = "fits only with the month first: its dates count as not recorded until you agree to that"

_TIMED = re.compile(
    r"(\d{1,2}/\d{1,2}/\d{4}) ((?:[01]?\d|2[0-3]):[0-5]\d)(?::[0-5]\d)?"
    r"|(\d{4}-\d{2}-\d{2})[T ]((?:[01]\d|2[0-3]):[0-5]\d):[0-5]\d"
)
DAY_ALONE, TIME_ALONE = r"\1\3", r"\2\4"
TIME = pa.time32("s")
MANY_WRITINGS = 20_000
"""Past this many distinct writings a column holds the time of day as well: 60 years have 22,000 days."""


class DatedColumn:
    """One date of every row. `asks` says that it fits only month first and that nobody has agreed to that yet.

    `timed` is the column as it was written, of which `text` may hold the days alone.
    """

    def __init__(
        self,
        heading: str,
        text: WrittenColumn,
        today: date,
        *,
        month_first: bool,
        date1904: bool,
        timed: WrittenColumn | None = None,
    ) -> None:
        self.heading = heading
        self.text = text
        self._timed, self._today = timed or text, today
        words = [word for word in text.words if word]
        only_month_first = fits_only_month_first(words, today)
        self.asks = only_month_first and not month_first
        # What was agreed for this shape of listing holds for a short one too, whose dates fit both orders.
        in_that_order = month_first and not shows_day_first(words, today)
        self._order: dict[str, Any] = {"month_first": True} if in_that_order else {}
        agreed = self._order | ({"date1904": True} if date1904 else {})
        unread = ReadDate(None, None, Precision.NOT_RECORDED, "date", MONTH_FIRST)
        self.read: list[ReadDate] = text.read(
            lambda written: unread if self.asks and written else read_date(written, today, **agreed)
        )

    def _of_rows(self, answers: list[Any], arrow_type: pa.DataType) -> Any:
        return pa.array(answers, arrow_type).take(pa.array(self.text.codes))

    def earliest(self) -> Any:
        return self._of_rows([read.earliest for read in self.read], pa.date32())

    def latest(self) -> Any:
        return self._of_rows([read.latest for read in self.read], pa.date32())

    def day(self) -> Any:
        return self._of_rows([read.day for read in self.read], pa.date32())

    def time(self) -> Any:
        """The time of day that stands behind the date (time32, to the minute); NULL where none does, or no day is known."""
        text = _cut(self._timed, TIME_ALONE) if self._timed is not self.text else self._timed
        times = text.read(lambda written: read_time_behind(written, self._today, **self._order))
        if all(each is None for each in times):
            return pa.nulls(len(text.codes), TIME)
        return pc.if_else(pc.is_valid(self.day()), pa.array(times, TIME).take(pa.array(text.codes)), None)

    def precision(self) -> Any:
        return self.text.encoded([read.precision.value for read in self.read])

    def as_written(self) -> Any:
        """A date that counts as not recorded, as it was written; a longer text than a date is not kept."""
        words = [*self.text.words, None]
        return self._of_rows(
            [
                word if word and read.problem and len(word) <= LONGEST_DATE else None
                for word, read in zip(words, self.read, strict=True)
            ],
            pa.string(),
        )

    def problems(self) -> tuple[np.ndarray, list[tuple[str, str]]]:
        """(for each row the number of its problem, -1 for none; the problems as (kind of value, reason))."""
        listed: dict[tuple[str, str], int] = {}
        numbers = [
            listed.setdefault((read.kind, read.problem), len(listed))
            if read.problem and not self.asks
            else -1
            for read in self.read
        ]
        return np.array(numbers, dtype=np.int32)[self.text.codes], list(listed)


def dated_column(
    columns: MappedColumns, fields: tuple[str, ...], today: date, *, month_first: bool, date1904: bool
) -> DatedColumn:
    """The first of these fields that is filled, row by row, read as dates."""
    present = [field for field in fields if columns.has(field)]
    if len(present) > 1:
        texts = [as_text(columns.filled_first(field)) for field in present]
        text = written_column(pc.coalesce(*texts))
    else:
        text = columns.written(present[0] if present else fields[0])
    heading = columns.heading(present[0] if present else fields[0])
    by_day = _cut(text, DAY_ALONE) if len(text.words) > MANY_WRITINGS else text
    return DatedColumn(heading, by_day, today, month_first=month_first, date1904=date1904, timed=text)


def _cut(text: WrittenColumn, part: str) -> WrittenColumn:
    """The same column with one part of each date and time alone, where both make nearly every row's writing a distinct one."""
    cut = pc.replace_substring_regex(
        pa.array(text.words, pa.string()), f"^(?:{_TIMED.pattern})$", part
    ).dictionary_encode()
    codes = np.append(cut.indices.fill_null(len(cut.dictionary)), len(cut.dictionary))
    return WrittenColumn(cut.dictionary.to_pylist(), codes.astype(np.int32)[text.codes])
