"""A new break: its day, what changed, why and on what evidence; before and after side by side, and then recorded."""

from datetime import date
from functools import partial

import streamlit as st

from dashboard import work
from dashboard.domain.dated import EVIDENCE_LENGTH, LABEL_LENGTH, REASON_LENGTH, DatedKind, DatedRecord
from dashboard.domain.periods import day_in_words
from dashboard.domain.reader import Reader
from dashboard.domain.rows import DatedRow
from dashboard.domain.store import Store, StoreProblem
from dashboard.findings.asking import Asking
from dashboard.findings.break_preview import preview
from dashboard.views.picture import draw
from dashboard.views.recorded import Acts, taken_back
from dashboard.views.said import plain, quietly, say
from dashboard.views.scope import scope_controls
from dashboard.views.tell import acts_done, tell_and_rerun
from dashboard.views.undo import undo_next

OF_BREAKS = Acts(work.record_break, work.take_back_break)


def new_break(store: Store, reader: Reader, asking: Asking) -> None:
    st.header("Record a break", anchor=False)
    record = _asked(asking)
    if record is None:
        quietly(
            "Name its day to see the reporting rate before and after. Nothing is stored before you record it."
        )
        return
    _preview(asking, record)
    if asking.facts.made_up:
        quietly("Breaks of your own trust are recorded here; the made-up trust is for looking at only.")
        return
    whole = bool(record.label.strip() and record.reason.strip())
    if not whole:
        quietly("A short label and a reason are needed before it can be recorded.")
    if not st.button("Record this break", type="primary", key="record-break", disabled=not whole):
        return
    try:
        with st.spinner("Publishing a draft edition"):
            number, edition = work.record_break(store, reader, record, work.now_utc())
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    undo_next("Undo", partial(taken_back, store, reader, OF_BREAKS, number))
    tell_and_rerun(
        f"'{record.label}' is recorded: new limits begin with the month of {day_in_words(record.dated_on)}. Edition "
        f"{edition.edition_id} is a draft."
    )


def _asked(asking: Asking) -> DatedRecord | None:
    """What is in the form; None without a day."""
    suffix = acts_done()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.date_input("Day", None, key=f"break-day-{suffix}", format="DD/MM/YYYY", width=200)
        label = st.text_input(
            "What changed, in a few words", key=f"break-label-{suffix}", max_chars=LABEL_LENGTH, width=360
        )
    reason = st.text_input(
        "Why figures before and after cannot be compared",
        key=f"break-reason-{suffix}",
        max_chars=REASON_LENGTH,
    )
    evidence = st.text_input(
        "Evidence (a document, a minute, a number)", key=f"break-evidence-{suffix}", max_chars=EVIDENCE_LENGTH
    )
    site, division, drug_class = scope_controls(asking, f"break-{{}}-{suffix}")
    quietly(
        "New limits begin with the whole month of the day. It is drawn on every chart that holds what it is about: a break of one "
        "site on the whole trust's charts too."
    )
    if not isinstance(day, date):
        return None
    return DatedRecord(
        DatedKind.BREAK, day, label.strip(), reason.strip(), "", site, division, drug_class, evidence.strip()
    )


def _preview(asking: Asking, record: DatedRecord) -> None:
    seen = preview(
        asking,
        DatedRow(
            record.kind, record.dated_on, record.label or "New break", record.reason, "", record.site, record.division,
            record.drug_class, record.evidence,
        ),
    )  # fmt: skip
    st.subheader("Before and after", anchor=False)
    say(seen.sentence)
    for place, picture in zip(st.columns(2), (seen.now, seen.then), strict=True):
        with place:
            st.markdown(f"**{plain(picture.full_title)}**")
            draw(picture)
    for sentence in (*seen.then.marks_explained, *seen.then.breaks):
        quietly(sentence)
    quietly("The reporting rate of what is asked for in the filter. Nothing is stored yet.")
