"""A sample of the proof that what is erased is gone; tests/soak/test_soak_erased_bytes.py has the whole."""

import pytest

from tests.made_up_incidents import TrustUnderTest
from tests.proofs.erased_bytes import (
    a_store_that_holds,
    bytes_found,
    erased,
    rows_found,
    sound,
    without_compression,
)


def test_no_byte_is_left_of_what_was_erased(trust: TrustUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    without_compression(monkeypatch)
    going, staying = a_store_that_holds(trust, 2)
    trust.close()
    before = bytes_found(trust.root, going.canaries)
    assert {canary for _, canary in before} == set(going.canaries), "not every word is looked for where it is"
    assert {"register.duckdb", "1.duckdb", "2.duckdb"} <= {name for name, _ in before}
    (done,) = erased(trust, [going])
    assert (done.records, len(done.withdrawn)) == (1, 5)
    trust.close()
    assert bytes_found(trust.root, going.canaries) == set()
    assert rows_found(trust.root, "qz000") == set()
    assert {canary for _, canary in bytes_found(trust.root, staying.canaries)} == set(staying.canaries)
    assert sound(trust) == []
