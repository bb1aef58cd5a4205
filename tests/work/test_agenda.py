"""Saved views and the agenda: kept, ordered, named anew, taken away, brought back; each act noted, nothing published."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dashboard import desk, work
from dashboard.domain.incident_filter import FilterNotUnderstood, IncidentFilter
from dashboard.domain.periods import Preset
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.saved_view import SavedView
from dashboard.domain.store import Store, StoreProblem
from dashboard.work.deciding import agenda as agenda_work

NOW = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
ASKED = [("from", "2025-10-01"), ("until", "2026-09-30"), ("division", "Surgery"), ("drug_class", "Insulins")]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def saved(store: Store, *names: str, on_agenda: bool = True) -> list[int]:
    return [
        work.save_view(store, SINGLE_USER, SavedView(name, "drug-classes"), NOW, on_agenda=on_agenda)
        for name in names
    ]


def on_agenda(store: Store) -> list[str]:
    return [view.name for view in work.saved_views(store, SINGLE_USER, NOW) if view.position is not None]


def test_a_view_keeps_its_page_its_filter_and_either_days_or_a_period_that_moves_on(store: Store) -> None:
    others = [("find", "insulin"), ("edition", "12"), ("agenda", "4"), ("sample", "7")]
    fixed = SavedView.of("Insulins of a year", "incidents", [*ASKED, *others])
    moving = SavedView.of("Insulins", "incidents", [*ASKED, *others], Preset.LAST_12_MONTHS)
    for view in (fixed, moving):
        work.save_view(store, Reader("deputy", Role.TEAM), view, NOW)
    assert work.saved_views(store, SINGLE_USER, NOW) == [fixed, moving]
    first, second = work.saved_views(store, SINGLE_USER, NOW)
    assert (first.saved_by, first.saved_on, first.position) == ("deputy", date(2026, 11, 23), 1)
    assert first.asked() == IncidentFilter.from_pairs(ASKED) and first.moving_period() is None
    assert second.asked() == IncidentFilter.from_pairs(ASKED[2:])
    assert second.moving_period() is Preset.LAST_12_MONTHS
    assert second.of_the_page() == [("find", "insulin"), ("sample", "7")]
    assert "edition" not in second.query and "agenda" not in second.query


@pytest.mark.parametrize("query", ["colour=blue", "from=yesterday", "from=2026-02-01&until=2026-01-01"])
def test_a_filter_that_no_longer_fits_is_kept_and_said_when_it_is_read(store: Store, query: str) -> None:
    work.save_view(store, SINGLE_USER, SavedView("Odd", "overview", query), NOW)
    (held,) = work.saved_views(store, SINGLE_USER, NOW)
    with pytest.raises(FilterNotUnderstood):
        held.asked()
    with pytest.raises(FilterNotUnderstood, match="no period called 'Last 7 months'"):
        SavedView("Odd", "overview", "", "Last 7 months").moving_period()


def test_views_are_moved_and_stay_at_either_end(store: Store) -> None:
    a, b, c = saved(store, "A", "B", "C")
    work.move_view(store, SINGLE_USER, c, -1, NOW)
    assert on_agenda(store) == ["A", "C", "B"]
    work.move_view(store, SINGLE_USER, a, 1, NOW)
    assert on_agenda(store) == ["C", "A", "B"]
    work.move_view(store, SINGLE_USER, c, -1, NOW)
    work.move_view(store, SINGLE_USER, b, 1, NOW)
    assert on_agenda(store) == ["C", "A", "B"]
    work.take_off_agenda(store, SINGLE_USER, a, NOW)
    assert on_agenda(store) == ["C", "B"] and work.saved_views(store, SINGLE_USER, NOW)[-1].name == "A"
    with pytest.raises(StoreProblem, match="not on the agenda"):
        work.move_view(store, SINGLE_USER, a, 1, NOW)
    work.put_on_agenda(store, SINGLE_USER, a, NOW)
    assert on_agenda(store) == ["C", "B", "A"]


def test_a_view_that_was_taken_away_comes_back_where_it_stood(store: Store) -> None:
    _, b, _ = saved(store, "A", "B", "C")
    saved(store, "Not on it", on_agenda=False)
    was = work.remove_view(store, SINGLE_USER, b, NOW)
    assert (was.name, on_agenda(store)) == ("B", ["A", "C"])
    with pytest.raises(StoreProblem, match="taken away meanwhile"):
        work.remove_view(store, SINGLE_USER, b, NOW)
    work.bring_back_view(store, SINGLE_USER, b, NOW)
    assert on_agenda(store) == ["A", "B", "C"]
    with pytest.raises(StoreProblem, match="not one that was taken away"):
        work.bring_back_view(store, SINGLE_USER, b, NOW)


def test_a_view_does_not_come_back_beside_one_that_has_its_name_by_now(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, _ = saved(store, "Älter", "B")
    work.remove_view(store, SINGLE_USER, a, NOW)
    saved(store, "äLTER")
    with pytest.raises(StoreProblem, match="has the name of this one by now"):
        work.bring_back_view(store, SINGLE_USER, a, NOW)
    assert on_agenda(store) == ["B", "äLTER"], "and nothing of it is kept"
    monkeypatch.setattr(agenda_work, "MOST_VIEWS", 2)
    with pytest.raises(StoreProblem, match="2 saved views already"):
        work.bring_back_view(store, SINGLE_USER, a, NOW)


def test_a_name_is_of_one_view_and_can_be_read(store: Store) -> None:
    a, b = saved(store, "A  view\n", "B")
    assert on_agenda(store) == ["A view", "B"]
    for name, why in (
        ("", "1 to 80"),
        ("x" * 81, "this one has 81"),
        ("a VIEW", "already"),
        ("a\x00b", "seen"),
    ):
        with pytest.raises(StoreProblem, match=why):
            work.rename_view(store, SINGLE_USER, b, name, NOW)
        with pytest.raises(StoreProblem, match=why):
            saved(store, name)
    assert work.rename_view(store, SINGLE_USER, a, "a view", NOW) == "A view", "its own name in other letters"
    assert on_agenda(store) == ["a view", "B"]


def test_a_list_has_an_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agenda_work, "MOST_VIEWS", 2)
    saved(store, "A", "B")
    with pytest.raises(StoreProblem, match="2 saved views already"):
        saved(store, "C")


def test_every_act_is_noted_without_the_words_of_a_view(store: Store) -> None:
    (a, b) = saved(store, "Alpha", "Beta")
    work.rename_view(store, SINGLE_USER, a, "Gamma", NOW)
    work.move_view(store, SINGLE_USER, b, -1, NOW)
    work.take_off_agenda(store, SINGLE_USER, b, NOW)
    work.put_on_agenda(store, SINGLE_USER, b, NOW)
    work.remove_view(store, SINGLE_USER, a, NOW)
    work.bring_back_view(store, SINGLE_USER, a, NOW)
    assert [(line.act, line.subject) for line in reversed(desk.audit_trail(store, SINGLE_USER, NOW))] == [
        ("save view", "view 1"), ("save view", "view 2"), ("rename view", "view 1"), ("move on agenda", "agenda"),
        ("take off agenda", "agenda"), ("put on agenda", "agenda"), ("remove view", "view 1"), ("bring back view", "view 1"),
    ]  # fmt: skip


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.DIRECTOR, Role.WARD_LINK, Role.AUDITOR])
def test_only_officer_and_team_change_the_agenda(store: Store, role: Role) -> None:
    (number,) = saved(store, "A")
    reader = Reader("x", role)
    for act in (
        lambda: work.save_view(store, reader, SavedView("B", "overview"), NOW),
        lambda: work.rename_view(store, reader, number, "B", NOW),
        lambda: work.move_view(store, reader, number, 1, NOW),
        lambda: work.take_off_agenda(store, reader, number, NOW),
        lambda: work.remove_view(store, reader, number, NOW),
        lambda: work.bring_back_view(store, reader, number, NOW),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert on_agenda(store) == ["A"]
