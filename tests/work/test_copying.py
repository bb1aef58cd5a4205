"""Released editions are copied to a store that only reads: what it holds, what it is refused, what it shows."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from dashboard import desk, register, work
from dashboard.domain.copied import copied_from, reader_there
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.store import Store, StoreProblem
from dashboard.edition import ask, close_editions, editions_of
from dashboard.edition import copies as edition_copies
from tests.cli.command_line import dashboard_here as here
from tests.made_up_incidents import NOW, TrustUnderTest, datix, one

COMMITTEE = Reader("c", Role.COMMITTEE)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two released editions and a draft after them."""
    trust = TrustUnderTest(tmp_path_factory.mktemp("built") / "store")
    for number in (1, 2):
        trust.take(datix(*(one(f"W{each}") for each in range(number + 1))))
        work.release_edition(trust.store, SINGLE_USER, trust.edition or 0, NOW, "For the committee")
    work.change_settings(trust.store, SINGLE_USER, {"trust_name": "Copied Trust"}, NOW)
    trust.close()
    return trust.store


@pytest.fixture
def released(built: Store, tmp_path: Path) -> Iterator[TrustUnderTest]:
    shutil.copytree(built.root, tmp_path / "store")
    trust = TrustUnderTest(tmp_path / "store", edition=3)
    yield trust
    trust.close()


def copied(trust: TrustUnderTest, to: Path) -> Store:
    work.copy_editions(trust.store, SINGLE_USER, Store(to), NOW)
    return Store(to)


def digests(store: Store) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in store.editions.iterdir()
        if path.name.split(".")[0] in ("1", "2")
    }


def test_what_is_released_is_there_byte_for_byte_and_nothing_else(
    released: TrustUnderTest, tmp_path: Path
) -> None:
    there = copied(released, tmp_path / "dashboard")
    assert digests(there) == digests(released.store)
    assert sorted(path.name for path in there.editions.iterdir()) == [
        "1.duckdb", "1.released.json", "2.duckdb", "2.released.json"
    ]  # fmt: skip
    assert {path.name for path in there.root.iterdir()} == {"editions", "copied.json"}
    assert [each.note for each in editions_of(there, COMMITTEE)] == ["For the committee"] * 2
    rows = ask("incidents_by_harm_level", IncidentFilter(), COMMITTEE, store=there, edition_id=2)
    assert sum(row.incidents for row in rows) == 3
    assert desk.settings(there, NOW)["trust_name"] == "Copied Trust"
    close_editions(there)


def test_again_brings_what_is_new_and_takes_what_went(released: TrustUnderTest, tmp_path: Path) -> None:
    there = copied(released, tmp_path / "dashboard")
    written = there.edition(2).stat().st_mtime_ns
    work.release_edition(released.store, SINGLE_USER, 3, NOW + timedelta(days=1))
    released.store.edition(1).unlink()  # as an erasure would
    released.store.released_mark(1).unlink()
    again = work.copy_editions(released.store, SINGLE_USER, there, NOW + timedelta(days=1))
    assert (again.came, again.went, sorted(again.editions)) == ((3,), (1,), [2, 3])
    assert there.edition(2).stat().st_mtime_ns == written, "what is there already is not written again"
    assert not list(there.editions.glob("1.*"))


def test_a_copy_that_changed_is_found_and_mended_by_copying_again(
    released: TrustUnderTest, tmp_path: Path
) -> None:
    there = copied(released, tmp_path / "dashboard")
    work.check_copies(there)
    held = bytearray(there.edition(2).read_bytes())
    held[5000] ^= 1
    there.edition(2).write_bytes(held)
    with pytest.raises(StoreProblem, match="editions 2 are missing or not what was copied"):
        work.check_copies(there)
    assert "editions 2" in here("check", store=there.root).sentence
    work.copy_editions(released.store, SINGLE_USER, there, NOW)
    assert here("check", store=there.root).out == "Sound: every edition is what was copied.\n"
    there.edition(1).unlink()
    with pytest.raises(StoreProblem, match="editions 1 are missing"):
        work.check_copies(there)


def test_a_disk_that_lies_leaves_no_copy(
    released: TrustUnderTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lies(_: Path, there: Path) -> None:
        there.write_bytes(b"something else")

    monkeypatch.setattr(edition_copies.shutil, "copyfile", lies)
    with pytest.raises(StoreProblem, match="is not what was copied"):
        copied(released, tmp_path / "dashboard")
    assert list((tmp_path / "dashboard" / "editions").iterdir()) == []


def test_nothing_there_makes_a_register_or_prepares_an_edition(
    released: TrustUnderTest, tmp_path: Path
) -> None:
    there = copied(released, tmp_path / "dashboard")
    for act in (
        lambda: register.imports(there, SINGLE_USER, NOW),
        lambda: work.publish(there, SINGLE_USER, NOW),
        lambda: work.mend(there, SINGLE_USER, NOW),
        lambda: work.release_edition(there, SINGLE_USER, 1, NOW),
        lambda: work.change_settings(there, SINGLE_USER, {"trust_name": "Other"}, NOW),
        lambda: work.copy_editions(there, SINGLE_USER, Store(tmp_path / "further"), NOW),
    ):
        try:
            answer = act()
        except StoreProblem as refused:
            assert "copies of editions and no register" in str(refused)
        else:
            assert not answer, "there is nothing to say of a register that is not there"
    assert not there.register.exists()
    assert "no register" in here("publish", store=there.root).sentence
    assert desk.settings(there, NOW)["trust_name"] == "Copied Trust"


@pytest.mark.parametrize("role", list(Role))
def test_who_prepares_elsewhere_reads_as_the_committee_there(role: Role, tmp_path: Path) -> None:
    there, elsewhere = Store(tmp_path / "there"), Store(tmp_path / "elsewhere")
    there.root.mkdir()
    there.copied.write_text("{}")
    reader = Reader("p", role, wards=("Ward 1",), name="P")
    assert reader_there(reader, elsewhere) == reader
    seen = reader_there(reader, there)
    assert seen.role is (Role.COMMITTEE if role in (Role.MSO, Role.TEAM) else role)
    assert (seen.id, seen.wards, seen.name) == (reader.id, reader.wards, reader.name)


def test_what_it_refuses(released: TrustUnderTest, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        work.copy_editions(released.store, COMMITTEE, Store(tmp_path / "x"), NOW)
    with pytest.raises(StoreProblem, match="has a register of its own"):
        work.copy_editions(released.store, SINGLE_USER, released.store, NOW)
    other = Store(tmp_path / "other")
    other.editions.mkdir(parents=True)
    other.edition(7).write_bytes(b"somebody's")
    with pytest.raises(StoreProblem, match="name an empty folder"):
        work.copy_editions(released.store, SINGLE_USER, other, NOW)
    assert other.edition(7).read_bytes() == b"somebody's"


def test_without_a_released_edition_there_is_nothing_to_copy_and_nothing_stays(
    released: TrustUnderTest, tmp_path: Path
) -> None:
    there = copied(released, tmp_path / "dashboard")
    for mark in released.store.editions.glob("*.released.json"):
        mark.unlink()
    assert (
        "release one first" in here("copy-editions", "--to", there.root, store=released.store.root).sentence
    )
    assert list(there.editions.iterdir()) == []


def test_words_of_a_copy_that_cannot_be_read_are_refused(released: TrustUnderTest, tmp_path: Path) -> None:
    there = copied(released, tmp_path / "dashboard")
    for written in ("", "{}", "[]", json.dumps({"copied_at": "x"})):
        there.copied.write_text(written)
        with pytest.raises(StoreProblem, match="copy the editions"):
            copied_from(there)


def test_it_is_noted_once(released: TrustUnderTest, tmp_path: Path) -> None:
    copied(released, tmp_path / "dashboard")
    acts = [
        line for line in desk.audit_trail(released.store, SINGLE_USER, NOW) if line.act == "copy editions"
    ]
    assert len(acts) == 1 and acts[0].subject == "dashboard"
