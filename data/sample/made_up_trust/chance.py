"""One seeded source of chance for each purpose, so that a change to one part leaves the others as they were."""

import math
import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")

SEED = 20261145
"""Any other number gives another trust of the same kind; with this one the planted stories stand clear of chance."""


class Chance:
    """Draws from `random.Random.random()` alone: the one method whose sequence Python promises never to change."""

    def __init__(self, purpose: str) -> None:
        self._random = random.Random(f"{SEED}:{purpose}").random

    def share(self) -> float:
        return self._random()

    def happens(self, probability: float) -> bool:
        return self._random() < probability

    def whole(self, lowest: int, highest: int) -> int:
        """A whole number from lowest to highest, both included."""
        return lowest + int(self._random() * (highest - lowest + 1))

    def one_of(self, choices: Sequence[T]) -> T:
        return choices[int(self._random() * len(choices))]

    def weighted(self, weights: Mapping[T, float]) -> T:
        left = self._random() * math.fsum(weights.values())
        for choice, weight in weights.items():
            left -= weight
            if left < 0:
                return choice
        return next(reversed(list(weights)))

    def poisson(self, mean: float) -> int:
        """Knuth's product of uniforms: exact, and quick for the means of one ward in one month (below 20)."""
        limit, product, count = math.exp(-mean), self._random(), 0
        while product > limit:
            product *= self._random()
            count += 1
        return count

    def day_in(self, first: date, last: date) -> date:
        return first + timedelta(days=self.whole(0, (last - first).days))

    def some_of(self, choices: Sequence[T], wanted: int) -> list[T]:
        """`wanted` different members, in their own order."""
        left, found = wanted, []
        for position, choice in enumerate(choices):
            if left and self._random() * (len(choices) - position) < left:
                found.append(choice)
                left -= 1
        return found
