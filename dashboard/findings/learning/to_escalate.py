"""Which incidents meet a rule of escalation and are not decided on, with the reason and the age. What is decided is a person's."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from dashboard.charts.frame import Table
from dashboard.domain.incident_filter import FilterNotUnderstood, IncidentFilter
from dashboard.domain.learning.escalation import AtTheDesk, Escalation, OwnRule
from dashboard.domain.learning.escalation_rules import (
    OWN_RULES_LOOK_BACK,
    POSSIBLE_NEVER_EVENT,
    SAME_MEDICINE_AND_ERROR,
    escalation_rules,
    many_within_days,
    never_events_named,
)
from dashboard.domain.periods import day_in_words
from dashboard.domain.rows import ListedIncident
from dashboard.domain.rows.cases import NeverEventCount
from dashboard.domain.rows.escalation import RECORDED_AS_ONE, AlikeMet, HarmMet, NeverEventMet, RuleMet
from dashboard.domain.store import OlderEdition
from dashboard.domain.words import HarmLevel, NeverEvent
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.words import LABELS, SOURCES, count_of
from dashboard.measures.alike import within_days

RECORDED = "never_event_recorded"
OWN_RULE = "own rule"
NEVER_DECIDES = (
    "A rule decides nothing and sends nothing: it puts an incident on this list. What is escalated, and to whom, is decided by the "
    "medication safety officer and done outside of this program; here it is noted."
)
NOT_A_NEVER_EVENT = (
    "A possible Never Event is one whose medicine and error can be an item of the list; whether it is one is not said by coded fields. An "
    "incident of which the extract says that it is none is not listed for it."
)
OLDER = "This edition was published before it held what extracts say of Never Events: that rule is not looked at. Publish a draft to see it."
NONE_WAITS = "No incident waits: none meets a rule, or each that does was decided on."
FOR = {
    "fatal": "for the harm recorded",
    "severe": "for the harm recorded",
    "severe_psychological": "for the harm recorded",
    RECORDED: "as a Never Event, recorded or possible",
    POSSIBLE_NEVER_EVENT: "as a Never Event, recorded or possible",
    SAME_MEDICINE_AND_ERROR: "as many of the same medicine and error",
    OWN_RULE: "by a rule of your own",
}
"""For what an incident waits, by the key of the rule: as a count of them is told."""


@dataclass(frozen=True)
class Reason:
    """`words` stay the same while the rule holds, so that a new reason is known from one that was decided on. `more` is what changes."""

    rule: str
    words: str
    more: str = ""

    @property
    def heading(self) -> str:
        return self.words[:1].upper() + self.words[1:]

    def in_words(self) -> str:
        return f"{self.words} ({self.more})" if self.more else self.words


@dataclass(frozen=True)
class MeetsRule:
    """One incident and every reason for which it is on the list. `earlier` is what was decided before one of them was new."""

    incident: RuleMet
    reasons: tuple[Reason, ...]
    age_days: int | None
    earlier: Escalation | None = None
    is_new: tuple[Reason, ...] = ()

    def in_short(self) -> str:
        """As a list of choices names it: '12: 3 October 2026, Severe, insulin glargine'."""
        day = day_in_words(self.incident.dated_on) if self.incident.dated_on else "no date"
        harm = HarmLevel(self.incident.harm_level).heading
        return f"{self.incident.n}: {day}, {harm}, {self.incident.medicines}"

    @property
    def why(self) -> str:
        return "; ".join(each.in_words() for each in self.reasons)

    @property
    def again(self) -> str:
        """Why it is here again after it was decided on; empty the first time."""
        if self.earlier is None or not self.earlier.steps:
            return ""
        said = "; ".join(each.words for each in self.is_new)
        return f"new since it was {self.earlier.steps[-1].in_words()}: {said}"


@dataclass(frozen=True)
class ToEscalate:
    """`waiting`: what is most serious first, then the oldest. `decided`: those that meet a rule and need no new decision. `sentences` say
    how many, and what was not looked at."""

    waiting: tuple[MeetsRule, ...]
    decided: tuple[MeetsRule, ...]
    sentences: tuple[str, ...]

    def by_reason(self) -> dict[str, int]:
        """How many wait for each reason, in the order of the list."""
        return dict(Counter(reason.heading for each in self.waiting for reason in each.reasons))

    def for_reason(self, heading: str) -> tuple[MeetsRule, ...]:
        """Those that wait for the reason of this heading; all of them where it is empty."""
        return tuple(
            each
            for each in self.waiting
            if not heading or heading in {reason.heading for reason in each.reasons}
        )


@dataclass
class _Found:
    """Incidents by number, and the reasons of each."""

    incidents: dict[int, RuleMet] = field(default_factory=dict)
    reasons: dict[int, list[Reason]] = field(default_factory=dict)

    def add(self, incident: RuleMet, reason: Reason) -> None:
        self.incidents.setdefault(incident.n, incident)
        self.reasons.setdefault(incident.n, []).append(reason)


def to_escalate(asking: Asking, desk: AtTheDesk, today: date) -> ToEscalate:
    """Of the whole trust, whatever the page asks. `today` is for the age of what waits."""
    found, not_looked_at = _Found(), list[str]()
    for row in asking.rows("to_escalate_by_harm", EVERYTHING):
        found.add(row, _by_harm(row))
    try:
        for row in asking.rows("possible_never_events", EVERYTHING):
            found.add(row, _never_event(row))
        not_looked_at.extend(_where_no_field(asking))
    except OlderEdition:
        not_looked_at.append(OLDER)
    for row in asking.rows("same_medicine_and_error", EVERYTHING):
        found.add(row, _alike(row))
    for rule in desk.own_rules:
        not_looked_at.extend(_by_own_rule(asking, rule, found))
    ordered = sorted(
        (_meets(found, n, desk, today) for n in found.incidents),
        key=_place,
    )
    waiting = tuple(each for each in ordered if each.earlier is None or each.is_new)
    decided = tuple(each for each in ordered if each.earlier is not None and not each.is_new)
    said = (_how_many(waiting, decided), *_by_which_list(waiting), *_by_report(waiting), *not_looked_at)
    return ToEscalate(waiting, decided, said)


def waiting_in_words(waiting: Sequence[MeetsRule], *, with_age: bool = True) -> str:
    """'3 incidents meet a rule of escalation and are not decided on (2 for the harm recorded, 1 as many alike); the oldest is 12 days
    old'; empty where none waits. Each counts once, by the first of its reasons."""
    if not waiting:
        return ""
    one = len(waiting) == 1
    ages = [each.age_days for each in waiting if each.age_days is not None]
    verb, not_decided = ("meets", "is not decided on") if one else ("meet", "are not decided on")
    counts = Counter(FOR[each.reasons[0].rule] for each in waiting)
    told = ", ".join(f"{counts[what]:,} {what}" for what in dict.fromkeys(FOR.values()) if counts[what])
    said = f"{count_of(len(waiting), 'incident')} {verb} a rule of escalation and {not_decided} ({told})"
    if not ages or not with_age:
        return said
    return f"{said}; {'it' if one else 'the oldest'} is {count_of(max(0, *ages), 'day')} old"


def list_of_waiting(waiting: Sequence[MeetsRule]) -> Table:
    again = any(each.again for each in waiting)
    return Table(
        (
            "Number", "Date", "Age in days", "Why it is here", *(("Decided before",) if again else ()), "Physical harm", "Medicines",
            "Error types", "Ward or place", "Reference", "System", "Approval",
        ),
        tuple(
            (
                each.incident.n, each.incident.dated_on, each.age_days, each.why, *((each.again,) if again else ()),
                HarmLevel(each.incident.harm_level).heading, each.incident.medicines, each.incident.error_types, each.incident.location,
                each.incident.reference, SOURCES.get(each.incident.source, each.incident.source), each.incident.status,
            )
            for each in waiting
        ),
    )  # fmt: skip


def list_of_steps(decided: Iterable[tuple[int, Escalation]]) -> Table:
    """Every step that was noted, the newest first: (number of the incident, what was decided)."""
    rows = [
        (step.on, n, step.step.value, step.to.value if step.to else "", step.reference, step.note, "; ".join(each.reasons))
        for n, each in decided
        for step in each.steps
    ]  # fmt: skip
    rows.sort(key=lambda row: (row[0], row[1]), reverse=True)
    return Table(("Day", "Incident", "Step", "To", "Reference", "Note", "Reasons"), tuple(rows))


def list_of_rules() -> Table:
    return Table(
        ("Rule", "How many", "Days before the newest extract", "Source", "Of"),
        tuple(
            (
                each.words, f"{each.many} within {each.days} days" if each.days else "each", each.looks_back_days, each.source, date.fromisoformat(each.dated),
            )
            for each in escalation_rules().values()
        ),
    )  # fmt: skip


def list_of_own_rules(rules: Sequence[tuple[int, OwnRule]]) -> Table:
    return Table(
        ("Number", "Rule", "Looks at", "Incidents", "Within days"),
        tuple((number, each.name, looks_at(each), each.many, each.days) for number, each in rules),
    )


def list_of_never_events() -> Table:
    return Table(
        ("Item", "Never Event", "What coded fields do not say", "List"),
        tuple((each.item, each.name, each.note, each.list) for each in never_events_named().values()),
    )


def looks_at(rule: OwnRule) -> str:
    """The filter of a rule in words."""
    try:
        return IncidentFilter.from_query(rule.query).in_words(LABELS)
    except FilterNotUnderstood as problem:
        return str(problem)


def how_rules_are_applied(asking: Asking) -> tuple[str, ...]:
    many, days = many_within_days()
    serious = max(
        each.looks_back_days for key, each in escalation_rules().items() if key != SAME_MEDICINE_AND_ERROR
    )
    alike = escalation_rules()[SAME_MEDICINE_AND_ERROR].looks_back_days
    as_at = asking.facts.newest_as_at
    newest = f" ({day_in_words(as_at)})" if as_at else ""
    return (
        f"Harm and Never Events are looked at in incidents of the {serious} days before the newest extract{newest}, by date of incident, or of "
        "the report where no day of the incident is known, and in those without any date; the rules of your own in those of the "
        f"{OWN_RULES_LOOK_BACK} days before it that have a day.",
        f"The same medicine and error: {many} incidents or more within {days} days, the first and the last counted, of the {alike} days before "
        "the newest extract. An error type of Other, Not known or Not recorded is like no other, nor is an incident without a medicine that "
        "is recognised.",
        "Severe psychological harm is a rule of its own beside physical harm: it is the greatest level of its scale, and a list by physical "
        "harm alone would not show it.",
        f"Never Events are those of the {_version()}, its items of medication. The list is under reform nationally: the file names its version "
        "and is the trust's to change (data/reference/never_events.csv), as are the rules (data/reference/escalation_rules.csv).",
        NOT_A_NEVER_EVENT,
        "An incident that was decided on comes back for a reason that is new alone: a higher grade, say, or another rule.",
    )


def _by_harm(row: HarmMet) -> Reason:
    return Reason(row.rule, escalation_rules()[row.rule].words)


def _never_event(row: NeverEventMet) -> Reason:
    if row.item == RECORDED_AS_ONE:
        return Reason(RECORDED, escalation_rules()[RECORDED].words)
    item = never_events_named()[row.item]
    return Reason(
        POSSIBLE_NEVER_EVENT, f"{escalation_rules()[POSSIBLE_NEVER_EVENT].words}: {item.item} {item.name}"
    )


def _alike(row: AlikeMet) -> Reason:
    rule = escalation_rules()[SAME_MEDICINE_AND_ERROR]
    return Reason(
        rule.rule,
        f"{rule.words}: {row.medicine}, {row.error_type}",
        f"{row.incidents:,} within {rule.days} days",
    )


def _by_own_rule(asking: Asking, rule: OwnRule, found: _Found) -> Iterator[str]:
    """Put on the list what meets a rule of the trust's own; yields what could not be looked at."""
    try:
        asked = IncidentFilter.from_query(rule.query)
    except FilterNotUnderstood as problem:
        yield f"The rule '{rule.name}' is not looked at: {problem}"
        return
    as_at = asking.facts.newest_as_at
    if as_at is None:
        return
    since = as_at.toordinal() - OWN_RULES_LOOK_BACK
    first = date.fromordinal(since - rule.days)
    try:
        cases = asking.of(asked.narrowed(from_=first)).cases()
    except OlderEdition as older:
        yield f"The rule '{rule.name}' is not looked at: {older}"
        return
    if len(cases) == MOST_CASES:
        yield f"The rule '{rule.name}' is looked at among its {MOST_CASES:,} newest incidents: choose a narrower filter for it."
    dated = {row.n: row.dated_on for row in cases if row.dated_on is not None}
    by_number = {row.n: row for row in cases}
    met = within_days(dated, rule.many, rule.days)
    for n, together in met.items():
        if dated[n].toordinal() >= since:
            more = f"{together:,} within {rule.days} days" if rule.many > 1 else ""
            found.add(_as_met(by_number[n]), Reason(OWN_RULE, rule.reason, more))


MOST_CASES = 2_000
"""As queries/questions/incidents_listed.sql lists."""


def _as_met(row: ListedIncident) -> RuleMet:
    return RuleMet(
        row.n, row.reference or "", row.source, row.dated_on, False, row.harm_level, row.medicines, row.error_types, row.location, row.status
    )  # fmt: skip


def _meets(found: _Found, n: int, desk: AtTheDesk, today: date) -> MeetsRule:
    incident, reasons = found.incidents[n], tuple(dict.fromkeys(found.reasons[n]))
    earlier = desk.decided.get(n)
    known = set(earlier.reasons) if earlier else set()
    age = (today - incident.dated_on).days if incident.dated_on else None
    return MeetsRule(
        incident,
        reasons,
        age,
        earlier,
        tuple(each for each in reasons if each.words not in known) if earlier else (),
    )


def _place(each: MeetsRule) -> tuple[int, bool, int, int]:
    ranks = (*escalation_rules(), OWN_RULE)
    first = min(ranks.index(reason.rule) for reason in each.reasons)
    # Within a rule the oldest first, and before it what has no date.
    return first, each.age_days is not None, -(each.age_days or 0), each.incident.n


def _how_many(waiting: Sequence[MeetsRule], decided: Sequence[MeetsRule]) -> str:
    said = waiting_in_words(waiting)
    meets, are = ("meets", "is") if len(decided) == 1 else ("meet", "are")
    noted = f" {count_of(len(decided), 'other')} that {meets} one {are} decided on." if decided else ""
    return f"{said}.{noted}" if said else f"{NONE_WAITS}{noted}"


def _where_no_field(asking: Asking) -> Iterator[str]:
    """For how many incidents no extract has a field of Never Events: of those nothing can be recorded."""
    rows: list[NeverEventCount] = asking.rows("never_events_recorded", EVERYTHING)
    every = sum(row.incidents for row in rows)
    silent = sum(row.incidents for row in rows if row.never_event == NeverEvent.NO_FIELD)
    if silent:
        yield (
            f"Whether it is a Never Event this extract does not say for {silent:,} of {count_of(every, 'incident')}: it has no such field; "
            "look in the incident system."
        )


def _by_which_list(waiting: Sequence[MeetsRule]) -> tuple[str, ...]:
    if not any(reason.rule == POSSIBLE_NEVER_EVENT for each in waiting for reason in each.reasons):
        return ()
    return (
        f"Possible Never Events are looked for by the {_version()}: check each, for coded fields do not say.",
    )


def _version() -> str:
    return ", ".join(dict.fromkeys(each.list for each in never_events_named().values()))


def _by_report(waiting: Sequence[MeetsRule]) -> tuple[str, ...]:
    by_report = sum(each.incident.by_report for each in waiting)
    if not by_report:
        return ()
    return (
        f"{count_of(by_report, 'incident')} {'has' if by_report == 1 else 'have'} no day of incident recorded: the date and the age are "
        "those of the report.",
    )
