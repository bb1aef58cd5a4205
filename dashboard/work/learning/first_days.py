"""The first thirty days with the data: which of its steps the store itself shows to be done."""

from dataclasses import dataclass
from datetime import datetime

from dashboard import register
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import months_between
from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.rows import CoveredMonth, EditionFacts
from dashboard.domain.store import Store
from dashboard.edition import ask, editions_of
from dashboard.work.exports import newest_exports

PACK = "pack "
"""What an exported pack is called begins with it."""


@dataclass(frozen=True)
class FirstDays:
    """Counts only. `incidents` and what stands behind it are of the newest edition; None: there is none yet."""

    incidents: int | None = None
    months_covered: int = 0
    months_missing: int = 0
    words_to_place: int = 0
    names_to_confirm: int = 0
    places_to_join: int = 0
    has_bed_days: bool = False
    released: int = 0
    packs: int = 0


@only(*OFFICER)
def first_days(store: Store, reader: Reader, now: datetime) -> FirstDays:
    """What the store shows of the steps. Months are missing between the first and the last that an extract covers."""
    editions = editions_of(store, reader)
    if not editions:
        return FirstDays()
    number = editions[0].edition_id
    facts: EditionFacts = ask("edition_facts", IncidentFilter(), reader, store=store, edition_id=number)[0]
    calendar: list[CoveredMonth] = ask(
        "covered_months", IncidentFilter(), reader, store=store, edition_id=number
    )
    covered = {row.month for row in calendar}
    span = sum(1 for _ in months_between(min(covered), max(covered))) if covered else 0
    return FirstDays(
        facts.incidents,
        len(covered),
        span - len(covered),
        len(register.words_to_place(store, reader, now)),
        sum(name.kind == "unrecognised" for name in register.names_held(store, reader, now)),
        sum(place.place_id is None for place in register.written_places(store, reader, now)),
        facts.has_bed_days,
        sum(not each.is_draft for each in editions),
        sum(each.export.what.startswith(PACK) for each in newest_exports(store, reader, now)),
    )
