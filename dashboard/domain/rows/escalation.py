"""The row types of what meets a rule of escalation: one incident and one rule a row, coded fields alone."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class RuleMet:
    """`dated_on` is the day of the incident, or of its report (`by_report`) where no day of the incident is known; None where neither is.
    `reference` is empty where the edition holds none (below moderate physical harm)."""

    n: int
    reference: str
    source: str
    dated_on: date | None
    by_report: bool
    harm_level: str
    medicines: str
    error_types: str
    location: str
    status: str


@dataclass(frozen=True)
class HarmMet(RuleMet):
    """`rule` is a key of escalation_rules.csv."""

    rule: str


RECORDED_AS_ONE = 0
"""In the place of an item of the list: the extract itself says that it is a Never Event (possible_never_events.sql)."""


@dataclass(frozen=True)
class NeverEventMet(RuleMet):
    """`item` is the number in the list of Never Events, or RECORDED_AS_ONE."""

    item: int


@dataclass(frozen=True)
class AlikeMet(RuleMet):
    """`incidents` is the most of this medicine and error within the days of the rule that hold this one."""

    medicine: str
    error_type: str
    incidents: int
