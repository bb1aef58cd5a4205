"""What waits to be escalated: reasons joined, ages, what was decided and comes back, and rules of the trust's own."""

import ast
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.learning.escalation import (
    AtTheDesk,
    EscalatedTo,
    Escalation,
    EscalationStep,
    OwnRule,
    StepTaken,
)
from dashboard.domain.rows import EditionFacts, ListedIncident
from dashboard.domain.rows.cases import NeverEventCount
from dashboard.domain.rows.escalation import AlikeMet, HarmMet, NeverEventMet
from dashboard.domain.store import OlderEdition
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.findings.learning.to_escalate import (
    OLDER,
    ToEscalate,
    list_of_steps,
    list_of_waiting,
    to_escalate,
    waiting_in_words,
)
from dashboard.findings.to_look_at import LookedAt, to_look_at
from dashboard.measures.ranking import ranking
from tests.python_files import ROOT

TODAY = date(2026, 11, 15)
FACTS = EditionFacts(
    7, datetime(2026, 11, 4), "0", False, "Trust", 30, date(2026, 11, 3), date(2026, 1, 1), date(2026, 10, 1), 700, 0, 0, "datix", False
)  # fmt: skip
CODED = (
    "datix",
    date(2026, 11, 3),
    False,
    "Severe",
    "insulin glargine",
    "Omitted dose",
    "Ward 7",
    "Awaiting review",
)
FATAL, SEVERE = "physical harm recorded as fatal", "physical harm recorded as severe"
ALIKE = "same medicine and error: insulin glargine, Omitted dose"
SENT = EscalationStep(StepTaken.SENT, date(2026, 11, 9), EscalatedTo.DIRECTOR)


def by_harm(n: int, rule: str = "severe", **other: Any) -> HarmMet:
    return replace(HarmMet(n, f"W{n}", *CODED, rule), **other)


def asking(cases: Sequence[ListedIncident] = (), **rows: list[Any]) -> Asking:
    known: dict[str, list[Any]] = {"edition_facts": [FACTS]} | rows

    def answered(name: str, _: IncidentFilter) -> list[Any]:
        if isinstance(found := known.get(name, []), Exception):
            raise found
        return found

    return Asking(
        answered,
        EditionSeen(7, datetime(2026, 11, 5), "A. Officer"),
        IncidentFilter(),
        lambda name, asked, seed: [
            each for each in cases if asked.location is None or each.location in asked.location
        ],
    )


def found(
    decided: dict[int, Escalation] | None = None, own: tuple[OwnRule, ...] = (), **rows: Any
) -> ToEscalate:
    return to_escalate(asking(**rows), AtTheDesk(decided or {}, own), TODAY)


def test_nothing_waits() -> None:
    nothing = found()
    assert (nothing.waiting, nothing.decided) == ((), ())
    assert nothing.sentences == ("No incident waits: none meets a rule, or each that does was decided on.",)


def test_several_reasons_of_one_incident_are_one_line_with_its_age() -> None:
    waits = found(
        to_escalate_by_harm=[by_harm(1)],
        same_medicine_and_error=[AlikeMet(1, "W1", *CODED, "insulin glargine", "Omitted dose", 4)],
        possible_never_events=[NeverEventMet(1, "W1", *CODED, 0), NeverEventMet(1, "W1", *CODED, 6)],
    )
    (one,) = waits.waiting
    assert one.why == (
        f"{SEVERE}; recorded as a Never Event in the extract; possible Never Event, check: 6 Overdose of insulin due to abbreviations or "
        f"incorrect device; {ALIKE} (4 within 30 days)"
    )
    assert one.age_days == 12
    assert waiting_in_words(waits.waiting) == (
        "1 incident meets a rule of escalation and is not decided on (1 for the harm recorded); it is 12 days old"
    )
    assert waits.sentences[1].startswith(
        "Possible Never Events are looked for by the Never Events list 2018 (revised February 2021)"
    )
    assert waits.by_reason()[f"S{ALIKE[1:]}"] == 1 and waits.for_reason("Another") == ()


def test_what_is_most_serious_stands_first_then_the_oldest_and_before_it_what_has_no_date() -> None:
    waits = found(
        to_escalate_by_harm=[
            by_harm(1, dated_on=date(2026, 10, 31)),
            by_harm(2, dated_on=date(2026, 10, 30), by_report=True),
            by_harm(3, dated_on=None),
            by_harm(4, "fatal", harm_level="Fatal"),
        ],
        same_medicine_and_error=[
            AlikeMet(5, "", *CODED, "insulin glargine", "Omitted dose", 3),
            AlikeMet(1, "W1", *CODED, "insulin glargine", "Omitted dose", 3),
        ],
    )
    assert [each.incident.n for each in waits.waiting] == [4, 3, 2, 1, 5]
    assert [each.age_days for each in waits.waiting] == [12, None, 16, 15, 12]
    assert waits.sentences[0] == (
        "5 incidents meet a rule of escalation and are not decided on (4 for the harm recorded, 1 as many of the same medicine and error); "
        "the oldest is 16 days old."
    )
    assert waits.sentences[1] == (
        "1 incident has no day of incident recorded: the date and the age are those of the report."
    )
    listed = list_of_waiting(waits.waiting)
    first = dict(zip(listed.columns, listed.rows[0], strict=True))
    assert [first[name] for name in ("Number", "Reference", "Date", "Age in days", "Physical harm")] == [
        4, "W4", date(2026, 11, 3), 12, "Recorded as fatal (the incident may have contributed; not a finding of cause)",
    ]  # fmt: skip
    assert "Decided before" not in listed.columns


def test_what_was_decided_waits_no_more_until_a_reason_is_new() -> None:
    decided = {1: Escalation((SEVERE,), (SENT,))}
    same = found(decided, to_escalate_by_harm=[by_harm(1)])
    assert (same.waiting, [each.incident.n for each in same.decided]) == ((), [1])
    assert same.sentences[0].endswith("1 other that meets one is decided on.")
    regraded = found(decided, to_escalate_by_harm=[by_harm(1, "fatal", harm_level="Fatal")])
    (back,) = regraded.waiting
    assert back.again == f"new since it was sent to the director on 9 November 2026: {FATAL}"
    assert "Decided before" in list_of_waiting(regraded.waiting).columns


def test_more_of_the_same_are_no_new_reason() -> None:
    for many in (3, 30):
        row = AlikeMet(1, "W1", *CODED, "insulin glargine", "Omitted dose", many)
        assert found({1: Escalation((ALIKE,), (SENT,))}, same_medicine_and_error=[row]).waiting == ()


def test_an_edition_that_knows_no_never_event_says_so_and_lists_the_rest() -> None:
    waits = found(to_escalate_by_harm=[by_harm(1)], possible_never_events=OlderEdition("older"))
    assert len(waits.waiting) == 1 and OLDER in waits.sentences


def case(n: int, day: date | None, ward: str = "Ward 7") -> ListedIncident:
    return ListedIncident(
        n, None, "datix", day, "2026", "Low", "Northgate", "Medicine", ward, "morphine", "Opioids", "", "Wrong time", "Nurse", "Closed"
    )  # fmt: skip


def test_a_rule_of_our_own_puts_what_its_filter_finds_on_the_list() -> None:
    """The newest extract is of 3 November 2026: 3 November 2025 is looked at, the day before is not, but can be one of many."""
    cases = [
        case(1, date(2025, 11, 2)),
        case(2, date(2025, 11, 3)),
        case(3, None),
        case(4, date(2026, 10, 1)),
        case(5, date(2026, 10, 7)),
        case(6, date(2026, 10, 2), "Ward 9"),
    ]
    on_ward = OwnRule("Ward 7; two a week", "location=Ward 7", 2, 7)
    waits = found(own=(on_ward,), cases=cases)
    assert sorted((each.incident.n, each.why) for each in waits.waiting) == [
        (n, "our rule: Ward 7, two a week (2 within 7 days)") for n in (2, 4, 5)
    ]
    six = found(own=(replace(on_ward, days=6),), cases=cases)
    assert [each.incident.n for each in six.waiting] == [2]
    every = found(own=(OwnRule("Ward 9", "location=Ward 9", 1, 1),), cases=cases)
    assert [each.why for each in every.waiting] == ["our rule: Ward 9"]


@pytest.mark.parametrize(("query", "said"), [("nothing=1", "There is no filter called 'nothing'")])
def test_a_rule_that_cannot_be_looked_at_is_said(query: str, said: str) -> None:
    waits = found(own=(OwnRule("Odd", query),))
    assert f"The rule 'Odd' is not looked at: {said}" in waits.sentences[-1]


def test_the_first_screen_tells_whoever_may_act_and_nobody_else() -> None:
    asked = asking(to_escalate_by_harm=[by_harm(1), by_harm(2)])
    nobody = ranking([("Opioids", 9)], 9)
    told = to_look_at(asked, LookedAt({}, nobody, TODAY, AtTheDesk()))
    assert [(each.text, each.page) for each in told] == [
        (
            "2 incidents meet a rule of escalation and are not decided on (2 for the harm recorded); the oldest is 12 days old",
            "to-escalate",
        )
    ]
    assert to_look_at(asked, LookedAt({}, nobody, TODAY)) == ()
    every = AtTheDesk({n: Escalation((SEVERE,), (SENT,)) for n in (1, 2)})
    assert to_look_at(asked, LookedAt({}, nobody, TODAY, every)) == ()


def test_for_how_many_no_extract_says_of_never_events() -> None:
    said = found(
        never_events_recorded=[NeverEventCount("Not in the extract", 3), NeverEventCount("Not recorded", 9)]
    )
    assert said.sentences[1:] == (
        "Whether it is a Never Event this extract does not say for 3 of 12 incidents: it has no such field; look in the incident system.",
    )
    assert found(never_events_recorded=[NeverEventCount("Not recorded", 9)]).sentences[1:] == ()


def test_steps_stand_with_the_newest_first() -> None:
    later = EscalationStep(StepTaken.NOT, date(2026, 11, 12), note="Looked into by the ward")
    steps = list_of_steps([(3, Escalation((SEVERE,), (SENT,))), (5, Escalation((FATAL,), (later,)))])
    assert [row[:4] for row in steps.rows] == [
        (date(2026, 11, 12), 5, "decided not to", ""),
        (date(2026, 11, 9), 3, "sent", "director"),
    ]


def test_nothing_here_is_called_overdue_or_a_breach() -> None:
    """What an extract lacks is not what a trust left undone."""
    files = [
        *(ROOT / "dashboard").glob("**/*escalat*.py"),
        *(ROOT / "dashboard").glob("findings/learning/*_c*.py"),
        *(ROOT / "dashboard").glob("findings/learning/controlled_drugs.py"),
        *(ROOT / "dashboard").glob("views/learning/*decide.py"),
        *(ROOT / "dashboard").glob("views/learning/to_consider.py"),
    ]
    assert {
        "to_escalate.py",
        "escalation.py",
        "escalation_rules.py",
        "decide.py",
        "to_consider.py",
        "yellow_cards.py",
    } <= {path.name for path in files}
    for path in files:
        texts = [
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        for word in ("overdue", "breach", "non-compliant", "noncompliant", "failed to"):
            assert not any(word in text.casefold() for text in texts), f"{path.name} says {word}"
    for name in ("escalation_rules.csv", "never_events.csv"):
        assert "overdue" not in (ROOT / "data" / "reference" / name).read_text(encoding="utf-8")
