"""Breaks on the command line: listed, recorded, taken back; the switch set and cleared; refusals in one sentence."""

from pathlib import Path

import pytest

from tests.cli.command_line import dashboard_here
from tests.made_up_incidents import datix, one


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("breaks")
    listing = folder / "listing.csv"
    listing.write_bytes(datix(one("W1"), one("W2", on="06/10/2025")))
    assert dashboard_here("import", listing, "--source", "datix", store=folder / "store").status == 0
    return folder / "store"


def drawn(store: Path) -> list[list[str]]:
    return [row[1:3] for row in dashboard_here("ask", "dated_records", store=store).table[1:]]


def test_a_break_is_recorded_listed_drawn_and_taken_back(store: Path) -> None:
    assert dashboard_here("breaks", store=store).out == (
        "No break is recorded.\nThe switch from NRLS to LFPSE is drawn where the sources change.\n"
    )
    told = dashboard_here(
        "break", "2025-10-01", "--label", "New form", "--reason", "It asks for omitted doses", "--evidence", "minute 4.2",
        "--drug-class", "Insulins", "--json", store=store,
    ).told  # fmt: skip
    number = told["break"]
    assert drawn(store) == [["2025-10-01", "New form"]]
    assert dashboard_here("breaks", store=store).out.startswith(
        f"{number}: 1 October 2025, New form. It asks for omitted doses (evidence: minute 4.2)\n"
    )
    (listed,) = dashboard_here("breaks", "--json", store=store).told["breaks"]
    assert (listed["label"], listed["drug_class"], listed["site"], listed["number"]) == (
        "New form", "Insulins", None, number
    )  # fmt: skip
    again = dashboard_here(
        "break", "2025-10-01", "--label", "New form", "--reason", "It asks for omitted doses", "--evidence", "minute 4.2",
        "--drug-class", "Insulins", store=store,
    )  # fmt: skip
    assert "recorded already" in again.sentence
    taken_back = dashboard_here("take-back-break", number, "--json", store=store).told
    assert (taken_back["label"], taken_back["edition"]) == ("New form", told["edition"] + 1)
    assert drawn(store) == []
    assert f"no break of number {number}" in dashboard_here("take-back-break", number, store=store).sentence


def test_the_switch_is_named_and_worked_out_again(store: Path) -> None:
    assert dashboard_here("switch", "2025-10-01", store=store).out.startswith(
        "The switch is drawn on 1 October 2025; edition"
    )
    assert drawn(store) == [["2025-10-01", "NRLS to LFPSE"]]
    assert "is drawn on 1 October 2025, as set" in dashboard_here("breaks", store=store).out
    assert dashboard_here("switch", "none", store=store).status == 0
    assert drawn(store) == []


def test_what_cannot_be_meant_is_refused(store: Path) -> None:
    reason = ("--label", "x", "--reason", " ")
    assert "needs a reason" in dashboard_here("break", "2025-10-01", *reason, store=store).sentence
    assert "needs a day" in dashboard_here("break", "October", *reason, store=store).sentence
    assert "--reason" in dashboard_here("break", "2025-10-01", "--label", "x", store=store).sentence
    assert "switch needs a day such as" in dashboard_here("switch", "01/06/2024", store=store).sentence


def test_without_a_register_it_says_what_comes_first(tmp_path: Path) -> None:
    for command in (("breaks",), ("switch", "none"), ("take-back-break", 1)):
        assert "import an extract first" in dashboard_here(*command, store=tmp_path / "none").sentence
