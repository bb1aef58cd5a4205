"""Two lists crossed: incidents in each pair of one word of the first and one of the second, with what stands apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Crossed:
    """`down` and `across` are drawn in the ramp, `apart_down` and `apart_across` beside it.

    of_down: incidents of each word of `down` and `apart_down`; pairs of a word can add up to more where an incident has
    several words of the other list. total: incidents in all.
    """

    down: tuple[str, ...]
    across: tuple[str, ...]
    apart_down: tuple[str, ...]
    apart_across: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]
    of_down: Mapping[str, int]
    total: int

    def count(self, down: str, across: str) -> int:
        return self.counts.get((down, across), 0)

    def percent(self, down: str, across: str) -> float:
        """Share of a word's incidents, in per cent."""
        of = self.of_down.get(down, 0)
        return 100 * self.count(down, across) / of if of else 0.0

    def count_across(self, *words: str, down: str) -> int:
        """Pairs of one word of `down` with any of these."""
        return sum(self.count(down, word) for word in words)

    @property
    def adds_up_to(self) -> int:
        return sum(self.counts.values())

    def first(self, most: int) -> "Crossed":
        """The same with so many words down; the others stay in a table of the whole."""
        return Crossed(
            self.down[:most],
            self.across,
            self.apart_down,
            self.apart_across,
            self.counts,
            self.of_down,
            self.total,
        )

    def most(self, leaving_out: Sequence[str] = ()) -> list[tuple[str, str, int]]:
        """(down, across, incidents) of every pair that stands in the ramp, most first, then as listed."""
        pairs = [
            (down, across, count)
            for down in self.down
            for across in self.across
            if down not in leaving_out and across not in leaving_out and (count := self.count(down, across))
        ]
        return sorted(pairs, key=lambda pair: -pair[2])

    def largest_across(self, down: str, leaving_out: Sequence[str] = ()) -> str | None:
        """The word across with most incidents of a word down; None where it has none."""
        found = [word for word in self.across if word not in leaving_out and self.count(down, word)]
        return max(found, key=lambda word: self.count(down, word), default=None)


def crossed(
    pairs: Sequence[tuple[str, str, int]],
    of_down: Mapping[str, int],
    total: int,
    *,
    order: Sequence[str],
    apart_down: Sequence[str],
    apart_across: Sequence[str],
    last: Sequence[str] = (),
) -> Crossed:
    """`pairs` are (down, across, incidents). Words down stand most first, those of `last` at the end; words across stand in
    this `order`. A word without any incident is left out.
    """
    counts = {(down, across): count for down, across, count in pairs}
    used_down = {down for down, _, count in pairs if count}
    used_across = {across for _, across, count in pairs if count}
    down = sorted(used_down, key=lambda name: (name in last, -of_down.get(name, 0), name))
    return Crossed(
        tuple(name for name in down if name not in apart_down),
        tuple(name for name in order if name in used_across and name not in apart_across),
        tuple(name for name in apart_down if name in used_down),
        tuple(name for name in apart_across if name in used_across),
        counts,
        of_down,
        total,
    )
