"""Lines of the audit trail as a table: in words for a page, whole for a download."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Protocol

from dashboard.charts.frame import Table
from dashboard.domain.audit import WORDS
from dashboard.domain.export import ACT, exported
from dashboard.domain.periods import LONDON
from dashboard.findings.exports import filter_in_words
from dashboard.findings.words import count_of

COLUMNS = ("Line", "When", "Who", "What was done", "On what", "In detail")
WHOLE = ("line", "happened_at", "who", "act", "subject", "detail", "hash")


class Line(Protocol):
    """A line of the audit trail; happened_at is UTC."""

    @property
    def line(self) -> int: ...
    @property
    def happened_at(self) -> datetime: ...
    @property
    def who(self) -> str: ...
    @property
    def act(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def detail(self) -> str: ...


def act_in_words(act: str) -> str:
    """An act that this version does not know stands as it was noted."""
    return WORDS.get(act, act[:1].upper() + act[1:])


def audit_table(lines: Iterable[Line], named: Callable[[str], str]) -> Table:
    """A row a line, in their order. When: the clock of the trust. `named` says who a person is, in words."""
    return Table(COLUMNS, tuple(_row(line, named) for line in lines))


def _row(line: Line, named: Callable[[str], str]) -> tuple[object, ...]:
    when = line.happened_at.replace(tzinfo=UTC).astimezone(LONDON).replace(tzinfo=None)
    return (line.line, when, named(line.who), act_in_words(line.act), line.subject, _detail(line))


def _detail(line: Line) -> str:
    """'csv file, edition 13, internal, 24 rows; ward or place: Ward 7' of an export; of any other act as it was noted."""
    if line.act != ACT:
        return line.detail
    export = exported(line.happened_at, line.who, line.subject, line.detail).export
    parts = [
        f"{export.ending} file" if export.ending else "",
        f"edition {export.edition}" if export.edition is not None else "",
        export.profile.value,
        count_of(export.rows, "row"),
    ]
    return "; ".join(
        part for part in (", ".join(each for each in parts if each), filter_in_words(export.query)) if part
    )
