"""What one officer hands over: all that was decided, where the register stands, what waits. Nothing about an incident goes along.

Texts that people typed or copied from a listing are looked through first: what looks like a personal detail or names an incident of
the register stays here, and how much stayed is said.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from dashboard import __version__, desk, register
from dashboard.domain.export import Export
from dashboard.domain.handover import (
    Decided,
    Handover,
    HandoverNotUnderstood,
    LeftOut,
    OpenItem,
    StandsAt,
    rows_understood,
)
from dashboard.domain.handover_parts import PARTS, Column, Part, Row, Written
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.learning.action import Action, ActionState
from dashboard.domain.learning.alert import Alert, Standing, standing
from dashboard.domain.learning.card import Card, CardState
from dashboard.domain.learning.record import Kind, Noted
from dashboard.domain.learning.written import texts_in
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.rows import EditionFacts
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.edition import ask, latest_edition
from dashboard.extracts.identifiers import likely_kinds
from dashboard.work.exports import note_export

SEARCH = "find"
"""What a saved view looks for in the list of incidents: free text, and often the reference of one incident."""

PERSONAL_DETAIL = "[left out: it looks like a personal detail]"
REFERENCE = "[reference of an incident]"
_AROUND = re.compile(r"^\W+|\W+$")
_YEAR = re.compile(r"(19|20)\d\d")


@only(*OFFICER)
def hand_over(store: Store, reader: Reader, now: datetime) -> Handover:
    """Everything that was decided in this store, as it is handed over at `now` (UTC). Raises NotAllowed for any other reader than the
    officer."""
    settings = desk.settings(store, now)
    held = {**desk.decided_at_desk(store, reader, now), **register.decided_in_register(store, reader, now)}
    references = register.references_among(store, reader, _words_with_figures(held), now)
    decided, left_out = _looked_through(held, references)
    return Handover(
        str(settings["trust_name"]),
        store.made_up,
        now,
        __version__,
        decided,
        _stands_at(store, reader, now),
        tuple(_open_items(store, reader, now)),
        tuple(left_out),
    )


def handover_export(handover: Handover) -> Export:
    """What the audit trail says of a handover pack: how many decisions are in it, as rows."""
    return Export("handover pack", "zip", handover.decisions)


@only(*OFFICER)
def note_handed_over(store: Store, reader: Reader, handover: Handover, now: datetime) -> None:
    """A line of the audit trail: a handover pack left."""
    note_export(store, reader, handover_export(handover), now)


def nothing_to_hand_over(store: Store, now: datetime) -> bool:
    return not register.register_holds(store, now) and not desk.desk_holds(store, now)


def _stands_at(store: Store, reader: Reader, now: datetime) -> StandsAt:
    marks = StandsAt(**desk.marks_counted(store, reader, now)._asdict())
    newest = latest_edition(store, reader)
    if newest is None:
        return marks
    facts: EditionFacts = ask(
        "edition_facts", IncidentFilter(), reader, store=store, edition_id=newest.edition_id
    )[0]
    return replace(
        marks,
        edition_id=facts.edition_id,
        published_at=facts.published_at,
        released=not newest.is_draft,
        newest_as_at=facts.newest_as_at,
        first_month=facts.first_month,
        last_month=facts.last_month,
        incidents=facts.incidents,
        sources=tuple(SourceSystem(name).label for name in (facts.sources or "").split(", ") if name),
        has_bed_days=facts.has_bed_days,
    )


def _open_items(store: Store, reader: Reader, now: datetime) -> Iterator[OpenItem]:
    """What waits, as counts: words and names that are not decided on yet may be anything that staff wrote."""
    waiting = Counter(word.field for word in register.words_to_place(store, reader, now))
    for name, many in sorted(waiting.items()):
        yield OpenItem(f"words of '{name.replace('_', ' ')}' that no list knows", many, "Upload, part Words")
    names = sum(name.kind == "unrecognised" for name in register.names_held(store, reader, now))
    places = sum(place.place_id is None for place in register.written_places(store, reader, now))
    newest = latest_edition(store, reader)
    draft = int(newest is not None and newest.is_draft)
    for what, many, where in (
        *_learning_open(store, reader, now),
        ("names of medicines that no list knows", names, "Medicines, part Names"),
        (
            "wards and other places as written that nobody has put under one name",
            places,
            "Wards and activity",
        ),
        ("drafts that wait to be released", draft, "Upload, part Editions and imports"),
    ):
        if many:
            yield OpenItem(what, many, where)


def _learning_open(store: Store, reader: Reader, now: datetime) -> Iterator[tuple[str, int, str]]:
    """Cards, safety actions and alerts that are open: (what, how many, where)."""
    today = day_in_london(now)
    cards: list[Noted[Card]] = desk.learning_records(store, reader, Kind.CARD, now)
    actions: list[Noted[Action]] = desk.learning_records(store, reader, Kind.ACTION, now)
    alerts: list[Noted[Alert]] = desk.learning_records(store, reader, Kind.ALERT, now)
    open_cards = sum(each.content.state is not CardState.CLOSED for each in cards)
    under_way = [
        each.content for each in actions if each.content.state in (ActionState.PLANNED, ActionState.UNDER_WAY)
    ]
    overdue = sum(each.due_on is not None and each.due_on < today for each in under_way)
    stands = Counter(standing(each.content, today) for each in alerts)
    yield "learning cards that are open", open_cards, "Learning cards"
    yield "safety actions that are planned or under way", len(under_way), "Safety actions"
    yield "of these, overdue", overdue, "Safety actions"
    yield "alerts that are overdue on CAS", stands[Standing.OVERDUE], "Alerts; the answer is given on CAS"
    yield (
        "alerts that are due on CAS within 14 days",
        stands[Standing.DUE_SOON],
        "Alerts; the answer is given on CAS",
    )
    yield "alerts and communications to review", stands[Standing.TO_REVIEW], "Alerts"
    yield (
        "other alerts and communications that are open",
        stands[Standing.OPEN] + stands[Standing.ANSWERED],
        "Alerts",
    )


def _texts(column: Column, value: Any) -> Iterable[str]:
    return () if column.written is Written.PROGRAM else texts_in(value)


def _words_with_figures(decided: Decided) -> set[str]:
    """The words in what people wrote that could be the reference of an incident: they hold a figure, and are no year."""
    return {
        word
        for part in PARTS
        for column in part.columns
        if column.written is not Written.PROGRAM
        for row in decided.get(part.name, ())
        for text in _texts(column, row[column.name])
        for word in _like_references(text)
    }


def _like_references(text: str) -> Iterator[str]:
    for written in re.split(r"\s+", text.lower()):
        whole = _AROUND.sub("", written)
        for word in {whole, *(_AROUND.sub("", piece) for piece in re.split(r"[/,;:()=&]", whole))}:
            if len(word) > 2 and any(sign.isdigit() for sign in word) and not _YEAR.fullmatch(word):
                yield word


def _looked_through(held: Decided, references: set[str]) -> tuple[Decided, list[LeftOut]]:
    decided: dict[str, tuple[Row, ...]] = {}
    left_out: Counter[tuple[str, str]] = Counter()
    for part in PARTS:
        kept: list[Row] = []
        if part.name == "listed_names":  # a public file's, up to 100,000 of them
            decided[part.name] = tuple(held.get(part.name, ()))
            continue
        for row in held.get(part.name, ()):
            may_leave, why = _may_leave(part, row, references)
            for reason in why:
                left_out[part.words[1], reason] += 1
            if may_leave is not None:
                kept.append(may_leave)
        decided[part.name] = tuple(kept)
    return decided, [LeftOut(what, many, why) for (what, why), many in sorted(left_out.items())]


def _may_leave(part: Part, row: Row, references: set[str]) -> tuple[Row | None, list[str]]:
    """The row as it may leave, None where it may not, and why something of it stays."""
    may: dict[str, Any] = {}
    why: list[str] = []
    if part.name == "saved_views":
        pairs = parse_qsl(row["query"], keep_blank_values=True)
        kept = [pair for pair in pairs if pair[0] != SEARCH]
        if len(kept) < len(pairs):
            why.append("what the view searched for in the list of incidents")
            row = {**row, "query": urlencode(kept)}
    for column in part.columns:
        value = row[column.name]
        found = {reason for text in _texts(column, value) if (reason := _why_not(text, references))}
        if found and column.written is Written.KEY:
            return None, [*sorted(found)]
        why += sorted(found)
        may[column.name] = _without(value, references) if found else value
    try:
        rows_understood(part, [may])
    except HandoverNotUnderstood:
        return None, ["longer than a handover pack takes"]
    return may, why


def _why_not(text: str, references: set[str]) -> str:
    if likely_kinds(text):
        return "it looks like a personal detail"
    return (
        "it names an incident of the register"
        if any(word in references for word in _like_references(text))
        else ""
    )


def _without(value: Any, references: set[str]) -> Any:
    """The value with such texts replaced."""
    if isinstance(value, list):
        return [_without(each, references) for each in value]
    if isinstance(value, dict):
        return {name: _without(each, references) for name, each in value.items()}
    if not isinstance(value, str) or not _why_not(value, references):
        return value
    if likely_kinds(value):
        return PERSONAL_DETAIL
    for reference in sorted(references, key=len, reverse=True):
        value = re.sub(rf"(?<!\w){re.escape(reference)}(?!\w)", REFERENCE, value, flags=re.IGNORECASE)
    return value
