"""Editions of the formats before this one, as a program of that format wrote them, asked every question.

The rows under tests/golden are made up; what they answer is counted by hand here.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.rows import FilterChoice
from dashboard.domain.store import OlderEdition, Store
from dashboard.edition import ask, close_editions
from tests.cli.command_line import dashboard_here
from tests.edition.test_question_headers import NAMES
from tests.python_files import ROOT

SCHEMA, GOLDEN = ROOT / "queries" / "schema", ROOT / "tests" / "golden"
FORMAT_1, FORMAT_2, FORMAT_3, FORMAT_4, FORMAT_5 = 6, 9, 12, 15, 18
NEW = {
    "controlled_drug_incidents",
    "known_allergies_by_medicine",
    "medicines_given_instead_of_intended",
    "omitted_and_delayed_by_time_critical_medicine",
}
"""Questions of what format 3 brought."""

SINCE_FORMAT_6 = {
    "adverse_reactions_by_yellow_card", "adverse_reactions_to_consider", "aims_of_safety_actions", "alerts",
    "answered_by_safety_actions", "escalated", "learning_cards", "never_events_recorded", "possible_never_events", "required_by_alerts", "statements_signed",
    "safety_actions",
}  # fmt: skip

SINCE_FORMAT_5 = {"candour_by_state", "candour_to_review", "incidents_by_weekday_and_hour"}
SINCE_FORMAT_2 = {"activity_by_kind_and_month", "coverage_calendar", "restatements", "regrades"}
SEPTEMBER = date(2025, 9, 1)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(Path(tmp_path_factory.mktemp("old")))
    store.editions.mkdir()
    for number, edition_id in enumerate((FORMAT_1, FORMAT_2, FORMAT_3, FORMAT_4, FORMAT_5), start=1):
        with duckdb.connect(str(store.edition(edition_id))) as edition:
            for schema in range(1, number + 1):
                edition.execute((SCHEMA / f"edition_00{schema}.sql").read_text(encoding="utf-8"))
            edition.execute((GOLDEN / f"format_{number}" / "edition.sql").read_text(encoding="utf-8"))
    yield store
    close_editions(store)


def answered(store: Store, name: str, asked: str = "", edition_id: int = FORMAT_2) -> list[tuple]:
    rows = ask(name, IncidentFilter.from_query(asked), SINGLE_USER, store=store, edition_id=edition_id)
    return [tuple(vars(row).values()) for row in rows]


@pytest.mark.parametrize("name", NAMES)
def test_every_question_runs_on_the_format_before_or_says_that_it_cannot(old: Store, name: str) -> None:
    for edition_id, lacks in (
        (FORMAT_1, NEW | SINCE_FORMAT_2 | SINCE_FORMAT_5),
        (FORMAT_2, NEW | SINCE_FORMAT_5),
        (FORMAT_3, SINCE_FORMAT_5),
        (FORMAT_4, SINCE_FORMAT_5),
        (FORMAT_5, set()),
    ):
        if name in lacks | SINCE_FORMAT_6:
            with pytest.raises(OlderEdition, match="publish again"):
                answered(old, name, edition_id=edition_id)
        else:
            answered(old, name, edition_id=edition_id)


def test_an_edition_that_numbered_its_incidents_anew_is_compared_with_none(old: Store) -> None:
    """Later formats are: of these two the numbers are the same and the ledgers of one register."""
    for one in (FORMAT_2, FORMAT_3):
        refused = dashboard_here("compare", "--edition", FORMAT_1, "--with", one, store=old.root).sentence
        assert refused.startswith(
            "Edition 6 was published by an earlier version of this program, which numbered"
        )
    said = dashboard_here("compare", "--edition", FORMAT_2, "--with", FORMAT_3, store=old.root).out
    assert "nothing changed: the same 4 incidents" in said


def test_questions_about_classes_and_medicines_answer_as_they_did(old: Store) -> None:
    assert answered(old, "incidents_by_drug_class") == [
        ("Opioids", 2),
        ("Antibacterials", 1),
        ("Anticoagulants, parenteral", 1),
        ("No medicine named", 1),
    ]
    assert answered(old, "incidents_by_month_and_drug_class", "harm=Low") == [
        (SEPTEMBER, "Antibacterials", 1),
        (SEPTEMBER, "Anticoagulants, parenteral", 1),
        (SEPTEMBER, "Opioids", 1),
    ]
    assert answered(old, "incidents_by_drug_class_and_medicine", "drug_class=Opioids") == [
        ("Opioids", "morphine", 2)
    ]
    assert answered(old, "incidents_by_medicine", "location=Ward 7") == [("morphine", 2), ("enoxaparin", 1)]
    assert answered(old, "incidents_by_medicine", edition_id=FORMAT_1) == [
        ("No medicine named", 2),
        ("enoxaparin", 1),
        ("morphine", 1),
    ]


def test_a_format_that_does_not_say_how_it_is_judged_is_judged_by_the_house_rules(old: Store) -> None:
    """The number of days is what that format says; it has no share from which a month is complete."""
    for edition_id in (FORMAT_1, FORMAT_2, FORMAT_3):
        (facts,) = ask("edition_facts", IncidentFilter(), SINGLE_USER, store=old, edition_id=edition_id)
        assert (facts.rule_set, facts.complete_from_percent, facts.filling_up_days) == (
            "NHSRplotthedots",
            None,
            30,
        )


def test_a_break_of_the_format_before_is_drawn_with_what_it_holds(old: Store) -> None:
    assert answered(old, "dated_records", edition_id=FORMAT_3) == [
        ("break", SEPTEMBER, "NRLS to LFPSE", "The form changed.", "", None, None, None, "", "", None)
    ]


def test_the_format_before_answers_what_it_holds(old: Store) -> None:
    """Its controlled drugs, the duty of candour and the hour; of a Never Event and a Yellow Card it says nothing."""
    assert answered(old, "controlled_drug_counts", edition_id=FORMAT_5) == [(2, 1)]
    assert answered(old, "controlled_drug_counts", "harm=Low", FORMAT_5) == [(1, 0)]
    listed = answered(old, "controlled_drug_incidents", edition_id=FORMAT_5)
    assert [(*row[:2], *row[4:9]) for row in listed] == [
        (2, "W2", "Moderate", "morphine", "morphine", "Not recorded", "Not recorded"),
        (1, "", "Low", "enoxaparin, morphine", "morphine", "Prescribing", "Omitted dose"),
    ]
    assert answered(old, "candour_by_state", edition_id=FORMAT_5) == [("Not recorded", True, 1)]
    by_hour = answered(old, "incidents_by_weekday_and_hour", edition_id=FORMAT_5)
    assert [row for row in by_hour if row[1] == 14] == [(2, 14, False, 1)]  # 2 September 2025 was a Tuesday
    for name in SINCE_FORMAT_6:
        with pytest.raises(OlderEdition, match=r"^Edition 18 was published by an earlier version"):
            answered(old, name, edition_id=FORMAT_5)


def test_what_older_editions_are_read_by_are_the_words_of_this_format() -> None:
    """`read_format_4.sql` repeats what edition_005.sql writes into an edition."""
    first = "-- What an incident says of itself"
    this = (SCHEMA / "edition_005.sql").read_text(encoding="utf-8").partition(first)[2]
    older = (
        (ROOT / "queries" / "edition" / "read_format_4.sql").read_text(encoding="utf-8").partition(first)[2]
    )
    assert this and older.replace("create temp ", "create ") == this


def test_cases_of_the_format_before_are_listed_as_this_format_lists_them(old: Store) -> None:
    for edition_id in (FORMAT_3, FORMAT_4):
        listed = answered(old, "incidents_listed", "harm=Low", edition_id)
        assert [(row[0], *row[9:13]) for row in listed] == [
            (3, "Only a class named", "Antibacterials", "Not recorded", "Not recorded"),
            (1, "enoxaparin, morphine", "Anticoagulants, parenteral; Opioids", "Prescribing", "Omitted dose"),
        ]


def test_filters_mean_what_they_meant(old: Store) -> None:
    assert answered(old, "incidents_by_harm_level", "drug_class=Opioids") == [("Low", 1), ("Moderate", 1)]
    assert answered(old, "incidents_by_harm_level", "high_risk=Anticoagulants") == [("Low", 1)]
    assert answered(old, "incidents_by_harm_level", "medicine=No medicine named") == [("No harm", 1)]
    assert answered(old, "incidents_by_drug_class", "high_risk=Opioids&drug_class=Anticoagulants, parenteral") == [
        ("Anticoagulants, parenteral", 1),
        ("Opioids", 1),
    ]  # fmt: skip


def test_the_choices_are_those_that_the_edition_holds(old: Store) -> None:
    choices = [FilterChoice(*row) for row in answered(old, "filter_choices")]  # pyright: ignore[reportArgumentType]
    assert {(each.class_by, each.choice): each.incidents for each in choices if each.filter == "drug_class"} == {
        ("curated", "Antibacterials"): 1,
        ("curated", "Anticoagulants, parenteral"): 1,
        ("curated", "No medicine named"): 1,
        ("curated", "Opioids"): 2,
    }  # fmt: skip
    assert {each.choice: each.incidents for each in choices if each.filter == "high_risk"} == {
        "Anticoagulants": 1,
        "Controlled drugs": 2,
        "Opioids": 2,
    }


@pytest.mark.parametrize("class_by", ["section", "chapter", "high_risk", "local"])
@pytest.mark.parametrize("edition_id", [FORMAT_1, FORMAT_2])
def test_other_classes_are_not_held_and_that_is_said(old: Store, class_by: str, edition_id: int) -> None:
    for name, asked in (
        ("incidents_by_drug_class", ""),
        ("incidents_by_month_and_drug_class", ""),
        ("incidents_by_drug_class_and_medicine", ""),
        ("incidents_by_harm_level", "drug_class=Opioids"),
    ):
        with pytest.raises(OlderEdition, match=rf"^Edition {edition_id} was published by an earlier version"):
            answered(old, name, f"class={class_by}&{asked}", edition_id)
    # what does not depend on classes is answered whatever classing the page is set to
    assert answered(old, "incidents_by_harm_level", f"class={class_by}", edition_id) == answered(
        old, "incidents_by_harm_level", "", edition_id
    )
