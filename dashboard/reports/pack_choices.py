"""What a person chooses before a pack is made: for which period, for whom; in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.domain.pack_period import PackPeriod, newest_complete
from dashboard.domain.periods import months_later
from dashboard.domain.reader import INTERNAL_MARK, Profile
from dashboard.findings.asking import Asking
from dashboard.measures.protected import RULES, rule_in_words
from dashboard.reports.pack import Look
from dashboard.reports.templates import PackTemplate, period_of
from dashboard.stats.disclosure import DisclosureRule

MOST_PERIODS = 36

FOR_WHOM = {
    Profile.INTERNAL: (
        f"Exact figures, for the committee, the director and the closed part of a board. On every page: '{INTERNAL_MARK}'"
    ),
    Profile.SHARED: "For people outside the trust with whom you have agreed it.",
    Profile.PUBLISHED: "For anybody.",
}


@dataclass(frozen=True)
class AsSet:
    """What the trust's settings say of packs: their looks, and for those that go to others the rule and whether sites are named."""

    look: Look
    rule: DisclosureRule
    sites_may_be_named: bool

    @classmethod
    def of_settings(cls, held: Mapping[str, object]) -> "AsSet":
        rule = RULES[str(held["disclosure_rule"])]
        return cls(Look.of_settings(held), rule, held["published_sites"] == "yes")


def profile_in_words(profile: Profile, rule: DisclosureRule) -> str:
    """For whom it is, and what it does to small numbers."""
    if profile.is_exact:
        return FOR_WHOM[profile]
    return f"{FOR_WHOM[profile]} {rule_in_words(rule)} No incident is listed."


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
    return f"For {template.for_whom}. Its pictures by month go back {template.months} months, or as far as the data do."
