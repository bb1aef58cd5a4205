"""Every act on the register, failed at every one of its SQL statements, one failure after another on one store."""

from pathlib import Path

import pytest

from tests.register.interrupted_acts import ACTS, interrupted, store_with_a_past, told_too_late


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", ACTS)
def test_no_statement_is_one_at_which_anything_stays_behind(tmp_path: Path, name: str) -> None:
    template = store_with_a_past(tmp_path / "template")
    statements, failures = interrupted(name, template, tmp_path, 1)
    print(f"\n{name}: failed at {failures} of {statements} statements")
    assert failures == statements - 1
    told_too_late(name, template, tmp_path)
