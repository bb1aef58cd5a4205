"""The register against a dictionary: made-up extracts of a small world, and what should count after any order of acts.

A place of its own stands for each incident, because editions hide the references of low harm: `Ward of W3`.
"""

import inspect
import random
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

from dashboard import register, work
from dashboard.domain.extract import Extract
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from tests.made_up_incidents import NOW, datix, lfpse, national, one
from tests.proofs.edition_content import Content, content_of

MONTHS = (
    (date(2026, 3, 1), date(2026, 3, 31)),
    (date(2026, 4, 1), date(2026, 4, 30)),
    (date(2026, 5, 1), date(2026, 5, 31)),
)
HARMS = ("No harm", "Low", "Moderate", "Severe", "Fatal")
DRUGS = ("Enoxaparin", "Morphine", "Gentamicin", "Paracetamol")
STAGES = {"Prescribing": "Prescribing", "Administration": "Administration or supply"}
INCIDENTS = 14
KNOWS_GONE = "withdraw" in inspect.signature(work.store_incidents).parameters
"""Whether the register says what is no longer in an extract, and takes withdrawals."""


@dataclass(frozen=True)
class Word:
    """What an extract says of an incident. Later words have the higher (revision, as_at, import)."""

    month: int
    harm: str
    drugs: tuple[str, ...]
    stage: str
    revision: int = -1
    stands: bool = True


@dataclass(frozen=True)
class MadeExtract:
    number: int
    source: str
    first_month: int
    last_month: int
    as_at: date
    words: dict[str, Word]
    content: bytes

    @property
    def covers(self) -> tuple[date, date]:
        return MONTHS[self.first_month][0], MONTHS[self.last_month][1]


def month_of(reference: str) -> int:
    return int(reference[1:]) % 3


def made_extract(seed: int, number: int) -> MadeExtract:
    """The numbered extract: months, the day it was run, which incidents it holds and what it says of each."""
    chance = random.Random(f"{seed} {number}")
    source = "lfpse" if number % 4 == 3 else "datix"
    first = chance.randrange(3)
    last = chance.randrange(first, 3)
    as_at = date(2026, 6, 1 + chance.randrange(8))
    words: dict[str, Word] = {}
    for n in range(INCIDENTS):
        reference = f"{'L' if source == 'lfpse' else 'W'}{n}"
        if first <= month_of(reference) <= last and chance.random() < 0.75:
            words[reference] = Word(
                month_of(reference), chance.choice(HARMS), tuple(sorted(chance.sample(DRUGS, chance.choice((1, 1, 2))))),
                chance.choice(sorted(STAGES)), chance.randrange(1, 4) if source == "lfpse" else -1,
            )  # fmt: skip
    if not words:
        return made_extract(seed, number + 1000)
    return MadeExtract(number, source, first, last, as_at, words, _written(source, words, as_at))


def _written(source: str, words: dict[str, Word], as_at: date) -> bytes:
    rows = []
    for reference, word in words.items():
        day = MONTHS[word.month][0].replace(day=3 + int(reference[1:]))
        for drug in word.drugs:
            cells = {
                "on": f"{day:%d/%m/%Y}",
                "harm": word.harm,
                "drug": drug,
                "stage": word.stage,
                "ward": f"Ward of {reference}",
            }
            if source == "datix":
                rows.append(one(reference, **cells))
            else:
                local = f"W{reference[1:]}" if int(reference[1:]) < 8 else ""
                rows.append(national(reference, local, revision=str(word.revision), **cells))
    return (datix if source == "datix" else lfpse)(*rows, run_on=as_at)


@cache
def as_read(source: str, content: bytes, folder: Path) -> Extract:
    """The extract as the product reads it, once: a reading costs half a second, and a machine imports it many times."""
    store = Store(folder)
    read = work.read_incidents(
        work.stage(store, content, NOW), "listing.csv", NOW, source=SourceSystem(source)
    )
    assert isinstance(read, Extract), read
    return read


@dataclass
class Import:
    import_id: int
    made: MadeExtract
    live: bool = True
    withdrawn: tuple[tuple[str, int], ...] = ()
    """Each with the revision of the word that it overrules."""


@dataclass
class Model:
    """The dictionary: which imports live, and from them what stands."""

    imports: list[Import] = field(default_factory=list)

    def live(self) -> list[Import]:
        return [each for each in self.imports if each.live]

    def newest(self) -> dict[str, tuple[tuple[int, date, int], Word]]:
        """The newest word on each incident, after its (revision, as_at, import); a withdrawal is a word like any other."""
        newest: dict[str, tuple[tuple[int, date, int], Word]] = {}
        for each in self.live():
            said = dict(each.made.words)
            for reference, revision in each.withdrawn:
                said[reference] = Word(month_of(reference), "", (), "", revision, stands=False)
            for reference, word in said.items():
                order = (word.revision, each.made.as_at, each.import_id)
                if reference not in newest or order > newest[reference][0]:
                    newest[reference] = (order, word)
        return newest

    def standing(self) -> dict[str, Word]:
        return {reference: word for reference, (_, word) in self.newest().items() if word.stands}

    def counted(self) -> dict[str, tuple[str, tuple[str, ...], str]]:
        """Place to (harm, medicines, stage). Datix counts the months that it covers; there LFPSE only enriches."""
        by_datix = {
            month
            for each in self.live()
            if each.made.source == "datix"
            for month in range(each.made.first_month, each.made.last_month + 1)
        }
        return {
            f"Ward of {reference}": (word.harm, word.drugs, STAGES[word.stage])
            for reference, word in self.standing().items()
            if reference.startswith("W") or word.month not in by_datix
        }

    def gone(self, made: MadeExtract) -> dict[str, int]:
        """What stands of the source in the months that an extract covers and is not in it, with its revision; what a newer
        extract has spoken of is left to that one."""
        return {
            reference: word.revision
            for reference, ((_, as_at, _), word) in self.newest().items()
            if word.stands
            and reference[0] == ("L" if made.source == "lfpse" else "W")
            and made.first_month <= word.month <= made.last_month
            and reference not in made.words
            and as_at <= made.as_at
        }


@dataclass
class RegisterUnderTest:
    """A store, the officer's acts on it, and the latest edition as a dictionary."""

    root: Path
    read_in: Path
    edition: int | None = None

    @property
    def store(self) -> Store:
        return Store(self.root)

    def gone(self, made: MadeExtract) -> set[str]:
        """What the product says is no longer in the extract."""
        read = as_read(made.source, made.content, self.read_in)
        found = register.preview(self.store, SINGLE_USER, read, NOW, covers=made.covers, sites=())  # type: ignore[call-arg]
        return {row.reference for row in found.gone}  # type: ignore[attr-defined]

    def take(self, made: MadeExtract, withdraw: tuple[str, ...] = ()) -> tuple[int, bool]:
        """(import id, whether it was a repeat)."""
        read = as_read(made.source, made.content, self.read_in)
        more = {"withdraw": dict.fromkeys(withdraw, "deleted in the source system")} if withdraw else {}
        result, edition = work.store_incidents(self.store, SINGLE_USER, read, NOW, covers=made.covers, **more)
        self.edition = edition.edition_id if edition else self.edition
        return result.import_id, result.repeat

    def undo(self, import_id: int) -> None:
        self.edition = work.undo_import(self.store, SINGLE_USER, import_id, NOW).edition_id

    def content(self) -> Content:
        assert self.edition is not None
        return content_of(self.store.edition(self.edition))

    def counted(self) -> dict[str, tuple[str, tuple[str, ...], str]]:
        """Place to (harm, medicines, stage) as the latest edition has them; a place twice would be a doubled incident."""
        assert self.edition is not None
        with duckdb.connect(str(self.store.edition(self.edition)), read_only=True) as opened:
            rows = opened.execute("select n, location, harm_level from incident").fetchall()
            drugs = opened.execute("select n, lower(medicine) from incident_medicine").fetchall()
            stages = opened.execute("select n, stage from incident_stage").fetchall()
        assert len({location for _, location, _ in rows}) == len(rows), "an incident is there twice"
        return {
            location: (
                harm,
                tuple(sorted(drug.capitalize() for of, drug in drugs if of == n)),
                ", ".join(sorted(stage for of, stage in stages if of == n)),
            )
            for n, location, harm in rows
        }
