"""A statement of assurance to the named board director: what it says, on which edition, and who signed it off."""

from dataclasses import dataclass, field
from datetime import date

from dashboard.domain.learning.card import TITLE_LENGTH
from dashboard.domain.learning.written import MOST_LETTERS

STATEMENT_LENGTH, CAVEATS_LENGTH = 550, 400
"""Letters: with them the director's sheet stays one page."""


@dataclass(frozen=True)
class Statement:
    edition: int
    text: str = field(metadata={MOST_LETTERS: STATEMENT_LENGTH})
    caveats: str = field(default="", metadata={MOST_LETTERS: CAVEATS_LENGTH})
    signed_off_by: str = field(default="", metadata={MOST_LETTERS: TITLE_LENGTH})
    signed_off_on: date | None = None
