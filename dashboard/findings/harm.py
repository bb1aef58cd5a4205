"""Harm: the mix by month with the count of moderate and above, the levels of the period, and their list."""

from collections.abc import Sequence
from datetime import date

from dashboard.charts.frame import Picture
from dashboard.charts.harm import by_month, levels
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import month_in_words
from dashboard.domain.rows import HarmfulIncident, NearMisses
from dashboard.domain.words import FATAL_IN_FULL, GRADED, MODERATE_AND_ABOVE, HarmLevel
from dashboard.findings.asking import Asking
from dashboard.findings.breaks import spans_a_break
from dashboard.findings.words import count_of, were
from dashboard.measures.harm import HarmByMonth, HarmMix, harm_by_month, harm_mix, in_per_cent
from dashboard.measures.months import MonthState
from dashboard.measures.rules import rule_in_words
from dashboard.measures.series import COUNTED, Series, missing_in_words
from dashboard.measures.special_causes import whole_range
from dashboard.stats import Direction, Rule

APPROVED = "finally approved"


def mix_of_period(asking: Asking) -> HarmMix:
    return harm_mix(asking.rows("incidents_by_harm_level"))


def mix_by_month(asking: Asking) -> HarmByMonth:
    return harm_by_month(asking.rows("incidents_by_month_and_harm_level"), asking.months)


def mix_sentence(mix: HarmMix) -> str:
    """Of the graded, each level by count; fatal in full; those without a grade named."""
    if not mix.all_incidents:
        return "No incident matches what is asked."
    if not mix.graded:
        return f"None of the {count_of(mix.all_incidents, 'incident')} has a grade of harm yet."
    none = mix.count(HarmLevel.NO_HARM)
    parts = [f"{none:,} ({in_per_cent(100 * none / mix.graded)}) {were(none)} no harm"]
    parts += [
        f"{mix.count(level):,} {level.value.lower()}"
        for level in (HarmLevel.LOW, HarmLevel.MODERATE, HarmLevel.SEVERE)
    ]
    fatal = mix.count(HarmLevel.FATAL)
    last = (
        f" and {fatal:,} {'is' if fatal == 1 else 'are'} {FATAL_IN_FULL}"
        if fatal
        else " and none is recorded as fatal"
    )
    apart = [
        f"{mix.count(level):,} {'has' if mix.count(level) == 1 else 'have'} {words}"
        for level, words in (
            (HarmLevel.NOT_RECORDED, "no harm recorded yet"),
            (HarmLevel.NOT_APPLICABLE, "no patient, so that harm is not applicable"),
        )
        if mix.count(level)
    ]
    tail = "; " + "; ".join(apart) if apart else ""
    return f"Of the {mix.graded:,} graded for harm, {', '.join(parts)}{last}{tail}."


def moderate_series(asking: Asking, by: HarmByMonth) -> Series:
    return asking.judged("Moderate and above", COUNTED, by.moderate_and_above(), direction=Direction.DECREASE)


def moderate_sentence(asking: Asking, mix: HarmMix, series: Series) -> str:
    """The newest month's count of moderate and above, against what is usual, and how many are not finally approved."""
    newest = series.newest
    if newest is None or newest.incidents is None:
        return (
            f"Moderate and above: {mix.moderate_and_above:,} of {count_of(mix.all_incidents, 'incident')}; "
            "no month is complete, so none is compared."
        )
    month = month_in_words(newest.month)
    usual = series.usual(newest)
    whose = "for what is asked" if asking.about() else "for this trust"
    process = newest.process
    if usual and process and process.signal and process.rule is not Rule.OUTSIDE:
        # a run or a trend lies inside the limits: 5 is not more than usual where 3 to 7 is
        words = f"{rule_in_words(process.rule, series.rules)}, where {whole_range(*usual)} a month is usual {whose}"
    elif usual and process and process.signal:
        side = "more" if newest.incidents > (process.centre or 0) else "fewer"
        words = f"{side} than usual {whose} ({whole_range(*usual)} a month)"
    elif usual:
        words = f"usual {whose} ({whole_range(*usual)} a month)"
    else:
        before = [
            point.incidents for point in series.points if point.incidents is not None and point is not newest
        ]
        words = f"{min(before)} to {max(before)} in the other months" if before else "the only month"
    sentence = f"Moderate and above: {newest.incidents:,} in {month}, {words}"
    waiting = _not_finally_approved(asking, newest.month)
    return f"{sentence}; {waiting}." if waiting else f"{sentence}."


def _not_finally_approved(asking: Asking, month) -> str:
    """'2 of the 5 are not yet finally approved', where the extract says anything about approval."""
    rows = [row for row in harmful(asking) if row.dated_on and row.dated_on.replace(day=1) == month]
    said = [row for row in rows if row.status != "Not recorded"]
    waiting = [row for row in said if row.status.lower() != APPROVED]
    if not said or not waiting:
        return ""
    verb = "is" if len(waiting) == 1 else "are"
    return f"{len(waiting)} of the {len(rows)} {verb} not yet finally approved in the source system"


def harmful(asking: Asking) -> list[HarmfulIncident]:
    return asking.rows("moderate_and_above")


def asked_of_harmful(asking: Asking) -> IncidentFilter:
    """What is asked, narrowed to those of moderate harm and above."""
    of_harm = tuple(level.value for level in MODERATE_AND_ABOVE)
    kept = tuple(level for level in asking.asked.harm or of_harm if level in of_harm)
    return asking.asked.narrowed(harm=kept or of_harm)


def by_month_picture(asking: Asking, by: HarmByMonth, mix: HarmMix) -> Picture:
    return by_month(
        by,
        asking.standing,
        sentence=mix_sentence(mix),
        caption=_caption(asking, by),
        happened=asking.drawn,
    )


def _caption(asking: Asking, by: HarmByMonth) -> str:
    counted = [row for row in by.months if row.moderate_and_above is not None]
    if not counted:
        return "No month has a figure."
    complete = [row for row in counted if row.state is MonthState.COUNTED]
    return " ".join(
        part
        for part in (
            f"Stacked bars of {count_of(len(counted), 'month')}{asking.about()}: the share of each level among graded "
            "incidents; beneath, the count of moderate and above.",
            _newest_and_most([(row.month, row.moderate_and_above or 0) for row in complete]),
            missing_in_words(asking.months),
        )
        if part
    )


def _newest_and_most(counts: Sequence[tuple[date, int]]) -> str:
    """'3 in September 2026; most, 8, in April 2025 and 2 other months.' of complete months; empty where there is none."""
    if not counts:
        return ""
    newest, count = counts[-1]
    most = max(number for _, number in counts)
    first, *others = [month for month, number in counts if number == most]
    also = f" and {count_of(len(others), 'other month')}" if others else ""
    peak = f"; most, {most:,}, in {month_in_words(first)}{also}" if most else ", and none in any other month"
    return f"{count:,} in {month_in_words(newest)}{peak if len(counts) > 1 else ''}."


def share_sentence(mix: HarmMix) -> str:
    """Moderate and above as a count and a share of the graded; how many have no grade."""
    if not mix.graded:
        return "No incident has a grade of harm yet."
    share = in_per_cent(100 * mix.moderate_and_above / mix.graded)
    ungraded = mix.all_incidents - mix.graded
    tail = (
        f"; {ungraded:,} of all {mix.all_incidents:,} have no grade"
        if ungraded
        else "; every incident has a grade"
    )
    return f"{mix.moderate_and_above:,} of {mix.graded:,} graded ({share}) {were(mix.moderate_and_above)} moderate or above{tail}."


def near_miss_sentence(asking: Asking) -> str:
    """How many did not reach the patient, where the source says so: a mark beside no harm, not a level of it."""
    found: NearMisses = asking.rows("near_misses")[0]
    if not found.near_misses and not found.reached:
        return "Near misses: these extracts do not say whether the patient was reached."
    said = found.near_misses + found.reached
    return (
        f"Near misses: {found.near_misses:,} did not reach the patient, of {said:,} for which the extract says it; "
        f"for {found.not_said:,} it does not say."
    )


def levels_picture(asking: Asking, mix: HarmMix) -> Picture:
    words = {
        HarmLevel.FATAL: FATAL_IN_FULL,
        HarmLevel.NOT_RECORDED: "harm not yet recorded",
        HarmLevel.NOT_APPLICABLE: "harm not applicable",
    }
    order = (*GRADED, HarmLevel.NOT_RECORDED, HarmLevel.NOT_APPLICABLE)
    caption = "; ".join(
        f"{words.get(level, level.value)}: {mix.label(level)}" for level in order if mix.count(level)
    )
    return levels(
        mix,
        asking.standing,
        sentence=share_sentence(mix),
        caption=f"Bars of counts{asking.about()}. {caption}. {spans_a_break(asking)}".rstrip(),
    )
