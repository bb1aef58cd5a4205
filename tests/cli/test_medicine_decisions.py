"""What people decide about medicines on the command line: as on the page, with one sentence for what cannot be."""

import json
from pathlib import Path

import pytest

from tests.cli.command_line import dashboard_here
from tests.made_up_incidents import datix, one


@pytest.fixture
def store(tmp_path: Path) -> Path:
    listing = tmp_path / "listing.csv"
    listing.write_bytes(
        datix(one("W1", drug="Zorbulin"), one("W2", drug="enoxxaparinn"), one("W3", drug="Warfarin"))
    )
    kept = tmp_path / "store"
    assert dashboard_here("import", listing, "--source", "datix", store=kept).status == 0
    return kept


def medicines(store: Path) -> dict[str, int]:
    return dashboard_here("ask", "incidents_by_medicine", store=store).mapping


def test_names_that_wait_are_listed_with_the_nearest_medicine_and_why(store: Path) -> None:
    told = dashboard_here("medicines", "queue", "--json", store=store).told["names"]
    assert [each["written"] for each in told] == ["Zorbulin", "enoxxaparinn"]
    assert told[1]["suggestions"][0]["medicine"] == "enoxaparin"
    assert "2 letters different from 'enoxaparin'" in told[1]["suggestions"][0]["evidence"]
    assert "enoxxaparinn (1); enoxaparin?" in dashboard_here("medicines", "queue", store=store).out


def test_a_name_is_confirmed_and_taken_back(store: Path) -> None:
    assert (
        dashboard_here("medicines", "confirm", "zorbulin", "morphine", "midazolam", store=store).status == 0
    )
    assert medicines(store) == {
        "Medicine not recognised": 1, "midazolam": 1, "morphine": 1, "warfarin": 1
    }  # fmt: skip
    assert dashboard_here("medicines", "confirm", "ZORBULIN", "nothing", store=store).status == 0
    assert medicines(store)["No medicine named"] == 1
    assert dashboard_here("medicines", "take-back", "Zorbulin", store=store).status == 0
    assert medicines(store) == {"Medicine not recognised": 2, "warfarin": 1}


def test_what_is_confirmed_holds_for_any_file(store: Path, tmp_path: Path) -> None:
    dashboard_here("medicines", "confirm", "Zorbulin", "insulin glargine", store=store)
    names = tmp_path / "names.csv"
    names.write_text("drug\nzorbulin\n", encoding="utf-8")
    matched = dashboard_here("medicines", "match", names, "--column", "drug", store=store)
    assert matched.table[1][:4] == ["zorbulin", "medicine", "insulin glargine", "0601"]


def test_a_medicine_that_is_not_listed_is_refused(store: Path) -> None:
    sentence = dashboard_here("medicines", "confirm", "Zorbulin", "zorbatine", store=store).sentence
    assert "'zorbatine' is not a medicine of the list" in sentence


def test_a_group_is_kept_listed_asked_for_and_forgotten(store: Path) -> None:
    assert (
        dashboard_here("medicines", "group", "Bleeding risk", "warfarin", "aspirin", store=store).status == 0
    )
    assert dashboard_here("medicines", "groups", "--json", store=store).told == {
        "groups": [{"name": "Bleeding risk", "medicines": ["aspirin", "warfarin"]}]
    }
    found = dashboard_here("ask", "incidents_by_drug_class", "--class", "local", store=store).mapping
    assert found == {"Medicine not recognised": 2, "Bleeding risk": 1}
    assert dashboard_here("medicines", "group", "Bleeding risk", "nothing", store=store).status == 0
    assert dashboard_here("medicines", "groups", store=store).out == "There is no local group.\n"


def test_a_file_that_is_no_list_is_refused_in_one_sentence(store: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    assert "BNF" in dashboard_here("medicines", "load", other, store=store).sentence


def test_without_a_register_it_says_what_comes_first(tmp_path: Path) -> None:
    for command in (("queue",), ("groups",), ("confirm", "x", "warfarin")):
        assert (
            "import an extract first"
            in dashboard_here("medicines", *command, store=tmp_path / "none").sentence
        )


def test_what_changed_nothing_is_said(store: Path) -> None:
    first = json.loads(dashboard_here("medicines", "take-back", "never confirmed", "--json", store=store).out)
    assert first["edition"] == 2
