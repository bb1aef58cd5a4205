"""What the names of medicines in the incidents say, and what waits for the officer, in sentences."""

from dashboard.domain.rows import MedicinesNamed
from dashboard.findings.words import count_of, listed
from dashboard.measures.harm import in_per_cent
from dashboard.measures.quality import Recorded

ATTRIBUTION = "Contains information from NHSBSA licensed under the Open Government Licence v3.0."
"""What the licence of the NHSBSA's files asks of whoever shows what comes from them."""


def named_sentence(row: MedicinesNamed) -> str:
    """'Of 7,241 incidents 6,880 (95 %) name a medicine; of these 6,790 (99 %) name one that is recognised, and ...'"""
    if not row.incidents:
        return "There are no incidents yet."
    named = _share(row.named, row.incidents)
    start = (
        f"Of {count_of(row.incidents, 'incident')} {named} {'names' if row.named == 1 else 'name'} a medicine"
    )
    none = row.incidents - row.named
    end = (
        f"{count_of(none, 'incident')} {'names' if none == 1 else 'name'} none and {'is' if none == 1 else 'are'} counted apart."
        if none
        else "None is left without a name."
    )
    if not row.named:
        return f"{start}; {end}"
    recognised, classed = _share(row.recognised, row.named), _share(row.classed, row.named)
    alone = (
        f", {row.only_a_class:,} of them by a class word alone such as 'antibiotics'"
        if row.only_a_class
        else ""
    )
    return f"{start}. Of these {recognised} name one that is recognised, and {classed} have a drug class{alone}. {end}"


def queue_sentence(names: int, incidents: int) -> str:
    """How many names wait, in how many incidents, and what they count as meanwhile."""
    if not names:
        return "Every name in the incidents is recognised, or names no medicine."
    one = names == 1
    return (
        f"{count_of(names, 'name')}, met {count_of(incidents, 'time')}, {'is' if one else 'are'} not recognised. Until somebody "
        f"says what {'it means' if one else 'they mean'}, an incident with nothing else counts under 'Medicine not recognised'. "
        "What you confirm holds for all past and future incidents, and can be taken back. A name is never guessed."
    )


def rereads_sentence(names: int, since: str) -> str:
    """What has changed in the reading of names, since when."""
    if not names:
        return f"No name is read otherwise {since}."
    return f"{count_of(names, 'name')} {'is' if names == 1 else 'are'} read otherwise {since}."


def _share(part: int, whole: int) -> str:
    return f"{part:,} ({in_per_cent(Recorded(whole, part).percent or 0)})"


def reading_sentence(kind: str, medicines: tuple[str, ...], classes: tuple[str, ...], how: str) -> str:
    """How one name is read, and by what."""
    by = {
        "confirmed by a person": "because somebody confirmed it",
        "spelling": "by its spelling, one letter off",
        "listed by NHSBSA": "by the NHSBSA list",
    }.get(how, "by the curated list")
    if medicines:
        return f"It is read as {listed(medicines)} ({listed(classes)}), {by}."
    if kind == "class_word":
        return f"It names a class and no medicine: {listed(classes)}."
    if kind == "unrecognised":
        return "It is not recognised."
    return f"It names no medicine, {by}."


def schedule_sentence(medicine: str, schedule: str, preparations: tuple[tuple[str, str], ...]) -> str:
    """The schedule of the Misuse of Drugs Regulations 2001, by preparation where it depends on it; empty without one."""
    if not schedule:
        return ""
    if not preparations:
        said = schedule if schedule.startswith("depends") else f"schedule {schedule}"
        return f"{medicine} is a controlled drug: {said}."
    each = "; ".join(f"{preparation}: schedule {its}" for preparation, its in preparations)
    return f"{medicine} is a controlled drug, and its schedule depends on the product. {each}."
