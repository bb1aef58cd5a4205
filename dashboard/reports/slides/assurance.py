"""What is learnt, for a committee or a board: one slide of a pack, and the director's sheet of one page."""

from dashboard.domain.learning.assurance import Statement
from dashboard.domain.periods import day_in_words
from dashboard.domain.store import OlderEdition
from dashboard.findings.learning import assurance
from dashboard.measures.assurance import Assured
from dashboard.reports.making import Making
from dashboard.reports.pack import Box, Slide
from dashboard.reports.slides.figures import boxed
from dashboard.reports.titles import titled

LEARNT = "What is learnt"
SHEET = "Medication safety assurance sheet"
MOST_LEARNT, MOST_ON_SHEET = 4, 2
"""Outcomes that a slide has room for beside what is open; the page of cards has all."""

NOT_SIGNED = "No statement is signed off on this edition."


def what_is_learnt(making: Making) -> Slide | None:
    """None for an edition that holds nothing of the learning loop, or was published before editions did."""
    try:
        found = assurance.assured_by(making.asking, making.day)
    except OlderEdition:
        return None
    if found.is_empty:
        return None
    cards, _, alerts, escalated, learnt = assurance.parts(found)  # safety actions have a slide of their own
    title, rest = titled(cards.sentences[0])
    return Slide(
        "what-is-learnt",
        title,
        LEARNT,
        boxes=(
            *boxed("Cards", rest, cards.sentences[1]),
            *boxed("Alerts and escalation", alerts.sentences[0], escalated.sentences[0]),
            *boxed(LEARNT, learnt.sentences[0], *_outcomes(found, MOST_LEARNT)),
            *boxed("Assurance", assurance.signed_sentence(found)),
        ),
        notes=(assurance.ON_CAS, assurance.NEVER_SENT),
        standing=making.asking.standing,
    )


def assurance_sheet(making: Making, statement: Statement | None) -> Slide:
    """One page for the named board director. statement: the one that was signed off on this edition. Raises OlderEdition."""
    found = assurance.assured_by(making.asking, making.day)
    cards, actions, alerts, escalated, learnt = assurance.parts(found)
    title, rest = titled(cards.sentences[0])
    data = assurance.how_the_data_stand(making.asking)
    return Slide(
        "assurance-sheet",
        title,
        SHEET,
        boxes=(
            *boxed("Open and escalated", rest, *(each.sentences[0] for each in (actions, alerts, escalated))),
            *boxed(
                LEARNT,
                cards.sentences[1],
                learnt.sentences[0],
                *_outcomes(found, MOST_ON_SHEET),
            ),
            *boxed(data.heading, *data.sentences[:3]),
            *_statement(statement),
        ),
        notes=(assurance.ON_CAS, assurance.NEVER_SENT, *actions.sentences[1:], *data.sentences[3:]),
        standing=making.asking.standing,
    )


def _outcomes(found: Assured, most: int) -> tuple[str, ...]:
    """Each in two lines at most."""
    return tuple(titled(line)[0] for line in assurance.outcome_lines(found, most))


def _statement(statement: Statement | None) -> tuple[Box, ...]:
    if statement is None:
        return boxed("Statement", NOT_SIGNED)
    on = f" on {day_in_words(statement.signed_off_on)}" if statement.signed_off_on else ""
    signed = f"Signed off by {statement.signed_off_by}{on}, on edition {statement.edition}."
    return boxed("Statement", signed, statement.text, statement.caveats)
