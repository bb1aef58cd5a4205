"""Names that stand in a writing and are not what it names: the end of another name, what was not meant, what is measured."""

from collections.abc import Iterable, Mapping, Sequence

from dashboard.extracts.medicines.edits import edits_between
from dashboard.extracts.medicines.scanning import Piece
from dashboard.extracts.medicines.writing import Word, word_key

_BEGINNINGS = """
nor no anti non hydro hydroxy methyl chlor chloro apo dihydro dia di levo dex dextro des de pseudo
phenyl benzyl benz ben be fos val ox oxy co iso cyclo ethyl eth et nitro pro neo semi es e lis cis
tri flu med
"""
PART_OF_ANOTHER_NAME = frozenset(_BEGINNINGS.split())
"""Beginnings that make another medicine of the name behind them: "nor - adrenaline" is not adrenaline."""

SLIP_OF_A_BEGINNING = 1
"""Edits within which an unknown word is a beginning that was written wrongly: "methly - prednisolone"."""

SHORTEST_SLIP = 4
"""Letters that such a word needs."""

NEGATIONS = frozenset(("not", "non", "isnt", "wasnt"))

MEASURED: Mapping[str, frozenset[str]] = {
    "glucose": frozenset(("blood", "bloods", "level", "levels", "reading", "readings", "result", "results")),
    "oxygen": frozenset(("sats", "sat", "saturation", "saturations", "level", "levels")),
    "sodium chloride": frozenset(("level", "levels")),
}
"""What is measured of a patient as well as given: beside these words it was measured ("low blood glucose")."""


class OtherNames:
    """`begins` says for the key of each name with which beginnings other names end in it."""

    def __init__(self, begins: Mapping[str, Iterable[str]]) -> None:
        self._begins = begins

    def begins_another(self, pieces: Iterable[Piece], words: Sequence[Word]) -> bool:
        """Whether the beginning of another name stands right before a known one, whatever mark is between.

        A word that says something by itself ("no", "be") is one only when it is listed as one and makes a known name.
        """
        before: Piece | None = None
        listed = False
        for piece in pieces:
            word = words[piece.start]
            if word.mark:
                listed = listed or word.mark == "list"
                continue
            if piece.name is not None:
                if before is not None and piece.name.medicine:
                    first = words[before.start]
                    if before.unknown and first.text in PART_OF_ANOTHER_NAME:
                        return True
                    if not listed and self._makes_another(first, piece.name.key, before.unknown):
                        return True
                before = None
            else:
                before = piece
            listed = False
        return False

    def _makes_another(self, word: Word, key: str, unknown: bool) -> bool:
        beginnings = self._begins.get(key, ())
        if not unknown:
            return word.text in PART_OF_ANOTHER_NAME and any(
                each.startswith(word_key(word.text)) for each in beginnings
            )
        return any(
            each.startswith(word.key)
            or (
                len(word.key) >= SHORTEST_SLIP
                and edits_between(word.key, each, SLIP_OF_A_BEGINNING) <= SLIP_OF_A_BEGINNING
            )
            for each in beginnings
        )


def says_not(pieces: Sequence[Piece], words: Sequence[Word]) -> bool:
    """Whether a cell begins by saying which medicine it was not: "not warfarin"."""
    first, *others = pieces
    return (
        words[first.start].text in NEGATIONS
        and bool(others)
        and others[0].name is not None
        and bool(others[0].name.medicine)
    )


def is_measured(piece: Piece, words: Sequence[Word]) -> bool:
    """Whether a name stands right beside a word that says it was measured and not given."""
    beside = MEASURED.get(piece.name.medicine if piece.name is not None else "")
    if beside is None:
        return False
    around = [words[at] for at in (piece.start - 1, piece.end) if 0 <= at < len(words)]
    return any(not word.mark and word.text in beside for word in around)
