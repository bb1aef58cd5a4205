"""Every DuckDB connection of ours is opened with the one configuration, and none reaches a file or a network that is not its own."""

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from dashboard.domain.engine import ENGINE, OF_A_PARSED_FILE
from dashboard.register.file import in_memory, open_register
from tests.made_up_incidents import NOW, TrustUnderTest, datix, one
from tests.python_files import product_files


@pytest.mark.parametrize("layer", ["register", "edition", "extracts"])
def test_every_connection_has_the_one_configuration(layer: str) -> None:
    opening = [file for file in product_files() if file.layer == layer and "duckdb.connect(" in file.text]
    assert opening
    for file in opening:
        known = ("config={**ENGINE", "config={**LOCKED", "config=OF_A_PARSED_FILE")
        assert file.text.count("duckdb.connect(") == sum(file.text.count(each) for each in known), file.path


ESCAPES = """
select * from read_csv('{out}/secret.csv')
select * from read_text('{out}/secret.csv')
select * from read_blob('{out}/secret.csv')
select * from read_json('{out}/secret.json')
select * from read_parquet('{out}/secret.parquet')
select * from read_duckdb('{out}/other.duckdb', table_name := 't')
select * from parquet_metadata('{out}/secret.parquet')
select * from sniff_csv('{out}/secret.csv')
select * from '{out}/secret.csv'
select * from '{editions}/../../out/secret.csv'
select * from read_text('{editions}/link/secret.csv')
select * from glob('{out}/*')
select * from query('select * from read_text(''{out}/secret.csv'')')
select * from query_table('outside_frame')
select * from outside_frame
select * from read_csv('https://example.org/a.csv')
select * from 'https://example.org/a.parquet'
copy (select 1) to '{out}/written.csv'
copy (select 1) to '{out}/written.parquet' (format parquet)
create temp table filled (word varchar); copy filled from '{out}/secret.csv'
export database '{out}/exported'
import database '{out}/exported'
pragma import_database('{out}/exported')
attach '{out}/other.duckdb' as other (read_only)
attach '{out}/made.duckdb' as made
attach 'https://example.org/a.duckdb' as far
create macro reads() as table select * from read_csv('{out}/secret.csv')
install httpfs
install h3 from community
force install httpfs
load httpfs
load '{out}/secret.csv'
update extensions
create secret (type s3)
create persistent secret kept (type http)
set enable_external_access = true
set lock_configuration = false
reset enable_external_access
set allowed_directories = ['{out}']
set allowed_paths = ['{out}/secret.csv']
set temp_directory = '{out}'
set memory_limit = '100GB'
set threads = 64
set extension_directory = '{out}'
set log_query_path = '{out}/queries.log'
set python_enable_replacements = true
call enable_logging(storage = 'file', storage_path = '{out}/log')
call enable_profiling()
pragma profiling_output = '{out}/profile.json'
""".strip().splitlines()

NEEDS_A_NETWORK = ("https:", "install ", "load ", "update extensions", "create secret")
LEAST_THAT_RUN_ELSEWHERE = 25
"""Of the statements above that need no network: so many do their harm on a connection that nobody has locked, so that they could."""

edition_ask = importlib.import_module("dashboard.edition.ask")  # the package's `ask` is the function
Opens = Callable[[], Iterator[duckdb.DuckDBPyConnection]]


@contextmanager
def of_the_register(trust: TrustUnderTest) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_register(trust.store, NOW) as connection:
        yield connection


@contextmanager
def of_an_edition(trust: TrustUnderTest) -> Iterator[duckdb.DuckDBPyConnection]:
    assert trust.edition
    with edition_ask._edition(trust.store, trust.edition).connection.cursor() as connection:
        yield connection


@contextmanager
def of_a_preview(trust: TrustUnderTest) -> Iterator[duckdb.DuckDBPyConnection]:
    with in_memory(trust.store, NOW) as connection:
        yield connection


@contextmanager
def of_a_parsed_file(trust: TrustUnderTest) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:", config=OF_A_PARSED_FILE) as connection:
        yield connection


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder of somebody else, with files of each kind, and a way into it from among the editions."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "secret.csv").write_text("word\nsecret\n")
    (folder / "secret.json").write_text('{"word": "secret"}')
    with duckdb.connect(str(folder / "other.duckdb")) as other:
        other.execute("create table t as select 'secret' as word")
        other.execute(f"copy t to '{folder}/secret.parquet' (format parquet)")
    (tmp_path / "store" / "editions").mkdir(parents=True)
    (tmp_path / "store" / "editions" / "link").symlink_to(folder)
    return folder


def that_ran(
    connection: duckdb.DuckDBPyConnection, out: Path, editions: Path, *, network: bool = True
) -> list[str]:
    outside_frame = [1]  # what SQL would find by its name, were it let
    ran = []
    for escape in ESCAPES:
        if not network and any(each in escape for each in NEEDS_A_NETWORK):
            continue
        try:
            connection.execute(escape.format(out=out, editions=editions)).fetchall()
        except duckdb.Error:
            continue
        ran.append(escape)
    assert outside_frame
    return ran


@pytest.mark.parametrize("opens", [of_the_register, of_an_edition, of_a_preview, of_a_parsed_file])
def test_no_statement_reaches_what_is_not_its_own(opens: Opens, trust: TrustUnderTest, out: Path) -> None:
    trust.take(datix(one("W1")))
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    with opens(trust) as connection:  # pyright: ignore
        assert that_ran(connection, out, trust.store.editions) == []
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} == before


def test_the_statements_would_do_harm_on_a_connection_that_nobody_locked(tmp_path: Path, out: Path) -> None:
    editions = tmp_path / "store" / "editions"
    without = {name: value for name, value in ENGINE.items() if name != "python_enable_replacements"}
    with duckdb.connect(str(tmp_path / "unlocked.duckdb"), config=without) as connection:
        assert len(that_ran(connection, out, editions, network=False)) >= LEAST_THAT_RUN_ELSEWHERE
    assert (out / "written.csv").exists()


def test_the_register_may_touch_the_editions_and_its_own_spills_alone(trust: TrustUnderTest) -> None:
    with open_register(trust.store, NOW) as register:
        said = register.execute("select current_setting('allowed_directories')").fetchall()
    spills = trust.store.register.resolve().with_suffix(".duckdb.tmp")
    assert {Path(folder).resolve() for folder in said[0][0]} == {trust.store.editions.resolve(), spills}
