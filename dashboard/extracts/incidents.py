"""From a sheet of text columns to an Extract: the one place where an extract's rows become incidents."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from threading import Thread

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.domain.extract import PRINTED, Extract, MendableFile, Question, RefusedFile
from dashboard.domain.identifiers import Narrative
from dashboard.domain.periods import day_in_london
from dashboard.domain.profile import ReadingChoices
from dashboard.domain.words import NOT_RECORDED, SourceSystem
from dashboard.extracts.columns import MappedColumns, map_columns, mendable, recognise_source, shown_headings
from dashboard.extracts.dated_rows import dated_column
from dashboard.extracts.fates import EARLIER_REVISION, Fate, RowFates, fates_of_rows, revision_number
from dashboard.extracts.harm_in_rows import harm_in_rows
from dashboard.extracts.limits import BROWSER, Limits
from dashboard.extracts.medicines import get_ready
from dashboard.extracts.merged import incidents_of_rows
from dashboard.extracts.narrative_texts import narrative_texts
from dashboard.extracts.placed import FateWords
from dashboard.extracts.problems_found import problems_found
from dashboard.extracts.reading import RawSheet, read_sheet
from dashboard.extracts.references import references_of
from dashboard.extracts.rows_not_counted import medication_share, references_not_counting, rejected_rows
from dashboard.extracts.run_date import run_date
from dashboard.extracts.timed_rows import times_in_rows
from dashboard.extracts.typed_rows import ReadRows, typed_rows
from dashboard.extracts.words_to_place import WordsToPlace, listed_words, words_of_fate
from dashboard.extracts.written_medicines import written_medicines

LONG_FILE = 8_000_000
"""Bytes of a file that takes longer to parse than it takes to make ready for the names in it."""


def read_extract(
    staged: Path,
    file_name: str,
    *,
    now: datetime,
    source: SourceSystem | None = None,
    limits: Limits = BROWSER,
    choices: ReadingChoices | None = None,
) -> Extract | RefusedFile:
    """Read one staged file. `now` bounds what can be a date; without a source the headings decide.

    `choices` is what the person decided for files of this shape: columns, placed words, the order of day and month.
    """
    choices = choices or ReadingChoices()
    known = source_known(source, choices)
    with _ready_to_read_names(staged):
        sheet = sheet_for(staged, file_name, limits, choices, known)
    found = recognise_source(sheet) if known is None and isinstance(sheet, RawSheet) else None
    if found and choices.narrative_of(found).is_kept:
        sheet = sheet_for(staged, file_name, limits, choices, found)
    if isinstance(sheet, RefusedFile):
        return sheet
    return extract_of_sheet(sheet, day_in_london(now), source, choices)


def source_known(source: SourceSystem | None, choices: ReadingChoices) -> SourceSystem | None:
    """The source that somebody has named; None where the headings decide."""
    return source or choices.source or (choices.profile.source if choices.profile else None)


def sheet_for(
    staged: Path, file_name: str, limits: Limits, choices: ReadingChoices, source: SourceSystem | None
) -> RawSheet | RefusedFile:
    """The sheet as this trust has it read: its free text only where that of a known source is kept."""
    return read_sheet(
        staged,
        file_name,
        limits,
        choices.sheet_name,
        narrative=choices.narrative_of(source) if source else Narrative.LEFT_OUT,
        references=choices.references,
        local=choices.local,
    )


@contextmanager
def _ready_to_read_names(staged: Path) -> Iterator[None]:
    """While another process parses a long file, this one makes ready for its medicines (1 s the first time)."""
    try:
        ahead = Thread(target=get_ready) if staged.stat().st_size > LONG_FILE else None
    except FileNotFoundError:
        ahead = None  # the reading says so
    if ahead is not None:
        ahead.start()
    yield
    if ahead is not None:
        ahead.join()


def extract_of_sheet(
    sheet: RawSheet, today: date, source: SourceSystem | None, choices: ReadingChoices
) -> Extract | RefusedFile:
    """What the rows of a sheet say, on the day `today` in London."""
    profile = choices.profile
    chosen = source_known(source, choices) or recognise_source(sheet)
    if chosen is None:
        return _unknown_source(sheet)
    columns = map_columns(sheet, chosen, profile)
    if isinstance(columns, RefusedFile):
        return columns
    if len(sheet.table) == 0:
        return RefusedFile(
            "no rows",
            f"{sheet.file_name} has headings in row {sheet.read.header_row} and no rows below them: "
            "a listing with at least one incident is needed; widen the period of the listing and export it again.",
        )
    return _interpret(sheet, columns, today, choices)


def _unknown_source(sheet: RawSheet) -> MendableFile:
    systems = ", ".join(source.label for source in SourceSystem if source is not SourceSystem.OTHER)
    return mendable(
        sheet,
        SourceSystem.OTHER,
        "unknown source",
        f"{sheet.file_name} does not look like a listing of any system that is known here ({systems}): "
        f"its headings are {shown_headings(sheet.headings)}; say which system it comes from ({SourceSystem.OTHER.label} is an answer too), or export the listing with its own headings.",
    )


def _interpret(
    sheet: RawSheet, columns: MappedColumns, today: date, choices: ReadingChoices
) -> Extract | RefusedFile:
    references = references_of(columns)
    revision = np.array(columns.written_first("revision").read(revision_number))[
        columns.written_first("revision").codes
    ]
    fates = fates_of_rows(columns, references, revision, choices)
    fate_words = FateWords(columns.source, choices.placed)
    if not fates.accepted.any():
        return _nothing_accepted(sheet, columns, fates, fate_words, choices)
    harm = harm_in_rows(columns, fate_words)
    words = WordsToPlace(columns, harm)
    medicines, named = written_medicines(columns, choices.medicines)
    month_first = bool(choices.profile and choices.profile.month_first)
    date1904 = sheet.date1904
    occurred, reported = (
        dated_column(columns, fields, today, month_first=month_first, date1904=date1904)
        for fields in (("occurred_on", "occurred_year"), ("reported_on",))
    )
    times = times_in_rows(columns, occurred)
    read = ReadRows(references, revision, occurred, times, reported, harm, medicines, words.of_rows())
    rows = typed_rows(columns, read)
    incidents = incidents_of_rows(rows, references, fates.accepted, fates.because(EARLIER_REVISION))
    not_counting = references_not_counting(references, revision, fates)
    newest = pc.max(rows.column("reported_on").filter(pa.array(fates.accepted))).as_py()
    as_at, as_at_from = _as_at(run_date(sheet.above, today), newest, today)
    by_day = pc.equal(incidents.column("occurred_precision"), "day")
    sites = pc.unique(incidents.column("site")).to_pylist()
    return Extract(
        sha256=sheet.sha256,
        file_name=sheet.file_name,
        source=columns.source,
        sheet=sheet.read,
        rows=fates.counts(),
        left_out=tuple(fates.reasons(Fate.LEFT_OUT)),
        problems=tuple(problems_found(columns, fates, read, words)),
        columns=columns.found,
        narrative=tuple(found.heading for found in columns.found if found.field == "narrative"),
        unplaced=tuple(listed_words(columns, words, fates, fate_words)),
        as_at=as_at,
        as_at_from=as_at_from,
        first_day=pc.min(incidents.column("occurred_earliest").filter(by_day)).as_py(),
        last_day=pc.max(incidents.column("occurred_latest").filter(by_day)).as_py(),
        sites=tuple(sorted(site for site in sites if site != NOT_RECORDED)),
        incidents=incidents,
        medicines=named,
        not_counting=not_counting,
        rejected=rejected_rows(columns, fates),
        identifiers=sheet.identifiers,
        narrative_kept=choices.narrative_of(columns.source),
        narrative_texts=narrative_texts(columns, references, fates.accepted),
        medication_share=medication_share(columns, len(incidents), not_counting),
        questions=_questions(read),
        profile=choices.profile,
    )


def _questions(read: ReadRows) -> tuple[Question, ...]:
    asked = {
        Question.CONSEQUENCE: any(read.harm.consequences),
        Question.MONTH_FIRST: read.occurred.asks or read.reported.asks,
    }
    return tuple(question for question, is_open in asked.items() if is_open)


def _as_at(printed: date | None, reported: date | None, today: date) -> tuple[date, str]:
    if printed:
        return printed, PRINTED
    if reported:
        return reported, "the newest date reported in it"
    return today, "the day of the upload"


def _nothing_accepted(
    sheet: RawSheet, columns: MappedColumns, fates: RowFates, fate_words: FateWords, choices: ReadingChoices
) -> MendableFile:
    reasons = [
        f"{count:,} {reason}"
        for fate in (Fate.REJECTED, Fate.LEFT_OUT)
        for reason, count in fates.reasons(fate)
    ]
    refused = mendable(
        sheet,
        columns.source,
        "no incidents",
        f"{sheet.file_name} has {len(sheet.table):,} rows and none of them is a medication incident with a reference "
        f"({'; '.join(reasons)}): check that the listing is of medication incidents, then export it again.",
        choices.profile,
    )
    return replace(refused, unplaced=tuple(words_of_fate(columns, fates, fate_words)))
