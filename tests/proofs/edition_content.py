"""What an edition holds, whatever it numbers its incidents: two editions that say the same have the same content."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import duckdb

LEFT_ASIDE = {"edition", "restatement", "regrade", "published_from"}
"""Who published it and when, and the ledgers of how it came to be: those tell of undone imports too."""

LISTS = ("list_medicine", "list_class", "list_class_medicine", "list_given_instead")
"""What a list of medicines says stands with every incident that has the list, whatever the list's number."""

NUMBERS_OF_ITS_OWN = {"import_id", "uploaded_at", "n", "medicine_list"}

Content = dict[str, list[str]]


def content_of(edition: Path) -> Content:
    """Each table's rows as sorted text. What hangs off an incident by its number `n` stands with the incident."""
    tables: dict[str, list[dict[str, Any]]] = {}
    with duckdb.connect(str(edition), read_only=True) as opened:
        names = opened.execute("select table_name from duckdb_tables()").fetchall()
        for (name,) in names:
            if name not in LEFT_ASIDE:
                found = opened.execute(f'select * from "{name}"')
                columns = [column[0] for column in found.description or ()]
                tables[name] = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
    incidents_of = defaultdict(list)
    for row in tables["incident"]:
        incidents_of[row["medicine_list"]].append(row["n"])
    for name in LISTS:
        # a list that no incident has would stand with no incident: n is then -1
        tables[name] = [
            {"n": n, **row} for row in tables[name] for n in incidents_of.get(row["medicine_list"], [-1])
        ]
    hanging = {name: rows for name, rows in tables.items() if name != "incident" and rows and "n" in rows[0]}
    beside: dict[int, list[str]] = defaultdict(list)
    for name, rows in hanging.items():
        for row in rows:
            beside[row["n"]].append(f"{name} {_said(row)}")
    known = {row["n"] for row in tables["incident"]}
    content = {
        name: sorted(_said(row) for row in rows)
        for name, rows in tables.items()
        if name not in hanging and name != "incident"
    }
    content["incident"] = sorted(f"{_said(row)} {sorted(beside[row['n']])}" for row in tables["incident"])
    content["of no incident"] = sorted(str(words) for n, words in beside.items() if n not in known)
    return {name: rows for name, rows in content.items() if rows}


def _said(row: dict[str, Any]) -> str:
    return str([(name, value) for name, value in row.items() if name not in NUMBERS_OF_ITS_OWN])


def difference(one: Content, other: Content) -> str:
    """What one holds and the other does not, in words; empty when they say the same."""
    lines = []
    for name in sorted(set(one) | set(other)):
        here, there = one.get(name, []), other.get(name, [])
        if here != there:
            lines += [f"only the first, {name}: {row}" for row in here if row not in there][:3]
            lines += [f"only the second, {name}: {row}" for row in there if row not in here][:3]
            lines.append(f"{name}: {len(here)} rows and {len(there)}")
    return "\n".join(lines)
