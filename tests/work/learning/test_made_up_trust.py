"""What the made-up trust has learnt, against the truth that its extracts were written from: no figure of it comes from a reading of them."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from statistics import fmean
from typing import Any

import pytest

from dashboard import desk, work
from dashboard.cli.edition_asked import asking_of
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.learning import action, card
from dashboard.domain.learning.record import Kind, Noted
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.edition import close_editions, editions_of
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.learning.actions import effects
from dashboard.findings.learning.held import learning_held
from dashboard.findings.learning.signals import signals_of
from dashboard.findings.learning.to_escalate import to_escalate
from dashboard.findings.measures import all_measures
from dashboard.made_up_trust import SAMPLE
from tests.built_once import BuiltOnce

STORIES = json.loads((SAMPLE / "expected.json").read_text(encoding="utf-8"))["stories"]
NOW = datetime(2027, 6, 1, 12)
PAPER_BEFORE, NEWEST = 3, 5


@pytest.fixture(scope="module")
def made_up(built_once: BuiltOnce, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = built_once.copied_beside(tmp_path_factory.mktemp("learning") / "store").made_up_trust()
    yield store
    close_editions(store)


def _asking(store: Store, edition: int, query: str = "") -> Asking:
    editions = editions_of(store, SINGLE_USER)
    wanted = next(each for each in editions if each.edition_id == edition)
    return asking_of(store, wanted, IncidentFilter.from_query(query), editions)


def _revisions(store: Store, kind: Kind) -> dict[int, list[Noted[Any]]]:
    found: dict[int, list[Noted[Any]]] = {}
    for each in desk.learning_revisions(store, SINGLE_USER, kind, NOW):
        found.setdefault(each.number, []).append(each)
    return found


def test_the_effects_are_those_of_the_truth(made_up: Store) -> None:
    asking = _asking(made_up, NEWEST)
    learning = learning_held(asking)
    told = {
        (row.title, "Wrong frequency" in seen.words): seen.effect.sentence
        for row in learning.actions
        for seen in effects(asking, learning, row)
    }
    assert {title for title, _ in told} == {
        "Electronic prescribing at Hillview",
        "Insulin chart goes with the patient",
        "Anticoagulant doses on the transfer sheet",
    }

    def means(what: str) -> tuple[str, str]:
        counts = STORIES[f"hillview_prescribing_{what}_by_month"]
        before = [count for month, count in counts.items() if "2024-06" <= month < "2025-10"]
        after = [count for month, count in counts.items() if "2025-10" <= month < "2026-10"]
        assert (len(before), len(after)) == (16, 12)
        return f"{fmean(before):.1f}", f"{fmean(after):.1f}"

    before, after = means("wrong_dose")
    assert told["Electronic prescribing at Hillview", False] == (
        f"Lower than before: the newest 12 complete months lie below the average of the 16 complete months before ({before}); on "
        f"average {after} since."
    )
    before, after = means("selection")
    beside = told["Electronic prescribing at Hillview", True]
    assert beside.startswith("No change seen: of 12 complete months since")
    assert beside.endswith(
        f"the average of the 16 complete months before ({before}); on average {after} since."
    )
    assert told["Insulin chart goes with the patient", False].startswith("Too early to say: 0 of 7")


def test_what_cards_say_was_seen_is_what_the_edition_shows(made_up: Store) -> None:
    seen = [
        (each.content.signal, sighting)
        for each in desk.learning_records(made_up, SINGLE_USER, Kind.CARD, NOW)
        for sighting in each.content.sightings
    ]
    assert len(seen) == 2
    for signal, sighting in seen:
        assert sighting.edition == PAPER_BEFORE
        asking = _asking(made_up, PAPER_BEFORE, sighting.query)
        shown = {each.key: each.sentence for each in signals_of(asking, all_measures(asking))}
        assert shown[signal] == sighting.sentence
    (insulin,) = (
        each for each in desk.learning_records(made_up, SINGLE_USER, Kind.CARD, NOW) if each.content.wards
    )
    by_month = STORIES["omitted_insulin_on_wards_7_and_12_by_month"]
    assert by_month.get("2026-05", 0) == by_month.get("2026-09", 0) == 0
    assert "None in May; none in September either" in insulin.content.known


def test_it_was_told_in_steps_that_there_are_and_in_their_order(made_up: Store) -> None:
    for kind, moves in ((Kind.CARD, card.MOVES), (Kind.ACTION, action.MOVES)):
        for revisions in _revisions(made_up, kind).values():
            for before, after in pairwise(revisions):
                was, is_now = before.content.state, after.content.state
                assert was is is_now or is_now in moves[was], (kind, before.number)
                assert before.noted_at <= after.noted_at
    for revision, *_ in _revisions(made_up, Kind.ACTION).values():
        for number in revision.content.cards:
            opened = _revisions(made_up, Kind.CARD)[number][0]
            assert opened.noted_at <= revision.noted_at, "it answers a card that is not there yet"
    for revisions in _revisions(made_up, Kind.ACTION).values():
        assert revisions[-1].content.lacks(date(2026, 11, 3)) == ""


def test_the_released_edition_holds_all_of_it(made_up: Store) -> None:
    asking = _asking(made_up, NEWEST)
    assert asking.edition.released_at is not None
    learning, dated = work.learning_as_it_stands(made_up, SINGLE_USER, NOW)
    held = learning_held(asking)
    assert (held.cards, held.actions, set(held.aims), set(held.answers)) == (
        learning.cards, learning.actions, set(learning.aims), set(learning.answers),
    )  # fmt: skip
    held = sorted(asking.rows("alerts", EVERYTHING), key=lambda each: each.alert)
    assert tuple(held) == learning.alerts
    assert not work.waits_for_an_edition(made_up, SINGLE_USER, asking.facts.published_at, NOW)
    assert {each.label for each in dated} <= {row.label for row in asking.rows("dated_records", EVERYTHING)}
    assert [row.edition for row in asking.rows("statements_signed", EVERYTHING)] == [PAPER_BEFORE]


def test_one_grave_incident_waits_and_the_others_are_decided_on(made_up: Store) -> None:
    asking = _asking(made_up, NEWEST)
    at_the_desk = work.escalation_at_the_desk(made_up, SINGLE_USER, NOW)
    waiting = to_escalate(asking, at_the_desk, day_in_london(NOW)).waiting
    grave = [each for each in waiting if each.incident.harm_level in ("Severe", "Fatal")]
    assert [each.incident.dated_on for each in grave] == [date(2026, 8, 11)]
    recorded = [
        each
        for each in waiting
        if any("recorded as a Never Event" in reason.words for reason in each.reasons)
    ]
    assert recorded == []
    assert len(at_the_desk.decided) == 6
