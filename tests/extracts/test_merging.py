"""Rows to incidents on columns, against a plain-Python merge of the same rows; and lists put together, by hand."""

import random
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.extract import Extract, Question
from dashboard.domain.words import SourceSystem
from dashboard.extracts.merged import union_of_lists
from dashboard.extracts.references import linking_references
from dashboard.extracts.typed_rows import error_types
from tests.extracts.merged_by_hand import (
    CATEGORIES,
    DATES,
    ERRORS,
    GROUPS,
    HARM,
    HEADINGS,
    NEAR_MISS,
    ONLY_CONSEQUENCE,
    PLACES,
    SCALE,
    STAGES,
    STATUSES,
    incidents_by_hand,
    not_counting_by_hand,
    raw_words,
)
from tests.extracts.written_extracts import csv_content, extract_of, incidents_of

DRUGS = ("", "Apixaban", "Warfarin", "Zzxqv", "Unknown")
LAST = ("W99", "03/02/2026", "", "", "", "", "Low", "", "", "", "", "", "", "", "", "Medication", "")
SEEDS = range(40)
HARM_WORDS = tuple(HARM)
WITHOUT_SCORES = tuple(word for word in HARM if word not in ONLY_CONSEQUENCE)


FEW = ("W1", "W2", "W  2", "w2", " W3", "", "INC 4", "W\u20035")
MANY = tuple(f"W{number}" for number in range(10, 40))


def listing(seed: int) -> list[tuple[str, ...]]:
    """Thirty rows, most of which merge, some of which repeat; the last row always counts."""
    drawn = random.Random(seed)
    references = drawn.choice((FEW, MANY, FEW + MANY))
    harm = drawn.choice((HARM_WORDS, WITHOUT_SCORES))
    choices: tuple[tuple[str, ...], ...] = (
        references, DATES, DATES, ("", "Northgate", "Southgate"), ("", "Medicine"), tuple(PLACES), harm, tuple(NEAR_MISS),
        tuple(STAGES), tuple(ERRORS), DRUGS, DRUGS, ("", "Oral", "IV"), tuple(GROUPS), STATUSES, CATEGORIES, ("", "L1", "l2"),
    )  # fmt: skip
    rows = [tuple(drawn.choice(words) for words in choices) for _ in range(30)]
    return [*rows, *drawn.sample(rows, 3), LAST]


def test_listings_are_of_incidents_that_merge_and_of_some_that_do_not() -> None:
    """Generated rows that never merge would prove nothing."""
    rows_of = [found["row_count"] for seed in SEEDS for found in incidents_by_hand(listing(seed)).values()]
    assert sum(rows > 1 for rows in rows_of) > 100 and sum(rows == 1 for rows in rows_of) > 100


def read_listing(rows: list[tuple[str, ...]]) -> Extract:
    with tempfile.TemporaryDirectory() as staging:
        return extract_of(csv_content(HEADINGS, rows), Path(staging), source=SourceSystem.DATIX)


@cache
def read_once(seed: int) -> Extract:
    """The listing of a seed, read once for the tests that look at it; nobody changes what was read."""
    return read_listing(listing(seed))


def as_read(extract: Extract) -> dict[str, dict[str, Any]]:
    """The incidents of an extract in the shape of the oracle."""
    found = incidents_of(extract)
    for incident in found.values():
        incident["medicines"] = [
            (each["written"], each["route"], each["role"]) for each in incident["medicines"]
        ]
        incident["unplaced"] = [(each["field"], each["written"]) for each in incident["unplaced"]]
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_incidents_are_those_of_a_plain_merge(seed: int) -> None:
    rows = listing(seed)
    extract = read_once(seed)
    expected = incidents_by_hand(rows)
    found = as_read(extract)
    assert set(found) == set(expected)
    for reference, incident in expected.items():
        assert {name: found[reference][name] for name in incident} == incident, reference


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_add_up_and_what_does_not_count_is_said(seed: int) -> None:
    rows = listing(seed)
    extract = read_once(seed)
    counts = extract.rows
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert counts.read == len(filled)
    assert counts.read == counts.accepted + counts.duplicate + counts.rejected + counts.left_out
    assert counts.rejected == sum(not row[0].strip() for row in filled) == extract.rejected.num_rows
    named = [tuple(cell.strip() for cell in row) for row in filled if row[0].strip()]
    assert counts.duplicate == len(named) - len(set(named))
    expected = not_counting_by_hand(rows)
    assert {row["reference"]: row["standing"] for row in extract.not_counting.to_pylist()} == expected
    others = sum(why == "not a medication incident" for why in expected.values())
    assert extract.medication_share == len(incidents_by_hand(rows)) / (len(incidents_by_hand(rows)) + others)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_raw_word_is_listed_with_its_rows(seed: int) -> None:
    rows = listing(seed)
    extract = read_once(seed)
    distinct = [dict(zip(HEADINGS, row, strict=True)) for row in dict.fromkeys(
        tuple(cell.strip() for cell in row) for row in rows)]  # fmt: skip
    consequence = any(row["Severity"] in ONLY_CONSEQUENCE for row in distinct)
    words: Counter[tuple[str, str]] = Counter()
    for row in distinct:
        if not row["Ref"]:
            continue
        if row["Category"] not in ("", "Medication"):
            words["medication_only", row["Category"]] += 1
        elif row["Approval status"] != "Rejected":
            words.update(raw_words(row, consequence))
    assert {(word.field, word.written): word.rows for word in extract.unplaced} == words
    assert (Question.CONSEQUENCE in extract.questions) == consequence
    if consequence:
        assert not {incident["harm_level"] for incident in incidents_of(extract).values()} & {
            "Moderate"
        } or any(row["Severity"] == "MODRTE" for row in distinct)
        assert SCALE[-1] not in {word.written for word in extract.unplaced if word.field == "harm"}


def coded(lists: list[list[str]]) -> Any:
    """Each list its own entry of the dictionary, as lists that were never compared are."""
    return pa.DictionaryArray.from_arrays(pa.array(range(len(lists)), pa.int32()), pa.array(lists))


def test_medicine_that_stands_in_two_columns_of_a_row_is_one(tmp_path: Path) -> None:
    headings = ("RP01 Unique Incident ID", "MD05 Approved Name (Drug 1)", "MD30 Approved Name (Drug 2)")
    rows = [
        ("1", "Apixaban", "Apixaban"),
        ("2", "", "Warfarin"),
        ("3", "Warfarin", "Apixaban"),
        ("4", "", ""),
    ]
    extract = extract_of(csv_content(headings, rows), tmp_path, source=SourceSystem.NRLS)
    found = {
        ref: [each["written"] for each in one["medicines"]] for ref, one in incidents_of(extract).items()
    }
    assert found == {"1": ["Apixaban"], "2": ["Warfarin"], "3": ["Apixaban", "Warfarin"], "4": []}


def test_lists_of_an_incident_are_put_together_once_each() -> None:
    lists = coded([["b"], ["a"], [], ["c", "a"], ["a"], ["a"]])
    incidents = np.array([7, 7, 9, 2, 2, 2])
    found = union_of_lists(lists, incidents, sorted)
    assert found.to_pylist() == [["a", "b"], [], ["a", "c"]]


def test_kind_of_error_counts_only_where_no_row_says_the_error() -> None:
    assert error_types({"Too much, not specified"}) == ["Too much, not specified"]
    assert error_types({"Too much, not specified", "Wrong rate or duration"}) == ["Wrong rate or duration"]
    assert error_types(set()) == []


class _Columns:
    """Three columns of references, as `linking_references` asks for them."""

    def __init__(self, *columns: list[str | None]) -> None:
        self.columns = [pa.array(column, pa.string()) for column in columns]

    def __len__(self) -> int:
        return len(self.columns[0])

    def all(self, name: str) -> list[Any]:
        return self.columns


@given(st.lists(st.tuples(*[st.sampled_from(("a", "B", "c", "é", None))] * 4), min_size=1, max_size=20))
@settings(max_examples=40, deadline=None)
def test_references_of_several_columns_are_one_sorted_list(rows: list[tuple[str | None, ...]]) -> None:
    columns: Any = _Columns(*[[row[position] for row in rows] for position in range(4)])
    expected = [sorted({cell.upper() for cell in row if cell}) for row in rows]
    assert linking_references(columns, "reference").to_pylist() == expected
