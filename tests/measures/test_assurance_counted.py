"""What a director is assured by, counted by hand on a day: the day of a date is not past it, the day after is."""

from dataclasses import replace
from datetime import date, timedelta

from dashboard.domain.learning.card import CardState
from dashboard.domain.rows.learning import (
    AlertRow,
    Escalated,
    Learning,
    LearningCard,
    SafetyAction,
    StatementSigned,
)
from dashboard.findings.learning.assurance import outcome_lines, parts, signed_sentence
from dashboard.measures.assurance import Assured, assured

DAY, PAPER = date(2026, 11, 20), date(2026, 11, 1)
BEFORE = DAY - timedelta(1)
CARD = LearningCard(
    1, "Omitted insulin", "looking", "", None, None, 0, None, "", "", "", "", "", "", None, "", "", "", PAPER, None, None, None, None, None,
    None, "",
)  # fmt: skip
ACTION = SafetyAction(
    1, "Night cupboard", "", "planned", "", PAPER, None, None, None, None, "", "", "", None, None, None, ""
)
ALERT = AlertRow(
    1, "National Patient Safety Alert", "NatPSA/2026/001", "Potassium", PAPER, None, None, None, "", "", True, "", None, "", ""
)  # fmt: skip
LEARNING = Learning(
    cards=(
        replace(CARD, card=1, due_on=DAY),
        replace(CARD, card=2, due_on=BEFORE, state="to look at"),
        replace(CARD, card=3, state="acting"),
        replace(CARD, card=4, state="closed", closed_on=PAPER, due_on=BEFORE, outcome="Bags", told="Thank you."),
        replace(CARD, card=5, state="closed", closed_on=PAPER - timedelta(1), title="Patches", told="We look on"),
        replace(CARD, card=6, state="closed", closed_on=BEFORE),
    ),
    actions=(
        replace(ACTION, action=1, due_on=BEFORE, state="under way", strength="forcing function or removal of the hazard"),
        replace(ACTION, action=2, due_on=DAY),
        replace(ACTION, action=3, due_on=BEFORE, state="done", done_on=DAY, strength="training or a reminder"),
        replace(ACTION, action=4, due_on=BEFORE, state="done", done_on=PAPER - timedelta(1)),
        replace(ACTION, action=5, due_on=BEFORE, state="stopped", strength="training or a reminder"),
    ),
    alerts=(
        replace(ALERT, alert=1, due_on=BEFORE, status_on_cas="Action required: ongoing"),
        replace(ALERT, alert=2, due_on=DAY),
        replace(ALERT, alert=3, due_on=BEFORE, status_on_cas="Action completed"),
        replace(ALERT, alert=4, due_on=BEFORE, status_on_cas="Action not required"),
        replace(ALERT, alert=5, due_on=BEFORE, kind="local"),
        replace(ALERT, alert=6, applies=None),
    ),
    escalated=(
        Escalated(DAY, "sent", "director", "severe"),
        Escalated(PAPER, "suggested", "director", "severe"),
        Escalated(PAPER - timedelta(1), "sent", "NHS England", "fatal"),
        Escalated(DAY, "decided not to", "", "fatal"),
    ),
    statements=(StatementSigned(3, PAPER), StatementSigned(2, DAY)),
)  # fmt: skip


def numbers(rows: tuple, name: str) -> list[int]:
    return [getattr(row, name) for row in rows]


def test_what_is_open_past_due_done_and_learnt() -> None:
    found = assured(LEARNING, DAY, PAPER)
    assert numbers(found.open_cards, "card") == [2, 1, 3], "by date, those without one last"
    assert numbers(found.cards_past_due, "card") == [2]
    assert numbers(found.closed_since, "card") == [4, 6]
    assert numbers(found.learnt, "card") == [4, 5], "of card 6 nothing is told"
    assert found.cards_by_state() == {CardState.TO_LOOK_AT: 1, CardState.LOOKING: 1, CardState.ACTING: 1}
    assert numbers(found.open_actions, "action") == [1, 2]
    assert numbers(found.actions_past_due, "action") == [1]
    assert numbers(found.done_since, "action") == [3]
    assert found.by_strength() == {
        "training or a reminder": 1, "forcing function or removal of the hazard": 1, "": 2,
    }  # fmt: skip
    assert numbers(found.open_alerts, "alert") == [1, 2, 6]
    assert numbers(found.alerts_past_due, "alert") == [1], (
        "only a National Patient Safety Alert, until CAS says so"
    )
    assert found.steps_by_whom() == (("director", 1, 1), ("NHS England", 0, 1))
    assert (found.not_escalated, found.steps_since, found.signed_off) == (1, 3, (2, DAY))


def said(found: Assured) -> list[str]:
    return [part.sentences[0] for part in parts(found)]


def test_it_is_said_in_sentences_and_nothing_is_nothing() -> None:
    found = assured(LEARNING, DAY, PAPER)
    assert said(found) == [
        "3 learning cards are open: 1 to look at, 1 looking and 1 acting; 1 is past its due date.",
        "2 safety actions are open: 1 is past its due date; 1 was done since the last paper (1 November 2026).",
        "3 National Patient Safety Alerts are open on CAS: 1 is past its due date there.",
        "4 steps of escalation are recorded, 3 of them since the last paper (1 November 2026): director 2, NHS England 1 and decided "
        "not to escalate 1.",
        "2 closed cards say what was learnt; those who reported were told of 2 of them.",
    ]
    assert outcome_lines(found, 1) == ("Omitted insulin: Bags.", "1 more stands on the page of cards.")
    assert signed_sentence(found).endswith("on 20 November 2026, on edition 2.")
    nothing = assured(Learning(), DAY)
    assert nothing.is_empty
    assert not found.is_empty
    assert said(nothing) == [
        "0 learning cards are open.",
        "0 safety actions are open; none was done so far.",
        "No National Patient Safety Alert is open on CAS.",
        "No step of escalation is recorded.",
        "No closed card says yet what was learnt.",
    ]
