"""Activity: choose a file (or take the template), say which trust where it asks, look, store."""

import streamlit as st

from dashboard import work
from dashboard.desk import change_setting
from dashboard.domain.extract import PROBLEMS_SHOWN, ActivityExtract, RefusedFile, WhichOrganisation
from dashboard.domain.reader import Reader, Role
from dashboard.domain.store import Store
from dashboard.extracts.reading import unstage
from dashboard.findings.activity import UNITS, estimated_words, period_of
from dashboard.findings.words import count_of
from dashboard.reports.activity_template import FILE_NAME, activity_template
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.said import plain, quietly, say
from dashboard.views.take_away import export_of, take_away
from dashboard.views.tell import acts_done, tell_and_rerun


def activity_upload(store: Store, reader: Reader) -> None:
    _what_it_is_for()
    uploaded = st.file_uploader(
        "Activity (.xlsx or .csv)",
        type=["xlsx", "csv"],
        key=f"activity-{acts_done()}",
        max_upload_size=60,
    )
    if uploaded is None:
        quietly("Choose a file. It is read and shown first; nothing is stored until you say so.")
        return
    now = work.now_utc()
    staged = work.stage(store, uploaded.getvalue(), now)
    with st.spinner("Reading the file"):
        read = work.read_activity_file(store, staged, uploaded.name, now)
    chosen = None
    if isinstance(read, WhichOrganisation):
        chosen = _which_organisation(read)
        if chosen is None:
            return
        read = work.read_activity_file(store, staged, uploaded.name, now, organisation=chosen)
    if isinstance(read, RefusedFile):
        st.error(plain(read.sentence))
        return
    _what_was_read(read)
    remember = chosen is not None and _remember(reader)
    with st.container(horizontal=True):
        agreed = st.button("Store activity", type="primary", key="store-activity")
        cancelled = st.button("Cancel", key="cancel-activity")
    if agreed:
        if remember and chosen:
            change_setting(store, reader, "organisation_code", chosen, work.now_utc())
        result, edition = work.store_activity(store, reader, read, work.now_utc())
        tell_and_rerun(
            f"This very file was stored before (import {result.import_id}): nothing has changed."
            if edition is None
            else f"Import {result.import_id} is stored. Edition {edition.edition_id} is a draft; release it under Editions "
            "and imports. Undo stays there too."
        )
    if cancelled:
        unstage(read.sha256, store.staging)
        tell_and_rerun("Nothing was stored.")


def _what_it_is_for() -> None:
    quietly(
        "A reporting rate is incidents recorded per 1,000 occupied bed days. Give bed days by month and ward (or site) with "
        "ward names as in your incident system; admissions, doses administered, items dispensed and staff by group are kept "
        "too. Months may stand down or across. A KH03 workbook is read as published."
    )
    take_away(
        "Template to fill",
        key="activity-template",
        content=activity_template,
        name=FILE_NAME,
        mime="text/csv",
        export=export_of("template activity", "csv", 0),
    )


def _which_organisation(asked: WhichOrganisation) -> str | None:
    say(asked.sentence)
    names = {code: f"{code} {name}" if name != code else code for code, name in asked.organisations}
    return st.selectbox(
        "Which organisation is yours?",
        sorted(names),
        index=None,
        format_func=lambda code: names[code],
        placeholder="choose your trust, or type its code or name",
        key="activity-organisation",
    )


def _remember(reader: Reader) -> bool:
    """Only the officer changes settings."""
    if reader.role is not Role.MSO:
        return False
    return st.checkbox(
        "Remember this organisation for the next national file", True, key="remember-organisation"
    )


def _what_was_read(read: ActivityExtract) -> None:
    st.subheader("What was read", anchor=False)
    say(_sheet_sentence(read))
    rows = read.rows
    with st.container(horizontal=True):
        st.metric("Rows read", f"{rows.read:,}")
        st.metric("Rows with figures", f"{rows.accepted:,}")
        st.metric("Repeated rows", f"{rows.duplicate:,}")
        st.metric("Rows not read", f"{rows.rejected:,}")
        st.metric("Rows left out", f"{rows.left_out:,}")
    for reason, count in read.left_out:
        quietly(f"Left out: {count_of(count, 'row')}, {reason}.")
    show_table(
        rows_as_table(
            ("What is counted", "Total", "Estimates", "Months", "Places", "Period"),
            [
                (
                    UNITS[kind.kind],
                    f"{kind.total:,.0f}",
                    estimated_words(kind),
                    kind.months,
                    kind.places,
                    period_of(kind),
                )
                for kind in read.kinds
            ],
        ),
        alt="Activity read, by kind",
    )
    for note in read.notes:
        say(note)
    _problems(read)


def _sheet_sentence(read: ActivityExtract) -> str:
    sheet = read.sheet
    where = f"sheet '{sheet.sheet}'" if sheet.sheet else f"{sheet.encoding} text"
    of = f" (1 of {sheet.sheets} sheets)" if sheet.sheets > 1 else ""
    notes = f" {' '.join(sheet.notes)}" if sheet.notes else ""
    whose = f" Rows of {read.organisation}." if read.organisation else ""
    return f"Read from {where}{of}, headings in row {sheet.header_row}.{whose}{notes}"


def _problems(read: ActivityExtract) -> None:
    if not read.problems:
        return
    with st.expander(f"Cells to look at ({len(read.problems):,})", expanded=bool(read.rows.rejected)):
        quietly(
            "What is not a number is missing, never zero; a rate is drawn only where every month has one."
        )
        show_table(
            rows_as_table(
                ("Row in the file", "Column", "Kind of value", "What"),
                [
                    (p.row, p.column or "whole row", p.value_kind, p.reason)
                    for p in read.problems[:PROBLEMS_SHOWN]
                ],
            ),
            alt="Cells of activity with problems",
        )
        if len(read.problems) > PROBLEMS_SHOWN:
            quietly(f"Only the first {PROBLEMS_SHOWN} of {len(read.problems):,} are shown.")
