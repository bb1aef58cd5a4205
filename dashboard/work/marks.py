"""What the team marks as it reads: that an incident was read, and tags. No count and no edition knows of it."""

import logging
from collections.abc import Collection, Sequence
from datetime import datetime

from dashboard import desk
from dashboard.domain.marks import READ, Marks, tag_as_kept
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store, StoreProblem

log = logging.getLogger("dashboard")

Changed = list[tuple[int, str]]
"""(incident, tag) of the marks that an act changed: what the act that takes it back is given."""


def marks_of(store: Store, reader: Reader, numbers: Collection[int], now: datetime) -> dict[int, Marks]:
    """The marks of these incidents, by number. Raises NotAllowed for a reader who is not of the team."""
    return desk.marks_of(store, reader, numbers, now)


def tags_in_use(store: Store, reader: Reader, now: datetime) -> list[str]:
    """The team's own list of tags."""
    return desk.tags_in_use(store, reader, now)


def mark_read(store: Store, reader: Reader, numbers: Sequence[int], now: datetime) -> Changed:
    """Say that these incidents were read. One that was marked before keeps who did it, and when."""
    return put_marks(store, reader, [(n, READ) for n in numbers], now)


def mark_unread(store: Store, reader: Reader, numbers: Sequence[int], now: datetime) -> Changed:
    return take_off_marks(store, reader, [(n, READ) for n in numbers], now)


def give_tags(
    store: Store, reader: Reader, numbers: Sequence[int], tags: Sequence[str], now: datetime
) -> Changed:
    """Give each of these incidents each of these tags, written as the team's list writes them.

    Raises StoreProblem, in a sentence, for a tag that cannot be kept and for more tags than an incident may have.
    """
    wanted = _as_listed(store, reader, tags, now)
    return put_marks(store, reader, [(n, tag) for n in numbers for tag in wanted], now)


def take_tags(
    store: Store, reader: Reader, numbers: Sequence[int], tags: Sequence[str], now: datetime
) -> Changed:
    """Take each of these tags off each of these incidents."""
    wanted = _as_listed(store, reader, tags, now)
    return take_off_marks(store, reader, [(n, tag) for n in numbers for tag in wanted], now)


def put_marks(store: Store, reader: Reader, marks: Changed, now: datetime) -> Changed:
    try:
        changed = desk.put_marks(store, reader, marks, now)
    except ValueError as problem:
        raise StoreProblem(str(problem)) from None
    log.info("mark incidents", extra={"subject": f"{len(changed)} marks", "who": reader.id})
    return changed


def take_off_marks(store: Store, reader: Reader, marks: Changed, now: datetime) -> Changed:
    changed = desk.take_off_marks(store, reader, marks, now)
    log.info("take marks off incidents", extra={"subject": f"{len(changed)} marks", "who": reader.id})
    return changed


def _as_listed(store: Store, reader: Reader, tags: Sequence[str], now: datetime) -> list[str]:
    listed = {tag.casefold(): tag for tag in desk.tags_in_use(store, reader, now)}
    try:
        kept = [tag_as_kept(tag) for tag in tags]
    except ValueError as problem:
        raise StoreProblem(str(problem)) from None
    for tag in kept:
        listed.setdefault(tag.casefold(), tag)
    return [*dict.fromkeys(listed[tag.casefold()] for tag in kept)]
