"""A store to which acts happen one after another, an hour apart, and what counts after each: for tests counted by hand."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa

from dashboard import register
from dashboard.domain.extract import Extract, Standing
from dashboard.domain.profile import PlacedWord
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.register import ImportPreview, ImportResult, MonthSaid, Place
from tests.register.histories import NOT_COUNTING
from tests.register.stored_extracts import NOW, asked_of, extract

DATIX, LFPSE, INPHASE = SourceSystem.DATIX, SourceSystem.LFPSE, SourceSystem.INPHASE


def listing(
    *incidents: dict[str, Any],
    run_on: date,
    source: SourceSystem = DATIX,
    left_out: dict[str, Standing] | None = None,
    revision: float = -1.0,
) -> Extract:
    """A listing run on a day; `left_out` are references of which every row was left out, and why."""
    read = extract(incidents, as_at=run_on, source=source, name=f"{source.value} {run_on}.csv")
    rows = [
        {"reference": reference, "revision": revision, "standing": standing.value}
        for reference, standing in (left_out or {}).items()
    ]
    return replace(read, not_counting=pa.Table.from_pylist(rows, NOT_COUNTING))


@dataclass
class CountedStore:
    store: Store
    now: datetime = NOW
    told: list[ImportResult] = field(default_factory=list)

    def take(self, read: Extract, **said: Any) -> ImportResult:
        done = register.commit(self.store, SINGLE_USER, read, self._later(), **said)
        self.told.append(done)
        return done

    def gone(self, read: Extract, **said: Any) -> list[str]:
        return sorted(each.reference for each in self.preview(read, **said).gone)

    def preview(self, read: Extract, **said: Any) -> ImportPreview:
        return register.preview(self.store, SINGLE_USER, read, self.now, **said)

    def undo(self, import_id: int) -> None:
        register.undo(self.store, SINGLE_USER, import_id, self._later())

    def place_word(self, field_name: str, written: str, means: str, source: SourceSystem = DATIX) -> None:
        word = PlacedWord(field_name, source, written, means)
        register.place_words(self.store, SINGLE_USER, [word], self._later())

    def take_back_word(self, field_name: str, written: str, source: SourceSystem = DATIX) -> None:
        word = PlacedWord(field_name, source, written, "")
        register.take_back_word(self.store, SINGLE_USER, word, self._later())

    def keep_place(self, place: Place) -> int:
        return register.keep_place(self.store, SINGLE_USER, place, self._later())

    def forget_place(self, place_id: int) -> None:
        register.forget_place(self.store, SINGLE_USER, place_id, self._later())

    def say_of_month(
        self, month: date, state: MonthSaid | None, source: SourceSystem = DATIX, site: str = "Riverside"
    ) -> None:
        register.edit_coverage(
            self.store, SINGLE_USER, source, site, month, state, "as the ward says", self._later()
        )

    def counting(self) -> list[str]:
        """The references that count, and a check that the register is sound."""
        assert register.check(self.store, SINGLE_USER, self.now) == []
        rows = asked_of(self.store.register, "select reference from current_record where counts order by 1")
        return [reference for (reference,) in rows]

    def standing(self, reference: str) -> str:
        rows = asked_of(self.store.register, "select reference, standing from current_record")
        return dict(rows)[reference]

    def publish(self) -> int:
        return register.publish(self.store, SINGLE_USER, self._later(), trust_name="Made up").edition_id

    def published(self, sql: str) -> list[tuple]:
        """What a new edition answers."""
        return asked_of(self.store.edition(self.publish()), sql)

    def reasons(self) -> dict[date | None, list[tuple[str, int]]]:
        """Of the last import: month to its reasons, in alphabetical order."""
        return {each.month: list(each.reasons) for each in self.told[-1].ledger}

    def _later(self) -> datetime:
        self.now += timedelta(hours=1)
        return self.now
