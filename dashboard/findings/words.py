"""Numbers as people read them: shares, ranges, lists, and the caveats that stand beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import month_in_words
from dashboard.domain.words import FATAL_IN_FULL, HarmLevel, SourceSystem

RATE_CAVEAT = "A high rate is not unsafe, a low rate is not safe."
RECORDED_CAVEAT = (
    "These are incidents that staff recorded, not all that happened. More recording is not less safety."
)

SOURCES = {source.value: source.label for source in SourceSystem}
"""Source systems as people name them."""

LABELS = SOURCES | {HarmLevel.FATAL.value: FATAL_IN_FULL}
"""What a filter's values are called where they are not called as they are written."""


@dataclass(frozen=True)
class Sentence:
    """A sentence and the page that it leads to (a page's path) with the words of the link; no page, no link.

    asked: what the link asks there, where that is not what the page with the sentence asks.
    """

    text: str
    page: str = ""
    link: str = ""
    asked: IncidentFilter | None = None


def count_of(number: int, one: str, many: str | None = None) -> str:
    """'1 incident', '2,412 incidents'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def were(number: int) -> str:
    return "was" if number == 1 else "were"


def in_the_others(least: str, most: str) -> str:
    """'2 to 5 in the other months', and '1 in each of the others' where all are the same."""
    return f"{least} in each of the others" if least == most else f"{least} to {most} in the other months"


def age_in_words(days: int) -> str:
    """'today', '1 day ago', '12 days ago'; a day that is still to come counts as today."""
    return f"{count_of(days, 'day')} ago" if days > 0 else "today"


def interval(lower: float, upper: float, decimals: int = 1) -> str:
    return f"{lower:.{decimals}f} to {upper:.{decimals}f}"


def listed(items: Sequence[str], shown: int = 4) -> str:
    """'A, B and C', or 'A, B, C and 5 more'."""
    if len(items) > shown:
        return f"{', '.join(items[: shown - 1])} and {len(items) - shown + 1} more"
    if len(items) > 1:
        return f"{', '.join(items[:-1])} and {items[-1]}"
    return "".join(items)


def month_name(month: date, newest: date | None) -> str:
    """'September', with its year where it is not within the eleven months before the newest."""
    words = month_in_words(month)
    if newest and 0 <= (newest.year - month.year) * 12 + newest.month - month.month < 11:
        return words.split()[0]
    return words
