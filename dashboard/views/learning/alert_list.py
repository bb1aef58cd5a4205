"""A list of alerts, as a file or pasted: read and shown first, taken in when somebody says so, undone as a whole."""

from functools import partial

import streamlit as st

from dashboard import work
from dashboard.domain.extract import RefusedFile
from dashboard.domain.learning.alert import AlertKind, AlertsRead
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store, StoreProblem
from dashboard.extracts.reading import unstage
from dashboard.findings.words import count_of
from dashboard.views.learning.acts import all_taken_back
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.said import plain, quietly, say
from dashboard.views.tell import acts_done, tell_and_rerun
from dashboard.views.undo import undo_next

ABOUT = (
    "A list that is kept in a spreadsheet, with its headings in the first row: a title, and a reference or a kind; issued, due or review, "
    "lead, status and notes are read where they are there. A reference that is logged already is not logged twice."
)
PASTED = "what-was-pasted.csv"
REFUSED_UNLESS_SAID = "refused"


def take_in_part(reader: Reader, store: Store) -> None:
    quietly(ABOUT)
    suffix = acts_done()
    uploaded = st.file_uploader(
        "List of alerts (.csv or .xlsx)", type=["csv", "xlsx"], key=f"alert-file-{suffix}", max_upload_size=2
    )
    pasted = st.text_area("Or paste its rows, headings first", key=f"alert-pasted-{suffix}", height=140)
    if uploaded is None and not pasted.strip():
        quietly(
            "Choose a file or paste rows. They are read and shown first; nothing is kept until you say so."
        )
        return
    offered = [REFUSED_UNLESS_SAID, *AlertKind]
    kind = st.selectbox(
        "Rows that do not say their kind are", offered, key=f"alert-unsaid-{suffix}", width=420
    )
    content, name = (uploaded.getvalue(), uploaded.name) if uploaded else (pasted.encode(), PASTED)
    now = work.now_utc()
    staged = work.stage(store, content, now)
    with st.spinner("Reading the list"):
        read = work.read_alert_list(
            store,
            reader,
            staged,
            name,
            now,
            unsaid=None if kind in (None, REFUSED_UNLESS_SAID) else AlertKind(kind),
        )
    if isinstance(read, RefusedFile):
        st.error(plain(read.sentence))
        return
    _what_was_read(read)
    with st.container(horizontal=True):
        agreed = st.button("Take them in", type="primary", key="take-in-alerts", disabled=not read.taken)
        cancelled = st.button("Cancel", key="cancel-alerts")
    if agreed:
        _take_in(store, reader, read)
    if cancelled:
        unstage(read.sha256, store.staging)
        tell_and_rerun("Nothing was kept.")


def _what_was_read(read: AlertsRead) -> None:
    st.subheader("What was read", anchor=False)
    say(
        f"{count_of(read.rows, 'row')}: {len(read.taken):,} to take in, {len(read.repeated):,} repeated, {len(read.refused):,} refused."
    )
    for note in (*read.sheet.notes, *read.notes):
        quietly(note)
    if read.taken:
        show_table(
            rows_as_table(
                ("Row", "Kind", "Reference", "Title", "Issued", "Due on CAS", "Review", "Status on CAS"),
                [
                    (
                        row, alert.kind.value, alert.reference, alert.title, alert.issued_on, alert.due_on, alert.review_on,
                        alert.status_on_cas,
                    )
                    for row, alert in ((each.row, each.alert) for each in read.taken)
                ],
            ),
            alt="Alerts to take in", fits=True,
        )  # fmt: skip
    not_taken = sorted(
        (each.row, each.why, how)
        for how, rows in (("repeated", read.repeated), ("refused", read.refused))
        for each in rows
    )
    if not_taken:
        show_table(
            rows_as_table(("Row", "What", "Why"), [(row, how, why) for row, why, how in not_taken]),
            alt="Rows that are not taken in",
            fits=True,
        )


def _take_in(store: Store, reader: Reader, read: AlertsRead) -> None:
    try:
        with st.spinner("Taking them in"):
            kept = work.take_in_alerts(store, reader, read, work.now_utc())
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    undo_next(
        "Undo",
        partial(
            all_taken_back, store, reader, kept,
            lambda done: f"{count_of(done, 'alert is', 'alerts are')} taken back.",
        ),
        doing="Taking them back",
    )  # fmt: skip
    tell_and_rerun(f"{count_of(len(kept), 'alert is', 'alerts are')} taken in.")
