"""The officer's post: what is done on coming and on leaving, whom to know, and what comes round again."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dashboard.domain.learning.card import TITLE_LENGTH
from dashboard.domain.learning.written import MOST_LETTERS


@dataclass(frozen=True)
class ChecklistStep:
    """One step of a checklist, by the key that the program knows it by. `done_on` None: not done yet."""

    step: str
    done_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Contact:
    """Somebody to know, or where the post is registered."""

    what: str = field(metadata={MOST_LETTERS: TITLE_LENGTH})
    name: str = field(default="", metadata={MOST_LETTERS: TITLE_LENGTH})
    address: str = field(default="", metadata={MOST_LETTERS: TITLE_LENGTH})
    telephone: str = field(default="", metadata={MOST_LETTERS: TITLE_LENGTH})
    note: str = ""
    registered_on: date | None = None


class Every(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


@dataclass(frozen=True)
class Recurring:
    """What comes round again, and when next."""

    what: str = field(metadata={MOST_LETTERS: TITLE_LENGTH})
    every: Every = Every.MONTH
    next_on: date | None = None
    note: str = ""
