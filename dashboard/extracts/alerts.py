"""A list of alerts that somebody keeps in a spreadsheet or copies out of one: headings matched generously, dates never guessed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from dashboard.domain.extract import RefusedFile
from dashboard.domain.learning.alert import (
    ALERT_TITLE_LENGTH,
    Alert,
    AlertKind,
    AlertRowRead,
    AlertsRead,
    RowNotTaken,
    StatusOnCas,
    same_reference,
)
from dashboard.domain.learning.card import TITLE_LENGTH
from dashboard.domain.learning.written import LONGEST
from dashboard.domain.periods import day_in_london
from dashboard.extracts.dates import fits_only_month_first, read_date
from dashboard.extracts.identifiers import is_narrative
from dashboard.extracts.limits import BROWSER, MEGABYTE, Limits
from dashboard.extracts.reading import RawSheet, read_sheet
from dashboard.extracts.vocabulary import key

LIST = replace(BROWSER, file_bytes=2 * MEGABYTE, unpacked_bytes=20 * MEGABYTE, rows=300, columns=60)
"""Some 60 alerts and recalls come in a year: five years of them."""

YEARS_AHEAD = 10
"""A due or review date further away is a typing error."""

NEEDED = (
    "a heading for the title (Title, Alert, Subject) and one for the reference (Reference, CAS reference) or the kind (Kind, Type) "
    "are needed in its first row"
)

_HEADINGS = {
    "reference": ("reference", "ref", "ref no", "reference number", "alert reference", "cas reference", "cas ref", "alert ref",
                  "alert number", "alert no", "id", "alert id"),
    "title": ("title", "alert title", "alert", "subject", "name", "alert name", "description", "topic"),
    "kind": ("kind", "type", "alert type", "type of alert", "kind of alert", "category", "alert category", "class"),
    "issued_on": ("issued", "date issued", "issue date", "issued on", "date of issue", "published", "date", "alert date",
                  "received", "date received"),
    "due_on": ("due", "due date", "date due", "deadline", "action deadline", "completion deadline", "deadline date", "due on",
               "complete by", "action complete by", "date for completion"),
    "review_on": ("review", "review date", "review on", "to review", "local review date", "date of review"),
    "closed_on": ("closed", "date closed", "closed on", "completed on", "date completed"),
    "lead": ("lead", "owner", "local lead", "lead team", "responsible"),
    "status_on_cas": ("status", "cas status", "status on cas", "response", "cas response", "response status"),
    "evidence": ("evidence", "notes", "comments", "action taken", "actions taken"),
}  # fmt: skip
_FIELDS = {key(heading): field for field, headings in _HEADINGS.items() for heading in headings}
_IN_WORDS = {
    "issued_on": "date of issue",
    "due_on": "due date",
    "review_on": "review date",
    "closed_on": "date of closing",
}

_KINDS: tuple[tuple[AlertKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        (AlertKind.COMPANY, r"company[- ]led|clmr"),
        (AlertKind.NATIONAL, r"nat ?psa|national patient safety alert|patient safety alert|class ?1\b"),
        (AlertKind.NOTIFICATION, r"medicines? notification|class ?4\b"),
        (AlertKind.RECALL, r"class ?[23]\b|recall"),
        (AlertKind.SUPPLY, r"supply|shortage|\bmsn\b|\bsda\b|\bssp\b|tier ?\d"),
        (AlertKind.MHRA, r"\bdsu\b|drug safety update|mhra"),
        (AlertKind.NHS_ENGLAND, r"nhs ?e\b|nhs england"),
        (AlertKind.NETWORK, r"network"),
        (AlertKind.LOCAL, r"local|internal|trust"),
    )
)
"""The first that is found in what is written: 'company-led recall' is no class 2."""

_REFERENCES = (
    (AlertKind.NATIONAL, re.compile(r"natpsa", re.I)),
    (AlertKind.COMPANY, re.compile(r"clmr", re.I)),
    (AlertKind.SUPPLY, re.compile(r"(?:msn|sda|ssp)\W?\d", re.I)),
)
"""Kinds that a reference names by itself. EL (yy) A/nn does not: it numbers recalls of every class."""


class _NotTaken(Exception):
    """Why a row is refused, without what it holds."""


def read_alerts(
    staged: Path, file_name: str, *, now: datetime, unsaid: AlertKind | None = None, limits: Limits = LIST
) -> AlertsRead | RefusedFile:
    """Read a staged list. `unsaid` is the kind of rows that do not say theirs; without it they are refused.

    Every row that holds a cell is taken, repeated (its reference stands further up) or refused with the reason.
    """
    sheet = read_sheet(staged, file_name, limits, of_people=False)
    if isinstance(sheet, RefusedFile):
        return sheet
    places = _places(sheet.headings)
    # Free text comes empty unless it is asked for by its heading: an alert's "Description" is no story of a patient.
    told = [sheet.headings[place] for place in places.values()]
    if any(map(is_narrative, told)):
        whole = read_sheet(staged, file_name, limits, columns=tuple(told), of_people=False)
        if isinstance(whole, RefusedFile):
            return whole
        sheet = whole
        places = _places(sheet.headings)
    if "title" not in places or not {"reference", "kind"} & set(places):
        return RefusedFile(
            "no list of alerts",
            f"{file_name} was not understood as a list of alerts: {NEEDED}; add them and try again.",
        )
    return _Reading(sheet, places, day_in_london(now), unsaid).read()


def _places(headings: Sequence[str]) -> dict[str, int]:
    """The column of each field: the first whose heading means it."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        field = _FIELDS.get(key(heading))
        if field is not None:
            found.setdefault(field, place)
    return found


class _Reading:
    def __init__(
        self, sheet: RawSheet, places: dict[str, int], today: date, unsaid: AlertKind | None
    ) -> None:
        self.sheet, self.today, self.unsaid = sheet, today, unsaid
        self.cells = {
            field: [_cleaned(cell) for cell in sheet.table.column(f"c{place}").to_pylist()]
            for field, place in places.items()
        }
        self.latest = {
            field: today
            if field in ("issued_on", "closed_on")
            else today.replace(year=today.year + YEARS_AHEAD, day=28)
            for field in _IN_WORDS
        }
        self.month_first = {
            field
            for field in _IN_WORDS
            if field in self.cells and fits_only_month_first(self.cells[field], self.latest[field])
        }
        self.moved_to_review = self.not_closed = 0

    def read(self) -> AlertsRead:
        taken: list[AlertRowRead] = []
        repeated: list[RowNotTaken] = []
        refused: list[RowNotTaken] = []
        first: dict[str, int] = {}
        numbers: list[int] = self.sheet.table.column("row").to_pylist()
        filled: list[int] = self.sheet.table.column("cells").to_pylist()
        for at, (row, cells) in enumerate(zip(numbers, filled, strict=True)):
            if not cells:
                continue
            reference = same_reference(self._text("reference", at))
            if reference in first:
                repeated.append(RowNotTaken(row, f"its reference stands in row {first[reference]} already"))
                continue
            try:
                taken.append(AlertRowRead(row, self._alert(at)))
            except _NotTaken as why:
                refused.append(RowNotTaken(row, str(why)))
                continue
            if reference:
                first[reference] = row
        return AlertsRead(
            self.sheet.read,
            self.sheet.sha256,
            tuple(taken),
            tuple(repeated),
            tuple(refused),
            tuple(self._notes()),
        )

    def _alert(self, at: int) -> Alert:
        title = self._held("title", at, "title", ALERT_TITLE_LENGTH)
        if not title:
            raise _NotTaken("it has no title")
        reference = self._held("reference", at, "reference", TITLE_LENGTH)
        kind = self._kind(at, reference)
        days = {field: self._day(field, at) for field in _IN_WORDS}
        status = self._status(at)
        evidence = self._text("evidence", at)
        if len(evidence) > LONGEST:
            raise _NotTaken(f"its notes hold {len(evidence):,} letters and at most {LONGEST:,} are kept")
        lead = self._held("lead", at, "lead", TITLE_LENGTH)
        alert = Alert(kind, title, reference, days["issued_on"], lead=lead, evidence=evidence)
        if kind is AlertKind.NATIONAL:
            self.not_closed += days["closed_on"] is not None
            return replace(alert, due_on=days["due_on"], status_on_cas=status)
        self.moved_to_review += days["review_on"] is None and days["due_on"] is not None
        return replace(
            alert,
            review_on=days["review_on"] or days["due_on"],
            closed_on=days["closed_on"],
            status_on_cas=status,
        )

    def _text(self, field: str, at: int) -> str:
        return self.cells[field][at] or "" if field in self.cells else ""

    def _held(self, field: str, at: int, words: str, most: int) -> str:
        text = " ".join(self._text(field, at).split())
        if len(text) > most:
            raise _NotTaken(f"its {words} holds {len(text):,} letters and at most {most} are kept")
        return text

    def _kind(self, at: int, reference: str) -> AlertKind:
        written = self._text("kind", at)
        by_name: Callable[[str], AlertKind | None] = lambda text: next(  # noqa: E731
            (kind for kind in AlertKind if kind.value.casefold() == text.casefold()), None
        )
        if written:
            found = by_name(written) or next((kind for kind, of in _KINDS if of.search(written)), None)
            if found is None and self.unsaid is None:
                raise _NotTaken("its kind is none that is known here")
            if found is not None:
                return found
        found = next((kind for kind, of in _REFERENCES if of.search(reference)), None) or self.unsaid
        if found is None:
            raise _NotTaken("it does not say of which kind it is, and its reference does not tell")
        return found

    def _day(self, field: str, at: int) -> date | None:
        written = self._text(field, at) or None
        if written is None:
            return None
        words = f"its {_IN_WORDS[field]}"
        latest = self.latest[field]
        read = read_date(written, latest, date1904=self.sheet.date1904)
        if read.problem:
            ahead = latest > self.today and read.problem == "is in the future"
            raise _NotTaken(
                f"{words} is more than {YEARS_AHEAD} years ahead" if ahead else f"{words} {read.problem}"
            )
        if read.day is None:
            raise _NotTaken(f"{words} is a year and no day")
        if field in self.month_first and read_date(written, latest, month_first=True).day != read.day:
            raise _NotTaken(
                f"{words} stands in a column that fits only with the month first, so its day is not known: write it as 2026-11-26"
            )
        return read.day

    def _status(self, at: int) -> str:
        written = " ".join(self._text("status_on_cas", at).split())
        if not written:
            return ""
        plain = key(written)
        found = next((status for status in StatusOnCas if key(status) == plain), None) or _STATUSES.get(plain)
        if found is None:
            raise _NotTaken(f"its status is none of CAS ({', '.join(StatusOnCas)})")
        return found.value

    def _notes(self) -> list[str]:
        said = []
        if self.moved_to_review:
            said.append(
                "Only a National Patient Safety Alert has a date on CAS: the due date of any other is taken as its local review date "
                f"({self.moved_to_review:,} of them)."
            )
        if self.not_closed:
            said.append(
                f"A National Patient Safety Alert is closed here with its executive sign-off, which no list gives: {self.not_closed:,} "
                "that this list calls closed stay open until that is recorded."
            )
        return said


_STATUSES = {
    key(written): status
    for status, several in {
        StatusOnCas.COMPLETED: ("completed", "complete", "action complete", "actions completed"),
        StatusOnCas.NOT_REQUIRED: ("not required", "no action required", "not applicable"),
        StatusOnCas.ONGOING: ("ongoing", "action required", "action ongoing", "in progress"),
        StatusOnCas.ASSESSING: ("assessing", "under assessment"),
    }.items()
    for written in several
}


def _cleaned(cell: str | None) -> str | None:
    return (cell or "").strip() or None
