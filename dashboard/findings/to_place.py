"""Words and places that wait for the officer, in sentences."""

from collections.abc import Sequence

from dashboard.domain.restatement import WordToPlace
from dashboard.findings.words import count_of

EVERY_WORD_PLACED = "Every word of the coded columns is placed."


def words_sentence(words: Sequence[WordToPlace]) -> str:
    """How many words no list knows, in how many incidents, and what that does meanwhile."""
    if not words:
        return EVERY_WORD_PLACED
    incidents = count_of(sum(word.rows for word in words), "incident")
    if len(words) == 1:
        return f"1 word in {incidents} of the newest extracts has no meaning given yet. Until it has one, they count as not recorded in its column."
    return (
        f"{len(words):,} words in {incidents} of the newest extracts have no meaning given yet. Until they have, those incidents count as "
        "not recorded in that column."
    )


def names_sentence(without_bed_days: int, without_incidents: int) -> str:
    """Names that stand on one side only; a rate by ward needs both."""
    if not (without_bed_days or without_incidents):
        return "Every place with incidents has bed days under the same name, and the other way round."
    sides = [
        f"{count_of(number, 'place')} {'has' if number == 1 else 'have'} {words}"
        for number, words in (
            (without_bed_days, "incidents and no bed days under the same name"),
            (without_incidents, "bed days and no incidents"),
        )
        if number
    ]
    return f"{'; '.join(sides)}. A rate by ward needs both."
