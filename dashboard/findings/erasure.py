"""Erasure and retention in words: what would go, what went, what nobody can take back and what a person has to look at."""

from collections.abc import Sequence
from typing import Protocol

from dashboard.domain.periods import month_in_words
from dashboard.domain.words import SourceSystem
from dashboard.findings.words import count_of, were


class Record(Protocol):
    """One record of the incident, as the register tells it."""

    @property
    def source(self) -> str: ...
    @property
    def reference(self) -> str: ...
    @property
    def month(self) -> object: ...
    @property
    def site(self) -> str: ...
    @property
    def harm_level(self) -> str: ...
    @property
    def words(self) -> int: ...


CANNOT_BE_UNDONE = (
    "It goes from the register, from every edition that held it, and from the marks of the team. Counts of past months become "
    "smaller by one, and the ledger says so without saying which. A listing that holds it again leaves it out. This cannot be undone."
)


def records_words(records: Sequence[Record]) -> str:
    """'Datix W10432: September 2025, Northgate, low harm, in 3 imports.' for each record of the incident."""
    each = [
        f"{SourceSystem(record.source).label} {record.reference}: {_month(record.month)}, {record.site}, harm {record.harm_level}, in "
        f"{count_of(record.words, 'import')}"
        for record in records
    ]
    linked = " They are linked as one incident, and all go." if len(records) > 1 else ""
    return f"{'; '.join(each)}.{linked}"


def erased_words(
    records: int,
    withdrawn: Sequence[tuple[int, int]],
    copies_deleted: int,
    copies_left: Sequence[str],
    texts: tuple[int, int, int],
    edition: int,
) -> list[str]:
    """What was done, one sentence each; `copies_left` are names of folders."""
    said = [
        f"The incident is erased ({count_of(records, 'record')}); edition {edition}, a draft, holds what is left."
    ]
    if withdrawn:
        each = ", ".join(f"{old} as {new}" for old, new in withdrawn)
        said.append(
            f"{count_of(len(withdrawn), 'edition')} that held it {were(len(withdrawn))} withdrawn and written again without it: {each}."
        )
    if copies_deleted:
        said.append(
            f"{count_of(copies_deleted, 'copy', 'copies')} from before an upgrade {were(copies_deleted)} deleted with it."
        )
    if copies_left:
        said.append(
            f"{count_of(len(copies_left), 'copy', 'copies')} may still hold it until you delete {'it' if len(copies_left) == 1 else 'them'}: "
            f"{', '.join(copies_left)}. A restore of one erases it again."
        )
    views, dated, learnt = texts
    if any(texts):
        said.append(
            f"{count_of(views, 'saved view')}, {count_of(dated, 'annotation or break', 'annotations or breaks')} and "
            f"{count_of(learnt, 'card, action or other record', 'cards, actions or other records')} of what is learnt hold the reference "
            "in words that a person wrote: look at them, and take them back."
        )
    return said


def due_words(
    incidents: int, narratives: int, incidents_from: str | None, narrative_from: str | None, *, done: bool
) -> str:
    """What a purge takes, or took; which days are still kept."""
    said = []
    if incidents_from and done:
        said.append(f"{count_of(incidents, 'incident')} before {incidents_from} {were(incidents)} deleted.")
    elif incidents_from and incidents:
        said.append(
            f"{count_of(incidents, 'incident')} before {incidents_from} {_are(incidents)} due to be deleted."
        )
    elif incidents_from:
        said.append(f"Incidents are kept from {incidents_from} on, and none is older.")
    if narrative_from and narratives:
        said.append(
            f"Narrative of {count_of(narratives, 'incident')} before {narrative_from} {'was' if done else 'is due to be'} deleted."
        )
    elif narrative_from and not done:
        said.append(f"Narrative is kept from {narrative_from} on, and none is older.")
    return " ".join(said) or "Everything is kept: both settings of retention are 0."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _month(month: object) -> str:
    return month_in_words(month) if month else "no full date"  # pyright: ignore[reportArgumentType]
