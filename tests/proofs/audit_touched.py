"""A trail of 500 lines, and the ways in which somebody with the file and SQLite touches it: no triggers, nothing of ours."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from dashboard.desk.audit_head import written_heads
from dashboard.desk.file import open_desk
from dashboard.domain.audit_chain import ChainedLine, verify
from dashboard.domain.store import Store
from dashboard.domain.written_sql import written_sql

NOW = datetime(2026, 11, 23, 9, 0)
LINES = 500


def noted(store: Store, lines: int = LINES, what: str = "import") -> Store:
    """A trail of so many lines, written in one transaction, with each head written down as if each had been an act of its own."""
    with open_desk(store, NOW, writes=True) as connection:
        for n in range(1, lines + 1):
            at = (NOW + timedelta(minutes=n)).isoformat()
            connection.execute(written_sql("desk/note_act"), (at, "mso", what, f"import {n}", f"{n} rows é"))
        rows = connection.execute("select line, hash, happened_at from audit order by line").fetchall()
    heads = "".join(f"{line} {its_hash} {at}\n" for line, its_hash, at in rows)
    store.audit_head.write_text(heads, encoding="utf-8")
    return store


def copied(whole: Store, folder: Path) -> Store:
    put_in_place(whole.desk, folder / "desk.sqlite3")
    shutil.copy(whole.audit_head, folder)
    return Store(folder)


def put_in_place(desk: Path, of: Path) -> None:
    """One desk's content in another's file."""
    with closing(sqlite3.connect(desk)) as source, closing(sqlite3.connect(of)) as place:
        source.backup(place)


@contextmanager
def by_hand(store: Store) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(store.desk, isolation_level=None)) as connection:
        connection.executescript(
            "drop trigger if exists audit_is_not_changed; drop trigger if exists audit_is_not_deleted;"
        )
        yield connection


def change(hand: sqlite3.Connection, n: int) -> int:
    column = ("happened_at", "who", "act", "subject", "detail")[n // 4 % 5]
    hand.execute(f"update audit set {column} = {column} || 'x' where line = ?", (n,))
    return n


def delete(hand: sqlite3.Connection, n: int) -> int:
    hand.execute("delete from audit where line = ?", (n,))
    return n


def swap(hand: sqlite3.Connection, n: int) -> int:
    """With the next; the last with the first."""
    other = n % LINES + 1
    hand.execute("update audit set line = -1 where line = ?", (n,))
    hand.execute("update audit set line = ? where line = ?", (n, other))
    hand.execute("update audit set line = ? where line = -1", (other,))
    return min(n, other)


def insert(hand: sqlite3.Connection, n: int) -> int:
    hand.execute("update audit set line = -line - 1 where line >= ?", (n,))
    hand.execute("update audit set line = -line where line < 0")
    hand.execute("insert into audit values (?, '2026-11-23', 'mso', 'export', 'x', '', ?)", (n, "0" * 64))
    return n


def cover_up(hand: sqlite3.Connection, n: int) -> int:
    """What somebody does who knows the form: a line is changed, and every hash from it on is worked out again."""
    hand.execute("update audit set who = 'nobody' where line = ?", (n,))
    before = hand.execute("select hash from audit where line = ?", (n - 1,)).fetchone()
    last = before[0] if before else ""
    asked = "select line, happened_at, who, act, subject, detail from audit where line >= ? order by line"
    for line, *said in hand.execute(asked, (n,)).fetchall():
        text = json.dumps([last, line, *said], ensure_ascii=False, separators=(",", ":"))
        last = hashlib.sha256(text.encode()).hexdigest()
        hand.execute("update audit set hash = ? where line = ?", (last, line))
    return n


Touch = Callable[[sqlite3.Connection, int], int]
SAID: dict[Touch, tuple[str, ...]] = {
    change: ("what it says was changed",),
    delete: ("was deleted", "the end was cut off"),
    swap: ("another order",),
    insert: ("was put in",),
    cover_up: ("not the line that was written down",),
}
"""How each is named."""


class Touched(NamedTuple):
    line: int
    meant: tuple[int, str]
    found: tuple[int, str]


def unseen(store: Store, touches: Iterable[tuple[Touch, int]]) -> tuple[int, list[Touched]]:
    """How many touches there were, each from the whole trail, and those that were not found at their line under their name."""
    heads, many, wrong = written_heads(store), 0, []
    with by_hand(store) as hand:
        for touch, n in touches:
            hand.execute("begin")
            first = touch(hand, n)
            rows = hand.execute(written_sql("desk/audit_chain")).fetchall()
            hand.execute("rollback")
            broken = verify([ChainedLine(*row) for row in rows], heads).broken
            found = (broken.line, broken.how) if broken else (0, "nothing")
            many += 1
            if found[0] != first or not any(words in found[1] for words in SAID[touch]):
                wrong.append(Touched(n, (first, touch.__name__), found))
    return many, wrong
