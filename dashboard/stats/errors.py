"""What this package refuses, each with a name: every one is a ValueError, so callers may catch the lot or one."""


class StatsError(ValueError):
    """A question that has no statistical answer as it was put. The message says what to change."""


class NotANumber(StatsError):
    """A value is infinite or is no number at all. (A missing value is not an error: None or NaN.)"""


class UnequalLengths(StatsError):
    """Two columns that describe the same rows differ in length."""


class DuplicateDates(StatsError):
    """Two rows have one date. Add them up, or draw them as two series."""


class UnknownPoint(StatsError):
    """A rebase, part, freeze or exclusion names a point that the series does not have."""


class BaselineTooShort(StatsError):
    """Limits fixed on too few points (a fixed baseline needs 12)."""


class NegativeCount(StatsError):
    """A count of events below zero."""


class NoActivity(StatsError):
    """A rate or a proportion over nothing: activity, or the total, is zero or negative."""


class CountAboveTotal(StatsError):
    """More counted than there are: a proportion above one."""


class BadConfidence(StatsError):
    """A confidence level that is not a fraction between 0 and 1 (95 % is 0.95)."""


class NoTimeBetween(StatsError):
    """A time between events of zero or less; a t chart cannot take it (record the time, not only the day)."""


class UnknownChart(StatsError):
    """A chart, or a combination of chart and options, that does not exist."""


class NoSideAlone(StatsError):
    """Improvement and concern do not say high or low by themselves: ask the point."""


class UnknownPreset(StatsError):
    """A rule preset for which no chance was worked out."""


class NegativeDelay(StatsError):
    """A report that is dated before its incident."""


class NotSeenYet(StatsError):
    """A report that is dated after the last day that could be seen."""
