"""Assurance in sentences: what is open, past its date, escalated and learnt, how the data stand, and a statement proposed from them."""

from dataclasses import dataclass
from datetime import date

from dashboard.charts.frame import Table
from dashboard.domain.learning.assurance import CAVEATS_LENGTH
from dashboard.domain.periods import day_in_london, day_in_words
from dashboard.domain.rows.learning import LearningCard, SafetyAction
from dashboard.findings import quality
from dashboard.findings.asking import Asking, default_filter
from dashboard.findings.learning.cards import looked_at_sentence
from dashboard.findings.learning.held import learning_held
from dashboard.findings.reporting_lag import lag_sentence, why_no_curve
from dashboard.findings.words import RECORDED_CAVEAT, count_of, listed
from dashboard.measures.assurance import Assured, assured

NOTHING_RECORDED = "Nothing of the learning loop is recorded in this edition: no card, safety action, alert, escalation or statement."
ON_CAS = "An alert is answered on the Central Alerting System, not here: these are the dates and answers that were recorded."
NO_STATEMENT = "No statement of assurance had been signed off when this edition was published."
NEVER_SENT = "Nothing is sent from here: these are steps that the officer recorded."
MOST_TOLD = 10
"""Cards of which it is told what was learnt, the newest; the page of cards has all."""


@dataclass(frozen=True)
class Part:
    """One question of a director's: a heading, sentences, and a short list where there is anything to list."""

    heading: str
    sentences: tuple[str, ...]
    table: Table | None = None
    listed_as: str = ""
    lines: tuple[str, ...] = ()
    """Told one beneath the other, where a table would cut them."""


@dataclass(frozen=True)
class Proposed:
    """What the officer may edit before it is signed off."""

    text: str
    caveats: str


def assured_by(asking: Asking, day: date) -> Assured:
    """Beside the last paper, the newest released edition before this one, where there was one. Raises OlderEdition."""
    paper = asking.last_paper()
    while paper is not None and paper.edition.released_at is None:
        paper = paper.last_paper()
    since = day_in_london(paper.facts.published_at) if paper else None
    return assured(learning_held(asking), day, since)


def parts(found: Assured) -> tuple[Part, ...]:
    """What is open, past its date, escalated and learnt."""
    return (_cards(found), _actions(found), _alerts(found), _escalated(found), _learnt(found))


def how_the_data_stand(asking: Asking) -> Part:
    """Of the last 24 complete months: how much is recorded, how soon, and how the newest month stands beside the others."""
    of = asking.of(default_filter(asking.facts, asking.calendar, asking.curve))
    if not len(of.months):
        return Part("Quality of the data", (quality.why_no_months(of),))
    recorded = quality.recorded(of)
    return Part(
        "Quality of the data",
        (
            quality.completeness_sentence(recorded),
            *(quality.missing_sentence(each) for each in quality.missing_of(of, recorded)),
            quality.delay_sentence(quality.how_soon(of)),
            lag_sentence(of, of.curve) if of.curve else why_no_curve(of),
        ),
    )


def proposed(asking: Asking, found: Assured) -> Proposed:
    """Words for a statement, made of the figures of the page."""
    opened = _counted(
        "{} {}",
        ("learning card", len(found.open_cards)),
        ("safety action", len(found.open_actions)),
        ("National Patient Safety Alert", len(found.open_alerts)),
    )
    past = _counted(
        "{1} {0}",
        ("card", len(found.cards_past_due)),
        ("action", len(found.actions_past_due)),
        ("alert", len(found.alerts_past_due)),
    )
    told, steps = len(found.learnt), sum(found.steps.values())
    data = how_the_data_stand(asking).sentences
    said = (
        f"On {day_in_words(found.day)}, by edition {asking.edition.edition_id}, {opened} open; past the due date {past}. "
        f"{_some(steps, 'step')} of escalation {_are(max(steps, 1))} recorded. {_some(told, 'closed card')} "
        f"{'says' if told < 2 else 'say'} what was learnt."
    )
    caveats = f"{RECORDED_CAVEAT} {ON_CAS}"
    more = f"{caveats} {data[1]}" if len(data) > 1 else caveats
    return Proposed(said, more if len(more) <= CAVEATS_LENGTH else caveats)


def signed_sentence(found: Assured) -> str:
    """'The newest statement of assurance was signed off on 3 November 2026, on edition 12.'"""
    if found.signed_off is None:
        return NO_STATEMENT
    edition, day = found.signed_off
    return f"The newest statement of assurance was signed off on {day_in_words(day)}, on edition {edition}."


def _since(found: Assured) -> str:
    return f"since the last paper ({day_in_words(found.since)})" if found.since else "so far"


def _number(number: int) -> str:
    return f"{number:,}" if number else "none"


def _some(number: int, one: str) -> str:
    """'3 steps', '1 step', 'No step'."""
    return count_of(number, one) if number else f"No {one}"


def _counted(order: str, *parts: tuple[str, int]) -> str:
    """'1 learning card and 2 safety actions are', or 'is nothing': in the order of words that is asked."""
    named = [count_of(number, one) for one, number in parts if number]
    verb = "is" if sum(number for _, number in parts) < 2 else "are"
    return order.format(listed(named, len(named)) if named else "nothing", verb)


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _past(number: int) -> str:
    """'1 is past its due date', '3 are past their due dates', 'none is past its due date'."""
    if not number:
        return "none is past its due date"
    return f"{number:,} {_are(number)} past {'its due date' if number == 1 else 'their due dates'}"


def _cards(found: Assured) -> Part:
    many, closed = len(found.open_cards), len(found.closed_since)
    states = [f"{count:,} {state}" for state, count in found.cards_by_state().items()]
    opened = f": {listed(states)}; {_past(len(found.cards_past_due))}" if many else ""
    return Part(
        "Learning cards",
        (
            f"{count_of(many, 'learning card')} {_are(many)} open{opened}.",
            f"{count_of(closed, 'card') if closed else 'No card'} {'were' if closed > 1 else 'was'} closed {_since(found)}.",
            looked_at_sentence([*found.open_cards, *found.closed_cards]),
        ),
        Table(
            ("Card", "Title", "State", "Owner", "Due", "Past due"),
            tuple(
                (card.card, card.title, card.state, _or_none(card.owner), card.due_on, _yes(card in found.cards_past_due))
                for card in found.open_cards
            ),
        )
        if many
        else None,
        "Open learning cards",
    )  # fmt: skip


def _actions(found: Assured) -> Part:
    many, done = len(found.open_actions), len(found.done_since)
    past = f": {_past(len(found.actions_past_due))}" if many else ""
    strengths = [f"{name or 'not said'} {count:,}" for name, count in found.by_strength().items()]
    mix = (
        (f"Strength of those open and done, from the weakest on: {listed(strengths, 7)}.",)
        if strengths
        else ()
    )
    return Part(
        "Safety actions",
        (
            f"{count_of(many, 'safety action')} {_are(many)} open{past}; {_number(done)} {'were' if done > 1 else 'was'} done "
            f"{_since(found)}.",
            *mix,
        ),
        Table(
            ("Action", "Title", "State", "Owner", "Due", "Past due", "Strength"),
            tuple(_action(action, found) for action in found.open_actions),
        )
        if many
        else None,
        "Open safety actions",
    )


def _action(action: SafetyAction, found: Assured) -> tuple[object, ...]:
    past = _yes(action in found.actions_past_due)
    return (
        action.action, action.title, action.state, _or_none(action.owner), action.due_on, past, action.strength or "not said",
    )  # fmt: skip


def _alerts(found: Assured) -> Part:
    many = len(found.open_alerts)
    past = f": {_past(len(found.alerts_past_due))} there" if many else ""
    return Part(
        "National Patient Safety Alerts",
        (f"{_some(many, 'National Patient Safety Alert')} {_are(max(many, 1))} open on CAS{past}.", ON_CAS),
        Table(
            ("Alert", "Reference", "Title", "Applies", "Due on CAS", "Past due on CAS", "Status on CAS"),
            tuple(
                (
                    alert.alert, _or_none(alert.reference), alert.title, _applies(alert.applies), alert.due_on,
                    _yes(alert in found.alerts_past_due), alert.status_on_cas or "not recorded",
                )
                for alert in found.open_alerts
            ),
        )
        if many
        else None,
        "National Patient Safety Alerts that are open on CAS",
    )  # fmt: skip


def _escalated(found: Assured) -> Part:
    many = sum(found.steps.values())
    if not many:
        return Part("Escalated", ("No step of escalation is recorded.", NEVER_SENT))
    to = [f"{whom} {suggested + sent:,}" for whom, suggested, sent in found.steps_by_whom()]
    nots = f"decided not to escalate {found.not_escalated:,}" if found.not_escalated else ""
    since = f", {_number(found.steps_since)} of them {_since(found)}" if found.since and many > 1 else ""
    return Part(
        "Escalated",
        (
            f"{count_of(many, 'step')} of escalation {_are(many)} recorded{since}: {listed([*to, *filter(None, [nots])], 6)}.",
            NEVER_SENT,
        ),
        Table(("To", "Suggested", "Sent"), found.steps_by_whom()) if found.steps_by_whom() else None,
        "Steps of escalation, by to whom",
    )


def _learnt(found: Assured) -> Part:
    many = len(found.learnt)
    if not many:
        return Part("What was learnt", ("No closed card says yet what was learnt.",))
    told = sum(bool(card.told) for card in found.learnt)
    return Part(
        "What was learnt",
        (
            f"{count_of(many, 'closed card')} {'says' if many == 1 else 'say'} what was learnt; those who reported were told of "
            f"{told:,} of them.",
        ),
        lines=tuple(_ended(card) for card in found.learnt[:MOST_TOLD]),
    )


def _ended(card: LearningCard) -> str:
    on = f" (closed on {day_in_words(card.closed_on)})" if card.closed_on else ""
    told = f" Those who reported were told: {card.told}" if card.told else ""
    return f"{card.title}{on}: {_sentence(card.outcome or 'how it ended is not said')}{told}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def outcome_lines(found: Assured, most: int) -> tuple[str, ...]:
    """'Omitted insulin: a night cupboard; ...', the newest first, and how many more there are."""
    lines = [f"{card.title}: {_sentence(card.outcome or card.told)}" for card in found.learnt[:most]]
    more = len(found.learnt) - most
    return (
        *lines,
        *((f"{more:,} more {'stands' if more == 1 else 'stand'} on the page of cards.",) if more > 0 else ()),
    )


def _or_none(text: str) -> str:
    return text or "none named"


def _yes(holds: bool) -> str:
    return "yes" if holds else ""


def _applies(applies: bool | None) -> str:
    return "not decided" if applies is None else "yes" if applies else "no"
