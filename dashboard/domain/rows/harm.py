"""Rows about harm beside the mix: psychological harm, the days and states of what was moderate and above, grades then and now."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class HarmDay:
    """`dated_on` is None where no full date is known."""

    dated_on: date | None
    harm_level: str
    incidents: int


@dataclass(frozen=True)
class HarmStatus:
    """`status` in the words of the source system; "Not recorded" where the extract gives none."""

    month: date | None
    source: str
    status: str
    incidents: int


@dataclass(frozen=True)
class BothHarms:
    source: str
    harm_level: str
    psychological_harm: str
    incidents: int


@dataclass(frozen=True)
class MonthFirstAndNow:
    month: date | None
    first_harm_level: str
    harm_level: str
    incidents: int
