"""What the forms ask besides: whether an incident was a Never Event, and the reference of a Yellow Card."""

from made_up_trust import words
from made_up_trust.incidents import Incident


def is_never_event(incident: Incident) -> bool:
    """One of the trust's: methotrexate prescribed daily instead of weekly, found before it was given."""
    named = [mention.medicine.name for mention in incident.mentions]
    return (
        incident.source == "datix"
        and named == ["methotrexate"]
        and words.PRESCRIBING in incident.stages
        and words.DOSE in incident.errors
    )


def never_event(incident: Incident) -> bool | None:
    """None where nobody answered."""
    if is_never_event(incident):
        return True
    if incident.harm in (words.MODERATE, words.SEVERE, words.FATAL):
        return False if incident.variant % 10 else None
    return False if incident.variant % 3 else None


def yellow_card(incident: Incident) -> str:
    """Of two in five suspected adverse reactions; no real reference looks like this."""
    is_reported = words.REACTION in incident.errors and incident.variant % 5 < 2
    return f"YC-MADE-UP-{incident.local_id}" if is_reported else ""
