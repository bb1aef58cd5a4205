"""Words and places: what is still to be placed, what was placed, and which wards stand behind which names."""

from datetime import date

import pandas as pd
import streamlit as st

from dashboard import work
from dashboard.domain.periods import day_in_words
from dashboard.domain.profile import FATE_FIELDS
from dashboard.domain.reader import Reader
from dashboard.domain.restatement import WordToPlace
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.words import NOT_RECORDED, SourceSystem
from dashboard.edition import latest_edition
from dashboard.extracts.vocabulary import FIELD_WORDS
from dashboard.findings.to_place import names_sentence, words_sentence
from dashboard.findings.words import count_of
from dashboard.register import Place, WrittenPlace, placed_words, places, words_to_place, written_places
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.reader import current_reader, named
from dashboard.views.said import plain, quietly, say
from dashboard.views.store_seen import real_store
from dashboard.views.tell import acts_done, say_what_was_done, tell_and_rerun
from dashboard.views.words_step import placing

NEW = "a new place"


def render() -> None:
    reader, store = current_reader(), real_store()
    st.title("Words and places")
    say_what_was_done()
    if latest_edition(store, reader) is None:
        say(
            "There is no register of your own yet. Words that no list knows, and wards under several names, are placed here once "
            "the first extract is stored under Upload."
        )
        return
    words, wards = st.tabs(["Words", "Wards and places"])
    with words:
        _words(store, reader)
    with wards:
        _places(store, reader)


def _words(store: Store, reader: Reader) -> None:
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
                    word.means or "says nothing", named(word.placed_by), word.placed_at.date(),
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
        say("No bed days are stored yet, so there is nothing to compare: add them under Upload, Activity.")
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
        said = "; ".join(f"{to} from {day:%d/%m/%Y}" for to, day in moves)
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
                "Moved": "; ".join(f"{to} from {day:%d/%m/%Y}" for to, day in each.moves),
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
