"""Settings of free text and personal details: what becomes of each source's, and what the trust adds to what is looked for."""

import streamlit as st

from dashboard import desk, register, work
from dashboard.domain.identifiers import Narrative
from dashboard.domain.periods import london_day_in_words
from dashboard.domain.reader import Reader
from dashboard.domain.settings import BY_NAME, NARRATIVE_SETTINGS, NARRATIVES
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.words import SourceSystem
from dashboard.findings.words import count_of
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.said import plain, quietly, say
from dashboard.views.tell import acts_done, tell_and_rerun

LABELS_OF_FREE_TEXT = {
    "hospital_numbers": "Forms of your hospital numbers",
    **{name: f"Free text of {SourceSystem(source).label}" for name, source in NARRATIVE_SETTINGS.items()},
}
AS_WRITTEN_MEANS = (
    "I know that with 'kept as written' names, numbers and dates of birth of patients and staff stay in the register as they were "
    "written, and that this is noted with my name."
)
ROWS_SHOWN = 50


def free_text_part(store: Store, reader: Reader) -> None:
    say(
        "Free text is where patients and staff are named. It is looked through at each upload and left out, unless you keep it for a "
        "source here. What is kept is in the register alone: in no edition, no pack, no download, and shown to officers only."
    )
    _what_becomes_of_it(store, reader)
    _staff_list(store, reader)
    _what_was_found(store, reader)


def _what_becomes_of_it(store: Store, reader: Reader) -> None:
    held = {
        name: str(value)
        for name, value in desk.settings(store, work.now_utc()).items()
        if name in LABELS_OF_FREE_TEXT
    }
    done = acts_done()
    wanted: dict[str, str] = {}
    st.subheader("What becomes of it, from the next import on", anchor=False)
    with st.container(horizontal=True, key="free-text-sources"):
        for name in NARRATIVE_SETTINGS:
            wanted[name] = st.selectbox(
                LABELS_OF_FREE_TEXT[name],
                NARRATIVES,
                NARRATIVES.index(held[name]),
                key=f"{name}-{done}",
                width=250,
            )
    quietly(
        "Kept masked: a mark such as [NHS number] is stored in the place of what looks like a personal detail. Names without a title "
        "that are not on the staff list are not found, so that what is kept is never anonymous."
    )
    wanted["hospital_numbers"] = st.text_input(
        LABELS_OF_FREE_TEXT["hospital_numbers"], held["hospital_numbers"], key=f"hospital-numbers-{done}",
        help=BY_NAME["hospital_numbers"].help, max_chars=230, width=520, placeholder="A999999; RXX 9999999",
    )  # fmt: skip
    newly = [
        name
        for name in NARRATIVE_SETTINGS
        if wanted[name] == Narrative.AS_WRITTEN and held[name] != Narrative.AS_WRITTEN
    ]
    sure = st.checkbox(AS_WRITTEN_MEANS, key=f"as-written-{done}") if newly else True
    if not st.button("Save", type="primary", key="save-free-text", disabled=not sure):
        return
    try:
        changed, _ = work.change_settings(store, reader, wanted, work.now_utc())
    except (ValueError, StoreProblem) as problem:
        st.error(plain(str(problem)))
        return
    if not changed:
        tell_and_rerun("Nothing was changed: this is what holds.")
    tell_and_rerun(
        f"Saved: {', '.join(LABELS_OF_FREE_TEXT[name][:1].lower() + LABELS_OF_FREE_TEXT[name][1:] for name in changed)}."
    )


def _staff_list(store: Store, reader: Reader) -> None:
    st.subheader("Staff list", anchor=False)
    held = desk.staff_list(store, work.now_utc())
    if held:
        say(f"{count_of(held.names, 'name')} loaded on {london_day_in_words(held.loaded_at)}.")
    else:
        say("None is loaded. With one, names of your staff are found in free text and put behind a mark.")
    quietly(
        "A CSV file with a forename and a surname on each line. The names are not kept: only digests of them, by a key of this store, by "
        "which the same name is found again."
    )
    chosen = st.file_uploader(
        "Staff list (.csv)", type=["csv"], key=f"staff-list-{acts_done()}", max_upload_size=4
    )
    with st.container(horizontal=True):
        if st.button("Load this list", key="load-staff-list", disabled=chosen is None) and chosen:
            try:
                names = work.load_staff_list(store, reader, chosen.getvalue(), work.now_utc())
            except StoreProblem as problem:
                st.error(plain(str(problem)))
                return
            tell_and_rerun(f"{count_of(names, 'name')} loaded. They are looked for from the next upload on.")
        if held and st.button("Remove the list", key="remove-staff-list"):
            work.remove_staff_list(store, reader, work.now_utc())
            tell_and_rerun("The staff list is removed. Load the file again to bring it back.")


def _what_was_found(store: Store, reader: Reader) -> None:
    st.subheader("What was found at imports", anchor=False)
    found = register.identifiers_of_imports(store, reader, work.now_utc())
    if not found:
        quietly("No import has held anything that looks like a personal detail yet.")
        return
    show_table(
        rows_as_table(
            ("Import", "Looks like", "Column", "Rows"),
            [(each.import_id, each.kind, each.heading, each.rows) for each in found[:ROWS_SHOWN]],
        ),
        alt="Personal details found at imports, by kind and column",
    )
    if len(found) > ROWS_SHOWN:
        quietly(f"Only the first {ROWS_SHOWN} of {len(found):,} are shown.")
