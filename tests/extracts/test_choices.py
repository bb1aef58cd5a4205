"""What a person chose is obeyed when a file is read: columns, words that decide a row's fate, the month first."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from dashboard.domain.extract import Extract, Question, RefusedFile
from dashboard.domain.profile import PlacedWord, Profile, ReadingChoices
from dashboard.domain.words import SourceSystem
from dashboard.extracts.incidents import read_extract
from tests.extracts.written_extracts import BROWSER, NOW, csv_content, incidents_of, staged

DATIX, LFPSE = SourceSystem.DATIX, SourceSystem.LFPSE


def read_with(
    staging: Path, headings: Iterable[str], rows: Iterable[tuple[str, ...]], choices: ReadingChoices
) -> Extract | RefusedFile:
    path = staged(csv_content(tuple(headings), rows), staging, "listing.csv", BROWSER, child=False)
    return read_extract(path, "listing.csv", now=NOW, choices=choices)


def extract_with(
    staging: Path, headings: Iterable[str], rows: Iterable[tuple[str, ...]], choices: ReadingChoices
) -> Extract:
    found = read_with(staging, headings, rows, choices)
    assert isinstance(found, Extract), found
    return found


def profile(*columns: tuple[str, str | None], source: SourceSystem = DATIX, **said: bool) -> ReadingChoices:
    headings = tuple(heading for heading, _ in columns)
    return ReadingChoices(profile=Profile("ours", source, headings, columns, **said))


def test_chosen_columns_come_before_headings_and_say_so(tmp_path: Path) -> None:
    headings = ("Our number", "Ref", "Severity", "Grade agreed", "Location (exact)")
    rows = [("A1", "W1", "Low", "Severe", "Ward 7"), ("A2", "W2", "Low", "", "Ward 8")]
    choices = profile(
        ("our NUMBER", "reference"), ("Grade agreed", "harm"), ("Location (exact)", None), ("gone", "stage")
    )
    extract = extract_with(tmp_path, headings, rows, choices)
    assert extract.profile == choices.profile
    assert [(found.heading, found.field, found.how) for found in extract.columns] == [
        ("Our number", "reference", "profile"),
        ("Ref", "reference", "heading"),
        ("Severity", "harm", "heading"),
        ("Grade agreed", "harm", "profile"),
        ("Location (exact)", None, "not used"),
    ]
    incidents = incidents_of(extract)
    assert {ref: (each["harm_level"], each["location"]) for ref, each in incidents.items()} == {
        "A1": ("Severe", "Not recorded"),
        "A2": ("Low", "Not recorded"),
    }
    assert incidents["A1"]["link_references"] == ["A1", "W1"]


def test_source_of_the_profile_is_taken_when_no_other_is_said(tmp_path: Path) -> None:
    choices = profile(("Number", "reference"), source=LFPSE)
    extract = extract_with(tmp_path, ("Number", "OT001 - Physical harm"), [("L1", "1")], choices)
    assert extract.source is LFPSE
    assert incidents_of(extract)["L1"]["harm_level"] == "Fatal"


def test_examples_are_short_distinct_and_none_of_free_text_or_people(tmp_path: Path) -> None:
    headings = ("Ref", "Description", "Colour", "Patient name", "Contact", "Notes of ours")
    rows = [
        ("W1", "what happened", "red", "Jo", "999 000 0018", "y" * 41),
        ("W2", "what happened", "red", "Jo", "a@example.org", "short"),
        ("W3", "", "blue", "Jo", "", ""),
        ("W4", "", "green", "Jo", "", ""),
    ]
    extract = extract_with(tmp_path, headings, rows, ReadingChoices(source=DATIX))
    assert {found.heading: found.examples for found in extract.columns} == {
        "Ref": ("W1", "W2", "W3"), "Description": (), "Colour": ("red", "blue", "green"), "Patient name": (),
        "Contact": (), "Notes of ours": ("short",),
    }  # fmt: skip


LISTING = ("Ref", "Approval status", "Category", "Severity")
ROWS = [
    ("W1", "Rejected", "Medication", "Low"),
    ("W2", "Binned", "Medication", "Low"),
    ("W3", "Finally approved", "Pharmacy matter", "Low"),
    ("W4", "Finally approved", "Medication", "Odd"),
]


def placed(*words: tuple[str, str, str], source: SourceSystem = DATIX) -> ReadingChoices:
    return ReadingChoices(
        source=DATIX, placed=tuple(PlacedWord(field, source, word, means) for field, word, means in words)
    )


def test_placed_words_decide_what_becomes_of_rows(tmp_path: Path) -> None:
    choices = placed(("status", "binned", "left out"), ("medication_only", "PHARMACY matter", "yes"))
    extract = extract_with(tmp_path, LISTING, ROWS, choices)
    assert set(incidents_of(extract)) == {"W3", "W4"}
    assert [word.field for word in extract.unplaced] == ["harm"]
    # placed for another system: nothing changes
    other = extract_with(
        tmp_path, LISTING, ROWS, placed(("medication_only", "Pharmacy matter", "yes"), source=LFPSE)
    )
    assert set(incidents_of(other)) == {"W2", "W4"}
    assert [(word.field, word.written, word.rows) for word in other.unplaced] == [
        ("harm", "Odd", 1),
        ("medication_only", "Pharmacy matter", 1),
    ]


def test_category_that_was_placed_as_no_medication_is_not_listed_again(tmp_path: Path) -> None:
    extract = extract_with(tmp_path, LISTING, ROWS, placed(("medication_only", "Pharmacy matter", "no")))
    assert [word.field for word in extract.unplaced] == ["harm"]
    assert extract.medication_share == 2 / 3


def test_placed_words_of_harm_are_left_to_the_register(tmp_path: Path) -> None:
    extract = extract_with(tmp_path, LISTING, ROWS, placed(("harm", "Odd", "Severe")))
    incident = incidents_of(extract)["W4"]
    assert incident["harm_level"] == "Not recorded"
    assert incident["unplaced"] == [{"field": "harm", "written": "Odd"}]


def test_profile_may_keep_what_the_source_system_rejected(tmp_path: Path) -> None:
    extract = extract_with(tmp_path, LISTING, ROWS, profile(keeps_rejected=True))
    incidents = incidents_of(extract)
    assert set(incidents) == {"W1", "W2", "W4"}
    assert incidents["W1"]["status"] == "Rejected"
    assert extract.left_out == (("not a medication incident", 1),)


DATED = ("Ref", "Incident date", "Reported date")


def days_of(extract: Extract, name: str = "occurred_earliest") -> list[date | None]:
    return [found[name] for _, found in sorted(incidents_of(extract).items())]


def test_month_first_dates_wait_until_the_person_agrees(tmp_path: Path) -> None:
    rows = [("W1", "02/14/2026", "16/02/2026"), ("W2", "03/02/2026", "04/03/2026")]
    asked = extract_with(tmp_path, DATED, rows, ReadingChoices(source=DATIX))
    assert asked.questions == (Question.MONTH_FIRST,)
    assert [(p.row, p.column) for p in asked.problems] == [(None, "Incident date")]
    assert days_of(asked) == [None, None]
    assert days_of(asked, "occurred_as_written") == ["02/14/2026", "03/02/2026"]
    assert days_of(asked, "reported_on") == [date(2026, 2, 16), date(2026, 3, 4)]
    assert (asked.first_day, asked.last_day) == (None, None)

    agreed = extract_with(tmp_path, DATED, rows, profile(month_first=True))
    assert agreed.questions == () and agreed.problems == ()
    assert days_of(agreed) == [date(2026, 2, 14), date(2026, 3, 2)]
    # this column fits with the day first only, whatever was agreed
    assert days_of(agreed, "reported_on") == [date(2026, 2, 16), date(2026, 3, 4)]


def test_agreed_shape_is_read_month_first_in_a_file_that_fits_both(tmp_path: Path) -> None:
    rows = [("W1", "03/02/2026", ""), ("W2", "2026-02-03", "")]
    assert days_of(extract_with(tmp_path, DATED, rows, profile(month_first=True))) == [
        date(2026, 3, 2),
        date(2026, 2, 3),
    ]
    unasked = extract_with(tmp_path, DATED, rows, profile())
    assert days_of(unasked) == [date(2026, 2, 3)] * 2 and unasked.questions == ()


def test_one_mistyped_date_does_not_turn_a_column_round(tmp_path: Path) -> None:
    rows = [(f"W{number:02d}", f"{number:02d}/02/2026", "") for number in range(1, 13)]
    extract = extract_with(tmp_path, DATED, [*rows, ("W99", "02/14/2026", "")], ReadingChoices(source=DATIX))
    assert extract.questions == ()
    assert days_of(extract) == [*(date(2026, 2, number) for number in range(1, 13)), None]
    assert [p.row for p in extract.problems] == [14]
