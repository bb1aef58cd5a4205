"""What was erased, purged or redacted stays gone when acts meet: a backup from before, a restore that is cut short, thinning, copies.

Canaries stand in the words of one incident: in coded fields, in its free text, in its reference. Every file of the store is searched
for them byte by byte, backups and what a restore set aside left out: those are named to the officer and go by their own time.
"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from dashboard import desk, register, work
from dashboard.domain.backup import backups_in
from dashboard.domain.extract import Extract
from dashboard.domain.reader import SINGLE_USER, Reader, Role
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.edition import close_editions, editions_of, withdrawn_editions
from dashboard.work.safekeeping import restore as restoring
from tests.extracts.written_extracts import DATIX_HEADINGS, csv_content
from tests.looked_at_here import looking_here
from tests.proofs.erased_bytes import without_compression
from tests.work.test_exports import TABLE

NOW = datetime(2026, 11, 23, 9, 0)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HEADINGS = (*DATIX_HEADINGS, "Description", "Immediate action taken")
ROWS = [
    ("W1canary", "03/02/2026", "wardcanary", "harmcanary", "drugcanary", "zebracanary and lyrecanary", "ocelotcanary"),
    ("W2", "04/02/2026", "Ward 7", "Low", "Apixaban", "stays as it is", ""),
    ("W3", "05/09/2026", "Ward 7", "Moderate", "Apixaban", "heroncanary is to be redacted", ""),
]  # fmt: skip
OF_W1 = ("w1canary", "wardcanary", "harmcanary", "drugcanary", "zebracanary", "lyrecanary", "ocelotcanary")
TEAM = Reader("team", Role.TEAM)


@pytest.fixture(scope="module", autouse=True)
def uncompressed_and_looked_at_here() -> Iterator[None]:
    with looking_here(), pytest.MonkeyPatch.context() as patched:
        without_compression(patched)
        yield


def take(store: Store, rows: list[tuple[str, ...]], now: datetime) -> None:
    staged = work.stage(store, csv_content(HEADINGS, rows), now)
    choices = work.choices_for(store, SINGLE_USER, staged, "listing.csv", now)
    found = work.read_incidents(staged, "listing.csv", now, choices=choices)
    assert isinstance(found, Extract)
    work.store_incidents(store, SINGLE_USER, found, now)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Free text kept as written; lyrecanary redacted; edition 1 released, 2 a draft after it; a backup of that."""
    store = Store(tmp_path_factory.mktemp("gone") / "store")
    work.change_settings(store, SINGLE_USER, {"narrative_datix": "kept as written"}, NOW)
    take(store, ROWS, NOW)
    work.release_edition(store, SINGLE_USER, 1, NOW, "committee")
    assert work.redact_words(store, SINGLE_USER, number_of(store, "W1canary"), "lyrecanary", NOW) == 1
    work.publish(store, SINGLE_USER, NOW + HOUR)
    work.back_up(store, SINGLE_USER, NOW + HOUR)
    close_editions(store)
    return store


@pytest.fixture
def store(template: Store, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(template.root, tmp_path / "store")
    copy = Store(tmp_path / "store")
    yield copy
    close_editions(copy)


def number_of(store: Store, reference: str) -> int:
    return rows(store, f"select n from current_record where reference = '{reference}'")[0][0]


def rows(store: Store, sql: str) -> list[tuple]:
    with duckdb.connect(str(store.register), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def left_of(store: Store, words: tuple[str, ...] = OF_W1) -> set[tuple[str, str]]:
    """(file, word) wherever one stands in the bytes of a file, in any case of letters."""
    close_editions(store)
    found = set()
    for path in store.root.rglob("*"):
        top = path.relative_to(store.root).parts[0]
        if path.is_file() and top != "backups" and not top.startswith("set-aside-"):
            content = path.read_bytes().lower()
            found |= {(path.name, word) for word in words if word.encode() in content}
    return found


def erase(store: Store, now: datetime) -> work.Erased:
    close_editions(store)
    return work.erase_incident(store, SINGLE_USER, SourceSystem.DATIX, "W1canary", "asked for", now)


def acts(store: Store, *kinds: str) -> list[str]:
    return sorted(line.act for line in desk.audit_trail(store, SINGLE_USER, NOW) if line.act in kinds)


def test_free_text_and_what_says_that_it_was_redacted_go_with_the_incident(store: Store) -> None:
    assert {word for name, word in left_of(store) if name == "register.duckdb"} == {*OF_W1} - {"lyrecanary"}
    assert [reference for (reference,) in rows(store, "select reference from narrative_redaction")] == [
        "W1canary"
    ]
    erase(store, NOW + DAY)
    assert left_of(store) == set()
    assert rows(store, "select reference from narrative_redaction") == []
    assert rows(store, 'select "text" from narrative order by all') == [
        ("heroncanary is to be redacted",), ("stays as it is",),
    ]  # fmt: skip
    assert acts(store, "erase incident") == ["erase incident"]


def test_a_backup_from_before_is_rid_of_it_again_and_the_trail_says_so_once(store: Store) -> None:
    done = erase(store, NOW + DAY)
    known, shelf = store.erased.read_bytes(), {each.edition_id for each in editions_of(store, SINGLE_USER)}
    assert (done.withdrawn, shelf) == (((1, 3), (2, 4)), {3, 4, 5})
    heads = store.audit_head.read_bytes()
    written = len(desk.audit_trail(store, SINGLE_USER, NOW))
    restored = work.restore_backup(store, SINGLE_USER, backups_in(store.root / "backups")[0], NOW + 2 * DAY)
    assert left_of(store) == set()
    assert store.erased.read_bytes() == known
    assert acts(store, "erase incident", "erase again after a restore", "restore backup") == [
        "erase again after a restore", "restore backup",
    ]  # fmt: skip
    assert store.audit_head.read_bytes().startswith(heads)
    found = work.verify_audit(store, SINGLE_USER, NOW)
    assert found.holds and found.left_by_restore == written - 4, found.sentence()
    # 3, 4 and 5 were other editions before: a number names one content for ever
    assert {each.edition_id for each in editions_of(store, SINGLE_USER)} == {6, 7, 8}
    assert {number: each.replaced_by for number, each in withdrawn_editions(store).items()} == {1: 6, 2: 7}
    assert restored.set_aside is not None and restored.set_aside in work.copies_left(store)
    assert register.check(store, SINGLE_USER, NOW) == []


STEPS = ("note_act", "apply_erasures")


@pytest.mark.parametrize("stopped_at", STEPS)
def test_a_restore_that_ends_before_it_has_erased_again_is_finished_at_the_start(
    store: Store, monkeypatch: pytest.MonkeyPatch, stopped_at: str
) -> None:
    erase(store, NOW + DAY)
    with monkeypatch.context() as patched:

        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        patched.setattr(restoring, stopped_at, killed)
        with pytest.raises(KeyboardInterrupt):
            work.restore_backup(store, SINGLE_USER, backups_in(store.root / "backups")[0], NOW + 2 * DAY)
    assert work.finish_restore(store, SINGLE_USER, NOW + 3 * DAY)
    assert left_of(store) == set()
    assert acts(store, "erase again after a restore", "restore backup") == [
        "erase again after a restore",
        "restore backup",
    ]
    assert work.verify_audit(store, SINGLE_USER, NOW).holds
    assert not work.finish_restore(store, SINGLE_USER, NOW + 3 * DAY)


def test_an_erasure_that_ends_before_it_is_noted_is_noted_and_finished_at_the_start(store: Store) -> None:
    close_editions(store)
    register.erase(store, SINGLE_USER, SourceSystem.DATIX, "W1canary", NOW + DAY)
    for _ in range(2):
        work.mend(store, SINGLE_USER, NOW + 2 * DAY)
    assert left_of(store) == set()
    (line,) = desk.acts_of_kind(store, SINGLE_USER, "erase incident", 9, NOW)
    assert line[0] == NOW + DAY and line[2:] == ("1 record", "noted at the next start of the program")


def test_a_record_that_never_counted_leaves_no_byte_either(store: Store) -> None:
    """It stands in the list of rows that were left out, and has no number in any edition."""
    with duckdb.connect(str(store.register)) as connection:
        columns = dict(
            connection.execute(
                "select column_name, data_type from duckdb_columns() where table_name = 'left_out_reference'"
            ).fetchall()
        )
        words = {
            "source": "datix",
            "reference": "LeftOutcanary",
            "import_id": 1,
            "revision": -1.0,
            "standing": "not medication",
        }
        held = {name: words.get(name) for name in columns}
        connection.execute(
            f"insert into left_out_reference ({', '.join(held)}) values ({', '.join('?' * len(held))})",
            [*held.values()],
        )
    assert left_of(store, ("leftoutcanary",)) == {("register.duckdb", "leftoutcanary")}
    file = store.register.stat().st_ino
    work.erase_incident(store, SINGLE_USER, SourceSystem.DATIX, "leftoutcanary", "asked for", NOW + DAY)
    assert left_of(store, ("leftoutcanary",)) == set()
    # a small table can lose its bytes to the next checkpoint; a large one does not: the file is another one
    assert store.register.stat().st_ino != file


def test_the_team_purges_by_publishing_and_free_text_goes_also_where_none_is_kept_any_more(
    store: Store,
) -> None:
    """Two months before 25 November 2026 are September's first day on: free text of February goes. Six months: its incidents too."""
    asked = {
        "narrative_datix": "left out",
        "purge_narrative_after_months": "2",
        "purge_incidents_after_months": "0",
    }
    work.change_settings(store, SINGLE_USER, asked, NOW + HOUR)
    close_editions(store)
    for _ in range(2):
        work.publish(store, TEAM, NOW + 2 * DAY)
    assert {word for _, word in left_of(store)} == {*OF_W1} - {"zebracanary", "lyrecanary", "ocelotcanary"}
    assert [text for (text,) in rows(store, 'select "text" from narrative')] == [
        "heroncanary is to be redacted"
    ]
    work.change_settings(store, SINGLE_USER, {"purge_incidents_after_months": "6"}, NOW + 2 * DAY)
    for _ in range(2):
        work.publish(store, TEAM, NOW + 4 * DAY)
    assert left_of(store) == set()
    assert [(line[1], line[2:]) for line in desk.acts_of_kind(store, SINGLE_USER, "purge", 9, NOW)] == [
        ("team", ("2 incidents", "narrative of 0")), ("team", ("0 incidents", "narrative of 2")),
    ]  # fmt: skip


def test_a_redaction_leaves_no_copy_from_before_an_upgrade(store: Store) -> None:
    copy = store.register.with_name(f"{store.register.name}.format-5")
    shutil.copyfile(store.register, copy)
    assert left_of(store, ("heroncanary",)) == {
        (copy.name, "heroncanary"),
        ("register.duckdb", "heroncanary"),
    }
    assert work.redact_words(store, SINGLE_USER, number_of(store, "W3"), "heroncanary", NOW) == 1
    assert left_of(store, ("heroncanary",)) == set()


def test_copies_and_thinning_know_what_stands_for_what(store: Store, tmp_path: Path) -> None:
    """Edition 1 is released; 2 is a draft that a table left. 3 and 4 stand for them, and 5 is newer than either on that day."""
    copies = Store(tmp_path / "copies")
    assert work.copy_editions(store, SINGLE_USER, copies, NOW).came == (1,)
    work.note_export(store, SINGLE_USER, replace(TABLE, edition=2), NOW)
    erase(store, NOW + HOUR)
    copied = work.copy_editions(store, SINGLE_USER, copies, NOW + HOUR)
    assert (copied.came, copied.went) == ((3,), (1,))
    assert withdrawn_editions(copies)[1].replaced_by == 3
    assert left_of(copies) == set()
    take(store, [*ROWS[1:], ("W4", "05/09/2026", "Ward 7", "Low", "Apixaban", "", "")], NOW + 2 * HOUR)
    assert work.thin_editions(store, SINGLE_USER, NOW + 3 * HOUR) == (5,)
    assert [each.edition_id for each in editions_of(store, SINGLE_USER)] == [6, 4, 3]
