"""Free text from the upload to the register, to the officer's eyes and out again, and into nothing else.

Canaries stand in the text: words that stand nowhere else. Every file that the program writes is searched for them byte by
byte, and every cell of every table of the editions and the desk is read, because a database may pack its text.
"""

import importlib
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from dashboard import desk, register, work
from dashboard.domain.extract import Extract
from dashboard.domain.identifiers import NOTHING_LOCAL
from dashboard.domain.profile import Profile
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.store import Store, StoreProblem
from dashboard.edition import close_editions
from dashboard.extracts.reading import unstage
from tests.extracts.written_extracts import DATIX_HEADINGS, csv_content

NOW = datetime(2026, 11, 23, 9, 0)
HEADINGS = (*DATIX_HEADINGS, "Description", "Immediate action taken")
TOLD = "Xylocarp zebra-canary: Mr Quillfeather, NHS no 999 000 0018, rang 07700 900123 about 10 mg"
MASKED = "Xylocarp zebra-canary: Mr [name], NHS no [NHS number], rang [telephone number] about 10 mg"
ACTION = "Ocelot-canary\nsecond line <b>not markup</b>"
CANARIES = ("zebra-canary", "Quillfeather", "999 000 0018", "900123", "Ocelot-canary")
ROWS = [
    ("W1", "03/02/2026", "Ward 7", "Low", "Apixaban", TOLD, ACTION),
    ("W1", "03/02/2026", "Ward 7", "Low", "Warfarin", TOLD, ""),
    ("W2", "04/02/2026", "Ward 7", "Moderate", "Apixaban", "", ""),
    ("", "04/02/2026", "Ward 7", "Moderate", "Apixaban", "rejected-canary", ""),
]
OTHERS = [role for role in Role if role is not Role.MSO]


def read(store: Store, rows: list[tuple[str, ...]], *, name: str = "listing.csv") -> Extract:
    staged = work.stage(store, csv_content(HEADINGS, rows), NOW)
    choices = work.choices_for(store, SINGLE_USER, staged, name, NOW)
    found = work.read_incidents(staged, name, NOW, choices=choices)
    assert isinstance(found, Extract)
    return found


def stored(store: Store, rows: list[tuple[str, ...]]) -> int:
    """In the register; what an edition holds is asked where it matters (`published`)."""
    return register.commit(store, SINGLE_USER, read(store, rows), NOW).import_id


def published(store: Store, rows: list[tuple[str, ...]]) -> None:
    _, edition = work.store_incidents(store, SINGLE_USER, read(store, rows), NOW)
    assert edition is not None


def kept(store: Store, how: str) -> Store:
    work.change_settings(store, SINGLE_USER, {"narrative_datix": how}, NOW)
    return store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    root = Store(tmp_path / "store")
    yield root
    close_editions(root)


def number_of(store: Store, reference: str) -> int:
    with duckdb.connect(str(store.register), read_only=True) as connection:
        found = connection.execute("select n from current_record where reference = ?", [reference]).fetchone()
    assert found
    return found[0]


def narrative_rows(store: Store) -> list[tuple[str, str]]:
    with duckdb.connect(str(store.register), read_only=True) as connection:
        return connection.execute('select heading, "text" from narrative order by all').fetchall()


def acts(store: Store) -> list[tuple[str, str]]:
    return [
        (line.act, line.subject)
        for line in desk.audit_trail(store, SINGLE_USER, NOW)
        if "narrative" in line.act
    ]


def cells_of(path: Path) -> str:
    """Every cell of every table of a DuckDB or SQLite file, as text."""
    if path.suffix == ".sqlite3":
        with closing(sqlite3.connect(path)) as connection:
            tables = [
                name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")
            ]
            return repr([connection.execute(f'select * from "{name}"').fetchall() for name in tables])
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        return repr([connection.execute(f'from "{name}"').fetchall() for name in tables])


def found_beside_the_register(store: Store) -> list[tuple[str, str]]:
    """(file, canary) of everything in the store but the register's own file."""
    found = []
    for path in sorted(
        path
        for path in store.root.rglob("*")
        if path.is_file() and not path.name.startswith("register.duckdb")
    ):
        content = path.read_bytes().decode("latin-1")
        if path.suffix in (".duckdb", ".sqlite3"):
            content += cells_of(path)
        found += [(path.name, canary) for canary in (*CANARIES, "rejected-canary") if canary in content]
    return found


def test_free_text_is_left_out_unless_it_is_kept(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    extract = read(store, ROWS)
    assert (
        extract.narrative == ("Description", "Immediate action taken") and len(extract.narrative_texts) == 0
    )
    assert {(each.heading, each.kind, each.rows) for each in extract.identifiers} == {
        ("Description", "an NHS number", 2), ("Description", "a name with a title", 2), ("Description", "a telephone number", 2),
    }  # fmt: skip
    published(store, ROWS)
    assert narrative_rows(store) == []
    assert found_beside_the_register(store) == []
    assert not any(
        canary in store.register.read_bytes().decode("latin-1") + cells_of(store.register)
        for canary in CANARIES
    )
    assert not any(canary in caplog.text for canary in CANARIES)
    assert [(each.heading, each.kind, each.rows) for each in register.identifiers_of_imports(store, SINGLE_USER, NOW)] == [
        ("Description", "a name with a title", 2), ("Description", "a telephone number", 2), ("Description", "an NHS number", 2),
    ]  # fmt: skip


def test_what_is_kept_is_masked_in_the_register_and_nowhere_else(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    published(kept(store, "kept masked"), ROWS)
    assert narrative_rows(store) == [("Description", MASKED), ("Immediate action taken", ACTION)]
    assert found_beside_the_register(store) == []
    assert list(store.staging.glob("*")) == []
    held = store.register.read_bytes().decode("latin-1") + cells_of(store.register)
    assert [canary for canary in CANARIES if canary in held] == ["zebra-canary", "Ocelot-canary"]
    assert not any(canary in caplog.text for canary in CANARIES)


def test_a_view_is_noted_once_and_is_the_officers(store: Store) -> None:
    stored(kept(store, "kept as written"), ROWS)
    assert narrative_rows(store)[0] == ("Description", TOLD)
    n = number_of(store, "W1")
    for role in OTHERS:
        with pytest.raises(NotAllowed):
            work.view_narrative(store, Reader("someone", role), n, NOW)
    assert acts(store) == []
    seen = work.view_narrative(store, SINGLE_USER, n, NOW)
    assert [(told.source, told.heading, told.text) for told in seen.told] == [
        ("datix", "Description", MASKED), ("datix", "Immediate action taken", ACTION),
    ]  # fmt: skip
    assert acts(store) == [("view of narrative", f"incident {n}")]
    assert work.view_narrative(store, SINGLE_USER, n, NOW, as_written=True).told[0].text == TOLD
    assert (
        acts(store)[0] == ("view of narrative with personal details", f"incident {n}")
        and len(acts(store)) == 2
    )
    assert work.view_narrative(store, SINGLE_USER, number_of(store, "W2"), NOW).told == ()
    assert len(acts(store)) == 2, "nothing was seen"
    work.publish(store, SINGLE_USER, NOW)
    assert {"editions", "desk.sqlite3"} <= {path.name for path in store.root.iterdir()}
    unstage(read(store, ROWS).sha256, store.staging)
    assert found_beside_the_register(store) == []


def test_what_is_redacted_stays_redacted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    rebuilt: list[datetime] = []
    monkeypatch.setattr(register, "rebuild", lambda store, reader, now: rebuilt.append(now), raising=False)
    first = stored(kept(store, "kept as written"), ROWS)
    n = number_of(store, "W1")
    for role in OTHERS:
        with pytest.raises(NotAllowed):
            work.redact_words(store, Reader("someone", role), n, "zebra", NOW)
    with pytest.raises(StoreProblem, match="at least two"):
        work.redact_words(store, SINGLE_USER, n, " z ", NOW)
    assert (
        work.redact_words(store, SINGLE_USER, n, "not in it", NOW) == 0
        and acts(store) == []
        and rebuilt == []
    )
    assert work.redact_words(store, SINGLE_USER, n, "xylocarp   ZEBRA-canary", NOW) == 1
    assert work.redact_kind(store, SINGLE_USER, n, "an NHS number", NOW) == 1
    assert (
        narrative_rows(store)[0][1]
        == "[redacted]: Mr Quillfeather, NHS no [redacted], rang 07700 900123 about 10 mg"
    )
    assert acts(store) == [("redact narrative", f"incident {n}")] * 2 and rebuilt == [NOW, NOW]
    later = stored(store, [*ROWS, ("W3", "05/02/2026", "Ward 7", "Low", "Apixaban", "third", "")])
    texts = [text for _, text in narrative_rows(store)]
    assert "third" in texts and not any("zebra-canary" in text for text in texts), (
        "a later listing brings nothing back"
    )
    assert work.view_narrative(store, SINGLE_USER, n, NOW).told[0].text.startswith("[redacted]: Mr [name]")
    register.undo(store, SINGLE_USER, later, NOW)
    assert "third" not in [text for _, text in narrative_rows(store)]
    register.undo(store, SINGLE_USER, first, NOW)
    assert narrative_rows(store) == [], "an undone import leaves no text"


def test_a_preview_puts_no_text_into_the_file(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a transaction of more than one row group (122,880 texts) leaves them there, so that it is looked at what is written."""
    extract = read(kept(store, "kept as written"), ROWS)
    assert len(extract.narrative_texts) == 2
    written: list[object] = []
    monkeypatch.setattr(
        importlib.import_module("dashboard.register.imports"),
        "write_narrative",
        lambda register, import_id, given: written.append(given.narrative_texts),
    )
    register.preview(store, SINGLE_USER, extract, NOW)
    register.commit(store, SINGLE_USER, read(store, ROWS[2:3]), NOW)
    register.preview(store, SINGLE_USER, extract, NOW)
    assert written[0] is None and written[2] is None and len(written) == 3


def test_a_column_that_is_used_keeps_no_detail(store: Store) -> None:
    rows = [
        (
            "W1",
            "03/02/2026",
            "Ward 7 07700 900123",
            "Low, told Mr Quillfeather",
            "Apixaban 07700 900123",
            "",
            "",
        )
    ]
    extract = read(store, rows)
    assert extract.incidents.column("location").to_pylist() == ["Not recorded"]
    stored(store, rows)
    held = cells_of(store.register)
    assert "900123" not in held and "Quillfeather" not in held and "Low, told Mr [name]" in held
    assert [item["written"] for item in extract.incidents.column("medicines").to_pylist()[0]] == [
        "Apixaban [telephone number]"
    ]
    assert extract.medicines.column("medicine").to_pylist() == ["apixaban"]


def test_the_staff_list_is_looked_for_and_kept_as_digests(store: Store) -> None:
    assert work.local_identifiers(store, NOW) == NOTHING_LOCAL
    for role in OTHERS:
        with pytest.raises(NotAllowed):
            work.load_staff_list(store, Reader("someone", role), b"Jane,Hargreaves", NOW)
    with pytest.raises(StoreProblem, match="no name"):
        work.load_staff_list(store, SINGLE_USER, b"nobody", NOW)
    assert (
        work.load_staff_list(store, SINGLE_USER, b"Forename,Surname\nJane,Hargreaves\nAmos,Tulip\n", NOW) == 2
    )
    rows = [("W1", "03/02/2026", "Ward 7", "Low", "Apixaban", "checked by Tulip, Amos", "")]
    extract = read(kept(store, "kept masked"), rows)
    assert extract.narrative_texts.column("text").to_pylist() == ["checked by [staff name]"]
    written = b"".join(path.read_bytes() for path in store.root.glob("desk*")).lower()
    assert b"hargreaves" not in written and b"tulip" not in written
    before = work.local_identifiers(store, NOW)
    assert len(before.staff) == 6
    assert work.load_staff_list(store, SINGLE_USER, b"Jane,Hargreaves", NOW) == 1
    after = work.local_identifiers(store, NOW)
    assert after.staff_key != before.staff_key and before.staff.isdisjoint(after.staff)
    assert work.remove_staff_list(store, SINGLE_USER, NOW) and not work.remove_staff_list(
        store, SINGLE_USER, NOW
    )
    assert work.local_identifiers(store, NOW) == NOTHING_LOCAL
    done = [line.act for line in desk.audit_trail(store, SINGLE_USER, NOW) if "staff" in line.act]
    assert done == ["remove staff list", "load staff list", "load staff list"]


def test_keeping_free_text_is_noted_and_is_not_handed_over(store: Store) -> None:
    with pytest.raises(ValueError, match="one of left out, kept masked, kept as written"):
        work.change_settings(store, SINGLE_USER, {"narrative_datix": "yes"}, NOW)
    work.change_settings(
        store, SINGLE_USER, {"narrative_datix": "kept as written", "hospital_numbers": "A999999"}, NOW
    )
    noted = {(line.subject, line.detail) for line in desk.audit_trail(store, SINGLE_USER, NOW)}
    assert noted == {("narrative_datix", "kept as written"), ("hospital_numbers", "")}
    assert work.local_identifiers(store, NOW).hospital_numbers == ("A999999",)
    handed = repr(desk.decided_at_desk(store, SINGLE_USER, NOW))
    assert "hospital_numbers" in handed and "narrative_datix" not in handed


def test_texts_of_a_profile_that_does_not_use_their_column_are_not_kept(store: Store) -> None:
    extract = read(kept(store, "kept masked"), ROWS)
    assert extract.profile is None
    staged = work.stage(store, csv_content(HEADINGS, ROWS), NOW)
    choices = work.choices_for(store, SINGLE_USER, staged, "listing.csv", NOW)
    left = Profile("x", extract.source, HEADINGS, (("Description", None),))
    found = work.read_incidents(staged, "listing.csv", NOW, choices=replace(choices, profile=left))
    assert isinstance(found, Extract)
    assert found.narrative_texts.column("heading").to_pylist() == ["Immediate action taken"]


def test_what_was_kept_is_purged_in_time_when_nothing_more_is_kept(store: Store) -> None:
    """The setting speaks of imports to come: texts that are there already are past their time all the same."""
    stored(kept(store, "kept masked"), ROWS)
    work.change_settings(store, SINGLE_USER, {"narrative_datix": "left out"}, NOW)
    assert len(narrative_rows(store)) == 2
    work.publish(store, SINGLE_USER, NOW.replace(year=2029))
    assert narrative_rows(store) == []
