"""Psychological harm beside physical: two scales that are crossed and never added together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.rows import BothHarms
from dashboard.domain.words import HarmLevel, PsychologicalHarm

GRADED_PSYCHOLOGICAL = (
    PsychologicalHarm.NO_HARM,
    PsychologicalHarm.LOW,
    PsychologicalHarm.MODERATE,
    PsychologicalHarm.SEVERE,
)
NO_OR_LOW_PHYSICAL = (HarmLevel.NO_HARM, HarmLevel.LOW)


@dataclass(frozen=True)
class BesidePhysical:
    """counts: incidents at each (physical, psychological) pair. not_recorded: (without psychological harm recorded, all) by source."""

    counts: Mapping[tuple[str, str], int]
    not_recorded: Mapping[str, tuple[int, int]]

    def count(self, physical: str, psychological: str) -> int:
        return self.counts.get((physical, psychological), 0)

    def psychological(self, level: str, *physical: str) -> int:
        """Incidents at a level of psychological harm; with these levels of physical harm alone where any are named."""
        return sum(
            count
            for (body, mind), count in self.counts.items()
            if mind == level and (not physical or body in physical)
        )

    def physical(self, level: str) -> int:
        return sum(count for (body, _), count in self.counts.items() if body == level)

    @property
    def graded(self) -> int:
        return sum(self.psychological(level) for level in GRADED_PSYCHOLOGICAL)

    def moderate_and_severe(self, *physical: str) -> int:
        return self.psychological(PsychologicalHarm.MODERATE, *physical) + self.psychological(
            PsychologicalHarm.SEVERE, *physical
        )

    @property
    def incidents(self) -> int:
        return sum(self.counts.values())


def beside_physical(rows: Sequence[BothHarms]) -> BesidePhysical:
    counts: Counter[tuple[str, str]] = Counter()
    all_of: Counter[str] = Counter()
    without: Counter[str] = Counter()
    for row in rows:
        counts[row.harm_level, row.psychological_harm] += row.incidents
        all_of[row.source] += row.incidents
        if row.psychological_harm == PsychologicalHarm.NOT_RECORDED:
            without[row.source] += row.incidents
    most_first = sorted(without, key=lambda source: (-without[source], source))
    return BesidePhysical(dict(counts), {source: (without[source], all_of[source]) for source in most_first})
