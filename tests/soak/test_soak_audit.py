"""Each of 500 lines of the audit trail touched in each way."""

from pathlib import Path

import pytest

from dashboard.domain.store import Store
from tests.proofs.audit_touched import LINES, SAID, Touch, noted, unseen


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("touch", SAID)
def test_each_line_touched(tmp_path: Path, touch: Touch) -> None:
    many, wrong = unseen(noted(Store(tmp_path)), ((touch, n) for n in range(1, LINES + 1)))
    print(f"\n{touch.__name__}: {many - len(wrong)} of {many} found")
    assert (many, wrong) == (LINES, [])
