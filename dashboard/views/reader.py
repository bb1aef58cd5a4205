"""Who is reading. On one person's own computer there is nobody else."""

from dashboard.domain.reader import SINGLE_USER, Reader


def named(who: str) -> str:
    """Who did something, as a person reads it."""
    return "you" if who == SINGLE_USER.id else who


def current_reader() -> Reader:
    return SINGLE_USER
