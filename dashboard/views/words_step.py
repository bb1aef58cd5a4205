"""Words that no list knows: placed once by the person, or decided later. Nothing about their incidents is lost meanwhile."""

from collections import defaultdict
from collections.abc import Iterable

import pandas as pd
import streamlit as st

from dashboard.domain.extract import Extract, MendableFile, Question, UnplacedWord
from dashboard.domain.profile import FATE_FIELDS, MEANINGS, PlacedWord
from dashboard.domain.restatement import WordToPlace
from dashboard.domain.words import SourceSystem
from dashboard.extracts.vocabulary import FIELD_WORDS, code_list, key
from dashboard.views.said import quietly, say

LATER = "decide later"
NOTHING = "says nothing here"
SHOWN = {
    "near_miss": {"did not reach the patient": "yes", "reached the patient": "no"},
    "medication_only": {"a medication incident": "yes", "not a medication incident": "no"},
    "status": {"counts": "counts", "left out (rejected or a duplicate)": "left out"},
    "event_type": {"an incident": "yes", "another kind of event": "no"},
}
"""Meanings that are not words for a person."""

HARM = "Harm to the patient"
RISK = "A risk score"


def words_of_the_file(read: Extract, placed: Iterable[PlacedWord]) -> list[PlacedWord]:
    """What the person places of the words that this file brings; they are kept with the import.

    `placed` are the words that were placed before: they are not asked for again.
    """
    known = {(word.field, key(word.written)) for word in placed if word.source is read.source}
    open_words = [word for word in read.unplaced if (word.field, key(word.written)) not in known]
    asked = [word for word in open_words if word.field == "consequence"]
    found = consequence_answer(read, asked) if asked and Question.CONSEQUENCE in read.questions else []
    words = [
        WordToPlace(read.source.value, word.field, word.written, word.rows)
        for word in open_words
        if word.field not in (*FATE_FIELDS, "consequence")
    ]
    if words:
        with st.expander(f"Words that are not known here ({len(words)})", expanded=len(words) <= 8):
            quietly(
                "Until you say what they mean here, incidents with these words count as not recorded in that column. It is said once, "
                "for this file and every other of its system; what is decided later waits under Words, on the page Upload."
            )
            found += placing(words, name=f"words-{read.sha256[:12]}")
    return found


def fate_words(read: Extract | MendableFile) -> list[PlacedWord]:
    """Words of the category, status and event type columns: placing them reads the file again."""
    words = [
        WordToPlace(read.source.value, word.field, word.written, word.rows)
        for word in read.unplaced
        if word.field in FATE_FIELDS
    ]
    if not words:
        return []
    with st.expander(f"Categories and states that are not known here ({len(words)})"):
        quietly(
            "Rows of a category that is not known are left out as not medication. Say which of them are medication incidents; "
            "the file is then read again."
        )
        chosen = placing(words, name=f"fates-{read.sha256[:12]}")
        if st.button("Read the file again with these", key="apply-fates", disabled=not chosen):
            return chosen
    return []


def consequence_answer(read: Extract, words: list[UnplacedWord]) -> list[PlacedWord]:
    """Is this harm, or a risk score? Each answer says what it does; deciding later is one of them."""
    known = code_list("consequence", read.source)
    st.subheader("Is this harm to the patient, or a risk score?", anchor=False)
    say(
        f"The harm column holds words of a consequence scale: {', '.join(word.written for word in words)}. Some trusts record "
        "with them what happened to the patient, others how bad it could have been."
    )
    answer = st.radio(
        "Harm or risk score",
        [LATER, HARM, RISK],
        format_func=lambda answer: answer[:1].upper() + answer[1:],
        key=f"consequence-{read.sha256[:12]}",
        captions=[
            "Harm counts as not recorded for now; the words are kept, and you can place them under Words, on the page Upload.",
            "Insignificant or negligible is no harm, minor is low, moderate is moderate, major is severe, catastrophic is fatal.",
            "It says how bad it could have been: harm counts as not recorded, for good.",
        ],
        label_visibility="collapsed",
    )
    if answer == LATER:
        return []
    return [
        PlacedWord(
            "consequence",
            read.source,
            word.written,
            known.get(key(word.written), "") if answer == HARM else "",
        )
        for word in words
    ]


def placing(words: Iterable[WordToPlace], *, name: str, counted: str = "Rows") -> list[PlacedWord]:
    """One table a field and source: each word, the rows (or incidents) that hold it, and what it means. Only what was chosen comes back."""
    grouped: dict[tuple[str, str], list[WordToPlace]] = defaultdict(list)
    for word in words:
        grouped[word.field, word.source].append(word)
    found = []
    for (field, source), listed in grouped.items():
        if field not in MEANINGS:
            continue
        meanings = SHOWN.get(field) or {meaning: meaning for meaning in MEANINGS[field]}
        system = SourceSystem(source)
        heading = f"{system.label}: {FIELD_WORDS.get(field, 'harm level, on a consequence scale')}"
        frame = pd.DataFrame(
            {
                heading: [word.written for word in listed],
                counted: [word.rows for word in listed],
                "Means": [LATER] * len(listed),
            }
        )
        edited = st.data_editor(
            frame,
            key=f"{name}-{field}-{source}",
            hide_index=True,
            width="stretch",
            disabled=[heading, counted],
            column_config={
                "Means": st.column_config.SelectboxColumn(
                    options=[LATER, *meanings, NOTHING], required=True, width="medium"
                ),
                counted: st.column_config.NumberColumn(width="small"),
            },
        )
        found += [
            PlacedWord(field, system, written, meanings.get(means, ""))
            for written, means in zip(edited[heading], edited["Means"], strict=True)
            if means != LATER
        ]
    return found
