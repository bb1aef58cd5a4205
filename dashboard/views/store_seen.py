"""Which store this server shows, and its editions through one cache that never needs clearing."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard import work
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER, Reader
from dashboard.domain.store import Store
from dashboard.edition import ShelvedEdition, ask, latest_edition
from dashboard.made_up_trust import ensure_made_up_trust

DEFAULT_STORE = Path(__file__).resolve().parents[2] / "data" / "store"


def real_store() -> Store:
    """The trust's own store: MEDICATION_STORE, else data/store."""
    return Store(Path(os.environ.get("MEDICATION_STORE") or DEFAULT_STORE))


def prepare_store() -> None:
    """At the start of the server: mend what an interruption left; without a register, build the made-up trust."""
    store = real_store()
    work.mend(store, SINGLE_USER, work.now_utc())
    if latest_edition(store, SINGLE_USER) is None:
        ensure_made_up_trust(store, work.now_utc())


def store_seen(reader: Reader) -> Store:
    """The real store once it has an edition; until then the made-up trust's."""
    store = real_store()
    return store if latest_edition(store, reader) is not None else store.made_up_trust()


def edition_seen(store: Store, reader: Reader) -> ShelvedEdition | None:
    return latest_edition(store, reader)


def answer(
    root: str, made_up: bool, edition_id: int, name: str, asked: IncidentFilter, reader: Reader
) -> list[Any]:
    """The rows of one question. An edition never changes, so the key is the whole truth and nothing needs clearing."""
    return list(_rows(root, made_up, edition_id, name, asked, reader))


@lru_cache(maxsize=500)
def _rows(
    root: str, made_up: bool, edition_id: int, name: str, asked: IncidentFilter, reader: Reader
) -> tuple[Any, ...]:
    """Kept as they are: rows are values that nobody changes. `st.cache_data` hashes the filter and copies all rows at every
    look-up, which were 3 ms of each of a page's eighteen. Not more of them: each row that is kept is looked at by the collector
    of garbage, which Streamlit calls after every run (0.1 ms for a thousand).
    """
    return tuple(ask(name, asked, reader, store=Store(Path(root), made_up), edition_id=edition_id))
