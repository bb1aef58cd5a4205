"""Editions with their release, and imports with their undo."""

import streamlit as st

from dashboard import work
from dashboard.domain.periods import london_day_in_words
from dashboard.domain.reader import OFFICER, Reader
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.edition import ask, editions_of
from dashboard.findings.asking import EVERYTHING
from dashboard.findings.imported import ledger_of_import, ledger_words
from dashboard.findings.second_source import second_source_words
from dashboard.findings.to_look_at import others_see
from dashboard.register import ImportRecord, imports, restatements, unlinked_records
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.said import quietly, say
from dashboard.views.sentences import link_to
from dashboard.views.tell import tell_and_rerun


def editions_and_history(store: Store, reader: Reader) -> None:
    _editions(store, reader)
    _imports(store, reader)
    _second_source(store, reader)
    link_to("coverage-and-quality?part=Coverage", "What each month is counted from", EVERYTHING)


def _editions(store: Store, reader: Reader) -> None:
    st.subheader("Editions", anchor=False)
    editions = editions_of(store, reader)
    newest = editions[0]
    if newest.is_draft:
        say(
            f"Edition {newest.edition_id} is a draft: you see it, {others_see(not all(each.is_draft for each in editions))}."
        )
        if not reader.may(OFFICER):
            quietly("The medication safety officer releases it.")
    if newest.is_draft and reader.may(OFFICER):
        note = st.text_input("Note (for which meeting, or why)", key="release-note", max_chars=200)
        if st.button(f"Release edition {newest.edition_id}", type="primary", key="release"):
            work.release_edition(store, reader, newest.edition_id, work.now_utc(), note)
            tell_and_rerun(f"Edition {newest.edition_id} is released: everyone sees it.")
    show_table(
        rows_as_table(
            ("Edition", "State", "Note"),
            [
                (
                    each.edition_id,
                    f"released {london_day_in_words(each.released_at)}" if each.released_at else "draft",
                    each.note,
                )
                for each in editions[:12]
            ],
        ),
        alt="Editions, newest first",
    )


def _imports(store: Store, reader: Reader) -> None:
    st.subheader("Imports", anchor=False)
    history = imports(store, reader, work.now_utc())
    show_table(
        rows_as_table(
            ("Import", "File", "System", "State", "As at", "Rows read", "Accepted", "Repeated", "Not read", "Left out"),
            [
                (
                    each.import_id, each.file_name, _kind(each),
                    f"undone {london_day_in_words(each.undone_at)}" if each.undone_at else "stored",
                    each.as_at, each.rows_read, each.rows_accepted, each.rows_duplicate, each.rows_rejected,
                    each.rows_left_out,
                )
                for each in history
            ],
        ),
        alt="Imports, newest first",
    )  # fmt: skip
    live = [each for each in history if each.undone_at is None]
    if not live:
        quietly("Every import is undone.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Import to undo",
            live,
            format_func=_numbered,
            key=f"undo-which-{live[0].import_id}",
            width=420,
        )
        if st.button("Undo", key="undo") and chosen:
            edition = work.undo_import(store, reader, chosen.import_id, work.now_utc())
            tell_and_rerun(
                f"Import {chosen.import_id} is undone; what was there before it holds again (edition {edition.edition_id}, a draft)."
            )

    _what_it_changed(store, reader, history)


def _what_it_changed(store: Store, reader: Reader, history: list[ImportRecord]) -> None:
    """The ledger of one import, as it stood right after it."""
    of_incidents = [each for each in history if each.kind == "incidents"]
    if not of_incidents:
        return
    st.subheader("What an import changed", anchor=False)
    chosen = st.selectbox(
        "Import",
        of_incidents,
        format_func=_numbered,
        key=f"ledger-which-{of_incidents[0].import_id}",
        width=420,
    )
    ledger = restatements(store, reader, chosen.import_id, work.now_utc())
    if not ledger:
        quietly("It changed no month.")
        return
    for sentence in ledger_words(ledger):
        say(sentence)
    show_table(ledger_of_import(ledger), alt="Months before and after the import, with the reasons")


def _numbered(each: ImportRecord) -> str:
    """An option of a list, which Streamlit shows as it is: nothing in it is markup."""
    return f"{each.import_id}: {each.file_name}"


def _kind(each: ImportRecord) -> str:
    if each.source is None:
        return "activity"
    return SourceSystem(each.source).label


def _second_source(store: Store, reader: Reader) -> None:
    """Records of a second source over the same months: how many match, and the ones to look at."""
    newest = editions_of(store, reader)[0]
    rows = ask("records_not_counted", EVERYTHING, reader, store=store, edition_id=newest.edition_id)
    sentences = second_source_words(rows)
    if not sentences:
        return
    st.subheader("Two systems, one incident", anchor=False)
    for sentence in sentences:
        say(sentence)
    unlinked = unlinked_records(store, reader, work.now_utc())
    if unlinked:
        show_table(
            rows_as_table(
                ("System", "Reference", "Month", "Ward or place", "Harm"),
                [
                    (SourceSystem(r.source).label, r.reference, r.month, r.location, r.harm_level)
                    for r in unlinked
                ],
            ),
            alt="Records of a second source that could not be linked",
        )
