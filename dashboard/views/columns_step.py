"""The columns of a file: what each is read as, with examples and how far it is filled; the person corrects it once."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import work
from dashboard.domain.extract import Extract, FoundColumn, MendableFile
from dashboard.domain.periods import day_in_words
from dashboard.domain.profile import Profile, differences
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.extracts.vocabulary import FIELD_WORDS
from dashboard.findings.imported import filled_share
from dashboard.views.reader import named
from dashboard.views.said import plain, quietly, say

NOT_USED = "not used"
HOW = {"heading": "by its heading", "profile": "as chosen", "not used": ""}
NARRATIVE = "narrative"


def columns_step(store: Store, reader: Reader, read: Extract) -> Profile | None:
    """Shows the columns. Gives the profile to read the file with again, once the person has chosen one."""
    used = [column for column in read.columns if column.field and column.field != NARRATIVE]
    held = {column.field for column in read.columns}
    missing = [FIELD_WORDS[field] for field in WANTED if field not in held]
    _profile_in_words(read)
    with st.expander(f"Columns: {len(used)} of {len(read.columns)} are used"):
        if missing:
            say(f"No column was found for: {', '.join(missing)}.")
        quietly(
            "If a column is read as the wrong thing, change it under 'Read as' and read the file again. Your choice is kept for "
            "the next file with these headings."
        )
        known = read.profile.name if read.profile else ""
        chosen = _editor(read.columns, read.rows.read, f"{read.sha256[:12]}-{known}")
        name = _name_of_the_reading(read.sha256, known or f"{read.source.label} listing")
        if name and REFERENCE not in chosen.values():
            st.error(NO_REFERENCE)
        elif name:
            return _kept(store, reader, read, name, chosen)
    return None


def columns_of_refused(store: Store, reader: Reader, refused: MendableFile) -> Profile | None:
    """The columns of a file whose headings are not known here: the person says what they hold, and it can be read."""
    columns, system, digest = refused.columns, refused.source, refused.sha256
    st.subheader("Say what its columns hold", anchor=False)
    quietly(
        "If this is a listing of incidents, choose under 'Read as' at least the column that holds the incident reference, and "
        "the date of incident if it has one. Your choice is kept for the next file with these headings."
    )
    chosen = _editor(columns, None, f"{digest[:12]}-{system.value}")
    name = _name_of_the_reading(digest, f"{system.label} listing")
    if not name:
        return None
    if REFERENCE not in chosen.values():
        st.error(NO_REFERENCE)
        return None
    before = {column.heading: column.field for column in columns}
    changed = tuple((heading, field) for heading, field in chosen.items() if field != before.get(heading))
    headings = tuple(column.heading for column in columns)
    return _save(store, reader, Profile(name, system, headings, changed))


REFERENCE = "reference"
NO_REFERENCE = "One column must be read as the incident reference: by it an incident counts once, and a later file finds it again."


def _name_of_the_reading(digest: str, offered: str) -> str:
    """The name to keep the choice under, once the button is pressed; before that nothing."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(
            "Keep this way of reading as", offered[:1].upper() + offered[1:], key=f"profile-name-{digest[:12]}-{offered}",
            max_chars=60, width=320,
        )  # fmt: skip
        pressed = st.button("Read the file again with these columns", key="apply-columns")
    return (name.strip() or offered) if pressed else ""


WANTED = ("reference", "occurred_on", "reported_on", "site", "division", "location", "harm", "stage", "error_type", "medicine", "reporter_group", "status")  # fmt: skip
"""Without these a page of the dashboard has less to say; other fields are a gain where a system has them."""


def _profile_in_words(read: Extract) -> None:
    profile = read.profile
    if profile is None:
        return
    if profile.saved_on is None:
        words = [
            "Read with your answer; it is kept for the next file with these headings once you store this one."
        ]
    else:
        words = [
            f"Read as kept under '{profile.name}' by {named(profile.owner)} on {day_in_words(profile.saved_on)}."
        ]
    new, gone, renamed = differences(profile, tuple(column.heading for column in read.columns))
    if renamed:
        pairs = "; ".join(f"'{now}' was '{before}'" for before, now in renamed)
        words.append(f"Renamed since then, it seems: {pairs}.")
    if new:
        words.append(f"New since then: {', '.join(new)}.")
    if gone:
        words.append(f"No longer there: {', '.join(gone)}.")
    say(" ".join(words))


def _editor(columns: Sequence[FoundColumn], rows: int | None, name: str) -> dict[str, str | None]:
    """Heading to field for every column that may be changed; free text stays out whatever is chosen.

    `rows` is what the share filled is of; None shows no share.
    """
    listed = [column for column in columns if column.heading and column.field != NARRATIVE]
    frame = pd.DataFrame(
        {
            "Column in the file": [column.heading for column in listed],
            "Read as": [FIELD_WORDS.get(column.field or "", NOT_USED) for column in listed],
            "Filled": [filled_share(column, rows) if rows else None for column in listed],
            "Examples": [", ".join(column.examples) for column in listed],
            "How": [HOW.get(column.how, "") for column in listed],
        }
    )
    edited = st.data_editor(
        frame,
        key=f"columns-{name}",
        hide_index=True,
        width="stretch",
        disabled=["Column in the file", "Filled", "Examples", "How"],
        column_order=["Column in the file", "Read as", *(["Filled"] if rows else []), "Examples", "How"],
        column_config={
            "Column in the file": st.column_config.TextColumn(width="medium"),
            "Read as": st.column_config.SelectboxColumn(
                options=[
                    NOT_USED,
                    *(word for field, word in FIELD_WORDS.items() if field != NARRATIVE),
                ],
                required=True,
                width="medium",
            ),
            "Filled": st.column_config.NumberColumn(format="%.0f%%", width=70),
            "Examples": st.column_config.TextColumn(width="medium"),
            "How": st.column_config.TextColumn(width="small"),
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
    )
    return _save(store, reader, profile)


def _save(store: Store, reader: Reader, profile: Profile) -> Profile:
    now = work.now_utc()
    owned = replace(profile, owner=reader.id, saved_on=now.date())
    work.save_profile(store, reader, owned, now)
    st.toast(plain(f"Kept as '{owned.name}'."))
    return owned


def with_answer(
    read: Extract, *, month_first: bool | None = None, keeps_rejected: bool | None = None
) -> Profile:
    """The profile of this file with an answer to a question about the whole of it; it is saved when the file is stored."""
    known = read.profile or Profile(
        f"{read.source.label} listing", read.source, tuple(column.heading for column in read.columns)
    )
    return replace(
        known,
        month_first=known.month_first if month_first is None else month_first,
        keeps_rejected=known.keeps_rejected if keeps_rejected is None else keeps_rejected,
        saved_on=None,
    )
