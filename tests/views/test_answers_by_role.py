"""What is kept of answers is shared by people who see the same, and by nobody else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import NotAllowed, Profile, Reader, Role
from dashboard.domain.store import Store
from dashboard.edition import ask_values, close_editions
from dashboard.views import store_seen
from dashboard.views.answers import KeptAnswers
from tests.edition.two_wards import ALSO_OWN, AMONG_OTHERS, CANARY, OWN, two_editions

EVERYTHING = IncidentFilter()
TEAM = Reader("person 2", Role.TEAM, name="Ben")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = two_editions(tmp_path_factory.mktemp("kept") / "store")
    yield made
    close_editions(made)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Reader]:
    """Who asked the edition itself."""
    asked: list[Reader] = []

    def values(name: str, wanted: IncidentFilter, reader: Reader, **of: object) -> list:
        asked.append(reader)
        return ask_values(name, wanted, reader, **of)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(store_seen, "ask_values", values)
    monkeypatch.setattr(store_seen, "_kept_values", KeptAnswers(store_seen._values, most=50))
    store_seen._few_values.cache_clear()
    return asked


def test_two_of_one_role_ask_once_and_another_role_asks_anew(store: Store, sent: list[Reader]) -> None:
    def rows(reader: Reader) -> str:
        return repr(
            store_seen.answer(str(store.root), False, AMONG_OTHERS, "filter_choices", EVERYTHING, reader)
        )

    everything = rows(TEAM)
    assert (
        CANARY in everything
        and rows(Reader("person 3", Role.TEAM, name="Cy")) == everything
        and len(sent) == 1
    )
    own, also = (
        Reader(f"person {n}", Role.WARD_LINK, wards=(ward,)) for n, ward in ((4, OWN), (5, ALSO_OWN))
    )
    assert CANARY not in rows(own) and OWN in rows(own) and OWN not in rows(also) and len(sent) == 3
    assert rows(Reader("person 6", Role.WARD_LINK, wards=(OWN,))) == rows(own) and len(sent) == 3
    rows(Reader("person 7", Role.TEAM, Profile.SHARED))
    assert len(sent) == 4 and not any(reader.id or reader.name for reader in sent), "nobody's name is kept"


def test_what_one_role_was_answered_is_refused_to_another(store: Store, sent: list[Reader]) -> None:
    of = (str(store.root), False, AMONG_OTHERS)
    committee, director = Reader("person 2", Role.COMMITTEE), Reader("person 3", Role.DIRECTOR)
    for asking in (
        lambda reader: store_seen.cases(*of, "incidents_listed", EVERYTHING, reader),
        lambda reader: store_seen.of_blocks(*of, "incidents_of_blocks", EVERYTHING, reader, (0, 1)),
        lambda reader: store_seen.answer(*of, "incident_fingerprints", EVERYTHING, reader),
    ):
        assert asking(committee)
        with pytest.raises(NotAllowed):
            asking(director)
    store_seen.worked_out(*of, committee.anonymous)["of the committee"] = CANARY
    assert store_seen.worked_out(*of, director.anonymous) == {}
    assert Path(store.root).exists()
