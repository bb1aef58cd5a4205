"""Harm that is rare: by month where months can bear it, else the days between, else the list."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.days_between import HIGHER_IS_BETTER, days_between_picture
from dashboard.charts.frame import Picture
from dashboard.charts.process import series_picture
from dashboard.domain.periods import day_in_words, month_in_words
from dashboard.domain.rows import HarmfulIncident
from dashboard.domain.words import MODERATE_AND_ABOVE, HarmLevel
from dashboard.findings.asking import Asking
from dashboard.findings.judged import how_judged, what_stands_out
from dashboard.findings.words import count_of
from dashboard.measures.days_between import DaysBetween, days_between, suited_chart
from dashboard.measures.harm import HarmByMonth
from dashboard.measures.series import COUNTED, missing_in_words
from dashboard.measures.special_causes import usual_in_words
from dashboard.stats import Direction, SuitedChart

DEPENDS_ON_GRADING = (
    "Fewer, and longer between, is better; but it depends on how incidents are graded and re-graded."
)


@dataclass(frozen=True)
class RareHarm:
    """What is looked at: its name in a title, in a sentence, the key of its picture, and its levels."""

    title: str
    words: str
    key: str
    levels: tuple[HarmLevel, ...]


MODERATE = RareHarm("moderate harm and above", "moderate and above", "moderate-and-above", MODERATE_AND_ABOVE)
SEVERE = RareHarm(
    "severe harm and recorded as fatal", "severe or recorded as fatal", "severe-and-fatal",
    (HarmLevel.SEVERE, HarmLevel.FATAL),
)  # fmt: skip
EACH = (MODERATE, SEVERE)


def rare_harm_picture(
    asking: Asking, which: RareHarm, rows: Sequence[HarmfulIncident], by: HarmByMonth
) -> Picture | str:
    """The picture that this harm can bear, or a sentence where it can bear none and the list has to do."""
    days = [row.dated_on for row in rows if row.harm_level in which.levels and row.dated_on]
    choice = suited_chart(days, asking.months, asking.happened)
    if choice.chart is SuitedChart.XMR:
        return _by_month(asking, which, by)
    if choice.chart is SuitedChart.DAYS_BETWEEN:
        return _between(asking, which, days_between(days, asking.months, asking.happened))
    return f"Incidents of {which.title}: {_small(choice.because)} {choice.would_change}"


def _by_month(asking: Asking, which: RareHarm, by: HarmByMonth) -> Picture:
    counts = {
        row.month: sum(row.count(level) or 0 for level in which.levels)
        for row in by.months
        if row.counts is not None
    }
    series = asking.judged(which.title, COUNTED, counts, direction=Direction.DECREASE)
    newest = series.newest
    usual = series.usual(newest) if newest else None
    standing_out = what_stands_out(series, asking.happened)
    if newest is None or usual is None:
        sentence = series.why_no_limits or "No month of this period is complete yet."
    elif series.newest_signal:
        sentence = standing_out[0]
    else:
        month, count = month_in_words(newest.month), newest.incidents or 0
        sentence = f"{month} had {count:,}, within the usual range ({usual_in_words(series, usual)} a month)."
    total = sum(counts[point.month] for point in series.points if point.process)
    return series_picture(
        f"{which.key}-by-month",
        f"Incidents of {which.title} by month",
        series,
        asking.standing,
        sentence=sentence,
        caption=f"{total:,} in {count_of(len(asking.months.counted), 'complete month')}{asking.about()}. {DEPENDS_ON_GRADING} "
        f"{missing_in_words(asking.months)}".strip(),
        happened=asking.happened,
        how=how_judged(series),
        stands_out=standing_out,
    )


def _between(asking: Asking, which: RareHarm, found: DaysBetween) -> Picture:
    return days_between_picture(
        f"days-between-{which.key}",
        f"Days between incidents of {which.title} ({HIGHER_IS_BETTER})",
        found,
        asking.standing,
        sentence=_sentence(which, found),
        caption=f"{count_of(len(found.intervals), 'interval')} between incidents in complete months{asking.about()}. "
        f"{DEPENDS_ON_GRADING} {missing_in_words(asking.months)}".strip(),
        happened=asking.happened,
        stands_out=_stands_out(found),
        how=(
            f"{found.choice.because} {found.choice.would_change}",
            "Each point is the number of whole days from one incident to the next, at the day of the later one; two on one "
            "day are 0 days apart. Average and limits are those of an XmR chart of the 3.6th roots of the days and a half, "
            "raised back (t chart: Nelson 1994; Provost and Murray 2011).",
            "An interval is known only where every month from one incident to the next is complete; the days since the last "
            "one are hollow and judge nothing. Limits begin anew at each break.",
            "A run of intervals on one side of the average that is longer than chance explains, or too few crossings of it, is "
            "said too (Anhøj).",
        ),
    )


def _sentence(which: RareHarm, found: DaysBetween) -> str:
    newest = found.newest
    if newest is None or found.centre is None:
        return "No interval since the last break can be judged yet."
    so_far = (
        f"; {count_of(found.so_far, 'day')} without another to {day_in_words(found.complete_until)}"
        if found.so_far is not None and found.complete_until
        else ""
    )
    verdict = _stands_out(found)
    return (
        f"The last two that were {which.words} were {count_of(newest.days, 'day')} apart; usually about "
        f"{count_of(round(found.centre), 'day')}{so_far}. "
        f"{verdict[0] if verdict else 'No interval is longer or shorter than usual, and they run as chance has it.'}"
    )


def _stands_out(found: DaysBetween) -> tuple[str, ...]:
    said = []
    if found.runs and found.runs.signal and found.centre is not None:
        side = _side_of_the_newest(found, found.centre)
        said.append(
            f"The intervals do not vary as chance has it about their average; lately most are {side} than it."
        )
    said += [
        f"{day_in_words(each.until)}: {count_of(each.days, 'day')} after the one before, "
        f"{'longer' if each.high else 'shorter'} than usual."
        for each in reversed(found.intervals)
        if each.high is not None
    ]
    return tuple(said)


def _side_of_the_newest(found: DaysBetween, centre: float) -> str:
    lately = [interval.days for interval in found.intervals[-5:] if interval.days != centre]
    return "longer" if sum(days > centre for days in lately) * 2 > len(lately) else "shorter"


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
