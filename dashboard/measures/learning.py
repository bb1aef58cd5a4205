"""How the learning loop goes: of the signals that were seen how many were looked at, and how long it took from signal to action."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from dashboard.domain.rows.learning import LearningCard


@dataclass(frozen=True)
class SignalsLookedAt:
    """`seen` are the cards on which something was seen, `looked_at` those of them that have left 'to look at'. `days_to_action`: of each
    that came to be acted on (card, days from the first sighting to the first day of acting), quickest first."""

    seen: int
    looked_at: int
    days_to_action: tuple[tuple[int, int], ...]

    @property
    def median_days(self) -> float | None:
        """None where nothing came to be acted on: too few to tell."""
        return median(days for _, days in self.days_to_action) if self.days_to_action else None


def signals_looked_at(cards: Sequence[LearningCard]) -> SignalsLookedAt:
    seen = [each for each in cards if each.times_seen]
    took = [
        (each.card, (each.acting_on - each.seen_first_on).days)
        for each in seen
        if each.acting_on and each.seen_first_on
    ]
    return SignalsLookedAt(
        len(seen),
        sum(each.looked_on is not None for each in seen),
        tuple(sorted(took, key=lambda pair: (pair[1], pair[0]))),
    )
