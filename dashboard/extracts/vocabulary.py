"""Headings and words as data: which column means what, and which written word means which code.

`data/reference/headings.csv` (field, source, heading) and `code_lists.csv` (field, source, written, means); a row
without a source holds for all of them. A new spelling is one line in one of the two.
"""

import re
import unicodedata
from collections import defaultdict
from functools import cache

from dashboard.domain.words import SourceSystem
from dashboard.extracts.reference_rows import reference_rows

FIELD_WORDS = {
    "reference": "incident reference",
    "revision": "revision",
    "local_reference": "local reference",
    "lfpse_reference": "LFPSE reference",
    "organisation": "organisation",
    "site": "site",
    "division": "division",
    "specialty": "specialty",
    "location": "ward or place",
    "location_type": "kind of place",
    "occurred_on": "date of incident",
    "occurred_year": "year of incident",
    "occurred_time": "time of incident",
    "reported_on": "date reported",
    "closed_on": "date closed",
    "status": "approval status",
    "event_type": "event type",
    "medication_only": "category (medication or not)",
    "classification": "type or sub-category",
    "patients": "number of patients",
    "harm": "harm level",
    "psychological_harm": "psychological harm",
    "near_miss": "near miss",
    "stage": "medication stage",
    "error_type": "error type",
    "medicine": "medicine",
    "medicine_2": "second medicine",
    "medicine_3": "third medicine",
    "medicine_4": "fourth medicine",
    "medicine_intended": "intended medicine",
    "brand": "medicine as a brand or in free text",
    "brand_2": "second medicine as a brand",
    "route": "route",
    "dose": "dose or form",
    "reporter_group": "reported by (staff group)",
    "duty_of_candour": "duty of candour",
    "never_event": "Never Event",
    "yellow_card": "Yellow Card reference",
    "narrative": "free text about the incident",
}


def key(text: str) -> str:
    """How headings and words are compared: case, spaces, punctuation and accents do not matter."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z0-9]+", "", plain)


@cache
def _headings() -> dict[str, dict[str, tuple[str, int]]]:
    found: dict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
    for position, row in enumerate(reference_rows("headings")):
        found[row["source"]].setdefault(key(row["heading"]), (row["field"], position))
    return found


def field_of_heading(source: str, heading: str) -> tuple[str, int] | None:
    """(field, rank) that this heading means in this source's extracts (or in 'activity'); the lowest rank is preferred."""
    return _headings()[source].get(key(heading))


@cache
def known_headings() -> frozenset[str]:
    """Every heading of every source, as keys: to find the header row and the sheet that holds the listing."""
    return frozenset(heading for headings in _headings().values() for heading in headings)


@cache
def code_list(field: str, source: SourceSystem) -> dict[str, str]:
    """Written word (as a key) to what it means, for one field of one source."""
    found: dict[str, str] = {}
    for row in reference_rows("code_lists"):
        if row["field"] == field and row["source"] in ("", source.value):
            found[key(row["written"])] = row["means"]
    return found


def read_word(field: str, source: SourceSystem, written: str) -> str | None:
    """What a written word means, "" for a known word that says nothing, None when no list knows it.

    What stands in brackets may be left off.
    """
    words = code_list(field, source)
    whole = words.get(key(written))
    if whole is not None:
        return whole
    without_brackets = re.sub(r"\([^)]*\)", "", written).strip()
    return words.get(key(without_brackets)) if without_brackets else None
