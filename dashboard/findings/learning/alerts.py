"""Alerts and communications: where each stands on a day, what it still needs, and the incidents that it concerns before and after it."""

from collections.abc import Sequence
from datetime import date

from dashboard.charts.frame import Table
from dashboard.domain.dated import DatedKind
from dashboard.domain.incident_filter import FilterNotUnderstood, IncidentFilter
from dashboard.domain.learning.aim import Aim, AimedAt
from dashboard.domain.learning.alert import (
    DUE_SOON_DAYS,
    AlertKind,
    Standing,
    standing,
)
from dashboard.domain.learning.published import label_of
from dashboard.domain.periods import day_in_words
from dashboard.domain.rows.learning import AlertRow, RequiredByAlert
from dashboard.domain.store import OlderEdition
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.learning.effect import Effect, effect_of
from dashboard.findings.words import LABELS, Sentence, count_of, listed

NOT_HERE = "the answer is given on CAS, not here"
COLUMNS = (
    "Alert",
    "Stands",
    "Due or review",
    "Reference",
    "Title",
    "Kind",
    "Issued",
    "Status on CAS",
)
REQUIRED_COLUMNS = ("What is required", "Due", "Done")
NONE_LOGGED = "No alert is logged."
NAMED = 3
ORDER = tuple(Standing)
CANNOT_SAY_WHY = "The count cannot say why: an alert may change what is done, what is noticed and what is recorded, and other things happened too."
SAYS_NO_FILTER = "Which incidents it concerns is not said, so no chart of before and after can be drawn."
NO_DAY = "Its day of issue is not recorded, so there is no before and after."


def alerts_table(rows: Sequence[AlertRow], today: date) -> Table:
    return Table(COLUMNS, tuple(_row(each, today) for each in in_order(rows, today)))


def in_order(rows: Sequence[AlertRow], today: date) -> list[AlertRow]:
    """What presses first, by its day; then the others, the newest first."""

    def place(row: AlertRow) -> tuple[int, int, int]:
        state = standing(row, today)
        day = _day_of(row) if state in TO_LOOK_AT else None
        later = day.toordinal() if day else -(row.issued_on or date.min).toordinal()
        return ORDER.index(state), later, -row.alert

    return sorted(rows, key=place)


def _day_of(row: AlertRow) -> date | None:
    return row.due_on if row.kind == AlertKind.NATIONAL else row.review_on


def _row(row: AlertRow, today: date) -> tuple[object, ...]:
    status = row.status_on_cas or ("not recorded" if row.kind == AlertKind.NATIONAL else "")
    return (
        row.alert, standing(row, today).value, _day_of(row), row.reference, row.title, row.kind, row.issued_on, status,
    )  # fmt: skip


def counted(rows: Sequence[AlertRow], today: date) -> str:
    """How many are logged and how they stand, in one sentence."""
    if not rows:
        return NONE_LOGGED
    found = [standing(each, today) for each in rows]
    parts = [
        f"{many:,} {state.value}" for state in Standing if (many := sum(each is state for each in found))
    ]
    overdue = (
        f" Overdue are National Patient Safety Alerts alone, and {NOT_HERE}."
        if Standing.OVERDUE in found
        else ""
    )
    return f"{count_of(len(rows), 'alert')} logged: {listed(parts, len(parts))}.{overdue}"


def stands_in_words(row: AlertRow, today: date) -> str:
    """Where one stands, in a sentence."""
    found = standing(row, today)
    if row.kind == AlertKind.NATIONAL:
        on_cas = (
            f"status on CAS: {row.status_on_cas}"
            if row.status_on_cas
            else "its status on CAS is not recorded"
        )
        if found is Standing.OVERDUE and row.due_on:
            days = count_of((today - row.due_on).days, "day")
            return f"Overdue: it was due on CAS on {day_in_words(row.due_on)}, {days} ago ({on_cas}); {NOT_HERE}."
        if found is Standing.DUE_SOON and row.due_on:
            days = (row.due_on - today).days
            when = "today" if days == 0 else f"in {count_of(days, 'day')}"
            return f"Due on CAS {when}, on {day_in_words(row.due_on)} ({on_cas}); {NOT_HERE}."
        closed = f"Closed here on {day_in_words(row.closed_on)}; " if row.closed_on else "Open; "
        due = (
            f"due on CAS on {day_in_words(row.due_on)}, "
            if row.due_on
            else "its date on CAS is not recorded, "
        )
        return f"{closed}{due}{on_cas}."
    if found is Standing.CLOSED and row.closed_on:
        return f"Closed on {day_in_words(row.closed_on)}."
    if row.review_on is None:
        return "Open, without a local review date."
    if found is Standing.TO_REVIEW:
        return (
            f"To review: its local review date was {day_in_words(row.review_on)}."
            if row.review_on < today
            else "To review today."
        )
    return f"Open; to review on {day_in_words(row.review_on)}."


def applies_in_words(row: AlertRow) -> str:
    if row.applies is None:
        return "Whether it applies here is not decided."
    why = f": {row.applies_why}" if row.applies_why else ", and why is not recorded."
    return f"It {'applies' if row.applies else 'does not apply'} here{why}"


def required_table(required: Sequence[RequiredByAlert]) -> Table:
    return Table(REQUIRED_COLUMNS, tuple((each.what, each.due_on, each.done_on) for each in required))


def before_and_after(asking: Asking, row: AlertRow) -> Effect | str:
    """What the incidents that it concerns did before and after it was issued, or why that cannot be drawn, in a sentence."""
    if not row.concerns:
        return SAYS_NO_FILTER
    if row.issued_on is None:
        return NO_DAY
    try:
        aim = Aim(AimedAt.INCIDENTS, row.concerns)
    except FilterNotUnderstood as problem:
        return str(problem)
    # Its line on every chart has its title; here it has its reference, which reads in a sentence.
    title = label_of(row.title)
    others = asking.without_record(DatedKind.ALERT, row.issued_on, title)
    return effect_of(others, aim, row.issued_on, row.reference or title)


def concerns_in_words(concerns: str) -> str:
    """The filter of what an alert concerns."""
    try:
        return IncidentFilter.from_query(concerns).in_words(LABELS) or "all incidents"
    except FilterNotUnderstood:
        return "a filter of another version"


TO_LOOK_AT = {
    Standing.OVERDUE: (
        "National Patient Safety Alert", "National Patient Safety Alerts",
        f"overdue on CAS by what is recorded here ({NOT_HERE})",
    ),
    Standing.DUE_SOON: (
        "National Patient Safety Alert", "National Patient Safety Alerts", f"due on CAS within {DUE_SOON_DAYS} days",
    ),
    Standing.TO_REVIEW: ("other alert or communication", "other alerts and communications", "to review"),
}  # fmt: skip
"""What waits for a person: one, several, and what they are."""


def alerts_to_look_at(asking: Asking, today: date, state: Standing) -> Sentence | None:
    """Those that stand so, with the first of their references; None where there is none, or the edition holds no alerts."""
    try:
        rows: list[AlertRow] = asking.rows("alerts", EVERYTHING)
    except OlderEdition:  # the page Alerts says so
        return None
    found = [each for each in in_order(rows, today) if standing(each, today) is state]
    if not found:
        return None
    one, many, words = TO_LOOK_AT[state]
    return Sentence(
        f"{count_of(len(found), one, many)} {'is' if len(found) == 1 else 'are'} {words}: "
        f"{listed([each.reference or each.title for each in found], NAMED)}",
        f"alerts?alert={found[0].alert}" if len(found) == 1 else "alerts",
        "Alerts",
    )
