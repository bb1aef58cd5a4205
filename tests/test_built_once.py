"""A copy of the made-up trust is what was built, or the test that wants it fails."""

import json
from pathlib import Path

import pytest

from tests.built_once import BUILT, BuiltOnce, digests


def test_what_is_written_to_the_shared_trust_is_noticed(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    (shared / "made-up-trust" / "editions").mkdir(parents=True)
    (shared / "made-up-trust" / "editions" / "1.duckdb").write_bytes(b"an edition")
    (shared / BUILT).write_text(json.dumps(digests(shared / "made-up-trust")), encoding="utf-8")
    copied = BuiltOnce(shared).copied_beside(tmp_path / "one").made_up_trust()
    assert copied.edition(1).read_bytes() == b"an edition"
    copied.edition(1).write_bytes(b"a test's own")
    BuiltOnce(shared).copied_beside(tmp_path / "two")
    (shared / "made-up-trust" / "editions" / "1.duckdb").write_bytes(b"another")
    with pytest.raises(AssertionError, match="has written"):
        BuiltOnce(shared).copied_beside(tmp_path / "three")
