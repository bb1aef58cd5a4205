"""Breaks in the series in words: the switch to LFPSE, what is recorded near a month, and what seems to ask for a break."""

from collections.abc import Sequence
from datetime import date

from dashboard.domain.dated import SWITCH, DatedKind
from dashboard.domain.periods import day_in_words, month_in_words
from dashboard.domain.rows import DatedRow
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.words import listed
from dashboard.measures.months import Happened, MonthState
from dashboard.measures.series import Series
from dashboard.stats import change_of_level

NEAR_MONTHS = 2
SURE_ENOUGH = 0.01
"""Chance alone asks in fewer than 1 of 100 stable series of 12 to 60 months (1,000 Poisson series each of averages 4, 8, 40)."""


def switch_row(asking: Asking) -> DatedRow | None:
    """The switch from NRLS to LFPSE as this edition draws it, if it does."""
    return next((row for row in _breaks(asking) if row.label == SWITCH and row.recorded_on is None), None)


def switch_sentence(asking: Asking, as_set: date | None) -> str:
    """The day of the switch and where it comes from."""
    drawn = switch_row(asking)
    if as_set:
        unlike = drawn is None or drawn.dated_on != as_set
        later = " This edition was published before that; the next one draws it." if unlike else ""
        return f"The switch from NRLS to LFPSE is drawn on {day_in_words(as_set)}: the day that your trust named.{later}"
    if drawn:
        return (
            f"The switch from NRLS to LFPSE is drawn on {day_in_words(drawn.dated_on)}: the first month that is counted from "
            "LFPSE after months that are counted from NRLS."
        )
    return (
        "No switch from NRLS to LFPSE is drawn: no month is counted from LFPSE after one from NRLS, and your trust has named no "
        "day. If your own listing reaches back before the switch, name its day: the form and the definitions of harm changed."
    )


def scope_words(site: str | None, division: str | None, drug_class: str | None, wards: str = "") -> str:
    """'whole trust', or what a record is about: 'Northgate, Insulins, Ward 7; Ward 8'."""
    return ", ".join(part for part in (site, division, drug_class, wards) if part) or "whole trust"


def question_about_change(asking: Asking, series: Series) -> str:
    """A question where the level of a series seems to have changed since its last break; empty where it does not.

    Pettitt's test on the counted months, at p < 0.01. So it asks from 16 months on, and seven or more lie on either side of a
    change: a break that is recorded within two months of it is never asked about. It only asks; nothing is rebased by it.
    """
    begins = max((each.month for each in series.breaks), default=date.min)
    looked_at = [
        point for point in series.points if point.state is MonthState.COUNTED and point.month >= begins
    ]
    found = change_of_level([point.value for point in looked_at])
    if found is None or found.p >= SURE_ENOUGH:
        return ""
    month, digits = looked_at[found.at].month, series.decimals
    near = _near(asking.happened, month, NEAR_MONTHS)
    known = f" {recorded_near(asking.happened, month)}" if near else ""
    return (
        f"Something seems to have changed around {month_in_words(month)}: on average "
        f"{found.before:.{digits}f} before, {found.after:.{digits}f} after. What happened in {month_in_words(month)}?{known} Nothing is rebased by this: if you know the "
        "reason, record a break."
    )


def recorded_near(happened: Sequence[Happened], month: date, months: int = NEAR_MONTHS) -> str:
    """What is recorded within so many months of a month, for the sentence of a special cause."""
    near = _near(happened, month, months)
    if not near:
        return "No break or action is recorded near it."
    return f"Recorded near it: {listed([each.named() for each in near])}."


def nothing_recorded_near(happened: Sequence[Happened], month: date) -> bool:
    """Whether nothing dated (annotation, break, start of an action, alert) lies within two months of a month."""
    return not _near(happened, month, NEAR_MONTHS)


def spans_a_break(asking: Asking) -> str:
    """What is to be known of a figure of the whole period where a break lies inside it; empty where none does."""
    inside = [
        f"{each.label}, {day_in_words(each.dated_on)}"
        for each in asking.happened
        if each.is_break and asking.months.counted and each.month > asking.months.counted[0]
    ]
    if not inside:
        return ""
    what = "a break" if len(inside) == 1 else "breaks"
    return f"These figures put together what was before and after {what} ({'; '.join(inside)})."


def _breaks(asking: Asking) -> list[DatedRow]:
    return [row for row in asking.rows("dated_records", EVERYTHING) if row.kind == DatedKind.BREAK]


def _near(happened: Sequence[Happened], month: date, months: int) -> list[Happened]:
    return [each for each in happened if abs(_months_apart(each.month, month)) <= months]


def _months_apart(one: date, other: date) -> int:
    return (one.year - other.year) * 12 + one.month - other.month
