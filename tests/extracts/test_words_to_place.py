"""Words that nobody knows: kept raw on incidents, listed with their rows, never taken for something else."""

from pathlib import Path

import pytest

from dashboard.domain.extract import Extract, MendableFile, Question
from dashboard.domain.profile import PlacedWord, Profile, ReadingChoices
from dashboard.domain.words import SourceSystem
from dashboard.extracts.incidents import read_extract
from dashboard.extracts.reading import stage_bytes
from tests.extracts.written_extracts import NOW, csv_content, extract_of, incidents_of

LFPSE = SourceSystem.LFPSE


def raw(incident: dict) -> list[tuple[str, str]]:
    return [(word["field"], word["written"]) for word in incident["unplaced"]]


def test_consequence_words_ask_and_moderate_among_them_is_no_harm(tmp_path: Path) -> None:
    words = ("Insignificant", "Negligible", "Minor", "Moderate", "Major", "Catastrophic")
    rows = [(f"W{number}", word) for number, word in enumerate(words)]
    extract = extract_of(csv_content(("Ref", "Severity"), rows), tmp_path)
    assert extract.questions == (Question.CONSEQUENCE,)
    assert {word.field for word in extract.unplaced} == {"consequence"}
    assert {word.written for word in extract.unplaced} == set(words)
    for number, word in enumerate(words):
        incident = incidents_of(extract)[f"W{number}"]
        assert (incident["harm_level"], raw(incident)) == ("Not recorded", [("consequence", word)])


@pytest.mark.parametrize("written", ["3 - Moderate", "Moderate (3)", "moderate", "Moderate"])
def test_moderate_with_its_score_is_a_consequence_beside_another(tmp_path: Path, written: str) -> None:
    rows = [("W1", written), ("W2", "2 - Minor"), ("W3", "Low")]
    extract = extract_of(csv_content(("Ref", "Severity"), rows), tmp_path)
    incidents = incidents_of(extract)
    assert [incidents[ref]["harm_level"] for ref in ("W1", "W2", "W3")] == [
        "Not recorded",
        "Not recorded",
        "Low",
    ]
    assert raw(incidents["W1"]) == [("consequence", written)]


def test_words_that_both_scales_list_stay_harm_beside_a_consequence(tmp_path: Path) -> None:
    rows = [("W1", "None"), ("W2", "Severe"), ("W3", "CATA"), ("W4", "Major harm"), ("W5", "Moderate harm")]
    incidents = incidents_of(extract_of(csv_content(("Ref", "Severity"), rows), tmp_path))
    assert {ref: found["harm_level"] for ref, found in incidents.items()} == {
        "W1": "No harm", "W2": "Severe", "W3": "Not recorded", "W4": "Not recorded", "W5": "Moderate",
    }  # fmt: skip
    assert raw(incidents["W4"]) == [("consequence", "Major harm")]


def test_codes_of_harm_are_harm_and_moderate_alone_is(tmp_path: Path) -> None:
    codes = {"NMISS": "No harm", "NONE": "No harm", "LOW": "Low", "MODRTE": "Moderate", "SEVERE": "Severe", "DEATH": "Fatal",
             "Moderate": "Moderate"}  # fmt: skip
    extract = extract_of(csv_content(("Ref", "Severity"), [(code, code) for code in codes]), tmp_path)
    assert extract.questions == () and extract.unplaced == ()
    assert {ref: found["harm_level"] for ref, found in incidents_of(extract).items()} == codes


def test_consequence_column_does_not_silence_a_harm_column_beside_it(tmp_path: Path) -> None:
    """Two columns of harm: the first that is filled speaks, and says nothing about harm when it holds a score."""
    rows = [("W1", "Low", "Major"), ("W2", "", "Moderate"), ("W3", "Moderate", "")]
    extract = extract_of(csv_content(("Ref", "Severity", "Actual harm"), rows), tmp_path)
    incidents = incidents_of(extract)
    assert [incidents[ref]["harm_level"] for ref in ("W1", "W2", "W3")] == ["Low", "Not recorded", "Moderate"]
    assert raw(incidents["W1"]) == [("consequence", "Major")]


def test_texts_longer_than_a_word_are_problems_and_not_kept(tmp_path: Path) -> None:
    text = "the patient was upset and " * 4
    rows = [("W1", text.strip(), "Odd"), ("W2", "o" * 80, "Low")]
    extract = extract_of(csv_content(("Ref", "Stage", "Severity"), rows), tmp_path)
    assert raw(incidents_of(extract)["W1"]) == [("harm", "Odd")]
    assert raw(incidents_of(extract)["W2"]) == [("stage", "o" * 80)]
    assert [(p.row, p.column, p.value_kind) for p in extract.problems] == [(2, "Stage", "free text")]
    assert not any("upset" in f"{word} " for word in extract.unplaced)


def test_known_words_are_never_listed(tmp_path: Path) -> None:
    headings = ("Ref", "Severity", "Result", "Stage", "Category")
    rows = [
        ("W1", "Unknown", "Near miss", "Prescribing", "Medication"),
        ("W2", "Low", "No harm", "Advice", ""),
    ]
    assert extract_of(csv_content(headings, rows), tmp_path).unplaced == ()


def test_later_taxonomy_labels_do_not_fail_and_are_listed(tmp_path: Path) -> None:
    headings = ("Reference", "CL001 - Event Type", "A001 - Involved Agents", "OT001 - Physical harm", "Involved Processes",
                "Number of patients")  # fmt: skip
    rows = [
        ("L1", "Incident", "Medications {~@~} Robots", "Some new harm", "Brewing; Dispensing", "1"),
        ("L2", "Incident", "Robots", "Fatal", "", "1"),
        ("L3", "Happening", "Medications", "Fatal", "", "1"),
        ("L4", "Incident", "4 9", "2", "1 3", "1"),
    ]
    extract = extract_of(csv_content(headings, rows), tmp_path, source=LFPSE)
    assert [(word.field, word.written) for word in extract.unplaced] == [
        ("harm", "Some new harm"), ("stage", "Brewing"), ("event_type", "Happening"), ("medication_only", "Robots"),
    ]  # fmt: skip
    incidents = incidents_of(extract)
    assert set(incidents) == {"L1", "L4"}
    assert incidents["L1"]["stages"] == ["Preparation or dispensing"]
    assert incidents["L4"]["harm_level"] == "Severe"
    assert incidents["L4"]["stages"] == ["Administration or supply", "Prescribing"]


PATIENTS = ("Reference", "Number of patients", "OT001 - Physical harm")


def test_no_patient_and_unknown_patients_are_not_applicable_apart_from_not_recorded(tmp_path: Path) -> None:
    rows = [
        ("none", "0", ""), ("blank", "", ""), ("unknown", "Unknown", ""), ("asked", "I don't know", ""),
        ("graded", "Unknown", "Low physical harm"), ("one", "1", ""), ("two", "2", ""), ("two", "2", "Severe physical harm"),
        ("odd", "several", ""), ("harmed", "0", "Severe physical harm"), ("zero", "0.0", ""),
    ]  # fmt: skip
    extract = extract_of(csv_content(PATIENTS, rows), tmp_path, source=LFPSE)
    assert {ref: found["harm_level"] for ref, found in incidents_of(extract).items()} == {
        "none": "Not applicable", "blank": "Not applicable", "unknown": "Not applicable", "asked": "Not applicable",
        "graded": "Low", "one": "Not recorded", "two": "Severe", "odd": "Not recorded", "harmed": "Not applicable",
        "zero": "Not applicable",
    }  # fmt: skip
    assert [(p.row, p.value_kind) for p in extract.problems] == [(11, "word")]


def test_empty_column_of_patients_says_nothing(tmp_path: Path) -> None:
    extract = extract_of(csv_content(PATIENTS, [("L1", "", ""), ("L2", "", "Low")]), tmp_path, source=LFPSE)
    assert incidents_of(extract)["L1"]["harm_level"] == "Not recorded"


def test_a_listing_of_an_unknown_category_can_be_mended(tmp_path: Path) -> None:
    """Nothing in it counts as it stands; the category that no list knows is listed, and once placed its rows are read."""
    listing = (
        b"ID,Incident date,Category,Severity\nW1,01/02/2025,Meds mgmt,Low\nW2,02/02/2025,Falls,No harm\n"
    )
    refused = read_extract(stage_bytes(listing, tmp_path), "a.csv", now=NOW, source=SourceSystem.DATIX)
    assert isinstance(refused, MendableFile)
    assert ("medication_only", "Meds mgmt", 1) in [(w.field, w.written, w.rows) for w in refused.unplaced]
    placed = (PlacedWord("medication_only", SourceSystem.DATIX, "Meds mgmt", "yes"),)
    read = read_extract(
        stage_bytes(listing, tmp_path),
        "a.csv",
        now=NOW,
        choices=ReadingChoices(SourceSystem.DATIX, None, placed),
    )
    assert isinstance(read, Extract)
    assert (read.rows.accepted, read.rows.left_out) == (1, 1)


def test_a_listing_without_a_known_reference_can_be_mapped_by_hand(tmp_path: Path) -> None:
    listing = b"Case,Incident date,Severity\nW1,01/02/2025,Low\n"
    refused = read_extract(stage_bytes(listing, tmp_path), "a.csv", now=NOW, source=SourceSystem.DATIX)
    assert isinstance(refused, MendableFile)
    assert [column.heading for column in refused.columns] == ["Case", "Incident date", "Severity"]
    profile = Profile(
        "by hand", SourceSystem.DATIX, ("Case", "Incident date", "Severity"), (("Case", "reference"),)
    )
    read = read_extract(
        stage_bytes(listing, tmp_path), "a.csv", now=NOW, choices=ReadingChoices(profile=profile)
    )
    assert isinstance(read, Extract)
    assert read.incidents.column("reference").to_pylist() == ["W1"]
