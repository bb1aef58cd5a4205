"""Every role on every page, by path and by hash, and the first request after 20 cold starts."""

from pathlib import Path

import pytest

from dashboard.domain.reader import Role
from tests.built_once import BuiltOnce
from tests.proofs.role_by_page import MAY_SEE, PATHS, broken, served

STARTS = 20


def test_no_role_reaches_what_is_not_its_own(built_once: BuiltOnce, tmp_path: Path) -> None:
    with served(built_once.copied_beside(tmp_path / "store"), tmp_path) as server:
        hashes = server.hashes()
        runs = [(role, path, of) for role in MAY_SEE for path in PATHS for of in ("", hashes[path])]
        wrong = [each for role, path, of in runs for each in broken(server, role, path, of)]
    print(f"{len(runs)} runs of roles on pages, {len(wrong)} leaks")
    assert wrong == []


@pytest.mark.parametrize("start", range(STARTS))
def test_the_first_request_after_a_cold_start_is_guarded_too(
    built_once: BuiltOnce, tmp_path: Path, start: int
) -> None:
    role = (Role.WARD_LINK, Role.AUDITOR, None)[start % 3]
    path = ("people", "incidents", "upload", "overview")[start % 4]
    with served(built_once.copied_beside(tmp_path / "store"), tmp_path) as server:
        assert broken(server, role, path) == []
