"""A question that runs away is stopped: the rest go on, and what it costs an ordinary question is next to nothing."""

import importlib
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard.domain import engine
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import TookTooLong
from dashboard.edition import Question, ask_values
from dashboard.edition.time_cap import LOOKS_EVERY, stopped_after
from tests.made_up_incidents import TrustUnderTest, datix, one

edition_ask = importlib.import_module("dashboard.edition.ask")  # the package's `ask` is the function

ENDLESS = "select count(*) from range(100000000) as a, range(1000000) as b where (a.range * b.range) % 7 = 3"
HUGE = "select sum(length(repeat(range::varchar, 3000))) from range(1000000000)"
"""DuckDB hears of an interrupt between two blocks of 2,048 rows: one block of strings a thousand times as long took it a minute. No
question of ours makes a string, and what is asked reaches it as a value."""
SECONDS = 0.4


@pytest.fixture
def harmful(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Questions that a file of ours would never hold, under the names of two that have few columns."""
    known = edition_ask.question

    def asks(sql: str) -> None:
        def question(name: str) -> Question:
            written = known(name)
            return Question(name, "", (), written.returns, sql) if name == "near_misses" else written

        monkeypatch.setattr(edition_ask, "question", question)

    monkeypatch.setattr(engine, "QUESTION_SECONDS", SECONDS)
    return asks


def asked(trust: TrustUnderTest, name: str, what: IncidentFilter | None = None) -> list[Any]:
    assert trust.edition
    return ask_values(
        name, what or IncidentFilter(), SINGLE_USER, store=trust.store, edition_id=trust.edition
    )


@pytest.mark.parametrize("sql", [ENDLESS, HUGE])
def test_a_question_that_runs_away_is_stopped_and_others_are_answered(
    sql: str, trust: TrustUnderTest, harmful: Any
) -> None:
    trust.take(datix(one("W1"), one("W2")))
    harmful(sql)
    with ThreadPoolExecutor(1) as other:
        began = time.monotonic()
        running = other.submit(asked, trust, "near_misses")
        time.sleep(SECONDS / 4)
        beside = asked(trust, "incidents_by_harm_level")
        assert not running.done(), "it was still running when the other question had its answer"
        with pytest.raises(TookTooLong, match="longer than 10 seconds and was stopped"):
            running.result()
        took = time.monotonic() - began
    assert beside
    assert SECONDS <= took < SECONDS + LOOKS_EVERY + 2.0  # 2 s for a machine whose cores are both taken
    assert asked(trust, "incidents_by_harm_level") == beside, "the edition goes on answering"


def test_a_filter_of_a_hundred_thousand_words_is_answered_in_time(trust: TrustUnderTest) -> None:
    trust.take(datix(one("W1")))
    words = tuple(f"{n} {'x' * 100}" for n in range(100_000))
    began = time.monotonic()
    asked(trust, "incidents_by_harm_level", IncidentFilter(location=words))
    assert time.monotonic() - began < engine.QUESTION_SECONDS


def test_a_question_that_wants_too_much_memory_says_so(trust: TrustUnderTest, harmful: Any) -> None:
    trust.take(datix(one("W1")))
    harmful("select list(repeat(range::varchar, 100000)) from range(20000)")
    with pytest.raises(TookTooLong, match=r"more memory|longer than"):
        asked(trust, "near_misses")
    assert asked(trust, "incidents_by_harm_level")


def test_what_the_cap_costs_a_question(tmp_path: Path) -> None:
    """Less than 0.2 ms, by the median of ten rounds: the clock of a busy machine jumps."""
    with duckdb.connect(":memory:") as connection:
        rounds = []
        for _ in range(10):
            began = time.perf_counter()
            for _ in range(500):
                with stopped_after(connection):
                    pass
            rounds.append((time.perf_counter() - began) / 500)
    assert sorted(rounds)[5] < 0.0002
