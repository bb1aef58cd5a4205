"""The packs of other organisations: read, kept with their agreement, listed, taken away and brought back."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from dashboard import work
from dashboard.domain.benchmark import ALL, KeptPeer, PeerFigure, month_of_code
from dashboard.domain.extract import RefusedFile
from dashboard.domain.periods import ReportingPeriod, last_day
from dashboard.domain.reader import Reader, Role
from dashboard.domain.store import Store, StoreProblem
from dashboard.findings.words import count_of
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.reader import named
from dashboard.views.said import plain, quietly, say
from dashboard.views.tell import acts_done, tell_and_rerun
from dashboard.views.undo import undo_next

LETTERS_ANEW = "Letters are given anew to all that are kept."
"""A letter that stayed would tell when an organisation came."""

AGREES = "The organisation agreed that its figures are kept here and compared with ours"
LIST = "Packs that are kept"


def peer_packs(
    store: Store, reader: Reader, peers: Sequence[KeptPeer], names: Mapping[int, str], *, made_up: bool
) -> None:
    st.header(LIST, anchor=False)
    if not peers:
        quietly("None is kept.")
    else:
        _list(store, reader, peers, names)
    st.header("Add a pack", anchor=False)
    if made_up:
        quietly(
            "Packs of others are kept beside your own register; the made-up trust is for looking at only."
        )
    elif reader.role is not Role.MSO:
        quietly("The medication safety officer adds packs.")
    else:
        _add(store, reader)


def _list(store: Store, reader: Reader, peers: Sequence[KeptPeer], names: Mapping[int, str]) -> None:
    show_table(
        rows_as_table(
            ("Organisation", "Kind", "Months", "Kept by", "On", "Agreement confirmed by", "Confirmed on"),
            [
                (
                    names[each.number], each.organisation_type, _months(each.figures), named(each.kept_by), each.kept_on,
                    named(each.agreed_by), each.agreed_on,
                )
                for each in peers
            ],
        ),
        alt=LIST,
    )  # fmt: skip
    quietly(
        "Kept are totals and harm levels by month and year, nothing else of the file. The order of the letters was drawn by lot."
    )
    if reader.role is not Role.MSO:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Compare no longer with",
            peers,
            format_func=lambda each: names[each.number],
            key=f"peer-{acts_done()}",
            width=320,
        )
        if st.button("Take it away", key="peer-take-away") and chosen:
            work.remove_peer_pack(store, reader, chosen.number, work.now_utc())
            undo_next(
                "Bring it back",
                partial(_brought_back, store, reader, chosen.number),
                doing="Bringing it back",
            )
            tell_and_rerun(f"{names[chosen.number]} is taken away. {LETTERS_ANEW}")


def _months(figures: Sequence[PeerFigure]) -> str:
    months = sorted(
        month for each in figures if each.harm_level == ALL and (month := month_of_code(each.period))
    )
    return ReportingPeriod(months[0], last_day(months[-1])).in_words() if months else "none"


def _add(store: Store, reader: Reader) -> None:
    uploaded = st.file_uploader(
        "Another organisation's benchmark pack (.csv)",
        type=["csv"],
        key=f"peer-file-{acts_done()}",
        max_upload_size=20,
    )
    if uploaded is None:
        quietly("Choose a file. It is read and checked first; nothing is kept until you say so.")
        return
    now = work.now_utc()
    staged = work.stage(store, uploaded.getvalue(), now)
    with st.spinner("Reading the file"):
        read = work.read_peer_pack(store, staged, uploaded.name, now)
    if isinstance(read, RefusedFile):
        st.error(plain(read.sentence))
        return
    say(
        f"A pack of {read.organisation} ({read.organisation_type}), {_months(read.figures)}: {count_of(read.rows, 'row')}, which "
        f"add up. Written by: {read.method}."
    )
    agreed = st.checkbox(AGREES, key=f"peer-agreed-{acts_done()}")
    if not st.button("Keep this pack", type="primary", key="keep-peer", disabled=not agreed):
        return
    try:
        number, replaced = work.keep_peer_pack(store, reader, read, work.now_utc(), agreed=agreed)
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    if replaced is not None:
        undo_next(
            "Keep the earlier one instead",
            partial(_brought_back, store, reader, replaced),
            doing="Bringing it back",
        )
        tell_and_rerun("The pack is kept, in the place of the earlier one of the same organisation.")
    undo_next("Undo", partial(_taken_away, store, reader, number), doing="Taking it away")
    tell_and_rerun(f"The pack is kept, and compared with from now on. {LETTERS_ANEW}")


def _brought_back(store: Store, reader: Reader, number: int) -> str:
    work.bring_back_peer_pack(store, reader, number, work.now_utc())
    return f"The pack is compared with again. {LETTERS_ANEW}"


def _taken_away(store: Store, reader: Reader, number: int) -> str:
    work.remove_peer_pack(store, reader, number, work.now_utc())
    return f"The pack is taken away. {LETTERS_ANEW}"
