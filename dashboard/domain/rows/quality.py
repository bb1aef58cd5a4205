"""Rows about the quality of the data: what is recorded, how late it was reported, what was graded again, what is left out."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class MonthCompleteness:
    """`recorded` of `incidents` of a month have the field."""

    month: date
    field: str
    incidents: int
    recorded: int


@dataclass(frozen=True)
class WardCompleteness:
    site: str
    division: str
    location: str
    field: str
    incidents: int
    recorded: int


@dataclass(frozen=True)
class MonthDelay:
    """Days from incident to report; `incidents` have both days, median and percentile are None when none has."""

    month: date
    incidents: int
    median_days: int | None
    p90_days: int | None
    within_7: int
    within_30: int
    no_delay_known: int


@dataclass(frozen=True)
class WardDelay:
    site: str
    division: str
    location: str
    incidents: int
    median_days: int | None
    p90_days: int | None
    within_7: int
    within_30: int
    no_delay_known: int


@dataclass(frozen=True)
class DelayCount:
    occurred_on: date
    days_until_reported: int
    seen_until: date
    incidents: int


@dataclass(frozen=True)
class HarmFirstAndNow:
    first_harm_level: str
    harm_level: str
    incidents: int


@dataclass(frozen=True)
class MedicinesNamed:
    """Incidents by what their names of medicines say; `recognised` and `only_a_class` make up `classed`."""

    incidents: int
    named: int
    recognised: int
    classed: int
    only_a_class: int


@dataclass(frozen=True)
class UnplacedField:
    field: str
    words: int
    row_count: int


@dataclass(frozen=True)
class RecordsNotCounted:
    source: str
    month: date | None
    counted_from: str | None
    is_linked: bool
    records: int


@dataclass(frozen=True)
class LeftOutOfMonths:
    incidents: int
    year_only: int
    no_date: int
