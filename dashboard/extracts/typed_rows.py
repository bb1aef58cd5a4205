"""Every row of a sheet with the columns of an incident, before rows of one reference merge."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.domain.words import NOT_RECORDED, DutyOfCandour
from dashboard.extracts.coded import WrittenColumn, joined_lists, one_word, place, several_words
from dashboard.extracts.columns import MappedColumns, as_text
from dashboard.extracts.dated_rows import DatedColumn
from dashboard.extracts.harm_in_rows import HarmInRows
from dashboard.extracts.references import References, linking_references
from dashboard.extracts.timed_rows import TimesInRows

Reading = Callable[[str | None], list[str]]
PLACES = ("site", "division", "location")
NOT_SPECIFIED = ", not specified"
_CANDOUR_ORDER = (DutyOfCandour.DOES_NOT_APPLY, DutyOfCandour.APPLIES)


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
            "duty_of_candour": _duty_of_candour(columns),
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


def _duty_of_candour(columns: MappedColumns) -> Any:
    """What the extract says, dictionary-encoded; of several columns the first with a decision speaks."""
    texts = columns.written_all("duty_of_candour")
    if not texts:
        return columns.written("duty_of_candour").coded(lambda _: DutyOfCandour.NO_FIELD.value)
    one, *others = texts
    if not others:
        return one.coded(one_word("duty_of_candour", columns.source, NOT_RECORDED, order=_CANDOUR_ORDER))
    word = one_word("duty_of_candour", columns.source, None, order=_CANDOUR_ORDER)
    said = pc.coalesce(*[as_text(text.coded(word)) for text in texts])
    return pc.fill_null(said, NOT_RECORDED).dictionary_encode()
