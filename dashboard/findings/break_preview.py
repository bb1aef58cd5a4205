"""A break before it is recorded: the reporting rate as it stands beside what it would be, and the difference in words."""

from dataclasses import dataclass, replace
from datetime import date

from dashboard.charts.frame import Picture, on_one_scale
from dashboard.domain.periods import day_in_words, month_in_words, month_of
from dashboard.domain.rows import DatedRow
from dashboard.findings.asking import Asking
from dashboard.findings.rates import Reporting, rate_picture, reporting
from dashboard.findings.words import count_of, interval
from dashboard.measures.months import MonthState
from dashboard.measures.series import Series, SeriesPoint
from dashboard.stats import FEWEST_MONTHS, TRIAL_POINTS


@dataclass(frozen=True)
class Preview:
    """The chart as it stands and as it would be, on one scale, and the difference in words."""

    now: Picture
    then: Picture
    sentence: str


def preview(asking: Asking, record: DatedRow) -> Preview:
    """The reporting rate as it stands beside what it would be with one more break. Nothing is stored."""
    asked_then = asking.with_records(record)
    now, then = reporting(asking), reporting(asked_then)
    pictures = (
        _titled(rate_picture(asking, now), "break-preview-now", "as it stands"),
        _titled(rate_picture(asked_then, then), "break-preview-then", "with this break"),
    )
    on_one_scale(*(picture.figure for picture in pictures))
    return Preview(*pictures, sentence=preview_sentence(record, now, then))


def preview_sentence(record: DatedRow, now: Reporting, then: Reporting) -> str:
    """Average and limits before and after the day, signals now and then, and whether what follows has enough months."""
    month = month_of(record.dated_on)
    in_its_month = [each for each in then.series.breaks if each.month == month]
    if not in_its_month:
        return (
            f"{day_in_words(record.dated_on)} lies outside the months asked for, or the break does not touch what is asked for: "
            "nothing here would change. Choose a longer period, or its site, division or class, in the filter."
        )
    if len(in_its_month) > 1:
        return f"A break is drawn in {month_in_words(month)} already: this one would change no limits."
    if now.series.chart is None or then.series.chart is None:
        return then.series.why_no_limits or now.series.why_no_limits or "No limits are drawn here."
    unit = " per 1,000 occupied bed days" if now.is_rate else " incidents a month"
    complete = [
        point for point in then.series.points if point.state is MonthState.COUNTED and point.value is not None
    ]
    before = [point for point in complete if point.month < month]
    after = [point for point in complete if point.month >= month]
    if not before or not after:
        side = "before" if after else "after"
        return f"No complete month lies {side} {day_in_words(record.dated_on)}: the limits would stay as they are."
    stands = next(point for point in now.series.points if point.month == after[0].month)
    ends = min((each.month for each in then.series.breaks if each.month > month), default=date.max)
    digits = now.series.decimals
    part = sum(point.month < ends for point in after)
    parts = [
        f"As it stands: average {_level(stands, digits)}{unit}; {_signals(now.series)}.",
        f"With a break on {day_in_words(record.dated_on)}: average {_level(before[-1], digits)} before, {_level(after[0], digits)} after; "
        f"{_signals(then.series)}.",
        f"The part after the break has {count_of(part, 'complete month')}{_enough(part)}",
    ]
    return " ".join(parts)


def _enough(months: int) -> str:
    if months < FEWEST_MONTHS:
        return f": it has no limits until there are {FEWEST_MONTHS}."
    if months < TRIAL_POINTS:
        return f": fewer than {TRIAL_POINTS}, so these are trial limits."
    return ": enough for limits that can be relied on."


def _titled(picture: Picture, key: str, words: str) -> Picture:
    return replace(picture, key=key, title=f"{picture.title}: {words}")


def _level(point: SeriesPoint, digits: int) -> str:
    """'7.4 (5.1 to 9.7)'; 'without limits' where its stretch has none."""
    process = point.process
    if process is None or process.centre is None or process.lower is None or process.upper is None:
        return "without limits"
    return f"{process.centre:.{digits}f} ({interval(max(0.0, process.lower), process.upper, digits)})"


def _signals(series: Series) -> str:
    found = len(series.signals)
    return f"{count_of(found, 'month')} of special cause" if found else "no special cause"
