"""Feedback to those who report: thanks first, then what they reported, what was learnt and what changed. Of a ward or a staff group, and
beside no other; no rate, no ranking, nobody's words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.learning.action import ActionState
from dashboard.domain.pack_period import PackPeriod
from dashboard.domain.periods import day_in_words
from dashboard.domain.rows import FilterChoice, NearMisses, StaffGroupCount
from dashboard.domain.rows.learning import LearningCard, SafetyAction, wards_in
from dashboard.domain.rows.quality import WardCompleteness
from dashboard.domain.store import OlderEdition
from dashboard.domain.words import NOT_RECORDED, HarmLevel
from dashboard.findings import classes, harm
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.learning.counts_in_words import seems_to_count
from dashboard.findings.words import count_of, listed
from dashboard.measures.feedback import ALL, HARMLESS, parts_shown
from dashboard.stats.disclosure import UNDER_FIVE, DisclosureRule

FEWEST = UNDER_FIVE.few + 1
"""Reports: a staff group with fewer is not shown, nor named."""

CLASSES_NAMED, MOST_TOLD = 3, 4
NOT_RISK = "It is what was recorded, not the risk of a medicine."
KEEP_REPORTING = "Please keep reporting, also what did no harm: it is where the learning comes from."
HOW_TO_REPORT = "Whatever happened, or nearly happened, is reported in the incident system as always; the medication safety officer helps with it."
NOTHING_TOLD = "What is learnt from these reports will stand here as soon as it is known."
NOT_ON_A_WALL = "More was learnt than stands here: your ward or your medication safety officer can tell."
"""In the place of words that seem to count something."""

NOTHING_CHANGED = "No safety action was begun or done in these months."
NO_NUMBER = (
    "The number of reports is not shown here: it is small, or would give a small number elsewhere away."
)
GROUPS_LEFT_OUT = f"Staff groups with fewer than {FEWEST} reports in these months are not offered, nor others from which they could be worked out."


class Whose(StrEnum):
    WARD = "A ward or place"
    GROUP = "A staff group"


@dataclass(frozen=True)
class Feedback:
    """One page. `title` thanks; each part is a heading with lines."""

    title: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class _Said:
    """Of what, of which months, and with what of the reports may be told."""

    asking: Asking
    whose: Whose
    name: str
    period: PackPeriod
    on_a_wall: bool = False

    @property
    def you(self) -> str:
        return f"on {self.name}" if self.whose is Whose.WARD else f"in the staff group {self.name}"

    @property
    def here(self) -> Asking:
        """Asked of this ward or group in these months."""
        asked = _months(self.period)
        if self.whose is Whose.WARD:
            return self.asking.of(asked.narrowed(location=(self.name,)))
        return self.asking.of(asked.narrowed(reporter_group=(self.name,)))


def wards_offered(asking: Asking, own: Sequence[str] = ()) -> tuple[str, ...]:
    """Every ward or place of the edition, by name; a ward link's own where these are given, with or without a report."""
    choices: list[FilterChoice] = asking.rows("filter_choices", EVERYTHING)
    found = {row.choice for row in choices if row.filter == "location" and row.choice != NOT_RECORDED}
    return tuple(sorted({*own} or found))


def groups_offered(asking: Asking, period: PackPeriod, rule: DisclosureRule = UNDER_FIVE) -> tuple[str, ...]:
    """Staff groups that may be shown, by name."""
    shown = parts_shown(_groups(asking, period), {}, rule)
    return tuple(sorted(name for (_, name), cell in shown.items() if cell.value and name != NOT_RECORDED))


def for_staff(asking: Asking, whose: Whose, name: str, period: PackPeriod) -> Feedback:
    """For the ward's or the group's own staff: of a ward in exact figures, of a staff group where it may be shown. Raises OlderEdition
    for an edition that holds nothing of the learning loop.
    """
    said = _Said(asking, whose, name, period)
    if whose is Whose.WARD:
        total = sum(row.incidents for row in said.here.rows("incidents_by_harm_level"))
        lines = (*_of_ward(said, total), *_named(said, 1)) if total else ()
        return _page(said, total, lines)
    counts = _groups(asking, period)
    shown = parts_shown(counts, _harmless(asking, period, counts), UNDER_FIVE)
    total, harmless = shown[ALL, name].value, shown[HARMLESS, name].value
    if total is None:
        return _page(said, None, (NO_NUMBER,))
    harmless_words = (f"{harmless:,} of these did no harm.",) if harmless else ()
    return _page(said, total, (*harmless_words, *_named(said, FEWEST)) if total else ())


def for_the_wall(
    asking: Asking, whose: Whose, name: str, period: PackPeriod, rule: DisclosureRule
) -> Feedback:
    """For whoever passes: the number by the trust's rule, protected beside all other wards or groups of the trust, and nothing else
    that was counted, in the officer's own words neither. Raises OlderEdition.
    """
    said = _Said(asking, whose, name, period, on_a_wall=True)
    counts = _wards(asking, period) if whose is Whose.WARD else _groups(asking, period)
    cells = parts_shown(counts, {}, rule)
    total = cells[ALL, name].value if (ALL, name) in cells else 0
    if total is None:
        return _page(said, None, (NO_NUMBER,))
    about = "" if rule.nearest == 1 else "about "
    return _page(said, total, _named(said, rule.few + 1) if total else (), about)


def _months(period: PackPeriod) -> IncidentFilter:
    return IncidentFilter(from_=period.days.first, until=period.days.last)


def _groups(asking: Asking, period: PackPeriod) -> dict[str, int]:
    rows: list[StaffGroupCount] = asking.rows("incidents_by_reporter_group", _months(period))
    return {row.reporter_group: row.incidents for row in rows}


def _harmless(asking: Asking, period: PackPeriod, groups: Iterable[str]) -> dict[str, int]:
    asked = _months(period).narrowed(harm=(HarmLevel.NO_HARM.value,))
    rows: list[StaffGroupCount] = asking.rows("incidents_by_reporter_group", asked)
    found = {row.reporter_group: row.incidents for row in rows}
    return {name: found.get(name, 0) for name in groups}


def _wards(asking: Asking, period: PackPeriod) -> dict[str, int]:
    rows: list[WardCompleteness] = asking.rows("completeness_by_ward", _months(period))
    found: dict[str, int] = {}
    for row in rows:
        if row.field == "Site":
            found[row.location] = found.get(row.location, 0) + row.incidents
    return found


def _page(said: _Said, total: int | None, lines: Sequence[str], about: str = "") -> Feedback:
    """about: 'about ' before a number that is rounded."""
    months = said.period.in_few_words()
    if total == 0:
        return Feedback(
            f"{said.name}: no medication incident is recorded for {months}",
            (
                ("You reported", (f"In these data nothing was reported {said.you} in these months.",)),
                *_learnt_and_changed(said),
                ("Please", (HOW_TO_REPORT, KEEP_REPORTING)),
            ),
        )
    number = f"You reported {about}{count_of(total, 'medication incident')}." if total else ""
    return Feedback(
        f"Thank you to everybody {said.you} who reported from {months}",
        (
            ("You reported", tuple(line for line in (number, *lines) if line)),
            *_learnt_and_changed(said),
            ("Please", (KEEP_REPORTING,)),
        ),
    )


def _of_ward(said: _Said, total: int) -> Iterable[str]:
    """In how many months, how many did no harm, how many did not reach the patient, and who reported, by name of the group alone."""
    here = said.here
    counted = {row.month for row in here.rows("incidents_by_month")}
    of = said.period.months
    if of > 1 and counted:
        yield (
            f"There were reports in each of the {of} months."
            if len(counted) == of
            else f"There were reports in {len(counted)} of the {of} months."
        )
    mix = harm.mix_of_period(here)
    harmless = mix.count(HarmLevel.NO_HARM)
    if harmless:
        yield f"{_of_them(harmless, mix.graded)} graded for harm did no harm."
    near: NearMisses = here.rows("near_misses")[0]
    if near.near_misses:
        told = near.near_misses + near.reached
        yield f"{_of_them(near.near_misses, told)} for which it is recorded did not reach the patient."
    rows: list[StaffGroupCount] = here.rows("incidents_by_reporter_group")
    groups = sorted(
        row.reporter_group for row in rows if row.incidents >= FEWEST and row.reporter_group != NOT_RECORDED
    )
    if groups:
        yield f"Among those who reported: {listed(groups, len(groups))}."


def _of_them(some: int, of: int) -> str:
    """'17 of the 20'; 'All 20' where there is no other."""
    return f"All {of:,}" if some == of > 1 else f"{some:,} of the {of:,}" if of > 1 else "The one"


def _named(said: _Said, fewest: int) -> tuple[str, ...]:
    """The classes of medicines named most, without their numbers: those of so many reports at least."""
    found = classes.class_ranking(said.here, 0)
    named = [classes.in_sentence(item.name) for item in found.ranked if item.incidents >= fewest]
    if not named:
        return ()
    return (f"Most often named: {listed(named[:CLASSES_NAMED])}. {NOT_RISK}",)


def _learnt_and_changed(said: _Said) -> tuple[tuple[str, tuple[str, ...]], ...]:
    try:
        cards: list[LearningCard] = said.asking.rows("learning_cards", EVERYTHING)
        actions: list[SafetyAction] = said.asking.rows("safety_actions", EVERYTHING)
    except OlderEdition as older:
        return (("What was learnt", (str(older),)),)
    told = sorted(
        (card for card in cards if card.told and _is_theirs(card.wards, said)),
        key=lambda card: card.closed_on or card.opened_on,
        reverse=True,
    )
    changed = sorted(
        (action for action in actions if _is_theirs(action.wards, said) and _is_told(action, said)),
        key=_moved_on,
        reverse=True,
    )
    learnt = [f"{card.title}: {card.told}" for card in told]
    if said.on_a_wall:
        learnt = [text for text in learnt if not seems_to_count(text)]
        changed = [action for action in changed if not seems_to_count(action.title)]
    left_out = (NOT_ON_A_WALL,) if len(learnt) < len(told) else ()
    return (
        ("What was learnt", (*learnt[:MOST_TOLD], *left_out) or (NOTHING_TOLD,)),
        ("What changed", tuple(_change(action) for action in changed[:MOST_TOLD]) or (NOTHING_CHANGED,)),
    )


def _is_theirs(wards: str, said: _Said) -> bool:
    """Of the whole trust, or of the ward whose page it is."""
    return not wards or (said.whose is Whose.WARD and said.name in wards_in(wards))


def _is_told(action: SafetyAction, said: _Said) -> bool:
    """Under way, or done since the first of these months."""
    if action.state == ActionState.UNDER_WAY:
        return True
    done = action.state == ActionState.DONE
    return done and (action.done_on is None or action.done_on >= said.period.days.first)


def _moved_on(action: SafetyAction) -> date:
    return action.done_on or action.started_on or action.opened_on


def _change(action: SafetyAction) -> str:
    if action.state == ActionState.DONE:
        when = f", done on {day_in_words(action.done_on)}" if action.done_on else ", done"
    else:
        when = f", under way since {day_in_words(action.started_on)}" if action.started_on else ", under way"
    return f"{action.title}{when}."
