"""Everyday words that are also brands: "Simple", "Lead", "Cold Relief". Inside a longer writing they name no medicine."""

import re
from collections.abc import Container
from functools import cache

from dashboard.extracts.medicines.writing import word_key
from dashboard.extracts.reference_rows import reference_rows


def is_plain_english(name: str, says_nothing: Container[str]) -> bool:
    """Whether a name is made of nothing but everyday words, numbers, and words (by key) that say nothing of a medicine."""
    words = re.findall(r"[a-z]+", name.casefold().replace("'s", ""))
    return all(
        word in _plain_words() or word.removesuffix("s") in _plain_words() or word_key(word) in says_nothing
        for word in words
    )


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(row["word"] for row in reference_rows("medicine_plain_words"))
