"""All that an edition holds of the learning loop, and the questions that ask it."""

from dashboard.domain.rows.learning import Learning
from dashboard.findings.asking import EVERYTHING, Asking

QUESTIONS = {
    "cards": "learning_cards",
    "actions": "safety_actions",
    "aims": "aims_of_safety_actions",
    "answers": "answered_by_safety_actions",
    "alerts": "alerts",
    "required": "required_by_alerts",
    "escalated": "escalated",
    "statements": "statements_signed",
}
"""By the fields of Learning."""


def learning_held(asking: Asking) -> Learning:
    """Whatever is asked. Raises OlderEdition for an edition that was published before editions held it."""
    return Learning(
        **{name: tuple(asking.rows(question, EVERYTHING)) for name, question in QUESTIONS.items()}
    )
