"""The files of the made-up trust, read back and counted again without looking at the truth."""

import csv
import io
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.sample.read_sample import (
    BROKEN,
    DATIX,
    EARLIER,
    EXPECTED,
    LFPSE,
    MEGABYTE,
    NRLS,
    SAMPLE,
    broken_text,
    by,
    counted,
    csv_rows,
    datix_rows,
    every_text,
    lfpse_rows,
    listing,
)


def test_generator_writes_what_is_on_disk() -> None:
    """In another process with another hash seed: the same bytes, or the run says which file differs."""
    run = subprocess.run(
        [sys.executable, str(SAMPLE / "generate.py"), "--check"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_check_notices_a_changed_file(tmp_path: Path) -> None:
    sys.path.insert(0, str(SAMPLE))
    try:
        from generate import is_same  # type: ignore[import-not-found]
    finally:
        sys.path.remove(str(SAMPLE))
    written = (SAMPLE / NRLS).read_bytes()
    assert is_same(NRLS, written, written)
    assert not is_same(NRLS, written, written.replace(b"No Harm", b"Low", 1))
    workbook, earlier = (SAMPLE / DATIX).read_bytes(), (SAMPLE / EARLIER).read_bytes()
    assert is_same(DATIX, workbook, workbook)
    assert not is_same(DATIX, workbook, earlier)


def test_generator_knows_nothing_of_the_dashboard() -> None:
    for path in [SAMPLE / "generate.py", *(SAMPLE / "made_up_trust").glob("*.py")]:
        assert not re.search(r"^\s*(?:from|import) dashboard\b", path.read_text(encoding="utf-8"), re.M), (
            path.name
        )


def test_files_are_of_modest_size() -> None:
    sizes = {path.name: path.stat().st_size for path in SAMPLE.iterdir() if path.is_file()}
    assert all(size < 3 * MEGABYTE for size in sizes.values()), sizes


def test_incidents_add_up_to_the_truth() -> None:
    assert len(counted()) == EXPECTED["incidents"]
    assert Counter(source for source, _ in counted()) == EXPECTED["by_source"]
    assert 7_000 <= len(counted()) <= 7_400


@pytest.mark.parametrize("field", ["month", "harm", "site", "division", "location"])
def test_incidents_by(field: str) -> None:
    assert by(field) == EXPECTED[f"by_{field}"]


def test_expected_numbers_agree_with_each_other() -> None:
    total = EXPECTED["incidents"]
    for name in (
        "by_source",
        "by_month",
        "by_year",
        "by_month_reported",
        "by_harm",
        "by_site",
        "by_division",
    ):
        assert sum(EXPECTED[name].values()) == total, name
    by_both = EXPECTED["by_month_and_harm"]
    assert {level: sum(months.values()) for level, months in by_both.items()} == EXPECTED["by_harm"]
    above = [by_both[level] for level in ("Moderate", "Severe", "Fatal")]
    for month, count in EXPECTED["moderate_and_above_by_month"].items():
        assert count == sum(level[month] for level in above)
    medicines = EXPECTED["medicines"]
    unnamed = medicines["incidents_naming_none"] + medicines["incidents_with_a_class_word_only"]
    assert medicines["incidents_naming_a_medicine"] + unnamed == total


def test_rows_of_each_file() -> None:
    files = EXPECTED["files"]
    read = {NRLS: len(csv_rows(NRLS)), LFPSE: len(csv_rows(LFPSE))}
    read |= {name: len(listing(name)[1]) for name in (DATIX, EARLIER)}
    with (SAMPLE / BROKEN).open(encoding="cp1252", newline="") as lines:
        read[BROKEN] = sum(any(cell for cell in row) for row in csv.reader(lines)) - 1
    for name, rows in read.items():
        file = files[name]
        fates = [file[f"rows_{fate}"] for fate in ("accepted", "duplicate", "rejected", "left_out")]
        assert rows == file["rows_read"] == sum(fates), name
    assert files[NRLS]["incidents"] == len({row["RP01 Unique Incident ID"] for row in csv_rows(NRLS)})
    assert files[LFPSE]["incidents"] == len({row["Reference"] for row in lfpse_rows()})
    assert files[LFPSE]["rows_accepted"] == len(lfpse_rows())
    for name in (DATIX, EARLIER):
        assert files[name]["incidents"] == len({row["ID"] for row in datix_rows(name)})


def test_repeated_rows_are_byte_identical() -> None:
    for name, lines in (
        (NRLS, (SAMPLE / NRLS).read_bytes().splitlines()),
        (LFPSE, (SAMPLE / LFPSE).read_bytes().splitlines()),
        (DATIX, [tuple(row.values()) for row in listing(DATIX)[1]]),
        (EARLIER, [tuple(row.values()) for row in listing(EARLIER)[1]]),
        (BROKEN, [tuple(row) for row in csv.reader(io.StringIO(broken_text()))]),
    ):
        repeats = sum(count - 1 for count in Counter(lines).values())
        assert repeats == EXPECTED["files"][name]["rows_duplicate"], name


def test_references_are_those_of_one_incident() -> None:
    """One reference, one day, place and local number in every row of it; no number is used twice."""
    for rows, reference, facts in (
        (csv_rows(NRLS), "RP01 Unique Incident ID", ("Local Trust incident ID", "Date of Incident", "Site")),
        (csv_rows(LFPSE), "Reference", ("CL021 - Reference Number (Optional)", "T005 - Event date", "Ward")),
        (datix_rows(DATIX), "ID", ("Ref", "Incident date", "Location (exact)", "Severity")),
    ):
        said: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for row in rows:
            said[row[reference]].add(tuple(row[fact] for fact in facts))
        assert all(len(facts_said) == 1 for facts_said in said.values())
    nrls = {row["Local Trust incident ID"] for row in csv_rows(NRLS)}
    datix = {row["Ref"] for row in listing(DATIX)[1] if row["Ref"]}
    assert not nrls & datix
    rejected = {row["Ref"] for row in listing(DATIX)[1] if row["Approval status"] == "Rejected"}
    assert not rejected & {row["Ref"] for row in datix_rows(DATIX)}


def test_september_2025_is_in_two_systems() -> None:
    overlap = EXPECTED["overlap"]
    ids = {row["ID"]: row["Ref"] for row in datix_rows(DATIX) if row["Incident date"].endswith("/09/2025")}
    local = {
        row["Reference"]: row["CL021 - Reference Number (Optional)"].upper()
        for row in lfpse_rows()
        if row["T005 - Event date"].startswith("2025-09")
    }
    linked = [reference for reference, said in local.items() if said in ids or said in ids.values()]
    assert (len(ids), len(local)) == (overlap["datix_incidents"], overlap["lfpse_incidents"])
    assert (len(linked), len(local) - len(linked)) == (overlap["linked"], overlap["not_linked"])
    assert overlap["not_linked"] == 7
    assert sorted(local.keys() - set(linked)) == overlap["lfpse_references_not_linked"]
    months = {row["T005 - Event date"][:7] for row in csv_rows(LFPSE)}
    assert (min(months), max(months)) == ("2024-06", "2025-09")


def test_workbooks_look_like_a_listing() -> None:
    for name, printed in ((DATIX, "03/11/2026 08:14"), (EARLIER, "03/10/2026 07:52")):
        assert CalamineWorkbook.from_path(SAMPLE / name).sheet_names == ["Cover", "Listing"]
        above, rows = listing(name)
        titles = [str(row[1]) for row in above if any(row)]
        assert len(titles) == 4
        assert titles[2] == f"Report run on {printed}"
        assert all(row[0] in ("", None) for row in above)
        ends = ["".join(row.values()) for row in rows[-2:]]
        assert ends == [f"Total: {len(rows) - 2:,}", "Page 1 of 1"]


def test_bed_days_are_of_the_same_wards() -> None:
    rows = csv_rows("bed_days_by_ward.csv")
    assert sum(int(row["Occupied bed days"]) for row in rows) == EXPECTED["activity"]["occupied_bed_days"]
    wards = {(row["Site"], row["Division"], row["Ward"]) for row in rows}
    places = {(each["site"], each["division"], each["location"]) for each in counted().values()}
    assert len(wards) == 34
    assert wards <= places
    assert len(places) == 40
    assert {place[2] for place in places - wards} == EXPECTED["activity"][
        "incidents_at_places_without_beds"
    ].keys()
    assert len({site for site, _, _ in places}) == 2
    assert len({division for _, division, _ in places}) == 6
    opened = min(row["Month"] for row in rows if row["Ward"] == "Hillview Frailty Unit")
    assert opened == "2025-04"
    months = Counter(row["Ward"] for row in rows)
    assert {ward for ward, count in months.items() if count != 36} == {"Hillview Frailty Unit"}


def test_left_out_records_are_there() -> None:
    rows = csv_rows(LFPSE)
    assert {row["CL001 - Event Type"] for row in rows} == {"Incident", "Good care", "Risk", "Outcome"}
    devices = [row for row in rows if "Medications" not in row["A001 - Involved Agents"]]
    assert 55 <= len(devices) <= 75
    newest = {row["Reference"]: row for row in sorted(rows, key=lambda row: int(row["Revision"]))}
    was = {row["Reference"] for row in rows if "Medications" in row["A001 - Involved Agents"]}
    gone = [
        ref
        for ref, row in newest.items()
        if ref in was and "Medications" not in row["A001 - Involved Agents"]
    ]
    assert len(gone) == EXPECTED["files"][LFPSE]["references_whose_newest_revision_is_no_medication_incident"]


def test_no_number_could_be_somebodys_nhs_number() -> None:
    """Ten figures with the right check digit are a plausible NHS number; only the test range 999 may occur."""
    found = Counter()
    for name, text in every_text():
        for match in re.finditer(r"(?<![\d.])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)", text):
            digits = [int(figure) for figure in match[0] if figure.isdigit()]
            check = (
                11
                - sum(weight * figure for weight, figure in zip(range(10, 1, -1), digits, strict=False)) % 11
            )
            if check % 11 == digits[9] and check != 10:
                assert match[0].startswith("999"), f"{name}: {match[0]}"
                found[name] += 1
    assert {LFPSE, DATIX, EARLIER, BROKEN} <= found.keys()
