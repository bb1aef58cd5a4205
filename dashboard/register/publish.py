"""Publishing: the register's present state becomes an edition, a file that is written once and never changed."""

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from dashboard import __version__
from dashboard.domain.dated import DatedRecord
from dashboard.domain.judging import AS_THE_HOUSE, Judging
from dashboard.domain.reader import OFFICER, PREPARES, READS_EDITIONS, Reader, only
from dashboard.domain.rows.learning import Learning
from dashboard.domain.store import Store, StoreProblem, number_after
from dashboard.domain.whole_file import write_whole
from dashboard.domain.written_sql import written_sql
from dashboard.register.file import open_register
from dashboard.register.fold import one_transaction
from dashboard.register.learning import NOTHING_LEARNT, write_learning
from dashboard.register.row import first_row

SCHEMA = (
    "schema/edition_001",
    "schema/edition_002",
    "schema/edition_003",
    "schema/edition_004",
    "schema/edition_005",
    "schema/edition_006",
)
EDITION_FORMAT = len(SCHEMA)
MOST_CHANGED = 0.2
"""Of the incidents: writing a fifth of them into a copy takes as long as writing all anew."""

_empty_edition: list[bytes] = []
"""The file of an edition that holds nothing yet, once this process has made one: its schema takes 48 of the 190 ms in which a few
incidents are published, a copy of the file 3. One register at a time is open, so none is made twice.
"""


class NamesOutOfStep(StoreProblem):
    """Names of medicines were read by something else than what holds: a decision crossed the reading of them."""


@dataclass(frozen=True)
class Publication:
    """One edition as the register knows it; a draft until somebody releases it."""

    edition_id: int
    published_at: datetime
    published_by: str
    released_at: datetime | None
    released_by: str | None
    note: str | None

    @property
    def is_draft(self) -> bool:
        return self.released_at is None


@only(*PREPARES)
def publish(
    store: Store,
    reader: Reader,
    now: datetime,
    *,
    dated_records: Sequence[DatedRecord] = (),
    learning: Learning = NOTHING_LEARNT,
    judging: Judging = AS_THE_HOUSE,
    trust_name: str,
    lfpse_switch_on: date | None = None,
    read_by: str | None = None,
    anew: bool = False,
) -> Publication:
    """Write what holds now as the next edition, a draft. Raises NamesOutOfStep, and writes nothing, where names of medicines were
    read by something else than `read_by` and what is confirmed; None does not look.

    anew: begin with nothing of the last edition, whose file may be damaged. Raises Damaged where a file cannot be read.

    The file is complete and on disk under another name before the register says that it exists, and gets its own name
    after: whatever moment the power fails at, `mend_publications` finds a complete edition or none.
    """
    with open_register(store, now) as register:
        if read_by is not None and _read_by_something_else(register, read_by):
            raise NamesOutOfStep("Names of medicines were decided on meanwhile; publish again.")
        edition_id = max(int(first_row(register, "register/next_edition")[0]), number_after(store))
        unfinished = store.editions / f"{edition_id}.tmp"
        remove_edition_file(unfinished)
        copied = not anew and _copy_of_the_last(register, store, unfinished)
        if not copied:
            _begin_empty(register, unfinished)
        register.execute("attach ? as edition", [str(unfinished)])
        try:
            with one_transaction(register):
                for part in (
                    "register/published_changes" if copied else "register/published_all",
                    "register/publish_incidents",
                    "register/publish_the_rest",
                ):
                    register.execute(written_sql(part))
                register.execute(
                    written_sql("register/describe_edition"),
                    [
                        edition_id,
                        EDITION_FORMAT,
                        __version__,
                        now,
                        store.made_up,
                        judging.filling_up_days,
                        trust_name,
                        judging.rule_set,
                        judging.complete_from_percent,
                    ],
                )
                register.register("incoming", _dated_table(dated_records))
                register.execute(written_sql("register/write_dated_records"), {"switch_on": lfpse_switch_on})
                register.unregister("incoming")
                write_learning(register, learning)
            register.execute("checkpoint edition")
        finally:
            register.execute("detach edition")
        _flush_to_disk(unfinished)
        with one_transaction(register):
            register.execute(written_sql("register/write_publication"), [edition_id, now, reader.id])
            register.execute(written_sql("register/forget_changes"))
            register.execute(written_sql("register/write_published_from"), [edition_id])
        os.replace(unfinished, store.edition(edition_id))
        return Publication(edition_id, now, reader.id, None, None, None)


def _read_by_something_else(register: duckdb.DuckDBPyConnection, read_by: str) -> bool:
    stale = written_sql("register/names_read_by_something_else")
    return bool(register.execute(stale, {"read_by": read_by}).fetchall())


def _begin_empty(register: duckdb.DuckDBPyConnection, unfinished: Path) -> None:
    if _empty_edition:
        unfinished.write_bytes(_empty_edition[0])
        return
    register.execute("attach ? as edition", [str(unfinished)])
    try:
        register.execute("use edition")
        for schema in SCHEMA:
            register.execute(written_sql(schema))
        register.execute("checkpoint edition")
    finally:
        register.execute("use register")
        register.execute("detach edition")
    _empty_edition.append(unfinished.read_bytes())


def _copy_of_the_last(register: duckdb.DuckDBPyConnection, store: Store, unfinished: Path) -> bool:
    """Begin with a copy of the last edition where little has changed since: 500 incidents then cost 500, not a million.

    It must have been written by this very version, from this register, and few of its incidents may have changed.
    """
    last, changed, counted = first_row(register, "register/since_last_edition")
    if last is None or not store.edition(last).exists() or changed > counted * MOST_CHANGED:
        return False
    shutil.copyfile(store.edition(last), unfinished)
    register.execute("attach ? as edition", [str(unfinished)])
    try:
        same = first_row(register, "register/edition_says") == (EDITION_FORMAT, __version__, store.made_up)
    finally:
        register.execute("detach edition")
    if not same:
        remove_edition_file(unfinished)
    return same


@only(*OFFICER)
def release(store: Store, reader: Reader, edition_id: int, now: datetime, note: str = "") -> Publication:
    """Show an edition to everyone. Releasing one that is released already changes nothing."""
    with open_register(store, now, works_out=False) as register:
        found = [each for each in _publications(register) if each.edition_id == edition_id]
        if not found:
            raise StoreProblem(
                f"There is no edition {edition_id}; see the list of editions for their numbers."
            )
        if found[0].is_draft:
            register.execute(written_sql("register/release_edition"), [now, reader.id, note, edition_id])
            register.execute("checkpoint")
        released = next(each for each in _publications(register) if each.edition_id == edition_id)
        mark_released(store, released)
        return released


def mark_released(store: Store, released: Publication) -> None:
    """Say beside the edition that it is released: pages read this, never the register, and it travels with copies."""
    mark = store.released_mark(released.edition_id)
    write_whole(
        mark,
        json.dumps(
            {
                "released_at": released.released_at.isoformat() if released.released_at else None,
                "released_by": released.released_by,
                "note": released.note or "",
            }
        ),
    )


@only(*READS_EDITIONS)
def publications(store: Store, reader: Reader, now: datetime) -> list[Publication]:
    """Every edition that the reader may see, newest first: drafts only for those who prepare them."""
    if not store.has_register():
        return []
    with open_register(store, now, works_out=False) as register:
        return [each for each in _publications(register) if reader.sees_drafts or not each.is_draft]


def mend_publications(store: Store, now: datetime) -> list[str]:
    """At start: finish or clear what an interrupted publishing left. Returns what was done, in words."""
    if not store.has_register():
        return []
    done = []
    with open_register(store, now, works_out=False) as register:
        known = {each.edition_id: each for each in _publications(register)}
        for each in known.values():
            if not each.is_draft and not store.released_mark(each.edition_id).exists():
                mark_released(store, each)
                done.append(f"Edition {each.edition_id} was marked as released.")
        for unfinished in sorted(store.editions.glob("*.tmp")):
            edition_id = int(unfinished.stem) if unfinished.stem.isdigit() else 0
            if edition_id in known and not store.edition(edition_id).exists():
                os.replace(unfinished, store.edition(edition_id))
                done.append(f"Edition {edition_id} was finished.")
            else:
                remove_edition_file(unfinished)
                done.append("An edition that was never finished was cleared away.")
    return done


def waits_to_be_published(store: Store, now: datetime) -> bool:
    """Whether there are incidents that no edition holds as they are: the program ended between an act and its publishing, or
    names were read again by another list."""
    if not store.has_register():
        return False
    with open_register(store, now, works_out=False) as register:
        last, changed, counted = first_row(register, "register/since_last_edition")
        return changed > 0 or (last is None and counted > 0)


def _publications(register: duckdb.DuckDBPyConnection) -> list[Publication]:
    return [Publication(*row) for row in register.execute(written_sql("register/publications")).fetchall()]


def _dated_table(records: Sequence[DatedRecord]) -> pa.Table:
    names = ("label", "reason", "owner", "site", "division", "drug_class", "evidence", "recorded_by")
    days = ("dated_on", "recorded_on")
    schema = pa.schema(
        [
            ("kind", pa.string()),
            *((name, pa.date32()) for name in days),
            *((name, pa.string()) for name in names),
            ("action", pa.int32()),
        ]
    )
    rows = [
        {
            "kind": record.kind.value,
            **{name: getattr(record, name) for name in (*days, *names, "action")},
        }
        for record in records
    ]
    return pa.Table.from_pylist(rows, schema)


def remove_edition_file(path: Path) -> None:
    for leftover in (path, path.with_name(path.name + ".wal")):
        if leftover.is_dir():
            shutil.rmtree(leftover)
        else:
            leftover.unlink(missing_ok=True)


def _flush_to_disk(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
