"""A reading sample on the command line: the seed draws, and one that cannot be meant is refused in a sentence."""

from pathlib import Path

import pytest

from tests.cli.command_line import dashboard_here
from tests.edition.cases_in_python import drawn_at
from tests.made_up_incidents import datix


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cases")
    days = [f"{day:02d}/02/2025" for day in range(1, 28)] * 5
    rows = [{"ID": f"W{n}", "Incident date": day, "Severity": "Low"} for n, day in enumerate(days)]
    (folder / "listing.csv").write_bytes(datix(*rows))
    dashboard_here("import", folder / "listing.csv", "--source", "datix", "--json", store=folder / "store")
    return folder / "store"


def drawn(store: Path, *options: str) -> set[int]:
    table = dashboard_here("ask", "reading_sample", *options, store=store).table
    assert table[0][0] == "n"
    return {int(row[0]) for row in table[1:]}


def test_the_seed_draws_the_sample(store: Path) -> None:
    listed = dashboard_here("ask", "incidents_listed", store=store).table[1:]
    numbers = [int(row[0]) for row in listed]
    assert len(numbers) == 135
    for options, seed in (((), 1), (("--seed", "7"), 7)):
        first = sorted(numbers, key=lambda n: drawn_at(seed, n))[:100]
        assert drawn(store, *options) == set(first)


@pytest.mark.parametrize("seed", ["-1", "1000000"])
def test_a_seed_that_cannot_be_meant_is_refused(store: Path, seed: str) -> None:
    answer = dashboard_here("ask", "reading_sample", f"--seed={seed}", store=store)
    assert f"--seed needs a whole number from 0 to 999,999; it was {seed}." in answer.sentence
