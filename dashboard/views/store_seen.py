"""Which store this server shows, and its editions through one cache that never needs clearing."""

import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard import desk, register, work
from dashboard.domain.copied import copied_from
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import london_day_in_words
from dashboard.domain.reader import SINGLE_USER, Reader
from dashboard.domain.reading_sample import FIRST_SEED
from dashboard.domain.store import Damaged, Store, StorePart, StoreProblem
from dashboard.edition import ShelvedEdition, as_rows, ask_values, editions_of, latest_edition
from dashboard.made_up_trust import ensure_made_up_trust
from dashboard.reports.pack_choices import AsSet
from dashboard.views.answers import KeptAnswers

log = logging.getLogger("dashboard")
DEFAULT_STORE = Path(__file__).resolve().parents[2] / "data" / "store"


def real_store() -> Store:
    """The trust's own store: MEDICATION_STORE, else data/store."""
    return Store(Path(os.environ.get("MEDICATION_STORE") or DEFAULT_STORE))


def prepare_store() -> None:
    """At the start of the server: finish or mend what an interruption left; without a register, build the made-up trust. A store that is
    damaged is left as it is: the server starts all the same, and its pages say what to do.
    """
    store = real_store()
    if store.is_copy:  # nothing is written there, and its pages say what is wrong with it
        return
    try:
        work.refuse_unsafe_place(store, SINGLE_USER, work.now_utc())
    except (
        work.UnsafeStore
    ) as unsafe:  # every page says it (views/app.py), and nothing of the store is opened
        log.error(str(unsafe))
        return
    try:
        work.finish_restore(store, SINGLE_USER, work.now_utc())
        if look_at_store() is not None:
            return
        work.finish_taking_over(store, SINGLE_USER, work.now_utc())
        work.mend(store, SINGLE_USER, work.now_utc())
    except StoreProblem as problem:
        _found[str(store.root)] = problem
        log.warning("store problem at the start")
        return
    if latest_edition(store, SINGLE_USER) is None:
        ensure_made_up_trust(store, work.now_utc())


def look_at_store() -> StoreProblem | None:
    """Look at the trust's own store, in a process apart, and remember what is wrong; None where nothing is."""
    store = real_store()
    problem = work.damage_at_start(store, work.now_utc())
    _found[str(store.root)] = problem
    if problem is not None:
        log.warning("store problem", extra={"error": type(problem).__name__})
    return problem


def damage_seen() -> StoreProblem | None:
    """What was wrong with the trust's own store when it was last looked at. A register that was replaced since is looked at anew."""
    store = real_store()
    problem = _found.get(str(store.root))
    if (
        isinstance(problem, Damaged)
        and problem.part in (StorePart.REGISTER, StorePart.LOG)
        and register.why_closed(store) is None
    ):
        return look_at_store()
    return problem


@contextmanager
def serving() -> Iterator[None]:
    """The trust's own store is in use by this server, as long as it lives. Nothing is written where copies are only read."""
    if real_store().is_copy:
        yield
        return
    with work.serving(real_store(), "a dashboard", work.now_utc()):
        yield


_found: dict[str, StoreProblem | None] = {}


def store_seen(reader: Reader) -> Store:
    """The real store once it has an edition, released or not; until then the made-up trust's. A store of copies is shown whatever it holds."""
    store = real_store()
    if store.is_copy:
        _compare_copies(store, store.copied.stat().st_mtime_ns)
        return store
    return store if latest_edition(store, SINGLE_USER) is not None else store.made_up_trust()


def store_ready() -> bool:
    """Whether the pages have a store that opens: for a proxy or a container that asks before it sends anybody here."""
    try:
        return work.can_be_read(store_seen(SINGLE_USER), work.now_utc())
    except StoreProblem:
        return False


@lru_cache(maxsize=4)
def _compare_copies(store: Store, _copied_at: int) -> None:
    """Once after each copying: whether every edition is what was copied. Raises StoreProblem."""
    work.check_copies(store)


def copies_in_words() -> str:
    """On a dashboard that only reads: since when it shows what, and where anything is changed. Empty elsewhere."""
    copied = copied_from(real_store())
    if copied is None:
        return ""
    return (
        f"This dashboard only reads: released editions, as they were copied on {london_day_in_words(copied.copied_at)}. "
        "Extracts, decisions and settings belong to the dashboard that they were copied from."
    )


def packs_as_set(now: datetime) -> AsSet:
    """How packs are made, as the trust has set it; the made-up trust's are made in the trust's own way."""
    return AsSet.of_settings(desk.settings(real_store(), now))


def editions_seen(store: Store, reader: Reader) -> list[ShelvedEdition]:
    """Those that this reader may look at, newest first."""
    return editions_of(store, reader)


def answer(
    root: str, made_up: bool, edition_id: int, name: str, asked: IncidentFilter, reader: Reader
) -> list[Any]:
    """The rows of one question. An edition never changes, so the key is the whole truth and nothing needs clearing; people who see
    the same (one role, the same wards) share what is kept, and nobody else.
    """
    return as_rows(name, _kept_values(root, made_up, edition_id, name, asked, reader.anonymous))


def ask_ahead(
    root: str,
    made_up: bool,
    edition_id: int,
    questions: Iterable[tuple[str, IncidentFilter]],
    reader: Reader,
) -> None:
    """Begin to ask these questions: `answer` will be asked for them."""
    _kept_values.ahead(
        (root, made_up, edition_id, name, asked, reader.anonymous) for name, asked in questions
    )


def _values(
    root: str, made_up: bool, edition_id: int, name: str, asked: IncidentFilter, reader: Reader
) -> tuple[tuple[Any, ...], ...]:
    """As tuples of plain values, which the collector of garbage does not look through: Streamlit calls it after every run, and
    rows kept as they are would cost each page 0.1 ms a thousand. Not by `st.cache_data`, which takes 2 ms to make a key.
    """
    return tuple(ask_values(name, asked, reader, store=Store(Path(root), made_up), edition_id=edition_id))


_kept_values = KeptAnswers(_values, most=2_000)


@lru_cache(maxsize=8)
def worked_out(root: str, made_up: bool, edition_id: int, reader: Reader) -> dict[str, Any]:
    """What pages have worked out of an edition that is the same whatever is asked: each adds to it."""
    return {}


def cases(
    root: str,
    made_up: bool,
    edition_id: int,
    name: str,
    asked: IncidentFilter,
    reader: Reader,
    seed: int = FIRST_SEED,
) -> list[Any]:
    """The same for incidents one by one."""
    return as_rows(name, _few_values(root, made_up, edition_id, name, asked, reader.anonymous, seed))


def of_blocks(
    root: str,
    made_up: bool,
    edition_id: int,
    name: str,
    asked: IncidentFilter,
    reader: Reader,
    blocks: tuple[int, ...],
) -> list[Any]:
    """The same for the incidents of some blocks of numbers."""
    return as_rows(
        name, _few_values(root, made_up, edition_id, name, asked, reader.anonymous, FIRST_SEED, blocks)
    )


def forget_answers() -> None:
    """After an erasure: what was answered of editions that are withdrawn now is in no memory of this server."""
    _kept_values.forget()
    _few_values.cache_clear()
    worked_out.cache_clear()


@lru_cache(maxsize=40)
def _few_values(
    root: str,
    made_up: bool,
    edition_id: int,
    name: str,
    asked: IncidentFilter,
    reader: Reader,
    seed: int,
    blocks: tuple[int, ...] = (),
) -> tuple[tuple[Any, ...], ...]:
    """Of answers that are long few are kept: 2,000 incidents one by one are 450 kB, those of blocks up to 7 bytes an incident."""
    store = Store(Path(root), made_up)
    return tuple(
        ask_values(name, asked, reader, store=store, edition_id=edition_id, seed=seed, blocks=blocks)
    )
