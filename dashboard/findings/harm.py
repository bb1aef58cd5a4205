"""Harm: the mix by month with the count of moderate and above, the levels of the period, and their list."""

from collections.abc import Sequence
from datetime import date

from dashboard.charts.frame import Picture
from dashboard.charts.harm import by_month, kept_by_month, levels
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import month_in_words
from dashboard.domain.rows import HarmDay, HarmfulIncident, NearMisses
from dashboard.domain.words import FATAL_IN_FULL, GRADED, MODERATE_AND_ABOVE, HarmLevel
from dashboard.findings.approval import approval_of_month
from dashboard.findings.asking import Asking
from dashboard.findings.breaks import spans_a_break
from dashboard.findings.words import count_of, in_the_others, listed, were
from dashboard.measures.harm import HarmByMonth, HarmMix, harm_by_month, harm_mix, in_per_cent
from dashboard.measures.months import MonthState
from dashboard.measures.rules import rule_in_words
from dashboard.measures.series import COUNTED, Series, missing_in_words
from dashboard.measures.special_causes import whole_range
from dashboard.stats import Direction, Rule


def mix_of_period(asking: Asking) -> HarmMix:
    return harm_mix(asking.rows("incidents_by_harm_level"), asking.asked.harm)


def mix_by_month(asking: Asking) -> HarmByMonth:
    return harm_by_month(asking.rows("incidents_by_month_and_harm_level"), asking.months)


def mix_sentence(mix: HarmMix) -> str:
    """Of the graded, each level by count; fatal in full; those without a grade named; what a filter of harm leaves out."""
    if not mix.all_incidents:
        return "No incident matches what is asked."
    if not mix.compares:
        return _kept_sentence(mix)
    if not mix.graded:
        return f"None of the {count_of(mix.all_incidents, 'incident')} has a grade of harm yet."
    none = mix.count(HarmLevel.NO_HARM)
    parts = [f"{none:,} ({in_per_cent(100 * none / mix.graded)}) {were(none)} no harm"]
    parts += [
        f"{mix.count(level):,} {level.in_words}"
        for level in (HarmLevel.LOW, HarmLevel.MODERATE, HarmLevel.SEVERE)
    ]
    fatal = mix.count(HarmLevel.FATAL)
    last = (
        f" and {fatal:,} {'is' if fatal == 1 else 'are'} {FATAL_IN_FULL}"
        if fatal
        else " and none is recorded as fatal"
    )
    apart = [
        words
        for level, words in (
            (HarmLevel.NOT_RECORDED, f"for {mix.count(HarmLevel.NOT_RECORDED):,} harm is not yet recorded"),
            (
                HarmLevel.NOT_APPLICABLE,
                f"for {mix.count(HarmLevel.NOT_APPLICABLE):,} harm is not applicable (no patient)",
            ),
        )
        if mix.count(level)
    ]
    if mix.left_out:
        apart.append(f"the filter leaves out {listed(_short(mix.left_out))}")
    tail = "; " + "; ".join(apart) if apart else ""
    return f"Of the {mix.graded:,} graded for harm, {', '.join(parts)}{last}{tail}."


def _kept_sentence(mix: HarmMix) -> str:
    """'The filter of harm level keeps 8 severe; it leaves out no harm, ..., so no share of the graded is given.'"""
    kept = [f"{mix.count(level):,} {level.in_words}" for level in mix.kept]
    return (
        f"The filter of harm level keeps {listed(kept, 7)}; it leaves out {listed(_short(mix.left_out), 7)}, so no share of the "
        "graded is given."
    )


def _short(levels: Sequence[HarmLevel]) -> list[str]:
    """Levels named without a count, where fatal needs no more words."""
    return ["fatal" if level is HarmLevel.FATAL else level.in_words for level in levels]


def moderate_words(mix: HarmMix) -> str:
    """Of moderate and above what the filter keeps: 'moderate or above', 'severe'; empty where it keeps none of it."""
    if mix.kept_of_moderate == MODERATE_AND_ABOVE:
        return "moderate or above"
    return " or ".join(level.in_words for level in mix.kept_of_moderate)


def moderate_series(asking: Asking, by: HarmByMonth) -> Series:
    return asking.judged("Moderate and above", COUNTED, by.moderate_and_above(), direction=Direction.DECREASE)


def moderate_sentence(asking: Asking, mix: HarmMix, series: Series) -> str:
    """The newest month's count of moderate and above, against what is usual, and how many are not finally approved."""
    what = moderate_words(mix)
    if not what:
        return "Moderate and above: the filter of harm level leaves them out."
    whole = mix.kept_of_moderate == MODERATE_AND_ABOVE
    name = (
        "Moderate and above" if whole else f"{what[:1].upper()}{what[1:]} alone, by the filter of harm level"
    )
    newest = series.newest
    if newest is None or newest.incidents is None:
        return (
            f"{name}: {mix.moderate_and_above:,} of {count_of(mix.all_incidents, 'incident')}; "
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
        words = in_the_others(str(min(before)), str(max(before))) if before else "the only month"
    sentence = f"{name}: {newest.incidents:,} in {month}, {words}"
    approved = approval_of_month(asking, newest.month) if newest.incidents else ""
    return f"{sentence}; {approved}." if approved else f"{sentence}."


def harm_days(asking: Asking) -> list[HarmDay]:
    """How many were moderate and above on each day."""
    return asking.rows("moderate_and_above_by_day")


def harmful(asking: Asking) -> list[HarmfulIncident]:
    """The newest incidents of moderate harm and above, 200 at most."""
    return asking.rows("moderate_and_above")


def asked_of_harmful(asking: Asking) -> IncidentFilter:
    """What is asked, narrowed to those of moderate harm and above."""
    of_harm = tuple(level.value for level in MODERATE_AND_ABOVE)
    kept = tuple(level for level in asking.asked.harm or of_harm if level in of_harm)
    return asking.asked.narrowed(harm=kept or of_harm)


def list_sentence(mix: HarmMix, listed_here: int) -> str:
    """How many of moderate and above are listed and of how many; why there is no list."""
    if not mix.kept_of_moderate:
        return "The filter of harm level leaves them out."
    if not listed_here:
        return "None in this period."
    which = (
        f"The newest {listed_here:,} of {mix.moderate_and_above:,} are listed here; the page Incidents has the others"
        if mix.moderate_and_above > listed_here
        else f"{count_of(listed_here, 'incident')}, newest first"
    )
    return f"{which}. Coded fields only: look the reference up in the incident system."


def by_month_picture(asking: Asking, by: HarmByMonth, mix: HarmMix) -> Picture:
    if not mix.compares:
        return kept_by_month(
            by,
            [level for level in mix.kept if level in GRADED or mix.count(level)],
            asking.standing,
            sentence=mix_sentence(mix),
            caption=_kept_caption(asking, by),
            happened=asking.drawn,
        )
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


def _kept_caption(asking: Asking, by: HarmByMonth) -> str:
    counted = [row for row in by.months if row.all_incidents is not None]
    complete = [(row.month, row.all_incidents or 0) for row in counted if row.state is MonthState.COUNTED]
    parts = (
        f"Stacked bars of counts of {count_of(len(counted), 'month')}{asking.about()}.",
        _newest_and_most(complete),
        missing_in_words(asking.months),
    )
    return " ".join(part for part in parts if part)


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
    if not mix.compares:
        return _kept_sentence(mix)
    if not mix.graded:
        return "No incident has a grade of harm yet."
    share = in_per_cent(100 * mix.moderate_and_above / mix.graded)
    ungraded = mix.all_incidents - mix.graded
    reasons = [level for level in (HarmLevel.NOT_RECORDED, HarmLevel.NOT_APPLICABLE) if mix.count(level)]
    apart = [
        level.in_words if len(reasons) == 1 else f"{level.in_words} {mix.count(level):,}" for level in reasons
    ]
    tail = (
        f"; {ungraded:,} of all {mix.all_incidents:,} have no grade ({', '.join(apart)})"
        if ungraded
        else "; each of these incidents has a grade"
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
    caption = "; ".join(f"{level.in_words}: {mix.label(level)}" for level in mix.kept if mix.count(level))
    return levels(
        mix,
        asking.standing,
        sentence=share_sentence(mix),
        caption=f"Bars of counts{asking.about()}. {caption[:1].upper() + caption[1:]}. {spans_a_break(asking)}".rstrip(),
    )
