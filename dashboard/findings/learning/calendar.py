"""What comes round again and is due within 14 days, in one sentence."""

from collections.abc import Sequence
from datetime import date

from dashboard.domain.learning.post import SOON_DAYS, USUALLY_COMES_ROUND, Recurring
from dashboard.domain.periods import day_in_words
from dashboard.findings.words import count_of, listed


def coming_in_words(recurring: Sequence[Recurring], today: date) -> str:
    """Empty where nothing is due. What has passed is told with its day, and never as anybody's fault."""
    due = sorted((each for each in recurring if each.is_due(today)), key=lambda each: each.next_on or today)
    if not due:
        return ""
    told = [f"{each.what} ({_when(each.next_on, today)})" for each in due]
    return f"Due within {SOON_DAYS} days, or not marked as done: {listed(told, len(told))}."


def usual_and_not_kept(recurring: Sequence[Recurring]) -> str:
    """What most officers have in their calendar and this one does not, in one sentence; empty where none of it is missing."""
    kept = {each.what.casefold() for each in recurring}
    missing = [
        f"{what} (every {every})" for what, every in USUALLY_COMES_ROUND if what.casefold() not in kept
    ]
    return f"Usual, and not kept yet: {listed(missing, len(missing))}." if missing else ""


def _when(day: date | None, today: date) -> str:
    if day is None or day == today:
        return "today"
    days = count_of(abs((day - today).days), "day")
    return f"{day_in_words(day)}, in {days}" if day > today else f"{day_in_words(day)}, {days} ago"
