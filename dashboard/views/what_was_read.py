"""What was read of an incident extract: its sheet, how its rows add up, what was left out, the rows to look at."""

from typing import Any

import streamlit as st

from dashboard.domain.extract import PROBLEMS_SHOWN, Extract
from dashboard.domain.periods import day_in_words
from dashboard.domain.reader import INTERNAL_MARK
from dashboard.findings.imported import left_out_sentence, rows_sentence
from dashboard.findings.words import count_of
from dashboard.reports.export import csv_bytes, file_name
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.said import plain, quietly, say
from dashboard.views.take_away import export_of, take_away


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
        quietly(f"Free text is never stored here. Recognised and left out: {', '.join(read.narrative)}.")
    _identifiers(read)


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
    """What looks like a personal detail, by column; never the values. Louder where the column would be stored."""
    used = {column.heading for column in read.columns if column.field not in (None, "narrative")}
    for found in read.identifiers:
        words = f"Looks like personal details ({found.kind}) in {count_of(found.rows, 'row')} of '{found.heading}'."
        if found.heading in used:
            st.warning(
                plain(
                    f"{words} This column is used: take them out of the listing and export it again, or set the column to "
                    "'not used' under Columns."
                )
            )
        else:
            quietly(f"{words} This column is not stored.")


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
