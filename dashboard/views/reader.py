"""Who is reading. On one person's own computer there is nobody else."""

from dashboard.domain.reader import SINGLE_USER, Reader
from dashboard.views.names import known_name


def named(who: str) -> str:
    """Who did something, as a person reads it."""
    reader = current_reader()
    return "you" if who in (SINGLE_USER.id, reader.id) else known_name(who, reader)


def current_reader() -> Reader:
    return SINGLE_USER
