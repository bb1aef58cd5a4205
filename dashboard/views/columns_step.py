"""The columns of a file: what each is read as, with examples and how far it is filled; the person corrects it once."""

from datetime import date

import pandas as pd
import streamlit as st

from dashboard import work
from dashboard.domain.extract import Extract
from dashboard.domain.profile import Profile, differences
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.extracts.vocabulary import FIELD_WORDS
from dashboard.views.said import plain, quietly, say

NOT_USED = "not used"
HOW = {"heading": "by its heading", "profile": "as chosen", "not used": ""}
NARRATIVE = "narrative"


def columns_step(store: Store, reader: Reader, read: Extract) -> Profile | None:
    """Shows the columns. Gives the profile to read the file with again, once the person has chosen one."""
    used = [column for column in read.columns if column.field and column.field != NARRATIVE]
    missing = [
        FIELD_WORDS[field] for field in WANTED if field not in {column.field for column in read.columns}
    ]
    _profile_in_words(read)
    with st.expander(f"Columns: {len(used)} of {len(read.columns)} are used"):
        if missing:
            say(f"No column was found for: {', '.join(missing)}.")
        quietly(
            "Change what a column is read as, then read the file again. It is kept for the next file of this shape."
        )
        chosen = _editor(read)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.text_input(
                "Name of this way of reading",
                read.profile.name if read.profile else f"{read.source.label} listing",
                key="profile-name",
                max_chars=60,
                width=320,
            )
            if st.button("Read the file again with these columns", key="apply-columns"):
                return _kept(store, reader, read, name.strip() or f"{read.source.label} listing", chosen)
    return None


WANTED = ("reference", "occurred_on", "reported_on", "site", "division", "location", "harm", "stage", "error_type", "medicine", "reporter_group", "status")  # fmt: skip
"""Without these a page of the dashboard has less to say; other fields are a gain where a system has them."""


def _profile_in_words(read: Extract) -> None:
    profile = read.profile
    if profile is None:
        return
    saved = f", {profile.saved_on:%d/%m/%Y}" if profile.saved_on else ""
    words = [f"Read as kept under '{profile.name}' ({profile.owner}{saved})."]
    new, gone, renamed = differences(profile, tuple(column.heading for column in read.columns))
    if renamed:
        pairs = "; ".join(f"'{now}' was '{before}'" for before, now in renamed)
        words.append(f"Renamed since then, it seems: {pairs}.")
    if new:
        words.append(f"New since then: {', '.join(new)}.")
    if gone:
        words.append(f"No longer there: {', '.join(gone)}.")
    say(" ".join(words))


def _editor(read: Extract) -> dict[str, str | None]:
    """Heading to field for every column that may be changed; free text stays out whatever is chosen."""
    rows = len(read.incidents) and read.rows.read
    listed = [column for column in read.columns if column.heading and column.field != NARRATIVE]
    frame = pd.DataFrame(
        {
            "Column in the file": [column.heading for column in listed],
            "Read as": [FIELD_WORDS.get(column.field or "", NOT_USED) for column in listed],
            "Filled": [column.filled / rows if rows else 0.0 for column in listed],
            "Examples": [", ".join(column.examples) for column in listed],
            "How": [HOW.get(column.how, "") for column in listed],
        }
    )
    edited = st.data_editor(
        frame,
        key=f"columns-{read.sha256[:12]}-{read.profile.name if read.profile else ''}",
        hide_index=True,
        width="stretch",
        disabled=["Column in the file", "Filled", "Examples", "How"],
        column_config={
            "Read as": st.column_config.SelectboxColumn(
                options=[
                    NOT_USED,
                    *sorted(word for field, word in FIELD_WORDS.items() if field != NARRATIVE),
                ],
                required=True,
                width="medium",
            ),
            "Filled": st.column_config.ProgressColumn(
                format="percent", min_value=0.0, max_value=1.0, width="small"
            ),
        },
    )
    fields = {word: field for field, word in FIELD_WORDS.items()}
    return {
        heading: fields.get(word)
        for heading, word in zip(edited["Column in the file"], edited["Read as"], strict=True)
    }


def _kept(store: Store, reader: Reader, read: Extract, name: str, chosen: dict[str, str | None]) -> Profile:
    """Only what differs from what the headings say is kept; what was chosen before stays chosen."""
    before = read.profile.chosen() if read.profile else {}
    now_read = {column.heading: column.field for column in read.columns}
    changed = {heading: field for heading, field in chosen.items() if field != now_read.get(heading)}
    profile = Profile(
        name,
        read.source,
        tuple(column.heading for column in read.columns),
        tuple((before | changed).items()),
        month_first=bool(read.profile and read.profile.month_first),
        keeps_rejected=bool(read.profile and read.profile.keeps_rejected),
        owner=reader.id,
        saved_on=work.now_utc().date(),
    )
    work.save_profile(store, reader, profile, work.now_utc())
    st.toast(plain(f"Kept as '{name}'."))
    return profile


def with_answer(read: Extract, reader: Reader, today: date, **answers: bool) -> Profile:
    """The profile of this file with an answer to a question about the whole of it (month first, keep the rejected)."""
    known = read.profile or Profile(
        f"{read.source.label} listing", read.source, tuple(column.heading for column in read.columns)
    )
    said = {"month_first": known.month_first, "keeps_rejected": known.keeps_rejected} | answers
    return Profile(
        known.name, known.source, known.headings, known.columns, owner=reader.id, saved_on=today, **said
    )
