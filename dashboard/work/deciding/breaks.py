"""Breaks in the series: recorded, taken back, and the day of the switch from NRLS to LFPSE; each publishes a draft."""

from datetime import date, datetime

from dashboard import desk
from dashboard.domain.dated import (
    EVIDENCE_LENGTH,
    LABEL_LENGTH,
    REASON_LENGTH,
    SWITCH,
    DatedKind,
    DatedRecord,
)
from dashboard.domain.reader import OFFICER, PREPARES, Reader, only
from dashboard.domain.store import Store, StoreProblem
from dashboard.register import Publication
from dashboard.work.deciding.recorded import keep, recorded, take_back
from dashboard.work.publishing import log, publish

SWITCH_SETTING = "lfpse_switch_on"


@only(*PREPARES)
def record_break(store: Store, reader: Reader, record: DatedRecord, now: datetime) -> tuple[int, Publication]:
    """Record a break and publish what is drawn with it; returns its number. The desk notes it in the audit trail.

    Raises StoreProblem, in a sentence for the person, for a record that is no break, has no label or reason, is too long, or
    repeats one that holds.
    """
    if why := _why_not(record):
        raise StoreProblem(why)
    return keep(store, reader, record, now)


@only(*PREPARES)
def take_back_break(
    store: Store, reader: Reader, number: int, now: datetime
) -> tuple[DatedRecord, Publication]:
    return take_back(store, reader, DatedKind.BREAK, number, now)


@only(*OFFICER)
def change_switch(store: Store, reader: Reader, day: date | None, now: datetime) -> Publication:
    """Say on which day the trust went over from NRLS to LFPSE, and publish it; None: as the sources say it again."""
    keep_switch(store, reader, day, now)
    return publish(store, reader, now)


@only(*OFFICER)
def keep_switch(store: Store, reader: Reader, day: date | None, now: datetime) -> None:
    """Keep the day and note it, by whichever page or command it was named; the next publishing draws it."""
    said = day.isoformat() if day else "as the sources say"
    act = ("change switch to LFPSE", said)
    if desk.change_setting(store, reader, SWITCH_SETTING, day.isoformat() if day else "", now, act):
        log.info(act[0], extra={"subject": SWITCH_SETTING, "who": reader.id})


@only(*PREPARES)
def breaks(store: Store, reader: Reader, now: datetime) -> list[DatedRecord]:
    """The breaks that hold, oldest first, each with its number; without the switch, which an edition adds itself."""
    return recorded(store, reader, DatedKind.BREAK, now)


def switch_as_set(store: Store, now: datetime) -> date | None:
    """The day of the switch that the trust named, if it named one."""
    said = str(desk.settings(store, now)[SWITCH_SETTING])
    return date.fromisoformat(said) if said else None


def _why_not(record: DatedRecord) -> str:
    """Why this cannot be recorded; empty when it can."""
    if record.kind is not DatedKind.BREAK:
        return "An annotation changes no limits: only a break can be recorded here."
    if not record.label.strip():
        return "A break needs a short label, which stands at its line in every picture."
    if not record.reason.strip():
        return "A break needs a reason: new limits without one cannot be defended."
    if record.label.strip().casefold() == SWITCH.casefold():
        return f"'{SWITCH}' is drawn already, or its day can be set; give this break another label."
    for name, text, most in (
        ("label", record.label, LABEL_LENGTH),
        ("reason", record.reason, REASON_LENGTH),
        ("evidence", record.evidence, EVIDENCE_LENGTH),
    ):
        if len(text) > most:
            return f"The {name} is longer than {most} letters ({len(text)}): shorten it."
    return ""
