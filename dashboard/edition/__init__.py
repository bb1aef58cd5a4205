"""Editions: find the latest, open one read-only, ask it a question."""

from dashboard.edition.ask import as_rows, ask, ask_values, close_editions
from dashboard.edition.copies import Copied, copy_released, differing
from dashboard.edition.question import Question, UnknownQuestion, question, question_names
from dashboard.edition.shelf import (
    ShelvedEdition,
    WithdrawnEdition,
    compared_with,
    editions_of,
    last_before,
    latest_edition,
    withdrawn_editions,
    withdrawn_sentence,
)
from dashboard.edition.whole import edition_is_whole

__all__ = [
    "Copied",
    "Question",
    "ShelvedEdition",
    "UnknownQuestion",
    "WithdrawnEdition",
    "as_rows",
    "ask",
    "ask_values",
    "close_editions",
    "compared_with",
    "copy_released",
    "differing",
    "edition_is_whole",
    "editions_of",
    "last_before",
    "latest_edition",
    "question",
    "question_names",
    "withdrawn_editions",
    "withdrawn_sentence",
]
