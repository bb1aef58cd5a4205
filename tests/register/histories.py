"""Random histories: a store to which everything happens that can happen to one, and what it holds after it.

What holds now is looked at from outside, and worked out a second way: a fold of everything.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import duckdb
import pyarrow as pa

from dashboard import register
from dashboard.domain.extract import Standing
from dashboard.domain.profile import PlacedWord
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.restatement import MonthRestated
from dashboard.domain.store import Store
from dashboard.domain.words import ActivityKind, SourceSystem
from dashboard.register.file import open_register
from dashboard.register.fold import Act, fold_everything
from tests.register.stored_extracts import NOW, asked_of, bed_days, extract, incident

RECORD = """
    select source, reference, revision_id, standing, first_harm_level, harm_level, first_reported_on, month, site, incident_group, counts
    from current_record order by all
"""
EDITION_TABLES = (
    "incident", "incident_medicine", "incident_class", "given_instead", "incident_stage", "incident_error", "bed_days",
    "activity", "coverage", "coverage_calendar", "extract", "record_not_counted", "unplaced_word", "restatement", "regrade",
)  # fmt: skip
CLASS_MEDICINE = (
    "(select n, list_class_medicine.* from incident join list_class_medicine using (medicine_list))"
)
"""The medicines inside each class of each incident."""

NOT_COUNTING = pa.schema([("reference", pa.string()), ("revision", pa.float64()), ("standing", pa.string())])
LETTER = {SourceSystem.DATIX: "W", SourceSystem.LFPSE: "L", SourceSystem.NRLS: "N"}
SITES = ("Riverside", "Hillview", "Not recorded")
WARDS = ("Ward 7", "WARD 7", "Ward 9")
UNPLACED = (
    [],
    [{"field": "harm", "written": "Cata"}],
    [{"field": "consequence", "written": "Major"}],
    [{"field": "duty_of_candour", "written": "Ask"}, {"field": "never_event", "written": "Ask"}],
    [{"field": "stage", "written": "Round"}, {"field": "consequence", "written": "Major"}],
)
WORDS = (
    PlacedWord("harm", SourceSystem.DATIX, "CATA", "Fatal"),
    PlacedWord("consequence", SourceSystem.DATIX, "major", "Severe"),
    PlacedWord("consequence", SourceSystem.DATIX, "Major", ""),
    PlacedWord("stage", SourceSystem.LFPSE, "round", "Monitoring or follow-up"),
    PlacedWord("harm", SourceSystem.NRLS, "cata", ""),
    PlacedWord("duty_of_candour", SourceSystem.DATIX, "ASK", "Recorded as applying"),
    PlacedWord("never_event", SourceSystem.DATIX, "ask", "Recorded as a Never Event"),
)


class History:
    """A store, the acts on it, and what was told of each import when it came."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store, self.chance, self.now, self.files = store, random.Random(seed), NOW, 0
        self.live: list[int] = []
        self.told: dict[int, tuple[MonthRestated, ...]] = {}

    def act(self) -> Callable[[], None]:
        """One act of those that can happen, an hour after the last one; returns which it was."""
        self.now += timedelta(hours=1)
        chosen = self.chance.choice(self._acts())
        chosen()
        return chosen

    def _acts(self) -> list[Callable[[], None]]:
        return (
            [self.take] * 5
            + [self.undo, self.place_word, self.say_of_a_month] * 2
            + [self.place, self.take_activity]
        )

    def take(self) -> None:
        """A listing; half of what is gone from it is withdrawn, and of the rest a part is kept."""
        chance, read = self.chance, self._listing()
        covers = chance.choice(
            [None, (date(2026, 1, 1), date(2026, 4, 30)), (date(2026, 2, 1), date(2026, 3, 15))]
        )
        said: dict[str, Any] = {"covers": covers, "sites": chance.choice([(), ("Riverside",)])}
        gone = register.preview(self.store, SINGLE_USER, read, self.now, **said).gone
        withdraw = {each.reference: "not in the listing" for each in gone if chance.random() < 0.5}
        keep = {
            each.reference: "still open"
            for each in gone
            if each.reference not in withdraw and chance.random() < 0.3
        }
        before = register.preview(self.store, SINGLE_USER, read, self.now, **said, withdraw=withdraw)
        done = register.commit(self.store, SINGLE_USER, read, self.now, **said, withdraw=withdraw, keep=keep)
        assert (done.changes, done.ledger) == (before.changes, before.ledger), (
            "a preview says what a commit does"
        )
        assert not set(keep) & {
            each.reference
            for each in register.preview(self.store, SINGLE_USER, self._as_new(read), self.now, **said).gone
        }, "what was kept is not asked again"
        self.live.append(done.import_id)
        self.told[done.import_id] = done.ledger

    def undo(self) -> None:
        if self.live:
            gone = self.live.pop(self.chance.randrange(len(self.live)))
            register.undo(self.store, SINGLE_USER, gone, self.now)

    def take_activity(self) -> None:
        chance = self.chance
        self.files += 1
        read = bed_days(
            {date(2026, chance.randrange(1, 5), 1): float(chance.randrange(100, 900))},
            ward=chance.choice([*WARDS, "All wards"]),
            site=chance.choice(SITES[:2]),
            kind=chance.choice([ActivityKind.BED_DAYS, ActivityKind.ADMISSIONS]),
            name=f"{self.files}.csv",
        )
        self.live.append(register.commit_activity(self.store, SINGLE_USER, read, self.now).import_id)

    def place_word(self) -> None:
        word = self.chance.choice(WORDS)
        if self.chance.random() < 2 / 3:
            register.place_words(self.store, SINGLE_USER, [word], self.now)
        else:
            register.take_back_word(self.store, SINGLE_USER, word, self.now)

    def place(self) -> None:
        """A place of one, two or three names, some of which differ in case alone; or one is taken back."""
        chance = self.chance
        kept = register.places(self.store, SINGLE_USER, self.now)
        if kept and chance.random() < 0.5:
            register.forget_place(self.store, SINGLE_USER, chance.choice(kept).place_id or 0, self.now)
            return
        names = tuple(
            (chance.choice(SITES[:2]), ward) for ward in chance.sample(WARDS, chance.randrange(1, 4))
        )
        moves = chance.choice(
            [(), (("Surgery", date(2026, 2, 15)), ("Women and children", date(2026, 3, 1)))]
        )
        known = kept[0].place_id if kept else None
        place = register.Place(
            "Ward Seven", chance.choice(SITES[:2]), "Medicine", names, moves=moves, place_id=known
        )
        register.keep_place(self.store, SINGLE_USER, place, self.now)

    def say_of_a_month(self) -> None:
        state = self.chance.choice([register.MonthSaid.COVERED, register.MonthSaid.MISSING, None])
        source = self.chance.choice([SourceSystem.DATIX, SourceSystem.LFPSE])
        month = date(2026, self.chance.randrange(1, 5), 1)
        register.edit_coverage(
            self.store, SINGLE_USER, source, "Riverside", month, state, "said so", self.now
        )

    def _listing(self) -> Any:
        chance = self.chance
        source = chance.choice(
            [SourceSystem.DATIX, SourceSystem.DATIX, SourceSystem.LFPSE, SourceSystem.NRLS]
        )
        made = [self._incident(source) for _ in range(chance.randrange(1, 9))]
        rows = {each["reference"]: each for each in made}
        left_out = [
            {
                "reference": each["reference"],
                "revision": each["revision"],
                "standing": chance.choice(
                    [Standing.NOT_MEDICATION, Standing.EXCLUDED_STATUS, Standing.OTHER_EVENT]
                ).value,
            }
            for each in (self._incident(source) for _ in range(chance.randrange(3)))
            if each["reference"] not in rows
        ]
        self.files += 1
        read = extract(
            rows.values(),
            name=f"{self.files}.csv",
            source=source,
            as_at=date(2026, 5, chance.randrange(1, 28)),
        )
        once = {each["reference"]: each for each in left_out}
        return replace(read, not_counting=pa.Table.from_pylist(list(once.values()), NOT_COUNTING))

    def _medicines(self) -> list[dict[str, str]]:
        return self.chance.choice([[], [{"written": "Apixaban", "route": "", "role": "given"}]])

    def _as_new(self, read: Any) -> Any:
        return replace(read, sha256=f"{read.sha256} again")

    def _incident(self, source: SourceSystem) -> dict[str, Any]:
        chance = self.chance
        number = chance.randrange(12)
        day = date(2026, chance.randrange(1, 5), chance.randrange(1, 28))
        points = (
            chance.choice([[], [], [f"L{number}"]])
            if source is SourceSystem.DATIX
            else chance.choice([[], [f"W{number}"], [f"W{number + 1}"]])
        )
        return incident(
            f"{LETTER[source]}{number}",
            day,
            points_to=points,
            revision=float(chance.randrange(1, 4)) if source is SourceSystem.LFPSE else -1.0,
            occurred_precision=chance.choice(["day"] * 6 + ["year"]),
            site=chance.choice(SITES),
            location=chance.choice(WARDS),
            harm_level=chance.choice(["No harm", "Low", "Severe", "Not recorded"]),
            occurred_time=chance.choice([None, time(0), time(14, 5)]),
            duty_of_candour=chance.choice(
                ["Recorded as applying", "Recorded as not applying", "Not recorded", "Not in the extract"]
            ),
            never_event=chance.choice(
                [
                    "Recorded as a Never Event",
                    "Recorded as not a Never Event",
                    "Not recorded",
                    "Not in the extract",
                ]
            ),
            yellow_card=chance.choice(["Reference recorded", "Not recorded", "Not in the extract"]),
            stages=chance.choice([[], ["Prescribing"], ["Advice", "Prescribing"]]),
            medicines=self._medicines(),
            unplaced=chance.choice(UNPLACED),
        )


def looked_at(store: Store, sql: str, now: datetime = NOW) -> list[tuple]:
    """What the closed register holds, as another program reads it: half the time of opening it as the product does."""
    if not store.has_register():
        with open_register(store, now):
            pass
    return asked_of(store.register, sql)


def folded_anew(store: Store, now: datetime) -> list[tuple]:
    with open_register(store, now) as connection:
        connection.execute("begin")
        fold_everything(connection, Act.UPGRADE, now)
        found = connection.execute(RECORD).fetchall()
        connection.execute("rollback")
        return found


def published(store: Store, now: datetime) -> dict[str, list[tuple]]:
    """Every table of a new edition, its rows as they are but for the order."""
    made = register.publish(store, SINGLE_USER, now, trust_name="Made up")
    with duckdb.connect(str(store.edition(made.edition_id)), read_only=True) as edition:
        return {
            # a list of medicines has a number of its own in each edition
            table: sorted(
                edition.execute(f"select columns(lambda c: c <> 'medicine_list') from {table}").fetchall(),
                key=repr,
            )
            for table in (*EDITION_TABLES, CLASS_MEDICINE)
        }
