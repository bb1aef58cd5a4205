"""What leaves the building: one line an export, read again whatever its filter holds; a page keeps the newest."""

from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from dashboard import desk, work
from dashboard.domain.export import Export
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Profile, Reader, Role
from dashboard.domain.store import Store
from dashboard.findings.exports import exports_table

NOW = datetime(2026, 7, 1, 23, 30, tzinfo=UTC).replace(tzinfo=None)
ASKED = IncidentFilter(
    from_=date(2025, 10, 1), until=date(2026, 9, 30), location=("Ward 7 & 8", "a=b;rows=0"), harm=("Low",)
)
TABLE = Export("table harm-by-month", "csv", 24, 13, ASKED.query())
PACK = Export("pack monthly", "pptx", 0, 13, "", Profile.PUBLISHED)
TEMPLATE = Export("template activity", "csv", 0)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_each_export_is_one_line_that_says_who_what_filter_profile_and_rows(store: Store) -> None:
    for export in (TABLE, PACK, TEMPLATE):
        work.note_export(store, SINGLE_USER, export, NOW)
    first = desk.audit_trail(store, SINGLE_USER, NOW)[-1]
    assert (first.who, first.act, first.subject) == ("single-user", "export", "table harm-by-month")
    assert parse_qs(first.detail) == {
        "file": ["csv"], "edition": ["13"], "profile": ["internal"], "rows": ["24"], "filter": [ASKED.query()],
    }  # fmt: skip
    found = work.newest_exports(store, SINGLE_USER, NOW)
    assert [each.export for each in found] == [TEMPLATE, PACK, TABLE], "newest first, each as it was"
    assert work.newest_exports(store, SINGLE_USER, NOW, most=1)[0].export == TEMPLATE


def test_other_acts_are_no_exports(store: Store) -> None:
    work.change_settings(store, SINGLE_USER, {"trust_name": "Northgate"}, NOW)
    assert work.newest_exports(store, SINGLE_USER, NOW) == []


def test_a_line_of_another_version_is_read_as_far_as_it_says(store: Store) -> None:
    desk.note_act(
        store, SINGLE_USER, "export", "pack monthly", "rows=many&profile=secret&edition=&more=1", NOW
    )
    assert work.newest_exports(store, SINGLE_USER, NOW)[0].export == Export("pack monthly", "", 0)


def test_only_the_officer_and_the_auditor_look_back(store: Store) -> None:
    director = Reader("d", Role.DIRECTOR)
    work.note_export(store, director, PACK, NOW)
    with pytest.raises(NotAllowed):
        work.newest_exports(store, director, NOW)
    assert work.newest_exports(store, Reader("a", Role.AUDITOR), NOW)[0].who == "d"


def test_the_table_has_the_clock_of_the_trust_and_the_filter_in_words(store: Store) -> None:
    strange = Export("page overview", "pdf", 3, 13, "colour=blue")
    for export in (TABLE, strange):
        work.note_export(store, SINGLE_USER, export, NOW)
    table = exports_table(work.newest_exports(store, SINGLE_USER, NOW), lambda who: who.upper())
    assert table.columns == ("When", "Who", "What", "File", "Edition", "For whom", "Rows", "Filter")
    late, harm = table.rows
    assert harm[:7] == (
        datetime(2026, 7, 2, 0, 30), "SINGLE-USER", "table harm-by-month", "csv", 13, "internal", 24,
    )  # fmt: skip
    assert str(harm[7]).startswith("October 2025 to September 2026; ")
    assert "Ward 7 & 8" in str(harm[7])
    assert late[7] == "colour=blue", "what this version cannot read stands as it was written"
