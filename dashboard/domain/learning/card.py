"""A learning card: something that was seen, what is made of it, and how it ended. Words of the Patient Safety Incident Response
Framework (NHS England, 2022)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dashboard.domain.learning.written import MOST_LETTERS

TITLE_LENGTH = 120


class CardState(StrEnum):
    TO_LOOK_AT = "to look at"
    LOOKING = "looking"
    ACTING = "acting"
    WATCHING = "watching"
    CLOSED = "closed"


@dataclass(frozen=True)
class Sighting:
    """Once that it was seen: in which edition, on which day somebody saw it, and the sentence that was read.

    `page` and `query` (as a URL writes it, the period included) lead back to the picture of this key as it stood.
    """

    edition: int
    seen_on: date
    sentence: str = ""
    page: str = ""
    query: str = ""
    picture: str = ""


@dataclass(frozen=True)
class Card:
    """`signal` is what was looked at without its period: a signal that comes again on the same measure finds its card by it; empty on a
    card that somebody wrote without one. `owner` is a team or a role; `assigned_to` are people by their ids. An empty scope is the
    whole trust. `incidents` are numbers of incidents, the same from edition to edition.

    `known` and `factors` are working notes of the team; what stands from `area` on is written to be read by the committee, and `told` by
    those who reported.
    """

    title: str = field(metadata={MOST_LETTERS: TITLE_LENGTH})
    signal: str = ""
    state: CardState = CardState.TO_LOOK_AT
    sightings: tuple[Sighting, ...] = ()
    known: str = ""
    factors: str = ""
    area: str = ""
    response: str = ""
    owner: str = field(default="", metadata={MOST_LETTERS: TITLE_LENGTH})
    due_on: date | None = None
    outcome: str = ""
    told: str = ""
    closed_because: str = ""
    site: str | None = None
    division: str | None = None
    drug_class: str | None = None
    wards: tuple[str, ...] = ()
    assigned_to: tuple[str, ...] = ()
    incidents: tuple[int, ...] = ()
