"""The one table of what a file may be. A file past a limit is refused in one sentence before or while it is parsed."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, time in seconds of the parsing process, counts in rows, columns, archive entries and characters
    of one cell (free text about incidents, which stays in the parsing process, is not held to them)."""

    file_bytes: int
    unpacked_bytes: int
    ratio: int
    entries: int
    rows: int
    columns: int
    characters: int
    memory_bytes: int
    seconds: int


BROWSER = Limits(60 * MEGABYTE, 600 * MEGABYTE, 120, 400, 500_000, 400, 32_767, 2048 * MEGABYTE, 60)
COMMAND_LINE = Limits(500 * MEGABYTE, 1536 * MEGABYTE, 120, 400, 2_000_000, 400, 32_767, 3072 * MEGABYTE, 300)
"""A real 100,000-row listing is 15 MB packed and 120 MB unpacked (ratio 8): the limits leave room and stop bombs.
32,767 characters is what a cell of a workbook can hold."""
