"""Laws of the fold, on random histories: what is kept is what a fold of everything gives; the ledger's reasons add up to
the difference of every month; an edition written as a copy with changes is the edition written anew; undo undoes.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from dashboard import register
from dashboard.domain.extract import Standing
from dashboard.domain.profile import PlacedWord
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.register.file import open_register
from dashboard.register.fold import Act, fold_everything
from tests.register.stored_extracts import NOW, extract, incident

STEPS = 5
RECORD = """
    select source, reference, revision_id, standing, first_harm_level, harm_level, first_reported_on, month, site, incident_group, counts
    from current_record order by all
"""
EDITION_TABLES = (
    "incident", "incident_medicine", "incident_class", "incident_high_risk", "incident_stage", "incident_error", "bed_days",
    "activity", "coverage", "coverage_calendar", "extract", "record_not_counted", "unplaced_word", "restatement", "regrade",
)  # fmt: skip
NOT_COUNTING = pa.schema([("reference", pa.string()), ("revision", pa.float64()), ("standing", pa.string())])


class History:
    """A store to which random acts happen, and what it said after each."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store, self.chance, self.now, self.files = store, random.Random(seed), NOW, 0
        self.live: list[int] = []

    def act(self) -> None:
        self.now += timedelta(hours=1)
        acts = [self._import] * 5 + [self._undo] * 2 + [self._place] + [self._say_of_a_month] * 2
        self.chance.choice(acts)()

    def _incident(self, source: SourceSystem) -> dict[str, Any]:
        chance = self.chance
        number = chance.randrange(12)
        reference = (
            f"{'WLN'[[SourceSystem.DATIX, SourceSystem.LFPSE, SourceSystem.NRLS].index(source)]}{number}"
        )
        day = date(2026, chance.randrange(1, 5), chance.randrange(1, 28))
        points = (
            [] if source is SourceSystem.DATIX else chance.choice([[], [f"W{number}"], [f"W{number + 1}"]])
        )
        return incident(
            reference,
            day,
            points_to=points,
            revision=float(chance.randrange(1, 3)) if source is SourceSystem.LFPSE else -1.0,
            occurred_precision=chance.choice(["day"] * 6 + ["year"]),
            site=chance.choice(["Riverside", "Hillview", "Not recorded"]),
            harm_level=chance.choice(["No harm", "Low", "Severe", "Not recorded"]),
            stages=chance.choice([[], ["Prescribing"], ["Advice", "Prescribing"]]),
            medicines=chance.choice([[], [{"written": "Apixaban", "route": "", "role": "given"}]]),
            unplaced=chance.choice(
                [[], [{"field": "harm", "written": "Cata"}], [{"field": "stage", "written": "Round"}]]
            ),
        )

    def _import(self) -> None:
        chance = self.chance
        source = chance.choice(
            [SourceSystem.DATIX, SourceSystem.DATIX, SourceSystem.LFPSE, SourceSystem.NRLS]
        )
        rows = {
            each["reference"]: each
            for each in (self._incident(source) for _ in range(chance.randrange(1, 9)))
        }
        out = {
            each["reference"]: each for each in (self._incident(source) for _ in range(chance.randrange(3)))
        }
        left_out = [
            {
                "reference": reference,
                "revision": row["revision"],
                "standing": chance.choice([Standing.NOT_MEDICATION, Standing.EXCLUDED_STATUS]).value,
            }
            for reference, row in out.items()
            if reference not in rows
        ]
        self.files += 1
        read = extract(
            rows.values(),
            name=f"{self.files}.csv",
            source=source,
            as_at=date(2026, 5, chance.randrange(1, 28)),
        )
        read = type(read)(**{**vars(read), "not_counting": pa.Table.from_pylist(left_out, NOT_COUNTING)})
        covers = chance.choice(
            [None, (date(2026, 1, 1), date(2026, 4, 30)), (date(2026, 2, 1), date(2026, 3, 15))]
        )
        sites = chance.choice([(), ("Riverside",)])
        said = register.preview(self.store, SINGLE_USER, read, self.now, covers=covers, sites=sites)
        withdraw = {each.reference: "not in the listing" for each in said.gone if chance.random() < 0.5}
        said = register.preview(
            self.store, SINGLE_USER, read, self.now, covers=covers, sites=sites, withdraw=withdraw
        )
        done = register.commit(
            self.store, SINGLE_USER, read, self.now, covers=covers, sites=sites, withdraw=withdraw
        )
        assert (done.changes, done.ledger) == (said.changes, said.ledger), "a preview says what a commit does"
        assert register.restatements(self.store, SINGLE_USER, done.import_id, self.now) == done.ledger
        self.live.append(done.import_id)

    def _undo(self) -> None:
        if self.live:
            gone = self.live.pop(self.chance.randrange(len(self.live)))
            register.undo(self.store, SINGLE_USER, gone, self.now)

    def _place(self) -> None:
        word = self.chance.choice(
            [
                PlacedWord("harm", SourceSystem.DATIX, "CATA", "Fatal"),
                PlacedWord("stage", SourceSystem.LFPSE, "round", "Monitoring or follow-up"),
                PlacedWord("harm", SourceSystem.NRLS, "cata", ""),
            ]
        )
        decide = self.chance.choice([register.place_word, register.place_word, register.take_back_word])
        decide(self.store, SINGLE_USER, word, self.now)

    def _say_of_a_month(self) -> None:
        state = self.chance.choice([register.MonthSaid.COVERED, register.MonthSaid.MISSING, None])
        source = self.chance.choice([SourceSystem.DATIX, SourceSystem.LFPSE])
        month = date(2026, self.chance.randrange(1, 5), 1)
        register.edit_coverage(
            self.store, SINGLE_USER, source, "Riverside", month, state, "said so", self.now
        )


def looked_at(store: Store, sql: str, now: datetime = NOW) -> list[tuple]:
    with open_register(store, now) as connection:
        return connection.execute(sql).fetchall()


def folded_anew(store: Store, now: datetime) -> list[tuple]:
    with open_register(store, now) as connection:
        connection.execute("begin")
        fold_everything(connection, Act.UPGRADE, now)
        found = connection.execute(RECORD).fetchall()
        connection.execute("rollback")
        return found


def published(store: Store, now: datetime) -> dict[str, list[tuple]]:
    """Every table of a new edition, its rows as they are but for the order."""
    made = register.publish(store, SINGLE_USER, now, filling_up_days=30, trust_name="Made up")
    with duckdb.connect(str(store.edition(made.edition_id)), read_only=True) as edition:
        return {
            table: sorted(edition.execute(f"select * from {table}").fetchall(), key=repr)
            for table in EDITION_TABLES
        }


@pytest.fixture(params=range(2))
def history(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[History]:
    yield History(Store(tmp_path / "store"), request.param)


def test_what_is_kept_is_the_fold_of_everything_and_the_ledger_adds_up(history: History) -> None:
    store = history.store
    history._import()
    by_month = "select month, count(*) from current_record where counts group by month"
    restated = "select month, sum(incidents) from restatement group by month having sum(incidents) <> 0"
    for _ in range(STEPS):
        assert looked_at(store, RECORD) == folded_anew(store, history.now)
        assert dict(looked_at(store, by_month)) == dict(looked_at(store, restated))
        history.act()


def test_an_edition_with_changes_written_in_is_the_edition_written_anew(history: History) -> None:
    store = history.store
    history._import()
    published(store, history.now)
    for _ in range(3):
        for _ in range(2):
            history.act()
        with_changes = published(store, history.now)
        with open_register(store, history.now) as connection:
            connection.execute("delete from published_from")
        assert published(store, history.now) == with_changes


def test_undo_restores_exactly_what_was_there(history: History) -> None:
    store = history.store
    for _ in range(4):
        history.act()
    history._import()
    before = looked_at(store, RECORD)
    history.now += timedelta(hours=1)
    history._import()
    register.undo(store, SINGLE_USER, history.live[-1], history.now)
    assert looked_at(store, RECORD) == before
