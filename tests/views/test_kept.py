"""What is kept from one run of a page to the next is never older than what it was made of."""

import math
import subprocess
import sys
from datetime import date

from dashboard import work
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.words import SourceSystem
from dashboard.register import MonthSaid
from dashboard.stats import ReportingCurve
from dashboard.views.coverage_edit import _edits, _written
from tests.made_up_incidents import NOW, TrustUnderTest, datix
from tests.python_files import ROOT


def test_a_correction_of_the_calendar_is_seen_at_once_and_read_once(tmp_path) -> None:
    trust = TrustUnderTest(tmp_path / "store")
    trust.take(datix({"ID": "1", "Incident date": "14/02/2026", "Reported date": "15/02/2026"}))
    store, found = trust.store, []
    for month in (date(2026, 2, 1), date(2026, 1, 1)):
        found.append(_edits(str(store.root), False, _written(store), SINGLE_USER))
        again = _edits(str(store.root), False, _written(store), SINGLE_USER)
        assert again is found[-1], "to look at the register changes nothing of it"
        work.edit_coverage(
            store, SINGLE_USER, SourceSystem.DATIX, "Northgate", month, MonthSaid.MISSING, "cut", NOW
        )
    found.append(_edits(str(store.root), False, _written(store), SINGLE_USER))
    assert [[edit.month for edit in edits] for edits in found] == [
        [],
        [date(2026, 2, 1)],
        [date(2026, 1, 1), date(2026, 2, 1)],
    ]


def test_the_server_leaves_its_libraries_out_of_the_search_for_garbage() -> None:
    """In a process of its own: what is left out is so for good."""
    program = (
        "import gc, sys, asgi; before = gc.get_freeze_count(); asgi.look_through_once(); "
        "print(before, gc.get_freeze_count() > 100_000, len(gc.get_objects()) < 20_000, 'dashboard.views.app' in sys.modules, "
        "'scipy.optimize' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert told.stdout.split() == ["0", "True", "True", "True", "False"], "the solver waits until a pack asks"


def test_a_month_long_over_is_complete_by_the_curve_itself() -> None:
    curve = ReportingCurve((0.2, 0.5, 0.9, 1.0), 100, 80.0)
    for since_end in range(-40, 12):
        shares = [curve.share(since_end + before) for before in range(31)]
        assert curve.completeness(31, since_end) == math.fsum(shares) / 31
