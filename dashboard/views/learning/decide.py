"""What the officer decides about incidents: noted for one or several of them, listed, and taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from dashboard import work
from dashboard.domain.learning.card import TITLE_LENGTH
from dashboard.domain.learning.escalation import EscalatedTo, Escalation, EscalationStep, StepTaken
from dashboard.domain.learning.record import Noted
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import OFFICER, Reader
from dashboard.domain.store import Store, StoreProblem
from dashboard.findings.asking import Asking
from dashboard.findings.learning.to_escalate import list_of_steps
from dashboard.findings.words import count_of
from dashboard.views.learning.acts import all_taken_back
from dashboard.views.picture import show_table
from dashboard.views.said import plain, quietly, say
from dashboard.views.tell import acts_done, tell_and_rerun
from dashboard.views.undo import undo_next

FOR_THE_OFFICER = "What is decided is noted by a medication safety officer; you read it here."
TO_LOOK_AT_ONLY = "Decisions of your own trust are noted here; the made-up trust is for looking at only."
NOTHING_DECIDED = (
    "Nothing was decided yet. What is noted under Waiting stands here, with the day and the note."
)
NOTED_ONLY = "Noting it sends nothing: send the card, the message or the report first, where it belongs."
CHOICES: tuple[tuple[StepTaken, EscalatedTo | None], ...] = (
    *((StepTaken.SENT, to) for to in EscalatedTo if to is not EscalatedTo.MHRA),
    (StepTaken.SUGGESTED, EscalatedTo.MHRA),
    (StepTaken.SENT, EscalatedTo.MHRA),
    (StepTaken.NOT, None),
)


@dataclass(frozen=True)
class Undecided:
    """An incident that can be decided on: its number, how a list names it, the rules that it meets, and the revision of what was decided
    before (0: nothing)."""

    n: int
    name: str
    reasons: tuple[str, ...]
    seen: int


def may_decide(asking: Asking, reader: Reader) -> bool:
    """Whether the controls are drawn; where they are not, it is said why."""
    if not reader.may(OFFICER):
        quietly(FOR_THE_OFFICER)
        return False
    if asking.facts.made_up:
        quietly(TO_LOOK_AT_ONLY)
        return False
    return True


def decide(store: Store, reader: Reader, listed: Sequence[Undecided], *, offer_all: bool = False) -> None:
    """The form for one or several of these incidents. offer_all: whether all of them can be chosen at once."""
    now, turn = work.now_utc(), acts_done()
    every = offer_all and st.checkbox(f"All {len(listed):,} that are listed", key=f"decide-all-{turn}")
    by_number = {each.n: each for each in listed}
    # Typed digits find the numbers that hold them, and no others: what is chosen by mistake would be noted by mistake.
    numbers = st.multiselect(
        "Incidents", [*by_number], format_func=lambda n: by_number[n].name, key=f"decide-incidents-{turn}",
        placeholder="choose one or several", disabled=every, width=720, filter_mode="contains", select_all=False,
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom"):
        choice = st.selectbox(
            "What was decided", CHOICES, index=None, format_func=_choice_in_words, key=f"decide-what-{turn}",
            placeholder="choose", width=360,
        )  # fmt: skip
        today = day_in_london(now)
        on = st.date_input(
            "Day", today, max_value=today, key=f"decide-day-{turn}", format="DD/MM/YYYY", width=160
        )
        reference = st.text_input(
            "Reference, where there is one", key=f"decide-reference-{turn}", max_chars=TITLE_LENGTH, width=260
        )
    note = st.text_area("Note (why; without names)", key=f"decide-note-{turn}", height=90, width=720)
    chosen = [*listed] if every else [by_number[n] for n in numbers]
    is_not = choice is not None and choice[0] is StepTaken.NOT
    whole = (
        bool(chosen) and choice is not None and isinstance(on, date) and (bool(note.strip()) or not is_not)
    )
    if whole:
        quietly(f"{count_of(len(chosen), 'incident')} chosen. {NOTED_ONLY}")
    else:
        quietly("Incidents and what was decided are needed, and a note where it is not escalated.")
    if st.button("Note the decision", type="primary", key="decide-note-it", disabled=not whole):
        assert choice is not None and isinstance(on, date)  # the button is off without them
        step = EscalationStep(choice[0], on, choice[1], reference.strip(), note.strip())
        _note(store, reader, chosen, step)


def _note(store: Store, reader: Reader, chosen: Sequence[Undecided], step: EscalationStep) -> None:
    done, problem = list[Noted[Escalation]](), ""
    now = work.now_utc()
    try:
        for each in chosen:
            if step.step is StepTaken.NOT:
                noted = work.decide_not_to_escalate(
                    store, reader, each.n, each.reasons, step.on, step.note, now, seen=each.seen
                )
            else:
                noted = work.escalate(store, reader, each.n, each.reasons, step, now, seen=each.seen)
            done.append(noted)
    except StoreProblem as refused:
        problem = str(refused)
    if not done:
        st.error(plain(problem))
        return
    undo_next("Undo", partial(all_taken_back, store, reader, done, _as_before), doing="Taking it back")
    said = f"{count_of(len(done), 'incident')}: {step.in_words()}."
    tell_and_rerun(
        f"{said} Of {len(chosen):,} that were chosen the others were not noted: {problem}"
        if problem
        else said
    )


def decided_part(asking: Asking, reader: Reader, store: Store) -> None:
    """Every step that was noted; another step for an incident, and taking back the last one of it."""
    held = work.escalations(store, reader, work.now_utc())
    if not held:
        say(NOTHING_DECIDED)
        return
    steps = list_of_steps((number, each.content) for number, each in held.items())
    say(f"{count_of(len(steps.rows), 'step')} noted for {count_of(len(held), 'incident')}.")
    show_table(steps, alt="What was decided", lists_incidents=True, fits=True)
    if not may_decide(asking, reader):
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.selectbox(
            "Take back the last step of incident", sorted(held), key=f"decided-which-{acts_done()}", width=320
        )
        if st.button("Take it back", key="decided-take-back") and number is not None:
            _take_back_last(store, reader, held[number])
    st.header("Note a further step", anchor=False)
    decide(
        store,
        reader,
        [
            Undecided(n, f"{n}: {each.content.steps[-1].in_words()}", each.content.reasons, each.revision)
            for n, each in sorted(held.items())
        ],
    )


def _take_back_last(store: Store, reader: Reader, noted: Noted[Escalation]) -> None:
    try:
        newest = work.take_back_record(store, reader, noted, work.now_utc())
    except StoreProblem as problem:
        st.error(plain(str(problem)))
        return
    undo_next(
        "Note it again", partial(all_taken_back, store, reader, [newest], _as_before), doing="Noting it again"
    )
    tell_and_rerun(f"The last step of incident {noted.number} is taken back.")


def _as_before(done: int) -> str:
    return f"{count_of(done, 'incident')}: as before."


def _choice_in_words(choice: tuple[StepTaken, EscalatedTo | None]) -> str:
    step, to = choice
    if to is None:
        return "Not escalated"
    if to is EscalatedTo.MHRA:
        return f"Yellow Card {step.value}"
    return f"Escalated to {to.in_words}"
