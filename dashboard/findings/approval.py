"""How many of the moderate and above are finally approved in the source system, in that system's own words."""

from datetime import date

from dashboard.domain.rows import HarmStatus
from dashboard.domain.words import SourceSystem
from dashboard.findings.asking import Asking
from dashboard.measures.approval import Approval, approval

WORDS_SAID = 4
"""Words of a source system's own approval in one sentence."""
STILL_MOVES = "Until then a grade can still change."


def _rows(asking: Asking) -> list[HarmStatus]:
    return asking.rows("moderate_and_above_by_status")


def approval_of_month(asking: Asking, month: date) -> str:
    """'2 of the 5 are not yet finally approved', for the end of a sentence; empty where the month has none of them."""
    found = approval([row for row in _rows(asking) if row.month == month])
    if not found.incidents:
        return ""
    if not found.with_status:
        return "the extract gives no approval status"
    not_said = f", and for {found.not_said:,} the extract gives no status" if found.not_said else ""
    if not found.not_yet:
        words = (
            f"{found.approved:,} of the {found.incidents:,}" if found.not_said else _all_of(found.incidents)
        )
        return f"{words} {_are(found.approved)} finally approved{not_said}"
    if found.incidents == 1:
        return "it is not yet finally approved"
    return f"{found.not_yet:,} of the {found.incidents:,} {_are(found.not_yet)} not yet finally approved{not_said}"


def approval_sentence(asking: Asking, what: str) -> str:
    """Of those of the period that are `what` (moderate or above): how many are finally approved, the other words by count, and for
    how many the extract gives none. Empty where there are none of them.
    """
    found = approval(_rows(asking))
    if not found.incidents:
        return ""
    if not found.with_status:
        return (
            f"Whether they are finally approved is not known: the extracts give no approval status for the {found.incidents:,} "
            f"that are {what} ({_by_source(found)})."
        )
    missing = (
        f" For {found.not_said:,} more the extract gives no status ({_by_source(found)})."
        if found.not_said
        else ""
    )
    if not found.not_yet:
        every = "The 1 that is" if found.with_status == 1 else f"All {found.with_status:,} that are"
        return f"{every} {what} {_are(found.approved)} finally approved in the source system.{missing}"
    others = ", ".join(f"{word} {count:,}" for word, count in list(found.waiting.items())[:WORDS_SAID])
    more = (
        f", other words {sum(list(found.waiting.values())[WORDS_SAID:]):,}"
        if len(found.waiting) > WORDS_SAID
        else ""
    )
    waiting = (
        f"the other {found.not_yet:,}: {others}{more}"
        if found.not_yet > 1
        else f"the other one: {others.removesuffix(' 1')}"
    )
    start = f"{found.approved:,}" if found.approved else "None"
    return (
        f"{start} of the {found.with_status:,} that {_are(found.with_status)} {what} {_are(found.approved or 1)} finally approved in "
        f"the source system ({waiting}). {STILL_MOVES}{missing}"
    )


def _by_source(found: Approval) -> str:
    """'LFPSE 69, NRLS 38'."""
    return ", ".join(
        f"{SourceSystem(source).label} {count:,}" for source, count in found.without_status.items()
    )


def _all_of(number: int) -> str:
    return "it" if number == 1 else f"all {number:,}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
