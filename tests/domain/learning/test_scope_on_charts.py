"""Which charts an action or an alert is drawn on: those that what it is about touches, by hand."""

from datetime import date, datetime

import pytest

from dashboard.domain.learning.action import Action
from dashboard.domain.learning.aim import Aim, AimedAt
from dashboard.domain.learning.alert import Alert, AlertKind
from dashboard.domain.learning.published import dated_by_actions_and_alerts, scope_of
from dashboard.domain.learning.record import Kind, Noted

DAY, NOW = date(2026, 3, 2), datetime(2026, 3, 2, 9)


@pytest.mark.parametrize(
    "queries, scope",
    [
        ([], {}),
        ([""], {}),
        (["drug_class=Insulins"], {"drug_class": "Insulins"}),
        (["drug_class=Insulins&site=Northgate", "drug_class=Insulins"], {"drug_class": "Insulins"}),
        (["drug_class=Insulins", "drug_class=Opioids"], {}),
        (["drug_class=Insulins&drug_class=Opioids"], {}),
        (["drug_class=Insulins", ""], {}),
        (["class_by=high_risk&drug_class=Insulins"], {}),
        (["colour=red"], {}),
    ],
)
def test_what_every_filter_names_alone(queries: list[str], scope: dict[str, str]) -> None:
    assert scope_of(queries) == scope


def test_an_action_says_for_itself_and_an_alert_by_what_it_concerns() -> None:
    aims = (Aim(AimedAt.INCIDENTS, "drug_class=Insulins"),)
    actions = [
        Noted(Kind.ACTION, number, 1, content, NOW, "x", NOW, "x")
        for number, content in enumerate(
            (
                Action("a", started_on=DAY, aims=aims),
                Action("b", started_on=DAY, aims=aims, drug_class="Opioids", site="Northgate"),
                Action("c", aims=aims),
            ),
            1,
        )
    ]
    alert = Alert(AlertKind.NATIONAL, "d", issued_on=DAY, applies=True, concerns="drug_class=Insulins")
    drawn = dated_by_actions_and_alerts(actions, [Noted(Kind.ALERT, 1, 1, alert, NOW, "x", NOW, "x")])
    assert [(each.label, each.drug_class, each.site, each.action) for each in drawn] == [
        ("a", "Insulins", None, 1), ("b", "Opioids", "Northgate", 2), ("d", "Insulins", None, None),
    ]  # fmt: skip
