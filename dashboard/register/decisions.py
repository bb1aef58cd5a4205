"""What people decide that changes what counts: words placed once, months said to be covered or missing.

It lies in the register and not at the desk, because it is one transaction with what it changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dashboard.domain.profile import PlacedWord
from dashboard.domain.reader import PREPARES, READS_REGISTER, Reader, only
from dashboard.domain.restatement import WordToPlace
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.domain.written_sql import written_sql
from dashboard.register.file import open_register
from dashboard.register.fold import fold_coverage, fold_words, one_transaction
from dashboard.register.written import write_placed_word


class MonthSaid(StrEnum):
    """What a person says of a month of one source and site."""

    COVERED = "covered"
    MISSING = "missing"


@dataclass(frozen=True)
class CoverageEdit:
    source: str
    site: str
    month: date
    state: str
    reason: str
    edited_at: datetime
    edited_by: str


@dataclass(frozen=True)
class WordPlaced:
    """A word as it was placed, by whom and when."""

    field: str
    source: str
    written: str
    means: str
    placed_at: datetime
    placed_by: str

    def as_choice(self) -> PlacedWord:
        return PlacedWord(self.field, SourceSystem(self.source), self.written, self.means)


@only(*PREPARES)
def place_words(store: Store, reader: Reader, words: Sequence[PlacedWord], now: datetime) -> None:
    """Place words once: every incident that holds one, in whatever import, is understood anew."""
    with open_register(store, now) as register, one_transaction(register):
        for word in words:
            write_placed_word(register, reader, word, now)
        fold_words(register, now)


@only(*PREPARES)
def take_back_word(store: Store, reader: Reader, word: PlacedWord, now: datetime) -> None:
    """The word is to be placed again."""
    said = {"field": word.field, "source": word.source.value, "written": word.written}
    with open_register(store, now) as register, one_transaction(register):
        register.execute(written_sql("register/take_back_word"), said | {"now": now})
        register.execute(written_sql("register/touch_word"), said)
        fold_words(register, now)


@only(*READS_REGISTER)
def placed_words(store: Store, reader: Reader, now: datetime) -> tuple[WordPlaced, ...]:
    """Every word that was placed, newest first."""
    if not store.has_register():
        return ()
    with open_register(store, now, works_out=False) as register:
        return tuple(
            WordPlaced(*row) for row in register.execute(written_sql("register/placed_words")).fetchall()
        )


@only(*READS_REGISTER)
def words_to_place(store: Store, reader: Reader, now: datetime) -> tuple[WordToPlace, ...]:
    """Words that are still to be placed, most incidents first, then those of category, status and event type (in rows)."""
    if not store.has_register():
        return ()
    with open_register(store, now) as register:
        kept_raw = register.execute(written_sql("register/still_unplaced")).fetchall()
        of_fate = register.execute(written_sql("register/words_of_fate")).fetchall()
    return tuple(WordToPlace(*row) for row in [*kept_raw, *of_fate])


@only(*PREPARES)
def edit_coverage(
    store: Store,
    reader: Reader,
    source: SourceSystem,
    site: str,
    month: date,
    state: MonthSaid | None,
    reason: str,
    now: datetime,
) -> None:
    """Say that a month of a source and site is covered or missing; None takes it back. Every chart obeys it."""
    said = {"source": source.value, "site": site, "month": month, "now": now}
    with open_register(store, now) as register, one_transaction(register):
        register.execute(written_sql("register/take_back_coverage"), said)
        if state is not None:
            register.execute(
                written_sql("register/edit_coverage"),
                {**said, "state": state.value, "reason": reason, "who": reader.id},
            )
        fold_coverage(register, now)


@only(*READS_REGISTER)
def coverage_edits(store: Store, reader: Reader, now: datetime) -> tuple[CoverageEdit, ...]:
    """What people have said of months, oldest month first."""
    if not store.has_register():
        return ()
    with open_register(store, now, works_out=False) as register:
        return tuple(
            CoverageEdit(*row) for row in register.execute(written_sql("register/coverage_edits")).fetchall()
        )
