"""What a safety action aims at: a measure, and the incidents that it is counted over."""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.domain.incident_filter import FilterNotUnderstood, IncidentFilter


class AimedAt(StrEnum):
    """The measure. Only the last has a good direction: fewer of the others may be fewer errors or fewer reports."""

    REPORTING = "reporting"
    INCIDENTS = "incidents"
    MODERATE = "moderate and above"


@dataclass(frozen=True)
class Aim:
    """`query` is a filter as the URL writes it, without a period: what is looked at goes on for as long as there are figures.

    Raises FilterNotUnderstood for what no filter understands, and for a period.
    """

    measure: AimedAt
    query: str = ""

    def __post_init__(self) -> None:
        asked = self.asked()
        if asked.from_ or asked.until:
            raise FilterNotUnderstood(
                "An aim has no period: it is looked at before and after the start of its action. Take from and until out."
            )

    @classmethod
    def of(cls, measure: AimedAt, asked: IncidentFilter) -> "Aim":
        """The same filter whatever its period."""
        return cls(measure, asked.whenever().query())

    def asked(self) -> IncidentFilter:
        return IncidentFilter.from_query(self.query)
