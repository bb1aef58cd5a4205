"""Alerts and communications: logged, changed, closed, opened again; a list of them read and taken in. Nothing is answered here: that is
done on CAS."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from dashboard import desk
from dashboard.domain.extract import RefusedFile
from dashboard.domain.incident_filter import FilterNotUnderstood
from dashboard.domain.learning.aim import Aim, AimedAt
from dashboard.domain.learning.alert import (
    Alert,
    AlertKind,
    AlertsRead,
    RowNotTaken,
    StatusOnCas,
    same_reference,
    stands_in_the_way_of_closing,
)
from dashboard.domain.learning.record import Kind, Noted
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import PREPARES, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.extracts.alerts import LIST, read_alerts
from dashboard.extracts.limits import Limits
from dashboard.extracts.reading import unstage
from dashboard.work.learning.records import note, note_new, refuse_personal_details
from dashboard.work.privacy.identifiers import local_identifiers

LOG, CHANGE, CLOSE, REOPEN, TAKE_IN = (
    "log alert", "change alert", "close alert", "open alert again", "take in alert",
)  # fmt: skip


@only(*PREPARES)
def alerts(store: Store, reader: Reader, now: datetime) -> list[Noted[Alert]]:
    """Those that are logged, by their numbers."""
    return desk.learning_records(store, reader, Kind.ALERT, now)


@only(*PREPARES)
def log_alert(store: Store, reader: Reader, alert: Alert, now: datetime) -> Noted[Alert]:
    """Keep an alert that came in. Raises StoreProblem, in a sentence, for what `_refuse` does and for one that is closed already."""
    if alert.closed_on is not None:
        raise StoreProblem("An alert is logged first and closed afterwards. Nothing was kept.")
    _refuse(alert, now)
    return note(store, reader, Kind.ALERT, alert, LOG, now, refuse=partial(_refuse_logged, alert, None))


@only(*PREPARES)
def change_alert(
    store: Store, reader: Reader, seen: Noted[Alert], alert: Alert, now: datetime
) -> Noted[Alert]:
    """Keep what is now known of it; whether it is closed stays as it was. Raises as `log_alert`, ChangedMeanwhile and NotTheirs, and
    StoreProblem where a closed one would lose what it was closed with."""
    alert = replace(alert, closed_on=seen.content.closed_on)
    if alert == seen.content:
        raise StoreProblem("Nothing of it was changed, so nothing was kept.")
    _refuse(alert, now)
    if alert.closed_on is not None:
        _refuse_unfinished(alert, "It is closed, and would no longer hold what that needs")
    refuse = partial(_refuse_logged, alert, seen.number)
    return note(store, reader, Kind.ALERT, alert, CHANGE, now, seen=seen, refuse=refuse)


@only(*PREPARES)
def close_alert(
    store: Store, reader: Reader, seen: Noted[Alert], closed_on: date, now: datetime
) -> Noted[Alert]:
    """Close it here. Raises StoreProblem, which names what is missing, for a National Patient Safety Alert without its executive
    sign-off or whatever else it needs."""
    if seen.content.closed_on is not None:
        raise StoreProblem("It is closed already.")
    if closed_on > day_in_london(now):
        raise StoreProblem("The day of closing is still to come: give today or an earlier day.")
    _refuse_unfinished(seen.content, "A National Patient Safety Alert cannot be closed yet")
    closed = replace(seen.content, closed_on=closed_on)
    return note(store, reader, Kind.ALERT, closed, CLOSE, now, seen=seen)


@only(*PREPARES)
def reopen_alert(store: Store, reader: Reader, seen: Noted[Alert], now: datetime) -> Noted[Alert]:
    """Open it again, with all that it holds."""
    if seen.content.closed_on is None:
        raise StoreProblem("It is open already.")
    opened = replace(seen.content, closed_on=None)
    return note(store, reader, Kind.ALERT, opened, REOPEN, now, seen=seen)


@only(*PREPARES)
def read_alert_list(
    store: Store,
    reader: Reader,
    staged: Path,
    file_name: str,
    now: datetime,
    *,
    unsaid: AlertKind | None = None,
    limits: Limits = LIST,
) -> AlertsRead | RefusedFile:
    """Read a staged list; nothing is kept. Rows that are logged already are repeated, and those that seem to hold a personal detail are
    refused. `unsaid` is the kind of rows that do not say theirs."""
    read = read_alerts(staged, file_name, now=now, unsaid=unsaid, limits=limits)
    if isinstance(read, RefusedFile):
        return read
    refused: list[RowNotTaken] = []
    local = local_identifiers(store, now)
    for each in read.taken:
        try:
            refuse_personal_details(each.alert, local)
        except StoreProblem:
            refused.append(RowNotTaken(each.row, "it seems to hold a personal detail"))
    return read.refusing(refused).without(_references(alerts(store, reader, now)))


@only(*PREPARES)
def take_in_alerts(store: Store, reader: Reader, read: AlertsRead, now: datetime) -> list[Noted[Alert]]:
    """Keep what was read, all of it or nothing: one record and one line of the audit trail a row. What somebody logged meanwhile is not
    logged twice."""

    def not_logged(held: Sequence[Noted[Alert]]) -> list[Alert]:
        return [each.alert for each in read.without(_references(held)).taken]

    kept = note_new(store, reader, Kind.ALERT, not_logged, TAKE_IN, now)
    if not kept:
        raise StoreProblem(
            "There is no row that can be taken in, or all are logged by now: nothing was kept."
        )
    unstage(read.sha256, store.staging)
    return kept


def _references(held: Sequence[Noted[Alert]]) -> list[str]:
    references = (same_reference(each.content.reference) for each in held)
    return [reference for reference in references if reference]


def _refuse(alert: Alert, now: datetime) -> None:
    """Raise StoreProblem for an alert that says what its kind does not have."""
    if not alert.title.strip():
        raise StoreProblem("An alert needs a title. Nothing was kept.")
    if alert.kind is not AlertKind.NATIONAL and (alert.due_on or alert.required):
        raise StoreProblem(
            "Only a National Patient Safety Alert has a date and required actions on CAS: give this one a local review date. Nothing was "
            "kept."
        )
    if alert.kind is AlertKind.NATIONAL and alert.review_on:
        raise StoreProblem(
            "A National Patient Safety Alert has its date on CAS and no local review date. Nothing was kept."
        )
    if alert.status_on_cas and alert.status_on_cas not in [*StatusOnCas]:
        raise StoreProblem(f"A status on CAS is one of: {', '.join(StatusOnCas)}. Nothing was kept.")
    if alert.applies is not None and not alert.applies_why.strip():
        raise StoreProblem(
            "Say why it applies or does not: whoever reads it later has only that. Nothing was kept."
        )
    today = day_in_london(now)
    if any(day and day > today for day in (alert.issued_on, alert.signed_off_on)):
        raise StoreProblem(
            "A day of issue or of sign-off is still to come: give today or an earlier day. Nothing was kept."
        )
    if any(each.done_on and each.done_on > today for each in alert.required):
        raise StoreProblem(
            "A required action is said to be done on a day that is still to come: give today or an earlier day. Nothing was kept."
        )
    if alert.concerns:
        try:
            Aim(AimedAt.INCIDENTS, alert.concerns)
        except FilterNotUnderstood as problem:
            raise StoreProblem(f"{problem} Nothing was kept.") from problem


def _refuse_logged(alert: Alert, number: int | None, held: Sequence[Noted[Alert]]) -> None:
    """Raise StoreProblem where another alert has this reference. number: its own, where it is changed."""
    wanted = same_reference(alert.reference)
    for each in held if wanted else ():
        if each.number != number and same_reference(each.content.reference) == wanted:
            raise StoreProblem(
                f"This reference is logged already, as alert {each.number}: open that one. Nothing was kept."
            )


def _refuse_unfinished(alert: Alert, begins: str) -> None:
    if missing := stands_in_the_way_of_closing(alert):
        raise StoreProblem(f"{begins}: record {'; '.join(missing)} first. Nothing was changed.")
