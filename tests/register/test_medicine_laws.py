"""Laws of what people decide of medicines on a few random histories; many more in the soak."""

from pathlib import Path

from dashboard.domain.store import Store
from tests.register.medicine_histories import MedicineHistory
from tests.register.medicine_laws import (
    copied_is_written_anew,
    readings_follow_what_is_decided,
    taking_back_restores,
)

SEED = 1
LENT = 9
"""Here a record of another system lends a name that is decided on: a reading again that forgets it fails. One history for each
law here, sixty longer ones in `dev.py soak`."""


def test_a_reading_is_what_the_naming_says_with_what_is_decided_and_no_incident_moves(tmp_path: Path) -> None:
    readings_follow_what_is_decided(MedicineHistory(Store(tmp_path), SEED), 6)


def test_an_edition_with_decisions_written_in_is_the_edition_written_anew(tmp_path: Path) -> None:
    copied_is_written_anew(MedicineHistory(Store(tmp_path), LENT), 3)


def test_decisions_that_are_all_taken_back_leave_what_was_there(tmp_path: Path) -> None:
    taking_back_restores(MedicineHistory(Store(tmp_path), SEED), 5)
