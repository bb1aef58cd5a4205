"""Who is reading. On one person's own computer there is nobody else."""

from dashboard.domain.copied import reader_there
from dashboard.domain.reader import SINGLE_USER, Reader
from dashboard.views.store_seen import real_store


def named(who: str) -> str:
    """Who did something, as a person reads it."""
    return "you" if who == SINGLE_USER.id else who


def current_reader() -> Reader:
    return reader_there(SINGLE_USER, real_store())
