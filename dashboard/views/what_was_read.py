"""What was read of an incident extract: its sheet, how its rows add up, what was left out, the rows to look at."""

from typing import Any

import streamlit as st

from dashboard import work
from dashboard.domain.extract import PROBLEMS_SHOWN, Extract
from dashboard.domain.identifiers import Narrative
from dashboard.domain.periods import day_in_words
from dashboard.domain.reader import INTERNAL_MARK
from dashboard.extracts.typed_rows import PLACES
from dashboard.findings.imported import left_out_sentence, rows_sentence
from dashboard.findings.words import count_of
from dashboard.reports.export import csv_bytes, file_name
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.said import quietly, say
from dashboard.views.store_seen import real_store
from dashboard.views.take_away import export_of, take_away

BECOMES = {
    Narrative.LEFT_OUT: "Free text of this source is not stored. Recognised and left out:",
    Narrative.MASKED: "Free text of this source is stored in the register alone, with marks in the place of personal details:",
    Narrative.AS_WRITTEN: "Free text of this source is stored in the register alone, as it is written:",
}
"""Followed by the headings."""


def what_was_read(read: Extract) -> None:
    st.subheader("What was read", anchor=False)
    say(_sheet_sentence(read))
    quietly(" ".join(read.sheet.notes))
    rows = read.rows
    with st.container(horizontal=True):
        st.metric("Rows read", f"{rows.read:,}")
        st.metric("Incidents", f"{len(read.incidents):,}")
        st.metric(
            "Repeated rows",
            f"{rows.duplicate:,}",
            help="Already counted: every cell equals an earlier row's.",
        )
        st.metric("Rows not read", f"{rows.rejected:,}")
        st.metric("Rows left out", f"{rows.left_out:,}")
    quietly(" ".join(filter(None, (rows_sentence(read), left_out_sentence(read.left_out)))))
    if read.narrative:
        quietly(
            f"{BECOMES[read.narrative_kept]} {', '.join(read.narrative)}.{kept_from_sentence(read.narrative_kept)}"
        )
    _identifiers(read)


def kept_from_sentence(becomes: Narrative) -> str:
    """Free text past its retention goes with the very import that brings it: said before, not found out afterwards."""
    if becomes is Narrative.LEFT_OUT:
        return ""
    _, since = work.days_kept_from(real_store(), work.now_utc())
    if since is None:
        return ""
    return f" That of incidents before {day_in_words(since)} is deleted at once, by the months that it is kept for (Settings)."


def _sheet_sentence(read: Extract) -> str:
    sheet = read.sheet
    where = (
        f"sheet '{sheet.sheet}'"
        if sheet.sheet
        else f"{sheet.encoding} text with a {sheet.delimiter} between cells"
    )
    of = f" (1 of {sheet.sheets} sheets)" if sheet.sheets > 1 else ""
    return (
        f"Read as an extract of {read.source.label}: {where}{of}, headings in row {sheet.header_row}. "
        f"It tells how things stood on {day_in_words(read.as_at)} ({read.as_at_from})."
    )


def _identifiers(read: Extract) -> None:
    """What looks like a personal detail, by kind and column: numbers of rows, never the values."""
    if not read.identifiers:
        return
    meant = {column.heading: column.field for column in read.columns}
    kinds = len({found.kind for found in read.identifiers})
    say(
        f"{count_of(kinds, 'kind')} of personal detail may be in this file. What is found is likely and not certain, and what is not "
        "found (a name without a title, above all) may still be there."
    )
    show_table(
        rows_as_table(
            ("Looks like", "Column", "Rows", "What becomes of it"),
            [
                (
                    found.kind,
                    found.heading,
                    found.rows,
                    _becomes(meant.get(found.heading), read.narrative_kept),
                )
                for found in sorted(read.identifiers, key=lambda each: (each.kind, -each.rows, each.heading))
            ],
        ),
        alt="Personal details that may be in this file, by kind and column",
    )
    kept = [found for found in read.identifiers if meant.get(found.heading) not in (None, "narrative")]
    if kept:
        quietly(
            "No such detail is stored from a column that is used; better still, take them out of the listing, or set the column to "
            "'not used' under Columns."
        )


def _becomes(field: str | None, narrative: Narrative) -> str:
    if field == "narrative":
        return {
            Narrative.LEFT_OUT: "not stored, as all free text of this source",
            Narrative.MASKED: "stored with a mark in its place",
            Narrative.AS_WRITTEN: "stored as written, shown with a mark in its place",
        }[narrative]
    if field in PLACES:
        return "not stored: the place counts as not recorded"
    return "a mark is stored in its place" if field else "not stored: the column is not used"


def _not_read(rejected: Any) -> bytes:
    """The mark is the heading of a column: a line beneath would be one more row that cannot be read, when the file comes back."""
    names = [*rejected.column_names, *({INTERNAL_MARK} - {*rejected.column_names})]
    rows = zip(*rejected.to_pydict().values(), strict=True)
    return csv_bytes(names, ((*row, *[None] * (len(names) - len(row))) for row in rows))


def rows_to_look_at(read: Extract) -> None:
    """Problems by the spreadsheet's own row number, and the rows that were not read as a file to mend."""
    if not read.problems:
        return
    with st.expander(f"Rows to look at ({len(read.problems):,})", expanded=bool(read.rows.rejected)):
        show_table(
            rows_as_table(
                ("Row in the file", "Column", "Kind of value", "What"),
                [
                    (p.row, p.column or "whole row", p.value_kind, p.reason)
                    for p in read.problems[:PROBLEMS_SHOWN]
                ],
            ),
            alt="Rows with problems",
        )
        if len(read.problems) > PROBLEMS_SHOWN:
            quietly(f"Only the first {PROBLEMS_SHOWN} of {len(read.problems):,} are shown.")
        if read.rejected is not None and len(read.rejected):
            quietly(
                "The download holds the rows that were not read, in the file's own columns, with the reason in the last column "
                "and free text left blank. Mend them there and upload that file as well."
            )
            take_away(
                f"Download the {count_of(len(read.rejected), 'row')} not read",
                key=f"rejected-{read.sha256[:12]}",
                content=lambda: _not_read(read.rejected),
                name=file_name("rows-not-read", read.file_name.rsplit(".", 1)[0], ending="csv"),
                mime="text/csv",
                export=export_of("rows not read", "csv", len(read.rejected)),
            )
