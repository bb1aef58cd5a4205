"""What an act changed in the counts of the months, and why."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class MonthRestated:
    """A month before and after; `reasons` are signed incidents that add up to the difference.

    `month` is None for the incidents without a full date. `regrades` are (harm before, harm now, incidents) of incidents
    counted before and after whose harm level changed.
    """

    month: date | None
    before: int
    after: int
    reasons: tuple[tuple[str, int], ...]
    regrades: tuple[tuple[str, str, int], ...] = ()

    def __post_init__(self) -> None:
        if self.after - self.before != sum(incidents for _, incidents in self.reasons):
            raise ValueError("the reasons of a restated month must add up to its difference")


@dataclass(frozen=True)
class GoneIncident:
    """An incident known for what a listing covers that the listing does not hold."""

    reference: str
    month: date | None
    site: str
    location: str
    harm_level: str
    status: str
    counts: bool


@dataclass(frozen=True)
class WordToPlace:
    """A written word that no code list knows, with the incidents (or rows) that hold it."""

    source: str
    field: str
    written: str
    rows: int
