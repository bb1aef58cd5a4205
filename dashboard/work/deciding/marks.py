"""What the team marks as it reads: that an incident was read, and tags. No count and no edition knows of it."""

import logging
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from dashboard import desk
from dashboard.domain.marks import READ, Marks, tag_as_kept
from dashboard.domain.reader import PREPARES, Reader, only
from dashboard.domain.store import Store, StoreProblem

log = logging.getLogger("dashboard")

Changed = list[tuple[int, str]]
"""(incident, tag) of the marks that an act changed: what the act that takes it back is given."""


@only(*PREPARES)
def marks_of(store: Store, reader: Reader, numbers: Collection[int], now: datetime) -> dict[int, Marks]:
    """The marks of these incidents, by number. Raises NotAllowed for a reader who is not of the team."""
    return desk.marks_of(store, reader, numbers, now)


@only(*PREPARES)
def tags_in_use(store: Store, reader: Reader, now: datetime) -> list[str]:
    """The team's own list of tags."""
    return desk.tags_in_use(store, reader, now)


@only(*PREPARES)
def mark_read(store: Store, reader: Reader, numbers: Sequence[int], now: datetime) -> Changed:
    """Say that these incidents were read. One that was marked before keeps who did it, and when."""
    return _put(store, reader, [(n, READ) for n in numbers], now)


@only(*PREPARES)
def mark_unread(store: Store, reader: Reader, numbers: Sequence[int], now: datetime) -> Changed:
    return take_off_marks(store, reader, [(n, READ) for n in numbers], now)


@only(*PREPARES)
def give_tags(
    store: Store, reader: Reader, numbers: Sequence[int], tags: Sequence[str], now: datetime
) -> Changed:
    """Give each of these incidents each of these tags, written as the team's list writes them.

    Raises StoreProblem, in a sentence, for a tag that cannot be kept and for more tags than an incident may have.
    """
    wanted = _as_listed(store, reader, tags, now)
    return _put(store, reader, [(n, tag) for n in numbers for tag in wanted], now)


@only(*PREPARES)
def take_tags(
    store: Store, reader: Reader, numbers: Sequence[int], tags: Sequence[str], now: datetime
) -> Changed:
    """Take each of these tags off each of these incidents."""
    wanted = _as_listed(store, reader, tags, now)
    return take_off_marks(store, reader, [(n, tag) for n in numbers for tag in wanted], now)


@only(*PREPARES)
def take_off_marks(store: Store, reader: Reader, marks: Changed, now: datetime) -> Changed:
    """Take these marks off; takes back what `mark_read` or `give_tags` changed."""
    changed = desk.take_off_marks(store, reader, marks, now)
    _log("take marks off incidents", reader, changed)
    return changed


@only(*PREPARES)
def bring_back_marks(store: Store, reader: Reader, marks: Changed, now: datetime) -> Changed:
    """Take back what `mark_unread` or `take_tags` changed: the marks stand again with who put them there, and when.

    Raises StoreProblem where an incident was given as many tags as one may have meanwhile.
    """
    with _refused_in_a_sentence():
        changed = desk.bring_back_marks(store, reader, marks, now)
    _log("bring back marks", reader, changed)
    return changed


def _put(store: Store, reader: Reader, marks: Changed, now: datetime) -> Changed:
    with _refused_in_a_sentence():
        changed = desk.put_marks(store, reader, marks, now)
    _log("mark incidents", reader, changed)
    return changed


@contextmanager
def _refused_in_a_sentence() -> Iterator[None]:
    try:
        yield
    except ValueError as problem:
        raise StoreProblem(str(problem)) from None


def _log(act: str, reader: Reader, changed: Changed) -> None:
    log.info(act, extra={"subject": f"{len(changed)} marks", "who": reader.id})


def _as_listed(store: Store, reader: Reader, tags: Sequence[str], now: datetime) -> list[str]:
    listed = {tag.casefold(): tag for tag in desk.tags_in_use(store, reader, now)}
    with _refused_in_a_sentence():
        kept = [tag_as_kept(tag) for tag in tags]
    for tag in kept:
        listed.setdefault(tag.casefold(), tag)
    return [*dict.fromkeys(listed[tag.casefold()] for tag in kept)]
