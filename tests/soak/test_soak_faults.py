"""Fifty faults that quote a value from a row, what fails beside a page, eight files and ten addresses that hold one."""

from pathlib import Path

import pytest

from tests.proofs.faults_seen import faulty_server
from tests.proofs.fifty_faults import ADDRESSES, FILES, QUERIES, every_fault, little_trust, walk


@pytest.mark.timeout(1800)
def test_fifty_faults(tmp_path: Path) -> None:
    store = little_trust(tmp_path / "store")
    with faulty_server(store) as seen:
        walk(seen, every_fault(), FILES, QUERIES, ADDRESSES)
        reached = seen.reached
    print(
        f"\n{seen.asked} asked, {len(reached)} faults raised, {seen.frames} frames and {len(seen.log.splitlines())} lines looked at"
    )
    assert len(reached) == len(every_fault())
    assert seen.leaks == []
