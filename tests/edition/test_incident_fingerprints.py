"""The questions that two editions are compared by, on some hundred incidents: only the blocks of what changed differ, and what
they say is what a dictionary of all incidents says.
"""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import pytest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.rows import BlockFingerprint, NumberedIncidents
from dashboard.edition import as_rows, question
from dashboard.measures.editions_compared import compare, differing_blocks
from tests.python_files import ROOT

SCHEMA = ROOT / "queries" / "schema"
HARM = ("No harm", "Low", "Moderate", "Not recorded")
WARDS = ("Ward 3", "Ward 7")
Row = tuple[date | None, str, str]
"""Day, harm level, ward."""

ON_WARD_7 = IncidentFilter.from_query("from=2026-02&until=2026-06&location=Ward 7")


FILL = """
insert into incident (n, source, occurred_earliest, occurred_latest, occurred_precision, site, division, location, harm_level,
    psychological_harm, first_harm_level, reporter_group, status)
select n, 'datix', day, day, if(day is null, 'Not recorded', 'day'), 'Northgate', 'Medicine', ward, harm, 'Not recorded',
    'Not recorded', 'Not recorded', 'Not recorded'
from (select unnest(?::integer[]) as n, unnest(?::date[]) as day, unnest(?::varchar[]) as harm, unnest(?::varchar[]) as ward)
"""


class Editions:
    """One edition in memory, filled anew with whatever incidents it is given."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        for schema in sorted(SCHEMA.glob("edition_*.sql")):
            connection.execute(schema.read_text(encoding="utf-8"))

    def fill(self, incidents: dict[int, Row]) -> None:
        self.connection.execute("delete from incident")
        self.connection.execute(
            FILL, [[*incidents], *(list(column) for column in zip(*incidents.values(), strict=True))]
        )

    def fingerprints(self, asked: IncidentFilter) -> list[BlockFingerprint]:
        return self._ask("incident_fingerprints", {"asked": asked.as_struct()})

    def of_blocks(self, asked: IncidentFilter, blocks: tuple[int, ...]) -> list[NumberedIncidents]:
        return self._ask("incidents_of_blocks", {"asked": asked.as_struct(), "blocks": list(blocks)})

    def _ask(self, name: str, given: dict[str, object]) -> list:
        return as_rows(name, self.connection.execute(question(name).sql, given).fetchall())


@pytest.fixture(scope="module")
def editions() -> Iterator[Editions]:
    with duckdb.connect() as connection:
        yield Editions(connection)


def some(chance: random.Random) -> Row:
    day = date(2026, 1, 1) + timedelta(days=chance.randrange(210))
    return (None if chance.random() < 0.02 else day), chance.choice(HARM), chance.choice(WARDS)


@pytest.mark.parametrize("numbers", [1, 255, 256, 700])
def test_a_fingerprint_changes_with_number_month_and_harm_level_and_in_its_own_block_alone(
    editions: Editions, numbers: int
) -> None:
    held = {n: (date(2026, 3, 5), "Low", "Ward 7") for n in range(numbers)}
    everything = IncidentFilter()
    editions.fill(held)
    was, last = editions.fingerprints(everything), numbers - 1
    assert [row.incidents for row in was] == [
        min(256, numbers - 256 * block) for block in range(last // 256 + 1)
    ]
    for changed in (
        held | {last: (date(2026, 4, 5), "Low", "Ward 7")},
        held | {last: (None, "Low", "Ward 7")},
        held | {last: (date(2026, 3, 5), "Moderate", "Ward 7")},
        {n: row for n, row in held.items() if n != last or n == 0} | {1_000: held[0]},
        held | {256 * (last // 256) + 256: held[0]},
    ):
        editions.fill(changed)
        differing = differing_blocks(was, editions.fingerprints(everything))
        touched = {n // 256 for n in held.keys() | changed.keys() if held.get(n) != changed.get(n)}
        assert differing == tuple(sorted(touched))
    editions.fill(held | {last: (date(2026, 3, 31), "Low", "Ward 3")})
    assert differing_blocks(was, editions.fingerprints(everything)) == (), "a day and a ward are not compared"


@pytest.mark.parametrize("asked", [IncidentFilter(), ON_WARD_7], ids=["everything", "a ward and a period"])
@pytest.mark.parametrize("seed", range(4))
def test_what_changed_is_what_a_dictionary_of_all_incidents_says(
    editions: Editions, asked: IncidentFilter, seed: int
) -> None:
    chance = random.Random(seed)
    then = {n: some(chance) for n in range(700)}
    now = {n: row for n, row in then.items() if chance.random() > 0.01}
    now |= {n: some(chance) for n in chance.sample(range(730), 20)}
    seen = {}
    for name, incidents in (("then", then), ("now", now)):
        editions.fill(incidents)
        seen[name] = editions.fingerprints(asked)
    blocks = differing_blocks(seen["then"], seen["now"])
    rows = []
    for incidents in (then, now):
        editions.fill(incidents)
        rows.append(editions.of_blocks(asked, blocks))
    chosen = [
        {n: (month(day), harm) for n, (day, harm, ward) in held.items() if is_asked(asked, day, ward)}
        for held in (then, now)
    ]
    for held, those, answer in zip((then, now), chosen, rows, strict=True):
        beside = {int(n) for row in answer if not row.is_asked for n in row.numbers.split()}
        assert beside == {n for n in held if n // 256 in blocks and n not in those}
    by_month = [Counter(where[0] for where in each.values()) for each in chosen]
    found = compare(by_month[0], by_month[1], rows[0], rows[1])
    was, is_now = chosen
    both = was.keys() & is_now.keys()
    assert found.total("added") == sum(n not in then for n in is_now)
    assert found.total("gone") == sum(n not in now for n in was)
    assert found.total("came_in") == sum(n in then and n not in was for n in is_now)
    assert found.total("went_out") == sum(n in now and n not in is_now for n in was)
    assert found.total("moved_here") == sum(was[n][0] != is_now[n][0] for n in both)
    assert Counter({(before, after): count for before, after, count in found.regrades}) == Counter(
        (was[n][1], is_now[n][1]) for n in both if was[n][1] != is_now[n][1]
    )
    assert all(each.then + each.gained - each.lost == each.now for each in found.months)


def month(day: date | None) -> date | None:
    return day.replace(day=1) if day else None


def is_asked(asked: IncidentFilter, day: date | None, ward: str) -> bool:
    if asked.location is None:
        return True
    return day is not None and date(2026, 2, 1) <= day <= date(2026, 6, 30) and ward == "Ward 7"
