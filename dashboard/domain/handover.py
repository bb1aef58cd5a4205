"""What one officer hands over to the next: everything that was decided, as rows of plain values, and no row about an incident.

A handover pack is written by reports/handover/files.py, read by extracts/handover.py and taken over by work/taking_over.py. This
is what the three agree on: which files of decisions there are, their columns, and what a value may be.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from dashboard.domain.handover_parts import PARTS, Column, Holds, Part, Row
from dashboard.domain.learning.record import CONTENT, Kind
from dashboard.domain.learning.written import RecordNotUnderstood, understood

_UNSEEN = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff]")

FORMAT = 2
"""A pack of this format or an older one is read; a newer one is refused. What changes a column gives the format its next number."""


class HandoverNotUnderstood(ValueError):
    """What was read is no handover pack that can be taken over. The message is one sentence for the person."""


README, MANIFEST, CONTACTS, CHECKLIST, OPEN_ITEMS = (
    "README.md", "manifest.json", "contacts.csv", "checklist.csv", "open-items.csv",
)  # fmt: skip
BY_HAND = (CONTACTS, CHECKLIST)
"""People fill them in, so a pack is taken over whatever they hold; nothing in them is read."""

Decided = Mapping[str, Sequence[Row]]
"""The rows of each part by its name; a part without rows may be left out."""


@dataclass(frozen=True)
class StandsAt:
    """Where the trust's register stands when the pack is written. Counts and days only.

    `incidents` are those of the newest edition; `sources` as people call them. None: there is no edition yet.
    """

    edition_id: int | None = None
    published_at: datetime | None = None
    released: bool = False
    newest_as_at: date | None = None
    first_month: date | None = None
    last_month: date | None = None
    incidents: int | None = None
    sources: tuple[str, ...] = ()
    has_bed_days: bool = False
    read_marks: int = 0
    tagged: int = 0
    tags: int = 0


@dataclass(frozen=True)
class OpenItem:
    """Something that waits for the successor: how many, of what, and where it is done."""

    what: str
    how_many: int
    where: str


@dataclass(frozen=True)
class LeftOut:
    """Rows or texts that did not go along, and why."""

    what: str
    how_many: int
    why: str


@dataclass(frozen=True)
class Handover:
    """A handover pack before it has a file format, or after it was read from one."""

    trust_name: str
    made_up: bool
    written_at: datetime
    product_version: str
    decided: Decided
    stands_at: StandsAt = field(default_factory=StandsAt)
    open_items: tuple[OpenItem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    sha256: str = ""
    """Of the file that it was read from."""

    def rows(self, part: Part) -> Sequence[Row]:
        return self.decided.get(part.name, ())

    @property
    def decisions(self) -> int:
        """How many rows of decisions there are; the names of a loaded list are one decision together."""
        return sum(len(self.rows(part)) for part in PARTS if part.name != "listed_names")


def counted(decided: Decided) -> list[tuple[int, str]]:
    """How many rows of each part, in words, empty parts left out: [(2, 'settings'), (1, 'saved view')]."""
    found = [(len(decided.get(part.name, ())), part) for part in PARTS]
    return [(many, part.words[many != 1]) for many, part in found if many]


def taken_in_words(taken: Sequence[tuple[int, str]], left_out: Sequence[LeftOut]) -> str:
    """What was taken over and what was not, in sentences."""
    said = ", ".join(f"{many:,} {words}" for many, words in taken) or "nothing, for nothing had been decided"
    not_taken = "".join(
        f" Not taken over: {each.how_many:,} of the {each.what} ({each.why})." for each in left_out
    )
    return f"Taken over: {said}.{not_taken}"


def rows_understood(part: Part, plain: object) -> tuple[Row, ...]:
    """The rows of a part from what its file holds. Raises HandoverNotUnderstood for anything that the program does not write."""
    if not isinstance(plain, list):
        raise HandoverNotUnderstood(f"{part.file} holds no list of decisions.")
    if len(plain) > part.most_rows:
        raise HandoverNotUnderstood(
            f"{part.file} holds {len(plain):,} rows and the limit is {part.most_rows:,}."
        )
    names = {column.name for column in part.columns}
    for number, row in enumerate(plain, 1):
        if not isinstance(row, dict) or set(row) != names:
            raise HandoverNotUnderstood(f"Row {number} of {part.file} has not the columns that it needs.")
        for column in part.columns:
            if not (_is_record(row) if column.holds is Holds.RECORD else _fits(column, row[column.name])):
                raise HandoverNotUnderstood(
                    f"Row {number} of {part.file} holds something in '{column.name}' that is no {column.holds.value} "
                    "of the length that fits."
                )
    if part.key and len({_key(part, row) for row in plain}) < len(plain):
        raise HandoverNotUnderstood(f"{part.file} holds one decision twice.")
    return tuple(plain)


def _is_record(row: Row) -> bool:
    """Whether the row's content is a record of the row's kind, and about no incident."""
    content, kind = row["content"], row["kind"]
    if (
        not isinstance(content, dict)
        or kind not in [*Kind]
        or kind == Kind.ESCALATION
        or content.get("incidents")
    ):
        return False
    try:
        understood(CONTENT[Kind(kind)], content)
    except RecordNotUnderstood:
        return False
    return True


def _key(part: Part, row: Row) -> tuple[object, ...]:
    """Names of profiles differ by more than the case of their letters."""
    values = (row[name] for name in part.key)
    return tuple(value.lower() if part.name == "profiles" else value for value in values)


def _fits(column: Column, value: object) -> bool:
    if value is None:
        return column.may_miss
    match column.holds:
        case Holds.TEXT:
            return _is_text(value, column.most)
        case Holds.DAY:
            return _is_day(value)
        case Holds.MOMENT:
            return _is_moment(value)
        case Holds.YES_NO:
            return isinstance(value, bool)
        case Holds.NUMBER:
            return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1_000_000_000
        case Holds.TEXTS:
            return (
                isinstance(value, list)
                and len(value) <= column.most
                and all(_is_text(each) for each in value)
            )
        case Holds.RECORD:
            return isinstance(value, dict)
        case Holds.PAIRS:
            return isinstance(value, list) and len(value) <= column.most and all(map(_is_pair, value))


def _is_text(value: object, most: int = 300) -> bool:
    """Signs that cannot be seen, line ends aside, have no business in what people decided."""
    return isinstance(value, str) and len(value) <= most and not _UNSEEN.search(value)


def _is_pair(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and _is_text(value[0])
        and (value[1] is None or _is_text(value[1]))
    )


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and date.fromisoformat(value).year >= 1900
    except ValueError:
        return False


def _is_moment(value: object) -> bool:
    try:
        return isinstance(value, str) and len(value) <= 26 and datetime.fromisoformat(value).tzinfo is None
    except ValueError:
        return False
