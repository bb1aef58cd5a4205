"""From any mark of any picture to its incidents: the filter that the link carries finds as many as the mark counts."""

from collections.abc import Iterator
from datetime import date

import pytest

from dashboard.charts.frame import Picture
from dashboard.charts.marks import Mark, of_month
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.store import Store
from dashboard.edition import close_editions
from dashboard.findings import harm, rare_harm
from dashboard.findings.asking import Asking
from dashboard.findings.behind import behind, narrowed
from tests.built_once import BuiltOnce
from tests.charts.test_drawing import asking_of, pictures_of

LEAD_NOWHERE = {
    "reporting-delay-by-month", "harm-first-and-now", "reporting-lag", "restatements", "regraded-by-month",
    "psychological-beside-physical", "weekday-and-hour",
}  # fmt: skip
"""The filter knows no delay, no first grade, no import, no psychological harm and no time of day."""


@pytest.fixture(scope="module")
def store(built_once: BuiltOnce, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    root = built_once.copied_beside(tmp_path_factory.mktemp("behind") / "store")
    yield root.made_up_trust()
    close_editions(root.made_up_trust())


def pictures(asking: Asking) -> Iterator[Picture]:
    """Each kind once: all measures draws the same kind for every class."""
    seen: set[str] = set()
    for picture in pictures_of(asking):
        kind = "measure" if picture.key.startswith("measure-") else picture.key
        if kind not in seen:
            seen.add(kind)
            yield picture


def places_to_choose(picture: Picture) -> set[tuple[int, ...]]:
    """Where plotly says that a mark was clicked: every point with a value that can be hovered."""
    found: set[tuple[int, ...]] = set()
    for number, trace in enumerate(picture.figure.to_dict()["data"]):
        if trace.get("hoverinfo") == "skip":
            continue
        if trace["type"] == "heatmap":
            found |= {
                (number, down, across)
                for down, line in enumerate(trace["z"])
                for across, value in enumerate(line)
                if value is not None
            }
        else:
            values = trace["x" if trace.get("orientation") == "h" else "y"]
            found |= {(number, at) for at, value in enumerate(values) if value is not None}
    return found


@pytest.mark.parametrize(
    "query",
    (
        "from=2026-08&until=2026-09",
        "from=2026-07-10&until=2026-10-20&basis=reported&division=Surgery&class=high_risk",
    ),
)
def test_a_link_finds_as_many_incidents_as_its_mark_counts(query: str, store: Store) -> None:
    asking = asking_of(store, query)
    led = [number_of_links(asking, picture) for picture in pictures(asking)]
    assert len(led) > 15 and sum(led) > 300


def test_months_of_the_levels_that_a_filter_keeps_lead_to_their_incidents(store: Store) -> None:
    asking = asking_of(store, "from=2026-07&until=2026-09&harm=Low&harm=Not recorded")
    picture = harm.by_month_picture(asking, harm.mix_by_month(asking), harm.mix_of_period(asking))
    assert picture.title == "Incidents by month at the harm levels that the filter keeps"
    assert number_of_links(asking, picture) > 8


def test_an_interval_leads_to_what_was_recorded_on_the_day_that_it_ends(store: Store) -> None:
    asking = asking_of(store, "from=2024-10&until=2026-09&harm=Severe&harm=Fatal")
    rows, by_month = harm.harm_days(asking), harm.mix_by_month(asking)
    picture = rare_harm.rare_harm_picture(asking, rare_harm.SEVERE, rows, by_month)
    assert isinstance(picture, Picture) and picture.key.startswith("days-between")
    assert number_of_links(asking, picture) > 10
    last = rows[0].dated_on
    assert picture.marks is not None and last is not None
    newest = picture.marks().rows[len(picture.table.rows) - 2]  # the last row is the time since
    assert behind(asking, newest).incidents == sum(row.dated_on == last for row in rows)


def number_of_links(asking: Asking, picture: Picture) -> int:
    """How many marks of a picture lead to incidents, each found to be as many as the mark counts."""
    if picture.marks is None:
        assert picture.key in LEAD_NOWHERE, picture.key
        return 0
    marks = picture.marks()
    assert places_to_choose(picture) <= set(marks.points), picture.key
    assert {column for _, column in marks.cells} <= set(picture.table.columns), picture.key
    assert set(marks.rows) <= set(range(len(picture.table.rows)))
    each = {repr(mark): mark for those in (marks.points, marks.rows, marks.cells) for mark in those.values()}
    led = 0
    for mark in each.values():
        found = behind(asking, mark)
        if mark.narrows is None or mark.incidents == 0:
            assert found.asked is None
            continue
        assert found.asked is not None, found.sentence
        assert asking.of(found.asked).left_out.incidents == found.incidents, picture.key
        assert mark.incidents in (found.incidents, None), picture.key
        led += 1
    return led


@pytest.mark.parametrize(
    ("asked", "mark", "found"),
    (
        ("from=2025-10&until=2026-09", of_month(date(2026, 9, 1), "", 5, {}), "from=2026-09&until=2026-09"),
        # days that are asked for stay: a month is cut where the period cuts it
        ("from=2026-09-10&until=2026-09-20", of_month(date(2026, 9, 1), "", 5, {}), "from=2026-09-10&until=2026-09-20"),
        # the month after the period, drawn hollow
        ("from=2025-10&until=2026-09", of_month(date(2026, 10, 1), "", 5, {}), "from=2026-10&until=2026-10"),
        ("harm=Low&harm=Moderate", Mark("", 5, {"harm": ("Moderate", "Severe")}), "harm=Moderate"),
        ("stage=Advice", Mark("", 5, {"stage": ("Advice",)}), "stage=Advice"),
        ("stage=Advice&stage=Prescribing", Mark("", 5, {"stage": ("Advice",)}), "stage=Advice"),
        ("location=Ward 7", Mark("", 5, {}, whatever_is_asked=True), ""),
    ),
)  # fmt: skip
def test_a_mark_narrows_what_is_asked(asked: str, mark: Mark, found: str) -> None:
    assert narrowed(IncidentFilter.from_query(asked), mark) == IncidentFilter.from_query(found)


@pytest.mark.parametrize(
    ("asked", "narrows"),
    (("stage=Advice", {"stage": ("Prescribing",)}), ("harm=Low", {"harm": ("Severe",)}),
     ("drug_class=Insulins&drug_class=Opioids", {"drug_class": ("Opioids", "Antiemetics")})),
)  # fmt: skip
def test_what_the_filter_cannot_ask_is_said(asked: str, narrows: dict[str, tuple[str, ...]]) -> None:
    why = narrowed(IncidentFilter.from_query(asked), Mark("", 5, narrows))
    assert isinstance(why, str) and "clear it to see them" in why


def test_a_filter_that_finds_others_is_no_link(store: Store) -> None:
    asking = asking_of(store, "from=2026-08&until=2026-09")
    true = asking.left_out.incidents
    assert behind(asking, Mark("all", true, {})).asked == asking.asked
    wrong = behind(asking, Mark("all", true - 1, {}))
    assert wrong.asked is None and f"it would find {true:,}" in wrong.sentence
    assert behind(asking, Mark("none", 0, {})).sentence == "No incident: none."
    assert behind(asking, Mark("an interval", None, None)).asked is None
