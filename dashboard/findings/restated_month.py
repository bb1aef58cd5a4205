"""One restated month in words: the page of the ledger, the import before it is stored and the command line say the same."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from dashboard.domain.words import GRADED
from dashboard.findings.words import count_of, month_name
from dashboard.measures.quality import moved

NEW_TO_THE_COUNT = frozenset({"first covered by this extract", "without a full date"})
"""A month (or the group without a full date) that held nothing before is counted for the first time, not restated."""

MORE = NEW_TO_THE_COUNT | {
    "recorded late",
    "re-categorised as medication",
    "re-categorised as an incident",
    "no longer rejected in the source system",
    "in the listing again",
    "date of incident moved here",
    "counted from this system now",
    "counted again",
    "counted from another system before",
}
FEWER = frozenset(
    {
        "undone",
        "withdrawn",
        "re-categorised as not medication",
        "re-categorised as another kind of event",
        "rejected in the source system",
        "date of incident moved away",
        "counted from another system now",
        "an incident was erased",
        "past the time that it is kept for",
    }
)
"""The reasons of queries/register/fold_ledger.sql, whose words say themselves whether a month gained or lost; any other,
or one with the other sign, is said with 'more' or 'fewer'."""

ADDED, NO_LONGER = "added", "no longer counted"
CAME_IN, WENT_OUT = "came in by a change", "went out by a change"
BETWEEN_EDITIONS = frozenset({ADDED, NO_LONGER, CAME_IN, WENT_OUT})
"""What two editions tell of an incident where the ledger cannot: under a filter. Each says itself whether a month gained or lost."""

PHRASED = {
    "date of incident moved here": "moved here from another month",
    "date of incident moved away": "moved to another month",
    "without a full date": "new",
    "undone": "taken back by the undo",
}
"""Reasons that do not follow a number as they stand."""

Reasons = Sequence[tuple[str, int]]
Regrades = Sequence[tuple[str, str, int]]


def restated_sentence(
    month: date | None, newest: date | None, before: int, after: int, reasons: Reasons, regrades: Regrades
) -> str:
    """'September was 41, now 47: 5 recorded late, 1 withdrawn. Of the 47, 3 changed harm grade: 2 down, 1 up.'

    `month` is None for the incidents without a full date; a month far from the `newest` one has its year. `regrades` are
    (harm before, harm now, incidents).
    """
    name = month_name(month, newest) if month else "The count without a full date"
    why = reasons_in_words(reasons)
    if before < 0:
        start = f"{name}: {why}. The ledger does not add up to the {after:,} counted now; publish again"
    elif is_first_count(before, reasons):
        start = (
            f"{name} is covered for the first time: {count_of(after, 'incident')}"
            if month
            else f"{count_of(after, 'incident')} without a full date {'is' if after == 1 else 'are'} counted for the first time"
        )
    elif not reasons:
        start = f"{name} is still {after:,}"
    elif before == after:
        start = f"{name} was {before:,} and still is: {why}"
    else:
        start = f"{name} was {before:,}, now {after:,}: {why}"
    grades = _grades_in_words(regrades)
    return f"{start}. Of the {after:,}, {grades}." if grades else f"{start}."


def is_first_count(before: int, reasons: Reasons) -> bool:
    return before == 0 and bool(reasons) and all(reason in NEW_TO_THE_COUNT for reason, _ in reasons)


def together(changes: Reasons) -> tuple[tuple[str, int], ...]:
    """Rows of one reason and sign as one; what was gained first, the most first."""
    sums: defaultdict[tuple[str, bool], int] = defaultdict(int)
    for reason, incidents in changes:
        sums[reason, incidents > 0] += incidents
    found = [(reason, incidents) for (reason, _), incidents in sums.items() if incidents]
    return tuple(sorted(found, key=lambda pair: (pair[1] < 0, -abs(pair[1]), pair[0])))


def reasons_in_words(reasons: Reasons) -> str:
    return ", ".join(reason_in_words(reason, incidents) for reason, incidents in reasons)


def reason_in_words(reason: str, incidents: int) -> str:
    """'5 recorded late', '1 withdrawn', '3 fewer (recorded late)'."""
    says_so = MORE if incidents > 0 else FEWER
    if reason in says_so or reason in BETWEEN_EDITIONS:
        return f"{abs(incidents):,} {PHRASED.get(reason, reason)}"
    return f"{abs(incidents):,} {'more' if incidents > 0 else 'fewer'} ({reason})"


def _grades_in_words(regrades: Regrades) -> str:
    """'3 changed harm grade: 2 down, 1 up'; empty where none did."""
    if not regrades:
        return ""
    return (
        f"{sum(incidents for _, _, incidents in regrades):,} changed harm grade: {grades_in_words(regrades)}"
    )


def grades_in_words(regrades: Regrades) -> str:
    """'2 down, 1 up', with those that got or lost a grade named apart."""
    down, up, graded, ungraded, other = 0, 0, 0, 0, 0
    for before, now, incidents in regrades:
        direction = moved(before, now)
        down += incidents if direction < 0 else 0
        up += incidents if direction > 0 else 0
        if direction == 0:
            graded += incidents if now in GRADED and before not in GRADED else 0
            ungraded += incidents if before in GRADED and now not in GRADED else 0
            other += incidents if before not in GRADED and now not in GRADED else 0
    parts = [
        f"{count:,} {words}"
        for count, words in (
            (down, "down"),
            (up, "up"),
            (graded, "graded for the first time"),
            (ungraded, "no longer graded"),
            (other, "still without a grade"),
        )
        if count
    ]
    return ", ".join(parts)
