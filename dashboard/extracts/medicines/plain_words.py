"""Everyday words that are also brands: "Simple", "Lead", "Cold Relief". Inside a longer writing they name no medicine."""

import csv
import re
from collections.abc import Container
from functools import cache
from pathlib import Path

from dashboard.extracts.medicines.writing import word_key

PLAIN_WORDS = Path(__file__).resolve().parents[3] / "data" / "reference" / "medicine_plain_words.csv"


def is_plain_english(name: str, says_nothing: Container[str]) -> bool:
    """Whether a name is made of nothing but everyday words, numbers, and words (by key) that say nothing of a medicine."""
    words = re.findall(r"[a-z]+", name.casefold().replace("'s", ""))
    return all(
        word in _plain_words() or word.removesuffix("s") in _plain_words() or word_key(word) in says_nothing
        for word in words
    )


@cache
def _plain_words() -> frozenset[str]:
    with PLAIN_WORDS.open(encoding="utf-8", newline="") as lines:
        return frozenset(row["word"] for row in csv.DictReader(lines))
