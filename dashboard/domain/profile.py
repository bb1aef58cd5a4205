"""What a person decided about the reading of a listing: which column holds what, and what a written word means."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import NamedTuple

from dashboard.domain.identifiers import NOTHING_LOCAL, LocalIdentifiers, Narrative
from dashboard.domain.medicines import NOTHING_DECIDED, MedicineDecisions
from dashboard.domain.words import (
    NOT_RECORDED,
    DutyOfCandour,
    ErrorType,
    HarmLevel,
    MedicationStage,
    NeverEvent,
    PsychologicalHarm,
    ReporterGroup,
    SourceSystem,
)


@dataclass(frozen=True)
class Profile:
    """How listings of one shape are read: the shape (its headings) and what the person chose for it.

    `columns` holds only what was chosen by hand: (heading, field), the field None for a column that is not used. What
    is not chosen is matched through the reference headings.
    """

    name: str
    source: SourceSystem
    headings: tuple[str, ...]
    columns: tuple[tuple[str, str | None], ...] = ()
    month_first: bool = False
    keeps_rejected: bool = False
    owner: str = ""
    saved_on: date | None = None

    def chosen(self) -> dict[str, str | None]:
        """Heading to field, as chosen by hand."""
        return dict(self.columns)


@dataclass(frozen=True)
class PlacedWord:
    """A written word of one field and source, and what the person says it means ("" for: says nothing here).

    Fields are those of coded columns: harm, psychological_harm, stage, error_type, reporter_group, near_miss,
    duty_of_candour, never_event, status, event_type, medication_only; and `consequence`, for words of a consequence (risk) scale that
    stand in a harm column.
    """

    field: str
    source: SourceSystem
    written: str
    means: str


def _members(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(word) for word in words if word != NOT_RECORDED)


MEANINGS: dict[str, tuple[str, ...]] = {
    "harm": _members(HarmLevel),
    "consequence": _members(HarmLevel),
    "psychological_harm": _members(PsychologicalHarm),
    "stage": _members(MedicationStage),
    "error_type": _members(ErrorType),
    "reporter_group": _members(ReporterGroup),
    "near_miss": ("yes", "no"),
    "duty_of_candour": (DutyOfCandour.APPLIES.value, DutyOfCandour.DOES_NOT_APPLY.value),
    "never_event": (NeverEvent.RECORDED.value, NeverEvent.RECORDED_AS_NONE.value),
    "medication_only": ("yes", "no"),
    "event_type": ("yes", "no"),
    "status": ("counts", "left out"),
}
"""What a word of each coded column can mean; besides, any word can say nothing ("")."""

REFERENCES = ("reference", "local_reference", "lfpse_reference")
"""Fields by which an incident is known in a source system."""

FATE_FIELDS = ("medication_only", "status", "event_type")
"""Their words decide whether a row counts: they are placed before a file is read, the others at any time."""


@dataclass(frozen=True)
class ReadingChoices:
    """What is known of the reader's wishes when a file is read. Without a sheet's name the likeliest sheet is taken."""

    source: SourceSystem | None = None
    profile: Profile | None = None
    placed: tuple[PlacedWord, ...] = ()
    sheet_name: str | None = None
    medicines: MedicineDecisions = NOTHING_DECIDED
    narrative: tuple[tuple[SourceSystem, Narrative], ...] = ()
    local: LocalIdentifiers = NOTHING_LOCAL

    def narrative_of(self, source: SourceSystem) -> Narrative:
        """What becomes of this source's free text: left out where nothing was said."""
        return dict(self.narrative).get(source, Narrative.LEFT_OUT)

    @property
    def references(self) -> tuple[str, ...]:
        """Headings that the person said to hold references."""
        chosen = self.profile.columns if self.profile else ()
        return tuple(heading for heading, meant in chosen if meant in REFERENCES)


LEAST_SHARE = 0.6
"""A listing is of a profile's shape when they share at least this part of the headings of the longer of the two."""

LEAST_LIKENESS = 0.7
"""Two headings this much alike (0 to 1, by their letters in order) are perhaps the same one, renamed."""


class Differences(NamedTuple):
    """How a listing's headings differ from a profile's: (heading in the profile, heading in the listing) if renamed."""

    new: tuple[str, ...]
    missing: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]


def heading_key(heading: str) -> str:
    """How headings are compared: case, spaces, punctuation and accents do not matter."""
    return re.sub(r"[^a-z0-9]+", "", unicodedata.normalize("NFKD", heading).casefold())


def matching(
    profiles: Iterable[Profile], source: SourceSystem | None, headings: Sequence[str]
) -> Profile | None:
    """The saved profile of this source (None: of any) that shares most headings with these, if it shares at least 60 %.

    Of two that share as much, the one saved last.
    """
    keys = _keys(headings)
    shares = [
        (_share(_keys(profile.headings), keys), profile.saved_on or date.min, profile)
        for profile in profiles
        if source is None or profile.source is source
    ]
    best = max(shares, key=lambda share: share[:2], default=None)
    return best[2] if best and best[0] >= LEAST_SHARE else None


def differences(profile: Profile, headings: Sequence[str]) -> Differences:
    """What is new in these headings since the profile was saved, what is gone, and what is perhaps only renamed."""
    before, now = _keys(profile.headings), _keys(headings)
    new = [heading for key, heading in now.items() if key not in before]
    missing = [heading for key, heading in before.items() if key not in now]
    alike = sorted(
        ((_likeness(old, fresh), old, fresh) for old in missing for fresh in new),
        key=lambda pair: -pair[0],
    )
    renamed: list[tuple[str, str]] = []
    for likeness, old, fresh in alike:
        if likeness >= LEAST_LIKENESS and old in missing and fresh in new:
            renamed.append((old, fresh))
            missing.remove(old)
            new.remove(fresh)
    order = list(before.values())
    return Differences(
        tuple(new), tuple(missing), tuple(sorted(renamed, key=lambda pair: order.index(pair[0])))
    )


def _keys(headings: Iterable[str]) -> dict[str, str]:
    """The headings by their key, blank ones left out, the first of two alike."""
    found: dict[str, str] = {}
    for heading in headings:
        if key := heading_key(heading):
            found.setdefault(key, heading)
    return found


def _share(one: dict[str, str], other: dict[str, str]) -> float:
    longer = max(len(one), len(other))
    return len(one.keys() & other.keys()) / longer if longer else 0.0


def _likeness(one: str, other: str) -> float:
    """1 for a heading that the other begins or ends with ('Severity', 'Severity of harm'), else by letters in order."""
    short, long = sorted((heading_key(one), heading_key(other)), key=len)
    # A short word begins many headings ('Date', 'Drug'): from 5 letters on the beginning says something.
    if len(short) >= 5 and (long.startswith(short) or long.endswith(short)):
        return 0.9 + 0.1 * len(short) / len(long)
    return SequenceMatcher(None, short, long, autojunk=False).ratio()
