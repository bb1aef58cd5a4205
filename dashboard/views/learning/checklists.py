"""One checklist of the post: its steps with their days and notes, what the store shows by itself, and the control that notes one."""

from dataclasses import asdict
from datetime import date
from functools import partial

import streamlit as st

from dashboard import work
from dashboard.domain.learning.checklists import STEPS, Checklist, Step
from dashboard.domain.learning.post import ChecklistStep
from dashboard.domain.learning.record import Noted
from dashboard.domain.periods import day_in_london, day_in_words
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store, StoreProblem
from dashboard.findings.asking import EVERYTHING
from dashboard.findings.learning.first_days import SeenInStore, seen_in_store
from dashboard.views.learning.acts import all_taken_back, do_and_tell
from dashboard.views.said import plain, quietly, say
from dashboard.views.sentences import link_to
from dashboard.views.tell import acts_done, tell_and_rerun
from dashboard.views.undo import undo_next


def checklist(store: Store, reader: Reader, which: Checklist, *, seen: work.FirstDays | None = None) -> None:
    """The steps in their order; `seen` is what the store shows of them."""
    st.header(which.value, anchor=False)
    steps = [step for step in STEPS if step.checklist is which]
    noted = work.steps_noted(store, reader, work.now_utc())
    shown = seen_in_store(**asdict(seen)) if seen else {}
    done = sum(_is_done(step, noted, shown) for step in steps)
    say(f"{done:,} of {len(steps):,} done.")
    for step in steps:
        _line(step, noted.get(step.key), shown.get(step.key))
    _note(store, reader, which, steps, noted)


def _is_done(step: Step, noted: dict[str, Noted[ChecklistStep]], shown: dict[str, SeenInStore]) -> bool:
    held, found = noted.get(step.key), shown.get(step.key)
    return bool((held and held.content.done_on) or (found and found.done))


def _line(step: Step, held: Noted[ChecklistStep] | None, found: SeenInStore | None) -> None:
    done_on = held.content.done_on if held else None
    said = [
        f"done on {day_in_words(done_on)}" if done_on else "",
        f"the store shows: {found.words}" if found else "",
        held.content.note if held else "",
    ]
    is_done = bool(done_on or (found and found.done))
    with st.container(
        key=f"step-{step.key}", horizontal=True, vertical_alignment="top", wrap=False, gap="xsmall"
    ):
        st.markdown(f"{'Done' if is_done else 'Open'}:")
        with st.container(gap=None):
            st.markdown(plain(step.words))
            quietly("; ".join(part for part in said if part))
        if step.page:
            link_to(step.page, step.link, EVERYTHING)


def _note(
    store: Store, reader: Reader, which: Checklist, steps: list[Step], noted: dict[str, Noted[ChecklistStep]]
) -> None:
    key = f"{which.name.lower()}-{acts_done()}"
    with st.expander("Note a step"):
        step = st.selectbox("Step", steps, format_func=lambda each: each.words, key=f"{key}-step")
        if step is None:
            return
        held = noted.get(step.key)
        before = held.content if held else ChecklistStep(step.key)
        today = day_in_london(work.now_utc())
        with st.container(horizontal=True, vertical_alignment="bottom"):
            done_on = st.date_input(
                "Done on (empty: not yet)",
                before.done_on or (None if held else today),
                key=f"{key}-{step.key}-day",
                format="DD/MM/YYYY",
                width=200,
            )
            note = st.text_input("Note", before.note, key=f"{key}-{step.key}-note", width=440)
            pressed = st.button("Keep it", key=f"{key}-keep", type="primary")
        if noted and any(each.key in noted for each in steps):
            quietly(
                "Somebody else was in post before you? All steps can be opened again, without their notes."
            )
            if st.button("Begin this checklist anew", key=f"{key}-anew"):
                _begin_anew(store, reader, which)
        if pressed:
            _keep(
                store,
                reader,
                step,
                ChecklistStep(step.key, done_on if isinstance(done_on, date) else None, note.strip()),
            )


def _keep(store: Store, reader: Reader, step: Step, content: ChecklistStep) -> None:
    do_and_tell(
        store,
        reader,
        lambda: work.note_step(store, reader, content, work.now_utc()),
        lambda _: f"'{step.words}': kept.",
        lambda _: "That is taken back: the step stands as it did before.",
    )


def _begin_anew(store: Store, reader: Reader, which: Checklist) -> None:
    try:
        opened = work.begin_checklist_anew(store, reader, which, work.now_utc())
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    undo_next(
        "Undo",
        partial(
            all_taken_back, store, reader, opened,
            lambda _: "That is taken back: the steps stand as they did before.",
        ),
        doing="Taking it back",
    )  # fmt: skip
    tell_and_rerun(f"{which.value}: every step is open again.")
