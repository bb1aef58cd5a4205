"""A copy of the made-up trust is what was built, or the test that wants it fails."""

import json
from pathlib import Path

import pytest

from dashboard.domain.store import Store
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


def test_what_a_server_built_is_taken_once(tmp_path: Path) -> None:
    shared = BuiltOnce(tmp_path / "shared")
    for name, content in (("first", b"an edition"), ("second", b"another")):
        edition = Store(tmp_path / name).made_up_trust().edition(1)
        edition.parent.mkdir(parents=True)
        edition.write_bytes(content)
        shared.take(tmp_path / name)
    assert shared.copied_beside(tmp_path / "copy").made_up_trust().edition(1).read_bytes() == b"an edition"
    with pytest.raises(AssertionError, match="nothing was published"):
        (Store(tmp_path / "empty").made_up_trust().root / "editions").mkdir(parents=True)
        BuiltOnce(tmp_path / "other").take(tmp_path / "empty")
