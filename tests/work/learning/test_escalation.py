"""What the officer decides about an incident: noted, refused, undone, forgotten with the incident; and rules of the trust's own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from dashboard import desk, work
from dashboard.domain.learning.escalation import EscalatedTo, EscalationStep, OwnRule, StepTaken
from dashboard.domain.learning.record import ChangedMeanwhile, Kind
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.words import SourceSystem
from dashboard.register.file import open_register
from tests.made_up_incidents import TrustUnderTest, datix, one

NOW = datetime(2026, 11, 26, 9)
DAY = date(2026, 11, 20)
TO_DIRECTOR = EscalationStep(StepTaken.SENT, DAY, EscalatedTo.DIRECTOR, "W1", "At the huddle")
SUGGESTED = EscalationStep(StepTaken.SUGGESTED, DAY, EscalatedTo.MHRA)
SEVERE, FATAL = "physical harm recorded as severe", "physical harm recorded as fatal"
RULE = OwnRule("Insulin at night", "drug_class=Insulins", 3, 30)
TEAM = Reader("t", Role.TEAM)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    yield Store(tmp_path)


def acts(store: Store) -> list[str]:
    return [line.act for line in desk.audit_trail(store, SINGLE_USER, NOW)]


def test_steps_and_reasons_are_kept_in_their_order(store: Store) -> None:
    first = work.escalate(store, SINGLE_USER, 7, (SEVERE,), TO_DIRECTOR, NOW)
    assert (first.number, first.revision) == (7, 1)
    work.escalate(store, SINGLE_USER, 7, (FATAL, SEVERE), SUGGESTED, NOW, seen=1)
    held = work.escalations(store, TEAM, NOW)
    assert set(held) == {7} and held[7].content.reasons == (SEVERE, FATAL)
    assert [each.in_words() for each in held[7].content.steps] == [
        "sent to the director on 20 November 2026 (reference W1)",
        "suggested to the MHRA (Yellow Card) on 20 November 2026",
    ]
    at_the_desk = work.escalation_at_the_desk(store, TEAM, NOW)
    assert at_the_desk.decided[7].steps == (TO_DIRECTOR, SUGGESTED)
    assert acts(store) == ["escalate incident"] * 2


def test_not_to_escalate_needs_a_note(store: Store) -> None:
    with pytest.raises(StoreProblem, match=r"^Say in the note why it is not escalated"):
        work.decide_not_to_escalate(store, SINGLE_USER, 7, (SEVERE,), DAY, "  ", NOW)
    assert acts(store) == []
    noted = work.decide_not_to_escalate(store, SINGLE_USER, 7, (SEVERE,), DAY, "Known to the ward", NOW)
    assert noted.content.steps[0].in_words() == "decided not to on 20 November 2026"
    assert acts(store) == ["decide not to escalate"]


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (replace(TO_DIRECTOR, to=None), "Say to whom"),
        (replace(TO_DIRECTOR, step=StepTaken.NOT), "Say to whom"),
        (replace(TO_DIRECTOR, step=StepTaken.SUGGESTED), "Only a Yellow Card is suggested"),
        (replace(TO_DIRECTOR, on=NOW.date() + timedelta(1)), "The day lies ahead"),
        (replace(TO_DIRECTOR, note="Mrs Jane Smith, NHS 943 476 5919"), "seems to hold a personal detail"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(store: Store, step: EscalationStep, said: str) -> None:
    with pytest.raises(StoreProblem, match=said):
        work.escalate(store, SINGLE_USER, 7, (SEVERE,), step, NOW)
    assert acts(store) == [] and work.escalations(store, SINGLE_USER, NOW) == {}


def test_the_same_step_again_and_a_step_on_what_somebody_changed_are_refused(store: Store) -> None:
    work.escalate(store, SINGLE_USER, 7, (SEVERE,), TO_DIRECTOR, NOW)
    with pytest.raises(ChangedMeanwhile, match="Somebody decided on this incident"):
        work.escalate(store, SINGLE_USER, 7, (SEVERE,), SUGGESTED, NOW)
    with pytest.raises(StoreProblem, match="noted already that this incident was sent to the director"):
        work.escalate(store, SINGLE_USER, 7, (SEVERE,), TO_DIRECTOR, NOW, seen=1)
    assert acts(store) == ["escalate incident"]


@pytest.mark.parametrize("reader", [TEAM, Reader("d", Role.DIRECTOR), Reader("c", Role.COMMITTEE)])
def test_nobody_but_an_officer_escalates_or_makes_rules(store: Store, reader: Reader) -> None:
    kept = work.keep_own_rule(store, SINGLE_USER, RULE, NOW)
    before = acts(store)
    for refused in (
        lambda: work.escalate(store, reader, 7, (SEVERE,), TO_DIRECTOR, NOW),
        lambda: work.decide_not_to_escalate(store, reader, 7, (SEVERE,), DAY, "Known", NOW),
        lambda: work.keep_own_rule(store, reader, replace(RULE, name="Mine"), NOW),
        lambda: work.remove_own_rule(store, reader, kept.number, NOW),
        lambda: work.take_back_record(store, reader, kept, NOW),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert acts(store) == before and len(work.own_rules(store, SINGLE_USER, NOW)) == 1


def test_what_was_taken_back_can_be_decided_anew(store: Store) -> None:
    noted = work.escalate(store, SINGLE_USER, 7, (SEVERE,), TO_DIRECTOR, NOW)
    work.take_back_record(store, SINGLE_USER, noted, NOW)
    assert work.escalations(store, SINGLE_USER, NOW) == {}
    again = work.decide_not_to_escalate(store, SINGLE_USER, 7, (FATAL,), DAY, "Graded anew", NOW)
    assert again.revision == 3
    assert (again.content.reasons, len(again.content.steps)) == ((FATAL,), 1), (
        "nothing of what was taken back"
    )


def test_a_rule_of_our_own_is_kept_changed_removed_and_brought_back(store: Store) -> None:
    kept = work.keep_own_rule(store, SINGLE_USER, RULE, NOW)
    with pytest.raises(StoreProblem, match="There is a rule 'Insulin at night' already"):
        work.keep_own_rule(store, SINGLE_USER, replace(RULE, name="INSULIN at night"), NOW)
    work.keep_own_rule(store, SINGLE_USER, replace(RULE, many=2), NOW, seen=kept)
    assert [each.content.many for each in work.own_rules(store, TEAM, NOW)] == [2]
    removed = work.remove_own_rule(store, SINGLE_USER, kept.number, NOW)
    assert (
        work.own_rules(store, TEAM, NOW) == []
        and work.escalation_at_the_desk(store, TEAM, NOW).own_rules == ()
    )
    with pytest.raises(StoreProblem, match="There is no rule of number 1"):
        work.remove_own_rule(store, SINGLE_USER, kept.number, NOW)
    work.take_back_record(store, SINGLE_USER, removed, NOW)
    assert [each.content.many for each in work.own_rules(store, TEAM, NOW)] == [2]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (replace(RULE, name=" "), "Give the rule a name"),
        (replace(RULE, query=""), "Choose in the filter what the rule looks at"),
        (replace(RULE, query="basis=reported"), "Choose in the filter what the rule looks at"),
        (replace(RULE, query="location=Ward 7&from=2026-01"), "take the period out of it"),
        (replace(RULE, query="nothing=1"), "There is no filter called 'nothing'"),
        (replace(RULE, many=0), "1 to 1,000 incidents within 1 to 366 days"),
        (replace(RULE, days=367), "1 to 1,000 incidents within 1 to 366 days"),
    ],
)
def test_a_rule_that_could_not_be_asked_is_refused(store: Store, rule: OwnRule, said: str) -> None:
    with pytest.raises(StoreProblem, match=said):
        work.keep_own_rule(store, SINGLE_USER, rule, NOW)
    assert acts(store) == []


def test_with_an_incident_what_was_decided_about_it_is_forgotten(trust: TrustUnderTest) -> None:
    trust.take(datix(one("W1", harm="Severe"), one("W2", harm="Severe"), run_on=date(2025, 9, 20)))
    with open_register(trust.store, trust.now) as opened:
        numbers = dict(opened.execute("select reference, n from current_record").fetchall())
    for reference in ("W1", "W2"):
        work.escalate(
            trust.store, SINGLE_USER, numbers[reference], (SEVERE,), replace(TO_DIRECTOR, reference=""), NOW
        )
    work.erase_incident(trust.store, SINGLE_USER, SourceSystem.DATIX, "W1", "asked for", NOW)
    assert set(work.escalations(trust.store, SINGLE_USER, NOW)) == {numbers["W2"]}
    revisions = desk.learning_revisions(trust.store, SINGLE_USER, Kind.ESCALATION, NOW)
    assert {each.number for each in revisions} == {numbers["W2"]}, "no revision of it is left either"
