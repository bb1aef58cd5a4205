"""An edition of the store, ready to be asked by a command: figures, incidents one by one, and the paper before it."""

from collections.abc import Sequence
from typing import Any

from dashboard.cli.person import PERSON
from dashboard.cli.telling import Refusal
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reading_sample import FIRST_SEED
from dashboard.domain.store import Store
from dashboard.edition import ShelvedEdition, ask, last_before, withdrawn_sentence
from dashboard.findings.asking import Asking, EditionSeen


def of_number(store: Store, number: int, editions: Sequence[ShelvedEdition]) -> ShelvedEdition:
    """The edition of this number. Raises Refusal."""
    for each in editions:
        if each.edition_id == number:
            return each
    if withdrawn := withdrawn_sentence(store, number):
        raise Refusal(withdrawn)
    raise Refusal(f"There is no edition {number}; see `python -m dashboard editions`.")


def asking_of(
    store: Store, edition: ShelvedEdition, asked: IncidentFilter, editions: Sequence[ShelvedEdition]
) -> Asking:
    """This edition asked this; `editions` (newest first) are those among which the paper before it is looked for."""
    number = edition.edition_id

    def answered(name: str, asked: IncidentFilter) -> list[Any]:
        return ask(name, asked, PERSON, store=store, edition_id=number)

    def of_cases(name: str, asked: IncidentFilter, seed: int = FIRST_SEED) -> list[Any]:
        return ask(name, asked, PERSON, store=store, edition_id=number, seed=seed)

    def of_blocks(name: str, asked: IncidentFilter, blocks: tuple[int, ...]) -> list[Any]:
        return ask(name, asked, PERSON, store=store, edition_id=number, blocks=blocks)

    def last_paper() -> Asking | None:
        paper = last_before(number, editions)
        return asking_of(store, paper, IncidentFilter(), editions) if paper else None

    return Asking(
        answered,
        EditionSeen(number, edition.released_at, edition.released_by),
        asked,
        of_cases,
        of_blocks,
        last_paper=last_paper,
    )
