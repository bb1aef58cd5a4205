"""Every case that we do not simply match is told in docs/methods.md, with what we do instead."""

import re

import pytest

from tests.stats.golden_cases import REPOSITORY, THIRD_PARTY, known

TOLD = (REPOSITORY / "docs" / "methods.md").read_text(encoding="utf-8")


def listed(heading: str) -> set[str]:
    """Case names in the first column of the table under a heading."""
    section = TOLD.split(f"### {heading}\n")[1].split("\n##")[0]
    names: set[str] = set()
    for first_cell in re.findall(r"^\| ([^|]+) \|", section, re.M)[1:]:
        names |= set(re.findall(r"\b(?:xmr|qic|fun|ci|dis|phe)_\w+", first_cell))
    return names


@pytest.mark.parametrize("status", ["peer_artefact", "error_expected"])
def test_every_such_case_is_told_and_no_other(status: str) -> None:
    of_status = {case.name for case in known() if case.status == status}
    told = listed(f"Cases marked {status}")
    if not THIRD_PARTY.exists():
        told -= {"fun_rc_hai"}  # the only one of another's data
    assert told == of_status


def test_every_case_that_is_named_exists() -> None:
    if not THIRD_PARTY.exists():
        pytest.skip("names of third-party cases not checked: ../shared/golden/third_party is missing")
    assert listed("Reference cases where one thing is done otherwise") <= {case.name for case in known()}


def test_the_statuses_and_families_are_those_that_are_checked() -> None:
    assert {case.status for case in known()} == {"reference", "peer_artefact", "error_expected"}
    assert {case.manifest["family"] for case in known()} == {"xmr", "qic", "funnel", "phe", "disprop"}
