"""1,008 canaries in 84 incidents: some erased one by one, the others past the time that they are kept for; nothing is left anywhere."""

import pytest

from tests.made_up_incidents import TrustUnderTest
from tests.proofs.erased_bytes import (
    a_store_that_holds,
    bytes_found,
    erased,
    purged,
    rows_found,
    sound,
    without_compression,
)

INCIDENTS, ONE_BY_ONE = 84, 12


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("compressed", [False, True])
def test_nothing_is_left_of_a_thousand_canaries(
    trust: TrustUnderTest, monkeypatch: pytest.MonkeyPatch, compressed: bool
) -> None:
    if not compressed:
        without_compression(monkeypatch)
    held = a_store_that_holds(trust, INCIDENTS)
    canaries = [word for each in held for word in each.canaries]
    trust.close()
    before = {canary for _, canary in bytes_found(trust.root, canaries)}
    print(f"\n{len(canaries):,} canaries, of which {len(before):,} stand in the bytes of a file before")
    assert compressed or before == set(canaries)
    assert len(canaries) >= 1_000
    one_by_one = held[:ONE_BY_ONE]
    done = erased(trust, one_by_one)
    assert [each.records for each in done] == [1] * ONE_BY_ONE
    trust.close()
    assert bytes_found(trust.root, [word for each in one_by_one for word in each.canaries]) == set()
    assert purged(trust) == INCIDENTS - ONE_BY_ONE
    trust.close()
    assert bytes_found(trust.root, canaries) == set()
    assert rows_found(trust.root) == set()
    assert sound(trust) == []
