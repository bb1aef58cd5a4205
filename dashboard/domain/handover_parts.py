"""The files of decisions in a handover pack: their columns, what a value may be, and who wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Row = Mapping[str, Any]
"""Values as JSON knows them; a day is '2026-10-31', a moment '2026-11-23T12:00:00' (UTC)."""


class Holds(StrEnum):
    TEXT = "text"
    DAY = "day"
    MOMENT = "moment"
    YES_NO = "yes or no"
    NUMBER = "number"
    TEXTS = "texts"
    PAIRS = "pairs of texts"
    RECORD = "record of the learning loop"
    """Of the kind that the row's own column `kind` names (domain/learning/record.py)."""


class Written(StrEnum):
    """By whom a text was written: what a person typed, or copied from a listing, is looked through before it leaves."""

    PROGRAM = "the program"
    PERSON = "a person"
    KEY = "a listing"
    """Without this very text the row means nothing."""


@dataclass(frozen=True)
class Column:
    """One column. `most`: characters of a text, or texts of a list. `may_miss`: null is an answer."""

    name: str
    holds: Holds = Holds.TEXT
    written: Written = Written.PROGRAM
    most: int = 300
    may_miss: bool = False


@dataclass(frozen=True)
class Part:
    """One file of decisions. `words`: what a row is, for one and for several. `key`: columns that no two rows share."""

    name: str
    words: tuple[str, str]
    columns: tuple[Column, ...]
    most_rows: int = 5_000
    key: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        return f"decisions/{self.name}.json"


def _who_and_when(act: str) -> tuple[Column, Column]:
    return Column(f"{act}_at", Holds.MOMENT), Column(f"{act}_by")


def _revisions(written: Written) -> tuple[Column, ...]:
    return (
        Column("kind"),
        Column("number", Holds.NUMBER),
        Column("revision", Holds.NUMBER),
        Column("content", Holds.RECORD, written),
        Column("taken_back", Holds.YES_NO),
        *_who_and_when("noted"),
    )


_PERSON, _KEY = Written.PERSON, Written.KEY

AT_THE_DESK = (
    Part(
        "settings",
        ("setting", "settings"),
        (Column("name"), Column("value", written=_PERSON), *_who_and_when("changed")),
        200,
        ("name",),
    ),
    Part(
        "profiles",
        ("profile of a listing", "profiles of listings"),
        (
            Column("name", written=_PERSON),
            Column("source"),
            Column("month_first", Holds.YES_NO),
            Column("keeps_rejected", Holds.YES_NO),
            Column("owner", written=_PERSON),
            Column("saved_on", Holds.DAY),
            *_who_and_when("saved"),
            Column("headings", Holds.TEXTS, _PERSON, most=2_000),
            Column("columns", Holds.PAIRS, _PERSON, most=2_000),
        ),
        500,
        ("source", "name"),
    ),
    Part(
        "dated_records",
        ("annotation or break", "annotations and breaks (those taken back among them)"),
        (
            Column("record", Holds.NUMBER),
            Column("kind"),
            Column("dated_on", Holds.DAY),
            *(Column(name, written=_PERSON) for name in ("label", "reason", "owner")),
            *(Column(name, written=_PERSON, may_miss=True) for name in ("site", "division", "drug_class")),
            Column("evidence", written=_PERSON),
            *_who_and_when("added"),
            Column("removed_at", Holds.MOMENT, may_miss=True),
            Column("removed_by", may_miss=True),
        ),
        key=("record",),
    ),
    Part(
        "saved_views",
        ("saved view", "saved views, the agenda among them"),
        (
            Column("name", written=_PERSON),
            Column("page"),
            Column("query", written=_PERSON, most=8_000),
            Column("preset", may_miss=True),
            Column("position", Holds.NUMBER, may_miss=True),
            *_who_and_when("saved"),
        ),
        1_000,
        ("name",),
    ),
    Part(
        "learning",
        (
            "revision of a card, action, alert, rule or statement",
            "revisions of cards, actions, alerts, rules and statements",
        ),
        _revisions(_PERSON),
        50_000,
        ("kind", "number", "revision"),
    ),
    Part(
        "post",
        (
            "revision of a contact, recurring date or step of a checklist",
            "revisions of contacts, recurring dates and steps of checklists",
        ),
        # Addresses of colleagues are what a successor needs of it: nothing of it is looked through.
        _revisions(Written.PROGRAM),
        20_000,
        ("kind", "number", "revision"),
    ),
)

IN_THE_REGISTER = (
    Part(
        "words",
        ("word placed", "words placed"),
        (
            Column("field"),
            Column("source"),
            Column("written", written=_KEY),
            Column("means"),
            *_who_and_when("placed"),
        ),
        20_000,
        ("field", "source", "written"),
    ),
    Part(
        "medicine_names",
        ("name of a medicine confirmed", "names of medicines confirmed"),
        (
            Column("written", written=_KEY),
            Column("medicines", Holds.TEXTS, most=100),
            *_who_and_when("confirmed"),
        ),
        50_000,
        ("written",),
    ),
    Part(
        "medicine_list",
        ("list of the NHSBSA", "lists of the NHSBSA"),
        (
            Column("sha256", most=64),
            Column("file_name", written=_PERSON),
            Column("version"),
            *_who_and_when("loaded"),
        ),
        1,
    ),
    Part(
        "listed_names",
        ("name of that list", "names of that list"),
        (Column("written"), Column("kind"), Column("medicine"), Column("bnf_code", most=20)),
        200_000,
    ),
    Part(
        "local_groups",
        ("medicine in a local group", "medicines in local groups"),
        (Column("group_name", written=_PERSON), Column("medicine"), *_who_and_when("kept")),
        20_000,
        ("group_name", "medicine"),
    ),
    Part(
        "places",
        ("ward or other place", "wards and other places"),
        (
            Column("place_id", Holds.NUMBER),
            *(Column(name, written=_PERSON) for name in ("name", "site", "division")),
            Column("opened_on", Holds.DAY, may_miss=True),
            Column("closed_on", Holds.DAY, may_miss=True),
            *_who_and_when("noted"),
            Column("names", Holds.PAIRS, _KEY, most=500),
            Column("moves", Holds.PAIRS, _PERSON, most=200),
        ),
        key=("place_id",),
    ),
    Part(
        "coverage",
        ("month said to be covered or missing", "months said to be covered or missing"),
        (
            Column("source"),
            Column("site", written=_KEY),
            Column("month", Holds.DAY),
            Column("state"),
            Column("reason", written=_PERSON),
            *_who_and_when("edited"),
        ),
        20_000,
        ("source", "site", "month"),
    ),
)

PARTS = (*AT_THE_DESK, *IN_THE_REGISTER)
BY_NAME = {part.name: part for part in PARTS}
