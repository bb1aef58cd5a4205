"""The names of people by what the audit trail, a release or a saved view calls them."""

from functools import lru_cache
from pathlib import Path

from dashboard import desk, work
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.views.store_seen import real_store


def known_name(who: str, reader: Reader) -> str:
    """'Ann Example' for 'person 3'; what is no person who has signed in here stays as it is."""
    if not who.startswith("person "):
        return who
    store = real_store()
    return _names(str(store.root), _written(store), reader.anonymous).get(who) or who


@lru_cache(maxsize=8)
def _names(root: str, _written: tuple[tuple[int, int], ...], reader: Reader) -> dict[str, str]:
    """Read once for each state of the desk: a list names somebody in each of hundreds of rows."""
    return desk.names(Store(Path(root)), reader, work.now_utc())


def _written(store: Store) -> tuple[tuple[int, int], ...]:
    files = (store.desk, store.desk.with_name(store.desk.name + "-wal"))
    return tuple(
        (found.st_mtime_ns, found.st_size) for file in files if file.exists() for found in [file.stat()]
    )
