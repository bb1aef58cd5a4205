"""The filter that leads from the harm of incidents to the cases of moderate harm and above."""

from dataclasses import replace

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.findings.harm import asked_of_harmful


def narrowed(query: str) -> str:
    asking = Asking(lambda name, asked: [], EditionSeen(1, None, None), IncidentFilter())
    return asked_of_harmful(replace(asking, asked=IncidentFilter.from_query(query))).query()


def test_of_what_is_asked_moderate_and_above_is_kept() -> None:
    assert narrowed("location=Ward 7") == "location=Ward+7&harm=Moderate&harm=Severe&harm=Fatal"
    assert narrowed("harm=Low&harm=Severe") == "harm=Severe"
    assert narrowed("harm=Low") == "harm=Moderate&harm=Severe&harm=Fatal"
