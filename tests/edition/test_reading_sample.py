"""The newest incidents and the reading sample, of more incidents than are listed: limits, strata, seeds, order of rows."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import pytest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.reading_sample import STRATA
from dashboard.domain.rows import ListedIncident
from dashboard.domain.store import Store
from dashboard.edition import ask, close_editions
from tests.edition.cases_in_python import drawn_at
from tests.made_up_incidents import TrustUnderTest, datix

OF_HARM = {"None (no harm caused)": 1_700, "Low": 300, "": 120, "Moderate": 150, "Severe": 12, "Death": 3}
FIRST = date(2025, 1, 1)
SEEDS = 60


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrustUnderTest]:
    """2,285 incidents, one of each level after another, over 200 days."""
    under_test = TrustUnderTest(tmp_path_factory.mktemp("many"))
    harm = [level for level, count in OF_HARM.items() for _ in range(count)]
    days = [FIRST + timedelta(days=place * 7 % 200) for place in range(len(harm))]
    under_test.take(
        datix(
            *(
                {"ID": f"W{place}", "Incident date": f"{days[place]:%d/%m/%Y}", "Severity": level}
                for place, level in enumerate(harm)
            )
        )
    )
    yield under_test
    under_test.close()


def sample(under_test: TrustUnderTest, seed: int = 1, asked: str = "") -> list[ListedIncident]:
    assert under_test.edition is not None
    return ask(
        "reading_sample", IncidentFilter.from_query(asked), SINGLE_USER, store=under_test.store,
        edition_id=under_test.edition, seed=seed,
    )  # fmt: skip


def numbers(rows: list[ListedIncident]) -> list[int]:
    return [row.n for row in rows]


def all_of(under_test: TrustUnderTest) -> list[tuple[int, str, date]]:
    """Every incident's number, harm and day, from the edition's own table."""
    assert under_test.edition is not None
    copied = under_test.store.root / "looked-into.duckdb"
    shutil.copyfile(under_test.store.edition(under_test.edition), copied)
    with duckdb.connect(str(copied), read_only=True) as edition:
        return edition.execute("select n, harm_level, occurred_earliest from incident").fetchall()


def test_the_2000_newest_are_listed(many: TrustUnderTest) -> None:
    rows = many.ask("incidents_listed")
    by_day = sorted(all_of(many), key=lambda row: (row[2], row[0]), reverse=True)
    assert numbers(rows) == [n for n, _, _ in by_day[:2_000]]
    assert len(many.ask("incidents_listed", IncidentFilter.from_query("harm=Low"))) == 300


def test_a_sample_is_all_severe_and_fatal_and_100_of_each_other_part(many: TrustUnderTest) -> None:
    every = all_of(many)
    assert len(every) == sum(OF_HARM.values())
    drawn = sample(many, seed=7)
    levels = [row.harm_level for row in drawn]
    assert [levels.count(level) for level in ("Severe", "Fatal", "Moderate")] == [12, 3, 100]
    assert len(drawn) == 215 and len(set(numbers(drawn))) == 215
    assert set(levels[:15]) == {"Severe", "Fatal"} and set(levels[15:115]) == {"Moderate"}
    for own in (("Severe", "Fatal"), ("Moderate",), ("No harm", "Low", "Not recorded")):
        of_part = sorted((drawn_at(7, n), n) for n, harm, _ in every if harm in own)
        assert {n for _, n in of_part[:100]} == {row.n for row in drawn if row.harm_level in own}


def test_every_level_of_harm_is_in_one_part_of_the_sample_and_the_parts_say_what_is_drawn(
    many: TrustUnderTest,
) -> None:
    counts = {row.harm_level: row.incidents for row in many.ask("incidents_by_harm_level")}
    assert [part.size(counts) for part in STRATA] == [15, 150, 2_120]
    drawn = [row.harm_level for row in sample(many)]
    assert [sum(level in part.harm for level in drawn) for part in STRATA] == [15, 100, 100]
    assert [part.drawn(counts) for part in STRATA] == [15, 100, 100]


def test_the_same_seed_draws_the_same_and_another_one_another(many: TrustUnderTest) -> None:
    assert sample(many, 5) == sample(many, 5)
    drawn = {seed: frozenset(numbers(sample(many, seed))) for seed in range(5)}
    assert len(set(drawn.values())) == 5


def test_the_draw_does_not_depend_on_the_order_of_rows(many: TrustUnderTest) -> None:
    assert many.edition is not None
    turned = Store(many.store.root / "turned")
    turned.editions.mkdir(parents=True)
    shutil.copyfile(many.store.edition(many.edition), turned.edition(1))
    with duckdb.connect(str(turned.edition(1))) as edition:
        edition.execute(
            "create temp table other_order as select * from incident order by md5(n::varchar || 'x')"
        )
        edition.execute("delete from incident")
        edition.execute("insert into incident select * from other_order")
    for name in ("reading_sample", "incidents_listed"):
        rows = ask(name, IncidentFilter(), SINGLE_USER, store=turned, edition_id=1, seed=3)
        assert rows == ask(
            name, IncidentFilter(), SINGLE_USER, store=many.store, edition_id=many.edition, seed=3
        )
    close_editions(turned)


def test_what_is_asked_narrows_what_is_drawn_from(many: TrustUnderTest) -> None:
    """Of those drawn from all incidents, those that are asked for are drawn from what is asked, too."""
    whole = {row.n for row in sample(many, 2) if row.harm_level == "Low"}
    low = sample(many, 2, "harm=Low")
    assert len(low) == 100 and {row.harm_level for row in low} == {"Low"}
    assert whole and whole < set(numbers(low))


def test_every_incident_has_the_same_chance(many: TrustUnderTest) -> None:
    """Over 60 seeds an incident of the third part is drawn 100 / 2,120 of the time: 2.8 times on average, a variance of 2.7."""
    times = dict.fromkeys((n for n, harm, _ in all_of(many) if harm in ("No harm", "Low", "Not recorded")), 0)
    for seed in range(SEEDS):
        for row in sample(many, seed)[115:]:
            times[row.n] += 1
    mean = SEEDS * 100 / len(times)
    variance = sum((count - mean) ** 2 for count in times.values()) / len(times)
    expected = SEEDS * (100 / len(times)) * (1 - 100 / len(times))
    assert sum(times.values()) == SEEDS * 100
    # the variance of 2,120 such counts has a standard error of about 3.5 %: five of them
    assert abs(variance / expected - 1) < 0.18
    halves = sorted(times)
    first = sum(times[n] for n in halves[: len(halves) // 2])
    assert abs(first - SEEDS * 50) < 5 * (SEEDS * 100 / 4) ** 0.5


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.WARD_LINK, Role.AUDITOR])
@pytest.mark.parametrize("name", ["incidents_listed", "reading_sample"])
def test_who_sees_figures_sees_no_incident_below_moderate(
    many: TrustUnderTest, role: Role, name: str
) -> None:
    assert many.edition is not None
    with pytest.raises(NotAllowed, match=f"you are signed in as {role.value}"):
        ask(name, IncidentFilter(), Reader("a", role), store=many.store, edition_id=many.edition)
