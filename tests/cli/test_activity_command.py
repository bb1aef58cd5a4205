"""`python -m dashboard activity`: every kind, the organisation asked for or known by the setting, words and JSON."""

from pathlib import Path

from dashboard import desk, work
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from tests.cli.command_line import dashboard_here
from tests.extracts.written_extracts import csv_content

NATIONAL = csv_content(
    ("Month", "Org Code", "Org Name", "Occupied bed days", "Admissions"),
    [
        ("2025-04", "QX1", "NORTHGATE NHS FOUNDATION TRUST", "900", "80"),
        ("2025-04", "QX2", "SOUTHMEAD COURT NHS TRUST", "600", "n/a"),
        ("2025-05", "QX2", "SOUTHMEAD COURT NHS TRUST", "1,610", "70"),
    ],
)


def national(tmp_path: Path) -> Path:
    path = tmp_path / "national.csv"
    path.write_bytes(NATIONAL)
    return path


def test_the_organisation_is_asked_for_in_one_sentence_and_then_read(tmp_path: Path) -> None:
    file, store = national(tmp_path), tmp_path / "store"
    asked = dashboard_here("activity", file, store=store)
    assert "2 organisations, with codes such as QX1, QX2" in asked.sentence
    assert not Store(store).has_register()
    words = dashboard_here("activity", file, "--organisation", "QX2", store=store).out
    assert "3 rows read from national.csv: 2 accepted, 0 repeated, 0 not read, 1 left out" in words
    assert "2,210 occupied bed days, April 2025 to May 2025 (2 months, 1 place)." in words
    assert "Row 3, Admissions (blank): not read" in words
    told = dashboard_here("activity", file, "--organisation", "QX2", "--json", store=store).told
    assert (told["already_imported"], told["bed_days"], told["organisation"]) == (
        True,
        2210,
        "QX2 SOUTHMEAD COURT NHS TRUST",
    )
    assert [(kind["kind"], kind["total"]) for kind in told["kinds"]] == [
        ("occupied bed days", 2210),
        ("admissions", 70),
    ]
    answer = dashboard_here("ask", "activity_by_kind_and_month", store=store)
    assert answer.table == [
        ["kind", "staff_group", "month", "amount", "estimated", "places"],
        ["admissions", "", "2025-05-01", "70.0", "false", "1"],
        ["occupied bed days", "", "2025-04-01", "600.0", "false", "1"],
        ["occupied bed days", "", "2025-05-01", "1610.0", "false", "1"],
    ]


def test_the_setting_answers_for_the_trust(tmp_path: Path) -> None:
    file, store = national(tmp_path), tmp_path / "store"
    store.mkdir()
    desk.change_setting(Store(store), SINGLE_USER, "organisation_code", "QX1", work.now_utc())
    told = dashboard_here("activity", file, "--json", store=store).told
    assert (told["organisation"], told["bed_days"]) == ("QX1 NORTHGATE NHS FOUNDATION TRUST", 900)
    other = dashboard_here("activity", file, "--organisation", "QX9", store=store)
    assert "'QX9' is none of them" in other.sentence
