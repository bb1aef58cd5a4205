"""The lists that a medication safety officer looks through: Yellow Cards, the duty of candour, controlled drugs. None of them decides."""

from dashboard.extracts.medicines.schedules import controlled_schedules
from dashboard.findings.asking import Asking
from dashboard.findings.learning import controlled_drugs, yellow_cards
from dashboard.views.said import quietly
from dashboard.views.to_consider import candour_section, list_section


def lists_part(asking: Asking) -> None:
    """Of what is asked."""
    quietly(
        f"Of what the filter asks, and of the months after it that are still filling up: {asking.standing.line()}"
    )
    list_section(asking, "yellow-cards", yellow_cards.TITLE, yellow_cards.yellow_cards)
    candour_section(asking)
    list_section(
        asking,
        "controlled-drugs",
        controlled_drugs.TITLE,
        lambda asked: controlled_drugs.controlled_drugs(asked, controlled_schedules()),
    )
