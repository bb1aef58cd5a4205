"""Slides of words: what waits and what was done, what these data cannot tell, how it was counted, what is left out."""

from dashboard.domain.dated import DatedKind
from dashboard.domain.periods import day_in_words
from dashboard.domain.store import OlderEdition
from dashboard.domain.words import FATAL_IN_FULL
from dashboard.findings import classes, coverage
from dashboard.findings.breaks import spans_a_break
from dashboard.findings.candour import candour_review
from dashboard.findings.words import RATE_CAVEAT, RECORDED_CAVEAT, count_of
from dashboard.measures.months import Happened
from dashboard.reports.making import Making
from dashboard.reports.pack import Slide
from dashboard.reports.slides.director import WAITS
from dashboard.reports.slides.figures import boxed
from dashboard.reports.strategy import strategy

NOTHING_HAPPENED = "No annotation and no series break is recorded in these months."
MOST_HAPPENED = 8
FATAL_MEANS = f"A fatal incident is one {FATAL_IN_FULL}."
METHOD_ROWS = (
    "What was asked",
    "Period",
    "Filter",
    "Edition",
    "Sources",
    "Coverage",
    "Rules",
    "Small numbers",
    "Make it again",
)
"""Of the search strategy, what the last slide says; the workbook's cover sheet and the document's last page have all of it."""


def to_look_at(making: Making) -> Slide:
    """What waits, what was done, what is asked. Safety actions have a slide of their own: here it is said only where none is recorded,
    or the edition is older than they are."""
    none = "" if making.learning and making.learning.actions else making.actions_in_short.rstrip(".")
    actions = f"; {none[:1].lower()}{none[1:]}" if none else ""
    waiting = len(making.waiting)
    if waiting:
        title = (
            f"{count_of(waiting, 'thing')} {'waits' if waiting == 1 else 'wait'} to be looked at{actions}."
        )
    else:
        title = f"Nothing is waiting to be looked at in these data{actions}."
    boxes = (
        *boxed("To look at", *making.waiting),
        *boxed("Duty of candour", *_candour(making)),
        *boxed("What was done", *making.words.done, *what_happened(making)),
        *boxed("What we ask of the board", making.ask_of_board),
    )
    return Slide("to-look-at", title, WAITS, boxes=boxes, standing=making.asking.standing)


def what_happened(making: Making) -> tuple[str, ...]:
    """Annotations and breaks of the months that are shown, the newest first, each with its day."""
    happened = sorted(making.asking.happened, key=lambda each: each.dated_on, reverse=True)
    told = [f"{day_in_words(each.dated_on)}: {each.label}{_kind(each)}." for each in happened[:MOST_HAPPENED]]
    more = len(happened) - MOST_HAPPENED
    return (
        *(told or [NOTHING_HAPPENED]),
        *((f"{more:,} earlier are drawn on the pictures.",) if more > 0 else ()),
    )


def _kind(each: Happened) -> str:
    if each.is_break:
        return " (series break)"
    return f" ({each.kind})" if each.kind in (DatedKind.ACTION, DatedKind.ALERT) else ""


def _candour(making: Making) -> tuple[str, ...]:
    try:
        return candour_review(making.asking).sentences
    except OlderEdition:
        return ()


def caveats(making: Making) -> Slide:
    asking = making.asking
    said = making.seen.caveats.removeprefix(RECORDED_CAVEAT).strip()
    adds_up = classes.adds_up_words(making.ranking, asking.class_by)
    boxes = (
        *boxed("The period", making.not_complete, said, _gaps(making)),
        *boxed("Breaks in the series", spans_a_break(asking), *_breaks(making)),
        *boxed("Reading the figures", RATE_CAVEAT, FATAL_MEANS, adds_up),
    )
    return Slide(
        "caveats",
        RECORDED_CAVEAT,
        "What these data cannot tell us",
        boxes=boxes,
        standing=asking.standing,
    )


def _gaps(making: Making) -> str:
    try:
        return coverage.missing_sentence(coverage.coverage(making.asking))
    except OlderEdition:
        return ""


def _breaks(making: Making) -> tuple[str, ...]:
    return tuple(
        f"{day_in_words(each.dated_on)}: {each.because()}" for each in making.asking.happened if each.is_break
    )


def method(making: Making) -> Slide:
    """Edition, period, filter in words and rule set. The program's own version stands in the foot and in the notes: the same
    contents have the same digest under a later one.
    """
    known = dict(strategy(making))
    boxes = tuple(box for what in METHOD_ROWS for box in boxed(what, known.get(what, "")))
    return Slide(
        "method",
        "How this was counted, from what, and how to make it again",
        "Method",
        boxes=boxes,
        notes=(known["Program"],),
    )
