"""A reading sample: which incidents a person reads where nobody can read all. Drawn by a seed, so that another can draw it again."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.domain.words import HarmLevel

FIRST_SEED = 1
LARGEST_SEED = 999_999


@dataclass(frozen=True)
class Stratum:
    """So many incidents of these levels of harm are drawn, at most."""

    words: str
    harm: tuple[HarmLevel, ...]
    most: int

    def size(self, incidents: Mapping[str, int]) -> int:
        """How many incidents there are to draw from, of the counts by harm level."""
        return sum(incidents.get(level, 0) for level in self.harm)

    def drawn(self, incidents: Mapping[str, int]) -> int:
        return min(self.most, self.size(incidents))


STRATA = (
    Stratum("severe or fatal", (HarmLevel.SEVERE, HarmLevel.FATAL), 2_000),
    Stratum("moderate", (HarmLevel.MODERATE,), 100),
    Stratum(
        "others (no harm, low harm or no grade)",
        (HarmLevel.NO_HARM, HarmLevel.LOW, HarmLevel.NOT_RECORDED, HarmLevel.NOT_APPLICABLE),
        100,
    ),
)
"""As `queries/questions/reading_sample.sql` draws them. All severe and fatal ones are read; 2,000 is where a page ends."""
