"""The names of medicines in the register: how many are recognised, what waits, what was confirmed, what changed."""

import pandas as pd
import streamlit as st

from dashboard import work
from dashboard.domain.medicines import ConfirmedName
from dashboard.domain.periods import day_in_london, day_in_words
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store, StoreProblem
from dashboard.edition import ask, editions_of
from dashboard.extracts.medicines import MedicineNaming
from dashboard.findings.asking import EVERYTHING
from dashboard.findings.medicines import (
    named_sentence,
    queue_sentence,
    reading_sentence,
    rereads_sentence,
    schedule_sentence,
)
from dashboard.findings.words import count_of
from dashboard.register import NameHeld, names_confirmed, names_held, names_reread
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.reader import named
from dashboard.views.said import plain, quietly, say
from dashboard.views.tell import acts_done, tell_and_rerun

LATER = "decide later"
NO_MEDICINE = "names no medicine"
AT_A_TIME = 25
"""Names shown to be confirmed at a time: the ones met most often first."""


def names_tab(store: Store, reader: Reader, edition_id: int, naming: MedicineNaming) -> None:
    for row in ask("medicines_named", EVERYTHING, reader, store=store, edition_id=edition_id):
        say(named_sentence(row))
    held = _held(str(store.root), edition_id, reader.anonymous, store)
    _queue(store, reader, [name for name in held if name.kind == "unrecognised"], naming)
    _look_up(store, reader, held, naming)
    _by_spelling([name for name in held if name.how == "spelling"])
    _confirmed(store, reader)
    _changed(store, reader)


@st.cache_data(max_entries=8, show_spinner="Reading the names in the incidents")
def _held(root: str, edition_id: int, reader: Reader, _store: Store) -> tuple[NameHeld, ...]:
    """Every act that changes names publishes an edition, so that its number is the key."""
    return names_held(_store, reader, work.now_utc())


@st.cache_data(max_entries=2_000, show_spinner=False)
def _suggested(version: str, written: str, _naming: MedicineNaming) -> tuple[str, str, str]:
    """(the likeliest medicine, its look-alike that is near, why); nothing where nothing is near."""
    found = _naming.suggest(written)
    if not found:
        return "", "", ""
    first, *others = found
    also = [each.medicine for each in others[:2]]
    return first.medicine, first.look_alike, first.evidence + (f"; or {' or '.join(also)}" if also else "")


def _queue(store: Store, reader: Reader, waiting: list[NameHeld], naming: MedicineNaming) -> None:
    st.header("To be confirmed", anchor=False)
    say(queue_sentence(len(waiting), sum(name.incidents for name in waiting)))
    if not waiting:
        return
    shown = waiting[:AT_A_TIME]
    suggested = [_suggested(naming.version, name.written, naming) for name in shown]
    edited = st.data_editor(
        pd.DataFrame(
            {
                "Name as written": [name.written for name in shown],
                "Incidents": [name.incidents for name in shown],
                "Suggested": [medicine for medicine, _, _ in suggested],
                "Accept": [False] * len(shown),
                "Take care": [f"not {partner}?" if partner else "" for _, partner, _ in suggested],
                "Because": [evidence for _, _, evidence in suggested],
                "Or it means": [LATER] * len(shown),
            }
        ),
        key=f"confirm-{acts_done()}",
        hide_index=True,
        width="stretch",
        height="content",
        disabled=["Name as written", "Incidents", "Suggested", "Take care", "Because"],
        column_config={
            "Name as written": st.column_config.TextColumn(width=190),
            "Incidents": st.column_config.NumberColumn(width=80),
            "Suggested": st.column_config.TextColumn(width=160),
            "Accept": st.column_config.CheckboxColumn(
                width=95, help="The suggested medicine is what was meant"
            ),
            "Take care": st.column_config.TextColumn(width=130, help="A look-alike sound-alike is near"),
            "Because": st.column_config.TextColumn(width=190),
            "Or it means": st.column_config.SelectboxColumn(
                options=[LATER, NO_MEDICINE, *naming.generic_names()], required=True, width=160
            ),
        },
    )
    if len(waiting) > len(shown):
        quietly(f"The {len(shown)} most frequent of {len(waiting):,} are shown; the next ones follow.")
    chosen = _chosen(edited)
    label = f"Confirm {count_of(len(chosen), 'name')}" if chosen else "Confirm"
    if st.button(label, type="primary", disabled=not chosen, key="confirm-names"):
        _confirm(store, reader, chosen)


def _chosen(edited: pd.DataFrame) -> list[ConfirmedName]:
    """What was chosen by hand goes before the suggestion that was accepted."""
    found = []
    for written, medicine, accepted, means in zip(
        edited["Name as written"], edited["Suggested"], edited["Accept"], edited["Or it means"], strict=True
    ):
        if means != LATER:
            found.append(ConfirmedName(written, () if means == NO_MEDICINE else (means,)))
        elif accepted and medicine:
            found.append(ConfirmedName(written, (medicine,)))
    return found


def _confirm(store: Store, reader: Reader, names: list[ConfirmedName]) -> None:
    try:
        with st.spinner("Confirming, and publishing a draft edition"):
            edition = work.confirm_names(store, reader, names, work.now_utc())
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    tell_and_rerun(f"{count_of(len(names), 'name')} confirmed. Edition {edition.edition_id} is a draft.")


def _look_up(store: Store, reader: Reader, held: tuple[NameHeld, ...], naming: MedicineNaming) -> None:
    """Any name: how it is read, and another meaning for it."""
    st.header("Look up a name", anchor=False)
    quietly(
        "How is a name read? Where it is read wrongly, or means several medicines, say here what it means."
    )
    written = st.text_input("Name as written", key=f"look-up-{acts_done()}", max_chars=200, width=420)
    if not written.strip():
        return
    read = naming.name(written)
    say(reading_sentence(read.kind, read.medicines, tuple(dict.fromkeys(read.drug_classes)), read.how))
    for medicine in (naming.medicines[each] for each in read.medicines):
        quietly(schedule_sentence(medicine.name, medicine.cd_schedule, medicine.preparations))
    alike = [name for name in held if name.written.casefold() == written.strip().casefold()]
    if alike:
        quietly(f"It stands in {count_of(alike[0].incidents, 'incident')}.")
    near = naming.suggest(written) if read.kind == "unrecognised" else ()
    if near:
        quietly(f"Near to it: {'; '.join(f'{each.medicine} ({each.evidence})' for each in near)}.")
    means = st.multiselect(
        "It means",
        naming.generic_names(),
        key=f"means-{acts_done()}",
        placeholder="one medicine or several; none: it names no medicine",
        width=420,
    )
    label = "Confirm this meaning" if means else "Confirm that it names no medicine"
    if st.button(label, key="confirm-one"):
        _confirm(store, reader, [ConfirmedName(written.strip(), tuple(means))])


def _by_spelling(names: list[NameHeld]) -> None:
    if not names:
        return
    with st.expander(f"Read by their spelling ({len(names):,})"):
        quietly(
            "One letter is different from a name that is known, no other name is near, and no look-alike is. Look a name up "
            "above to say otherwise."
        )
        show_table(
            rows_as_table(
                ("Name as written", "Read as", "Incidents"),
                [(name.written, name.means, name.incidents) for name in names],
            ),
            alt="Names that were read by their spelling",
        )


def _confirmed(store: Store, reader: Reader) -> None:
    st.header("Confirmed", anchor=False)
    confirmed = names_confirmed(store, reader, work.now_utc())
    if not confirmed:
        quietly("No name was confirmed yet.")
        return
    show_table(
        rows_as_table(
            ("Name as written", "Means", "Incidents", "By", "On"),
            [
                (
                    name.written,
                    ", ".join(name.medicines) or NO_MEDICINE,
                    name.incidents,
                    named(name.confirmed_by),
                    day_in_london(name.confirmed_at),
                )
                for name in confirmed
            ],
        ),
        alt="Names that were confirmed, newest first",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Take back", confirmed, format_func=lambda name: name.written, key="take-back-name", width=360
        )
        if st.button("Take it back", key="take-back-name-now") and chosen:
            edition = work.take_back_name(store, reader, chosen.written, work.now_utc())
            tell_and_rerun(
                f"'{chosen.written}' is read by the lists again. Edition {edition.edition_id} is a draft."
            )


def _changed(store: Store, reader: Reader) -> None:
    """Against the last released edition: what others have seen."""
    released = next((each for each in editions_of(store, reader) if each.released_at), None)
    st.header("What changed", anchor=False)
    since = released.released_at if released else None
    words = (
        f"edition {released.edition_id} was released ({day_in_words(since.date())})"
        if released and since
        else "the first extract"
    )
    changed = names_reread(store, reader, work.now_utc(), since)
    say(rereads_sentence(len(changed), f"since {words}"))
    if changed:
        show_table(
            rows_as_table(
                ("Name as written", "Was read as", "Is read as", "Incidents", "Because", "On"),
                [
                    (
                        name.written,
                        name.was,
                        name.became,
                        name.incidents,
                        name.act,
                        day_in_london(name.happened_at),
                    )
                    for name in changed
                ],
            ),
            alt="Names that are read otherwise than before",
        )
        quietly("Their incidents moved between drug classes; none came or went.")
