"""The officer's post: what is done on coming and on leaving, whom to know, and what comes round again."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from dashboard.domain.learning.card import TITLE_LENGTH
from dashboard.domain.learning.written import MOST_LETTERS
from dashboard.domain.periods import last_day, month_of, months_later

SOON_DAYS = 14


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


MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}


USUALLY_COMES_ROUND = (
    ("Medication safety committee", Every.MONTH),
    ("Meeting of the network of medication safety officers", Every.MONTH),
    ("Quarterly report to the board", Every.QUARTER),
    ("Occurrence report on controlled drugs", Every.QUARTER),
    ("Annual report", Every.YEAR),
)
"""What most officers have in their calendar. The occurrence report is asked for each quarter (Controlled Drugs (Supervision of Management
and Use) Regulations 2013); the others are as the trust has them."""


@dataclass(frozen=True)
class Recurring:
    """What comes round again, and when next. `on_day` is the day of the month on which it falls where the month has one (0: that of
    `next_on`), `done_on` when it was last done."""

    what: str = field(metadata={MOST_LETTERS: TITLE_LENGTH})
    every: Every = Every.MONTH
    next_on: date | None = None
    note: str = ""
    on_day: int = 0
    done_on: date | None = None

    def moved_on(self, done_on: date) -> "Recurring":
        """The next one by its period, however late this one was done. A day that a month does not have falls on its last day and comes
        back in a month that has it: 31 January, 28 February, 31 March."""
        if self.next_on is None:
            return replace(self, done_on=done_on)
        day = self.on_day or self.next_on.day
        month = months_later(month_of(self.next_on), MONTHS[self.every])
        return replace(
            self,
            next_on=month.replace(day=min(day, last_day(month).day)),
            on_day=day,
            done_on=done_on,
        )

    def is_due(self, today: date) -> bool:
        """Whether its day has come or comes within 14 days."""
        return self.next_on is not None and self.next_on <= today + timedelta(days=SOON_DAYS)
