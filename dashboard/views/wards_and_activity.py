"""Wards and activity: which wards stand behind which names, and what incidents can be counted against."""

from datetime import date

import pandas as pd
import streamlit as st

from dashboard import work
from dashboard.domain.periods import day_in_words
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.words import NOT_RECORDED
from dashboard.edition import latest_edition
from dashboard.findings.to_place import names_sentence
from dashboard.findings.words import count_of
from dashboard.register import Place, WrittenPlace, places, written_places
from dashboard.views.activity_upload import activity_upload
from dashboard.views.parts import parts
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.reader import current_reader
from dashboard.views.said import plain, quietly, say
from dashboard.views.store_seen import real_store
from dashboard.views.tell import acts_done, say_what_was_done, tell_and_rerun

NEW = "a new place"


def render() -> None:
    reader, store = current_reader(), real_store()
    st.title("Wards and activity")
    say_what_was_done()

    def wards() -> None:
        if latest_edition(store, reader) is None:
            say(
                "There is no register of your own yet. Wards under several names are placed here once the first extract is stored "
                "under Upload."
            )
        else:
            _places(store, reader)

    drawn_by = {"Wards and places": wards, "Activity": lambda: activity_upload(store, reader)}
    parts("wards-part", drawn_by, always=tuple(drawn_by))


def _places(store: Store, reader: Reader) -> None:
    now = work.now_utc()
    written, kept = written_places(store, reader, now), places(store, reader, now)
    without_bed_days = [each for each in written if each.incidents and not each.months_with_bed_days]
    without_incidents = [each for each in written if each.months_with_bed_days and not each.incidents]
    st.header("Names that do not meet", anchor=False)
    if any(each.months_with_bed_days for each in written):
        say(names_sentence(len(without_bed_days), len(without_incidents)))
        _names("Incidents without bed days", "Incidents", [(p, p.incidents) for p in without_bed_days])
        _names(
            "Bed days without incidents",
            "Months with bed days",
            [(p, p.months_with_bed_days) for p in without_incidents],
        )
    else:
        say("No bed days are stored yet, so there is nothing to compare: add them under Activity.")
    _name_a_place(store, reader, written, kept)
    _kept_places(store, reader, written, kept)


def _names(title: str, counted: str, listed: list[tuple[WrittenPlace, int]]) -> None:
    if not listed:
        return
    st.subheader(title, anchor=False)
    show_table(
        rows_as_table(
            ("Ward or place", counted, "Site", "Division"),
            [(place.location, number, place.site, place.division) for place, number in listed],
        ),
        alt=f"{title}, by ward or place as written",
    )


def _name_a_place(
    store: Store, reader: Reader, written: tuple[WrittenPlace, ...], kept: tuple[Place, ...]
) -> None:
    """One name behind the names as written; its division from a day on; when it opened and closed."""
    st.header("Name a place", anchor=False)
    quietly("Choose every name that one ward is written under. Its incidents and bed days then count as one.")
    chosen = st.selectbox(
        "Place", [NEW, *kept], format_func=lambda each: each if each == NEW else f"{each.name} ({each.site})",
        key="place-which", width=360,
    )  # fmt: skip
    known = chosen if isinstance(chosen, Place) else None
    suffix = f"{known.place_id if known else 'new'}-{acts_done()}"
    offered = [(each.site, each.location) for each in written]
    before = _as_written(known, written) if known else []
    names = st.multiselect(
        "Written as",
        sorted({*offered, *before}),
        default=before,
        format_func=lambda name: f"{name[1]} ({name[0]})",
        placeholder="the names of one ward",
        key=f"place-names-{suffix}",
    )
    divisions = sorted({each.division for each in written if each.division != NOT_RECORDED})
    sites = sorted({each.site for each in written})
    chosen_first = f"{suffix}-{names[0] if names and not known else ''}"
    first = next((each for each in written if (each.site, each.location) in names), None)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(
            "Name to show", known.name if known else "", key=f"place-name-{suffix}", max_chars=60, width=220
        )
        site = st.selectbox(
            "Site", sites, index=_at(sites, known.site if known else first.site if first else None),
            key=f"place-site-{chosen_first}", width=220,
        )  # fmt: skip
        division = st.selectbox(
            "Division", [NOT_RECORDED, *divisions],
            index=_at([NOT_RECORDED, *divisions], known.division if known else first.division if first else None),
            key=f"place-division-{chosen_first}", width=220,
        )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom"):
        opened = st.date_input(
            "Opened on",
            known.opened_on if known else None,
            key=f"place-opened-{suffix}",
            format="DD/MM/YYYY",
            width=160,
        )
        closed = st.date_input(
            "Closed on",
            known.closed_on if known else None,
            key=f"place-closed-{suffix}",
            format="DD/MM/YYYY",
            width=160,
        )
        moved_to = st.selectbox("Moved to division", ["", *divisions], key=f"place-moved-{suffix}", width=220)
        moved_on = st.date_input(
            "Moved on", None, key=f"place-moved-on-{suffix}", format="DD/MM/YYYY", width=160
        )
    moves = known.moves if known else ()
    if moved_to and isinstance(moved_on, date):
        moves = (*moves, (moved_to, moved_on))
    if moves:
        said = "; ".join(f"{to} from {day_in_words(day)}" for to, day in moves)
        quietly(f"{division} at first, then {said}.")
    if st.button(
        "Keep this place", type="primary", key=f"place-keep-{suffix}", disabled=not (names and name.strip())
    ):
        place = Place(
            name.strip(), site or NOT_RECORDED, division or NOT_RECORDED, tuple(names),
            opened if isinstance(opened, date) else None, closed if isinstance(closed, date) else None,
            tuple(moves), known.place_id if known else None,
        )  # fmt: skip
        try:
            with st.spinner("Counting anew, and publishing a draft edition"):
                edition = work.keep_place(store, reader, place, work.now_utc())
        except StoreProblem as problem:
            st.error(plain(str(problem)))
            return
        tell_and_rerun(
            f"{place.name} is kept with {count_of(len(names), 'name')}. Edition {edition.edition_id} is a draft."
        )


def _at(options: list[str], wanted: str | None) -> int:
    return options.index(wanted) if wanted in options else 0


def _as_written(place: Place, written: tuple[WrittenPlace, ...]) -> list[tuple[str, str]]:
    """The names of a place as the extracts write them: the register keeps them folded, so that case does not matter."""
    found = {_folded((each.site, each.location)): (each.site, each.location) for each in written}
    return [found.get(_folded(name), name) for name in place.names]


def _folded(name: tuple[str, str]) -> tuple[str, ...]:
    return tuple(" ".join(part.split()).lower() for part in name)


def _kept_places(
    store: Store, reader: Reader, written: tuple[WrittenPlace, ...], kept: tuple[Place, ...]
) -> None:
    st.header("Places that are kept", anchor=False)
    if not kept:
        quietly("No place was named yet: every ward stands under its name as written.")
        return
    frame = pd.DataFrame(
        [
            {
                "Place": each.name, "Site": each.site, "Division": each.division,
                "Written as": ", ".join(name for _, name in _as_written(each, written)),
                "Opened": _day(each.opened_on), "Closed": _day(each.closed_on),
                "Moved": "; ".join(f"{to} from {day_in_words(day)}" for to, day in each.moves),
            }
            for each in kept
        ]
    )  # fmt: skip
    st.dataframe(frame, hide_index=True, width="stretch", alt="Places that are kept")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Take back",
            kept,
            format_func=lambda each: f"{each.name} ({each.site})",
            key="forget-place-which",
            width=360,
        )
        if st.button("Take the place back", key="forget-place") and chosen and chosen.place_id:
            edition = work.forget_place(store, reader, chosen.place_id, work.now_utc())
            tell_and_rerun(
                f"The names of {chosen.name} stand as written again. Edition {edition.edition_id} is a draft."
            )


def _day(day: date | None) -> str:
    return day_in_words(day) if day else ""
