"""The laws that every history must obey, each as a function of a history: run on few seeds here, on many in the soak."""

from datetime import timedelta

from dashboard import register
from dashboard.domain.reader import SINGLE_USER
from dashboard.register.file import open_register
from tests.register.histories import RECORD, History, folded_anew, looked_at, published


def sound_after_each_act(history: History, acts: int) -> None:
    """What is kept is the fold of everything, the ledger adds up, no incident is there twice, and what was told of an
    import is told of it ever after."""
    history.take()
    for _ in range(acts):
        assert looked_at(history.store, RECORD) == folded_anew(history.store, history.now)
        assert register.check(history.store, SINGLE_USER, history.now) == []
        history.act()
    for import_id, ledger in history.told.items():
        assert register.restatements(history.store, SINGLE_USER, import_id, history.now) == ledger


def written_in_is_written_anew(history: History, editions: int) -> None:
    """An edition that is a copy of the last with the changes written in is the edition written anew."""
    history.take()
    published(history.store, history.now)
    for _ in range(editions):
        for _ in range(2):
            history.act()
        with_changes = published(history.store, history.now)
        with open_register(history.store, history.now) as connection:
            connection.execute("delete from published_from")
        assert published(history.store, history.now) == with_changes


def undo_restores(history: History, acts: int) -> None:
    """After any history, an import that is undone leaves every record as it was."""
    for _ in range(acts):
        history.act()
    history.take()
    before = looked_at(history.store, RECORD)
    history.now += timedelta(hours=1)
    history.take()
    register.undo(history.store, SINGLE_USER, history.live[-1], history.now)
    assert looked_at(history.store, RECORD) == before
