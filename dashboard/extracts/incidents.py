"""From a sheet of text columns to an Extract: the one place where an extract's rows become incidents."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.domain.extract import PRINTED, Extract, Problem, RefusedFile, UnplacedWord
from dashboard.domain.words import NOT_RECORDED, HarmLevel, PsychologicalHarm, SourceSystem
from dashboard.domain.written_sql import written_sql
from dashboard.extracts.coded import (
    by_distinct,
    looks_like_free_text,
    one_word,
    place,
    several_words,
    unknown_words,
)
from dashboard.extracts.columns import MappedColumns, map_columns, recognise_source, shown_headings
from dashboard.extracts.dates import LONDON, ReadDate, read_date
from dashboard.extracts.fates import Fate, RowFates, fates_of_rows, revision_number
from dashboard.extracts.limits import BROWSER, Limits
from dashboard.extracts.reading import RawSheet, read_sheet
from dashboard.extracts.run_date import run_date
from dashboard.extracts.vocabulary import FIELD_WORDS, read_word
from dashboard.extracts.written_medicines import written_medicines

LONGEST_DATE = 30
CODED_FIELDS = ("harm", "psychological_harm", "stage", "error_type", "reporter_group")


def read_extract(
    staged: Path,
    file_name: str,
    *,
    now: datetime,
    source: SourceSystem | None = None,
    limits: Limits = BROWSER,
) -> Extract | RefusedFile:
    """Read one staged file. `now` bounds what can be a date; without a source the headings decide."""
    sheet = read_sheet(staged, file_name, limits)
    if isinstance(sheet, RefusedFile):
        return sheet
    chosen = source or recognise_source(sheet)
    if chosen is None:
        return _unknown_source(sheet)
    columns = map_columns(sheet, chosen)
    if isinstance(columns, RefusedFile):
        return columns
    if len(sheet.table) == 0:
        return RefusedFile(
            "no rows",
            f"{file_name} has headings in row {sheet.read.header_row} and no rows below them: "
            "a listing with at least one incident is needed; widen the period of the listing and export it again.",
        )
    return _interpret(sheet, columns, now.astimezone(LONDON).date())


def _unknown_source(sheet: RawSheet) -> RefusedFile:
    systems = ", ".join(source.label for source in SourceSystem)
    return RefusedFile(
        "unknown source",
        f"{sheet.file_name} does not look like a listing of any system that is known here ({systems}): "
        f"its headings are {shown_headings(sheet.headings)}; say which system it comes from, or export the listing with its own headings.",
    )


def _interpret(sheet: RawSheet, columns: MappedColumns, today: date) -> Extract | RefusedFile:
    source = columns.source
    reference = by_distinct(columns.filled_first("reference"), _reference, pa.string())
    fates = fates_of_rows(columns, reference)
    accepted = pa.array(fates.fate == Fate.ACCEPTED.value)
    dates = _Dates(columns, today)
    medicines, named = written_medicines(columns)
    rows = _typed_rows(columns, reference, fates, dates, medicines)
    with duckdb.connect(":memory:", config={"threads": 2}) as scratch:
        scratch.register("row_read", rows)
        incidents = scratch.sql(written_sql("extracts/incidents_of_rows")).to_arrow_table()
    if len(incidents) == 0:
        return _nothing_accepted(sheet, fates)
    counts = fates.counts()
    reported = pc.max(rows.column("reported_on").filter(accepted)).as_py()
    printed = run_date(sheet.above, today)
    as_at, as_at_from = (
        (printed, PRINTED)
        if printed
        else (reported, "the newest date reported in it")
        if reported
        else (today, "the day of the upload")
    )
    by_day = incidents.filter(pc.equal(incidents.column("occurred_precision"), "day"))
    sites = pc.unique(incidents.column("site")).to_pylist()
    return Extract(
        sha256=sheet.sha256,
        file_name=sheet.file_name,
        source=source,
        sheet=sheet.read,
        rows=counts,
        left_out=tuple(fates.reasons(Fate.LEFT_OUT)),
        problems=tuple(_problems(sheet, columns, fates, dates)),
        columns=columns.found,
        narrative=tuple(found.heading for found in columns.found if found.field == "narrative"),
        unplaced=tuple(_unplaced(columns, accepted)),
        as_at=as_at,
        as_at_from=as_at_from,
        first_day=pc.min(by_day.column("occurred_earliest")).as_py(),
        last_day=pc.max(by_day.column("occurred_latest")).as_py(),
        sites=tuple(sorted(site for site in sites if site != NOT_RECORDED)),
        incidents=incidents,
        medicines=named,
    )


class _Dates:
    """The two dates of every row, each distinct writing read once."""

    def __init__(self, columns: MappedColumns, today: date) -> None:
        self.read: dict[str, ReadDate] = {}
        self.today = today
        self.columns = columns
        fields = ("occurred_on", "occurred_year")
        self.occurred_text = pc.coalesce(*(columns.filled_first(field) for field in fields))
        self.reported_text = columns.filled_first("reported_on")

    def of(self, written: str | None) -> ReadDate:
        if written is None:
            return read_date(None, self.today)
        if written not in self.read:
            self.read[written] = read_date(written, self.today)
        return self.read[written]

    def kept_as_written(self, written: str | None) -> str | None:
        """A date that counts as not recorded, as it was written; a longer text than a date is not kept."""
        return written if written and self.of(written).problem and len(written) <= LONGEST_DATE else None

    def heading(self, field: str) -> str:
        if field == "occurred_on" and not self.columns.has("occurred_on"):
            return self.columns.heading("occurred_year")
        return self.columns.heading(field)


def _typed_rows(
    columns: MappedColumns, reference: Any, fates: RowFates, dates: _Dates, medicines: Any
) -> pa.Table:
    source = columns.source
    lists = pa.list_(pa.string())
    harm_text = columns.filled_first("harm")
    harm = by_distinct(harm_text, one_word("harm", source, NOT_RECORDED), pa.string())
    if columns.has(
        "patients"
    ):  # an incident with no patient cannot harm one: not applicable, which is not 'no harm'
        none = by_distinct(columns.first("patients"), lambda text: text == "0", pa.bool_())
        harm = pc.if_else(none, HarmLevel.NOT_APPLICABLE.value, harm)
    psychological = by_distinct(
        columns.filled_first("psychological_harm"),
        one_word("psychological_harm", source, NOT_RECORDED),
        pa.string(),
    )
    return pa.table(
        {
            "row": columns.table.column("row").combine_chunks(),
            "fate": pa.array(fates.fate, pa.string()),
            "left_out_because": pa.array(fates.because, pa.string()),
            "reference": reference,
            "revision": by_distinct(columns.first("revision"), revision_number, pa.float64()),
            "link_references": _references(columns, "reference"),
            "points_to": _references(columns, "local_reference", "lfpse_reference"),
            "occurred_earliest": by_distinct(
                dates.occurred_text, lambda text: dates.of(text).earliest, pa.date32()
            ),
            "occurred_latest": by_distinct(
                dates.occurred_text, lambda text: dates.of(text).latest, pa.date32()
            ),
            "occurred_precision": by_distinct(
                dates.occurred_text, lambda text: dates.of(text).precision.value, pa.string()
            ),
            "occurred_as_written": by_distinct(dates.occurred_text, dates.kept_as_written, pa.string()),
            "reported_on": by_distinct(dates.reported_text, lambda text: dates.of(text).day, pa.date32()),
            **{
                field: by_distinct(columns.filled_first(field), place(NOT_RECORDED), pa.string())
                for field in ("site", "division", "location")
            },
            "harm_level": harm,
            "harm_rank": by_distinct(
                harm, lambda level: HarmLevel(level).rank if level else None, pa.int32()
            ),
            "psychological_harm": psychological,
            "psychological_rank": by_distinct(
                psychological, lambda level: PsychologicalHarm(level).rank if level else None, pa.int32()
            ),
            "near_miss": _near_miss(columns, harm_text),
            "reporter_group": by_distinct(
                columns.filled_first("reporter_group"),
                one_word("reporter_group", source, NOT_RECORDED),
                pa.string(),
            ),
            "status": by_distinct(columns.first("status"), place(""), pa.string()),
            "stages": by_distinct(columns.filled_first("stage"), several_words("stage", source), lists),
            "error_types": _lists_together(
                [
                    by_distinct(text, several_words("error_type", source), lists)
                    for text in columns.all("error_type")
                ],
                len(columns.table),
            ),
            "medicines": medicines,
        }
    )


def _reference(written: str | None) -> str | None:
    """References are compared without the white space around and inside them."""
    return " ".join(written.split()) if written else None


def _references(columns: MappedColumns, *fields: str) -> Any:
    """The references in these columns, upper case: only for linking the records of one incident in two systems."""
    lists = pa.list_(pa.string())

    def read(text: str | None) -> list[str]:
        return [text.upper().strip()] if text else []

    texts = [text for field in fields for text in columns.all(field)]
    return _lists_together([by_distinct(text, read, lists) for text in texts], len(columns.table))


def _lists_together(lists: list[Any], rows: int) -> Any:
    """Several list columns as one: the lists of each row, one after the other."""
    if not lists:
        return pa.array([[]] * rows, pa.list_(pa.string()))
    if len(lists) == 1:
        return lists[0]
    with duckdb.connect(":memory:") as scratch:
        together = lists[0]
        for other in lists[1:]:
            scratch.register("two", pa.table({"one": together, "other": other}))
            together = scratch.sql(written_sql("extracts/two_lists_as_one")).to_arrow_table().column(0)
            together = together.combine_chunks()
            scratch.unregister("two")
    return together


def _near_miss(columns: MappedColumns, harm_text: Any) -> Any:
    """True or false where the source says whether the patient was reached; NULL where it does not say."""
    source = columns.source

    def read(written: str | None) -> bool | None:
        meaning = read_word("near_miss", source, written) if written else None
        return meaning == "yes" if meaning else None

    said = [by_distinct(text, read, pa.bool_()) for text in [*columns.all("near_miss"), harm_text]]
    return pc.coalesce(*said)


def _unplaced(columns: MappedColumns, accepted: Any) -> list[UnplacedWord]:
    found: list[UnplacedWord] = []
    for field in CODED_FIELDS:
        words: dict[str, int] = {}
        for text in columns.all(field):
            for word, rows in unknown_words(field, columns.source, text, accepted).items():
                words[word] = words.get(word, 0) + rows
        found.extend(UnplacedWord(field, word, rows) for word, rows in words.items())
    return sorted(found, key=lambda word: (CODED_FIELDS.index(word.field), -word.rows, word.written))


def _problems(sheet: RawSheet, columns: MappedColumns, fates: RowFates, dates: _Dates) -> list[Problem]:
    """Rejected rows, dates that count as not recorded, and places written as sentences, by the sheet's own row."""
    numbers = sheet.table.column("row").to_pylist()
    found = [
        Problem(
            number,
            columns.heading("reference") if reason == "no reference" else "",
            "row",
            f"not read: {reason}",
        )
        for number, fate, reason in zip(numbers, fates.fate, fates.because, strict=True)
        if fate == Fate.REJECTED
    ]
    kept = fates.fate == Fate.ACCEPTED.value
    for field, text in (("occurred_on", dates.occurred_text), ("reported_on", dates.reported_text)):
        wrong = by_distinct(text, lambda written: dates.of(written).problem is not None, pa.bool_())
        for index in _where(wrong, kept):
            read = dates.of(text[index].as_py())
            found.append(
                Problem(
                    numbers[index], dates.heading(field), read.kind, f"{read.problem}: counts as not recorded"
                )
            )
    found += _reported_before_it_occurred(numbers, dates, kept)
    for field in ("site", "division", "location"):
        text = columns.filled_first(field)
        for index in _where(by_distinct(text, looks_like_free_text, pa.bool_()), kept):
            reason = f"does not look like a {FIELD_WORDS[field]}: counts as not recorded"
            found.append(Problem(numbers[index], columns.heading(field), "free text", reason))
    return sorted(found, key=lambda problem: problem.row or 0)


def _reported_before_it_occurred(numbers: list[int], dates: _Dates, kept: Any) -> list[Problem]:
    """Both dates are kept as written; one of them is wrong, and only the person can say which."""
    occurred = by_distinct(dates.occurred_text, lambda text: dates.of(text).earliest, pa.date32())
    reported = by_distinct(dates.reported_text, lambda text: dates.of(text).day, pa.date32())
    reason = "is before the date of incident: both are kept"
    return [
        Problem(numbers[index], dates.heading("reported_on"), "date", reason)
        for index in _where(pc.less(reported, occurred).fill_null(False), kept)
    ]


def _where(mask: Any, kept: Any) -> list[int]:
    wanted = mask.to_numpy(zero_copy_only=False).astype(bool) & kept
    return wanted.nonzero()[0].tolist()


def _nothing_accepted(sheet: RawSheet, fates: RowFates) -> RefusedFile:
    reasons = [
        f"{count:,} {reason}"
        for fate in (Fate.REJECTED, Fate.LEFT_OUT)
        for reason, count in fates.reasons(fate)
    ]
    return RefusedFile(
        "no incidents",
        f"{sheet.file_name} has {len(sheet.table):,} rows and none of them is a medication incident with a reference "
        f"({'; '.join(reasons)}): check that the listing is of medication incidents, then export it again.",
    )
