"""The time of day of every row: from columns of their own, else from what stands behind the date of incident."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.domain.words import SourceSystem
from dashboard.extracts.columns import MappedColumns
from dashboard.extracts.dated_rows import TIME, DatedColumn
from dashboard.extracts.times import holds_fractions, read_time
from dashboard.extracts.vocabulary import read_word

NO_TIME_THERE = (
    "holds no time of day that can be read (hours and minutes are needed): times count as not recorded"
)
NOT_READ = "is not a time of day that can be read (hours and minutes are needed): counts as not recorded"


@dataclass(frozen=True)
class TimesInRows:
    """`time` is an Arrow array (time32), NULL where no time was written or it cannot be read.

    `unread` is (heading, rows) of columns that hold times and, in these rows, something else; `without` are the headings
    of columns that are filled and hold no time at all (bands of hours, shifts).
    """

    time: Any
    unread: tuple[tuple[str, np.ndarray], ...] = ()
    without: tuple[str, ...] = ()


def times_in_rows(columns: MappedColumns, occurred: DatedColumn) -> TimesInRows:
    """The time of incident of each row; of several columns the first in which it can be read speaks."""
    found, unclear, without = [], [], []
    for position, text in zip(
        columns.by_field.get("occurred_time", ()), columns.written_all("occurred_time"), strict=True
    ):
        times = text.read(partial(read_time, fractions=holds_fractions(text.words)))
        said = text.read(lambda written: _says_something(written, columns.source))
        if not any(said):
            continue
        if all(each is None for each in times):
            without.append(columns.headings[position])
            continue
        found.append(pa.array(times, TIME).take(pa.array(text.codes)))
        not_read = [each is None and wanted for each, wanted in zip(times, said, strict=True)]
        if any(not_read):
            unclear.append((columns.headings[position], np.array(not_read)[text.codes]))
    time = pc.coalesce(*found, occurred.time())
    known = pc.is_valid(time).to_numpy(zero_copy_only=False).astype(bool)
    unread = ((heading, rows & ~known) for heading, rows in unclear)
    return TimesInRows(time, tuple(each for each in unread if each[1].any()), tuple(without))


def _says_something(written: str | None, source: SourceSystem) -> bool:
    return bool(written) and read_word("occurred_time", source, written or "") != ""
