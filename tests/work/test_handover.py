"""What an officer hands over and the next takes over: every decision, no incident; all of it or nothing."""

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard import desk, register, work
from dashboard.domain.dated import DatedKind
from dashboard.domain.handover import README, Handover
from dashboard.domain.profile import PlacedWord
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.words import SourceSystem
from dashboard.extracts import handover
from dashboard.reports.handover.files import handover_zip
from dashboard.work import taking_over
from tests.made_up_incidents import NOW, TrustUnderTest
from tests.parsed_here import parsing_here
from tests.proofs.edition_content import content_of, difference
from tests.work.handed_over import (
    LATER,
    NOT_DECIDED_ON,
    REFERENCES,
    decide_everything,
    pack_by_hand,
    read_here,
    rewritten,
    take_in,
)


@dataclass(frozen=True)
class Leaving:
    trust: TrustUnderTest
    pack: bytes
    handover: Handover


@pytest.fixture(scope="module")
def leaving(tmp_path_factory: pytest.TempPathFactory) -> Leaving:
    trust = TrustUnderTest(tmp_path_factory.mktemp("leaving") / "store")
    with parsing_here():
        take_in(trust)
        decide_everything(trust)
    left = work.hand_over(trust.store, SINGLE_USER, NOW)
    return Leaving(trust, handover_zip(left), left)


def given(leaving: Leaving) -> Handover:
    """The handover as it is read from the pack."""
    return replace(leaving.handover, sha256="0" * 64)


def files_of(pack: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def in_the_files(store: Store) -> dict[str, list[str]]:
    """Every table in which decisions stand, read by two other programs' drivers: rows as text, without the numbers that a table gives
    itself where nobody is told them."""
    found: dict[str, list[str]] = {}
    with duckdb.connect(str(store.register), read_only=True) as opened:
        for table in (
            "placed_word", "confirmed_name", "name_list", "listed_name", "local_group", "place", "place_name", "place_division",
            "coverage_edit",
        ):  # fmt: skip
            found[table] = sorted(map(str, opened.execute(f"select * from {table}").fetchall()))
    connection = sqlite3.connect(store.desk)
    for table, columns in (
        ("setting", "*"), ("dated_record", "*"), ("profile_heading", "position, heading"), ("profile_column", "position, heading, field"),
        ("profile", "name, source, month_first, keeps_rejected, owner, saved_on, saved_at, saved_by, removed_at, removed_by"),
        ("saved_view", "name, page, query, preset, position, saved_at, saved_by, removed_at"),
    ):  # fmt: skip
        found[table] = sorted(map(str, connection.execute(f"select {columns} from {table}").fetchall()))
    connection.close()
    return found


def as_told(store: Store) -> dict[str, Any]:
    """The same through the functions that pages and commands use."""
    told: dict[str, Any] = {
        "settings": desk.settings(store, LATER),
        "profiles": desk.profiles(store, SINGLE_USER, LATER),
        "records": [(each, each.number, each.recorded_by, each.recorded_on) for each in desk.dated_records(store, SINGLE_USER, LATER)],
        "views": [(each, each.position, each.saved_by, each.saved_on) for each in desk.saved_views(store, SINGLE_USER, LATER)],
    }  # fmt: skip
    for name in (
        "placed_words",
        "medicine_decisions",
        "loaded_list",
        "local_groups",
        "places",
        "coverage_edits",
    ):
        told[name] = getattr(register, name)(store, SINGLE_USER, LATER)
    confirmed = register.names_confirmed(store, SINGLE_USER, LATER)
    told["names"] = [replace(each, incidents=0) for each in confirmed]  # B holds no incidents
    return told


def masked(text: str) -> str:
    """What the fixture put in that must not leave, as it is meant to arrive."""
    return (
        text.replace("After dx-77101.", "After [reference of an incident].")
        .replace("Ring 07700 900123", "[left out: it looks like a personal detail]")
        .replace("&find=DX-77102", "")
    )


def test_everything_arrives_and_the_same_listing_gives_the_same_edition(
    leaving: Leaving, tmp_path: Path
) -> None:
    old = leaving.trust
    new = TrustUnderTest(tmp_path / "new")
    read = work.read_handover_file(new.store, leaving.pack, "pack.zip", LATER)
    assert isinstance(read, Handover), read
    assert list(new.store.staging.glob("*")) == [], "the bytes do not stay"
    done = work.take_over(new.store, SINGLE_USER, read, LATER)
    assert done.left_out == ()
    here, there = in_the_files(old.store), in_the_files(new.store)
    assert {table for table, rows in here.items() if rows} == set(here), (
        "the fixture decides something of every kind"
    )
    assert {table: [masked(row) for row in rows] for table, rows in here.items()} == there
    assert masked(str(as_told(old.store))) == str(as_told(new.store))
    assert not new.store.editions.exists() or not list(new.store.editions.glob("*.duckdb"))
    assert "draft" not in " ".join(work.mend(new.store, SINGLE_USER, LATER)), (
        "nothing was imported, nothing is published"
    )
    changed = work.change_settings(new.store, SINGLE_USER, {"complete_from_percent": "91"}, LATER)
    assert changed == (["complete_from_percent"], None), "and no edition without incidents by a setting"
    work.change_settings(new.store, SINGLE_USER, {"complete_from_percent": "90"}, LATER)

    take_in(new)
    assert old.edition is not None and new.edition is not None
    old.close()
    new.close()
    differs = difference(
        {
            name: [masked(row) for row in rows]
            for name, rows in content_of(old.store.edition(old.edition)).items()
        },
        content_of(new.store.edition(new.edition)),
    )
    assert differs == ""
    assert new.counts("incidents_by_harm_level")["Moderate"] == 1, "the word that was placed holds"
    audit = desk.audit_trail(new.store, SINGLE_USER, LATER)
    (line,) = [line for line in audit if line.act == "take over handover pack"]
    assert (line.happened_at, line.subject) == (LATER, f"handover pack {read.sha256[:12]}")


def test_no_incident_is_in_the_bytes(leaving: Leaving) -> None:
    files = files_of(leaving.pack)
    everything = "\n".join([*files, *files.values()]).lower()
    for canary in (*REFERENCES, *NOT_DECIDED_ON, "secret tag", "07700 900123"):
        assert canary.lower() not in everything, canary
    assert "ward seven" in everything, (
        "a name that was decided about goes along, so the search finds what there is"
    )
    assert not any(word in everything for word in ("04/09/2025", "2025-09-04", "14/11/2025", "2025-11-14")), (
        "no day of an incident"
    )


def test_what_stays_is_said_and_what_waits_is_counted(leaving: Leaving) -> None:
    readme = files_of(leaving.pack)[README]
    assert (
        "1 of the annotations and breaks (those taken back among them), in whole or in part: it names an incident"
        in readme
    )
    assert (
        "1 of the saved views, the agenda among them, in whole or in part: it looks like a personal detail."
        in readme
    )
    assert "in whole or in part: what the view searched for in the list of incidents." in readme
    assert "2 incidents marked as read, 1 incident with 1 different tag" in readme
    assert "- Words of 'harm' that no list knows: 1 (Upload, part Words)." in readme
    assert "- Names of medicines that no list knows: 1 (Medicines, part Names)." in readme
    assert (
        "- Wards and other places as written that nobody has put under one name: 1 (Wards and activity)."
        in readme
    )
    edition = leaving.trust.edition
    assert (
        f"Newest edition: {edition}, published on 23 November 2026, a draft that nobody has released."
        in readme
    )
    assert "- Newest extract: run on 1 March 2026." in readme
    assert "Months covered: July 2025 to December 2025 (6 months)." in readme
    assert "- 5 incidents recorded, from Datix." in readme and "No bed days yet" in readme
    assert "Northgate \\*Trust\\*" in readme, "what people type is no markup"
    assert "python -m dashboard take-over FILE.zip" in readme


def test_the_same_store_gives_the_same_bytes_and_lists_without_formulas(leaving: Leaving) -> None:
    assert handover_zip(work.hand_over(leaving.trust.store, SINGLE_USER, NOW)) == leaving.pack
    assert handover_zip(replace(leaving.handover, written_at=LATER)) != leaving.pack
    files = files_of(leaving.pack)
    cells = [
        cell
        for name in files
        if name.endswith(".csv")
        for row in csv.reader(io.StringIO(files[name]))
        for cell in row
    ]
    assert "'=It asks for omitted doses" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert files["contacts.csv"].splitlines()[0] == "Role,What for,Name,E-mail,Telephone,Registered on,Note"
    records = json.loads(files["decisions/dated_records.json"])
    assert [each["label"] for each in records if each["removed_at"]] == ["Ward moved"], (
        "the one taken back goes along"
    )
    assert "=It asks for omitted doses" in [each["reason"] for each in records], (
        "for the program as it was typed"
    )


def test_a_store_that_holds_anything_takes_nothing_over(leaving: Leaving, tmp_path: Path) -> None:
    with pytest.raises(
        StoreProblem, match=r"this one holds 1 import, \d+ editions, 1 word placed, .*name an empty folder"
    ):
        work.take_over(leaving.trust.store, SINGLE_USER, given(leaving), LATER)
    store = Store(tmp_path / "a")
    desk.put_marks(store, SINGLE_USER, [(1, "")], NOW)
    with pytest.raises(StoreProblem, match="holds 1 mark on an incident:"):
        work.take_over(store, SINGLE_USER, given(leaving), LATER)
    with pytest.raises(StoreProblem, match="the made-up trust's, and a real store takes nothing over"):
        work.take_over(Store(tmp_path / "b"), SINGLE_USER, replace(given(leaving), made_up=True), LATER)
    with pytest.raises(StoreProblem, match="The made-up trust takes nothing over"):
        work.take_over(Store(tmp_path / "c", made_up=True), SINGLE_USER, given(leaving), LATER)
    for act in (
        work.hand_over,
        lambda store, reader, now: work.take_over(store, reader, given(leaving), now),
    ):
        with pytest.raises(NotAllowed):
            act(Store(tmp_path / "d"), Reader("somebody", Role.TEAM), LATER)
    assert not (tmp_path / "d").exists()


def nothing_is_there(store: Store) -> bool:
    intent = store.root / "take-over.json"
    return work.nothing_to_hand_over(store, LATER) and not intent.exists()


@pytest.mark.parametrize("broken", ["register", "desk"])
def test_an_error_leaves_nothing(
    leaving: Leaving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    store = Store(tmp_path)

    def fail(*_: Any, **__: Any) -> None:
        raise OSError("no space left")

    where = "dashboard.register.handover._write" if broken == "register" else "dashboard.desk.handover._write"
    with monkeypatch.context() as patched:
        patched.setattr(where, fail)
        with pytest.raises(OSError, match="no space left"):
            work.take_over(store, SINGLE_USER, given(leaving), LATER)
    assert nothing_is_there(store)
    assert desk.audit_trail(store, SINGLE_USER, LATER) == []
    work.take_over(store, SINGLE_USER, given(leaving), LATER)
    assert len(register.placed_words(store, SINGLE_USER, LATER)) == 1


@pytest.fixture(scope="module")
def whole(leaving: Leaving, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What stands in the files of a store that took the pack over undisturbed."""
    store = Store(tmp_path_factory.mktemp("whole"))
    work.take_over(store, SINGLE_USER, given(leaving), LATER)
    return in_the_files(store)


class Killed(BaseException):
    """The program ends here."""


@pytest.mark.parametrize("moment", ["before", "between", "after"])
def test_a_killed_taking_over_is_finished_at_the_next_start(
    leaving: Leaving,
    whole: dict[str, list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
) -> None:
    store = Store(tmp_path)
    real: Callable[..., None] = register.take_over_in_register

    def killed_beside_the_register(*arguments: Any, **more: Any) -> None:
        if moment == "between":
            real(*arguments, **more)
        raise Killed

    with monkeypatch.context() as patched:
        # what runs when an error passes does not run in a program that is killed
        patched.setattr(taking_over, "_forget_intent", lambda _: None)
        if moment != "after":
            patched.setattr(register, "take_over_in_register", killed_beside_the_register)
            with pytest.raises(Killed):
                work.take_over(store, SINGLE_USER, given(leaving), LATER)
            assert bool(register.register_holds(store, LATER)) == (moment == "between")
            assert desk.desk_holds(store, LATER) == {}
        else:
            work.take_over(store, SINGLE_USER, given(leaving), LATER)
    assert work.finish_taking_over(store, SINGLE_USER, LATER) == [
        "The taking over of a handover pack was finished."
    ]
    assert in_the_files(store) == whole
    acts = [line.act for line in desk.audit_trail(store, SINGLE_USER, LATER)]
    assert acts == ["take over handover pack"]
    assert work.finish_taking_over(store, SINGLE_USER, LATER) == []


def test_a_broken_off_taking_over_is_given_up_where_people_went_on(leaving: Leaving, tmp_path: Path) -> None:
    store = Store(tmp_path)
    taking_over._write_intent(store, given(leaving).decided, "0" * 64)
    register.place_words(store, SINGLE_USER, [PlacedWord("harm", SourceSystem.DATIX, "Mild", "Low")], LATER)
    assert work.finish_taking_over(store, SINGLE_USER, LATER) == [
        "The taking over of a handover pack was broken off and could not be finished: take it over again."
    ]
    assert desk.desk_holds(store, LATER) == {} and not (tmp_path / "take-over.json").exists()


def test_a_pack_of_format_1_is_read_as_it_was_written_by_hand(tmp_path: Path) -> None:
    """Whatever the program writes later, it reads this."""
    by = {"placed_at": "2026-11-01T10:00:00.000000", "placed_by": "a.officer"}
    pack = pack_by_hand(
        {
            "settings": [{"name": "rule_set", "value": "Anhøj", "changed_at": "2026-11-01T10:00:00", "changed_by": "a.officer"}],
            "words": [{"field": "harm", "source": "datix", "written": "Grade 2", "means": "Low", **by}],
            "dated_records": [
                {"record": 7, "kind": "break", "dated_on": "2026-04-01", "label": "New form", "reason": "It asks for more", "owner": "",
                 "site": None, "division": None, "drug_class": "Insulins", "evidence": "", "added_at": "2026-05-01T10:00:00",
                 "added_by": "a.officer", "removed_at": None, "removed_by": None},
            ],
        }
    )  # fmt: skip
    store = Store(tmp_path / "store")
    read = handover._from_plain(read_here(pack, tmp_path))
    assert (read.trust_name, read.written_at, read.decisions) == ("Northgate", datetime(2026, 11, 23, 12), 3)
    work.take_over(store, SINGLE_USER, read, LATER)
    assert desk.settings(store, LATER)["rule_set"] == "Anhøj"
    (word,) = register.placed_words(store, SINGLE_USER, LATER)
    assert (word.written, word.means, word.placed_by, word.placed_at) == (
        "Grade 2",
        "Low",
        "a.officer",
        datetime(2026, 11, 1, 10),
    )
    (record,) = desk.dated_records(store, SINGLE_USER, LATER)
    assert (record.kind, record.dated_on, record.number) == (DatedKind.BREAK, date(2026, 4, 1), 7)
    assert (record.recorded_on, record.drug_class, record.site) == (date(2026, 5, 1), "Insulins", None)


def test_what_this_version_does_not_know_is_left_out_and_said(leaving: Leaving, tmp_path: Path) -> None:
    known = given(leaving).decided
    name = {**known["medicine_names"][0]}
    changed = {
        **known,
        "settings": [{**known["settings"][0], "name": "colour_of_the_future"}, {**known["settings"][0], "name": "rule_set"}],
        "words": [{**known["words"][0], "means": "Purple"}, {**known["words"][0], "source": "telex"}],
        "medicine_names": [{**name, "medicines": ["unobtainium"]}, {**name, "written": "?!"}],
        "dated_records": [{**each, "reason": " "} for each in known["dated_records"]],
        "places": [known["places"][0], {**known["places"][0], "place_id": 9}],
        "coverage": [{**known["coverage"][0], "state": "perhaps"}],
    }  # fmt: skip
    done = work.take_over(Store(tmp_path), SINGLE_USER, replace(given(leaving), decided=changed), LATER)
    assert {(left.how_many, left.why) for left in done.left_out} == {
        (1, "this version has no such setting"), (1, "the value is none that this version takes"),
        (1, "this version does not know the meaning"), (1, "this version does not know the system"),
        (1, "no list of this version knows the medicine"), (1, "a name without a letter or a digit names no medicine"),
        (2, "a break needs a reason"), (1, "one of its names is another place's already"),
        (1, "this version does not know what is said of the month"),
    }  # fmt: skip
    assert len(register.places(Store(tmp_path), SINGLE_USER, LATER)) == 1


def test_lists_that_people_fill_in_may_change_and_nothing_else(leaving: Leaving, tmp_path: Path) -> None:
    def fill_in(files: dict[str, bytes]) -> None:
        files["contacts.csv"] += b"me,,me,,\n"

    filled = read_here(rewritten(leaving.pack, fill_in, rehash=False), tmp_path)
    assert len(filled["decided"]["settings"]) == 2
