"""Two editions that say the same of one ward: one holds nothing else, the other has other wards, sites and acts beside it, and
each word of those is a canary.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb

from dashboard.domain.store import Store
from dashboard.register.publish import EDITION_FORMAT, SCHEMA
from tests.python_files import ROOT

OWN, ALSO_OWN = "Ward 7", "Ward 8"
CANARY = "CANARY"
ALONE, AMONG_OTHERS = 1, 2
PUBLISHED = datetime(2026, 7, 1, 9)
HARM = ("No harm", "Low", "Moderate", "Severe", "Not recorded")

RELEASED = '{"released_at": "2026-11-02T09:00:00", "released_by": "person 1", "note": ""}'


@dataclass(frozen=True)
class Ward:
    site: str
    division: str
    location: str
    first: int
    incidents: int
    canary: str = ""


WARDS = (
    Ward("Northgate", "Medicine", OWN, 1, 40),
    Ward("Southmead", "Surgery", ALSO_OWN, 60, 9),
    # The same site and division as an own ward, a ward named like part of one, and a site of its own.
    Ward("Northgate", "Medicine", f"{CANARY} ward", 1000, 31, CANARY),
    Ward("Northgate", f"{CANARY} division", "Ward 71", 2000, 17, CANARY),
    Ward(f"{CANARY} site", "Medicine", "Not recorded", 3000, 7, CANARY),
)


CARD = """
insert into learning_card by name
select
    $number as card, $word || ' card' as title, 'looking' as state, $word || ' had 18' as seen, date '2025-03-01' as seen_first_on,
    seen_first_on as seen_last_on, 1 as times_seen, 1 as edition_seen, 'overview' as page, 'location=' || $word as query,
    'reporting||' || query as signal, $word as factors, $word as area,
    '' as response, 'Pharmacy' as owner, null as due_on, '' as outcome, $word || ' told' as told, '' as closed_because,
    date '2025-03-01' as opened_on, null as looked_on, null as acting_on, null as closed_on, $wards::varchar[] as wards
"""
ACTION = """
insert into safety_action by name
select
    $number as action, $word || ' action' as title, 'Pharmacy' as owner, 'under way' as state, '' as strength,
    date '2025-03-01' as opened_on, date '2025-03-05' as started_on, $word as progress, $word as evidence, '' as why_stopped,
    $wards::varchar[] as wards
"""
BEGUN = """
insert into dated_record
values ('safety action', date '2025-03-05', $word || ' action', '', 'Pharmacy', null, null, null, '', '', date '2025-03-05', $number)
"""
SHARED, OF_ALL, OTHER_SITE = 5000, 5001, 5002
"""Numbers of a card and an action of an own ward and another, of an action of the whole trust that aims at another
ward, and of a card and an action of another site."""

INCIDENTS = """
insert into incident by name
select
    $first + i as n, 'datix' as source, date '2025-02-03' + 11 * i::integer as occurred_earliest,
    occurred_earliest as occurred_latest, 'day' as occurred_precision, occurred_earliest + (i % 9)::integer as reported_on,
    $site as site, $division as division, $location as location, list_extract($harm::varchar[], (i % 5 + 1)) as harm_level,
    if(harm_level in ('Moderate', 'Severe'), $word || '-' || n, null) as reference,
    'Moderate psychological harm' as psychological_harm, 'Low' as first_harm_level, true as near_miss,
    $word || ' group' as reporter_group, $word || ' status' as status, $first as medicine_list,
    time '09:30' as occurred_time, 'Not recorded' as duty_of_candour,
    'Recorded as a Never Event' as never_event, 'Not recorded' as yellow_card
from range($incidents) as each(i)
"""


def two_editions(root: Path) -> Store:
    """Edition 1 has the own wards alone, edition 2 all of them."""
    store = Store(root)
    store.editions.mkdir(parents=True)
    for number, wards in ((ALONE, WARDS[:2]), (AMONG_OTHERS, WARDS)):
        store.released_mark(number).write_text(RELEASED, encoding="utf-8")
        with duckdb.connect(store.edition(number)) as edition:
            for schema in SCHEMA:
                edition.execute((ROOT / "queries" / f"{schema}.sql").read_text(encoding="utf-8"))
            edition.execute(
                "insert into edition values (?, ?, '1', ?, false, 30, 'A trust', 'NHSRplotthedots', null)",
                [1, EDITION_FORMAT, PUBLISHED],
            )
            edition.execute(
                "insert into extract values (1, 'datix', 'listing.csv', 'f', ?, ?, ?, ?, 100)",
                [date(2026, 6, 30), PUBLISHED, date(2025, 1, 1), date(2026, 6, 30)],
            )
            for ward in wards:
                _fill(edition, ward)
            _shared(edition, *((OWN, f"{CANARY} ward") if number == AMONG_OTHERS else (OWN,)))
            if number == AMONG_OTHERS:
                _whole_trust(edition)
    return store


def _fill(edition: duckdb.DuckDBPyConnection, ward: Ward) -> None:
    word = ward.canary or "plain"
    edition.execute(
        INCIDENTS,
        {
            "first": ward.first, "incidents": ward.incidents, "word": word, "site": ward.site, "division": ward.division,
            "location": ward.location, "harm": list(HARM),
        },
    )  # fmt: skip
    own = {"first": ward.first, "past": ward.first + ward.incidents, "word": word}
    edition.execute(
        "insert into incident_stage select n, $word || ' stage' from range($first, $past) as each(n)", own
    )
    edition.execute(
        "insert into incident_error select n, unnest([$word || ' error', 'Omitted dose', 'Known allergy', 'Adverse reaction (used as intended)']) "
        "from range($first, $past) as each(n)",
        own,
    )
    edition.execute(
        "insert into list_medicine values (?, ?, ?, '0208')",
        [ward.first, f"{word} medicine", f"{word} class"],
    )
    edition.execute(
        "insert into list_class select ?, 'high_risk', unnest(['Time-critical medicines', 'Controlled drugs'])",
        [ward.first],
    )
    edition.execute(
        "insert into list_class_medicine values (?, 'high_risk', 'Time-critical medicines', ?)",
        [ward.first, f"{word} medicine"],
    )
    edition.execute(CARD, {"number": ward.first, "word": word, "wards": [ward.location]})
    edition.execute(ACTION, {"number": ward.first, "word": word, "wards": [ward.location]})
    edition.execute(
        "insert into safety_action_aim values (?, 'incidents', ?)", [ward.first, f"location={ward.location}"]
    )
    edition.execute("insert into safety_action_answers values ($1, $1, null)", [ward.first])
    edition.execute(BEGUN, {"number": ward.first, "word": word})
    for class_by in ("curated", "section", "chapter", "high_risk", "local"):
        edition.execute("insert into list_class values (?, ?, ?)", [ward.first, class_by, f"{word} class"])
        edition.execute(
            "insert into list_class_medicine values (?, ?, ?, ?)",
            [ward.first, class_by, f"{word} class", f"{word} medicine"],
        )
    edition.execute("insert into list_given_instead values (?, ?, ?)", [ward.first, f"{word} a", "b"])
    for month in (date(2025, 3, 1), date(2025, 4, 1)):
        place = [month, ward.site, ward.division, ward.location]
        edition.execute("insert into bed_days values (?, ?, ?, ?, ?)", [*place, 100.0 + ward.first])
        edition.execute(
            "insert into activity values (?, ?, ?, ?, 'staff', ?, ?, false)",
            [*place, f"{word} staff", 7.0 + ward.first],
        )
        if ward.site != "Northgate" or ward.location == OWN:
            edition.execute("insert into coverage values (?, ?, 'datix', true)", [ward.site, month])
            edition.execute(
                "insert into coverage_calendar values ('datix', ?, ?, 31, 31, 'covered', false, ?, true)",
                [ward.site, month, ward.canary],
            )
    if ward.canary and ward.location == f"{CANARY} ward":
        return  # what is recorded of an own ward's site and division is that ward's too
    edition.execute(
        "insert into dated_record values ('annotation', ?, ?, '', '', ?, ?, null, '', '', ?, null)",
        [date(2025, 3, 9), f"{word} label of {ward.site}", ward.site, ward.division, date(2025, 3, 9)],
    )


def _shared(edition: duckdb.DuckDBPyConnection, *wards: str) -> None:
    """What an own ward has with another; beside no other ward it is written as a reader of the own one alone is to see it."""
    other = wards[1].lower() if len(wards) > 1 else "another ward"
    edition.execute(CARD, {"number": SHARED, "word": f"Not only {other}, our", "wards": [*wards]})
    edition.execute(ACTION, {"number": SHARED, "word": f"Cupboard of ({other})", "wards": [*wards]})
    edition.execute(BEGUN, {"number": SHARED, "word": f"Cupboard of ({other})"})
    edition.execute(ACTION, {"number": OF_ALL, "word": "Of all", "wards": []})
    edition.execute("update safety_action set progress = '', evidence = '' where action >= $1", [SHARED])
    edition.execute(
        "update learning_card set seen = '', factors = '', query = '', signal = '' where card = $1 and len(wards) = 1", [SHARED]
    )  # fmt: skip
    if len(wards) > 1:
        edition.execute(
            "update safety_action set progress = $1, evidence = $1, why_stopped = $1 where action >= $2",
            [CANARY, SHARED],
        )
        edition.execute(
            "insert into safety_action_aim select unnest([$1, $2]), 'incidents', $3",
            [SHARED, OF_ALL, f"drug_class=Insulins&location={CANARY}+ward"],
        )
        edition.execute(CARD, {"number": OTHER_SITE, "word": f"At {CANARY}", "wards": []})
        edition.execute(ACTION, {"number": OTHER_SITE, "word": f"At {CANARY}", "wards": []})
        for table in ("learning_card", "safety_action"):
            edition.execute(
                f"update {table} set site = '{CANARY} site' where {table.split('_')[1]} = {OTHER_SITE}"
            )
    edition.execute("insert into safety_action_aim values ($1, 'incidents', 'drug_class=Insulins')", [OF_ALL])


def _whole_trust(edition: duckdb.DuckDBPyConnection) -> None:
    edition.execute(f"insert into unplaced_word values ('{CANARY} field', 4, 5)")
    edition.execute(
        f"insert into record_not_counted values ('{CANARY}', date '2025-03-01', 'datix', true, 5)"
    )
    edition.execute(
        f"insert into restatement values (1, 'import', now()::timestamp, date '2025-03-01', '{CANARY}', 4)"
    )
    edition.execute(
        f"insert into regrade values (1, '{CANARY}', now()::timestamp, date '2025-03-01', 'Low', 'Moderate', 4)"
    )
