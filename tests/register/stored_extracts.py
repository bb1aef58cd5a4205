"""Extracts made without reading a file, so that the register is tested by itself: an Extract is a value."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from dashboard.domain.extract import ActivityExtract, Extract, RowCounts, SheetRead
from dashboard.domain.store import Store
from dashboard.domain.words import ActivityKind, SourceSystem

NOW = datetime(2026, 11, 23, 9, 0)
SHEET = SheetRead(None, 1, 1)
LISTS = pa.list_(pa.string())
MEDICINE = pa.struct([("written", pa.string()), ("route", pa.string()), ("role", pa.string())])
INCIDENTS = pa.schema(
    [
        ("reference", pa.string()), ("link_references", LISTS), ("points_to", LISTS),
        ("revision", pa.float64()), ("occurred_earliest", pa.date32()), ("occurred_latest", pa.date32()), ("occurred_precision", pa.string()),
        ("occurred_as_written", pa.string()),
        ("reported_on", pa.date32()), ("site", pa.string()), ("division", pa.string()), ("location", pa.string()),
        ("harm_level", pa.string()), ("psychological_harm", pa.string()), ("near_miss", pa.bool_()),
        ("occurred_time", pa.time32("s")), ("duty_of_candour", pa.string()), ("never_event", pa.string()), ("yellow_card", pa.string()),
        ("reporter_group", pa.string()), ("status", pa.string()), ("stages", LISTS), ("error_types", LISTS),
        ("medicines", pa.list_(MEDICINE)), ("row_count", pa.int64()),
        ("unplaced", pa.list_(pa.struct([("field", pa.string()), ("written", pa.string())]))),
    ]
)  # fmt: skip
NAMED = pa.schema(
    [
        ("written", pa.string()), ("route", pa.string()), ("position", pa.int32()), ("kind", pa.string()),
        ("medicine", pa.string()), ("drug_class", pa.string()), ("bnf_section", pa.string()),
        ("bnf_paragraph", pa.string()), ("high_risk", LISTS), ("how", pa.string()),
        ("word_key", pa.string()), ("section", pa.string()), ("chapter", pa.string()), ("read_by", pa.string()),
    ]
)  # fmt: skip


def incident(reference: str, day: date = date(2026, 2, 3), **changes: Any) -> dict[str, Any]:
    return {
        "reference": reference, "link_references": [reference], "points_to": [],
        "revision": -1.0, "occurred_earliest": day, "occurred_latest": day, "occurred_precision": "day",
        "occurred_as_written": None, "reported_on": day,
        "site": "Riverside", "division": "Medicine", "location": "Ward 7", "harm_level": "No harm",
        "occurred_time": None, "duty_of_candour": "Not recorded", "never_event": "Not recorded", "yellow_card": "Not recorded",
        "psychological_harm": "Not recorded", "near_miss": None, "reporter_group": "Not recorded", "status": "",
        "stages": ["Prescribing"], "error_types": ["Omitted dose"],
        "medicines": [{"written": "Apixaban", "route": "", "role": "given"}], "row_count": 1, "unplaced": [],
    } | changes  # fmt: skip


def extract(
    incidents: Iterable[dict[str, Any]],
    *,
    name: str = "listing.csv",
    as_at: date = date(2026, 3, 1),
    source: SourceSystem = SourceSystem.DATIX,
) -> Extract:
    """An extract of these incidents; other incidents or another name are other bytes."""
    listed = list(incidents)
    days = [each["occurred_earliest"] for each in listed if each["occurred_precision"] == "day"]
    named = {
        "written": "Apixaban", "route": "", "position": 0, "kind": "medicine", "medicine": "apixaban",
        "drug_class": "Anticoagulants", "bnf_section": "0208", "bnf_paragraph": "020802", "high_risk": [], "how": "exact",
        "word_key": "apixaban", "section": "2.8 Anticoagulants and protamine", "chapter": "2 Cardiovascular system", "read_by": "",
    }  # fmt: skip
    return Extract(
        sha256=hashlib.sha256(f"{name}{as_at}{listed}".encode()).hexdigest(),
        file_name=name,
        source=source,
        sheet=SHEET,
        rows=RowCounts(len(listed), len(listed), 0, 0, 0),
        left_out=(),
        problems=(),
        columns=(),
        narrative=(),
        unplaced=(),
        as_at=as_at,
        as_at_from="the newest date reported in it",
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        sites=("Riverside",),
        incidents=pa.Table.from_pylist(listed, INCIDENTS),
        medicines=pa.Table.from_pylist([named], NAMED),
    )


def bed_days(
    figures: dict[date, float],
    *,
    ward: str = "Ward 7",
    site: str = "Riverside",
    division: str = "Medicine",
    kind: ActivityKind = ActivityKind.BED_DAYS,
    staff_group: str = "",
    estimated: bool = False,
    name: str = "bed_days.csv",
) -> ActivityExtract:
    """Activity of one place (bed days of a ward, unless said otherwise)."""
    rows = [
        {
            "month": month, "site": site, "division": division, "location": ward, "kind": kind.value,
            "staff_group": staff_group, "amount": amount, "estimated": estimated,
        }
        for month, amount in figures.items()
    ]  # fmt: skip
    schema = pa.schema(
        [
            ("month", pa.date32()),
            *((each, pa.string()) for each in ("site", "division", "location", "kind", "staff_group")),
            ("amount", pa.float64()),
            ("estimated", pa.bool_()),
        ]
    )
    return ActivityExtract(
        sha256=hashlib.sha256(f"{name}{rows}".encode()).hexdigest(),
        file_name=name,
        sheet=SHEET,
        rows=RowCounts(len(rows), len(rows), 0, 0, 0),
        left_out=(),
        problems=(),
        kinds=(),
        first_month=min(figures),
        last_month=max(figures),
        activity=pa.Table.from_pylist(rows, schema),
    )


def asked_of(path: Path, sql: str) -> list[tuple]:
    """What a closed store file holds, looked at from outside and read-only."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def harm_in(path: Path) -> dict[str, int]:
    return dict(asked_of(path, "select harm_level, count(*) from incident group by all"))


def register_rows(store: Store) -> dict[str, int]:
    tables = ("imports", "revision", "activity", "publication")
    return {table: asked_of(store.register, f"select count(*) from {table}")[0][0] for table in tables}
