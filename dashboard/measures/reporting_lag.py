"""When a month counts as complete, by the trust's own curve of late reporting; what its count will come to, in words."""

from collections.abc import Sequence
from datetime import date, timedelta

from dashboard.domain.incident_filter import Basis
from dashboard.domain.periods import last_day
from dashboard.domain.rows import DelayCount, EditionFacts
from dashboard.stats import ExpectedCount, NoCurve, ReportingCurve, reporting_curve

SHARE_WORDS = (
    (0.925, "more than 9 in 10"),
    (0.85, "about 9 in 10"),
    (0.775, "about 4 in 5"),
    (0.725, "about 3 in 4"),
    (0.65, "about 7 in 10"),
    (0.55, "about 6 in 10"),
    (0.45, "about half"),
    (0.35, "about 4 in 10"),
    (0.275, "about 3 in 10"),
    (0.225, "about 1 in 4"),
    (0.15, "about 1 in 5"),
    (0.05, "about 1 in 10"),
    (0.0, "fewer than 1 in 20"),
)
"""From this share on, in words. A share of a young month is not known to the per cent, so no per cent is said."""


def learnt_curve(rows: Sequence[DelayCount]) -> ReportingCurve | NoCurve:
    """The trust's own curve, or why there is none."""
    return reporting_curve(
        [row.occurred_on.toordinal() for row in rows],
        [row.days_until_reported for row in rows],
        [row.seen_until.toordinal() for row in rows],
        [row.incidents for row in rows],
    )


def completeness_of(month: date, facts: EditionFacts, curve: ReportingCurve | None) -> float | None:
    """The share (0 to 1) of a month's incidents that is expected to have been reported; None without a curve or before its
    end. The day on which the extract was run was seen only in part and counts as not seen.
    """
    if curve is None or facts.newest_as_at is None or facts.newest_as_at <= last_day(month):
        return None
    seen = facts.newest_as_at - timedelta(days=1) - last_day(month)
    return curve.completeness(last_day(month).day, seen.days)


def is_filling_up(month: date, facts: EditionFacts, curve: ReportingCurve | None, basis: Basis) -> bool:
    """Whether more is expected in this month. By date reported nothing comes once the extract speaks for its last day."""
    if facts.newest_as_at is None:
        return False
    if basis is Basis.REPORTED or facts.newest_as_at < last_day(month):
        return facts.newest_as_at < last_day(month)
    if curve is None or facts.complete_from_percent is None:
        return facts.newest_as_at < last_day(month) + timedelta(days=facts.filling_up_days)
    share = completeness_of(month, facts, curve)
    return share is None or 100 * share < facts.complete_from_percent


def share_in_words(share: float) -> str:
    """'about 9 in 10' of a share between 0 and 1."""
    return next(words for least, words in SHARE_WORDS if share >= least)


def expected_in_words(recorded: int, expected: ExpectedCount) -> str:
    """'187 recorded, about 208 expected in the end (198 to 222)'."""
    return (
        f"{recorded:,} recorded, about {expected.expected:,.0f} expected in the end "
        f"({expected.lower:,.0f} to {expected.upper:,.0f})"
    )
