"""Words that no list knows: what is still to be placed, and what was placed. A part of the page Upload."""

import streamlit as st

from dashboard import work
from dashboard.domain.periods import day_in_london
from dashboard.domain.profile import FATE_FIELDS
from dashboard.domain.reader import Reader
from dashboard.domain.restatement import WordToPlace
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.extracts.vocabulary import FIELD_WORDS
from dashboard.findings.to_place import words_sentence
from dashboard.findings.words import count_of
from dashboard.register import placed_words, words_to_place
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.reader import named
from dashboard.views.said import quietly, say
from dashboard.views.tell import acts_done, tell_and_rerun
from dashboard.views.words_step import placing


def words(store: Store, reader: Reader) -> None:
    """What is to be placed, and what was. `store` is the trust's own and has a register."""
    now = work.now_utc()
    listed = words_to_place(store, reader, now)
    kept_raw = [word for word in listed if word.field not in FATE_FIELDS]
    st.header("To be placed", anchor=False)
    say(words_sentence(kept_raw))
    if kept_raw:
        chosen = placing(kept_raw, name=f"place-{acts_done()}", counted="Incidents")
        label = f"Place {count_of(len(chosen), 'word')}" if chosen else "Place"
        if st.button(label, type="primary", disabled=not chosen, key="place-words"):
            with st.spinner("Placing, and publishing a draft edition"):
                edition = work.place_words(store, reader, chosen, work.now_utc())
            tell_and_rerun(
                f"{count_of(len(chosen), 'word')} placed. Edition {edition.edition_id} is a draft."
            )
    _fates([word for word in listed if word.field in FATE_FIELDS])
    _placed(store, reader)


def _fates(words: list[WordToPlace]) -> None:
    if not words:
        return
    with st.expander(f"Categories and states that are not known ({len(words)})"):
        quietly(
            "Their rows are left out. They are placed while a file is read, under Upload; upload a newer file to count them."
        )
        show_table(
            rows_as_table(
                ("System", "Column", "Word", "Rows"),
                [
                    (
                        SourceSystem(word.source).label,
                        FIELD_WORDS.get(word.field, word.field),
                        word.written,
                        word.rows,
                    )
                    for word in words
                ],
            ),
            alt="Categories and states that no list knows",
        )


def _placed(store: Store, reader: Reader) -> None:
    placed = placed_words(store, reader, work.now_utc())
    st.header("Placed", anchor=False)
    if not placed:
        quietly("No word was placed yet.")
        return
    show_table(
        rows_as_table(
            ("System", "Column", "Word", "Means", "By", "On"),
            [
                (
                    SourceSystem(word.source).label, FIELD_WORDS.get(word.field, "harm level"), word.written,
                    word.means or "says nothing", named(word.placed_by), day_in_london(word.placed_at),
                )
                for word in placed
            ],
        ),
        alt="Words that were placed, newest first",
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Take back",
            placed,
            format_func=lambda word: f"{word.written} ({SourceSystem(word.source).label})",
            key="take-back-which",
            width=360,
        )
        if st.button("Take it back", key="take-back") and chosen:
            edition = work.take_back_word(store, reader, chosen.as_choice(), work.now_utc())
            tell_and_rerun(
                f"'{chosen.written}' is to be placed again. Edition {edition.edition_id} is a draft."
            )
