"""Safety actions: opened, changed, begun, finished, stopped, moved back. What charts draw of one is published as a draft at once."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from dashboard import desk
from dashboard.domain.learning.action import MOVES, Action, ActionState
from dashboard.domain.learning.published import dated_by_actions_and_alerts
from dashboard.domain.learning.record import Kind, Noted
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import PREPARES, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.register import Publication
from dashboard.work.learning.records import note, take_back
from dashboard.work.publishing import publish

log = logging.getLogger("dashboard")

Did = tuple[Noted[Action], Publication | None]
"""The revision that stands now, and the draft where charts are drawn otherwise by it."""


@only(*PREPARES)
def open_action(store: Store, reader: Reader, content: Action, now: datetime) -> Noted[Action]:
    """Keep a new action, planned. Raises StoreProblem for what it lacks, for a card or an alert that there is not, and for one that
    stands there already."""
    planned = replace(content, state=ActionState.PLANNED, started_on=None, first_due_on=content.due_on)
    _refuse(store, reader, planned, now)

    def refuse(held: Sequence[Noted[Action]]) -> None:
        if any(each.content == planned for each in held):
            raise StoreProblem("This very safety action is recorded already.")

    return note(store, reader, Kind.ACTION, planned, "open action", now, refuse=refuse)


@only(*PREPARES)
def change_action(
    store: Store, reader: Reader, standing: Noted[Action], content: Action, now: datetime
) -> Did:
    """Other words, dates, aims, links or scope, in the state that it is in. `standing` is the revision that the reader saw; the due
    date can be moved, and the one that it was opened with stays known."""
    content = replace(content, state=standing.content.state, first_due_on=standing.content.first_due_on)
    if content == standing.content:
        raise StoreProblem("Nothing was changed: this is how the safety action stands.")
    return _next(store, reader, standing, content, "change action", now)


@only(*PREPARES)
def start_action(store: Store, reader: Reader, standing: Noted[Action], on: date, now: datetime) -> Did:
    """It began on this day. Charts are drawn with it from then. One that was stopped keeps the day on which it began, and is moved back."""
    if standing.content.state is not ActionState.PLANNED:
        raise StoreProblem(
            f"This safety action is {standing.content.state.value}: only one that is planned can begin. Move it back first."
        )
    return _moved(store, reader, standing, standing.content.started(on), "start action", now)


@only(*PREPARES)
def finish_action(
    store: Store, reader: Reader, standing: Noted[Action], on: date, evidence: str, now: datetime
) -> Did:
    """It is in place since this day, and this shows it."""
    content = standing.content.finished(on, evidence.strip())
    return _moved(store, reader, standing, content, "finish action", now)


@only(*PREPARES)
def stop_action(store: Store, reader: Reader, standing: Noted[Action], why: str, now: datetime) -> Did:
    """It is not gone on with. Where it had begun, charts still show that it did."""
    return _moved(store, reader, standing, standing.content.stopped(why.strip()), "stop action", now)


@only(*PREPARES)
def move_action_back(
    store: Store, reader: Reader, standing: Noted[Action], state: ActionState, now: datetime
) -> Did:
    """It is not done, not stopped, or has not begun after all."""
    content = standing.content.back_to(state)
    return _moved(store, reader, standing, content, "move action back", now)


@only(*PREPARES)
def take_back_action(
    store: Store, reader: Reader, standing: Noted[Action], now: datetime
) -> Publication | None:
    """Undo the newest change, and publish that where charts are drawn otherwise without it."""
    return _published(store, reader, standing, take_back(store, reader, standing, now), now)


def _moved(
    store: Store, reader: Reader, standing: Noted[Action], content: Action, act: str, now: datetime
) -> Did:
    was = standing.content.state
    if content.state not in MOVES[was]:
        may = " or ".join(state.value for state in MOVES[was])
        raise StoreProblem(
            f"A safety action that is {was.value} cannot become {content.state.value}: it can become {may}."
        )
    return _next(store, reader, standing, content, act, now)


def _next(
    store: Store, reader: Reader, standing: Noted[Action], content: Action, act: str, now: datetime
) -> Did:
    _refuse(store, reader, content, now)
    noted = note(store, reader, Kind.ACTION, content, act, now, seen=standing)
    return noted, _published(store, reader, standing, noted, now)


def _published(
    store: Store, reader: Reader, was: Noted[Action], is_now: Noted[Action], now: datetime
) -> Publication | None:
    """None, too, where no edition could be made now (an import keeps the register, the disk is full): the change is kept, the page
    says that no edition holds it yet, and the next publishing, of whatever act, draws it."""
    if _drawn([was]) == _drawn([is_now]):
        return None
    try:
        return publish(store, reader, now)
    except StoreProblem as problem:
        log.warning(
            "safety action kept without a draft",
            extra={"subject": type(problem).__name__, "who": reader.id},
        )
        return None


def _drawn(of: Sequence[Noted[Action]]) -> list[object]:
    return [*dated_by_actions_and_alerts([each for each in of if not each.taken_back], [])]


def _refuse(store: Store, reader: Reader, content: Action, now: datetime) -> None:
    if lacking := content.lacks(day_in_london(now)):
        raise StoreProblem(f"{lacking} Nothing was kept.")
    for kind, wanted in ((Kind.CARD, content.cards), (Kind.ALERT, content.alerts)):
        known = {each.number for each in desk.learning_records(store, reader, kind, now)} if wanted else set()
        if missing := sorted(set(wanted) - known):
            raise StoreProblem(
                f"There is no {kind.value} {missing[0]} for it to answer: choose one that there is. Nothing was kept."
            )
