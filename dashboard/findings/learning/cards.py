"""Learning cards in words: the list by state, one card, its history, and how long it takes from a signal to an action."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from dashboard.charts.frame import Table
from dashboard.domain.learning.action import Action
from dashboard.domain.learning.card import Card, CardState, is_overdue
from dashboard.domain.learning.record import Kind, Noted
from dashboard.domain.periods import day_in_london, day_in_words, london_moment_in_words
from dashboard.domain.rows.learning import AnsweredByAction, LearningCard, SafetyAction
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.breaks import scope_words
from dashboard.findings.words import count_of, listed
from dashboard.measures.learning import signals_looked_at

NONE_YET = "No learning card has been opened yet."
NOT_HELD = "This edition was published before there were learning cards; a newer one holds them."
NOT_WRITTEN = "not written yet"
ORDER = {state.value: place for place, state in enumerate(CardState)}

FIELDS = {
    "title": "Title",
    "known": "What we know so far",
    "factors": "Contributory factors",
    "area": "Area for improvement",
    "response": "Learning response",
    "owner": "Owner",
    "due_on": "Due",
    "outcome": "Outcome",
    "told": "What we told the reporters",
    "assigned_to": "Assigned to",
}
"""Of a card, in the order in which they are read, in PSIRF's words."""


def in_order(cards: Sequence[LearningCard]) -> list[LearningCard]:
    """By state, and in each the one that is due first; those without a date after them, by number."""
    return sorted(cards, key=lambda each: (ORDER[each.state], each.due_on or date.max, each.card))


def past_due(card: LearningCard, today: date) -> bool:
    return is_overdue(card.state, card.due_on, today)


def looked_at_sentence(cards: Sequence[LearningCard]) -> str:
    """How many of the signals that were seen were looked at, and how long it took to come to an action."""
    found = signals_looked_at(cards)
    if not found.seen:
        return NONE_YET
    verb = "was" if 1 in (found.looked_at, found.seen) else "were"
    first = f"{found.looked_at:,} of {count_of(found.seen, 'signal')} on cards {verb} looked at."
    many, middle = len(found.days_to_action), found.median_days
    if middle is None:
        return (
            f"{first} Too few to tell how long it takes from signal to action: none has come to be acted on."
        )
    days = [days for _, days in found.days_to_action]
    if many == 1:
        when = f"{count_of(days[0], 'day')} after" if days[0] else "on the day on which"
        return f"{first} One came to be acted on, {when} it was first seen."
    half = f"{middle:,.0f}" if middle == int(middle) else f"{middle:,.1f}"
    return f"{first} {many:,} came to be acted on, a median of {half} days after they were first seen ({days[0]:,} to {days[-1]:,})."


def cards_table(cards: Sequence[LearningCard]) -> Table:
    """The list by state."""
    return Table(
        ("Card", "Title", "State", "Owner", "Due", "Times seen", "Last seen"),
        tuple(
            (each.card, each.title, each.state, each.owner or "none named", each.due_on, each.times_seen, each.seen_last_on)
            for each in in_order(cards)
        ),
    )  # fmt: skip


def in_short(card: LearningCard) -> str:
    """'Card 3: Omitted insulin (looking)'."""
    return f"Card {card.card}: {card.title} ({card.state})"


def where_it_stands(card: LearningCard, today: date) -> str:
    """State, days and owner of a card in sentences."""
    since = {
        CardState.TO_LOOK_AT.value: f"Waits to be looked at since {day_in_words(card.opened_on)}.",
        CardState.CLOSED.value: closed_in_words(card),
    }.get(card.state, f"{card.state.capitalize()}; opened on {day_in_words(card.opened_on)}.")
    owner = f"Owner: {card.owner}." if card.owner else "No owner is named."
    return f"{since} {owner} {_due(card, today)} About: {scope_of(card)}."


def closed_in_words(card: LearningCard) -> str:
    """'Closed on 2 May 2026: looked at: no special cause found.'"""
    day = f" on {day_in_words(card.closed_on)}" if card.closed_on else ""
    return f"Closed{day}: {card.closed_because.rstrip('.')}."


def _due(card: LearningCard, today: date) -> str:
    if card.due_on is None:
        return "No date is set."
    ago = f", {count_of((today - card.due_on).days, 'day')} ago" if past_due(card, today) else ""
    return f"Due {day_in_words(card.due_on)}{ago}."


def scope_of(card: LearningCard) -> str:
    """'whole trust', or what the card is about."""
    return scope_words(card.site, card.division, card.drug_class, card.wards)


def written_on(card: LearningCard) -> tuple[tuple[str, str], ...]:
    """What an edition holds of what is written on a card: the name of each field and its words, empty ones too."""
    return tuple(
        (FIELDS[name], getattr(card, name)) for name in ("factors", "area", "response", "outcome", "told")
    )


def history(revisions: Sequence[Noted[Card]], named: Callable[[str], str]) -> tuple[str, ...]:
    """Who changed a card when, and what, a sentence for each revision; newest first. named: a person's name by their id."""
    before = [None, *(each.content for each in revisions)]
    told = [
        f"{london_moment_in_words(each.noted_at)}, {named(each.noted_by)}: {_what_changed(was, each)}."
        for was, each in zip(before, revisions, strict=False)
    ]
    return tuple(reversed(told))


def _what_changed(before: Card | None, noted: Noted[Card]) -> str:
    card = noted.content
    if noted.taken_back:
        return "the card was taken back"
    if before is None:
        return "opened"
    told = []
    if card.state is not before.state:
        because = f": {card.closed_because}" if not card.is_open else ""
        told.append(f"{before.state} → {card.state}{because}")
    if len(card.sightings) != len(before.sightings):
        told.append("seen again" if len(card.sightings) > len(before.sightings) else "a sighting taken back")
    if card.due_on != before.due_on:
        told.append(f"due {_day(before.due_on)} → {_day(card.due_on)}")
    changed = [
        words
        for name, words in FIELDS.items()
        if name != "due_on" and getattr(card, name) != getattr(before, name)
    ]
    if changed:
        told.append(f"changed: {', '.join(changed)}")
    return "; ".join(told) or "nothing of it"


def _day(day: date | None) -> str:
    return day_in_words(day) if day else "no date"


def actions_of(asking: Asking, card: int) -> list[SafetyAction]:
    """The safety actions that answer a card. Raises OlderEdition."""
    answers: list[AnsweredByAction] = asking.rows("answered_by_safety_actions", EVERYTHING)
    numbers = {each.action for each in answers if each.card == card}
    return [each for each in asking.rows("safety_actions", EVERYTHING) if each.action in numbers]


def actions_table(actions: Sequence[SafetyAction]) -> Table:
    return Table(
        ("Action", "Title", "State", "Owner", "Due", "Strength", "Started"),
        tuple(
            (each.action, each.title, each.state, each.owner or "none named", each.due_on, each.strength or "not said", each.started_on)
            for each in actions
        ),
    )  # fmt: skip


def named_incidents(numbers: Sequence[int]) -> str:
    """'It is about incidents 12, 15 and 31.', by their numbers, which the list of incidents has; empty where it names none."""
    if not numbers:
        return ""
    return f"It is about {'incident' if len(numbers) == 1 else 'incidents'} {listed([str(n) for n in numbers], len(numbers))}."


def looked_at_before(noted: Noted[Card], closed_at: datetime) -> str:
    """Of a closed card, where its signal comes again: 'Looked at before: card 3, closed on 2 May 2026: no special cause found.'"""
    because = noted.content.closed_because.rstrip(".")
    return f"Looked at before: card {noted.number}, closed on {day_in_words(day_in_london(closed_at))}: {because}."


def told_to_wards(cards: Sequence[LearningCard]) -> Table:
    """For a ward link: what is looked at on their wards, and what they were told."""
    return Table(
        ("Card", "What is looked at", "State", "What you were told"),
        tuple((each.card, each.title, each.state, each.told or NOT_WRITTEN) for each in in_order(cards)),
    )


def assigned_sentence(noted: Noted[Card] | Noted[Action]) -> str:
    """'Card 3: Omitted insulin (looking), due 30 June 2026', 'Safety action 2: Night cupboard (planned)'."""
    held, what = noted.content, "Card" if noted.kind is Kind.CARD else "Safety action"
    due = f", due {day_in_words(held.due_on)}" if held.due_on else ""
    return f"{what} {noted.number}: {held.title} ({held.state}){due}"
