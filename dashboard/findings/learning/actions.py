"""Safety actions in words: which are past their due date, what each answers and aims at, and what its effect was."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.charts.frame import Table
from dashboard.domain.dated import DatedKind
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.learning.action import Action, ActionState, Strength, is_overdue
from dashboard.domain.learning.aim import Aim, AimedAt
from dashboard.domain.learning.published import label_of
from dashboard.domain.learning.record import Noted
from dashboard.domain.periods import day_in_london, day_in_words
from dashboard.domain.rows.learning import Learning, SafetyAction, SafetyActionAim
from dashboard.domain.store import OlderEdition
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.breaks import scope_words
from dashboard.findings.learning.effect import Effect, effect_of
from dashboard.findings.words import LABELS, count_of, listed

NONE_RECORDED = "No safety actions are recorded in this dashboard."
NOT_BEGUN = "It has not begun, so there is no effect to look at yet."
AIMS_AT_NOTHING = (
    "It aims at no measure, so no effect of it can be shown: whoever changes it can say what it aims at."
)
MEASURES = {
    AimedAt.REPORTING: "reporting of all incidents",
    AimedAt.INCIDENTS: "incidents recorded",
    AimedAt.MODERATE: "incidents of moderate harm and above",
}
NAMED = 3
COLUMNS = ("Action", "Title", "State", "Owner", "Due", "Past due", "Strength", "Answers")


def past_due(row: SafetyAction, today: date) -> bool:
    return is_overdue(row.state, row.due_on, today)


def is_open(row: SafetyAction) -> bool:
    return ActionState(row.state).is_open


def in_order(rows: Sequence[SafetyAction], today: date) -> list[SafetyAction]:
    """Those past their due date first, then the open ones, each by due date; last what is done or stopped, the newest first."""
    still = [row for row in rows if is_open(row)]
    over = [row for row in rows if not is_open(row)]
    still.sort(key=lambda row: (row.due_on is None, row.due_on or today, row.action))
    over.sort(key=lambda row: (row.done_on or row.opened_on, row.action), reverse=True)
    return [*still, *over]


def past_due_words(row: SafetyAction, today: date) -> str:
    """'by 12 days'; empty where it is not."""
    return f"by {count_of((today - row.due_on).days, 'day')}" if row.due_on and past_due(row, today) else ""


def table_of(learning: Learning, today: date) -> Table:
    """All of them in their order, a row each."""
    return Table(
        COLUMNS,
        tuple(
            (
                row.action, row.title, row.state, row.owner or "none named", row.due_on, past_due_words(row, today),
                Strength(row.strength).group if row.strength else "not said",
                ", ".join(words.partition(":")[0] for words in answers(learning, row.action)) or "nothing named",
            )
            for row in in_order(learning.actions, today)
        ),
    )  # fmt: skip


def in_short_of(row: SafetyAction) -> str:
    """'Action 3: Night cupboard (planned)'."""
    return f"Action {row.action}: {row.title} ({row.state})"


def strength_words(row: SafetyAction) -> str:
    return Strength(row.strength).in_words if row.strength else ""


def about(row: SafetyAction) -> str:
    """'whole trust', 'Northgate, Insulins', 'Ward 7'."""
    return scope_words(row.site, row.division, row.drug_class, row.wards)


def answers(learning: Learning, action: int) -> list[str]:
    """'card 3: Omitted insulin'. One that an edition does not hold any more has its number alone."""
    cards = {row.card: row.title for row in learning.cards}
    alerts = {row.alert: row.title for row in learning.alerts}
    named = []
    for row in learning.answers:
        if row.action == action:
            kind, number, titles = (
                ("card", row.card, cards) if row.card is not None else ("alert", row.alert, alerts)
            )
            title = titles.get(number or 0, "")
            named.append(f"{kind} {number}: {title}" if title else f"{kind} {number}")
    return named


def aim_words(aim: Aim) -> str:
    """'incidents recorded (drug class: Insulins)'; the whole trust where nothing is narrowed."""
    return f"{MEASURES[aim.measure]} ({filter_words(aim.query)})"


def filter_words(query: str) -> str:
    return IncidentFilter.from_query(query).in_words(LABELS) or "whole trust"


def sentences_of(row: SafetyAction, today: date) -> list[str]:
    """Where it stands, who owns it, how strong it is, what it is about."""
    owner = f"Owner: {row.owner}." if row.owner else "No owner is named."
    strength = strength_words(row)
    return [
        f"{_stands(row)} {_due(row, today)}".strip(),
        f"{owner} Strength: {strength or 'not said'}. About: {about(row)}.",
    ]


def _stands(row: SafetyAction) -> str:
    began = f"began on {day_in_words(row.started_on)}" if row.started_on else ""
    match ActionState(row.state):
        case ActionState.UNDER_WAY:
            return f"Under way: it {began}." if began else "Under way."
        case ActionState.DONE:
            done = f"Done on {day_in_words(row.done_on)}" if row.done_on else "Done"
            return f"{done}; it {began}." if began else f"{done}."
        case ActionState.STOPPED:
            return f"Stopped; it {began}." if began else "Stopped before it began."
        case _:
            return "Planned."


def _due(row: SafetyAction, today: date) -> str:
    if row.due_on is None:
        return "No due date is set." if is_open(row) else ""
    moved = row.first_due_on is not None and row.first_due_on != row.due_on
    first = f" (first due {day_in_words(row.first_due_on)})" if moved and row.first_due_on else ""
    past = f", past its due date {past_due_words(row, today)}" if past_due(row, today) else ""
    was = "Due" if is_open(row) else "It was due"
    return f"{was} {day_in_words(row.due_on)}{first}{past}."


def overdue_words(rows: Sequence[SafetyAction], today: date) -> str:
    """'2 safety actions are past their due date: Night cupboard and New label, the oldest by 12 days'; empty where none is."""
    late = [row for row in in_order(rows, today) if past_due(row, today)]
    if not late:
        return ""
    are, whose, oldest = ("is", "its", "") if len(late) == 1 else ("are", "their", "the oldest ")
    named = listed([row.title for row in late], NAMED)
    by = past_due_words(late[0], today)
    return f"{count_of(len(late), 'safety action')} {are} past {whose} due date: {named}, {oldest}{by}"


def done_since(now: Learning, before: Collection[int] | None) -> list[SafetyAction]:
    """Those that are done, and were not in an earlier edition (by their numbers)."""
    return [row for row in now.actions if row.state == ActionState.DONE and row.action not in (before or ())]


def done_before(paper: Asking | None) -> frozenset[int] | None:
    """The numbers of those that were done in the last paper; None where there is no paper, or one that held no actions."""
    if paper is None:
        return None
    try:
        rows: list[SafetyAction] = paper.rows("safety_actions", EVERYTHING)
    except OlderEdition:
        return None
    return frozenset(row.action for row in rows if row.state == ActionState.DONE)


def in_short(learning: Learning, before: Collection[int] | None, today: date) -> str:
    """'3 safety actions are open, 1 of them past its due date; 1 is done since the last paper.'"""
    if not learning.actions:
        return NONE_RECORDED
    still = [row for row in learning.actions if is_open(row)]
    late = sum(past_due(row, today) for row in still)
    done = len(done_since(learning, before))
    said = (
        f"{count_of(len(still), 'safety action')} {'is' if len(still) == 1 else 'are'} open" if still else ""
    )
    said = said or "No safety action is open"
    if late:
        said += f", {late:,} of them past {'its' if late == 1 else 'their'} due date"
    if done:
        since = " since the last paper" if before is not None else ""
        said += f"; {done:,} {'is' if done == 1 else 'are'} done{since}"
    return f"{said}."


@dataclass(frozen=True)
class AimSeen:
    """One aim of an action: what it aims at in words, and what the figures say of it."""

    words: str
    effect: Effect

    @property
    def in_a_line(self) -> str:
        """'incidents recorded (drug class: Insulins): too early to say'."""
        return f"{self.words}: {self.effect.verdict.value}"


def aims_of(learning: Learning, action: int) -> list[Aim]:
    rows: list[SafetyActionAim] = [row for row in learning.aims if row.action == action]
    return [Aim(AimedAt(row.measure), row.query) for row in rows]


def effects(asking: Asking, learning: Learning, row: SafetyAction) -> list[AimSeen]:
    """What it did to each measure that it aims at; none before it began. Their pictures have keys of their own."""
    if row.started_on is None:
        return []
    label = label_of(row.title)
    named, of = label, asking
    if label != row.title:  # cut, as at its line on other charts: a sentence has its number instead
        named = f"safety action {row.action}"
        of = asking.without_record(DatedKind.ACTION, row.started_on, label)
    found = []
    for number, aim in enumerate(aims_of(learning, row.action), 1):
        effect = effect_of(of, aim, row.started_on, named)
        if effect.picture is not None:
            picture = replace(effect.picture, key=f"{effect.picture.key}-{number}")
            effect = replace(effect, picture=picture)
        found.append(AimSeen(aim_words(aim), effect))
    return found


HISTORY_COLUMNS = ("Day", "What changed", "By")
FIELDS = {
    "title": "title", "owner": "owner", "strength": "strength", "progress": "progress", "evidence": "evidence", "aims": "aims",
    "cards": "cards that it answers", "alerts": "alerts that it answers", "incidents": "incidents", "wards": "wards",
    "assigned_to": "whom it is assigned to", "site": "site", "division": "division", "drug_class": "drug class",
    "why_stopped": "why it is stopped",
}  # fmt: skip
"""Fields whose change is told by their names alone; of states and days it is told what they were."""


def history(revisions: Sequence[Noted[Action]]) -> list[tuple[date, str, str]]:
    """(day, what changed, by whom as the desk knows them), the newest first. `revisions` are of one action, in order."""
    told, before = [], None
    for each in revisions:
        told.append((day_in_london(each.noted_at), _changed(before, each), each.noted_by))
        before = each
    return told[::-1]


def _changed(before: Noted[Action] | None, after: Noted[Action]) -> str:
    is_now = after.content
    if before is None:
        due = f", due {day_in_words(is_now.due_on)}" if is_now.due_on else ""
        return f"Opened{due}"
    was = before.content
    said = []
    if after.taken_back != before.taken_back:
        said.append("taken back" if after.taken_back else "stands again")
    if was.state is not is_now.state:
        said.append(f"{was.state.value} became {is_now.state.value}")
    days = (("due", was.due_on, is_now.due_on), ("began", was.started_on, is_now.started_on),
            ("done", was.done_on, is_now.done_on))  # fmt: skip
    said += [f"{name}: {_day(one)} became {_day(other)}" for name, one, other in days if one != other]
    fields = [name for key, name in FIELDS.items() if getattr(was, key) != getattr(is_now, key)]
    if fields:
        said.append(f"changed: {', '.join(fields)}")
    words = "; ".join(said) or "Kept again"
    return f"{words[:1].upper()}{words[1:]}"


def _day(day: date | None) -> str:
    return day_in_words(day) if day else "no day"
