"""What a person chooses before a pack is made: for which period, for whom; in words."""

from dashboard.domain.pack_period import PackPeriod, newest_complete
from dashboard.domain.periods import months_later
from dashboard.domain.reader import INTERNAL_MARK, Profile
from dashboard.findings.asking import Asking
from dashboard.reports.templates import PackTemplate, period_of

MOST_PERIODS = 36

RULE = (
    "1 to 7 are said to be too few to show, the other figures go to the nearest 5, shares are worked out from the rounded figures, and "
    "no incident is listed"
)
FOR_WHOM = {
    Profile.INTERNAL: (
        f"Exact figures, for the committee, the director and the closed part of a board. On every page: '{INTERNAL_MARK}'"
    ),
    Profile.SHARED: f"For people outside the trust with whom you have agreed it: {RULE}.",
    Profile.PUBLISHED: f"For anybody: {RULE}.",
}
"""What each profile does to small numbers."""


def periods_of(template: PackTemplate, asking: Asking) -> tuple[PackPeriod, ...]:
    """The complete periods of the template's unit that the edition's calendar covers from their first month on, newest first; the
    newest alone where it covers none so. None at all where no month is complete.
    """
    newest = period_of(template, asking)
    if newest is None:
        return ()
    begins = min(row.month for row in asking.calendar)
    found = [newest]
    while len(found) < MOST_PERIODS:
        before = newest_complete(template.unit, months_later(found[-1].days.first, -1))
        if before.days.first < begins:
            break
        found.append(before)
    return tuple(found)


def template_in_words(template: PackTemplate) -> str:
    """For whom it is, and how far back it looks."""
    alone = " There is none for others." if template.is_internal else ""
    return f"For {template.for_whom}; its pictures by month show {template.months} months, where there are so many.{alone}"
