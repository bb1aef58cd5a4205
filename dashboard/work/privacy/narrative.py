"""The free text of one incident: looked at, each view noted once, and redacted for good."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from dashboard import register
from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.extracts.identifiers import details_in, masked
from dashboard.register import Told
from dashboard.work.privacy.identifiers import local_identifiers
from dashboard.work.privacy.retention import write_store_anew
from dashboard.work.publishing import note_act

REDACTED = "[redacted]"
LEAST_LETTERS = 2


@dataclass(frozen=True)
class NarrativeSeen:
    """The texts of an incident as they are shown, and the kinds of personal detail that they are kept with."""

    told: tuple[Told, ...]
    kinds: tuple[str, ...]


@only(*OFFICER)
def view_narrative(
    store: Store, reader: Reader, n: int, now: datetime, *, as_written: bool = False
) -> NarrativeSeen:
    """The texts of an incident, what looks like a personal detail behind marks unless they are asked for as written.

    Each call that finds a text is a view and noted as one, before anything is shown. Raises NotAllowed for any other reader
    than the officer.
    """
    told = register.narrative_of(store, reader, n, now)
    if not told:
        return NarrativeSeen((), ())
    act = "view of narrative with personal details" if as_written else "view of narrative"
    note_act(store, reader, act, f"incident {n}", "", now)
    local = local_identifiers(store, now)
    kinds = {found.kind for each in told for found in details_in(each.text, local)}
    shown = told if as_written else [replace(each, text=masked(each.text, local)) for each in told]
    return NarrativeSeen(tuple(shown), tuple(sorted(kinds)))


@only(*OFFICER)
def redact_words(store: Store, reader: Reader, n: int, words: str, now: datetime) -> int:
    """Put [redacted] in the place of these words, whatever their case and the spaces between them, in every text of the incident.

    Returns how many texts changed. The register is then written anew, so that the words are in no part of its file, and copies from before an upgrade go.
    """
    said = words.split()
    if len("".join(said)) < LEAST_LETTERS:
        raise StoreProblem(
            "Write at least two letters or figures of what is to be redacted, as they stand in the text."
        )
    pattern = re.compile(r"\s+".join(re.escape(word) for word in said), re.IGNORECASE)
    return _redact(store, reader, n, lambda text: pattern.sub(REDACTED, text), "words", now)


@only(*OFFICER)
def redact_kind(store: Store, reader: Reader, n: int, kind: str, now: datetime) -> int:
    """The same for everything in the texts of the incident that looks like a personal detail of this kind."""
    local = local_identifiers(store, now)

    def without(text: str) -> str:
        for found in reversed(details_in(text, local)):
            if found.kind == kind:
                text = f"{text[: found.start]}{REDACTED}{text[found.end :]}"
        return text

    return _redact(store, reader, n, without, kind, now)


def _redact(
    store: Store, reader: Reader, n: int, redacted: Callable[[str], str], what: str, now: datetime
) -> int:
    changed = register.redact(store, reader, n, redacted, now)
    if changed:
        note_act(store, reader, "redact narrative", f"incident {n}", f"{what}, {changed} texts", now)
        write_store_anew(store, reader, now)
    return changed
