"""An incident extract, step by step: read, look, correct, say what it covers, store. Nothing is kept before 'Store'."""

import hashlib
from dataclasses import replace
from datetime import date
from typing import cast

import streamlit as st

from dashboard import work
from dashboard.desk import change_setting
from dashboard.domain.extract import PRINTED, PROBLEMS_SHOWN, Extract, Question, RefusedFile
from dashboard.domain.periods import day_in_words, last_day
from dashboard.domain.profile import PlacedWord, ReadingChoices
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.extracts.reading import unstage
from dashboard.findings.words import count_of
from dashboard.register import preview
from dashboard.reports.export import csv_bytes, file_name
from dashboard.views.before_step import before_you_store, gone_decision, identifiers_in_words
from dashboard.views.columns_step import columns_step, with_answer
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.said import plain, quietly, say
from dashboard.views.words_step import fate_words, words_of_the_file

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
    read = _read(store, reader, uploaded.name, uploaded.getvalue(), source)
    if isinstance(read, RefusedFile):
        st.error(plain(read.sentence))
        return
    _what_was_read(read)
    placed = _corrections(store, reader, read)
    covers, agreed = _covers(read)
    as_at = _as_at(read)
    sites = tuple(
        st.multiselect(
            "Sites (leave empty for all)", list(read.sites), key="covers-sites", placeholder="all sites"
        )
    )
    with st.spinner("Comparing it with what is stored"):
        before = preview(store, reader, read, work.now_utc(), covers=covers, sites=sites, as_at=as_at)
    if before.already_imported:
        st.info(
            f"This very file was imported before (import {before.already_imported}): there is nothing to store."
        )
        return
    st.subheader("Before you store it", anchor=False)
    before_you_store(read, before)
    withdraw, keep = gone_decision(before, read.sha256)
    if before.older_than:
        agreed = st.checkbox("Store it all the same", key="store-older") and agreed
    answers = _first_questions() if before.first_upload else {}
    with st.container(horizontal=True):
        if st.button("Store", type="primary", disabled=not agreed, key="store-extract"):
            _store(store, reader, read, answers, covers, sites, as_at, withdraw, keep, placed)
        if st.button("Cancel", key="cancel-extract"):
            unstage(read.sha256, store.staging)
            _done("Nothing was stored.")


def _round() -> int:
    """Grows after each import, so that the uploader begins empty again."""
    return cast(int, st.session_state.setdefault("upload-round", 0))


def _read(
    store: Store, reader: Reader, name: str, content: bytes, source: SourceSystem | None
) -> Extract | RefusedFile:
    """Read once for each file and what was chosen for it: a rerun of the page finds what was read."""
    digest = hashlib.sha256(content).hexdigest()
    chosen: ReadingChoices | None = st.session_state.get(f"choices-{digest}")
    wanted = (name, digest, source, chosen)
    kept = st.session_state.get("extract-read")
    if kept and kept[0] == wanted:
        return kept[1]
    now = work.now_utc()
    with st.status("Reading the file", expanded=True) as status:
        st.write("Finding the sheet, its headings and its rows; nothing is stored")
        staged = work.stage(store, content, now)
        choices = work.choices_for(store, reader, staged, name, now, source)
        if chosen:
            choices = replace(
                choices,
                profile=chosen.profile or choices.profile,
                placed=(*choices.placed, *chosen.placed),
            )
        st.write("Reading dates, words and medicines")
        read = work.read_incidents(staged, name, now, choices=choices)
        status.update(label="The file was read", state="complete", expanded=False)
    st.session_state["extract-read"] = (wanted, read)
    return read


def _read_again(read: Extract, choices: ReadingChoices) -> None:
    """Remember what was chosen for this file and run the page again: it is then read so."""
    known: ReadingChoices = st.session_state.get(f"choices-{read.sha256}", ReadingChoices())
    st.session_state[f"choices-{read.sha256}"] = ReadingChoices(
        read.source, choices.profile or known.profile, (*known.placed, *choices.placed)
    )
    st.rerun()


def _what_was_read(read: Extract) -> None:
    st.subheader("What was read", anchor=False)
    say(_sheet_sentence(read))
    for note in read.sheet.notes:
        quietly(note)
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
    identifiers_in_words(read)


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
        f"It speaks as at {day_in_words(read.as_at)} ({read.as_at_from})."
    )


def _corrections(store: Store, reader: Reader, read: Extract) -> list[PlacedWord]:
    """Columns, words and questions, as far as the file leaves them open; what is corrected reads the file again."""
    if profile := columns_step(store, reader, read):
        _read_again(read, ReadingChoices(profile=profile))
    if Question.MONTH_FIRST in read.questions:
        say(
            "The dates of this file fit only with the month first (05/31/2025), which an English system never writes. Until you "
            "agree, they count as not recorded."
        )
        if st.button("Read them with the month first", key="month-first"):
            agreed = with_answer(read, reader, work.now_utc().date(), month_first=True)
            _read_again(read, ReadingChoices(profile=agreed))
    _rejected_in_the_source(read, reader)
    _problems(read)
    if fates := fate_words(read):
        _read_again(read, ReadingChoices(placed=tuple(fates)))
    return words_of_the_file(read)


def _rejected_in_the_source(read: Extract, reader: Reader) -> None:
    """Rejected and duplicate records of the source system: left out unless the person counts them, and always said."""
    kept = bool(read.profile and read.profile.keeps_rejected)
    excluded = sum(count for reason, count in read.left_out if "in the source system" in reason)
    if not (kept or excluded):
        return
    label = (
        "Count incidents that are rejected or duplicate in the source system"
        if kept
        else f"Count the {count_of(excluded, 'row')} that are rejected or duplicate in the source system"
    )
    wanted = st.checkbox(label, value=kept, key=f"keeps-rejected-{read.sha256[:12]}-{kept}")
    if wanted != kept:
        agreed = with_answer(read, reader, work.now_utc().date(), keeps_rejected=wanted)
        _read_again(read, ReadingChoices(profile=agreed))


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
        if read.rejected is not None and len(read.rejected):
            quietly(
                "The rows that were not read, in the file's own columns with the reason behind them and free text left blank: "
                "mend them and upload that file too."
            )
            st.download_button(
                f"Download the {count_of(len(read.rejected), 'row')} that were not read",
                data=lambda: csv_bytes(
                    read.rejected.column_names, zip(*read.rejected.to_pydict().values(), strict=True)
                ),
                file_name=file_name("rows-not-read", read.file_name.rsplit(".", 1)[0], ending="csv"),
                mime="text/csv",
                on_click="ignore",
                key=f"rejected-{read.sha256[:12]}",
            )


def _store(
    store: Store,
    reader: Reader,
    read: Extract,
    answers: dict[str, str],
    covers: tuple[date, date] | None,
    sites: tuple[str, ...],
    as_at: date | None,
    withdraw: dict[str, str],
    keep: dict[str, str],
    placed: list[PlacedWord],
) -> None:
    with st.status("Storing", expanded=True) as status:
        for name, answered in answers.items():
            change_setting(store, reader, name, answered, work.now_utc())
        result, edition = work.store_incidents(
            store, reader, read, work.now_utc(), covers=covers, sites=sites, as_at=as_at,
            withdraw=withdraw, keep=keep, placed=(*_fates_placed(read), *placed), tell=st.write,
        )  # fmt: skip
        status.update(label="Stored", state="complete")
    st.session_state["import-done"] = result
    _done(
        f"Import {result.import_id} is stored: {result.changes.new:,} incidents new, {result.changes.updated:,} updated"
        f"{f', {len(withdraw):,} withdrawn' if withdraw else ''}. "
        f"Edition {edition.edition_id if edition else ''} is a draft; release it under Editions and imports. "
        "Undo stays there too."
    )


def _fates_placed(read: Extract) -> tuple[PlacedWord, ...]:
    """Categories that were placed for this file are kept with it, so that the next file needs no answer."""
    chosen: ReadingChoices | None = st.session_state.get(f"choices-{read.sha256}")
    return chosen.placed if chosen else ()


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
    st.subheader("What does it cover?", anchor=False)
    quietly("Inside these days a month without incidents is a zero; outside them it is a gap.")
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
            min(last_day(read.last_day), max(read.as_at, read.last_day)),
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


def _done(told: str) -> None:
    st.session_state["told"] = told
    st.session_state["upload-round"] = _round() + 1
    st.session_state.pop("extract-read", None)
    st.rerun()
