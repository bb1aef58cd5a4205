"""Small made-up extracts, and a trust that takes them in through the front door.

Nothing here knows what should come out: extracts are written as a source system prints them, and go in as bytes.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dashboard import work
from dashboard.domain.extract import ActivityExtract, Extract, RefusedFile
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.edition import ask, close_editions
from dashboard.register import ImportResult, Publication

NOW = datetime(2026, 11, 23, 12, 0)
"""The moment of every test: 23 November 2026, noon UTC."""

DATIX_HEADINGS = (
    "ID",
    "Incident date",
    "Reported date",
    "Site",
    "Division",
    "Location (exact)",
    "Severity",
    "Result",
    "Stage of medication error",
    "Medication error",
    "Drug administered",
    "Correct drug",
    "Reporter staff group",
    "Approval status",
    "Incident time",
    "Duty of candour required?",
    "Never Event?",
    "Yellow Card reference",
)
LFPSE_HEADINGS = (
    "Reference",
    "Revision",
    "CL021 - Reference Number (Optional)",
    "CL001 - Event Type",
    "A001 - Involved Agents",
    "T005 - Event date",
    "Reported Date",
    "Site",
    "Division",
    "Ward",
    "Number of patients",
    "OT001 - Physical harm",
    "Involved Processes",
    "Drug Involvement Factors",
    "DMD002 - Medicine types (VTM)",
    "Reporter Role",
)
NRLS_HEADINGS = (
    "RP01 Unique Incident ID",
    "Local Trust incident ID",
    "Date of Incident",
    "Date incident received by NRLS",
    "Site",
    "PD09 Degree of harm (severity)",
    "MD01 Med Process",
    "MD02 Med Error Category",
    "MD05 Approved Name (Drug 1)",
)
BED_DAY_HEADINGS = ("Month", "Site", "Division", "Ward", "Occupied bed days")


def written(day: date | None) -> str:
    """A day as staff write it: the day first."""
    return f"{day:%d/%m/%Y}" if day else ""


def as_csv(headings: Sequence[str], rows: Sequence[Sequence[object]], *, above: Sequence[str] = ()) -> bytes:
    """A listing as the bytes of a CSV file; `above` are title rows."""
    out = io.StringIO()
    writer = csv.writer(out)
    for title in above:
        writer.writerow([title])
    writer.writerow(headings)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def datix(*rows: Mapping[str, str], run_on: date | None = None) -> bytes:
    """A Datix listing; each row names only the headings that matter, the rest are blank or plain."""
    return _listing(DATIX_HEADINGS, rows, {"Site": "Northgate", "Division": "Medicine"}, run_on)


def lfpse(*rows: Mapping[str, str], run_on: date | None = None) -> bytes:
    """An LFPSE extract, one row a patient and revision."""
    plain = {
        "Revision": "1",
        "CL001 - Event Type": "Incident",
        "A001 - Involved Agents": "Medications",
        "Site": "Northgate",
        "Number of patients": "1",
    }
    return _listing(LFPSE_HEADINGS, rows, plain, run_on)


def nrls(*rows: Mapping[str, str], run_on: date | None = None) -> bytes:
    return _listing(NRLS_HEADINGS, rows, {"Site": "Northgate"}, run_on)


def one(reference: str, **cells: str) -> dict[str, str]:
    """A Datix row; harm, drug, stage and error by short names."""
    headings = {
        "on": "Incident date",
        "harm": "Severity",
        "drug": "Drug administered",
        "stage": "Stage of medication error",
        "error": "Medication error",
        "ward": "Location (exact)",
        "result": "Result",
        "reported": "Reported date",
        "status": "Approval status",
        "site": "Site",
        "time": "Incident time",
        "candour": "Duty of candour required?",
        "never_event": "Never Event?",
        "yellow_card": "Yellow Card reference",
    }
    return {"ID": reference, "Incident date": "05/09/2025"} | {headings[key]: cells[key] for key in cells}


def national(reference: str, local: str = "", **cells: str) -> dict[str, str]:
    """An LFPSE row."""
    headings = {
        "on": "T005 - Event date",
        "harm": "OT001 - Physical harm",
        "revision": "Revision",
        "event": "CL001 - Event Type",
        "agents": "A001 - Involved Agents",
        "patients": "Number of patients",
        "reported": "Reported Date",
        "drug": "DMD002 - Medicine types (VTM)",
        "stage": "Involved Processes",
        "ward": "Ward",
        "error": "Drug Involvement Factors",
    }
    plain = {
        "Reference": reference,
        "CL021 - Reference Number (Optional)": local,
        "T005 - Event date": "2025-09-05",
    }
    return plain | {headings[key]: cells[key] for key in cells}


def _listing(
    headings: Sequence[str], rows: Sequence[Mapping[str, str]], plain: Mapping[str, str], run_on: date | None
) -> bytes:
    for row in rows:
        unknown = set(row) - set(headings)
        assert not unknown, f"no such headings in this listing: {sorted(unknown)}"
    cells = [[{**plain, **row}.get(heading, "") for heading in headings] for row in rows]
    return as_csv(headings, cells, above=[f"Report run on {written(run_on)}"] if run_on else [])


def bed_days(*rows: tuple[str, str, str, str, float]) -> bytes:
    """(month as 2025-02, site, division, ward, occupied bed days) a row."""
    return as_csv(BED_DAY_HEADINGS, rows)


@dataclass
class TrustUnderTest:
    """The officer's work on a store of its own, and the latest edition to ask."""

    root: Path
    now: datetime = NOW
    edition: int | None = None
    last_read: Extract | None = field(default=None, repr=False)

    @property
    def store(self) -> Store:
        return Store(self.root)

    def read(
        self, content: bytes, source: str | None = None, name: str = "listing.csv"
    ) -> Extract | RefusedFile:
        staged = work.stage(self.store, content, self.now)
        return work.read_incidents(staged, name, self.now, source=SourceSystem(source) if source else None)

    def take(
        self,
        content: bytes,
        source: str | None = "datix",
        *,
        covers: tuple[date, date] | None = None,
        sites: tuple[str, ...] = (),
        as_at: date | None = None,
        name: str = "listing.csv",
        withdraw: Mapping[str, str] | None = None,
    ) -> ImportResult:
        """Read an extract, store it, publish a draft."""
        read = self.read(content, source, name)
        assert isinstance(read, Extract), read
        self.last_read = read
        result, edition = work.store_incidents(
            self.store,
            SINGLE_USER,
            read,
            self.now,
            covers=covers,
            sites=sites,
            as_at=as_at,
            withdraw=withdraw,
        )
        self._published(edition)
        return result

    def take_bed_days(self, content: bytes) -> ImportResult:
        staged = work.stage(self.store, content, self.now)
        read = work.read_activity_file(self.store, staged, "bed days.csv", self.now)
        assert isinstance(read, ActivityExtract), read
        result, edition = work.store_activity(self.store, SINGLE_USER, read, self.now)
        self._published(edition)
        return result

    def undo(self, import_id: int) -> None:
        self._published(work.undo_import(self.store, SINGLE_USER, import_id, self.now))

    def _published(self, edition: Publication | None) -> None:
        if edition:
            self.edition = edition.edition_id

    def ask(self, question: str, asked: str | IncidentFilter = "") -> list[Any]:
        """The rows of a question of the latest edition; what is asked may be written as in a URL."""
        assert self.edition is not None, "nothing has been published yet"
        wanted = IncidentFilter.from_query(asked) if isinstance(asked, str) else asked
        return ask(question, wanted, SINGLE_USER, store=self.store, edition_id=self.edition)

    def count(self, asked: str = "") -> int:
        return self.ask("incidents_left_out_of_months", asked)[0].incidents

    def counts(self, question: str, asked: str = "") -> dict[str, int]:
        """The rows of a question of two columns as a mapping."""
        rows = [tuple(vars(row).values()) for row in self.ask(question, asked)]
        return dict(rows)

    def close(self) -> None:
        close_editions(self.store)
