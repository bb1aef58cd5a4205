"""The made-up trust: its sample extracts go through the front door into a store of their own."""

from datetime import date, datetime
from pathlib import Path

from dashboard import desk, work
from dashboard.domain.dated import DatedKind, DatedRecord
from dashboard.domain.extract import RefusedFile
from dashboard.domain.periods import Preset
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.saved_view import SavedView
from dashboard.domain.store import Store, StoreProblem
from dashboard.domain.words import SourceSystem
from dashboard.edition import latest_edition
from dashboard.extracts.limits import COMMAND_LINE
from dashboard.made_up_trust.decided import decide_what_to_escalate, sign_off
from dashboard.made_up_trust.learning import tell_what_was_learnt

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
BANNER = "made-up trust: not real patients"
NAME = "Riverside and Hillview"

EXTRACTS = (
    ("nrls_2023-11_to_2024-05.csv", SourceSystem.NRLS, (date(2023, 11, 1), date(2024, 5, 31))),
    ("lfpse_2024-06_to_2025-09.csv", SourceSystem.LFPSE, (date(2024, 6, 1), date(2025, 9, 30))),
    ("datix_2025-09_to_2026-09_earlier_run.xlsx", SourceSystem.DATIX, (date(2025, 9, 1), date(2026, 9, 30))),
    ("datix_2025-09_to_2026-10.xlsx", SourceSystem.DATIX, (date(2025, 9, 1), date(2026, 10, 31))),
)
PAPER_BEFORE = "datix_2025-09_to_2026-09_earlier_run.xlsx"
"""What the committee is said to have seen a month earlier, so that the newest paper can say what changed since."""

NEWEST = EXTRACTS[-1][0]

BED_DAYS = "bed_days_by_ward.csv"

HAPPENED = (
    DatedRecord(DatedKind.ANNOTATION, date(2025, 3, 1), "Reporting campaign", owner="Medication safety team"),
)

AGENDA = (
    SavedView("The paper of the month", "overview", "", Preset.LAST_12_MONTHS.value),
    SavedView("Reporting rate, two years", "reporting-rates", "", Preset.LAST_24_MONTHS.value),
    SavedView("Insulins, last 12 months", "drug-classes", "drug_class=Insulins", Preset.LAST_12_MONTHS.value),
    SavedView(
        "Moderate and above of the quarter",
        "incidents",
        "harm=Moderate&harm=Severe&harm=Fatal",
        Preset.LATEST_QUARTER.value,
    ),
    SavedView("Before the campaign of March 2025", "stages-and-errors", "from=2024-03-01&until=2025-02-28"),
    SavedView("Incidents to read, drawn by seed 11", "incidents", "sample=11", Preset.LATEST_QUARTER.value),
)
"""The committee's standing agenda: periods that move on, and one that stays."""


def ensure_made_up_trust(beside: Store, now: datetime) -> Store:
    """The made-up trust's store beside a real one, built from the sample when it is not there yet (some seconds)."""
    store = beside.made_up_trust()
    if latest_edition(store, SINGLE_USER) is None:
        _build(store, now)
    return store


def _build(store: Store, now: datetime) -> None:
    tell_what_was_learnt(store, now)
    desk.change_setting(store, SINGLE_USER, "trust_name", NAME, now)
    for record in HAPPENED:
        desk.add_dated_record(store, SINGLE_USER, record, now)
    for view in AGENDA:
        work.save_view(store, SINGLE_USER, view, now)
    for file_name, source, covers in EXTRACTS:
        staged = work.stage(store, SAMPLE / file_name, now)
        read = work.read_incidents(staged, file_name, now, source=source, limits=COMMAND_LINE)
        if isinstance(read, RefusedFile):
            raise StoreProblem(f"The made-up trust's own file cannot be read: {read.sentence}")
        _, edition = work.store_incidents(store, SINGLE_USER, read, now, covers=covers)
        if edition is None:
            continue
        if file_name == PAPER_BEFORE:
            work.release_edition(
                store, SINGLE_USER, edition.edition_id, now, "The committee paper of the month before"
            )
            sign_off(store, edition.edition_id, now)
        if file_name == NEWEST:
            decide_what_to_escalate(store, edition.edition_id, now)
    staged = work.stage(store, SAMPLE / BED_DAYS, now)
    activity = work.read_activity_file(store, staged, BED_DAYS, now, limits=COMMAND_LINE)
    if isinstance(activity, RefusedFile):
        raise StoreProblem(f"The made-up trust's own file cannot be read: {activity.sentence}")
    _, edition = work.store_activity(store, SINGLE_USER, activity, now)
    if edition:
        work.release_edition(
            store, SINGLE_USER, edition.edition_id, now, "The made-up trust's committee paper"
        )
