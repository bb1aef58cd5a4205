"""Which of many names are within a few edits of a writing, without comparing it with each of them.

Where two strings are within `most` edits, all but `most` letters of the first half of one stand in the other's half, made
longer by `most`, and so for the second halves: together no more than `most` are missing. Sets of letters are bits of one
number, so ten thousand names are asked in a hundredth of the time that it takes to compare them.
"""

from collections.abc import Iterable

import numpy as np

from dashboard.extracts.medicines.edits import edits_from

LONGEST_WINDOW = 20
"""Letters of a window; a longer half is asked by its first (or last) letters only."""


class NamesByLetters:
    """Names, by the letters that stand in them and where."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(names, key=len)
        self._lengths = np.array([len(name) for name in self._names], np.int32)
        self._beginnings = self._windows(self._names)
        self._ends = self._windows([name[::-1] for name in self._names])
        self._letters = np.array([_letters(name) for name in self._names], np.uint64)

    def within(self, key: str, most: int) -> list[tuple[str, int]]:
        """(name, edits) of every name within `most` edits of `key`, in no order."""
        first, last = np.searchsorted(self._lengths, (len(key) - most, len(key) + most + 1)).tolist()
        half = min(len(key) // 2, LONGEST_WINDOW - most)
        rest = min(len(key) - half, LONGEST_WINDOW - most)
        begins, ends = np.uint64(_letters(key[:half])), np.uint64(_letters(key[len(key) - rest :]))
        missing = np.bitwise_count(begins & ~self._beginnings[half + most, first:last])
        missing += np.bitwise_count(ends & ~self._ends[rest + most, first:last])
        more = np.bitwise_count(self._letters[first:last] & ~np.uint64(_letters(key)))
        likely = np.flatnonzero((missing <= most) & (more <= most)) + first
        edits_of = edits_from(key)
        found = ((self._names[at], edits_of(self._names[at], most)) for at in likely.tolist())
        return [(name, edits) for name, edits in found if edits <= most]

    @staticmethod
    def _windows(names: list[str]) -> np.ndarray:
        """The letters in the first 0, 1, 2, ... letters of each name: (LONGEST_WINDOW + 1) rows of a column a name."""
        rows = [[0] * len(names) for _ in range(LONGEST_WINDOW + 1)]
        for at, name in enumerate(names):
            letters = 0
            for length in range(1, LONGEST_WINDOW + 1):
                if length <= len(name):
                    letters = _with(letters, name[length - 1])
                rows[length][at] = letters
        return np.array(rows, np.uint64)


def _with(letters: int, letter: str) -> int:
    """One letter more: two bits for each of a to z (once, twice or more) and one for anything else."""
    place = ord(letter) - 97
    if not 0 <= place < 26:
        return letters | 1 << 52 + ord(letter) % 12
    once = 1 << place
    return letters | (once << 26 if letters & once else once)


def _letters(text: str) -> int:
    letters = 0
    for letter in text:
        letters = _with(letters, letter)
    return letters
