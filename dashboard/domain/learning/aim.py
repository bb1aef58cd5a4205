"""What a safety action aims at: a measure of what is asked, whose course before and after can be compared."""

from dataclasses import dataclass
from enum import StrEnum


class AimedAt(StrEnum):
    REPORTING = "reporting"
    INCIDENTS = "incidents"
    MODERATE = "moderate and above"


@dataclass(frozen=True)
class Aim:
    """`query` is a filter as a URL writes it, without a period."""

    measure: AimedAt
    query: str = ""
