"""Headings and words as data: the synonyms of the field, by hand; what people type for nothing; and what must stay unknown."""

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest

from dashboard.domain.words import SourceSystem
from dashboard.extracts.vocabulary import field_of_heading, key, read_word
from tests.extracts.written_extracts import REPOSITORY, SHARED, csv_content, extract_of, incidents_of

LOCAL = (
    SourceSystem.DATIX,
    SourceSystem.ULYSSES,
    SourceSystem.INPHASE,
    SourceSystem.RADAR,
    SourceSystem.OTHER,
)

ANY_SYSTEM = {
    "reference": "ID; Ref; Reference; Record ID; RecordID; Web Ref; W-number; Incident Number; Incident No; Incident ID; "
    "Our Ref; Event ID; Event Ref; DCIQ ID; Local Trust incident ID; CL021 - Reference Number; RP01 Unique Incident ID; "
    "Event number; inc_ourref",
    "lfpse_reference": "LFPSE Reference; LFPSE ID",
    "revision": "Revision; Version",
    "occurred_on": "Incident date; Date of incident; Date occurred; Event date; When did it happen; IN01; T005 - Event date; "
    "inc_dincident",
    "occurred_time": "Time (hh:mm); Incident time; Time band; inc_time",
    "reported_on": "Reported date; Date reported; Opened date; Date opened; Submitted date; Created; Date recorded; "
    "SubmissionDate; inc_dreported; inc_dopened",
    "closed_on": "Closed date; Date closed",
    "status": "Approval status; Current approval status; Status; Workflow; rep_approved",
    "organisation": "Trust; Organisation",
    "site": "Site",
    "division": "Division; Care group; Clinical Group; Business unit; Directorate; CBU; inc_directorate",
    "specialty": "Specialty; Service; L006 - Specialty; PD05 Specialty - Lvl 1; inc_specialty",
    "location": "Ward; Department; Location (exact); Exact location; inc_locactual",
    "location_type": "Location (type); inc_loctype",
    "medication_only": "Category; Cause Group; Incident type tier one; Event category; IN05_LVL1; inc_category",
    "event_type": "Event type; CL001 - Event Type",
    "classification": "Type; Sub category; Sub-Category; Incident type tier two; Incident type tier three; inc_subcategory",
    "harm": "Severity; Actual harm; Degree of harm; Level of harm; Harm; Actual impact; Result severity; Physical harm; OT001; "
    "Largest physical harm (across all patients in incident); PD09; Severity of harm (actual); inc_severity; "
    "Managers Interim Harm Assessment; Reporter's initial harm assessment",
    "psychological_harm": "Psychological harm; OT002",
    "near_miss": "Result; Outcome; Near miss; Was harm prevented?; inc_n_nearmiss",
    "stage": "Stage; Stage of medication error; Medication stage; Med stage; Stage of process; Process; MD01; "
    "Processes involved; Cause 1; inc_med_stage",
    "error_type": "Medication error; Type of medication error; Type of error; Error type; Med error category; MD02; "
    "DrugInvolvementFactors; Cause 2; inc_med_error",
    "medicine": "Drug administered; Drug given; Drug involved; Drug name; Medication; Medicine; Medication 1; Approved name; "
    "MD05; DMD002; inc_med_drug; imed_name_admin",
    "medicine_2": "Medication 2; Drug 2; MD30",
    "medicine_3": "Medication 3; Drug 3",
    "medicine_intended": "Correct drug; Drug prescribed; Intended drug; inc_med_drug_rt",
    "brand": "Brand; Proprietary name; MD06; A002; DMD004",
    "dose": "Form; Dose given; Correct dose; inc_med_dose; inc_med_form_rt",
    "route": "Route; inc_med_route",
    "reporter_group": "Reporter job title; Job title; Reported by (role); Staff group; Staff type; Reporter role; ST01",
    "narrative": "Description; Details of incident; What happened; Notes; IN07; F001; Immediate action taken; "
    "AC001 - Immediate Actions; Lessons learned; inc_notes; inc_actiontaken; inc_inv_lessons",
    "duty_of_candour": "Duty of candour required?",
    "never_event": "Never Event?; never event; NeverEvent; Is this a Never Event?",
    "yellow_card": "Yellow Card reference; Yellow Card Reference Number; Yellow Card submitted?; MHRA Yellow Card ref; YellowCardReference",
}  # fmt: skip
PAIRS = [(field, heading) for field, headings in ANY_SYSTEM.items() for heading in headings.split("; ")]


@pytest.mark.parametrize(("field", "heading"), PAIRS)
def test_headings_of_every_system_are_known_in_a_listing_of_any_other(field: str, heading: str) -> None:
    found = field_of_heading("other", heading)
    assert found and found[0] == field


DATIX = [
    pair for pair in PAIRS
    if not re.match(r"(MD|OT|PD|IN|ST|RP|CL|DMD|T0|F0|AC|A0|L0)\d|Cause|Revision|Version|SubmissionDate|Local Trust|Event number",
                    pair[1]) and pair[0] != "event_type"
]  # fmt: skip


@pytest.mark.parametrize(("field", "heading"), DATIX)
def test_headings_and_field_codes_of_datix(field: str, heading: str) -> None:
    found = field_of_heading("datix", heading)
    assert found and found[0] == field


def test_headings_that_say_more_than_they_seem_are_not_used() -> None:
    """A consequence or grade is no harm, a completed duty is no required one, 'reached the patient' turns yes and no round."""
    for source in ("datix", "ulysses", "inphase", "radar", "other", "lfpse", "nrls"):
        for heading in (
            "Consequence", "inc_consequence", "Grade", "Risk grading", "Likelihood", "Potential harm", "Potential severity",
            "Duty of candour completed?", "DoC letter sent", "Never Event type", "Possible Never Event?", "MHRA reference", "Yellow Card date", "Did it reach the patient?", "Available beds", "Age", "Row",
            "No", "Number", "Incident", "Financial Year", "Month",
        ):  # fmt: skip
            assert field_of_heading(source, heading) is None, (source, heading)


def test_free_text_and_personal_headings_are_free_text_in_every_source() -> None:
    """The reading of files blanks a column only if its heading is free text and nothing else, whatever the source."""
    fields: dict[str, set[str]] = defaultdict(set)
    with (REPOSITORY / "data" / "reference" / "headings.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            fields[key(row["heading"])].add(row["field"])
    assert [name for name, found in fields.items() if "narrative" in found and len(found) > 1] == []
    for heading in (
        "Patient name",
        "NHS number",
        "Date of birth",
        "Description",
        "Lessons learned",
        "Handler",
    ):
        assert fields[key(heading)] == {"narrative"}


def test_every_national_heading_is_known_in_a_listing_of_any_system() -> None:
    path: Path = SHARED / "reference" / "nhse_export_headings.csv"
    if not path.exists():
        pytest.skip("nhse_export_headings.csv (../shared/data/reference) is not beside this repository")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            national = field_of_heading(row["system"].lower(), row["export_header"])
            if national:
                assert field_of_heading("other", row["export_header"]), row


RUBBISH = (
    "N/A",
    "n/a",
    "NA",
    ".",
    "-",
    "--",
    "?",
    "xxx",
    "TBC",
    "None recorded",
    "Please select",
    "null",
    "(blank)",
    "#N/A",
)


@pytest.mark.parametrize(
    "field",
    [
        "harm",
        "psychological_harm",
        "stage",
        "error_type",
        "reporter_group",
        "near_miss",
        "status",
        "duty_of_candour",
        "never_event",
        "yellow_card",
        "occurred_time",
    ],
)
@pytest.mark.parametrize("source", SourceSystem)
def test_what_people_type_for_nothing_says_nothing(field: str, source: SourceSystem) -> None:
    assert [read_word(field, source, written) for written in RUBBISH] == [""] * len(RUBBISH)


@pytest.mark.parametrize("field", ["medication_only", "event_type"])
def test_a_category_that_says_nothing_stays_unknown_so_that_it_is_listed(field: str) -> None:
    for source in SourceSystem:
        for written in (*RUBBISH, "Unknown", "None", "Other"):
            assert read_word(field, source, written) is None, (source, written)


@pytest.mark.parametrize(
    ("field", "written", "means"),
    [
        ("harm", "None", "No harm"), ("harm", "Unknown", "Not recorded"), ("harm", "Not known", "Not recorded"),
        ("harm", "Not applicable", "Not applicable"), ("harm", "None recorded", ""), ("harm", "NMISS", "No harm"),
        ("harm", "NONE", "No harm"), ("harm", "LOW", "Low"), ("harm", "MODRTE", "Moderate"), ("harm", "SEVERE", "Severe"),
        ("harm", "DEATH", "Fatal"), ("harm", "No harm (impact not prevented)", "No harm"),
        ("harm", "Low (minimal harm - patient(s) required extra observation or minor treatment)", "Low"),
        ("stage", "Unknown", "Not known"), ("stage", "Not known", "Not known"), ("stage", "I don't know", "Not known"),
        ("stage", "N/A", ""), ("stage", "None", ""), ("stage", "Dispensing error", "Preparation or dispensing"),
        ("stage", "Administration or supply of a medicine from a clinical area", "Administration or supply"),
        ("error_type", "Unknown", "Not known"), ("error_type", "None", ""), ("error_type", "Missed Dose", "Omitted dose"),
        ("error_type", "Late dose", "Delayed dose"), ("error_type", "Patient allergic", "Known allergy"),
        ("reporter_group", "Unknown", "Not recorded"), ("reporter_group", "Staff Nurse", "Nurse or midwife"),
        ("reporter_group", "Pharmacy technician", "Clinical services staff"),
        ("status", "Rejected", "left out"), ("status", "Duplicate", "left out"), ("status", "Finally approved", "counts"),
        ("status", "In holding area", "counts"), ("status", "Being reviewed", "counts"),
        ("near_miss", "TRUE", "yes"), ("near_miss", "FALSE", "no"), ("near_miss", "Unknown", ""),
        ("duty_of_candour", "Yes", "Recorded as applying"), ("duty_of_candour", "N", "Recorded as not applying"),
        ("duty_of_candour", "Letter sent", "Recorded as applying"), ("duty_of_candour", "Not required", "Recorded as not applying"),
        ("duty_of_candour", "Not applicable", "Recorded as not applying"), ("duty_of_candour", "Awaiting decision", ""),
        ("never_event", "Yes", "Recorded as a Never Event"), ("never_event", "FALSE", "Recorded as not a Never Event"),
        ("never_event", "Not a never event", "Recorded as not a Never Event"), ("never_event", "Possible Never Event", ""),
        ("never_event", "Not applicable", ""), ("yellow_card", "No", ""), ("yellow_card", "Not yet submitted", ""),
        ("medication_only", "Medication incident", "yes"), ("medication_only", "Medicines Management", "yes"),
        ("medication_only", "Controlled drugs", "yes"), ("medication_only", "MEDIC", "yes"),
        ("medication_only", "Slips, trips and falls", "no"), ("medication_only", "Medical device / equipment", "no"),
        ("event_type", "Incident", "yes"), ("event_type", "Good care", "no"), ("event_type", "Outcome of concern", "no"),
    ],
)  # fmt: skip
def test_words_of_local_systems(field: str, written: str, means: str) -> None:
    for source in LOCAL:
        assert read_word(field, source, written) == means, source


CONSEQUENCE = {
    "Insignificant": "No harm", "Negligible": "No harm", "Minor": "Low", "Moderate": "Moderate", "Major": "Severe",
    "Catastrophic": "Fatal", "1 - Negligible": "No harm", "2 Minor": "Low", "3. Moderate": "Moderate", "4 - Major": "Severe",
    "5 - Catastrophic": "Fatal",
}  # fmt: skip


def test_words_of_a_consequence_scale_have_a_level_only_as_such() -> None:
    for source in SourceSystem:
        for written, means in CONSEQUENCE.items():
            assert read_word("consequence", source, written) == means
            if "Moderate" not in written:
                assert read_word("harm", source, written) is None, (source, written)
        for written in ("None", "No harm", "Low", "Severe", "Death", "MODRTE"):  # only a harm scale has these
            assert read_word("consequence", source, written) is None, (source, written)


@pytest.mark.parametrize("letter", "ABCDEFGHI")
def test_letters_are_no_harm_level(letter: str) -> None:
    """The index of another country grades by letter, and a letter alone does not say that it is that index."""
    for source in SourceSystem:
        assert read_word("harm", source, letter) is None


def test_numbers_are_read_in_the_national_system_only() -> None:
    for source in SourceSystem:
        for field in (
            "harm",
            "stage",
            "error_type",
            "reporter_group",
            "near_miss",
            "medication_only",
            "event_type",
        ):
            if source is SourceSystem.LFPSE or (source, field) == (SourceSystem.NRLS, "medication_only"):
                continue
            assert [read_word(field, source, number) for number in "0123456789"] == [None] * 10, (
                source,
                field,
            )


def test_a_harm_number_is_never_a_near_miss() -> None:
    """Harm columns are looked at for near misses too: LFPSE's 1 is fatal."""
    assert [read_word("near_miss", SourceSystem.LFPSE, number) for number in "012345"] == [None] * 6


def test_nothing_said_about_a_near_miss_is_neither_yes_nor_no(tmp_path: Path) -> None:
    rows = [
        ("W1", "Low", "N/A"),
        ("W2", "?", ""),
        ("W3", "None", "No"),
        ("W4", "None", "Yes"),
        ("W5", "N/A", "-"),
    ]
    incidents = incidents_of(extract_of(csv_content(("Ref", "Severity", "Near miss"), rows), tmp_path))
    assert {ref: found["near_miss"] for ref, found in incidents.items()} == {
        "W1": None, "W2": None, "W3": False, "W4": True, "W5": None,
    }  # fmt: skip
    assert {ref: found["harm_level"] for ref, found in incidents.items()} == {
        "W1": "Low", "W2": "Not recorded", "W3": "No harm", "W4": "No harm", "W5": "Not recorded",
    }  # fmt: skip
