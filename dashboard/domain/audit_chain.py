"""How lines of the audit trail are bound to one another, and how it is seen that one was touched.

The hash of a line is the SHA-256, in hexadecimal, of this in UTF-8: a JSON array without blanks of the hash of the line before (empty
before line 1), the number of the line, happened_at, who, act, subject and detail. Lines are numbered from 1 without a gap. The newest
number and hash, the head, are written down outside the desk: in the file `audit.head` beside it and in the log. Whoever can write the
desk can bind a chain anew; it then differs from the heads that were written down.
"""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

RESTORE = "restore backup"
"""The act after which lines that were written down since the backup need not be there: they are counted and said."""


def audit_link(
    before: str | None, line: int, happened_at: str, who: str, act: str, subject: str, detail: str
) -> str:
    """The hash of a line, from that of the line before and what it says."""
    said = [before or "", line, happened_at, who, act, subject, detail]
    return hashlib.sha256(
        json.dumps(said, ensure_ascii=False, separators=(",", ":"), default=repr).encode()
    ).hexdigest()


class ChainedLine(NamedTuple):
    """A line of the audit trail as it is stored; no hash: it was not written by this program."""

    line: int
    happened_at: str
    who: str
    act: str
    subject: str
    detail: str
    hash: str | None

    def bound_to(self, before: str | None, line: int | None = None) -> str:
        """The hash that it should have after a line of this hash, under its own number or another."""
        return audit_link(
            before,
            self.line if line is None else line,
            self.happened_at,
            self.who,
            self.act,
            self.subject,
            self.detail,
        )


class Head(NamedTuple):
    """The newest line and its hash, as they were written down. written_at: a moment in UTC, as ISO 8601 writes it."""

    line: int
    hash: str
    written_at: str


@dataclass(frozen=True)
class Broken:
    """The first line at which the chain does not hold, and in a few words what was done."""

    line: int
    how: str


@dataclass(frozen=True)
class Verified:
    """What verifying found: how many lines, the newest of them, what was written down of them last, and where they first break."""

    lines: int
    head: Head | None
    written_down: Head | None
    broken: Broken | None = None
    left_by_restore: int = 0
    """Lines that were written down and are in no backup that was restored since."""

    @property
    def holds(self) -> bool:
        return self.broken is None

    def sentence(self) -> str:
        if self.broken is not None:
            return (
                f"The audit trail does not hold from line {self.broken.line:,} on: {self.broken.how}. Keep the store as it is, and tell "
                "whoever answers for information governance."
            )
        if self.head is None:
            return "The audit trail has no line yet."
        many = f"{self.lines:,} line{'' if self.lines == 1 else 's'}"
        said = f"{many}, chain unbroken; head {self.head.line:,} {self.head.hash}"
        if self.written_down is not None:
            said += f", written down on {_in_words(self.written_down.written_at)}"
        left = self.left_by_restore
        if left:
            said += (
                f"; {left:,} line{' that was' if left == 1 else 's that were'} written after the backup that was restored "
                f"{'is' if left == 1 else 'are'} not in it"
            )
        return f"{said}."


def verify(
    lines: Sequence[ChainedLine], heads: Sequence[Head] | None, known: Sequence[tuple[int, str]] = ()
) -> Verified:
    """Whether lines (in the order of their numbers) are bound to one another, to the heads that were written down beside them (None:
    that file is not there) and to heads that somebody knows from elsewhere.
    """
    newest = lines[-1] if lines else None
    head = Head(newest.line, newest.hash or "", newest.happened_at) if newest else None
    down = heads[-1] if heads else None
    by_line = {each.line: each for each in lines}
    left, broken = _against_heads(by_line, heads or ())
    breaks = [
        found for found in (_first_break(lines, by_line), broken, _against_known(by_line, known)) if found
    ]
    if not breaks and lines and heads is None:
        breaks.append(
            Broken(
                1,
                "the file audit.head, in which its heads are written down, is not there, so a cut or an exchange could not be seen",
            )
        )
    # Of two that begin at the same line the chain's own word says more.
    return Verified(len(lines), head, down, min(breaks, key=lambda each: each.line, default=None), left)


def _in_words(moment: str) -> str:
    try:
        return f"{datetime.fromisoformat(moment):%d/%m/%Y at %H:%M} UTC"
    except ValueError:
        return "a day that cannot be read"


def _first_break(lines: Sequence[ChainedLine], by_line: Mapping[int, ChainedLine]) -> Broken | None:
    before = ""
    for number, line in enumerate(lines, 1):
        if line.line != number:
            last = line.line - 1
            return Broken(
                number,
                f"line {number:,} was deleted"
                if last == number
                else f"lines {number:,} to {last:,} were deleted",
            )
        if line.hash is None:
            return Broken(number, "the line has no hash, so another program put it in")
        if line.bound_to(before) != line.hash:
            return Broken(number, _how(line, lines, by_line))
        before = line.hash
    return None


def _how(line: ChainedLine, lines: Sequence[ChainedLine], by_line: Mapping[int, ChainedLine]) -> str:
    """What was done to a line that does not follow from the one before."""
    after = by_line.get(line.line + 1)
    if after is None or after.bound_to(line.hash) == after.hash:  # the hash is the one that was written
        return "what it says was changed after it was written"
    for other in lines:
        neighbour = by_line.get(other.line - 1)
        for was_before in (neighbour.hash if neighbour else "", other.hash):
            if other.line != line.line and line.bound_to(was_before, other.line) == line.hash:
                return f"lines stand in another order (this was number {other.line:,})"
    return "a line was put in, or what it says and its hash were changed"


def _against_heads(by_line: Mapping[int, ChainedLine], heads: Sequence[Head]) -> tuple[int, Broken | None]:
    """How many lines a restored backup left behind, and the first line that is not as it was written down."""
    restored_at = math.inf
    left: set[str] = set()
    broken: list[Broken] = []
    newest = max(by_line, default=0)
    for head in reversed(heads):
        there = by_line.get(head.line)
        if there is not None and there.hash == head.hash:
            if there.act == RESTORE:
                restored_at = min(restored_at, head.line)
        elif head.line >= restored_at:
            left.add(head.hash)
        elif there is None and head.line > newest:
            broken.append(
                Broken(
                    newest + 1,
                    f"lines up to {head.line:,} were written down and are not there: the end was cut off",
                )
            )
        else:
            broken.append(Broken(head.line, "it is not the line that was written down in audit.head"))
    return len(left), min(broken, key=lambda each: each.line, default=None)


def _against_known(by_line: Mapping[int, ChainedLine], known: Sequence[tuple[int, str]]) -> Broken | None:
    for line, its_hash in known:
        there = by_line.get(line)
        if there is None:
            return Broken(line, "the head that you gave is of this line, and it is not there")
        if there.hash != its_hash.lower():
            return Broken(line, "it is not the line whose hash you gave")
    return None
