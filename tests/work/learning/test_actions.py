"""Safety actions from the desk to the charts: each act with what it needs, its draft where charts change, and its undo."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard import desk, work
from dashboard.cli.edition_asked import asking_of
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.learning.action import Action, ActionState
from dashboard.domain.learning.card import Card
from dashboard.domain.learning.record import ChangedMeanwhile, Kind, Noted, NotTheirs
from dashboard.domain.reader import SINGLE_USER, Reader, Role
from dashboard.domain.store import Store, StoreProblem
from dashboard.edition import close_editions, editions_of
from dashboard.findings.asking import Asking
from dashboard.findings.breaks import nothing_recorded_near, recorded_near
from dashboard.findings.rates import rate_picture, reporting
from dashboard.work.learning import actions
from tests.made_up_incidents import TrustUnderTest, datix, one

NOW = datetime(2026, 11, 26, 9, 0)
DUE = date(2026, 12, 1)
PLANNED = Action("Night cupboard", "Pharmacy", due_on=DUE, drug_class="Insulins")
TEAM = Reader("person 7", Role.TEAM)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = TrustUnderTest(tmp_path_factory.mktemp("actions"))
    drugs = ("Insulin", "Morphine")
    rows = [
        one(f"W{month}{drug}", on=f"03/{month:02}/2026", drug=drug)
        for month in range(1, 11)
        for drug in drugs
    ]
    made.take(datix(*rows, run_on=date(2026, 11, 20)), covers=(date(2026, 1, 1), date(2026, 10, 31)))
    yield made.store
    close_editions(made.store)


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """When something would have been published: to do it takes a quarter of a second."""
    told: list[datetime] = []
    monkeypatch.setattr(actions, "publish", lambda _store, _reader, now: told.append(now))
    return told


def newest(store: Store, number: int) -> Noted[Action]:
    found = desk.learning_revisions(store, SINGLE_USER, Kind.ACTION, NOW)
    return next(each for each in reversed(found) if each.number == number)


def asked(store: Store, query: str = "") -> Asking:
    editions = editions_of(store, SINGLE_USER)
    return asking_of(store, editions[0], IncidentFilter.from_query(query), editions)


def test_the_start_of_an_action_is_drawn_where_it_touches_named_as_one_and_gone_when_taken_back(
    store: Store,
) -> None:
    before = asked(store).edition.edition_id
    noted = work.open_action(store, SINGLE_USER, PLANNED, NOW)
    assert asked(store).edition.edition_id == before, "to open one changes no chart"
    began, edition = work.start_action(store, SINGLE_USER, noted, date(2026, 6, 15), NOW)
    assert edition is not None and edition.edition_id == before + 1
    june = date(2026, 6, 1)
    for query in ("", "drug_class=Insulins"):
        asking = asked(store, query)
        assert recorded_near(asking.happened, june) == (
            "Recorded near it: Night cupboard (safety action, 15 June 2026)."
        )
        shapes = rate_picture(asking, reporting(asking)).figure.to_dict()["layout"]["shapes"]
        assert [shape["name"] for shape in shapes] == ["Night cupboard"]
    assert nothing_recorded_near(asked(store, "drug_class=Opioids").happened, june)
    work.take_back_action(store, SINGLE_USER, began, NOW)
    assert newest(store, noted.number).content == noted.content
    assert nothing_recorded_near(asked(store).happened, june)


def test_what_charts_draw_is_published_and_nothing_else(store: Store, published: list[datetime]) -> None:
    noted = work.open_action(store, SINGLE_USER, replace(PLANNED, title="Label"), NOW)
    noted, _ = work.change_action(
        store, SINGLE_USER, noted, replace(noted.content, title="New label", progress="Ordered"), NOW
    )
    assert published == []
    steps = (
        (lambda it: work.start_action(store, SINGLE_USER, it, date(2026, 5, 4), NOW), 1),
        (lambda it: work.change_action(store, SINGLE_USER, it, replace(it.content, evidence="x"), NOW), 1),
        (lambda it: work.change_action(store, SINGLE_USER, it, replace(it.content, title="Labels"), NOW), 2),
        (
            lambda it: work.change_action(store, SINGLE_USER, it, replace(it.content, site="Northgate"), NOW),
            3,
        ),
        (lambda it: work.finish_action(store, SINGLE_USER, it, date(2026, 6, 1), "Audit", NOW), 3),
        (lambda it: work.move_action_back(store, SINGLE_USER, it, ActionState.UNDER_WAY, NOW), 3),
        (lambda it: work.stop_action(store, SINGLE_USER, it, "Another way", NOW), 3),
        (lambda it: work.move_action_back(store, SINGLE_USER, it, ActionState.PLANNED, NOW), 4),
    )
    for step, so_far in steps:
        noted, _ = step(noted)
        assert len(published) == so_far
    work.take_back_action(store, SINGLE_USER, noted, NOW)
    assert len(published) == 5, "its start stands again"


def test_a_start_that_no_edition_could_be_made_of_is_kept_and_said_to_wait(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise StoreProblem("Somebody else is storing an import just now.")

    later = NOW + timedelta(hours=3)
    noted = work.open_action(store, SINGLE_USER, replace(PLANNED, title="While others import"), later)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(actions, "publish", busy)
        began, edition = work.start_action(store, SINGLE_USER, noted, date(2026, 6, 15), later)
    assert edition is None and newest(store, noted.number) == began, (
        "an error would say that nothing was kept"
    )
    assert work.waits_for_an_edition(store, SINGLE_USER, asked(store).facts.published_at, later)
    work.publish(store, SINGLE_USER, later)
    assert "While others import" in [each.label for each in asked(store).happened]


def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_kept(
    store: Store, published: list[datetime]
) -> None:
    noted = work.open_action(store, SINGLE_USER, replace(PLANNED, title="Refused"), NOW)
    kept = len(desk.learning_revisions(store, SINGLE_USER, Kind.ACTION, NOW))
    refused = (
        ("recorded already", lambda: work.open_action(store, SINGLE_USER, replace(PLANNED, title="Refused"), NOW)),
        ("no card 99", lambda: work.open_action(store, SINGLE_USER, replace(PLANNED, title="A", cards=(99,)), NOW)),
        ("no alert 3", lambda: work.change_action(store, SINGLE_USER, noted, replace(PLANNED, alerts=(3,)), NOW)),
        ("Nothing was changed", lambda: work.change_action(store, SINGLE_USER, noted, noted.content, NOW)),
        ("needs a due date", lambda: work.change_action(store, SINGLE_USER, noted, replace(PLANNED, due_on=None), NOW)),
        ("planned cannot become done", lambda: work.finish_action(store, SINGLE_USER, noted, DUE, "Audit", NOW)),
        ("still to come", lambda: work.start_action(store, SINGLE_USER, noted, date(2026, 11, 27), NOW)),
        ("personal detail", lambda: work.stop_action(store, SINGLE_USER, noted, "NHS number 943 476 5919", NOW)),
    )  # fmt: skip
    for said, act in refused:
        with pytest.raises(StoreProblem, match=said):
            act()
    assert len(desk.learning_revisions(store, SINGLE_USER, Kind.ACTION, NOW)) == kept
    work.change_action(store, SINGLE_USER, noted, replace(noted.content, progress="x"), NOW)
    with pytest.raises(ChangedMeanwhile):
        work.start_action(store, SINGLE_USER, noted, date(2026, 5, 4), NOW)
    with pytest.raises(NotTheirs):
        work.start_action(store, TEAM, newest(store, noted.number), date(2026, 5, 4), NOW)
    assert published == []


def test_an_action_of_a_card_reaches_the_edition_with_the_date_it_was_first_due(store: Store) -> None:
    card = desk.note_record(store, SINGLE_USER, Kind.CARD, Card("Omitted insulin"), "open action", NOW)
    mine = replace(PLANNED, title="Of the team", cards=(card.number,))
    noted = work.open_action(store, TEAM, mine, NOW)
    moved = replace(noted.content, due_on=date(2027, 1, 5), first_due_on=None)
    work.change_action(store, TEAM, noted, moved, NOW)
    work.publish(store, SINGLE_USER, NOW)
    asking = asked(store)
    [row] = [each for each in asking.rows("safety_actions") if each.action == noted.number]
    assert (row.due_on, row.first_due_on, row.state) == (date(2027, 1, 5), DUE, "planned")
    [answered] = [each for each in asking.rows("answered_by_safety_actions") if each.action == noted.number]
    assert (answered.card, answered.alert) == (card.number, None)


FOLLOWS = {
    "planned": {"start": "under way", "stop": "stopped"},
    "under way": {"finish": "done", "stop": "stopped", "unstart": "planned"},
    "done": {"reopen": "under way"},
    "stopped": {"unstart": "planned"},
}
"""By hand; a stopped one that had begun can be under way again too."""


@pytest.mark.parametrize("seed", range(3))
def test_no_path_loses_an_action_or_its_due_date(
    tmp_path: Path, published: list[datetime], seed: int
) -> None:
    """A hundred acts at random, allowed or not, beside a table of what may follow what: after each the action is there, in the state that
    the table says, due when it was last said to be, and first due when it was opened; an undo is the state before."""
    chance, store, now = random.Random(seed), Store(tmp_path), NOW
    noted = work.open_action(store, SINGLE_USER, PLANNED, now)
    state, due, began = "planned", DUE, False
    past: list[tuple[str, date, bool]] = []
    seen: set[str] = set()
    for step in range(100):
        now += timedelta(minutes=1)
        act = chance.choice(("start", "finish", "stop", "unstart", "reopen", "move the date", "undo"))
        allowed = act == "move the date" or act in FOLLOWS[state] or (act == "undo" and bool(past))
        if act == "reopen" and state == "stopped":
            allowed = began
        before = (state, due, began)
        try:
            if act == "start":
                noted, _ = work.start_action(store, SINGLE_USER, noted, date(2026, 5, 4), now)
            elif act == "finish":
                noted, _ = work.finish_action(store, SINGLE_USER, noted, date(2026, 6, 1), "Audit", now)
            elif act == "stop":
                noted, _ = work.stop_action(store, SINGLE_USER, noted, "Another way", now)
            elif act == "unstart":
                noted, _ = work.move_action_back(store, SINGLE_USER, noted, ActionState.PLANNED, now)
            elif act == "reopen":
                noted, _ = work.move_action_back(store, SINGLE_USER, noted, ActionState.UNDER_WAY, now)
            elif act == "move the date":
                due = DUE + timedelta(days=step + 1)
                noted, _ = work.change_action(
                    store, SINGLE_USER, noted, replace(noted.content, due_on=due), now
                )
            elif past:
                work.take_back_action(store, SINGLE_USER, noted, now)
                noted = newest(store, noted.number)
                state, due, began = past.pop()
                past.clear()  # one undo is offered, of the last act
            done = True
        except StoreProblem:
            done = False
        if act != "undo":
            assert done is allowed, (seed, step, act, state)
            if done:
                past.append(before)
                state = {"reopen": "under way"}.get(act, FOLLOWS[state].get(act, state))
                began = (began or act == "start") and state != "planned"
        seen.add(state)
        [held] = desk.learning_records(store, SINGLE_USER, Kind.ACTION, now)
        content = held.content
        assert (content.state.value, content.due_on, content.first_due_on) == (state, due, DUE), (step, act)
        assert (content.started_on is not None) is began
        assert content.lacks(date(2026, 11, 26)) == ""
    assert seen == {*FOLLOWS}
