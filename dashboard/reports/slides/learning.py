"""Slides of the learning loop: what was decided to be done, how far it is, and what it did."""

from dashboard.charts.frame import Table
from dashboard.domain.rows.learning import Learning, SafetyAction
from dashboard.findings.learning import actions as found
from dashboard.findings.words import count_of
from dashboard.reports.making import Making
from dashboard.reports.pack import Listing, Slide
from dashboard.reports.titles import titled

MOST_ACTIONS = 9
"""On the one page of it."""

HEADING = "Safety actions"
COLUMNS = ("Action", "Owner", "State", "Due", "Past due", "Strength", "Effect so far")
WHEN = (
    "An effect is told by limits of the months before the action began, from seven complete months after it on; until then it is too "
    "early to say. A change after an action is not a change because of it."
)


def safety_actions(making: Making) -> Slide | None:
    """The open ones, those past their due date first, and what was done since the last paper; None where none is recorded, or the edition
    is older than such records."""
    learning = making.learning
    if learning is None or not learning.actions:
        return None
    done = found.done_since(learning, making.actions_done_before)
    told = [row for row in found.in_order(learning.actions, making.day) if found.is_open(row) or row in done]
    shown = told[:MOST_ACTIONS]
    title, rest = titled(making.actions_in_short)
    table = Table(COLUMNS, tuple(_row(making, learning, row) for row in shown))
    note = " ".join(part for part in (rest, _not_shown(learning, told, shown), WHEN) if part)
    return Slide("safety-actions", title, HEADING, listings=(Listing(HEADING, table, note),) if shown else ())


def _row(making: Making, learning: Learning, row: SafetyAction) -> tuple[object, ...]:
    return (
        row.title, row.owner, row.state, row.due_on, found.past_due_words(row, making.day) or "no",
        found.strength_words(row) or "not said", _effect(making, learning, row),
    )  # fmt: skip


def _effect(making: Making, learning: Learning, row: SafetyAction) -> str:
    if row.started_on is None:
        return "not begun"
    seen = found.effects(making.asking, learning, row)
    return "; ".join(each.in_a_line for each in seen) or "aims at no measure"


def _not_shown(learning: Learning, told: list[SafetyAction], shown: list[SafetyAction]) -> str:
    more, over = len(told) - len(shown), len(learning.actions) - len(told)
    said = [f"{more:,} more {'is' if more == 1 else 'are'} open or done since"] if more else []
    if over:
        said.append(f"{count_of(over, 'other')} {'was' if over == 1 else 'were'} done before or stopped")
    return f"Not in this table: {'; '.join(said)}." if said else ""
