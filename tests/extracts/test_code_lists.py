"""Words as data: every line of the two reference files is understood, and the national labels all have a place."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from dashboard.domain.words import (
    ErrorType,
    HarmLevel,
    MedicationStage,
    PsychologicalHarm,
    ReporterGroup,
    SourceSystem,
)
from dashboard.extracts.coded import one_word, parts_of, place, several_words
from dashboard.extracts.vocabulary import FIELD_WORDS, field_of_heading, key, read_word
from tests.extracts.written_extracts import REPOSITORY, SHARED, csv_content, extract_of, incidents_of

REFERENCE = REPOSITORY / "data" / "reference"
ENUMS = {
    "harm": HarmLevel,
    "psychological_harm": PsychologicalHarm,
    "stage": MedicationStage,
    "error_type": ErrorType,
    "reporter_group": ReporterGroup,
    "consequence": HarmLevel,
}
YES_NO = {
    "medication_only": {"yes", "no"},
    "event_type": {"yes", "no"},
    "near_miss": {"yes", "no", ""},
    "duty_of_candour": {"Recorded as applying", "Recorded as not applying", ""},
    "never_event": {"Recorded as a Never Event", "Recorded as not a Never Event", ""},
    "yellow_card": {""},
    "occurred_time": {""},
    "status": {"left out", "counts", ""},
}
"""Words of a category or event type always say something: a row whose category says nothing is left out and listed."""
ACTIVITY = {
    *(
        "month",
        "site",
        "division",
        "location",
        "bed_days",
        "available",
        "admissions",
        "doses",
        "items",
        "staff",
    ),
    *(
        "kind",
        "staff_group",
        "amount",
        "organisation_code",
        "organisation",
        "period_end",
        "sector",
        "daily_beds",
    ),
    "part_of_beds",
}
LFPSE = SourceSystem.LFPSE


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as rows:
        return list(csv.DictReader(rows))


def test_every_code_means_a_member_of_the_right_list() -> None:
    for row in lines(REFERENCE / "code_lists.csv"):
        assert row["source"] in ("", *SourceSystem), row
        assert row["written"].strip() == row["written"] != "", row
        if row["field"] in YES_NO:
            assert row["means"] in YES_NO[row["field"]], row
        elif row["means"]:
            assert row["means"] in set(ENUMS[row["field"]]), row


def test_no_word_means_two_things_in_one_source() -> None:
    for source in SourceSystem:
        meanings: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in lines(REFERENCE / "code_lists.csv"):
            if row["source"] in ("", source):
                meanings[row["field"], key(row["written"])].add(row["means"])
        assert {word: means for word, means in meanings.items() if len(means) > 1} == {}


@pytest.mark.parametrize("field", ENUMS)
def test_every_member_is_understood_as_itself(field: str) -> None:
    """What the product prints can be read again, except for words that LFPSE uses in another sense."""
    for member in ENUMS[field]:
        if member.value in ("Not recorded", "Not known"):
            continue
        found = read_word(field, SourceSystem.DATIX, member.value)
        assert found in (member.value, None), member


def test_consequence_words_are_never_taken_for_harm() -> None:
    for source in SourceSystem:
        for word in (
            "Insignificant",
            "Minor",
            "Negligible",
            "Major",
            "Catastrophic",
            "High",
            "Medium",
            "Extreme",
        ):
            assert read_word("harm", source, word) is None, word


def test_headings_are_known_fields_and_none_stands_twice() -> None:
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    rows = lines(REFERENCE / "headings.csv")
    for row in rows:
        assert row["source"] in ("activity", *SourceSystem), row
        known = ACTIVITY if row["source"] == "activity" else set(FIELD_WORDS)
        assert row["field"] in known, row
        assert row["heading"].strip() == row["heading"] != "", row
        seen[row["source"], key(row["heading"])].add(row["field"])
    assert {heading: fields for heading, fields in seen.items() if len(fields) > 1} == {}
    for source in SourceSystem:
        fields = {row["field"] for row in rows if row["source"] == source}
        assert {
            "reference",
            "occurred_on",
            "harm",
            "stage",
            "error_type",
            "medicine",
            "location",
        } <= fields, source


def test_headings_match_whatever_their_case_spaces_and_punctuation() -> None:
    for written in (
        "Location (exact)",
        "LOCATION exact",
        "location_exact",
        " Location  (Exact): ",
        "Location\n(exact)",
    ):
        found = field_of_heading("datix", written)
        assert found and found[0] == "location"
    assert field_of_heading("datix", "Colour") is None


def reference_rows(name: str) -> list[dict[str, str]]:
    path = SHARED / "reference" / name
    if not path.exists():
        pytest.skip(f"{name} (../shared/data/reference) is not beside this repository")
    return lines(path)


DRUG_FACTORS = (
    "drugs-involved", "too-much-drug", "too-little-drug", "medication-administered-incorrectly",
    "problem-medication-or-packaging",
)  # fmt: skip


@pytest.mark.parametrize(
    ("lists", "field"),
    [
        (("level-of-physical-harm",), "harm"),
        (("level-of-psychological-harm",), "psychological_harm"),
        (("involved-processes",), "stage"),
        (DRUG_FACTORS, "error_type"),
        (("staff-type",), "reporter_group"),
    ],
)
def test_every_label_of_the_lfpse_taxonomy_is_placed(lists: tuple[str, ...], field: str) -> None:
    rows = [row for row in reference_rows("lfpse_v5_codes.csv") if row["code_system"] in lists]
    assert len(rows) >= 4
    for row in rows:
        found = read_word(field, LFPSE, row["display"])
        assert found in set(ENUMS[field]), row["display"]
        # a label stays one answer although it holds commas, slashes and 'and/or'
        assert parts_of(field, LFPSE, row["display"]) == [row["display"]]


@pytest.mark.parametrize(
    ("code_system", "field"),
    [
        ("level-of-physical-harm", "harm"),
        ("level-of-psychological-harm", "psychological_harm"),
        ("involved-processes", "stage"),
    ],
)
def test_lfpse_codes_mean_what_their_labels_mean(code_system: str, field: str) -> None:
    """Codes of harm run 1 = worst: they are compared with the labels, never with their order."""
    rows = [row for row in reference_rows("lfpse_v5_codes.csv") if row["code_system"] == code_system]
    for row in rows:
        assert read_word(field, LFPSE, row["code"]) == read_word(field, LFPSE, row["display"]), row


def test_codes_of_lfpse_mean_nothing_in_other_sources() -> None:
    for field in ENUMS:
        for code in "12345":
            assert read_word(field, SourceSystem.DATIX, code) is None
            assert read_word(field, SourceSystem.NRLS, code) is None


def test_yellow_card_criteria_are_placed_or_say_nothing() -> None:
    rows = [
        row for row in reference_rows("lfpse_v5_codes.csv") if row["code_system"] == "yellow-card-criteria"
    ]
    assert len(rows) == 7
    unknown = [row["display"] for row in rows if read_word("error_type", LFPSE, row["display"]) is None]
    assert unknown == []


def test_medication_alone_of_the_agents_makes_a_medication_incident() -> None:
    for row in reference_rows("lfpse_v5_codes.csv"):
        if row["code_system"] == "agent-type":
            said = read_word("medication_only", LFPSE, row["display"])
            assert (said == "yes") == (row["display"] == "Medications"), row
            assert (read_word("medication_only", LFPSE, row["code"]) == "yes") == (row["code"] == "4")


def test_national_headings_that_are_mapped_are_spelled_as_nhs_england_prints_them() -> None:
    printed: dict[str, dict[str, str]] = defaultdict(dict)
    for row in reference_rows("nhse_export_headings.csv"):
        printed[row["system"].lower()][key(row["export_header"])] = row["export_header"]
    mapped = {
        (row["source"], key(row["heading"])): row["heading"]
        for row in lines(REFERENCE / "headings.csv")
        if row["source"] in printed
    }
    spelled = {at: heading for at, heading in mapped.items() if at[1] in printed[at[0]]}
    assert len(spelled) >= 40
    assert {heading for at, heading in spelled.items() if printed[at[0]][at[1]] != heading} == set()
    needed = {
        "nrls": ("RP01 Unique Incident ID", "Date of Incident", "PD09 Degree of harm (severity)", "MD01 Med Process",
                 "MD02 Med Error Category", "MD05 Approved Name (Drug 1)", "MD06 Proprietary Name (Drug 1)",
                 "MD30 Approved Name (Drug 2)", "IN05 Incident Category - Lvl1", "IN07 Description of what happened"),
        "lfpse": ("Reference", "Revision", "T005 - Event date", "Reported Date", "OT001 - Physical harm", "Number of patients",
                  "A001 - Involved Agents", "CL001 - Event Type", "DMD002 - Medicine types (VTM)", "F001 - Describe what happened"),
    }  # fmt: skip
    for source, headings in needed.items():
        for heading in headings:
            assert heading in printed[source].values() and field_of_heading(source, heading), heading


def test_free_text_columns_of_the_national_extracts_are_all_narrative() -> None:
    """A heading that promises free text about the incident may never be read as a code, a place or a medicine."""
    for row in reference_rows("nhse_export_headings.csv"):
        heading = row["export_header"]
        if any(
            word in heading.lower()
            for word in ("free text", "describe", "description of", "actions", "causes", "other)")
        ):
            found = field_of_heading(row["system"].lower(), heading)
            assert found is None or found[0] == "narrative" or heading == "IN03 Location - Free Text", heading


def test_several_answers_in_a_cell() -> None:
    stages = several_words("stage", LFPSE)
    assert stages("Prescription; Administering") == ["Prescribing", "Administration or supply"]
    assert stages("Prescription {~@~} Dispensing") == ["Prescribing", "Preparation or dispensing"]
    assert stages("1 3") == ["Prescribing", "Administration or supply"]
    assert stages("3 3 Administering") == []
    assert stages("Prescription;Mars;Prescription") == ["Prescribing"]
    assert stages(None) == stages("") == []


def test_brackets_may_be_left_off() -> None:
    harm = one_word("harm", SourceSystem.DATIX, "Not recorded")
    assert harm("Severe (permanent or long term harm)") == "Severe"
    assert harm("Death (caused by the incident)") == "Fatal"
    assert harm("(see notes)") == harm("?") == harm(None) == "Not recorded"


def test_near_miss_is_a_mark_beside_no_harm(tmp_path: Path) -> None:
    rows = [
        ("W1", "Near miss", ""),
        ("W2", "No harm - impact not prevented", ""),
        ("W3", "Low", ""),
        ("W4", "None", "Near miss: did not reach the patient"),
        ("W5", "No harm: impact prevented", ""),
    ]
    incidents = incidents_of(extract_of(csv_content(("Ref", "Severity", "Result"), rows), tmp_path))
    assert {ref: (found["harm_level"], found["near_miss"]) for ref, found in incidents.items()} == {
        "W1": ("No harm", True), "W2": ("No harm", False), "W3": ("Low", None), "W4": ("No harm", True),
        "W5": ("No harm", True),
    }  # fmt: skip


def test_greatest_harm_over_patients_and_no_patient_is_not_applicable(tmp_path: Path) -> None:
    headings = ("Reference", "Number of patients", "OT001 - Physical harm", "OT002 - Psychological harm")
    rows = [
        ("L1", "2", "No physical harm", "Moderate psychological harm"),
        ("L1", "2", "Severe physical harm", "Low psychological harm"),
        ("L2", "0", "", ""),
        ("L3", "1", "", ""),
        ("L4", "1", "5", "4"),
        ("L5", "2", "4", ""),
        ("L5", "2", "1", "1"),
    ]
    incidents = incidents_of(extract_of(csv_content(headings, rows), tmp_path, source=LFPSE))
    found = {ref: (each["harm_level"], each["psychological_harm"]) for ref, each in incidents.items()}
    assert found == {
        "L1": ("Severe", "Moderate psychological harm"),
        "L2": ("Not applicable", "Not recorded"),
        "L3": ("Not recorded", "Not recorded"),
        "L4": ("No harm", "No psychological harm"),
        "L5": ("Fatal", "Severe psychological harm"),
    }


def test_places_that_are_sentences_or_numbers_of_people_are_not_kept() -> None:
    name = place("Not recorded")
    assert name("Ward 7") == "Ward 7"
    assert name("  Ward   7 ") == "Ward 7"
    assert name("A&E (Majors) – bay 12") == "A&E (Majors) – bay 12"
    for personal in (
        "Bed 4 999 000 0018",
        "9990000018",
        "999-000-0018",
        "a.nurse@example.org",
        "x" * 61,
        None,
        "",
    ):
        assert name(personal) == "Not recorded", personal


def test_unknown_words_are_listed_once_with_their_rows(tmp_path: Path) -> None:
    headings = ("Ref", "Severity", "Stage", "Error type", "Staff group")
    rows = [
        ("W1", "Amber", "Prescribing; Ordering", "Mix-up", "Ward clerk"),
        ("W2", "Amber", "Ordering", "Wrong dose", "Nurse"),
        ("W2", "Amber", "Ordering", "Wrong dose", "Nurse"),
        ("", "Green", "Ordering", "", ""),
    ]
    extract = extract_of(csv_content(headings, rows), tmp_path)
    assert [(word.field, word.written, word.rows) for word in extract.unplaced] == [
        ("harm", "Amber", 2), ("stage", "Ordering", 2), ("error_type", "Mix-up", 1), ("reporter_group", "Ward clerk", 1),
    ]  # fmt: skip
