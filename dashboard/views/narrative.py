"""The free text of the one incident that is ticked: shown to the officer as plain text, each view noted, and redacted."""

import streamlit as st

from dashboard import register, work
from dashboard.domain.periods import day_in_words
from dashboard.domain.reader import Reader, Role
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.words import SourceSystem
from dashboard.findings.words import count_of
from dashboard.views.reader import current_reader
from dashboard.views.said import plain, quietly
from dashboard.views.store_seen import store_seen
from dashboard.views.tell import acts_done, tell_and_rerun
from dashboard.work import NarrativeSeen

SHOWN, HOLDS = "narrative-shown", "narrative-held"
NO_KIND = "nothing more"
FOR_GOOD = (
    "I know that this cannot be undone: it is taken out of the register for good, out of earlier imports too, and later extracts "
    "add no text to this incident."
)


def narrative_of_ticked(ticked: list[int]) -> None:
    """For the officer, where exactly one incident is ticked and the register holds free text."""
    reader = current_reader()
    if reader.role is not Role.MSO or len(ticked) != 1:
        st.session_state.pop(SHOWN, None)
        return
    store, n = store_seen(reader), ticked[0]
    if not _any_held(store, reader):
        return
    shown: tuple[int, bool, NarrativeSeen] | None = st.session_state.get(SHOWN)
    if shown is None or shown[0] != n:
        st.session_state.pop(SHOWN, None)
        if st.button(
            "Show the narrative", key="narrative-show", help="Each time is noted in the audit trail."
        ):
            _view(store, reader, n, as_written=False)
        return
    _draw(store, reader, *shown)


def may_read_narrative(reader: Reader) -> bool:
    """Whether there is free text, and this reader may have it shown."""
    return reader.role is Role.MSO and _any_held(store_seen(reader), reader)


def _any_held(store: Store, reader: Reader) -> bool:
    """Asked of the register once, until it is written to: it is not opened for each tick."""
    written = store.register.stat().st_mtime_ns if store.has_register() else 0
    kept = st.session_state.get(HOLDS)
    if kept is None or kept[0] != (store.root, written):
        held = register.keeps_narrative(store, reader, work.now_utc())
        kept = st.session_state[HOLDS] = ((store.root, written), held)
    return kept[1]


def _view(store: Store, reader: Reader, n: int, *, as_written: bool) -> None:
    st.session_state[SHOWN] = (
        n,
        as_written,
        work.view_narrative(store, reader, n, work.now_utc(), as_written=as_written),
    )
    st.rerun()


def _draw(store: Store, reader: Reader, n: int, as_written: bool, seen: NarrativeSeen) -> None:
    st.subheader(f"Narrative of incident {n}", anchor=False)
    if not seen.told:
        quietly("No free text is kept of this incident.")
        return
    quietly("This view is noted in the audit trail. It stands in no edition, no pack and no download.")
    for told in seen.told:
        quietly(
            f"{told.heading} ({SourceSystem(told.source).label}, as it stood on {day_in_words(told.as_at)})"
        )
        st.text(told.text)
    with st.container(horizontal=True):
        if st.button("Hide", key="narrative-hide"):
            st.session_state.pop(SHOWN)
            st.rerun()
        if seen.kinds and not as_written:
            help_ = f"It is kept with what looks like {', '.join(seen.kinds)}. Each time is noted in the audit trail."
            if st.button("Show it as written", key="narrative-as-written", help=help_):
                _view(store, reader, n, as_written=True)
    with st.expander("Redact"):
        _redact(store, reader, n, seen.kinds)


def _redact(store: Store, reader: Reader, n: int, kinds: tuple[str, ...]) -> None:
    done = acts_done()
    words = st.text_input(
        "Words to redact, as they stand in the text", key=f"redact-words-{n}-{done}", max_chars=200, width=420
    )
    kind = NO_KIND
    if kinds:
        kind = st.selectbox(
            "And all that looks like", [NO_KIND, *kinds], key=f"redact-kind-{n}-{done}", width=420
        )
    sure = st.checkbox(FOR_GOOD, key=f"redact-sure-{n}-{done}")
    asked = bool(words.strip()) or kind != NO_KIND
    if not st.button("Redact for good", key=f"redact-{n}", disabled=not (sure and asked)):
        return
    try:
        with st.spinner("Redacting, and writing the register anew"):
            changed = work.redact_words(store, reader, n, words, work.now_utc()) if words.strip() else 0
            if kind != NO_KIND:
                changed += work.redact_kind(store, reader, n, kind, work.now_utc())
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    if not changed:
        st.error("Nothing was redacted: these words are not in the text. Copy them from the text above.")
        return
    st.session_state.pop(SHOWN, None)
    tell_and_rerun(f"Redacted in {count_of(changed, 'text')} of incident {n}.")
