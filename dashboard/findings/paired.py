"""Recording and harm read together, always with the count: more recording is not worse care, and it is no proof of safer care."""

import math
from datetime import date

from dashboard.domain.periods import month_in_words
from dashboard.findings.asking import Asking
from dashboard.findings.rates import Reporting
from dashboard.findings.words import count_of, in_the_others, were
from dashboard.measures.months import MonthState
from dashboard.measures.series import Series
from dashboard.measures.special_causes import whole_range

APART = 0.05
"""A month within 5 % of the average is called about as many."""

MORE, SAME, FEWER = "more", "same", "fewer"

READINGS = {
    (MORE, SAME): "That is what better reporting looks like; it is not proof of safer care.",
    (MORE, MORE): "More of both: read the cases. More recording alone would bring mostly incidents without harm.",
    (MORE, FEWER): "That is what better reporting with less harm would look like; it is not proof of it. Read the cases, and ask "
    "whether grading has changed.",
    (SAME, SAME): "Nothing here calls for a question beyond the usual ones.",
    (SAME, MORE): "As many were recorded and more of them did harm: read the cases, and ask whether grading has changed.",
    (SAME, FEWER): "As many were recorded and fewer of them did harm: ask whether grading has changed before anything is made "
    "of it.",
    (FEWER, SAME): "Less was recorded while harm was as usual: ask first whether recording has become harder.",
    (FEWER, MORE): "Less was recorded and more of it did harm: read the cases, and ask whether incidents without harm are still "
    "recorded.",
    (FEWER, FEWER): "Less of both: it may be less harm, or less recording. Ask which before anything is made of it.",
}  # fmt: skip
_RECORDED = {MORE: "More incidents were recorded", SAME: "About as many incidents as usual were recorded", FEWER: "Fewer incidents were recorded"}  # fmt: skip
NO_READING = "There are no limits for the monthly figure yet, so whether either count is more or fewer than usual cannot be told from chance."
SOMEWHAT_FEWER = "Somewhat fewer incidents, within the usual range, were recorded"
_HARMFUL = {MORE: "more than usual", SAME: "about the same number", FEWER: "fewer than usual"}


def paired_sentence(asking: Asking, found: Reporting, moderate: Series) -> str:
    """'More incidents were recorded (204 in September 2026, was about 190 a month) and about the same number were moderate or
    above (5, usually 3 to 7). ...' Empty where the newest month cannot be compared, and under a filter of harm level.

    Recording is compared with the average since the last break of the complete months before (fewer only where the month stands
    out); harm with its usual range, or with what the other months had where there are too few for limits.
    """
    newest, harm = found.series.newest, moderate.newest
    if newest is None or harm is None or newest.month != harm.month or asking.asked.harm is not None:
        return ""  # with some levels of harm alone, neither count is what it is called
    begins = max((each.month for each in found.series.breaks if each.month <= newest.month), default=None)
    before = [
        point.incidents
        for point in found.series.points
        if point.month in set(asking.months.counted)
        and point.incidents is not None
        and point.month < newest.month
        and (begins is None or point.month >= begins)
    ]
    usual = (moderate.usual(harm) if newest.process else None) or _others(moderate)
    if len(before) < 3 or usual is None or newest.incidents is None or harm.incidents is None:
        return ""
    average = math.fsum(before) / len(before)
    if newest.process is None:
        return _without_limits(newest.incidents, newest.month, average, harm.incidents, usual)
    apart = newest.incidents - average
    unusual = bool(newest.process and newest.process.signal)
    recorded, words = SAME, _RECORDED[SAME]
    if apart > APART * average:
        recorded, words = MORE, _RECORDED[MORE]
    elif apart < -APART * average:
        # fewer, inside the limits, asks for nothing: a month of little chance would be read as people recording less
        recorded, words = (FEWER, _RECORDED[FEWER]) if unusual else (SAME, SOMEWHAT_FEWER)
    harmful = SAME
    if not usual[0] <= harm.incidents <= usual[1]:
        harmful = MORE if harm.incidents > usual[1] else FEWER
    joined = (
        "and" if (recorded, harmful) in ((MORE, SAME), (SAME, SAME), (MORE, MORE), (FEWER, FEWER)) else "but"
    )
    return (
        f"{words} ({newest.incidents:,} in {month_in_words(newest.month)}, was about {average:,.0f} a month) {joined} "
        f"{_HARMFUL[harmful]} were moderate or above ({harm.incidents:,}, usually {whole_range(*usual)}). "
        f"{READINGS[recorded, harmful]}"
    )


def _without_limits(
    recorded: int, month: date, average: float, harmful: int, others: tuple[float, float]
) -> str:
    """Both counts beside those of the other months, and no reading of them."""
    least, most = (f"{count:,.0f}" for count in others)
    return (
        f"{count_of(recorded, 'incident')} {were(recorded)} recorded in {month_in_words(month)}, where the months before had about "
        f"{average:,.0f} on average, and {harmful:,} {were(harmful)} moderate or above ({in_the_others(least, most)}). {NO_READING}"
    )


def _others(moderate: Series) -> tuple[float, float] | None:
    """Least and most of the other complete months."""
    newest = moderate.newest
    others = [
        point.incidents
        for point in moderate.points
        if point is not newest and point.incidents is not None and point.state is MonthState.COUNTED
    ]
    return (float(min(others)), float(max(others))) if others else None
