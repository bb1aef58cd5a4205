"""An incident extract, step by step: read, look, say what it covers, store. Nothing is kept before 'Store'."""

from datetime import date
from typing import cast

import streamlit as st

from dashboard import work
from dashboard.desk import change_setting
from dashboard.domain.extract import PRINTED, PROBLEMS_SHOWN, Extract, RefusedFile
from dashboard.domain.periods import day_in_words, last_day
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.extracts.reading import unstage
from dashboard.extracts.vocabulary import FIELD_WORDS
from dashboard.extracts.written_medicines import names_read
from dashboard.findings.words import count_of
from dashboard.register import ImportPreview, preview
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.said import plain, quietly, say

RECOGNISE = "Recognise by its headings"


def incident_upload(store: Store, reader: Reader) -> None:
    uploaded = st.file_uploader(
        "Incident extract (.xlsx or .csv)",
        type=["xlsx", "csv"],
        key=f"extract-{_round()}",
        max_upload_size=60,
    )
    chosen = st.selectbox(
        "Source system",
        [RECOGNISE, *(source.label for source in SourceSystem)],
        key="source-system",
        width=280,
    )
    if uploaded is None:
        quietly("Choose a file. It is read and shown first; nothing is stored until you say so.")
        return
    source = next((source for source in SourceSystem if source.label == chosen), None)
    with st.spinner("Reading the file"):
        read = _read(store, uploaded.name, uploaded.getvalue(), source)
    if isinstance(read, RefusedFile):
        st.error(plain(read.sentence))
        return
    before = preview(store, reader, read, work.now_utc())
    _what_was_read(read)
    if before.already_imported:
        st.info(
            f"This very file was imported before (import {before.already_imported}): there is nothing to store."
        )
        return
    _store(store, reader, read, before)


def _round() -> int:
    """Grows after each import, so that the uploader begins empty again."""
    return cast(int, st.session_state.setdefault("upload-round", 0))


def _read(store: Store, name: str, content: bytes, source: SourceSystem | None) -> Extract | RefusedFile:
    """Read once for each file and source: a rerun of the page finds what was read."""
    kept = st.session_state.get("extract-read")
    wanted = (name, hash(content), source)
    if kept and kept[0] == wanted:
        return kept[1]
    now = work.now_utc()
    read = work.read_incidents(work.stage(store, content, now), name, now, source=source)
    st.session_state["extract-read"] = (wanted, read)
    return read


def _what_was_read(read: Extract) -> None:
    st.subheader("What was read", anchor=False)
    say(_sheet_sentence(read))
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
    for reason, count in read.left_out:
        quietly(f"Left out: {count_of(count, 'row')}, {reason}.")
    if read.narrative:
        quietly(f"Free text is never stored here. Recognised and left out: {', '.join(read.narrative)}.")
    _columns(read)
    _problems(read)
    _words(read)


def _sheet_sentence(read: Extract) -> str:
    sheet = read.sheet
    where = (
        f"sheet '{sheet.sheet}'"
        if sheet.sheet
        else f"{sheet.encoding} text with a {sheet.delimiter} between cells"
    )
    of = f" (1 of {sheet.sheets} sheets)" if sheet.sheets > 1 else ""
    notes = f" {' '.join(sheet.notes)}" if sheet.notes else ""
    return (
        f"Read as an extract of {read.source.label}: {where}{of}, headings in row {sheet.header_row}.{notes} "
        f"It speaks as at {day_in_words(read.as_at)} ({read.as_at_from})."
    )


def _columns(read: Extract) -> None:
    used = [column for column in read.columns if column.field and column.field != "narrative"]
    with st.expander(f"Columns: {len(used)} of {len(read.columns)} are used"):
        show_table(
            rows_as_table(
                ("Column in the file", "Read as", "Filled rows"),
                [
                    (column.heading, FIELD_WORDS.get(column.field or "", "not used"), column.filled)
                    for column in read.columns
                ],
            ),
            alt="Columns of the file and what they are read as",
        )


def _problems(read: Extract) -> None:
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


def _words(read: Extract) -> None:
    if not read.unplaced:
        return
    with st.expander(f"Words that are not known here ({len(read.unplaced)})"):
        quietly(
            "Incidents with these words count as not recorded in that column; nothing else about them is lost."
        )
        show_table(
            rows_as_table(
                ("Column", "Word in the file", "Rows"),
                [(FIELD_WORDS[word.field], word.written, word.rows) for word in read.unplaced],
            ),
            alt="Words that no code list knows",
        )


def _store(store: Store, reader: Reader, read: Extract, before: ImportPreview) -> None:
    st.subheader("What does it cover?", anchor=False)
    quietly("Inside these days a month without incidents is a zero; outside them it is a gap.")
    covers, agreed = _covers(read)
    as_at = _as_at(read)
    sites = st.multiselect(
        "Sites (leave empty for all)", list(read.sites), key="covers-sites", placeholder="all sites"
    )
    st.subheader("Before you store it", anchor=False)
    changes = before.changes
    say(
        f"{count_of(len(read.incidents), 'incident')}: {changes.new:,} new, {changes.updated:,} updated "
        f"({changes.harm_up:,} graded up, {changes.harm_down:,} graded down), {changes.unchanged:,} unchanged. "
        f"{_named_words(read)} Does this agree with the count on your own report?"
    )
    if before.older_than:
        st.warning(
            f"This file looks older than what is stored: it speaks as at {day_in_words(read.as_at)}, and a "
            f"{read.source.label} extract as at {day_in_words(before.older_than)} is there already. Where both know an "
            "incident, the newer one keeps its word."
        )
        agreed = st.checkbox("Store it all the same", key="store-older") and agreed
    answers = _first_questions() if before.first_upload else {}
    if st.button("Store", type="primary", disabled=not agreed, key="store-extract"):
        with st.status("Storing", expanded=True) as status:
            st.write("Writing the incidents in one piece, then publishing a draft edition")
            for name, answered in answers.items():
                change_setting(store, reader, name, answered, work.now_utc())
            result, edition = work.store_incidents(
                store, reader, read, work.now_utc(), covers=covers, sites=tuple(sites), as_at=as_at
            )
            status.update(label="Stored", state="complete")
        _done(
            f"Import {result.import_id} is stored: {changes.new:,} incidents new, {changes.updated:,} updated. "
            f"Edition {edition.edition_id if edition else ''} is a draft; release it under Editions and imports. "
            "Undo stays there too."
        )
    if st.button("Cancel", key="cancel-extract"):
        unstage(read.sha256, store.staging)
        _done("Nothing was stored.")


def _first_questions() -> dict[str, str]:
    """Asked once, at the first upload: the trust's name, and when it went over to LFPSE."""
    st.subheader("Two questions, asked once", anchor=False)
    with st.container(horizontal=True):
        name = st.text_input(
            "Name of your trust, as it should stand in titles", key="trust-name", max_chars=80
        )
        switched = st.date_input(
            "When did you go over from NRLS to LFPSE? (leave empty if you do not know)",
            None,
            key="lfpse-switch",
            format="DD/MM/YYYY",
        )
    quietly(
        "The switch is drawn as a break: the form and the definitions of harm changed, and new limits begin there."
    )
    answers = {"trust_name": name.strip()} if name.strip() else {}
    return answers | ({"lfpse_switch_on": switched.isoformat()} if isinstance(switched, date) else {})


def _covers(read: Extract) -> tuple[tuple[date, date] | None, bool]:
    """(the days covered, whether the extract can be stored with that answer)."""
    if read.first_day is None or read.last_day is None:
        say(
            "The file holds no full dates, so no month can be covered: its incidents take part in yearly pictures only."
        )
        return None, True
    with st.container(horizontal=True):
        first = st.date_input(
            "From", read.first_day.replace(day=1), key="covers-from", format="DD/MM/YYYY", width=160
        )
        until = st.date_input(
            "Until",
            min(last_day(read.last_day), read.as_at),
            key="covers-until",
            format="DD/MM/YYYY",
            width=160,
        )
    if first > until:
        st.error("The period ends before it begins: swap the two days.")
        return None, False
    return (first, until), True


def _as_at(read: Extract) -> date | None:
    """Asked where the listing prints no run date: of two extracts the one that speaks for the later day is believed."""
    if read.as_at_from == PRINTED:
        return None
    asked = st.date_input(
        "On what day was this listing run? (it prints none)",
        read.as_at,
        key="as-at",
        format="DD/MM/YYYY",
        width=320,
    )
    return asked if isinstance(asked, date) and asked != read.as_at else None


def _named_words(read: Extract) -> str:
    written, unknown = names_read(read.medicines)
    verb = "is" if unknown == 1 else "are"
    return f"{count_of(unknown, 'medicine name')} of {written:,} written ones {verb} not recognised."


def _done(told: str) -> None:
    st.session_state["told"] = told
    st.session_state["upload-round"] = _round() + 1
    st.session_state.pop("extract-read", None)
    st.rerun()
