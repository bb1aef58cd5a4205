"""Occupied bed days: choose a file (or take the template), look, store."""

import streamlit as st

from dashboard import work
from dashboard.domain.extract import PROBLEMS_SHOWN, RefusedFile
from dashboard.domain.periods import month_in_words
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.reports.export import csv_bytes
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.said import plain, quietly, say

TEMPLATE = ("Month", "Site", "Division", "Ward", "Occupied bed days")
EXAMPLES = (
    ("2026-09", "Main hospital", "Medicine", "Ward 1", 812),
    ("2026-09", "Main hospital", "Surgery", "Ward 2", 640),
)


def bed_days_upload(store: Store, reader: Reader) -> None:
    quietly(
        "A reporting rate is incidents recorded per 1,000 occupied bed days. One row for each month and ward (or for each month "
        "and site): month, site, division, ward, occupied bed days. Ward names as in your incident system."
    )
    st.download_button(
        "Template to fill",
        data=lambda: csv_bytes(TEMPLATE, EXAMPLES),
        file_name="occupied-bed-days-template.csv",
        mime="text/csv",
        on_click="ignore",
        key="bed-days-template",
    )
    uploaded = st.file_uploader(
        "Occupied bed days (.xlsx or .csv)",
        type=["xlsx", "csv"],
        key=f"bed-days-{st.session_state.get('upload-round', 0)}",
        max_upload_size=60,
    )
    if uploaded is None:
        return
    now = work.now_utc()
    with st.spinner("Reading the file"):
        read = work.read_bed_days(work.stage(store, uploaded.getvalue(), now), uploaded.name, now)
    if isinstance(read, RefusedFile):
        st.error(plain(read.sentence))
        return
    say(
        f"{read.rows.accepted:,} of {read.rows.read:,} rows can be stored: {read.total:,.0f} occupied bed days from "
        f"{month_in_words(read.first_month)} to {month_in_words(read.last_month)}."
    )
    if read.problems:
        show_table(
            rows_as_table(
                ("Row in the file", "Column", "Kind of value", "What"),
                [(p.row, p.column, p.value_kind, p.reason) for p in read.problems[:PROBLEMS_SHOWN]],
            ),
            alt="Rows of bed days with problems",
        )
    if st.button("Store bed days", type="primary", key="store-bed-days"):
        result, edition = work.store_bed_days(store, reader, read, work.now_utc())
        st.session_state["told"] = (
            f"These bed days were stored before (import {result.import_id}): nothing has changed."
            if edition is None
            else f"Import {result.import_id} is stored. Edition {edition.edition_id} is a draft; release it under Editions and imports."
        )
        st.session_state["upload-round"] = st.session_state.get("upload-round", 0) + 1
        st.rerun()
