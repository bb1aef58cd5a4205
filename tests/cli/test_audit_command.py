"""`audit verify`, `list` and `export`; and that an answer of the command line is noted, with who asked."""

import csv
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from dashboard import desk
from dashboard.cli.person import PERSON
from dashboard.domain.export import Export
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from tests.cli.command_line import dashboard, dashboard_here
from tests.proofs.audit_touched import by_hand
from tests.proofs.fifty_faults import little_trust

NOW = datetime(2026, 11, 23, 9, 0)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store")
    desk.note_act(store, SINGLE_USER, "import", "import 1", "3 rows accepted", NOW)
    desk.note_act(store, SINGLE_USER, "export", "=table", Export("x", "csv", 2).detail(), NOW)
    return store


def test_verify_says_that_it_holds_and_which_line_breaks(store: Store) -> None:
    head = desk.verify_audit(store, SINGLE_USER, NOW).head
    assert head
    held = dashboard("audit", "verify", store=store.root)
    assert (held.status, held.out.count("\n")) == (0, 1)
    assert held.out.startswith(
        f"2 lines, chain unbroken; head 2 {head.hash}, written down on 23/11/2026 at 09:00 UTC."
    )
    told = dashboard_here("audit", "verify", "--json", "--head", "2", head.hash, store=store.root).told
    assert (told["lines"], told["broken"]) == (2, None)
    other = dashboard_here("audit", "verify", "--head", "1", head.hash, store=store.root)
    assert other.status == 2 and "from line 1 on: it is not the line whose hash you gave" in other.sentence
    with by_hand(store) as hand:
        hand.execute("update audit set who = 'nobody' where line = 2")
    broken = dashboard_here("audit", "verify", store=store.root)
    assert broken.status == 2
    assert "The audit trail does not hold from line 2 on: what it says was changed" in broken.sentence


def test_list_and_export_choose_and_the_export_is_noted_before_it_is_written(
    store: Store, tmp_path: Path
) -> None:
    listed = dashboard_here("audit", "list", "--json", "--act", "import", store=store.root).told["lines"]
    assert [(line["line"], line["subject"]) for line in listed] == [(1, "import 1")]
    words = dashboard_here("audit", "list", "--until", "2026-11-23", store=store.root).out.splitlines()
    assert words[1] == "1  23/11/2026 09:00:00 UTC  single-user  import: import 1 (3 rows accepted)"
    assert "No line" in dashboard_here("audit", "list", "--from", "2026-11-24", store=store.root).out
    refused = dashboard_here("audit", "list", "--act", "colour", store=store.root).sentence
    assert "No line is of the act 'colour'; there are export, import." in refused
    nowhere = dashboard_here("audit", "export", "--out", tmp_path / "no" / "a.csv", store=store.root)
    assert "cannot be written" in nowhere.sentence
    dashboard_here("audit", "export", "--out", tmp_path / "a.csv", store=store.root)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["line", "happened_at", "who", "act", "subject", "detail", "hash"]
    assert [row[0] for row in rows[1:]] == ["1", "2", "3"], (
        "the export that could not be written was noted too"
    )
    assert rows[2][4] == "'=table", "through the one writer"
    newest = desk.audit_trail(store, SINGLE_USER, NOW)[0]
    assert (newest.who, newest.act, newest.subject) == (PERSON.id, "export", "audit trail")


def test_without_a_store_there_is_nothing_to_verify(tmp_path: Path) -> None:
    refused = dashboard_here("audit", "verify", store=tmp_path / "none").sentence
    assert "There is no audit trail in" in refused and not (tmp_path / "none").exists()


def test_an_answer_of_the_command_line_is_an_export(tmp_path: Path) -> None:
    store = little_trust(tmp_path / "store")
    before = len(desk.audit_trail(store, SINGLE_USER, NOW))
    asked = ("ask", "incidents_by_harm_level", "--filter", "location=Ward 7")
    dashboard_here(*asked, store=store.root)
    dashboard_here("ask", "no_such_question", store=store.root)
    (line,) = desk.audit_trail(store, SINGLE_USER, NOW)[:-before]
    assert (line.who, line.act, line.subject) == (PERSON.id, "export", "answer incidents_by_harm_level")
    assert line.detail == "file=csv&edition=1&profile=internal&rows=1&filter=location%3DWard%2B7"
    assert PERSON.id.startswith("command line (") and PERSON.id != "command line ()"
    with closing(sqlite3.connect(store.desk)) as connection:
        assert connection.execute("select count(*) from audit where hash is null").fetchone() == (0,)
