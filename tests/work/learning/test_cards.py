"""Learning cards from end to end: found again, changed by whom they are, and never lost on any path of acts."""

import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from dashboard import desk, work
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.learning.action import Action
from dashboard.domain.learning.card import Card, CardState, Sighting, signal_of
from dashboard.domain.learning.published import learning_of
from dashboard.domain.learning.record import Kind, Noted, NotTheirs
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.store import Store, StoreProblem
from dashboard.register import Publication
from dashboard.work.privacy import thinning

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
SEPTEMBER = Sighting(3, date(2026, 10, 5), "September had 31.", "overview", "until=2026-09-30", "reporting")
OCTOBER = Sighting(5, date(2026, 11, 5), "October had 33.", "overview", "until=2026-10-31", "reporting")
SIGNAL = signal_of("reporting", IncidentFilter.from_query("location=Ward+7"), "higher")
SEEN = Card("Reporting on Ward 7", SIGNAL, sightings=(SEPTEMBER,), wards=("Ward 7",))
ANA, BEN = Reader("person 1", Role.TEAM), Reader("person 2", Role.TEAM)
LINK = Reader("person 2", Role.WARD_LINK, wards=("Ward 7",))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_a_signal_that_comes_again_finds_its_card_and_another_wards_does_not(store: Store) -> None:
    card = work.open_card(store, SINGLE_USER, SEEN, NOW)
    newer = signal_of("reporting", IncidentFilter.from_query("until=2026-10&location=Ward+7"), "higher")
    assert work.card_of_signal(store, SINGLE_USER, newer, NOW) == card
    other = signal_of("reporting", IncidentFilter.from_query("location=Ward+8"), "higher")
    assert work.card_of_signal(store, SINGLE_USER, other, NOW) is None
    with pytest.raises(StoreProblem, match=r"looked at in card 1 already \(to look at\)"):
        work.open_card(store, SINGLE_USER, replace(SEEN, signal=newer), NOW)
    again = work.see_again(store, SINGLE_USER, card, OCTOBER, NOW)
    assert again.content.sightings == (SEPTEMBER, OCTOBER) and again.content.state is CardState.TO_LOOK_AT
    assert work.see_again(store, SINGLE_USER, again, OCTOBER, NOW) is again, "the same sighting"


def test_a_closed_card_is_found_opened_again_and_keeps_why_it_was_closed(store: Store) -> None:
    card = work.open_card(store, SINGLE_USER, SEEN, NOW)
    with pytest.raises(StoreProblem, match="Say why"):
        work.move_card(store, SINGLE_USER, card, CardState.CLOSED, NOW, because="  ")
    closed = work.move_card(store, SINGLE_USER, card, CardState.CLOSED, NOW, because="no cause found")
    assert work.card_of_signal(store, SINGLE_USER, SIGNAL, NOW) == closed
    assert work.see_again(store, SINGLE_USER, closed, OCTOBER, NOW).content.state is CardState.CLOSED
    closed = work.card_of_signal(store, SINGLE_USER, SIGNAL, NOW)
    assert closed is not None
    again = work.see_again(store, SINGLE_USER, closed, OCTOBER, NOW, reopen=True)
    assert (again.content.state, again.content.closed_because) == (CardState.LOOKING, "")
    kept = desk.learning_revisions(store, SINGLE_USER, Kind.CARD, NOW)
    assert [each.content.closed_because for each in kept] == ["", "no cause found", "no cause found", ""]
    closed = work.move_card(store, SINGLE_USER, again, CardState.CLOSED, NOW, because="again")
    new = work.open_card(store, SINGLE_USER, SEEN, NOW)
    assert work.card_of_signal(store, SINGLE_USER, SIGNAL, NOW) == new, "the open one first"


def test_acting_needs_an_area_or_an_action_and_keeps_it(store: Store) -> None:
    card = work.open_card(store, SINGLE_USER, SEEN, NOW)
    card = work.move_card(store, SINGLE_USER, card, CardState.LOOKING, NOW)
    with pytest.raises(StoreProblem, match="area for improvement"):
        work.move_card(store, SINGLE_USER, card, CardState.ACTING, NOW)
    card = work.change_card(store, SINGLE_USER, card, {"area": "Supply at night"}, NOW)
    card = work.move_card(store, SINGLE_USER, card, CardState.ACTING, NOW)
    with pytest.raises(StoreProblem, match="area for improvement"):
        work.change_card(store, SINGLE_USER, card, {"area": ""}, NOW)
    work.note_record(store, SINGLE_USER, Kind.ACTION, Action("Cupboard", cards=(1,)), "open card", NOW)
    assert work.change_card(store, SINGLE_USER, card, {"area": ""}, NOW).content.area == ""
    assert [each.content.title for each in work.actions_of_card(store, SINGLE_USER, 1, NOW)] == ["Cupboard"]


def test_the_team_changes_its_own_cards_and_those_assigned_to_it(store: Store) -> None:
    card = work.open_card(store, ANA, SEEN, NOW)
    acts: tuple[Any, ...] = (
        lambda who: work.change_card(store, who, card, {"owner": "Pharmacy"}, NOW),
        lambda who: work.move_card(store, who, card, CardState.LOOKING, NOW),
        lambda who: work.see_again(store, who, card, OCTOBER, NOW),
    )
    for act in acts:
        with pytest.raises(NotTheirs):
            act(BEN)
        for role in (Role.COMMITTEE, Role.DIRECTOR, Role.WARD_LINK, Role.AUDITOR):
            with pytest.raises(NotAllowed):
                act(Reader("person 1", role))
    given = work.change_card(store, SINGLE_USER, card, {"assigned_to": ("person 2",)}, NOW)
    assert work.move_card(store, BEN, given, CardState.LOOKING, NOW).noted_by == "person 2"
    assert [each.number for each in desk.assigned_records(store, LINK, Kind.CARD, NOW)] == [1]


def test_people_can_be_assigned_who_hold_a_role_on_wards_or_in_the_team(store: Store) -> None:
    assert desk.who_can_be_assigned(store, SINGLE_USER, NOW) == {}, "on one person's own computer is nobody"
    for number, role in enumerate((Role.MSO, Role.TEAM, Role.DIRECTOR, Role.WARD_LINK, None), 1):
        person = desk.person_came(store, "https://id", f"s{number}", f"Person {number}", "", NOW).person
        if role:
            wards = ("Ward 7",) if role is Role.WARD_LINK else ()
            desk.give_role(store, SINGLE_USER, person, role, NOW, wards=wards)
    assert desk.who_can_be_assigned(store, ANA, NOW) == {
        "person 1": "Person 1",
        "person 2": "Person 2",
        "person 4": "Person 4",
    }


def test_the_trusts_own_responses_are_offered(store: Store) -> None:
    assert work.responses_offered(store, SINGLE_USER, NOW)[0] == "PSII"
    desk.change_setting(store, SINGLE_USER, "learning_responses", "huddle; PSII", NOW)
    assert work.responses_offered(store, ANA, NOW) == ("huddle", "PSII")


def test_a_move_that_was_taken_back_is_not_the_day_of_acting(store: Store) -> None:
    """Acting by mistake on the second day, taken back, and in earnest on the ninth."""
    card = work.open_card(store, SINGLE_USER, replace(SEEN, area="Supply"), NOW)
    card = work.move_card(store, SINGLE_USER, card, CardState.LOOKING, NOW)
    wrong = work.move_card(store, SINGLE_USER, card, CardState.ACTING, NOW + timedelta(days=2))
    work.take_back_record(store, SINGLE_USER, wrong, NOW + timedelta(days=2))

    def published() -> Any:
        revisions = desk.learning_revisions(store, SINGLE_USER, Kind.CARD, NOW)
        return learning_of(revisions, [], [], []).cards[0]

    assert published().acting_on is None and published().looked_on == date(2026, 11, 26)
    [card] = desk.learning_records(store, SINGLE_USER, Kind.CARD, NOW)
    work.move_card(store, SINGLE_USER, card, CardState.ACTING, NOW + timedelta(days=9))
    assert published().acting_on == date(2026, 12, 5)


def test_an_edition_in_which_something_was_seen_is_not_thinned(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five drafts of one day: the newest stays, and those that a card names, a sighting that was taken back among them."""
    moment = datetime(2026, 11, 26, 8)
    drafts = [Publication(n, moment, "x", None, None, None) for n in (6, 5, 4, 3, 2)]
    monkeypatch.setattr(thinning.register, "publications", lambda *_: drafts)
    monkeypatch.setattr(
        thinning, "editions_of", lambda *_: [type("On", (), {"edition_id": n})() for n in range(2, 7)]
    )
    now = datetime(2026, 11, 26, 9)
    assert work.editions_to_thin(store, SINGLE_USER, now) == (2, 3, 4, 5)
    card = work.open_card(store, SINGLE_USER, SEEN, now)
    work.take_back_record(store, SINGLE_USER, work.see_again(store, SINGLE_USER, card, OCTOBER, now), now)
    assert work.editions_to_thin(store, SINGLE_USER, now) == (2, 4)


DAYS = st.sampled_from([None, date(2026, 12, 1), date(2027, 1, 31)])
SENTENCES = st.sampled_from(["August had 18.", "September had 31."])


class CardMachine(RuleBasedStateMachine):
    """Any acts, by anybody, in any order, undo among them; beside them a list of what each did, written here by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="cards_machine_"))
        self.store = Store(self.folder / "store")
        self.now = NOW
        self.acts: list[str] = []
        self.standing: dict[int, list[Card]] = {}
        self.gone: set[int] = set()
        self.last: Noted[Card] | None = None

    def teardown(self) -> None:
        try:
            self.look()
        finally:
            shutil.rmtree(self.folder)

    def card(self, which: int) -> Noted[Card]:
        held = desk.learning_records(self.store, SINGLE_USER, Kind.CARD, self.now)
        return held[which % len(held)]

    def tick(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def wrote(self, noted: Noted[Card], before: Noted[Card] | None, act: str) -> None:
        if noted is not before:
            self.standing.setdefault(noted.number, []).append(noted.content)
            self.acts.append(act)
            self.last = noted

    @rule(signal=st.sampled_from(["", "a||", "b||"]), due=DAYS)
    def open(self, signal: str, due: date | None) -> None:
        held = desk.learning_records(self.store, SINGLE_USER, Kind.CARD, self.now)
        is_open = any(each.content.signal == signal and each.content.is_open for each in held)
        card = Card("x", signal, sightings=(SEPTEMBER,), due_on=due)
        if signal and is_open:
            with pytest.raises(StoreProblem):
                work.open_card(self.store, ANA, card, self.tick())
            return
        self.wrote(work.open_card(self.store, ANA, card, self.tick()), None, "open card")

    @precondition(lambda self: set(self.standing) - self.gone)
    @rule(which=st.integers(0, 5), sentence=SENTENCES, reopen=st.booleans())
    def see(self, which: int, sentence: str, reopen: bool) -> None:
        before = self.card(which)
        sighting = replace(OCTOBER, sentence=sentence)
        noted = work.see_again(self.store, ANA, before, sighting, self.tick(), reopen=reopen)
        assert noted.content.due_on == before.content.due_on
        assert noted.content.sightings[: len(before.content.sightings)] == before.content.sightings
        self.wrote(noted, before, "see card again")

    @precondition(lambda self: set(self.standing) - self.gone)
    @rule(which=st.integers(0, 5), due=DAYS, area=st.sampled_from(["", "Supply"]))
    def change(self, which: int, due: date | None, area: str) -> None:
        before = self.card(which)
        changes = {"due_on": due, "area": area}
        if before.content.state is CardState.ACTING and not area and before.content.area:
            with pytest.raises(StoreProblem):
                work.change_card(self.store, ANA, before, changes, self.tick())
            return
        noted = work.change_card(self.store, ANA, before, changes, self.tick())
        assert noted.content == replace(before.content, **changes)
        self.wrote(noted, before, "change card")

    @precondition(lambda self: set(self.standing) - self.gone)
    @rule(which=st.integers(0, 5), to=st.sampled_from(CardState), because=st.sampled_from(["", "no cause"]))
    def move(self, which: int, to: CardState, because: str) -> None:
        before = self.card(which)
        usual = ["to look at", "looking", "acting", "watching", "closed"]
        ways = {
            ("closed", "looking"),
            ("acting", "looking"),
            ("watching", "looking"),
            ("looking", "watching"),
        }
        ways |= {
            ("watching", "acting"),
            *pairwise(usual),
            *((each, "closed") for each in usual[:-1]),
        }
        may = (before.content.state.value, to.value) in ways
        if to is CardState.CLOSED:
            may = may and bool(because)
        if to is CardState.ACTING:
            may = may and bool(before.content.area)
        if not may:
            with pytest.raises(StoreProblem):
                work.move_card(self.store, ANA, before, to, self.tick(), because=because)
            return
        noted = work.move_card(self.store, ANA, before, to, self.tick(), because=because)
        assert replace(noted.content, state=before.content.state, closed_because="") == replace(
            before.content, closed_because=""
        ), "a move changes the state, and nothing else"
        self.wrote(noted, before, "move card")

    @precondition(lambda self: self.last is not None)
    @rule()
    def undo(self) -> None:
        assert self.last is not None
        noted, self.last = self.last, None
        work.take_back_record(self.store, ANA, noted, self.tick())
        number = noted.number
        contents = self.standing[number]
        contents.append(contents[-2] if len(contents) > 1 else contents[-1])
        if len(contents) == 2:
            self.gone.add(number)
        self.acts.append("take back a change of the learning loop")

    @rule()
    def look(self) -> None:
        revisions = desk.learning_revisions(self.store, SINGLE_USER, Kind.CARD, self.now)
        found: dict[int, list[Card]] = {}
        for each in revisions:
            found.setdefault(each.number, []).append(each.content)
            assert each.revision == len(found[each.number]), "a revision is missing, or out of order"
        assert found == self.standing, "a card, a date or a revision is lost"
        for one, other in pairwise(revisions):
            assert one.number < other.number or one.noted_at < other.noted_at
        held = desk.learning_records(self.store, SINGLE_USER, Kind.CARD, self.now)
        assert {each.number for each in held} == set(self.standing) - self.gone
        trail = [line.act for line in desk.audit_trail(self.store, SINGLE_USER, self.now)]
        assert [*reversed(trail)] == self.acts, "each act is one line, a refused one none"


CardMachine.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
TestNoPathLosesACardOrADate = CardMachine.TestCase
