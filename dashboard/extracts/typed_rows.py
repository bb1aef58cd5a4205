"""Every row of a sheet with the columns of an incident, before rows of one reference merge."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.domain.words import NOT_RECORDED, DutyOfCandour, NeverEvent, YellowCard
from dashboard.extracts.coded import WrittenColumn, joined_lists, one_word, place, several_words
from dashboard.extracts.columns import MappedColumns, as_text
from dashboard.extracts.dated_rows import DatedColumn
from dashboard.extracts.harm_in_rows import HarmInRows
from dashboard.extracts.references import References, linking_references
from dashboard.extracts.timed_rows import TimesInRows
from dashboard.extracts.vocabulary import read_word

Reading = Callable[[str | None], list[str]]
PLACES = ("site", "division", "location")
NOT_SPECIFIED = ", not specified"
NO_FIELD = DutyOfCandour.NO_FIELD.value
"""What stands where an extract has no field of the duty of candour, of Never Events or of Yellow Cards: one word for all three."""

_CANDOUR_ORDER = (DutyOfCandour.DOES_NOT_APPLY, DutyOfCandour.APPLIES)
_NEVER_EVENT_ORDER = (NeverEvent.RECORDED_AS_NONE, NeverEvent.RECORDED)


@dataclass(frozen=True)
class ReadRows:
    """What was read of the rows, column by column; all arrays have one entry a row."""

    references: References
    revision: Any
    occurred: DatedColumn
    times: TimesInRows
    reported: DatedColumn
    harm: HarmInRows
    medicines: Any
    unplaced: Any


def typed_rows(columns: MappedColumns, read: ReadRows) -> pa.Table:
    """The rows as an Arrow table in the shape of incidents; words of closed lists are dictionary-encoded."""
    source = columns.source
    return pa.table(
        {
            "reference": read.references.text,
            "revision": pa.array(read.revision),
            "link_references": linking_references(columns, "reference"),
            "points_to": linking_references(columns, "local_reference", "lfpse_reference"),
            "occurred_earliest": read.occurred.earliest(),
            "occurred_latest": read.occurred.latest(),
            "occurred_precision": read.occurred.precision(),
            "occurred_as_written": read.occurred.as_written(),
            "occurred_time": read.times.time,
            "reported_on": read.reported.day(),
            **{field: columns.written(field).coded(place(NOT_RECORDED)) for field in PLACES},
            "harm_level": read.harm.level,
            "psychological_harm": read.harm.psychological,
            "near_miss": _near_miss(columns),
            "reporter_group": columns.written("reporter_group").coded(
                one_word("reporter_group", source, NOT_RECORDED)
            ),
            "duty_of_candour": _recorded(columns, "duty_of_candour", _CANDOUR_ORDER),
            "never_event": _recorded(columns, "never_event", _NEVER_EVENT_ORDER),
            "yellow_card": _yellow_card(columns),
            "status": columns.written_first("status").coded(lambda written: place("")(written) or None),
            "stages": _words([columns.written("stage")], several_words("stage", source), sorted),
            "error_types": _words(
                columns.written_all("error_type") or [columns.written("error_type")],
                several_words("error_type", source),
                error_types,
            ),
            "medicines": read.medicines,
            "unplaced": read.unplaced,
        }
    )


def error_types(found: set[str]) -> list[str]:
    """LFPSE asks for the kind of error and then for the error itself: the kind counts only where the error is not said."""
    said = {error for error in found if not error.endswith(NOT_SPECIFIED)}
    return sorted(said or found)


def _words(texts: list[WrittenColumn], reader: Reading, finish: Callable[[set[Any]], list[Any]]) -> Any:
    return joined_lists([(text, reader) for text in texts], finish, pa.list_(pa.string()))


def _near_miss(columns: MappedColumns) -> Any:
    """True or false where the source says whether the patient was reached; NULL where it does not say."""
    word = one_word("near_miss", columns.source, None)

    def read(written: str | None) -> bool | None:
        meaning = word(written)
        return meaning == "yes" if meaning else None

    texts = [*columns.written_all("near_miss"), columns.written("harm")]
    return pc.coalesce(*[text.answers(read, pa.bool_()) for text in texts])


def _recorded(columns: MappedColumns, field: str, order: Sequence[str]) -> Any:
    """What the extract says, dictionary-encoded; of several columns the first with a decision speaks."""
    texts = columns.written_all(field)
    if not texts:
        return columns.written(field).coded(lambda _: NO_FIELD)
    one, *others = texts
    if not others:
        return one.coded(one_word(field, columns.source, NOT_RECORDED, order=order))
    word = one_word(field, columns.source, None, order=order)
    said = pc.coalesce(*[as_text(text.coded(word)) for text in texts])
    return pc.fill_null(said, NOT_RECORDED).dictionary_encode()


def _yellow_card(columns: MappedColumns) -> Any:
    """Whether any of its columns holds a text that is not a word for nothing; the text goes no further."""
    texts = columns.written_all("yellow_card")
    if not texts:
        return columns.written("yellow_card").coded(lambda _: NO_FIELD)

    def said(written: str | None) -> str | None:
        is_text = (
            bool(written and written.strip())
            and read_word("yellow_card", columns.source, str(written)) is None
        )
        return YellowCard.RECORDED.value if is_text else None

    found = pc.coalesce(*[as_text(text.coded(said)) for text in texts])
    return pc.fill_null(found, NOT_RECORDED).dictionary_encode()
