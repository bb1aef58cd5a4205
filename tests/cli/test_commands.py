"""Every command on a small store of its own: what it prints, what it refuses, and that streams and status agree."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from dashboard.cli.person import PERSON
from dashboard.domain.rows import ROW_TYPES
from tests.cli.command_line import Answer, all_of, dashboard, dashboard_here
from tests.edition.generated_truth import bnf_text
from tests.made_up_incidents import as_csv, bed_days, datix

LISTING = datix(
    {"ID": "W1", "Incident date": "14/02/2025", "Location (exact)": "Ward 7", "Severity": "Low", "Drug administered": "Enoxaparin"},
    {"ID": "W2", "Incident date": "20/02/2025", "Location (exact)": "Ward 7", "Severity": "Severe"},
    {"ID": "W2", "Incident date": "20/02/2025", "Location (exact)": "Ward 7", "Severity": "Severe"},
    {"ID": "W3", "Incident date": "31/02/2025", "Severity": "No harm"},
    {"ID": "", "Incident date": "01/03/2025", "Severity": "No harm"},
    {"ID": "W5", "Incident date": "02/03/2025", "Approval status": "Rejected"},
    run_on=date(2025, 6, 1),
)  # fmt: skip
LATER = datix(
    {"ID": "W1", "Incident date": "14/02/2025", "Location (exact)": "Ward 7", "Severity": "Moderate"},
    run_on=date(2025, 7, 1),
)
IMPORT_KEYS = {
    "import_id", "sha256", "source", "rows_read", "rows_accepted", "rows_duplicate", "rows_rejected", "rows_left_out",
    "incidents_new", "incidents_updated", "problems",
}  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "listing.csv").write_bytes(LISTING)
    (folder / "later.csv").write_bytes(LATER)
    (folder / "beds.csv").write_bytes(bed_days(("2025-02", "Northgate", "Medicine", "Ward 7", 500)))
    return folder


def test_the_officers_work_from_end_to_end(files: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    told = dashboard("import", files / "listing.csv", "--source", "datix", "--json", store=store).told
    assert set(told) >= IMPORT_KEYS
    rows = {name: told[f"rows_{name}"] for name in ("read", "accepted", "duplicate", "rejected", "left_out")}
    assert rows == {"read": 6, "accepted": 3, "duplicate": 1, "rejected": 1, "left_out": 1}
    assert (told["incidents_new"], told["incidents_updated"]) == (3, 0)
    assert (told["source"], told["sha256"]) == ("datix", hashlib.sha256(LISTING).hexdigest())
    # row 1 is the title, row 2 the headings
    assert [(p["row"], p["column"], p["value_kind"]) for p in told["problems"]] == [
        (6, "Incident date", "date"),
        (7, "ID", "row"),
    ]
    assert all(set(problem) == {"row", "column", "value_kind", "reason"} for problem in told["problems"])

    # processes wrote and are asked in between; the rest is the same without one
    again = dashboard_here("import", files / "listing.csv", "--json", store=store).told
    assert (again["import_id"], again["incidents_new"], again["already_imported"]) == (
        told["import_id"],
        0,
        True,
    )
    words = dashboard_here("import", files / "listing.csv", store=store)
    assert "was imported before (import 1): nothing has changed" in words.out

    beds = dashboard_here("activity", files / "beds.csv", "--json", store=store).told
    assert (beds["rows_read"], beds["rows_accepted"], beds["bed_days"]) == (1, 1, 500)
    later = dashboard_here("import", files / "later.csv", "--json", store=store).told
    assert (later["incidents_new"], later["incidents_updated"]) == (0, 1)

    harm, columns = all_of([("ask", "incidents_by_harm_level"), ("ask", "moderate_and_above")], store)
    narrowed_to = ("--filter", "harm=Severe&harm=Low&from=2025-02", "--format", "json")
    first, narrowed, rates = (
        dashboard_here("ask", *asked, store=store)
        for asked in (
            ("incidents_by_harm_level", "--edition", "1"),
            ("incidents_by_month", *narrowed_to),
            ("reporting_rate_by_month", "--json"),
        )
    )
    assert harm.out == "harm_level,incidents\nNo harm,1\nModerate,1\nSevere,1\n"
    assert first.mapping == {"No harm": 1, "Low": 1, "Severe": 1}
    assert columns.table[0] == list(ROW_TYPES["moderate_and_above"].__dataclass_fields__)
    assert [row[0] for row in columns.table[1:]] == ["W2", "W1"]
    assert json.loads(narrowed.out) == [{"month": "2025-02-01", "incidents": 1}]
    told = rates.told
    assert told["columns"] == ["month", "incidents", "bed_days", "rate", "lower", "upper"]
    assert [(row["month"], row["incidents"], row["rate"]) for row in told["rows"]] == [("2025-02-01", 2, 4.0)]

    assert (
        "There is no released edition"
        in dashboard_here("ask", "incidents_by_month", "--released", store=store).sentence
    )
    released = dashboard_here("release", "1", "--note", "March meeting", "--json", store=store).told
    assert (released["edition_id"], released["note"], released["released_by"]) == (
        1,
        "March meeting",
        PERSON.id,
    )
    on_release = dashboard_here("ask", "incidents_by_harm_level", "--released", store=store)
    assert on_release.mapping == first.mapping

    undone = dashboard("undo", later["import_id"], "--json", store=store).told
    assert undone["undone"] is True
    assert dashboard_here("ask", "incidents_by_harm_level", store=store).mapping == first.mapping
    assert dashboard_here("undo", later["import_id"], store=store).sentence.startswith(
        "Import 3 was undone already"
    )

    published = dashboard_here("publish", store=store)
    assert published.out == "Edition 5 is published, a draft.\n"
    listed = dashboard_here("editions", "--json", store=store).told["editions"]
    assert [(each["edition_id"], each["released_at"] is not None) for each in listed] == [
        (5, False), (4, False), (3, False), (2, False), (1, True),
    ]  # fmt: skip


def test_the_store_may_be_named_by_the_environment(files: Path, tmp_path: Path) -> None:
    store = tmp_path / "named"
    told = dashboard("import", files / "later.csv", environment={"MEDICATION_STORE": str(store)})
    assert told.status == 0 and (store / "register.duckdb").exists()
    assert told.out.startswith("Import 1: 1 rows read from later.csv (Datix).")
    assert told.err == ""


def test_what_is_refused_is_said_in_one_line_and_nothing_is_stored(files: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    (files / "empty.csv").write_bytes(b"")
    (files / "header only.csv").write_bytes(as_csv(("ID", "Incident date", "Severity"), []))
    (files / "no reference.csv").write_bytes(
        as_csv(("Colour", "Incident date", "Severity"), [("a", "b", "c")])
    )
    (files / "a picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (files / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    commands = {
        ("import", files / "missing.csv"): "There is no file",
        ("import", files): "is a folder",
        ("import", files / "empty.csv"): "empty",
        ("import", files / "header only.csv", "--source", "datix"): "no rows below",
        ("import", files / "no reference.csv", "--source", "datix"): "no column that could be the incident reference",
        ("import", files / "a picture.csv"): "",
        ("import", files / "old.xls"): "",
        ("import", files / "listing.csv", "--source", "ulysse"): "use one of nrls, lfpse, datix",
        ("import", files / "listing.csv", "--covers", "2025"): "--covers needs two days",
        ("import", files / "listing.csv", "--covers", "2025-03-01..2025-02-01"): "ends before it begins",
        ("import", files / "listing.csv", "--as-at", "1/2/25"): "needs a day such as 2026-03-31",
        ("import",): "required: FILE",
        (): "required: COMMAND",
        ("ask", "how_many"): "There is no question 'how_many'",
        ("ask", "incidents_by_month"): "There is no edition in",
        ("ask", "incidents_by_month", "--filter", "ward=7"): "There is no filter called 'ward'",
        ("ask", "incidents_by_month", "--edition", "7"): "There is no edition 7",
        ("activity", files / "listing.csv"): "needs a column called 'Month'",
        ("publish",): "There is no register in",
        ("release", "1"): "There is no register in",
        ("undo", "1"): "There is no register in",
        ("undo", "one"): "invalid int value",
        ("frobnicate",): "invalid choice",
    }  # fmt: skip
    for command, words in commands.items():
        sentence = dashboard_here(*command, store=store if command else None).sentence
        assert words in sentence, command
        assert sentence.endswith((".", "`")), f"{command} is no whole sentence: {sentence}"
    # the same in processes of their own: status, streams, no traceback
    for answer in all_of([("import", files / "empty.csv"), ("ask", "how_many"), ("frobnicate",)], store):
        assert answer.sentence
    assert not (store / "register.duckdb").exists()
    assert not list(store.glob("editions/*"))


def test_classes_of_every_classing_can_be_asked(files: Path, tmp_path: Path) -> None:
    """W1 was given enoxaparin; W2 and W3 name no medicine."""
    store = tmp_path / "store"
    dashboard_here("import", files / "listing.csv", "--source", "datix", store=store)

    def asked(*arguments: str) -> Answer:
        return dashboard_here("ask", "incidents_by_drug_class", *arguments, store=store)

    curated = {"Anticoagulants, parenteral": 1, "No medicine named": 2}
    assert asked().mapping == asked("--class", "curated").mapping == curated
    assert asked("--class", "section").mapping == {bnf_text("0208"): 1, "No medicine named": 2}
    assert asked("--filter", "class=chapter").mapping == {bnf_text("02"): 1, "No medicine named": 2}
    assert asked("--class", "high_risk").mapping["Anticoagulants"] == 1
    assert asked("--class", "local").mapping == {"In no local group": 1, "No medicine named": 2}
    inside = asked("--class", "high_risk", "--filter", "drug_class=Anticoagulants&harm=Low")
    assert inside.mapping["Anticoagulants"] == 1 and "No medicine named" not in inside.mapping
    assert asked("--class", "bnf").sentence == (
        "class is one of curated, section, chapter, high_risk or local; it was 'bnf'."
    )
    assert asked("--class", "local", "--filter", "class=section").sentence == (
        "class was given twice; it can have one value only."
    )


def test_an_unknown_import_or_edition_is_refused(files: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    dashboard_here("import", files / "later.csv", store=store)
    undo, release = (dashboard_here(command, "9", store=store) for command in ("undo", "release"))
    assert undo.sentence.startswith("There is no import 9;")
    assert release.sentence.startswith("There is no edition 9;")


def test_a_formula_in_a_ward_name_is_text_when_it_is_printed(files: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    (files / "formula.csv").write_bytes(
        datix({"ID": "W1", "Incident date": "14/02/2025", "Location (exact)": "=1+1", "Severity": "Severe"})
    )
    assert dashboard_here("import", files / "formula.csv", "--source", "datix", store=store).status == 0
    places = dashboard_here("ask", "incidents_and_bed_days_by_place", store=store)
    assert places.table[1][2] == "'=1+1"


def test_days_that_are_covered_are_stored(files: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    covers = ("--covers", "2025-02..2025-03", "--sites", "Northgate", "Westbrook", "--as-at", "2025-08-01")
    assert dashboard_here("import", files / "listing.csv", *covers, store=store).status == 0
    months, extracts = (dashboard_here("ask", name, store=store) for name in ("covered_months", "extracts"))
    assert months.table[1:] == [["2025-02-01", "datix", "2", "true"], ["2025-03-01", "datix", "2", "true"]]
    said = dict(zip(*extracts.table, strict=True))
    assert (said["covers_from"], said["covers_until"], said["as_at"]) == (
        "2025-02-01",
        "2025-03-31",
        "2025-08-01",
    )
