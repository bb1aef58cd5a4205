"""Words that decide what becomes of a row, as the code lists and the person mean them."""

from collections.abc import Iterable

from dashboard.domain.profile import PlacedWord
from dashboard.domain.words import SourceSystem
from dashboard.extracts.coded import parts_of
from dashboard.extracts.vocabulary import key, read_word

DECIDES_FATE = ("event_type", "medication_only", "status", "patients")
"""Words of these fields are placed when a file is read. Those of all others stay raw and are placed by the register."""


class FateWords:
    """The words of the fields that decide a row's fate, in one source; what a person placed comes first."""

    def __init__(self, source: SourceSystem, placed: Iterable[PlacedWord]) -> None:
        self.source = source
        self._placed = {
            (word.field, key(word.written)): word.means
            for word in placed
            if word.field in DECIDES_FATE and word.source == source
        }

    def read(self, field: str, written: str) -> str | None:
        """What a word means, "" for a known word that says nothing, None when nobody knows it."""
        placed = self._placed.get((field, key(written)))
        return read_word(field, self.source, written) if placed is None else placed

    def parts(self, field: str, written: str) -> list[str]:
        """The single answers in a cell; a whole cell that was placed is one answer."""
        if (field, key(written)) in self._placed:
            return [written]
        return parts_of(field, self.source, written)
