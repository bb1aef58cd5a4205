"""Benchmark: the trust among its peers, its own pack to give, the packs of others."""

import streamlit as st

from dashboard import work
from dashboard.domain.benchmark import NOT_STATED, TYPES, KeptPeer
from dashboard.domain.periods import london_day_in_words
from dashboard.domain.reader import Reader, Role
from dashboard.domain.store import Store, StoreProblem
from dashboard.findings.asking import Asking
from dashboard.findings.benchmark import NO_MONTH, has_a_month, own_pack
from dashboard.findings.peers import (
    HARM_CAVEAT,
    HARM_TITLE,
    NO_WHOLE_YEAR,
    TITLE,
    among_peers,
    names_of_peers,
)
from dashboard.reports.benchmark_csv import benchmark_csv, benchmark_file_name
from dashboard.views.page import asked_of, editions_on_the_shelf
from dashboard.views.parts import parts
from dashboard.views.peer_packs import peer_packs
from dashboard.views.picture import show, show_table
from dashboard.views.said import quietly, say, say_each
from dashboard.views.take_away import csv_of_table, take_away
from dashboard.views.undo import page_of_acts

ABOUT = (
    "Medication safety officers share figures in one fixed form, with small numbers taken out: your own pack to give, the packs of "
    "others to compare with. Rates are of recording, not of safety: a high rate is not unsafe, a low rate is not safe."
)
BEFORE_SHARING = (
    "The pack is of the whole trust and of complete months, by drug class, stage, type of error, harm and month. Counts of 1 to 7 are "
    "not shown and all others are to the nearest 5, whatever your own rule; what would give a small number away is withheld too. "
    "It leaves the building: share it only as your trust has agreed, with organisations that agreed."
)
NONE_RELEASED = "A benchmark pack is made of a released edition only, and none is released yet. Release one under Upload, Editions and imports."
UNDER_A_PSEUDONYM = "A pseudonym keeps the name off the file. It is no anonymity: whoever knows your published bed days can guess."
NAMED = "benchmark-named"


def render() -> None:
    opened = page_of_acts("Benchmark", ABOUT)
    if opened is None:
        return
    asking, reader, store = opened
    peers = work.peers(store, reader, work.now_utc())
    named = _named(store, reader, peers)
    parts(
        "benchmark-part",
        {
            "Among peers": lambda: _among(asking, peers, named),
            "Your own pack": lambda: _own(asking, reader, store),
            "Packs of others": lambda: peer_packs(
                store, reader, peers, names_of_peers(peers, named=named), made_up=asking.facts.made_up
            ),
        },
        always=("Packs of others",),
    )


def _named(store: Store, reader: Reader, peers: list[KeptPeer]) -> bool:
    """Letters stand for the others until the officer asks for their names, each time anew, and that is noted."""
    if not peers or reader.role is not Role.MSO:
        return False

    def noted() -> None:
        if st.session_state[NAMED]:
            work.note_named_peers(store, reader, len(peers), work.now_utc())

    return st.toggle(
        "Name the organisations",
        key=NAMED,
        on_change=noted,
        help="For you alone: before the page is shown to others, switch it off.",
    )


def _among(asking: Asking, peers: list[KeptPeer], named: bool) -> None:
    found = among_peers(asking, peers, named=named)
    if found.picture is not None:
        show(found.picture)
    else:
        st.header(TITLE if found.rates else "Nothing to compare yet", anchor=False)
        say(found.sentence)
    if found.rates is not None:
        show_table(found.rates, alt=TITLE)
        csv_of_table("rates-among-peers", TITLE, found.rates, found.standing)
    say_each(found.caveats)
    if found.left_out is not None:
        st.header("Not compared", anchor=False)
        show_table(found.left_out, alt="Organisations that are not compared, and why")
    if found.harm is not None:
        st.header(HARM_TITLE, anchor=False)
        show_table(found.harm, alt=HARM_TITLE)
        quietly(HARM_CAVEAT)
        csv_of_table("harm-among-peers", HARM_TITLE, found.harm, found.standing)
    elif peers:
        quietly(NO_WHOLE_YEAR)


def _own(asking: Asking, reader: Reader, store: Store) -> None:
    say(BEFORE_SHARING)
    editions = editions_on_the_shelf()
    shown = next(each for each in editions if each.edition_id == asking.edition.edition_id)
    released = next((each for each in editions if not each.is_draft and each.place <= shown.place), None)
    if released is None:
        say(NONE_RELEASED)
        return
    of = asked_of(released, asking)
    if not has_a_month(of):
        say(NO_MONTH)
        return
    if released.edition_id != shown:
        say(
            f"Edition {shown} is a draft: the pack is of edition {released.edition_id}, the newest before it that is released."
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(
            "Kind of organisation", TYPES, index=TYPES.index(NOT_STATED), key="benchmark-type", width=260
        )
        pseudonym = st.toggle("Under a pseudonym", key="benchmark-pseudonym")
    try:
        name = work.own_name(store, work.now_utc(), pseudonym=pseudonym)
    except StoreProblem as problem:
        say(str(problem))
        return
    quietly(UNDER_A_PSEUDONYM if pseudonym else "")
    day = f", released {london_day_in_words(released.released_at)}" if released.released_at else ""
    say(f"It names you as {name} and is made of edition {released.edition_id}{day}.")

    def content() -> bytes:
        pack = own_pack(of, name, kind)
        assert not isinstance(pack, str)  # a released edition with a complete month has one
        return benchmark_csv(pack)

    take_away(
        "Benchmark pack (CSV)",
        key="benchmark-pack",
        content=content,
        name=benchmark_file_name(name, released.edition_id),
        mime="text/csv",
        export=lambda made: work.benchmark_export(made.count(b"\n") - 1, released.edition_id),
        primary=True,
    )
    quietly("It takes some seconds: every small number is tested against all that is shown.")
