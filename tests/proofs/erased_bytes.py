"""Whether anything of what was erased is left: in the bytes of every file of a store, and in every row of every table of it."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from sqlite3 import connect

import duckdb
import pytest

from dashboard import register, work
from dashboard.domain.engine import ENGINE, LOCKED
from dashboard.domain.profile import PlacedWord
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.words import SourceSystem
from dashboard.edition import close_editions
from tests.made_up_incidents import DATIX_HEADINGS, TrustUnderTest, datix

WRITTEN_IN = (
    "ID", "Site", "Division", "Location (exact)", "Severity", "Result", "Stage of medication error", "Medication error",
    "Drug administered", "Correct drug", "Reporter staff group",
)  # fmt: skip
"""The columns that hold a canary each, in each incident that will be erased; with a tag that is 12 an incident."""

assert set(WRITTEN_IN) <= set(DATIX_HEADINGS)


@dataclass(frozen=True)
class Canaried:
    """An incident of which every word is a canary."""

    number: int

    def canary(self, heading: str) -> str:
        return (
            f"qz{self.number:03d}{WRITTEN_IN.index(heading):02d}canary"
            if heading != "tag"
            else f"qz{self.number:03d}tagcanary"
        )

    @property
    def canaries(self) -> list[str]:
        return [self.canary(each) for each in (*WRITTEN_IN, "tag")]

    @property
    def reference(self) -> str:
        return self.canary("ID")

    def row(self, day: date) -> Mapping[str, str]:
        return {each: self.canary(each) for each in WRITTEN_IN} | {"Incident date": f"{day:%d/%m/%Y}"}


def without_compression(patched: pytest.MonkeyPatch) -> None:
    """What is written is written as it is: in a compressed file a text need not stand as its bytes."""
    for configuration in (ENGINE, LOCKED):
        patched.setitem(configuration, "force_compression", "uncompressed")


def a_store_that_holds(trust: TrustUnderTest, many: int) -> list[Canaried]:
    """Two listings that hold them among others, one more that is undone; editions after each, one released; decided words, tags."""
    held = [Canaried(number) for number in range(many)]
    plain = [
        {"ID": f"W{n}", "Incident date": "07/12/2025", "Drug administered": "Apixaban"} for n in range(40)
    ]
    rows = [each.row(date(2025, 9, 1) + timedelta(each.number % 28)) for each in held]
    moved = [each.row(date(2025, 10, 1) + timedelta(each.number % 28)) for each in held]
    trust.take(datix(*plain, *rows, run_on=date(2025, 12, 30)))
    work.release_edition(trust.store, SINGLE_USER, trust.edition or 0, trust.now, "for the committee")
    trust.now += timedelta(hours=1)
    first = trust.take(datix(*plain[5:], *moved, run_on=date(2026, 1, 31)))
    numbers = dict(_rows(trust.store.register, "select reference, n from current_record"))
    tagged = {numbers[each.reference]: each.canary("tag") for each in held}
    for n, tag in tagged.items():
        work.give_tags(trust.store, SINGLE_USER, [n], [tag], trust.now)
    placed = [
        PlacedWord("stage", SourceSystem.DATIX, each.canary("Stage of medication error"), "Prescribing")
        for each in held[::2]
    ]
    work.place_words(trust.store, SINGLE_USER, placed, trust.now)
    trust.now += timedelta(hours=1)
    trust.take(datix(*plain[:3], *rows[::2], run_on=date(2026, 2, 10)))
    trust.undo(first.import_id)
    return held


def _rows(path: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(path)) as connection:
        return connection.execute(sql).fetchall()


def erased(trust: TrustUnderTest, held: Sequence[Canaried]) -> list[work.Erased]:
    close_editions(trust.store)
    return [
        work.erase_incident(
            trust.store, SINGLE_USER, SourceSystem.DATIX, each.reference, "asked for", trust.now
        )
        for each in held
    ]


def bytes_found(root: Path, canaries: Collection[str]) -> set[tuple[str, str]]:
    """(file, canary) wherever one stands in the bytes of any file beneath the folder, in any case of letters."""
    found = set()
    for path in sorted(each for each in root.rglob("*") if each.is_file()):
        content = path.read_bytes().lower()
        if b"canary" in content:
            found |= {(path.name, each) for each in canaries if each.encode() in content}
    return found


def rows_found(root: Path, word: str = "canary") -> set[str]:
    """Tables that hold a canary (or one word of them), opened by another connection than ours: compressed, a text need not stand as its bytes."""
    found = set()
    for path in root.rglob("*.duckdb"):
        with duckdb.connect(str(path)) as connection:
            for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
                if word in str(connection.table(table).fetchall()).lower():
                    found.add(f"{path.name}: {table}")
    for path in root.rglob("*.sqlite3"):
        with closing(connect(path)) as desk:
            if word in "\n".join(desk.iterdump()).lower():
                found.add(path.name)
    return found


def purged(trust: TrustUnderTest) -> int:
    """What is older than twelve months goes: everything before December 2025 here. Returns how many incidents."""
    close_editions(trust.store)
    work.change_settings(trust.store, SINGLE_USER, {"purge_incidents_after_months": "12"}, trust.now)
    found, _ = work.purge(trust.store, SINGLE_USER, trust.now)
    work.publish(trust.store, SINGLE_USER, trust.now)
    return found.incidents


def sound(trust: TrustUnderTest) -> list[str]:
    return register.check(trust.store, SINGLE_USER, trust.now)
