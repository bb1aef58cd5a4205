"""Packs of others: kept with the agreement, replaced, taken away, brought back; one's own refused; each act noted."""

from datetime import datetime
from pathlib import Path

import pytest

from dashboard import desk, work
from dashboard.domain.benchmark import PeerFigure, PeerPack, State
from dashboard.domain.extract import RefusedFile
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.store import Store, StoreProblem
from dashboard.reports.benchmark_csv import benchmark_csv
from tests.reports.made_up_benchmark_packs import made_up_pack

NOW = datetime(2026, 11, 23, 9, 0)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def pack_of(organisation: str, incidents: int = 60) -> PeerPack:
    figures = (
        PeerFigure("2026-M09", "lfpse", "All", incidents, State.SHOWN, 8000.0),
        PeerFigure("2026-M09", "lfpse", "moderate_and_above", None, State.TOO_FEW, 8000.0),
        PeerFigure("2026-M09", "lfpse", "low", 0, State.ZERO, None),
    )
    return PeerPack(organisation, "acute", "edition 1", figures, 3, f"sha of {organisation} {incidents}")


def kept(store: Store) -> list[tuple[int, str]]:
    return [(each.number, each.organisation) for each in work.peers(store, SINGLE_USER, NOW)]


def keep(store: Store, pack: PeerPack) -> tuple[int, int | None]:
    return work.keep_peer_pack(store, SINGLE_USER, pack, NOW, agreed=True)


def test_a_pack_comes_back_as_it_was_kept(store: Store) -> None:
    assert work.peers(store, SINGLE_USER, NOW) == []
    assert keep(store, pack_of("RXX")) == (1, None)
    (found,) = work.peers(store, SINGLE_USER, NOW)
    assert (found.organisation, found.organisation_type, found.agreed_by) == ("RXX", "acute", "single-user")
    assert sorted(found.figures, key=lambda each: each.harm_level) == sorted(
        pack_of("RXX").figures, key=lambda each: each.harm_level
    )


def test_nothing_is_kept_without_the_agreement(store: Store) -> None:
    with pytest.raises(StoreProblem, match="only when you say that it agreed"):
        work.keep_peer_pack(store, SINGLE_USER, pack_of("RXX"), NOW, agreed=False)
    assert kept(store) == []


def test_only_the_officer_keeps_packs(store: Store) -> None:
    with pytest.raises(NotAllowed):
        work.keep_peer_pack(store, Reader("d", Role.DIRECTOR), pack_of("RXX"), NOW, agreed=True)


def test_the_made_up_trust_keeps_none(store: Store) -> None:
    with pytest.raises(StoreProblem, match="for looking at only"):
        keep(store.made_up_trust(), pack_of("RXX"))


def test_a_newer_pack_takes_the_place_of_the_earlier_one_and_gives_way_again(store: Store) -> None:
    keep(store, pack_of("RXX"))
    keep(store, pack_of("RYY"))
    marks = {each.organisation: each.mark for each in work.peers(store, SINGLE_USER, NOW)}
    assert keep(store, pack_of("rxx", 70)) == (3, 1), "an organisation is one, however it is written"
    assert sorted(kept(store)) == [(2, "RYY"), (3, "rxx")]
    assert {each.mark for each in work.peers(store, SINGLE_USER, NOW)} == set(marks.values()), (
        "its letter stays"
    )
    work.bring_back_peer_pack(store, SINGLE_USER, 1, NOW)
    assert sorted(kept(store)) == [(1, "RXX"), (2, "RYY")]
    with pytest.raises(StoreProblem, match="This very pack of RXX is kept already"):
        keep(store, pack_of("RXX"))


def test_what_is_taken_away_is_brought_back(store: Store) -> None:
    keep(store, pack_of("RXX"))
    work.remove_peer_pack(store, SINGLE_USER, 1, NOW)
    assert kept(store) == []
    with pytest.raises(StoreProblem, match="no pack 1 that is kept"):
        work.remove_peer_pack(store, SINGLE_USER, 1, NOW)
    work.bring_back_peer_pack(store, SINGLE_USER, 1, NOW)
    assert kept(store) == [(1, "RXX")]
    with pytest.raises(StoreProblem, match="no pack 1 that was taken away"):
        work.bring_back_peer_pack(store, SINGLE_USER, 1, NOW)


def test_every_act_is_noted_and_names_no_organisation(store: Store) -> None:
    keep(store, pack_of("RXX"))
    keep(store, pack_of("RXX", 70))
    work.remove_peer_pack(store, SINGLE_USER, 2, NOW)
    work.bring_back_peer_pack(store, SINGLE_USER, 1, NOW)
    work.note_named_peers(store, SINGLE_USER, 1, NOW)
    lines = [(line.act, line.subject, line.detail) for line in desk.audit_trail(store, SINGLE_USER, NOW)][
        ::-1
    ]
    assert lines == [
        ("keep peer's benchmark pack", "pack 1", "3 rows, agreement confirmed"),
        ("keep peer's benchmark pack", "pack 2", "3 rows, agreement confirmed, replaces pack 1"),
        ("remove peer's benchmark pack", "pack 2", ""),
        ("bring back peer's benchmark pack", "pack 1", ""),
        ("show peers by name", "benchmark", "1 organisation"),
    ]


def test_the_order_says_nothing_of_when_they_came(store: Store) -> None:
    """Of twelve packs the order by lot is the order of coming once in 479 million."""
    for n in range(12):
        keep(store, pack_of(f"R{n}"))
    numbers = [number for number, _ in kept(store)]
    assert sorted(numbers) == [*range(1, 13)] and numbers != sorted(numbers)


def test_ones_own_pack_is_refused_under_every_name(store: Store) -> None:
    desk.change_setting(store, SINGLE_USER, "organisation_code", "RXX", NOW)
    drawn = work.own_name(store, NOW, pseudonym=True)
    assert drawn.startswith("P-") and work.own_name(store, NOW, pseudonym=True) == drawn
    for name in ("RXX", "rxx", drawn):
        content = benchmark_csv(made_up_pack(name, a_month=12, count=2, words=2))
        found = work.read_peer_pack(store, work.stage(store, content, NOW), "theirs.csv", NOW)
        assert isinstance(found, RefusedFile) and "is your own pack" in found.sentence
    content = benchmark_csv(made_up_pack("RYY", a_month=12, count=2, words=2))
    assert isinstance(
        work.read_peer_pack(store, work.stage(store, content, NOW), "theirs.csv", NOW), PeerPack
    )


def test_a_code_is_needed_for_a_pack_under_it(store: Store) -> None:
    with pytest.raises(StoreProblem, match="needs the setting organisation_code"):
        work.own_name(store, NOW, pseudonym=False)
