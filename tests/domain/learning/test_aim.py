"""What an action aims at: a filter without a period, refused where no filter can be meant."""

from datetime import date

import pytest

from dashboard.domain.incident_filter import FilterNotUnderstood, IncidentFilter
from dashboard.domain.learning.aim import Aim, AimedAt


def test_an_aim_gives_its_filter_back_whatever_period_was_looked_at() -> None:
    asked = IncidentFilter.from_query("location=Ward+7&error_type=Omitted+dose&from=2025-01&until=2025-06")
    aim = Aim.of(AimedAt.INCIDENTS, asked)
    assert aim == Aim(AimedAt.INCIDENTS, "location=Ward+7&error_type=Omitted+dose")
    assert aim.asked() == asked.narrowed(from_=None, until=None)
    assert Aim(AimedAt.REPORTING).asked() == IncidentFilter()


@pytest.mark.parametrize(
    "query", ["ward=7", "location=Ward+7&from=2025-01", f"until={date(2025, 1, 1)}", "basis=x"]
)
def test_what_is_no_filter_and_what_has_a_period_is_refused(query: str) -> None:
    with pytest.raises(FilterNotUnderstood):
        Aim(AimedAt.INCIDENTS, query)
