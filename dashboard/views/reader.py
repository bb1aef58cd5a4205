"""Who is reading. On one person's own computer there is nobody else."""

from dashboard.domain.reader import SINGLE_USER, Reader


def current_reader() -> Reader:
    return SINGLE_USER
