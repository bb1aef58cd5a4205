"""A learning card: something that was seen, what is made of it, and how it ended. Words of the Patient Safety Incident Response
Framework (NHS England, 2022)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dashboard.domain.incident_filter import FilterNotUnderstood, IncidentFilter
from dashboard.domain.learning.written import MOST_LETTERS
from dashboard.domain.periods import is_past

TITLE_LENGTH = 120


class CardState(StrEnum):
    TO_LOOK_AT = "to look at"
    LOOKING = "looking"
    ACTING = "acting"
    WATCHING = "watching"
    CLOSED = "closed"


MOVES: dict[CardState, tuple[CardState, ...]] = {
    CardState.TO_LOOK_AT: (CardState.LOOKING, CardState.CLOSED),
    CardState.LOOKING: (CardState.ACTING, CardState.WATCHING, CardState.CLOSED),
    CardState.ACTING: (CardState.WATCHING, CardState.LOOKING, CardState.CLOSED),
    CardState.WATCHING: (CardState.ACTING, CardState.LOOKING, CardState.CLOSED),
    CardState.CLOSED: (CardState.LOOKING,),
}
"""From each state where a card may go, the usual way first. Nothing comes back to 'to look at': somebody has looked."""

NO_SPECIAL_CAUSE = "looked at: no special cause found"
CLOSED_BECAUSE = (
    NO_SPECIAL_CAUSE,
    "looked at: recording or grading changed, not what happened",
    "acted on: what was asked for is in place",
    "covered by other improvement work",
    "opened by mistake",
)
"""Reasons to close a card; words of one's own are as good."""

RESPONSES = (
    "PSII",
    "MDT review",
    "after action review",
    "SWARM huddle",
    "thematic review",
    "covered by existing improvement work",
    "local review only",
)
"""Learning responses of PSIRF (NHS England, 2022, 'Patient Safety Incident Response Framework supporting guidance: guide to responding
proportionately to patient safety incidents'), with the two answers of a plan that asks for none. A trust's own plan replaces them."""

PARTED_BY = ";"


def is_overdue(state: str, due_on: date | None, today: date) -> bool:
    """Whether the due day is over, and the card not closed. On its due day it is not."""
    return CardState(state) is not CardState.CLOSED and is_past(due_on, today)


def responses(written: str) -> tuple[str, ...]:
    """The responses of the trust's own plan, from its setting: parted by semicolons, each once, in their order."""
    return tuple(dict.fromkeys(each for part in written.split(PARTED_BY) if (each := " ".join(part.split()))))


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

    @property
    def is_open(self) -> bool:
        return self.state is not CardState.CLOSED

    def why_not(self, to: CardState, answering: int = 0) -> str:
        """Why the card cannot go to this state as it is, in a sentence; empty where it can. answering: safety actions that answer it."""
        if to not in MOVES[self.state]:
            ways = " or ".join(f"'{each}'" for each in MOVES[self.state])
            return f"A card that is '{self.state}' goes on to {ways}, and not to '{to}'."
        return self.lacks(to, answering)

    def lacks(self, to: CardState, answering: int = 0) -> str:
        """What the card has not, and a card in this state needs, in a sentence; empty where it has everything."""
        if to is CardState.CLOSED and not self.closed_because.strip():
            return "Say why the card is closed: choose a reason or write one. 'No special cause found' is one too."
        if to is CardState.ACTING and not (self.area.strip() or answering):
            return "Before acting the card needs an area for improvement, or a safety action that answers it."
        return ""


HIGH, LOW = "higher", "lower"


def signal_of(picture: str, asked: IncidentFilter, side: str = "") -> str:
    """What was looked at, whatever its period, edition and page: the key of its picture (a picture has the same one on each of its pages),
    the filter, and for a special cause its side. A newer month finds the card by it, another ward does not.
    """
    return "|".join((picture, side, asked.whenever().query()))


def is_same_signal(held: str, wanted: str) -> bool:
    """Whether a card's signal is this one. A card that was opened on a picture as a whole answers for a special cause of either side."""
    if not held or not wanted:
        return False
    picture, _, query = wanted.split("|", 2)
    return held in (wanted, "|".join((picture, "", query)))


def seen_until(query: str, seen_on: date | None) -> date | None:
    """The last day of what was looked at then: of its period, or (of an open one) the day itself. None where nothing was seen."""
    try:
        until = IncidentFilter.of_link(query).until
    except FilterNotUnderstood:
        until = None
    return min(filter(None, (until, seen_on)), default=None)


def standing_among(numbers: Iterable[tuple[int, str, bool]], wanted: str) -> int | None:
    """Of cards (number, signal, whether it is open) the one of this signal: an open one first, else the newest that was closed."""
    same = [(is_open, number) for number, signal, is_open in numbers if is_same_signal(signal, wanted)]
    return max(same)[1] if same else None
