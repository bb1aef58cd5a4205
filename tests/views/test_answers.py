"""Answers that are kept: each question once, also when two want it together, and never a failure for an answer."""

import threading

import pytest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.views.answers import KeptAnswers

SECONDS = 10


class Asked:
    """A question that waits until it may answer, and counts how often it is asked."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.may_answer = threading.Event()

    def __call__(self, key: str) -> str:
        self.keys.append(key)
        assert self.may_answer.wait(SECONDS)
        return key.upper()


def test_who_wants_a_question_that_is_being_asked_waits_for_that_answer() -> None:
    asked = Asked()
    kept = KeptAnswers(asked, most=5)
    kept.ahead([("harm",), ("stage",)])
    got: list[str] = []
    wants = [threading.Thread(target=lambda: got.append(kept("harm"))) for _ in range(3)]
    for each in wants:
        each.start()
    assert not got
    asked.may_answer.set()
    for each in wants:
        each.join(SECONDS)
    assert got == ["HARM"] * 3 and kept("stage") == "STAGE"
    assert sorted(asked.keys) == ["harm", "stage"]
    kept.ahead([("harm",)])
    assert kept("harm") == "HARM" and sorted(asked.keys) == ["harm", "stage"]


def test_the_oldest_answer_goes_first() -> None:
    asked = Asked()
    asked.may_answer.set()
    kept = KeptAnswers(asked, most=2)
    for key in ("a", "b", "a", "c", "a", "b"):
        assert kept(key) == key.upper()
    assert asked.keys == ["a", "b", "c", "b"]


def test_what_failed_ahead_fails_when_it_is_wanted_and_is_asked_again() -> None:
    class Gone(Exception):
        pass

    asked: list[str] = []

    def ask(key: str) -> str:
        asked.append(key)
        if len(asked) < 3:
            raise Gone(key)
        return key

    kept = KeptAnswers(ask, most=5)
    with pytest.raises(Gone):
        kept("harm")
    with pytest.raises(Gone):
        kept("harm")
    assert kept("harm") == "harm" and kept("harm") == "harm" and asked == ["harm"] * 3


def test_a_program_that_ends_asks_nothing_ahead_and_answers_still() -> None:
    asked = Asked()
    asked.may_answer.set()
    kept = KeptAnswers(asked, most=5)
    kept._ahead.shutdown()
    kept.ahead([("harm",)])
    assert kept("harm") == "HARM" and asked.keys == ["harm"]


def test_what_a_page_asked_is_known_by_its_questions_and_not_by_its_filter() -> None:
    asking = Asking(lambda *_: [], EditionSeen(1, None, None), IncidentFilter(site=("North",)))
    asking.rows("incidents_by_month")
    asking.rows("incidents_by_month", IncidentFilter(site=("South",)))
    asking.rows("near_misses")
    assert asking.asked_so_far() == (("incidents_by_month", False), ("near_misses", False))
