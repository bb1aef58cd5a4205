"""`python -m dashboard check` on a sound register, on a broken one, and where there is none."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from dashboard import register
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.register.check import check_names
from tests.cli.command_line import dashboard_here
from tests.looked_at_here import looking_here
from tests.register.stored_extracts import extract, incident

NOW = datetime(2026, 11, 23, 9)


@pytest.fixture(scope="module", autouse=True)
def looked_at_here() -> Iterator[None]:
    with looking_here():
        yield


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path)
    register.commit(made, SINGLE_USER, extract([incident("W1"), incident("W2")]), NOW)
    return made


def test_a_sound_register_is_said_to_be_sound(store: Store) -> None:
    told = dashboard_here("check", store=store.root)
    assert (told.status, told.out) == (0, f"Sound: {len(check_names())} checks found nothing.\n")
    assert dashboard_here("check", "--json", store=store.root).told == {"checks": 7, "broken": []}


def test_there_must_be_a_register(tmp_path: Path) -> None:
    assert "no register" in dashboard_here("check", store=tmp_path).sentence


BROKEN = {
    "checks/a_name_in_an_incident_was_read": "delete from medicine_name",
    "checks/a_record_is_there_once": "insert into current_record select * from current_record where reference = 'W1'",
    "checks/a_record_is_what_a_living_import_said": "delete from current_record where reference = 'W2'",
    "checks/the_ledger_adds_up": "update restatement set incidents = incidents + 1",
    "checks/a_group_counts_once": "update current_record set incident_group = 'x' where reference = 'W1'",
    "checks/a_written_name_is_of_one_place": "insert into place_name values (7, 'riverside', 'ward 7')",
    "checks/what_counts_is_counted_from_its_source": "update counting_source_now set source = 'lfpse'",
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_check_finds_what_it_is_for_and_names_no_record(store: Store, name: str) -> None:
    with duckdb.connect(str(store.register)) as connection:
        connection.execute(BROKEN[name])
    rule = (Path(__file__).resolve().parents[2] / "queries" / f"{name}.sql").read_text().splitlines()[0]
    found = register.check(store, SINGLE_USER, NOW)
    assert any(rule.removeprefix("-- ") in each for each in found), found
    told = dashboard_here("check", store=store.root).sentence
    assert "is not sound" in told and "W1" not in told and "W2" not in told


def test_every_check_is_broken_here_once() -> None:
    assert set(BROKEN) == set(check_names())
