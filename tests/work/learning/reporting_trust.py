"""A small trust of one quarter, counted by hand: who reported on which ward, and what was noted of the learning loop since."""

from datetime import date, timedelta
from pathlib import Path

from dashboard import desk, work
from dashboard.cli.edition_asked import asking_of
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.learning.action import Action, ActionState
from dashboard.domain.learning.alert import Alert, AlertKind
from dashboard.domain.learning.card import Card, CardState
from dashboard.domain.learning.record import Kind
from dashboard.domain.pack_period import PackPeriod, read_pack_period
from dashboard.domain.reader import SINGLE_USER
from dashboard.edition import editions_of
from dashboard.findings.asking import Asking
from tests.made_up_incidents import NOW, TrustUnderTest, datix, one

TODAY = NOW.date()
QUARTER: PackPeriod = read_pack_period("2026-Q3")
NURSE, DOCTOR, PHARMACIST = (
    "Nurse or midwife",
    "Doctor or dentist",
    "Professional, scientific and technical staff",
)
REPORTED = {
    # ward: (month, staff group, harm, drug), so many times
    "Ward 7": (
        (("07", "Nurse", "No harm", "Insulin"), 9),
        (("08", "Nurse", "No harm", "Insulin"), 3),
        (("08", "Pharmacist", "Low", "Warfarin"), 6),
        (("08", "Doctor", "Moderate", "Morphine"), 2),
    ),
    "Ward 8": ((("09", "Pharmacist", "No harm", "Warfarin"), 8), (("09", "Allied health professional", "Low", "Warfarin"), 2)),
    "Ward 9": ((("06", "Nurse", "No harm", "Warfarin"), 1),),  # the quarter before
}  # fmt: skip


def reporting_trust(folder: Path) -> TrustUnderTest:
    """Edition 2 is released; it holds what was noted."""
    trust = TrustUnderTest(folder)
    desk.change_setting(trust.store, SINGLE_USER, "trust_name", "Ours", NOW)
    rows = [
        {**one(f"{ward[-1]}-{place}-{n}", on=f"{n + 1:02}/{month}/2026", harm=harm, drug=drug, ward=ward), "Reporter staff group": group}
        for ward, held in REPORTED.items()
        for place, ((month, group, harm, drug), many) in enumerate(held)
        for n in range(many)
    ]  # fmt: skip
    trust.take(datix(*rows, run_on=date(2026, 11, 20)), covers=(date(2026, 4, 1), date(2026, 9, 30)))
    noted = (
        (Kind.CARD, Card("Insulin left out", state=CardState.ACTING, due_on=TODAY - timedelta(2), wards=("Ward 7",))),
        (Kind.CARD, Card("Warfarin", state=CardState.CLOSED, outcome="New chart", told="The chart is new.", wards=("Ward 8",))),
        (Kind.CARD, Card("Morphine", state=CardState.CLOSED, outcome="Ampoules apart", told="They stand apart.")),
        (Kind.ACTION, Action("Night cupboard", "Pharmacy", ActionState.UNDER_WAY, started_on=date(2026, 9, 1), due_on=TODAY - timedelta(1))),
        (Kind.ACTION, Action("Chart of Ward 8", "Pharmacy", ActionState.DONE, done_on=date(2026, 8, 2), wards=("Ward 8",))),
        (Kind.ACTION, Action("Long ago", "Pharmacy", ActionState.DONE, done_on=date(2026, 6, 30))),
        (Kind.ALERT, Alert(AlertKind.NATIONAL, "Potassium", "NatPSA/2026/001", due_on=TODAY - timedelta(1), applies=True)),
    )  # fmt: skip
    for kind, content in noted:
        work.note_record(trust.store, SINGLE_USER, kind, content, "open card", NOW)
    trust._published(work.publish(trust.store, SINGLE_USER, NOW))
    assert trust.edition
    work.release_edition(trust.store, SINGLE_USER, trust.edition, NOW, "a meeting")
    return trust


def asked(trust: TrustUnderTest, edition: int = 2) -> Asking:
    """An edition, the released one, asked everything."""
    editions = editions_of(trust.store, SINGLE_USER)
    [found] = [each for each in editions if each.edition_id == edition]
    return asking_of(trust.store, found, IncidentFilter(), editions)
