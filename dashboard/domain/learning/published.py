"""From records of the desk to what an edition holds of them: without people's names, working notes and incidents."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from dashboard.domain.dated import LABEL_LENGTH, DatedKind, DatedRecord
from dashboard.domain.incident_filter import FilterNotUnderstood, IncidentFilter
from dashboard.domain.learning.action import Action
from dashboard.domain.learning.alert import Alert
from dashboard.domain.learning.assurance import Statement
from dashboard.domain.learning.card import Card, CardState
from dashboard.domain.learning.escalation import Escalation
from dashboard.domain.learning.record import Noted
from dashboard.domain.learning.written import cut_to
from dashboard.domain.medicines import ClassBy
from dashboard.domain.periods import day_in_london
from dashboard.domain.rows.learning import (
    WARDS_PARTED_BY,
    AlertRow,
    AnsweredByAction,
    Escalated,
    Learning,
    LearningCard,
    RequiredByAlert,
    SafetyAction,
    SafetyActionAim,
    StatementSigned,
)


def learning_of(
    cards: Sequence[Noted[Card]],
    actions: Sequence[Noted[Action]],
    alerts: Sequence[Noted[Alert]],
    escalations: Sequence[Noted[Escalation]],
    statements: Sequence[Noted[Statement]] = (),
) -> Learning:
    """`cards` are every revision, in order, because the days on which a card came to be looked at, acted on and closed are told by them;
    the others are the revisions that hold."""
    return Learning(
        tuple(_cards(cards)),
        tuple(_action(each) for each in actions),
        tuple(
            SafetyActionAim(each.number, aim.measure.value, aim.query)
            for each in actions
            for aim in each.content.aims
        ),
        tuple(_answers(actions)),
        tuple(_alert(each) for each in alerts),
        tuple(
            RequiredByAlert(each.number, required.what, required.due_on, required.done_on)
            for each in alerts
            for required in each.content.required
        ),
        tuple(
            Escalated(
                step.on,
                step.step.value,
                step.to.value if step.to else "",
                WARDS_PARTED_BY.join(each.content.reasons),
            )
            for each in escalations
            for step in each.content.steps
        ),
        tuple(
            StatementSigned(each.content.edition, each.content.signed_off_on)
            for each in statements
            if each.content.signed_off_on
        ),
    )


def dated_by_actions_and_alerts(
    actions: Sequence[Noted[Action]], alerts: Sequence[Noted[Alert]]
) -> list[DatedRecord]:
    """What charts draw of them: the day on which an action began, and on which an alert that applies here was issued."""
    begun = [
        _dated(
            DatedKind.ACTION,
            each.content.started_on,
            each.content.title,
            scope_of([aim.query for aim in each.content.aims]) | _said(each.content),
            each.content.owner,
            each.number,
        )
        for each in actions
        if each.content.started_on
    ]
    issued = [
        _dated(DatedKind.ALERT, each.content.issued_on, each.content.title, scope_of([each.content.concerns]))
        for each in alerts
        if each.content.issued_on and each.content.applies
    ]
    return [*begun, *issued]


def _dated(
    kind: DatedKind,
    day: date,
    title: str,
    scope: Mapping[str, str],
    owner: str = "",
    action: int | None = None,
) -> DatedRecord:
    site, division, drug_class = (scope.get(name) for name in ("site", "division", "drug_class"))
    return DatedRecord(
        kind, day, label_of(title), owner=owner, site=site, division=division, drug_class=drug_class, action=action
    )  # fmt: skip


def scope_of(queries: Sequence[str]) -> dict[str, str]:
    """The site, division and drug class that every one of these filters names, and alone: charts of others are not touched. None of
    them for no filter, and for one that no longer fits."""
    try:
        asked = [IncidentFilter.from_query(query) for query in queries]
    except FilterNotUnderstood:
        return {}
    named = {
        "site": {each.site for each in asked},
        "division": {each.division for each in asked},
        # a dated record names a curated class
        "drug_class": {each.drug_class if each.class_by is ClassBy.CURATED else None for each in asked},
    }
    return {
        name: values[0]
        for name, each in named.items()
        if len(each) == 1 and (values := next(iter(each))) and len(values) == 1
    }


def _said(action: Action) -> dict[str, str]:
    """What the action itself says that it touches goes before what its aims name."""
    said = {"site": action.site, "division": action.division, "drug_class": action.drug_class}
    return {name: value for name, value in said.items() if value}


def label_of(title: str) -> str:
    """As much of a title as stands at its line in a picture."""
    return cut_to(title, LABEL_LENGTH)


def _cards(revisions: Sequence[Noted[Card]]) -> Iterator[LearningCard]:
    for _, group in groupby(revisions, key=lambda each: each.number):
        of_card = [*group]
        if not of_card[-1].taken_back:
            yield _card(of_card)


def _card(revisions: Sequence[Noted[Card]]) -> LearningCard:
    newest, content = revisions[-1], revisions[-1].content
    revisions = _without_undone(revisions)
    last = content.sightings[-1] if content.sightings else None
    looked = _first_day(revisions, [state for state in CardState if state is not CardState.TO_LOOK_AT])
    closed = content.state is CardState.CLOSED
    return LearningCard(
        card=newest.number,
        title=content.title,
        state=content.state.value,
        seen=last.sentence if last else "",
        seen_first_on=content.sightings[0].seen_on if last else None,
        seen_last_on=last.seen_on if last else None,
        times_seen=len(content.sightings),
        edition_seen=last.edition if last else None,
        page=last.page if last else "",
        query=last.query if last else "",
        factors=content.factors,
        area=content.area,
        response=content.response,
        owner=content.owner,
        due_on=content.due_on,
        outcome=content.outcome,
        told=content.told,
        closed_because=content.closed_because if closed else "",
        opened_on=day_in_london(newest.began_at),
        looked_on=looked,
        acting_on=_first_day(revisions, [CardState.ACTING]),
        closed_on=_day_of_newest_move(revisions) if closed else None,
        site=content.site,
        division=content.division,
        drug_class=content.drug_class,
        wards=WARDS_PARTED_BY.join(content.wards),
        signal=content.signal,
    )


def _without_undone(revisions: Sequence[Noted[Card]]) -> list[Noted[Card]]:
    """Without each change that the very next revision took back: a card that was moved by mistake was not acted on that day."""
    standing: list[Noted[Card]] = []
    for each in revisions:
        if len(standing) > 1 and standing[-2].content == each.content:
            standing.pop()
        else:
            standing.append(each)
    return standing


def _first_day(revisions: Sequence[Noted[Card]], states: Sequence[CardState]) -> date | None:
    return next(
        (day_in_london(each.noted_at) for each in revisions if each.content.state in states),
        None,
    )


def _day_of_newest_move(revisions: Sequence[Noted[Card]]) -> date:
    """The day from which on the card has been in the state in which it is."""
    moved = revisions[-1]
    for each in reversed(revisions):
        if each.content.state is not revisions[-1].content.state:
            break
        moved = each
    return day_in_london(moved.noted_at)


def _action(noted: Noted[Action]) -> SafetyAction:
    content = noted.content
    return SafetyAction(
        noted.number,
        content.title,
        content.owner,
        content.state.value,
        content.strength.value if content.strength else "",
        day_in_london(noted.began_at),
        content.due_on,
        content.first_due_on,
        content.started_on,
        content.done_on,
        content.progress,
        content.evidence,
        content.why_stopped,
        content.site,
        content.division,
        content.drug_class,
        WARDS_PARTED_BY.join(content.wards),
    )


def _answers(actions: Sequence[Noted[Action]]) -> Iterator[AnsweredByAction]:
    for each in actions:
        yield from (AnsweredByAction(each.number, card, None) for card in each.content.cards)
        yield from (AnsweredByAction(each.number, None, alert) for alert in each.content.alerts)


def _alert(noted: Noted[Alert]) -> AlertRow:
    content = noted.content
    return AlertRow(
        noted.number,
        content.kind.value,
        content.reference,
        content.title,
        content.issued_on,
        content.due_on,
        content.review_on,
        content.closed_on,
        content.lead,
        content.evidence,
        content.applies,
        content.applies_why,
        content.signed_off_on,
        content.status_on_cas,
        content.concerns,
    )
