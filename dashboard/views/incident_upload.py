"""An incident extract, step by step: read, look, correct, say what it covers, store. Nothing is kept before 'Store'."""

import hashlib
from dataclasses import replace
from datetime import date
from typing import NoReturn

import streamlit as st

from dashboard import work
from dashboard.desk import change_setting
from dashboard.domain.extract import PRINTED, Extract, MendableFile, Question, RefusedFile, SheetRead
from dashboard.domain.periods import last_day
from dashboard.domain.profile import PlacedWord, ReadingChoices
from dashboard.domain.reader import OFFICER, Reader
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.extracts.reading import unstage
from dashboard.findings.words import count_of
from dashboard.register import ImportPreview, placed_words, preview
from dashboard.views.before_step import before_you_store, changes_in_words, gone_decision
from dashboard.views.columns_step import columns_of_refused, columns_step, with_answer
from dashboard.views.said import plain, quietly, say
from dashboard.views.tell import acts_done, tell_and_rerun
from dashboard.views.what_was_read import rows_to_look_at, what_was_read
from dashboard.views.words_step import fate_words, words_of_the_file

RECOGNISE = "Recognise by its headings"


def incident_upload(store: Store, reader: Reader) -> None:
    uploaded = st.file_uploader(
        "Incident extract (.xlsx or .csv)",
        type=["xlsx", "csv"],
        key=f"extract-{acts_done()}",
        max_upload_size=60,
    )
    content = uploaded.getvalue() if uploaded else b""
    digest = hashlib.sha256(content).hexdigest()
    chosen = st.selectbox(
        "Source system",
        [RECOGNISE, *(source.label for source in SourceSystem)],
        key=f"source-system-{digest[:12]}",
        width=280,
    )
    if uploaded is None:
        quietly("Choose a file. It is read and shown first; nothing is stored until you say so.")
        return
    source = next((source for source in SourceSystem if source.label == chosen), None)
    read = _read(store, reader, uploaded.name, content, digest, source)
    if isinstance(read, RefusedFile):
        st.error(plain(read.sentence))
        if isinstance(read, MendableFile):
            _mend(store, reader, read)
        return
    _another_sheet(read.sha256, read.sheet)
    _look_and_store(store, reader, read)


def _mend(store: Store, reader: Reader, read: MendableFile) -> None:
    """What the person can say of a file that gives no incident as it is read: its sheet, its categories, its columns."""
    if read.sheet:
        _another_sheet(read.sha256, read.sheet)
    if fates := fate_words(read):
        _read_again(read.sha256, ReadingChoices(placed=tuple(fates)))
    if profile := columns_of_refused(store, reader, read):
        _read_again(read.sha256, ReadingChoices(profile=profile))


def _another_sheet(digest: str, sheet: SheetRead) -> None:
    """A workbook of several sheets: the likeliest was read, and another can be chosen."""
    if len(sheet.sheet_names) < 2 or sheet.sheet not in sheet.sheet_names:
        return
    wanted = st.selectbox(
        "Sheet",
        sheet.sheet_names,
        index=sheet.sheet_names.index(sheet.sheet),
        format_func=plain,
        key=f"sheet-{digest[:12]}-{sheet.sheet}",
        width=280,
    )
    if wanted != sheet.sheet:
        _read_again(digest, ReadingChoices(sheet_name=wanted))


def _look_and_store(store: Store, reader: Reader, read: Extract) -> None:
    what_was_read(read)
    placed = _corrections(store, reader, read)
    covers, agreed = _covers(read)
    as_at = _as_at(read)
    sites = _sites(read)

    def tried(withdraw: dict[str, str]) -> ImportPreview:
        """Tried once for each answer, until the register is written to: a rerun of the page finds what was said."""
        written = store.register.stat().st_mtime_ns if store.has_register() else 0
        wanted = (read.sha256, id(read), covers, sites, as_at, tuple(sorted(withdraw.items())), written)
        kept: dict[tuple, ImportPreview] = st.session_state.setdefault("import-tried", {})
        if wanted not in kept:
            if len(kept) > 3:
                kept.clear()
            now = work.now_utc()
            kept[wanted] = preview(
                store, reader, read, now, covers=covers, sites=sites, as_at=as_at, withdraw=withdraw
            )
        return kept[wanted]

    with st.spinner("Comparing it with what is stored"):
        before = tried({})
    if before.already_imported:
        st.info(
            f"This very file was imported before (import {before.already_imported}): there is nothing to store. "
            "What it changed stands under Editions and imports."
        )
        _cancel(store, read, "Choose another file")
        return
    st.subheader("Before you store it", anchor=False)
    told = st.container()
    withdraw, keep = gone_decision(before, read.sha256)
    with told:
        before_you_store(read, tried(withdraw) if withdraw else before)
    if before.older_than:
        agreed = st.checkbox("Store it all the same", key=f"store-older-{read.sha256[:12]}") and agreed
    answers = _first_questions() if before.first_upload and reader.may(OFFICER) else {}
    with st.container(horizontal=True):
        if st.button("Store", type="primary", disabled=not agreed, key="store-extract"):
            _store(store, reader, read, answers, covers, sites, as_at, withdraw, keep, placed)
        _cancel(store, read, "Cancel")


def _cancel(store: Store, read: Extract, label: str) -> None:
    if st.button(label, key="cancel-extract"):
        unstage(read.sha256, store.staging)
        _done(read.sha256, "Nothing was stored.")


def _sites(read: Extract) -> tuple[str, ...]:
    if len(read.sites) < 2:
        return ()
    return tuple(
        st.multiselect(
            "Sites (leave empty for all)",
            list(read.sites),
            key=f"covers-sites-{read.sha256[:12]}",
            placeholder="all sites",
        )
    )


def _read(
    store: Store, reader: Reader, name: str, content: bytes, digest: str, source: SourceSystem | None
) -> Extract | RefusedFile:
    """Read once for each file and what was chosen for it: a rerun of the page finds what was read."""
    chosen: ReadingChoices | None = st.session_state.get(f"choices-{digest}")
    wanted = (name, digest, source, chosen)
    # The place of the steps is there in every run: what is below keeps its place, and an open part of the page stays open.
    steps = st.empty()
    kept = st.session_state.get("extract-read")
    if kept and kept[0] == wanted:
        return kept[1]
    now = work.now_utc()
    with steps.status("Reading the file", expanded=True):
        st.write("Finding the sheet, its headings and its rows; nothing is stored")
        staged = work.stage(store, content, now)
        sheet_name = chosen.sheet_name if chosen else None
        choices = work.choices_for(store, reader, staged, name, now, source, sheet_name=sheet_name)
        if chosen:
            choices = replace(
                choices,
                profile=chosen.profile or choices.profile,
                placed=(*choices.placed, *chosen.placed),
            )
        st.write("Reading dates, words and medicines")
        read = work.without_erased(store, work.read_incidents(staged, name, now, choices=choices))
    steps.empty()
    st.session_state["extract-read"] = (wanted, read)
    return read


def _read_again(digest: str, choices: ReadingChoices) -> None:
    """Remember what was chosen for this file and run the page again: it is then read so."""
    known: ReadingChoices = st.session_state.get(f"choices-{digest}", ReadingChoices())
    st.session_state[f"choices-{digest}"] = ReadingChoices(
        profile=choices.profile or known.profile,
        placed=(*known.placed, *choices.placed),
        sheet_name=choices.sheet_name or known.sheet_name,
    )
    st.rerun()


def _corrections(store: Store, reader: Reader, read: Extract) -> list[PlacedWord]:
    """Columns, words and questions, as far as the file leaves them open; what is corrected reads the file again."""
    if profile := columns_step(store, reader, read):
        _read_again(read.sha256, ReadingChoices(profile=profile))
    if Question.MONTH_FIRST in read.questions:
        say(
            "Some dates of this file make sense only with the month first (05/31/2025). Listings of NHS systems have the day "
            "first, so nothing is assumed: until you agree, these dates count as not recorded."
        )
        if st.button("Read them with the month first", key="month-first"):
            agreed = with_answer(read, month_first=True)
            _read_again(read.sha256, ReadingChoices(profile=agreed))
    _rejected_in_the_source(read)
    rows_to_look_at(read)
    if fates := fate_words(read):
        _read_again(read.sha256, ReadingChoices(placed=tuple(fates)))
    placed = [word.as_choice() for word in placed_words(store, reader, work.now_utc())]
    return words_of_the_file(read, placed)


def _rejected_in_the_source(read: Extract) -> None:
    """Rejected and duplicate records of the source system: left out unless the person counts them, and always said."""
    kept = bool(read.profile and read.profile.keeps_rejected)
    excluded = sum(count for reason, count in read.left_out if "in the source system" in reason)
    if not (kept or excluded):
        return
    label = (
        "Count rows marked as rejected or duplicate in the source system"
        if kept
        else f"Count the {count_of(excluded, 'row')} marked as rejected or duplicate in the source system"
    )
    wanted = st.checkbox(label, value=kept, key=f"keeps-rejected-{read.sha256[:12]}-{kept}")
    if wanted != kept:
        agreed = with_answer(read, keeps_rejected=wanted)
        _read_again(read.sha256, ReadingChoices(profile=agreed))


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
        if read.profile and read.profile.saved_on is None:
            work.save_profile(store, reader, read.profile, work.now_utc())
        for name, answered in answers.items():
            change_setting(store, reader, name, answered, work.now_utc())
        result, edition = work.store_incidents(
            store, reader, read, work.now_utc(), covers=covers, sites=sites, as_at=as_at,
            withdraw=withdraw, keep=keep, placed=(*_fates_placed(read), *placed), tell=st.write,
        )  # fmt: skip
        status.update(label="Stored", state="complete")
    if edition is None:
        _done(
            read.sha256,
            f"This very file was stored meanwhile (import {result.import_id}): nothing has changed.",
        )
    gone = f" {count_of(len(withdraw), 'incident')} withdrawn." if withdraw else ""
    _done(
        read.sha256,
        f"Import {result.import_id} is stored. {changes_in_words(read, result.changes)}{gone} Edition {edition.edition_id} is "
        "a draft: see what changed, release it or undo it under Editions and imports.",
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
            "When did you go over from NRLS to LFPSE?",
            None,
            key="lfpse-switch",
            format="DD/MM/YYYY",
        )
    quietly(
        "Leave a question empty if you do not know. The switch is drawn as a break: the form and the definitions of harm "
        "changed, and new limits begin there."
    )
    answers = {"trust_name": name.strip()} if name.strip() else {}
    return answers | ({"lfpse_switch_on": switched.isoformat()} if isinstance(switched, date) else {})


def _covers(read: Extract) -> tuple[tuple[date, date] | None, bool]:
    """(the days covered, whether the extract can be stored with that answer)."""
    st.subheader("What does it cover?", anchor=False)
    if read.first_day is None or read.last_day is None:
        say(
            "Its dates are not read yet, so no month can be covered."
            if Question.MONTH_FIRST in read.questions
            else "The file holds no full dates, so no month can be covered: its incidents take part in yearly pictures only."
        )
        return None, True
    quietly("Inside these days a month without incidents is a zero; outside them it is a gap.")
    key = f"{read.sha256[:12]}-{read.first_day}-{read.last_day}"
    with st.container(horizontal=True):
        first = st.date_input(
            "From", read.first_day.replace(day=1), key=f"covers-from-{key}", format="DD/MM/YYYY", width=160
        )
        until = st.date_input(
            "Until",
            min(last_day(read.last_day), max(read.as_at, read.last_day)),
            key=f"covers-until-{key}",
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
        "Day on which this listing was run",
        read.as_at,
        key=f"as-at-{read.sha256[:12]}-{read.as_at}",
        format="DD/MM/YYYY",
        width=280,
        help="The listing prints none. Of two listings, the one run later is believed.",
    )
    return asked if isinstance(asked, date) and asked != read.as_at else None


def _done(digest: str, told: str) -> NoReturn:
    """Say what was done and begin anew: nothing that was chosen for this file is left for the next one."""
    st.session_state.pop(f"choices-{digest}", None)
    for name in ("extract-read", "import-tried"):
        st.session_state.pop(name, None)
    tell_and_rerun(told)
