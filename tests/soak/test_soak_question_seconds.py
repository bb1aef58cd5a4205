"""A question that runs away for its whole ten seconds, beside readers of an edition: when it is stopped, and how long the others wait.

It holds both threads that DuckDB is given until it is stopped: on two cores that other work kept busy too, a reader's slowest answers
took 2.3 to 2.8 times as long (2.0 with one thread).
"""

import importlib
import threading
import time
from typing import Any

import pytest

from dashboard.domain import engine
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import TookTooLong
from dashboard.edition import Question, ask_values
from tests.edition.test_question_seconds import ENDLESS
from tests.made_up_incidents import TrustUnderTest, datix, one

edition_ask = importlib.import_module("dashboard.edition.ask")  # the package's `ask` is the function
QUESTIONS = (
    "incidents_by_harm_level",
    "incidents_by_month",
    "incidents_by_drug_class",
    "moderate_and_above_by_day",
)
MOST_TIMES_LONGER = 3.0
"""Of the 95th percentile. The aim is 2; a busy machine takes more."""


def asked(trust: TrustUnderTest, name: str) -> list[Any]:
    assert trust.edition
    return ask_values(name, IncidentFilter(), SINGLE_USER, store=trust.store, edition_id=trust.edition)


def p95_of_readers(trust: TrustUnderTest, seconds: float) -> float:
    took, ends = [], time.monotonic() + seconds
    while time.monotonic() < ends:
        for name in QUESTIONS:
            began = time.perf_counter()
            asked(trust, name)
            took.append(time.perf_counter() - began)
        time.sleep(0.05)
    return sorted(took)[int(0.95 * len(took))]


def test_a_question_that_runs_away_is_stopped_in_ten_seconds_and_readers_go_on(
    trust: TrustUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust.take(datix(*(one(f"W{number}") for number in range(3000))))
    known = edition_ask.question

    def question(name: str) -> Question:
        written = known(name)
        return Question(name, "", (), written.returns, ENDLESS) if name == "near_misses" else written

    monkeypatch.setattr(edition_ask, "question", question)
    stopped: list[float] = []

    def runs_away() -> None:
        began = time.monotonic()
        with pytest.raises(TookTooLong):
            asked(trust, "near_misses")
        stopped.append(time.monotonic() - began)

    p95_of_readers(trust, 1)
    alone = p95_of_readers(trust, 8)
    running = threading.Thread(target=runs_away)
    running.start()
    beside = p95_of_readers(trust, 8)
    assert running.is_alive(), "it ran all the time that was measured"
    running.join(30)
    print(
        f"stopped after {stopped[0]:.1f} s; readers' p95 {alone * 1000:.1f} ms alone, {beside * 1000:.1f} ms beside it"
    )
    assert engine.QUESTION_SECONDS <= stopped[0] < engine.QUESTION_SECONDS + 1
    assert beside < MOST_TIMES_LONGER * max(alone, 0.005)
