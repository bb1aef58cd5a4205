"""Every row has one fate: read = accepted + duplicate + rejected + left out, against a second counter on generated extracts."""

import csv
import io
import re
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.extract import Extract, RefusedFile
from dashboard.domain.profile import ReadingChoices
from dashboard.domain.words import SourceSystem
from dashboard.extracts.incidents import extract_of_sheet
from dashboard.extracts.limits import BROWSER
from dashboard.extracts.reading import RawSheet, read_sheet, stage_bytes
from tests.extracts.counted_by_hand import ACCEPTED, REJECTED, account_of
from tests.extracts.written_extracts import (
    DATIX_HEADINGS,
    GOOD_ROW,
    REPOSITORY,
    csv_content,
    extract_of,
    incidents_of,
    read,
)

DATIX = (
    "Ref",
    "Incident date",
    "Approval status",
    "Category",
    "Location (exact)",
    "Severity",
    "Drug administered",
)
LFPSE = (
    "Reference", "Revision", "CL001 - Event Type", "A001 - Involved Agents", "T005 - Event date",
    "OT001 - Physical harm", "A002 - Medicine types involved",
)  # fmt: skip
REFERENCES = ("W1", "W2", "W3", " W1 ", "", " ", "\xa0")
TAILS = ((), (), (), ("",), ("", " "), ("beyond",), ("", "1,5 mg"))


@st.composite
def datix_rows(draw: st.DrawFn) -> list[tuple[str, ...]]:
    row = st.tuples(
        st.sampled_from(REFERENCES),
        st.sampled_from(("03/02/2026", "31/02/2026", "")),
        st.sampled_from(("Finally approved", "Rejected", "Duplicate", "", "In holding area")),
        st.sampled_from(("Medication", "Medication", "", "Patient accident")),
        st.sampled_from(("Ward 7", "", 'Ward "8"\nbay 2')),
        st.sampled_from(("None (no harm caused)", "Low", "Moderate", "Severe", "Death", "", "?")),
        st.sampled_from(("Apixaban", "Total parenteral nutrition", "")),
    )
    cut = st.sampled_from((7, 7, 7, 5, 2))
    tail = st.sampled_from(TAILS)
    made = draw(st.lists(st.tuples(row, cut, tail), max_size=12))
    rows = [
        cells if extra and width == 7 and (cells := (*whole, *extra)) else whole[:width]
        for whole, width, extra in made
    ]
    footers = st.sampled_from(((), (("Total: 12",), ("Page 1 of 1",)), (("Total", "12"),), ((), ("",) * 7)))
    return [*rows, ("W99", "03/02/2026", "", "Medication", "Ward 7", "Low", "Warfarin"), *draw(footers)]


@st.composite
def lfpse_rows(draw: st.DrawFn) -> list[tuple[str, ...]]:
    row = st.tuples(
        st.sampled_from(("L1", "L2", "L3", "")),
        st.sampled_from(("1", "2", "3", "10", "")),
        st.sampled_from(("Incident", "Incident", "Incident", "Risk", "Good care", "")),
        st.sampled_from(("Medications", "Devices; Medications", "Devices", "")),
        st.sampled_from(("2026-02-03", "")),
        st.sampled_from(("No physical harm", "Low physical harm", "Fatal", "")),
        st.sampled_from(("Apixaban", "warfarin", "")),
    )
    made = draw(st.lists(row, max_size=14))
    return [*made, ("L99", "1", "Incident", "Medications", "2026-02-03", "Fatal", "Warfarin")]


def compare(content: bytes, source: SourceSystem, headings: Sequence[str], harm: str, medicine: str) -> None:
    with tempfile.TemporaryDirectory() as staging:
        extract = extract_of(content, Path(staging), "listing.csv", source)
    account = account_of(content, reference=headings[0], harm=harm, medicine=medicine)
    rows = extract.rows
    assert rows.read == len(account.fates)
    assert rows.read == rows.accepted + rows.duplicate + rows.rejected + rows.left_out
    counted = {fate: account.count(fate) for fate in ("accepted", "duplicate", "rejected", "left out")}
    assert counted == {
        "accepted": rows.accepted, "duplicate": rows.duplicate, "rejected": rows.rejected, "left out": rows.left_out,
    }  # fmt: skip
    assert dict(extract.left_out) == account.reasons("left out")
    rejected = {problem.row: problem.reason for problem in extract.problems if problem.value_kind == "row"}
    assert rejected == {
        number: f"not read: {reason}" for number, (fate, reason) in account.fates.items() if fate == REJECTED
    }
    incidents = incidents_of(extract)
    assert {reference: found["harm_level"] for reference, found in incidents.items()} == account.harm
    assert {
        reference: {written["written"] for written in found["medicines"]}
        for reference, found in incidents.items()
    } == account.medicines
    assert sum(found["row_count"] for found in incidents.values()) == account.count(ACCEPTED)


@given(datix_rows())
@settings(max_examples=60, deadline=None)
def test_every_row_of_generated_datix_listings(rows: list[tuple[str, ...]]) -> None:
    compare(csv_content(DATIX, rows), SourceSystem.DATIX, DATIX, "Severity", "Drug administered")


@given(lfpse_rows())
@settings(max_examples=60, deadline=None)
def test_every_row_of_generated_lfpse_extracts(rows: list[tuple[str, ...]]) -> None:
    content = csv_content(LFPSE, rows)
    compare(content, SourceSystem.LFPSE, LFPSE, "OT001 - Physical harm", "A002 - Medicine types involved")


def test_incident_whose_newest_revision_is_no_longer_medication_does_not_count(tmp_path: Path) -> None:
    rows = [
        ("L1", "1", "Incident", "Medications", "2026-02-03", "Fatal", "Warfarin"),
        ("L1", "2", "Incident", "Devices", "2026-02-03", "Fatal", ""),
        ("L2", "2", "Risk", "Medications", "2026-02-03", "", "Warfarin"),
        ("L2", "1", "Incident", "Medications", "2026-02-03", "", "Warfarin"),
        ("L3", "9", "Incident", "Medications", "2026-02-03", "Fatal", ""),
        ("L3", "10", "Incident", "Medications", "2026-02-03", "Low physical harm", ""),
    ]
    extract = extract_of(csv_content(LFPSE, rows), tmp_path, source=SourceSystem.LFPSE)
    assert {ref: found["harm_level"] for ref, found in incidents_of(extract).items()} == {"L3": "Low"}
    assert extract.rows.left_out == 5


def test_first_reported_date_is_kept_from_an_earlier_revision(tmp_path: Path) -> None:
    rows = [("L1", "2", "05/03/2026"), ("L1", "1", "01/02/2026"), ("L1", "2", "07/03/2026")]
    content = csv_content(("Reference", "Revision", "Reported Date"), rows)
    extract = extract_of(content, tmp_path, source=SourceSystem.LFPSE)
    assert f"{incidents_of(extract)['L1']['reported_on']}" == "2026-02-01"


def test_row_with_total_in_a_medicine_or_ward_is_an_incident(tmp_path: Path) -> None:
    """A listing of three columns has no more filled cells than a total line."""
    rows = [("W1", "03/02/2026", "Total parenteral nutrition"), ("W2", "03/02/2026", "Count Basie Ward")]
    extract = extract_of(csv_content(("Ref", "Incident date", "Drug administered"), rows), tmp_path)
    assert (extract.rows.accepted, extract.rows.left_out) == (2, 0)


@pytest.mark.parametrize(
    "line",
    [
        ("Total",), ("Total: 2,431",), ("Grand total", "66"), ("TOTAL", "", "66"), ("", "Total", "66"), ("Count: 12",),
        ("Count", "12"), ("Page 1 of 3",), ("End of report",), ("66 records",), ("66 records found",), ("2,431 records",),
    ],
)  # fmt: skip
def test_lines_that_end_a_listing_are_left_out(tmp_path: Path, line: tuple[str, ...]) -> None:
    extract = extract_of(csv_content(DATIX_HEADINGS, [GOOD_ROW, line]), tmp_path)
    assert extract.left_out == (("a total or page line", 1),)
    assert (extract.rows.read, extract.rows.accepted) == (2, 1)


def test_row_that_repeats_a_rejected_row_is_not_lost(tmp_path: Path) -> None:
    """The first is rejected for a cell beyond the headings; the second has none and is the incident."""
    extract = extract_of(csv_content(DATIX_HEADINGS, [(*GOOD_ROW, "beyond"), GOOD_ROW]), tmp_path)
    assert (extract.rows.rejected, extract.rows.duplicate, extract.rows.accepted) == (1, 0, 1)


def test_status_is_that_of_the_first_row_that_has_one(tmp_path: Path) -> None:
    rows = [("W1", "", "Apixaban"), ("W1", "Finally approved", "Warfarin")]
    extract = extract_of(csv_content(("Ref", "Approval status", "Drug administered"), rows), tmp_path)
    assert incidents_of(extract)["W1"]["status"] == "Finally approved"


def test_nothing_accepted_is_a_refusal_that_says_why(tmp_path: Path) -> None:
    rows = [("", "Rejected", "A"), ("W1", "Rejected", "B"), ("W2", "Rejected", "C")]
    found = read(csv_content(("Ref", "Approval status", "Drug administered"), rows), tmp_path)
    assert isinstance(found, RefusedFile)
    assert found.reason == "no incidents"
    assert "1 no reference" in found.sentence
    assert "2 rejected or a duplicate in the source system" in found.sentence


# --- the file that is broken on purpose ---

BROKEN = REPOSITORY / "data" / "sample" / "broken_on_purpose.csv"


def told_fates() -> dict[int, tuple[str, str]]:
    """(reference, fate) of every row, as the sample's README tells them."""
    readme = (BROKEN.parent / "README.md").read_text(encoding="utf-8")
    table = readme.split("<!-- broken -->")[1].split("<!-- end of broken -->")[0]
    told = re.findall(r"^\| (\d+) \| ([^|]+) \| ([a-z ]+) \| .+ \|$", table, re.M)
    return {int(number): (reference.strip(), fate.strip()) for number, reference, fate in told}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Extract:
    content = BROKEN.read_bytes()
    return extract_of(content, tmp_path_factory.mktemp("broken"), BROKEN.name, child=True)


def test_every_row_of_the_broken_file_becomes_what_its_readme_says(broken: Extract) -> None:
    told = told_fates()
    assert len(told) == 69
    fates = [fate for _, fate in told.values()]
    rows = broken.rows
    assert (rows.read, rows.accepted, rows.duplicate, rows.rejected, rows.left_out) == (
        len(fates) - fates.count("nothing"),
        fates.count("accepted"),
        fates.count("duplicate"),
        fates.count("rejected"),
        fates.count("left out"),
    )
    assert [problem.row for problem in broken.problems if problem.value_kind == "row"] == [
        number for number, (_, fate) in told.items() if fate == "rejected"
    ]
    accepted = [reference for reference, fate in told.values() if fate == "accepted"]
    assert {ref: found["row_count"] for ref, found in incidents_of(broken).items()} == {
        reference: accepted.count(reference) for reference in accepted
    }


def test_incidents_of_the_broken_file_are_those_that_its_account_expects(broken: Extract) -> None:
    import json

    expected = json.loads((BROKEN.parent / "expected.json").read_text(encoding="utf-8"))["files"][BROKEN.name]
    incidents = incidents_of(broken)
    for name, field in (("by_date_known", "occurred_precision"), ("by_harm", "harm_level")):
        counted = dict.fromkeys(expected[name], 0)
        for incident in incidents.values():
            counted[incident[field]] += 1
        assert counted == expected[name], name
    words: dict[str, set[str]] = {field: set() for field in expected["words_to_place"]}
    for word in broken.unplaced:
        if word.field == "medication_only":
            continue  # of rows that were left out, not of incidents: see test_words_to_place.py
        words[word.field].add(word.written)
    assert words == {field: set(listed) for field, listed in expected["words_to_place"].items()}
    assert sorted({problem.row for problem in broken.problems}) == expected["rows_with_a_problem"]


def test_no_problem_of_the_broken_file_holds_a_value_from_a_row(broken: Extract) -> None:
    text = BROKEN.read_bytes().decode("cp1252")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    values = {cell for row in rows[1:] for cell in row if len(cell) > 3} - set(rows[0])
    for problem in broken.problems:
        said = f"{problem.reason} {problem.value_kind}"
        assert not [value for value in values if value in said], said


def test_a_footer_in_the_column_of_descriptions_is_left_out_and_its_words_stay_behind(tmp_path: Path) -> None:
    listing = (
        b"Description,ID,Incident date,Severity\nDose late,W1,01/02/2025,Low\n"
        b"Total for Mr Example: 1,,,\nPage 1 of 3,,,\nTotal parenteral nutrition late,W2,02/02/2025,No harm\n"
    )
    sheet = read_sheet(stage_bytes(listing, tmp_path), "a.csv", BROWSER)
    assert isinstance(sheet, RawSheet)
    assert sheet.table.column("c0").to_pylist() == [None, "Total", "Total", None]
    read = extract_of_sheet(sheet, date(2025, 3, 1), SourceSystem.DATIX, ReadingChoices())
    assert isinstance(read, Extract)
    assert (read.rows.accepted, read.rows.rejected, read.left_out) == (2, 0, (("a total or page line", 2),))
