"""The laws of what people decide of medicines, each as a function of a history: few seeds in the suite, many in the soak."""

import sys

import pytest

from dashboard import register
from dashboard.domain.reader import SINGLE_USER
from dashboard.register.file import open_register
from tests.register.histories import RECORD, published
from tests.register.made_up_naming import MadeUpNaming
from tests.register.medicine_histories import MedicineHistory

LEDGERS = (
    "select * from restatement order by all",
    "select * from regrade order by all",
    RECORD,
    "select n from current_record order by n",
)


def readings_follow_what_is_decided(history: MedicineHistory, acts: int) -> None:
    """A reading that is not what the naming says with what holds now is known to be stale, whatever crossed it; once those
    are read again every reading is what the naming says. Every name has one, and a decision of medicines moves no incident."""
    history.take()
    for _ in range(acts):
        before, crossings = _counts(history), history.crossings
        act = history.act()
        if act in history.decisions() and history.crossings == crossings:
            assert _counts(history) == before, f"{act.__name__} moved an incident"
        naming = history.naming()
        found = history.readings()
        said = {pair: naming.reading(*pair) for pair in found}
        stale = history.stale(naming)
        assert {pair for pair, rows in found.items() if rows != said[pair]} <= set(stale)
        if stale:
            history.bring_into_step()
            assert history.readings() == said
            assert history.stale(naming) == []
    assert register.check(history.store, SINGLE_USER, history.now) == []


def copied_is_written_anew(history: MedicineHistory, editions: int) -> None:
    """An edition that is a copy of the last one, however much was decided since, is the edition written anew."""
    for _ in range(3):
        history.take()
    history.bring_into_step()
    published(history.store, history.now)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys.modules["dashboard.register.publish"], "MOST_CHANGED", 1.0)
        for number in range(editions):
            if number % 3 == 2:
                history.act()
            for _ in range(2):
                history.chance.choice(history.decisions())()
            history.bring_into_step()
            with_changes = published(history.store, history.now)
            with open_register(history.store, history.now) as connection:
                connection.execute("delete from published_from")
            assert published(history.store, history.now) == with_changes


def taking_back_restores(history: MedicineHistory, decisions: int) -> None:
    """Decisions of medicines, all taken back again, leave the readings and the edition of the beginning."""
    for _ in range(3):
        history.take()
    history.take_everything_back()  # what crossed the imports
    history.bring_into_step()
    beginning = published(history.store, history.now)
    for number in range(decisions):
        history.chance.choice(history.decisions())()
        if number == decisions // 2:
            history.bring_into_step()
            published(history.store, history.now)
    imports = published(history.store, history.now)["extract"]
    history.take_everything_back()
    history.bring_into_step()
    found = history.readings()
    assert found == {pair: MadeUpNaming().reading(*pair) for pair in found}
    if imports == beginning["extract"]:  # no import crossed a decision
        assert published(history.store, history.now) == beginning


def _counts(history: MedicineHistory) -> list[list[tuple]]:
    with open_register(history.store, history.now) as connection:
        return [connection.execute(sql).fetchall() for sql in LEDGERS]
