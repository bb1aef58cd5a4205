"""What belongs to the officer's post: steps of checklists, contacts, what comes round again. The officer's alone, and handed over."""

from dataclasses import replace
from datetime import date, datetime

from dashboard import desk
from dashboard.domain.learning.checklists import BY_KEY, Checklist
from dashboard.domain.learning.post import ChecklistStep, Contact, Recurring
from dashboard.domain.learning.record import Kind, Noted
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.work.learning.records import note, remove

STEP = "note step of a checklist"
KEEP_CONTACT, REMOVE_CONTACT = "keep contact", "remove contact"
KEEP_RECURRING, DO_RECURRING, REMOVE_RECURRING = (
    "keep recurring date", "mark recurring date as done", "remove recurring date",
)  # fmt: skip
NOTHING_NEW = "Nothing of it was changed, so nothing was kept."


@only(*OFFICER)
def steps_noted(store: Store, reader: Reader, now: datetime) -> dict[str, Noted[ChecklistStep]]:
    """The steps of checklists that something was noted of, by their keys."""
    held = desk.learning_records(store, reader, Kind.CHECKLIST, now)
    return {each.content.step: each for each in held}


@only(*OFFICER)
def note_step(store: Store, reader: Reader, step: ChecklistStep, now: datetime) -> Noted[ChecklistStep]:
    """Keep whether a step was done, when, and a note. Raises StoreProblem for a step that no checklist has, for a day that is still to
    come, and where nothing is new."""
    if step.step not in BY_KEY:
        raise StoreProblem("There is no such step in a checklist. Nothing was kept.")
    _not_to_come(step.done_on, now)
    held = steps_noted(store, reader, now).get(step.step)
    if step == (held.content if held else ChecklistStep(step.step)):
        raise StoreProblem(NOTHING_NEW)
    return note(store, reader, Kind.CHECKLIST, step, STEP, now, seen=held)


@only(*OFFICER)
def begin_checklist_anew(
    store: Store, reader: Reader, which: Checklist, now: datetime
) -> list[Noted[ChecklistStep]]:
    """Every step of it is open again and without a note, for whoever is new in post: each that was noted is a line of the audit
    trail. Raises StoreProblem where nothing was noted."""
    held = steps_noted(store, reader, now)
    noted = [
        key
        for key, each in held.items()
        if key in BY_KEY and BY_KEY[key].checklist is which and each.content != ChecklistStep(key)
    ]
    if not noted:
        raise StoreProblem("Nothing was noted of this checklist, so there is nothing to begin anew.")
    return [note_step(store, reader, ChecklistStep(key), now) for key in noted]


@only(*OFFICER)
def contacts(store: Store, reader: Reader, now: datetime) -> list[Noted[Contact]]:
    return desk.learning_records(store, reader, Kind.CONTACT, now)


@only(*OFFICER)
def keep_contact(
    store: Store, reader: Reader, contact: Contact, now: datetime, *, seen: Noted[Contact] | None = None
) -> Noted[Contact]:
    """Keep a contact or registration, or what is changed of the one that was seen."""
    if not contact.what.strip():
        raise StoreProblem("Say what or whom it is about, for instance 'Generic mailbox'. Nothing was kept.")
    _not_to_come(contact.registered_on, now)
    if contact in [each.content for each in contacts(store, reader, now)]:
        raise StoreProblem(NOTHING_NEW)
    return note(store, reader, Kind.CONTACT, contact, KEEP_CONTACT, now, seen=seen)


@only(*OFFICER)
def remove_contact(store: Store, reader: Reader, seen: Noted[Contact], now: datetime) -> Noted[Contact]:
    return remove(store, reader, seen, REMOVE_CONTACT, now)


@only(*OFFICER)
def recurring_dates(store: Store, reader: Reader, now: datetime) -> list[Noted[Recurring]]:
    """What comes round again: the next first, what has no date last."""
    held = desk.learning_records(store, reader, Kind.RECURRING, now)
    return sorted(held, key=lambda each: (each.content.next_on or date.max, each.number))


@only(*OFFICER)
def keep_recurring(
    store: Store, reader: Reader, recurring: Recurring, now: datetime, *, seen: Noted[Recurring] | None = None
) -> Noted[Recurring]:
    """Keep what comes round again, or what is changed of the one that was seen; the day of the month is that of its next date."""
    if not recurring.what.strip() or recurring.next_on is None:
        raise StoreProblem("Say what comes round again and when next. Nothing was kept.")
    before = seen.content if seen else None
    same_date = before is not None and before.next_on == recurring.next_on
    kept = replace(
        recurring,
        on_day=before.on_day if before and same_date else recurring.next_on.day,
        done_on=before.done_on if before else None,
    )
    if kept in [each.content for each in recurring_dates(store, reader, now)]:
        raise StoreProblem(NOTHING_NEW)
    return note(store, reader, Kind.RECURRING, kept, KEEP_RECURRING, now, seen=seen)


@only(*OFFICER)
def mark_recurring_done(
    store: Store, reader: Reader, seen: Noted[Recurring], done_on: date, now: datetime
) -> Noted[Recurring]:
    """It was done on a day: it moves on by its period."""
    _not_to_come(done_on, now)
    moved = seen.content.moved_on(done_on)
    return note(store, reader, Kind.RECURRING, moved, DO_RECURRING, now, seen=seen)


@only(*OFFICER)
def remove_recurring(store: Store, reader: Reader, seen: Noted[Recurring], now: datetime) -> Noted[Recurring]:
    return remove(store, reader, seen, REMOVE_RECURRING, now)


def _not_to_come(day: date | None, now: datetime) -> None:
    if day and day > day_in_london(now):
        raise StoreProblem("That day is still to come: give today or an earlier day. Nothing was kept.")
