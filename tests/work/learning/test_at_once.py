"""Whoever is quicker: of two who begin the same thing at once, one does, and the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from threading import Barrier

import pytest

from dashboard import desk, work
from dashboard.domain.learning.action import Action
from dashboard.domain.learning.alert import Alert, AlertKind
from dashboard.domain.learning.card import Card, CardState
from dashboard.domain.learning.escalation import EscalatedTo, EscalationStep, OwnRule, StepTaken
from dashboard.domain.learning.record import Kind, Noted
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store, StoreProblem

NOW, MANY = datetime(2026, 11, 26, 9), 4
SENT = EscalationStep(StepTaken.SENT, date(2026, 11, 20), EscalatedTo.DIRECTOR)
ACTS: dict[Kind, Callable[[Store], Noted]] = {
    Kind.CARD: lambda store: work.open_card(store, SINGLE_USER, Card("x", signal="a|high|"), NOW),
    Kind.ACTION: lambda store: work.open_action(store, SINGLE_USER, Action("x", "P", due_on=date(2027, 1, 1)), NOW),
    Kind.ALERT: lambda store: work.log_alert(store, SINGLE_USER, Alert(AlertKind.LOCAL, "x", "REF 1"), NOW),
    Kind.OWN_RULE: lambda store: work.keep_own_rule(store, SINGLE_USER, OwnRule("r", "drug_class=Insulins"), NOW),
    Kind.ESCALATION: lambda store: work.escalate(store, SINGLE_USER, 5, ["fatal"], SENT, NOW),
}  # fmt: skip


@pytest.mark.parametrize("kind", ACTS)
def test_of_many_at_once_one_is_kept_and_noted(tmp_path: Path, kind: Kind) -> None:
    store = Store(tmp_path / "store")
    work.open_card(store, SINGLE_USER, Card("the desk is there"), NOW)
    together = Barrier(MANY)

    def act(_: int) -> str:
        together.wait()
        try:
            return f"kept {ACTS[kind](store).revision}"
        except StoreProblem as refused:
            return type(refused).__name__

    with ThreadPoolExecutor(MANY) as threads:
        done = [*threads.map(act, range(MANY))]
    kept = [
        each
        for each in desk.learning_records(store, SINGLE_USER, kind, NOW)
        if each.content != Card("the desk is there")
    ]
    assert done.count("kept 1") == len(kept) == 1, done
    assert len(desk.audit_trail(store, SINGLE_USER, NOW)) == 2, "and no line of what was refused"


def test_a_closed_card_is_not_opened_again_beside_the_one_that_followed_it(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    first = work.open_card(store, SINGLE_USER, Card("x", signal="a|high|"), NOW)
    closed = work.move_card(store, SINGLE_USER, first, CardState.CLOSED, NOW, because="looked at")
    work.open_card(store, SINGLE_USER, Card("x", signal="a|high|"), NOW)
    with pytest.raises(StoreProblem, match="looked at in card 2 already"):
        work.move_card(store, SINGLE_USER, closed, CardState.LOOKING, NOW)
