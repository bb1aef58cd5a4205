"""Harm that is rare: by month where months can bear it, else the days between, else the list."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.days_between import HIGHER_IS_BETTER, days_between_picture
from dashboard.charts.frame import Picture
from dashboard.charts.process import series_picture
from dashboard.domain.periods import day_in_words, month_in_words
from dashboard.domain.rows import HarmDay
from dashboard.domain.words import MODERATE_AND_ABOVE, HarmLevel
from dashboard.findings.asking import Asking
from dashboard.findings.judged import how_judged, what_stands_out
from dashboard.findings.words import count_of
from dashboard.measures.days_between import DaysBetween, days_between, suited_chart
from dashboard.measures.harm import HarmByMonth, HarmMix
from dashboard.measures.series import COUNTED, missing_in_words
from dashboard.measures.special_causes import usual_in_words
from dashboard.stats import Direction, SuitedChart

DEPENDS_ON_GRADING = "but it depends on how incidents are graded and re-graded."


@dataclass(frozen=True)
class RareHarm:
    """What is looked at: its name after 'incidents', in a sentence, the key of its picture, and its levels."""

    title: str
    words: str
    key: str
    levels: tuple[HarmLevel, ...]

    @property
    def by_month(self) -> str:
        """The key of its picture by month."""
        return f"{self.key}-by-month"


MODERATE = RareHarm(
    "of moderate harm and above", "moderate or above", "moderate-and-above", MODERATE_AND_ABOVE
)
SEVERE = RareHarm(
    "that were severe or recorded as fatal", "severe or recorded as fatal", "severe-and-fatal",
    (HarmLevel.SEVERE, HarmLevel.FATAL),
)  # fmt: skip
NOTHING_UNUSUAL = "No interval, and no run of them, is longer or shorter than chance explains."
EACH = (MODERATE, SEVERE)


def each_of(mix: HarmMix) -> tuple[RareHarm, ...]:
    """What is worth a picture of its own: where all are severe or fatal, both would be one and the same."""
    kept = mix.kept_of_moderate
    if not kept:
        return ()
    if HarmLevel.MODERATE not in kept or (mix.moderate_and_above and not mix.count(HarmLevel.MODERATE)):
        return (SEVERE,)
    return EACH if len(kept) > 1 else (MODERATE,)


def rare_harm_picture(
    asking: Asking, which: RareHarm, rows: Sequence[HarmDay], by: HarmByMonth
) -> Picture | str:
    """The picture that this harm can bear, or a sentence where it can bear none and the list has to do."""
    days = [
        row.dated_on
        for row in rows
        if row.harm_level in which.levels and row.dated_on
        for _ in range(row.incidents)
    ]
    choice = suited_chart(days, asking.months, asking.happened)
    if choice.chart is SuitedChart.XMR:
        return by_month_picture(asking, which, by)
    if choice.chart is SuitedChart.DAYS_BETWEEN:
        return _between(asking, which, days_between(days, asking.months, asking.happened))
    return f"Incidents {which.title}: {_small(choice.because)} {choice.would_change}"


def by_month_picture(asking: Asking, which: RareHarm, by: HarmByMonth) -> Picture:
    """The counts of each month with what is usual, or with why nothing is."""
    counts = {
        row.month: sum(row.count(level) or 0 for level in which.levels)
        for row in by.months
        if row.counts is not None
    }
    series = asking.judged(
        which.words[:1].upper() + which.words[1:], COUNTED, counts, direction=Direction.DECREASE
    )
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
    total = sum(counts[month] for month in asking.months.counted)
    return series_picture(
        which.by_month,
        f"Monthly incidents {which.title}",
        series,
        asking.standing,
        sentence=sentence,
        caption=f"{total:,} in {count_of(len(asking.months.counted), 'complete month')}{asking.about()}. Fewer is better; {DEPENDS_ON_GRADING} "
        f"{missing_in_words(asking.months)}".strip(),
        happened=asking.drawn,
        how=how_judged(series),
        stands_out=standing_out,
        narrows={"harm": tuple(level.value for level in which.levels)},
    )


def _between(asking: Asking, which: RareHarm, found: DaysBetween) -> Picture:
    return days_between_picture(
        f"days-between-{which.key}",
        f"Days between incidents {which.title} ({HIGHER_IS_BETTER})",
        found,
        asking.standing,
        sentence=_sentence(which, found),
        caption=f"{count_of(len(found.intervals), 'interval')} between incidents in complete months{asking.about()}. "
        f"Longer between is better; {DEPENDS_ON_GRADING} "
        f"{missing_in_words(asking.months)}".strip(),
        happened=asking.drawn,
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
        narrows={"harm": tuple(level.value for level in which.levels)},
    )


def _sentence(which: RareHarm, found: DaysBetween) -> str:
    newest = found.newest
    if newest is None or found.centre is None:
        return "No interval since the last break can be judged yet."
    so_far = (
        f" {count_of(found.so_far, 'day')} had passed without another by {day_in_words(found.complete_until)}."
        if found.so_far is not None and found.complete_until
        else ""
    )
    verdict = _stands_out(found)
    apart = f"The last two that were {which.words} were {count_of(newest.days, 'day')} apart"
    if not found.stretches[-1]:
        # since the newest gap there was at most one, and nobody knows how long after the one before
        apart = (
            f"The newest known interval between two that were {which.words} was {count_of(newest.days, 'day')}, to "
            f"{day_in_words(newest.until)}"
        )
    return (
        f"{apart}, where about {count_of(round(found.centre), 'day')} is usual.{so_far} "
        f"{verdict[0] if verdict else NOTHING_UNUSUAL}"
    )


def _stands_out(found: DaysBetween) -> tuple[str, ...]:
    said = []
    if found.runs and found.runs.signal and found.centre is not None:
        side = _side_of_the_newest(found, found.centre)
        said.append(
            f"The intervals do not vary about their average as chance alone would have them; lately most are {side}."
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
