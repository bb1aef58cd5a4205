"""What the officer decides about incidents that meet a rule of escalation, and the rules of the trust's own.

Nothing is sent from here: a step that is noted was taken by a person, outside of this program.
"""

from collections.abc import Sequence
from datetime import date, datetime

from dashboard import desk
from dashboard.domain.incident_filter import FilterNotUnderstood, IncidentFilter
from dashboard.domain.learning.escalation import (
    AtTheDesk,
    EscalatedTo,
    Escalation,
    EscalationStep,
    OwnRule,
    StepTaken,
)
from dashboard.domain.learning.record import ChangedMeanwhile, Kind, Noted
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import OFFICER, PREPARES, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.work.learning.records import note, remove

ESCALATE, DECIDE_NOT_TO = "escalate incident", "decide not to escalate"
KEEP_RULE, REMOVE_RULE = "keep rule of escalation", "remove rule of escalation"
MOST_DAYS, MOST_INCIDENTS = 366, 1_000


@only(*PREPARES)
def escalations(store: Store, reader: Reader, now: datetime) -> dict[int, Noted[Escalation]]:
    """What was decided, by the number of the incident."""
    return {each.number: each for each in desk.learning_records(store, reader, Kind.ESCALATION, now)}


@only(*PREPARES)
def own_rules(store: Store, reader: Reader, now: datetime) -> list[Noted[OwnRule]]:
    return desk.learning_records(store, reader, Kind.OWN_RULE, now)


@only(*PREPARES)
def escalation_at_the_desk(store: Store, reader: Reader, now: datetime) -> AtTheDesk:
    """What the list of what is to be escalated needs to know of the desk."""
    kept = desk.learning_kept(store, reader, (Kind.ESCALATION, Kind.OWN_RULE), now)
    return AtTheDesk(
        {each.number: each.content for each in kept[Kind.ESCALATION]},
        tuple(each.content for each in kept[Kind.OWN_RULE]),
        {each.number: each.revision for each in kept[Kind.ESCALATION]},
    )


@only(*OFFICER)
def escalate(
    store: Store,
    reader: Reader,
    number: int,
    reasons: Sequence[str],
    step: EscalationStep,
    now: datetime,
    *,
    seen: int = 0,
) -> Noted[Escalation]:
    """Note that an incident was escalated: to whom, on which day, with which reference. `reasons` are the rules that it meets
    now; `seen` is the revision of what was decided before that the officer saw, 0 for none. Raises StoreProblem for a step that cannot be, and
    ChangedMeanwhile.
    """
    if step.to is None or step.step is StepTaken.NOT:
        raise StoreProblem("Say to whom it is escalated. Nothing was kept.")
    if step.step is StepTaken.SUGGESTED and step.to is not EscalatedTo.MHRA:
        raise StoreProblem("Only a Yellow Card is suggested; to others it is sent or told. Nothing was kept.")
    return _take(store, reader, number, reasons, step, ESCALATE, now, seen)


@only(*OFFICER)
def decide_not_to_escalate(
    store: Store,
    reader: Reader,
    number: int,
    reasons: Sequence[str],
    on: date,
    why: str,
    now: datetime,
    *,
    seen: int = 0,
) -> Noted[Escalation]:
    """Note that an incident is not escalated, and why. Raises StoreProblem without a reason, and as `escalate` does."""
    if not why.strip():
        raise StoreProblem(
            "Say in the note why it is not escalated: whoever looks later sees nothing else. Nothing was kept."
        )
    step = EscalationStep(StepTaken.NOT, on, note=why.strip())
    return _take(store, reader, number, reasons, step, DECIDE_NOT_TO, now, seen)


@only(*OFFICER)
def keep_own_rule(
    store: Store,
    reader: Reader,
    rule: OwnRule,
    now: datetime,
    *,
    seen: Noted[OwnRule] | None = None,
) -> Noted[OwnRule]:
    """Keep a rule of the trust's own, or what is changed of the one that was seen. Raises StoreProblem for one that would look at
    everything, at a period or at nothing, and for a name that another rule has."""
    if not rule.name.strip():
        raise StoreProblem("Give the rule a name: it stands beside each incident. Nothing was kept.")
    try:
        asked = IncidentFilter.from_query(rule.query)
    except FilterNotUnderstood as problem:
        raise StoreProblem(f"{problem} Nothing was kept.") from problem
    if asked.from_ or asked.until:
        raise StoreProblem(
            "A rule looks at the days before the newest extract: take the period out of it. Nothing was kept."
        )
    if not asked.in_words():
        raise StoreProblem(
            "Choose in the filter what the rule looks at: without one, every incident would meet it. Nothing was kept."
        )
    if not (1 <= rule.many <= MOST_INCIDENTS and 1 <= rule.days <= MOST_DAYS):
        raise StoreProblem(
            f"A rule is of 1 to {MOST_INCIDENTS:,} incidents within 1 to {MOST_DAYS} days. Nothing was kept."
        )

    def refuse(held: Sequence[Noted[OwnRule]]) -> None:
        for each in held:
            if (
                seen is None or each.number != seen.number
            ) and each.content.reason.casefold() == rule.reason.casefold():
                raise StoreProblem(f"There is a rule '{each.content.name}' already. Nothing was kept.")

    return note(store, reader, Kind.OWN_RULE, rule, KEEP_RULE, now, seen=seen, refuse=refuse)


@only(*OFFICER)
def remove_own_rule(store: Store, reader: Reader, number: int, now: datetime) -> Noted[OwnRule]:
    """Take a rule away; what was decided by it stands. `take_back_record` of what this returns brings it back."""
    held = next((each for each in own_rules(store, reader, now) if each.number == number), None)
    if held is None:
        raise StoreProblem(
            f"There is no rule of number {number}; the list of your own rules has the numbers that there are."
        )
    return remove(store, reader, held, REMOVE_RULE, now)


def _take(
    store: Store,
    reader: Reader,
    number: int,
    reasons: Sequence[str],
    step: EscalationStep,
    act: str,
    now: datetime,
    seen: int,
) -> Noted[Escalation]:
    if step.on > day_in_london(now):
        raise StoreProblem("The day lies ahead: note a step once it was taken. Nothing was kept.")
    newest = next(reversed(desk.learning_revisions(store, reader, Kind.ESCALATION, now, number=number)), None)
    held = newest if newest and not newest.taken_back else None
    if (held.revision if held else 0) != seen:
        raise ChangedMeanwhile(
            "Somebody decided on this incident after you opened the list, and nothing of yours was kept. Look at what was decided, "
            "then decide."
        )
    before = held.content if held else Escalation()
    if any(
        (each.step, each.to, each.on, each.reference) == (step.step, step.to, step.on, step.reference)
        for each in before.steps
    ):
        raise StoreProblem(f"It is noted already that this incident was {step.in_words()}. Nothing was kept.")
    content = Escalation(tuple(dict.fromkeys((*before.reasons, *reasons))), (*before.steps, step))
    return note(store, reader, Kind.ESCALATION, content, act, now, number=number, seen=newest)
