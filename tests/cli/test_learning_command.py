"""Cards, actions and alerts on the command line: as an edition holds them, and as they stand at the desk."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard import desk, work
from dashboard.domain.learning.action import Action, Strength
from dashboard.domain.learning.aim import Aim, AimedAt
from dashboard.domain.learning.alert import Alert, AlertKind, RequiredAction
from dashboard.domain.learning.card import Card
from dashboard.domain.learning.record import Kind
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.edition import close_editions
from tests.cli.command_line import dashboard_here
from tests.made_up_incidents import NOW, TrustUnderTest, datix, one

DUE = date(2026, 11, 1)
CUPBOARD = Action(
    "Night cupboard", "Pharmacy", strength=Strength.STANDARD, due_on=DUE, cards=(1,),
    aims=(Aim(AimedAt.INCIDENTS, "drug_class=Insulins"),),
)  # fmt: skip
LABEL = Action("New label", "Digital team", due_on=date(2099, 1, 1))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    trust = TrustUnderTest(tmp_path_factory.mktemp("learning"))
    kept = trust.store
    desk.note_record(kept, SINGLE_USER, Kind.CARD, Card("Omitted insulin"), "a", NOW)
    required = (RequiredAction("Label it", DUE),)
    alert = Alert(AlertKind.NATIONAL, "Potassium", "NatPSA/2026/001", due_on=DUE, required=required)
    desk.note_record(kept, SINGLE_USER, Kind.ALERT, alert, "a", NOW)
    work.open_action(kept, SINGLE_USER, LABEL, NOW)
    work.open_action(kept, SINGLE_USER, CUPBOARD, NOW)
    trust.take(datix(one("W1")))
    desk.note_record(kept, SINGLE_USER, Kind.CARD, Card("Two bags alike"), "a", NOW)
    yield kept.root
    close_editions(kept)


def test_actions_are_listed_as_the_edition_holds_them_the_overdue_first(store: Path) -> None:
    told = dashboard_here("actions", "list", "--json", store=store).told
    assert (told["edition"], told["at_the_desk"]) == (1, False)
    assert [(row["action"], row["past_due"]) for row in told["actions"]] == [(2, True), (1, False)]
    first = told["actions"][0]
    assert first["aims"] == [{"measure": "incidents", "query": "drug_class=Insulins"}]
    assert first["answers"] == [{"card": 1, "alert": None}]
    assert (first["due_on"], first["strength"], first["owner"]) == (
        "2026-11-01", "standardised or simplified", "Pharmacy",
    )  # fmt: skip
    late, other = dashboard_here("actions", "list", store=store).out.splitlines()
    assert late.startswith("2: Night cupboard; planned; due 1 November 2026, past its due date by ")
    assert late.endswith(" days; Pharmacy")
    assert other == "1: New label; planned; due 1 January 2099; Digital team"


def test_what_no_edition_holds_yet_stands_at_the_desk(store: Path) -> None:
    held = dashboard_here("cards", "list", "--json", store=store).told
    assert [row["title"] for row in held["cards"]] == ["Omitted insulin"]
    stands = dashboard_here("cards", "list", "--desk", "--json", store=store).told
    assert (stands["edition"], [row["title"] for row in stands["cards"]]) == (
        None, ["Omitted insulin", "Two bags alike"],
    )  # fmt: skip
    assert dashboard_here("cards", "list", store=store).out == (
        "1: Omitted insulin; to look at; no due date; no owner\n"
    )


def test_alerts_are_listed_with_what_they_require(store: Path) -> None:
    (row,) = dashboard_here("alerts", "list", "--json", store=store).told["alerts"]
    assert row["stands"] == "overdue on CAS"
    assert row["required"] == [{"what": "Label it", "due_on": "2026-11-01", "done_on": None}]
    assert dashboard_here("alerts", "list", store=store).out == (
        "1: Potassium; National Patient Safety Alert; NatPSA/2026/001; overdue on CAS; due 1 November 2026\n"
    )


def test_each_list_that_leaves_is_noted(store: Path) -> None:
    dashboard_here("alerts", "list", store=store)
    line = desk.audit_trail(Store(store), SINGLE_USER, NOW)[0]
    assert (line.act, line.subject) == ("export", "list alerts") and "rows=1" in line.detail


def test_what_is_not_there_is_refused_in_a_sentence(store: Path, tmp_path: Path) -> None:
    assert "There is no edition 9" in dashboard_here("cards", "list", "--edition", 9, store=store).sentence
    for more in ((), ("--desk",)):
        said = dashboard_here("actions", "list", *more, store=tmp_path / "none").sentence
        assert "import an extract first" in said or "Nothing is recorded in" in said
    both = dashboard_here("actions", "list", "--desk", "--edition", 1, store=store).sentence
    assert "not allowed with" in both


def test_an_empty_list_is_said(tmp_path: Path) -> None:
    trust = TrustUnderTest(tmp_path)
    trust.take(datix(one("W1")))
    assert dashboard_here("alerts", "list", store=tmp_path).out == "There are no alerts in edition 1.\n"
    close_editions(trust.store)
