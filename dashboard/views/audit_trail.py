"""The audit trail: who did what and when, whether it is as it was written, and the lines to take away. For the officer and the auditor."""

from datetime import date

import streamlit as st

from dashboard import work
from dashboard.domain.reader import NotAllowed, Reader
from dashboard.domain.store import Store
from dashboard.findings.audit_lines import WHOLE, act_in_words, audit_table
from dashboard.findings.words import count_of
from dashboard.reports.export import csv_bytes, file_name
from dashboard.views.parts import parts
from dashboard.views.picture import show_table
from dashboard.views.reader import current_reader, named
from dashboard.views.said import plain, quietly, say
from dashboard.views.store_seen import real_store, store_seen
from dashboard.views.take_away import export_of, take_away

ABOUT = (
    "Each act is one line: an import, its undoing, a release, a decision, a setting, and everything that left as a file. A line says "
    "who, when and on what, never a word of an incident but those that a filter names. Lines are added and never changed."
)
HOW = (
    "Each line carries a hash of itself and of the line before, so that one that is changed, deleted, moved or put in shows. The newest "
    "hash, the head, is also written down in the file audit.head and in the log. Compare it with a head that you kept: "
    "python -m dashboard audit verify --head LINE HASH. Whoever can write the store, audit.head and every copy of the log could still write all of them anew."
)
LISTED = 500


def render() -> None:
    st.title("Audit trail")
    reader, real, seen = current_reader(), real_store(), store_seen(current_reader())
    if not seen.made_up:
        _trail(real, reader, "own")
        return
    parts(
        "audit-part",
        {
            "This trust": lambda: _trail(real, reader, "own"),
            "The made-up trust": lambda: _trail(seen, reader, "made-up"),
        },
    )


def _trail(store: Store, reader: Reader, key: str) -> None:
    say(ABOUT)
    now = work.now_utc()
    try:
        verified = work.verify_audit(store, reader, now)
        lines = work.audit_lines(store, reader, now)
    except NotAllowed as problem:
        say(str(problem))
        return
    if not verified.holds:
        st.error(plain(verified.sentence()))
    if not lines and verified.holds:
        say("Nothing was noted yet: the first import, setting or download is the first line.")
        return
    if verified.holds:
        st.success(plain(verified.sentence()), icon=":material/link:")
    with st.expander("How it is seen that nobody altered it"):
        say(HOW)
    act, who, from_, until = _chosen(
        key, sorted({line.act for line in lines}), sorted({line.who for line in lines})
    )
    found = work.audit_lines(store, reader, now, act=act, who=who, from_=from_, until=until)
    if not found:
        say("No line is of what is chosen here: choose another act, person or period.")
        return
    newest = f", the newest {LISTED:,} of them shown" if len(found) > LISTED else ""
    quietly(f"{count_of(len(found), 'line')}{newest}, newest first.")
    show_table(audit_table(found[:LISTED], named), alt="Lines of the audit trail")
    take_away(
        "CSV of these lines",
        key=f"audit-csv-{key}",
        content=lambda: csv_bytes(WHOLE, [[getattr(line, name) for name in WHOLE] for line in found]),
        name=file_name(
            "made-up-trust" if store.made_up else "", "audit-trail", now.date().isoformat(), ending="csv"
        ),
        mime="text/csv",
        export=export_of("audit trail", "csv", len(found)),
    )


def _chosen(
    key: str, acts: list[str], people: list[str]
) -> tuple[str | None, str | None, date | None, date | None]:
    with st.container(horizontal=True):
        act = st.selectbox(
            "What was done", acts, None, placeholder="Every act", format_func=act_in_words, key=f"audit-act-{key}", width=340
        )  # fmt: skip
        who = st.selectbox(
            "Who", people, None, placeholder="Everyone", format_func=named, key=f"audit-who-{key}", width=240
        )
        from_ = st.date_input("From", None, key=f"audit-from-{key}", format="DD/MM/YYYY", width=150)
        until = st.date_input("Until", None, key=f"audit-until-{key}", format="DD/MM/YYYY", width=150)
    return act, who, _day(from_), _day(until)


def _day(chosen: object) -> date | None:
    return chosen if isinstance(chosen, date) else None
