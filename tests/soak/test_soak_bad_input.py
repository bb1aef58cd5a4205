"""Bad input in full: 2,000 damaged files, and every messy file of third parties that lies beside the project."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proofs.bad_files import KINDS, BadFile, bad_file
from tests.proofs.bad_input import Outcome, try_all

SEED = 20261124
FILES = 2000
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
"""Third-party files that are not part of the repository."""

PART = 250


def said(found: Outcome) -> None:
    print(
        f"\n{found.refused} refused, {found.stored} read and stored ({found.incidents_stored} incidents); "
        f"slowest {found.slowest:.1f} s, most added {found.most_added:.0f} MB; {found.reasons}"
    )


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("first", range(0, FILES, PART))
def test_two_thousand_damaged_files(tmp_path: Path, first: int) -> None:
    found = try_all((bad_file(SEED, number) for number in range(first, first + PART)), tmp_path)
    said(found)
    assert found.wrong == []
    assert found.refused + found.stored == PART
    assert found.refused > PART / 3, "too few of them are bad"
    assert FILES // KINDS > 40, "each kind of damage is done more than forty times"


def third_party() -> Iterator[BadFile]:
    """Each file as itself with nobody saying what it is, and as a Datix listing."""
    paths = sorted(
        path
        for folder in ("messy", "not_incidents")
        for path in (SHARED / folder).rglob("*")
        if path.is_file()
    )
    for number, path in enumerate(paths):
        for source in (None, "datix"):
            yield BadFile(number, "as it is", path.name, source, path.read_bytes())


@pytest.mark.timeout(3600)
def test_every_messy_file_of_third_parties(tmp_path: Path) -> None:
    if not SHARED.exists():
        pytest.skip("the third-party files (../shared/data) are not there: nothing was tried on them")
    files = list(third_party())
    assert len(files) > 100
    found = try_all(files, tmp_path)
    said(found)
    assert found.wrong == []
    assert (found.stored, found.incidents_stored) == (0, 0), (
        "a file that is no listing of incidents was stored"
    )
