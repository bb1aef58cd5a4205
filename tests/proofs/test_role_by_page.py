"""A sample of every role on every page: the long version is in tests/soak."""

from collections.abc import Iterator

import pytest

from dashboard.domain.reader import Role
from tests.built_once import BuiltOnce
from tests.proofs.role_by_page import OF_THE_DATA, PATHS, Served, broken, served

SAMPLE = (
    (Role.WARD_LINK, "your-wards"),
    (Role.WARD_LINK, "incidents"),
    (Role.AUDITOR, "settings"),
    (Role.AUDITOR, "overview"),
    (Role.DIRECTOR, "incidents"),
    (Role.COMMITTEE, "people"),
    (None, "incidents"),
)


@pytest.fixture(scope="module")
def server(built_once: BuiltOnce, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("roles")
    with served(built_once.copied_beside(folder / "store"), folder) as found:
        yield found


def test_a_sample_of_roles_and_pages_leaks_nothing(server: Served) -> None:
    hashes = server.hashes()
    assert set(hashes) == set(PATHS), "every page is tried"
    wrong = [each for role, path in SAMPLE for each in broken(server, role, path)]
    wrong += broken(server, Role.AUDITOR, "incidents", hashes["incidents"])
    wrong += broken(server, Role.WARD_LINK, "people", hashes["people"])
    assert wrong == []
    seen = server.run(Role.MSO, "harm-levels")
    assert [word for word in OF_THE_DATA if not seen.holds(word)] == [], "these words are there to be found"
