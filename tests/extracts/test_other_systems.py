"""Listings of Ulysses, InPhase, Radar and a system without a profile: every incident of the truth is found, and no other."""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dashboard.domain.extract import Extract
from dashboard.domain.words import SourceSystem
from dashboard.extracts.limits import BROWSER
from dashboard.extracts.reading import RawSheet, read_sheet
from dashboard.extracts.times import read_time
from dashboard.extracts.vocabulary import field_of_heading
from tests.extracts.written_extracts import REPOSITORY, day_of, extract_of, incidents_of, staged

FOLDER = REPOSITORY / "data" / "sample" / "other_systems"
EXPECTED: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
SYSTEMS = {
    SourceSystem.ULYSSES: "ulysses_whole_trust_2026-04_to_2026-09.xlsx",
    SourceSystem.INPHASE: "inphase_2026-04_to_2026-09.csv",
    SourceSystem.RADAR: "radar_2026-04_to_2026-09.csv",
    SourceSystem.OTHER: "other_system_2026-04_to_2026-09.csv",
}


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Any:
    @cache
    def read(source: SourceSystem) -> Extract:
        staging = tmp_path_factory.mktemp(source.value)
        return extract_of((FOLDER / SYSTEMS[source]).read_bytes(), staging, SYSTEMS[source], source)

    return read


def truth(source: SourceSystem) -> dict[str, dict[str, Any]]:
    return {each["reference"]: each for each in EXPECTED[SYSTEMS[source]]["incidents"]}


@pytest.mark.parametrize("source", SYSTEMS)
def test_every_row_has_the_fate_that_its_account_gives_it(source: SourceSystem, read_once: Any) -> None:
    extract, expected = read_once(source), EXPECTED[SYSTEMS[source]]
    assert {
        "rows_read": extract.rows.read,
        "rows_accepted": extract.rows.accepted,
        "rows_duplicate": extract.rows.duplicate,
        "rows_rejected": extract.rows.rejected,
        "rows_left_out": extract.rows.left_out,
    } == {name: expected[name] for name in expected if name.startswith("rows_")}
    assert dict(extract.left_out) == expected["left_out_because"]


@pytest.mark.parametrize("source", SYSTEMS)
def test_every_incident_is_found_as_it_happened(source: SourceSystem, read_once: Any) -> None:
    found = {
        reference: {
            "occurred": str(day_of(incident)),
            "reported": str(incident["reported_on"]),
            "site": incident["site"],
            "division": incident["division"],
            "location": incident["location"],
            "harm": incident["harm_level"],
            "near_miss": incident["near_miss"],
            "stages": incident["stages"] if incident["stages"] != ["Not recorded"] else [],
            "error_types": sorted(each for each in incident["error_types"] if each != "Not recorded"),
            "reporter_group": incident["reporter_group"],
        }
        for reference, incident in incidents_of(read_once(source)).items()
    }
    wanted = {
        reference: {name: each[name] for name in next(iter(found.values()))}
        for reference, each in truth(source).items()
    }
    assert found.keys() == wanted.keys()
    assert {ref: (found[ref], wanted[ref]) for ref in wanted if found[ref] != wanted[ref]} == {}


@pytest.mark.parametrize("source", SYSTEMS)
def test_every_medicine_is_found(source: SourceSystem, read_once: Any) -> None:
    extract = read_once(source)
    named: dict[str, set[str]] = {}
    for row in extract.medicines.to_pylist():
        if row["medicine"]:
            named.setdefault(row["written"], set()).add(row["medicine"])
    found = {
        reference: set().union(*(named.get(each["written"], set()) for each in incident["medicines"]))
        for reference, incident in incidents_of(extract).items()
    }
    wanted = {reference: set(each["medicines"]) for reference, each in truth(source).items()}
    assert {ref: (found[ref], wanted[ref]) for ref in wanted if found[ref] != wanted[ref]} == {}


@pytest.mark.parametrize("source", SYSTEMS)
def test_nothing_is_left_for_the_person_to_place(source: SourceSystem, read_once: Any) -> None:
    """Every word of the four listings is known; what their writers typed for nothing is known to say nothing."""
    extract = read_once(source)
    assert extract.unplaced == ()
    assert [(each.column, each.reason) for each in extract.problems if "not read" not in each.reason] == []


@pytest.mark.parametrize("source", SYSTEMS)
def test_every_heading_is_known(source: SourceSystem, read_once: Any) -> None:
    unknown = [each.heading for each in read_once(source).columns if each.heading and not each.field]
    assert unknown == []
    fields = {each.field for each in read_once(source).columns}
    assert {
        "reference",
        "occurred_on",
        "occurred_time",
        "reported_on",
        "harm",
        "stage",
        "error_type",
    } <= fields
    assert {
        "medicine",
        "location",
        "division",
        "site",
        "reporter_group",
        "narrative",
        "medication_only",
    } <= fields


@pytest.mark.parametrize("source", [each for each in SYSTEMS if each is not SourceSystem.OTHER])
def test_the_system_is_recognised_by_its_headings(source: SourceSystem, tmp_path: Path) -> None:
    content = (FOLDER / SYSTEMS[source]).read_bytes()
    assert extract_of(content, tmp_path, SYSTEMS[source], None).source is source


@pytest.mark.parametrize("source", SYSTEMS)
def test_times_of_the_day_are_read(source: SourceSystem, tmp_path: Path, read_once: Any) -> None:
    """The column of times as the sheet has it, against the truth's."""
    path = staged((FOLDER / SYSTEMS[source]).read_bytes(), tmp_path, SYSTEMS[source], BROWSER, child=False)
    sheet = read_sheet(path, SYSTEMS[source], BROWSER)
    assert isinstance(sheet, RawSheet)
    at = {each.field: n for n, each in reversed(list(enumerate(read_once(source).columns)))}
    table = sheet.table
    references = table.column(f"c{at['reference']}").to_pylist()
    times = table.column(f"c{at['occurred_time']}").to_pylist()
    found = {
        ref: read_time(written)
        for ref, written in zip(references, times, strict=True)
        if ref in truth(source)
    }
    assert {ref: f"{time:%H:%M}" for ref, time in found.items() if time} == {
        ref: each["time"] for ref, each in truth(source).items()
    }


@pytest.mark.parametrize("source", SYSTEMS)
def test_share_of_a_whole_trust_listing_that_is_medication(source: SourceSystem, read_once: Any) -> None:
    expected = EXPECTED[SYSTEMS[source]]["medication_share"]
    found = read_once(source).medication_share
    assert (round(found, 4) if found is not None else 1.0) == (1.0 if expected is None else expected)


def test_as_at_and_day_of_the_whole_trust_listing(read_once: Any) -> None:
    extract = read_once(SourceSystem.ULYSSES)
    assert extract.as_at == date(2026, 10, 12)
    assert extract.sheet.sheet == "Incidents"
    assert extract.sheet.header_row == 5


def test_no_heading_of_one_system_alone_means_another_thing_elsewhere() -> None:
    """'Other' holds every heading of every system, and gives each the meaning that it has where it comes from."""
    import csv

    with (REPOSITORY / "data" / "reference" / "headings.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["source"] not in ("activity", "other")]
    local_and_national = ("LFPSE", "Local", "CL021", "Unit", "Reference", "Event type", "Drugs", "local")
    for row in rows:
        found = field_of_heading("other", row["heading"])
        assert found, row
        if not re.search("|".join(local_and_national), row["heading"]):
            meanings = {r["field"] for r in rows if r["heading"].casefold() == row["heading"].casefold()}
            assert found[0] in meanings, row
