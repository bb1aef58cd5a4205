"""What a listing's own field says of a Never Event, and whether it holds a Yellow Card reference; expected values by hand."""

from pathlib import Path

from dashboard.domain.extract import Extract
from dashboard.domain.words import SourceSystem
from tests.extracts.written_extracts import csv_content, extract_of, incidents_of

CARD = "ADR 22/33"


def listing(
    headings: tuple[str, ...], rows: list[tuple[str, ...]], folder: Path, source: SourceSystem
) -> Extract:
    """One incident a row."""
    content = csv_content(
        ("Ref", "Incident date", "Severity", *headings),
        [(f"W{n}", "14/02/2025", "Low", *row) for n, row in enumerate(rows)],
    )
    return extract_of(content, folder, source=source)


def said(extract: Extract, field: str) -> list[str]:
    return [each[field] for each in incidents_of(extract).values()]


def test_a_never_event_is_what_the_field_says_and_unknown_words_are_to_be_placed(tmp_path: Path) -> None:
    written = ("Yes", "no", "", "Under review", "Wrong route", "No; Yes")
    extract = listing(("Never Event?",), [(each,) for each in written], tmp_path, SourceSystem.DATIX)
    assert said(extract, "never_event") == [
        "Recorded as a Never Event", "Recorded as not a Never Event", "Not recorded", "Not recorded", "Not recorded",
        "Recorded as a Never Event",
    ]  # fmt: skip
    assert [(each.field, each.written, each.rows) for each in extract.unplaced] == [
        ("never_event", "Wrong route", 1)
    ]
    assert set(said(extract, "yellow_card")) == {"Not in the extract"}


def test_any_text_but_a_word_for_nothing_is_a_reference_and_it_is_not_kept(tmp_path: Path) -> None:
    written = (CARD, "Yes", "No", "", "N/A", "Not required", "  ", "not yet submitted")
    extract = listing(("Yellow Card reference",), [(each,) for each in written], tmp_path, SourceSystem.DATIX)
    assert said(extract, "yellow_card") == ["Reference recorded", "Reference recorded", *["Not recorded"] * 6]
    assert list(extract.unplaced) == []
    assert "22/33" not in repr(extract.incidents.to_pylist()) + repr(extract.columns) + repr(extract.problems)
    assert set(said(extract, "never_event")) == {"Not in the extract"}


def test_of_two_columns_either_may_hold_the_reference(tmp_path: Path) -> None:
    rows = [("No", CARD), ("Yes", ""), ("No", "-"), ("", "")]
    extract = listing(("Yellow Card submitted?", "MHRA Yellow Card ref"), rows, tmp_path, SourceSystem.OTHER)
    assert said(extract, "yellow_card") == [
        "Reference recorded",
        "Reference recorded",
        "Not recorded",
        "Not recorded",
    ]


def test_rows_of_one_incident_say_one_thing(tmp_path: Path) -> None:
    heads = ("Ref", "Incident date", "Severity", "Never Event?", "Yellow Card reference", "Drug administered")
    content = csv_content(heads, [
        ("W1", "14/02/2025", "Low", "No", "", "Enoxaparin"), ("W1", "14/02/2025", "Low", "Yes", CARD, "Warfarin"),
        ("W2", "14/02/2025", "Low", "", "", "Digoxin"), ("W2", "14/02/2025", "Low", "No", "", "Warfarin"),
    ])  # fmt: skip
    found = incidents_of(extract_of(content, tmp_path))
    assert {ref: (each["never_event"], each["yellow_card"]) for ref, each in found.items()} == {
        "W1": ("Recorded as a Never Event", "Reference recorded"),
        "W2": ("Recorded as not a Never Event", "Not recorded"),
    }


def test_the_national_extract_says_a_reaction_by_its_own_criteria(tmp_path: Path) -> None:
    """Only the first of LFPSE's Yellow Card criteria is a reaction; defective or badly packed medicines are none."""
    heads = (
        "Reference",
        "Revision",
        "Drug Reaction",
        "Drug Involvement Factors",
        "Yellow Card Reference",
        "Never Event",
    )
    effects = "Side effects (also known as Adverse Drug Reactions or ADRs)"
    content = csv_content(heads, [
        ("L1", "1", effects, "", CARD, "false"), ("L2", "1", f"{effects}; Defective or counterfeit medicines", "", "", "true"),
        ("L3", "1", "Poor packaging or design of medicines that might lead to errors", "", "", ""),
        ("L4", "1", "None of the above", "", "", ""), ("L5", "1", "I don't know", "", "", ""),
    ])  # fmt: skip
    found = incidents_of(extract_of(content, tmp_path, source=SourceSystem.LFPSE))
    reaction, label = "Adverse reaction (used as intended)", "Storage, expiry, label or leaflet"
    assert {ref: (each["error_types"], each["never_event"], each["yellow_card"]) for ref, each in found.items()} == {
        "L1": ([reaction], "Recorded as not a Never Event", "Reference recorded"),
        "L2": ([reaction, label], "Recorded as a Never Event", "Not recorded"),
        "L3": ([label], "Not recorded", "Not recorded"),
        "L4": ([], "Not recorded", "Not recorded"),
        "L5": (["Not known"], "Not recorded", "Not recorded"),
    }  # fmt: skip
