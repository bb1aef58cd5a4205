"""Annotations: what happened on which day, who owns it and what it is about; drawn on every chart that it touches."""

from datetime import date
from functools import partial

import streamlit as st

from dashboard import work
from dashboard.domain.dated import LABEL_LENGTH, DatedKind, DatedRecord
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store, StoreProblem
from dashboard.findings.asking import Asking
from dashboard.findings.breaks import scope_words
from dashboard.views.page import quietly_of_today
from dashboard.views.reader import named
from dashboard.views.recorded import Acts, list_of_records, taken_back
from dashboard.views.said import plain, quietly
from dashboard.views.scope import scope_controls
from dashboard.views.tell import acts_done, tell_and_rerun
from dashboard.views.undo import page_of_acts, undo_next

ABOUT = (
    "What happened on a day: a go-live, a campaign, an alert, an action. It is drawn as a dotted line on every chart that it "
    "touches, and named beside what stands out near it. It begins no new limits: for that, record a break. The switch under More "
    "filters hides the lines."
)
OWNER_LENGTH = 80
COLUMNS = ("Number", "Day", "What happened", "Owner", "About", "Recorded by", "On")
OF_ANNOTATIONS = Acts(work.record_annotation, work.take_back_annotation)


def render() -> None:
    opened = page_of_acts("Annotations", ABOUT)
    if opened is None:
        return
    asking, reader, store = opened
    quietly_of_today(asking)
    list_of_records(
        store,
        reader,
        OF_ANNOTATIONS,
        work.annotations(store, reader, work.now_utc()),
        COLUMNS,
        _row,
        title="Annotations that are recorded",
        key="annotation",
        made_up=asking.facts.made_up,
    )
    st.header("Record what happened", anchor=False)
    if asking.facts.made_up:
        quietly("Annotations of your own trust are recorded here; the made-up trust is for looking at only.")
        return
    _new(store, reader, asking)


def _row(record: DatedRecord) -> tuple[object, ...]:
    return (
        record.number, record.dated_on, record.label, record.owner or "none named",
        scope_words(record.site, record.division, record.drug_class), named(record.recorded_by), record.recorded_on,
    )  # fmt: skip


def _new(store: Store, reader: Reader, asking: Asking) -> None:
    suffix = acts_done()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.date_input("Day", None, key=f"annotation-day-{suffix}", format="DD/MM/YYYY", width=200)
        label = st.text_input(
            "What happened, in a few words",
            key=f"annotation-label-{suffix}",
            max_chars=LABEL_LENGTH,
            width=360,
        )
        owner = st.text_input(
            "Owner (a team or a role)",
            key=f"annotation-owner-{suffix}",
            max_chars=OWNER_LENGTH,
            width=300,
        )
    scope = scope_controls(asking, f"annotation-{{}}-{suffix}")
    whole = isinstance(day, date) and bool(label.strip())
    if not whole:
        quietly("A day and a few words are needed before it can be recorded.")
    if not st.button("Record it", type="primary", key="record-annotation", disabled=not whole):
        return
    assert isinstance(day, date)  # the button is off without one
    site, division, drug_class = scope
    record = DatedRecord(
        DatedKind.ANNOTATION, day, label.strip(), "", owner.strip(), site, division, drug_class
    )
    try:
        with st.spinner("Publishing a draft edition"):
            number, edition = work.record_annotation(store, reader, record, work.now_utc())
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    undo_next("Undo", partial(taken_back, store, reader, OF_ANNOTATIONS, number))
    tell_and_rerun(f"'{record.label}' is recorded. Edition {edition.edition_id} is a draft.")
