"""The row types of questions that answer with one row an incident: coded fields, as the edition holds them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class HarmfulIncident:
    reference: str
    source: str
    dated_on: date | None
    harm_level: str
    site: str
    division: str
    location: str
    medicines: str
    stages: str
    error_types: str
    status: str


@dataclass(frozen=True)
class CandourCount:
    """`physical` is whether the physical harm is moderate or above; where it is not, psychological harm alone is."""

    duty_of_candour: str
    physical: bool
    incidents: int


@dataclass(frozen=True)
class CandourToReview:
    """`reference` is empty where the edition holds none: psychological harm alone is moderate or above."""

    n: int
    reference: str
    source: str
    dated_on: date | None
    harm_level: str
    psychological_harm: str
    location: str
    status: str


@dataclass(frozen=True)
class ReactionCount:
    """Suspected adverse reactions by what is said of a Yellow Card. `with_error` is whether an error is recorded beside the reaction."""

    yellow_card: str
    with_error: bool
    incidents: int


@dataclass(frozen=True)
class ReactionToConsider:
    """A suspected adverse reaction without a Yellow Card reference. `reference` is empty where the edition holds none."""

    n: int
    reference: str
    source: str
    dated_on: date | None
    harm_level: str
    medicines: str
    error_types: str
    location: str
    with_error: bool


@dataclass(frozen=True)
class NeverEventCount:
    never_event: str
    incidents: int


@dataclass(frozen=True)
class ControlledDrugCounts:
    incidents: int
    moderate_and_above: int


@dataclass(frozen=True)
class ControlledDrugIncident:
    """`controlled_drugs` are those of `medicines` that are controlled, parted by commas; empty where a class alone is named."""

    n: int
    reference: str
    source: str
    dated_on: date | None
    harm_level: str
    medicines: str
    controlled_drugs: str
    stages: str
    error_types: str
    location: str


@dataclass(frozen=True)
class ListedIncident:
    """`n` is the incident's number from edition to edition. `reference` is None where the edition holds none (below moderate harm);
    `dated_on` is None where only the `year` is known, or nothing ("Not recorded"). Medicines are parted by commas, drug
    classes, stages and error types by semicolons.
    """

    n: int
    reference: str | None
    source: str
    dated_on: date | None
    year: str
    harm_level: str
    site: str
    division: str
    location: str
    medicines: str
    drug_classes: str
    stages: str
    error_types: str
    reporter_group: str
    status: str
