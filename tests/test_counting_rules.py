"""The rules of counting, from bytes to answers, by small extracts counted by hand."""

from dataclasses import replace
from datetime import date
from typing import Any

from dashboard import work
from dashboard.domain.extract import Extract, RefusedFile
from dashboard.domain.reader import SINGLE_USER
from dashboard.edition import question_names
from dashboard.extracts.medicines import reference
from dashboard.register import preview
from tests.made_up_incidents import TrustUnderTest, datix, lfpse, national, one

MARCH_RUN, APRIL_RUN, EARLY_RUN = date(2026, 3, 1), date(2026, 4, 1), date(2026, 2, 1)
NUMBERED = (
    "incidents_listed", "reading_sample", "candour_to_review", "adverse_reactions_to_consider", "controlled_drug_incidents",
)  # fmt: skip
OF_THE_NUMBERS = ("incident_fingerprints",)
OF_THE_IMPORTS = ("extracts", "edition_facts", "restatements", "regrades")


def told(trust: TrustUnderTest) -> dict[str, list[Any]]:
    """Every answer that the edition gives, what names its imports left aside, and the numbers that it gives to incidents: they
    come in no order within an import."""
    answers = {
        name: trust.ask(name) for name in question_names() if name not in OF_THE_IMPORTS + OF_THE_NUMBERS
    }
    for name in NUMBERED:
        answers[name] = sorted((replace(row, n=0) for row in answers[name]), key=repr)
    return answers


def incident(trust: TrustUnderTest, reference: str) -> dict[str, Any]:
    """What was read of one incident in the last extract."""
    assert trust.last_read is not None
    return incident_of(trust.last_read, reference)


def incident_of(extract: Extract | RefusedFile, reference: str) -> dict[str, Any]:
    assert isinstance(extract, Extract), extract
    (found,) = [row for row in extract.incidents.to_pylist() if row["reference"] == reference]
    return found


def named(written: str) -> str:
    (medicine,) = reference().name(written).medicines
    return medicine


# -- within one file ---------------------------------------------------------------------------------------------------


def test_rows_of_one_reference_are_one_incident(trust: TrustUnderTest) -> None:
    """The greatest harm, all medicines, all errors; a repeated row adds nothing; a row without a reference is not read."""
    result = trust.take(
        datix(
            one("W1", harm="Low", drug="Enoxaparin", error="Omitted dose", stage="Prescribing"),
            one("W2", harm="No harm", drug="Morphine"),
            one("W1", harm="Severe", drug="Gentamicin", error="Wrong dose", stage="Administration"),
            one("W1", harm="No harm", drug="Enoxaparin", error="Omitted dose", stage="Prescribing"),
            one("W2", harm="No harm", drug="Morphine"),
            one("", harm="Death", drug="Morphine"),
            one("W3", status="Rejected"),
        )
    )
    assert trust.last_read is not None
    rows = trust.last_read.rows
    assert (rows.read, rows.accepted, rows.duplicate, rows.rejected, rows.left_out) == (7, 4, 1, 1, 1)
    assert [(problem.row, problem.reason) for problem in trust.last_read.problems] == [
        (7, "not read: no reference")
    ]
    assert (result.changes.new, trust.count()) == (2, 2)
    assert trust.counts("incidents_by_harm_level") == {"No harm": 1, "Severe": 1}
    assert trust.counts("incidents_by_medicine") == {
        named("Enoxaparin"): 1,
        named("Gentamicin"): 1,
        named("Morphine"): 1,
    }
    assert [
        (row.drug_class, row.medicine)
        for row in trust.ask("incidents_by_drug_class_and_medicine", "drug_class=Antibacterials")
    ] == [("Antibacterials", named("Gentamicin"))]  # W1's other class was not asked for
    assert trust.counts("incidents_by_error_type") == {
        "Omitted dose": 1,
        "Wrong or unclear dose": 1,
        "Not recorded": 1,
    }
    assert trust.counts("incidents_by_medication_stage") == {
        "Prescribing": 1,
        "Administration or supply": 1,
        "Not recorded": 1,
    }
    assert [(row.reference, row.harm_level) for row in trust.ask("moderate_and_above")] == [("W1", "Severe")]


def test_what_is_written_for_a_medicine_counts_as_what_it_is(trust: TrustUnderTest) -> None:
    """A class word names a class and no medicine; blanks and placeholders name nothing; the unknown is said.

    A medicine that was meant (an omitted dose has no other) speaks only where none was given.
    """
    meant = {"Correct drug": "Gentamicin", "Location (exact)": "Meant"}
    trust.take(
        datix(
            one("W1", drug="antibiotics"), one("W2", drug="Unknown"), one("W3"), one("W4", drug="Zzxqvy"),
            one("W5", drug="Gentamicin"), one("W5", drug="Zzxqvy"), one("W6", drug="antibiotics"), one("W6", drug="Morphine"),
            one("W7") | meant, one("W8", drug="Morphine") | meant, one("W9", drug="Unknown") | meant,
        )
    )  # fmt: skip
    assert trust.counts("incidents_by_medicine", "location=Not+recorded") == {
        "Only a class named": 1,
        "No medicine named": 2,
        "Medicine not recognised": 1,
        named("Gentamicin"): 1,
        named("Morphine"): 1,
    }
    assert trust.counts("incidents_by_drug_class", "location=Not+recorded") == {
        "Antibacterials": 3,
        "No medicine named": 2,
        "Medicine not recognised": 1,
        "Opioids": 1,
    }
    assert trust.counts("incidents_by_medicine", "location=Meant") == {
        named("Gentamicin"): 2,
        named("Morphine"): 1,
    }


def test_not_recorded_and_not_applicable_are_less_than_any_grade(trust: TrustUnderTest) -> None:
    extract = trust.read(
        datix(
            one("W1", harm=""), one("W1", harm="No harm"), one("W2", harm="Not applicable"), one("W2", harm=""),
            one("W3", harm="Not applicable"),
        ),
        "datix",
    )  # fmt: skip
    harm = [incident_of(extract, reference)["harm_level"] for reference in ("W1", "W2", "W3")]
    assert harm == ["No harm", "Not recorded", "Not applicable"]


def test_near_miss_is_a_mark_beside_no_harm_where_the_source_says_so(trust: TrustUnderTest) -> None:
    extract = trust.read(
        datix(
            one("W1", harm="No harm", result="Near miss: did not reach the patient"),
            one("W2", harm="No harm", result="Reached the patient"),
            one("W3", harm="No harm"),
            one("W4", harm="No harm: impact prevented"),
        ),
        "datix",
    )
    found = [incident_of(extract, f"W{number}") for number in (1, 2, 3, 4)]
    assert [(row["harm_level"], row["near_miss"]) for row in found] == [
        ("No harm", True),
        ("No harm", False),
        ("No harm", None),
        ("No harm", True),
    ]


def test_only_the_newest_revision_of_an_lfpse_record_counts(trust: TrustUnderTest) -> None:
    trust.take(
        lfpse(
            national("31000001", harm="Severe physical harm", revision="1", reported="2025-09-06"),
            national("31000001", harm="Low physical harm", revision="10", reported="2025-10-01"),
            national("31000001", harm="Moderate physical harm", revision="9", reported="2025-09-20"),
            # two patients of one revision: the greater harm
            national("31000002", harm="No physical harm", drug="Morphine"),
            national("31000002", harm="Moderate physical harm", drug="Morphine"),
            # nobody was there to be harmed
            national("31000003", patients="0"),
            # an incident at first, and then not one of medication
            national("31000004", harm="Fatal", revision="1"),
            national("31000004", harm="Fatal", revision="2", agents="Devices"),
            national("31000005", event="Good care"),
            national("31000006", event="Risk"),
            national("31000007", agents="Devices"),
        ),
        "lfpse",
    )
    assert trust.last_read is not None
    rows = trust.last_read.rows
    assert (rows.read, rows.accepted, rows.left_out) == (11, 4, 7)
    assert trust.counts("incidents_by_harm_level") == {"Low": 1, "Moderate": 1, "Not applicable": 1}
    assert incident(trust, "31000001")["reported_on"] == date(2025, 9, 6)  # the first report, whatever counts
    assert dict(trust.last_read.left_out) == {
        "an earlier revision in the same file": 3,
        "another kind of event (good care, risk or outcome)": 2,
        "not a medication incident": 2,
    }


def test_a_year_alone_counts_in_years_and_an_impossible_date_is_not_recorded(trust: TrustUnderTest) -> None:
    trust.take(
        datix(
            one("W1", on="2024"), one("W2", on="14/02/2024"), one("W3", on="1951"), one("W4", on=""),
            one("W5", on="31/02/2025"),
        )
    )  # fmt: skip
    assert trust.counts("incidents_by_year") == {"2024": 2, "Not recorded": 3}
    assert trust.counts("incidents_by_month") == {date(2024, 2, 1): 1}
    (left_out,) = trust.ask("incidents_left_out_of_months")
    assert (left_out.incidents, left_out.year_only, left_out.no_date) == (5, 1, 3)
    assert trust.last_read is not None
    assert [(problem.row, problem.value_kind) for problem in trust.last_read.problems] == [
        (4, "year"),
        (6, "date"),
    ]
    asked = [
        "from=2024-01&until=2024-12",
        "from=2024-02&until=2024-12",
        "from=2024-01&until=2024-11",
        "until=2023-12",
    ]
    assert [trust.count(query) for query in asked] == [2, 1, 1, 0]


# -- between files -----------------------------------------------------------------------------------------------------

FIRST = datix(
    one("W1", harm="Moderate", drug="Enoxaparin", ward="Ward 1"),
    one("W1", harm="Moderate", drug="Gentamicin", ward="Ward 1"),
    one("W2", harm="Low", drug="Morphine"),
    run_on=MARCH_RUN,
)
LATER = datix(
    one("W1", harm="No harm", drug="Enoxaparin", ward="Ward 2"),
    one("W4", harm="Low", drug="Morphine"),
    run_on=APRIL_RUN,
)
OLDER = datix(
    one("W1", harm="Severe", drug="Morphine"), one("W3", harm="Low", drug="Morphine"), run_on=EARLY_RUN
)


def test_a_later_file_replaces_and_an_older_one_does_not(trust: TrustUnderTest) -> None:
    trust.take(FIRST)
    after_first = told(trust)
    later = trust.take(LATER)
    assert (later.changes.new, later.changes.updated, later.changes.harm_up, later.changes.harm_down) == (
        1,
        1,
        0,
        1,
    )
    # the whole incident, downwards too; W2, gone from the later listing, is not forgotten
    assert trust.counts("incidents_by_harm_level") == {"No harm": 1, "Low": 2}
    assert trust.counts("incidents_by_medicine") == {named("Morphine"): 2, named("Enoxaparin"): 1}
    assert trust.ask("moderate_and_above") == []
    assert trust.count("location=Ward+2") == 1 and trust.count("location=Ward+1") == 0
    after_later = told(trust)

    read = trust.read(OLDER, "datix")
    assert isinstance(read, Extract) and read.as_at == EARLY_RUN
    assert preview(trust.store, SINGLE_USER, read, trust.now).older_than == APRIL_RUN
    older = trust.take(OLDER)
    assert (older.changes.new, older.changes.updated, older.changes.unchanged) == (1, 0, 1)
    assert trust.counts("incidents_by_harm_level") == {"No harm": 1, "Low": 3}

    trust.undo(older.import_id)
    assert told(trust) == after_later
    trust.undo(later.import_id)
    assert told(trust) == after_first


def test_the_same_bytes_again_change_nothing_until_they_are_undone(trust: TrustUnderTest) -> None:
    first = trust.take(FIRST)
    edition, before = trust.edition, told(trust)
    again = trust.take(FIRST, name="another name.csv")
    assert (again.repeat, again.import_id, again.changes.new) == (True, first.import_id, 0)
    assert (trust.edition, told(trust)) == (edition, before)
    trust.undo(first.import_id)
    assert trust.count() == 0
    once_more = trust.take(FIRST)
    assert (once_more.repeat, once_more.changes.new) == (False, 2)
    assert told(trust) == before


def test_the_person_can_say_which_file_is_later_and_the_same_words_update_nothing(
    trust: TrustUnderTest,
) -> None:
    trust.take(datix(one("W1", harm="Low")), as_at=MARCH_RUN)
    trust.take(datix(one("W1", harm="Severe")), as_at=EARLY_RUN)
    assert trust.counts("incidents_by_harm_level") == {"Low": 1}
    later = trust.take(datix(one("W1", harm="Low"), run_on=APRIL_RUN))
    assert (later.changes.new, later.changes.updated, later.changes.unchanged) == (0, 0, 1)


def test_a_higher_revision_is_believed_whatever_the_dates_of_the_files_say(trust: TrustUnderTest) -> None:
    """LFPSE numbers its words on an incident: revision 2 stands, even when revision 1 comes later in a newer file."""
    trust.take(lfpse(national("L1", harm="Severe", revision="2"), run_on=MARCH_RUN), "lfpse")
    trust.take(lfpse(national("L1", harm="Low", revision="1"), run_on=APRIL_RUN), "lfpse")
    assert trust.counts("incidents_by_harm_level") == {"Severe": 1}
    trust.take(lfpse(national("L1", harm="Moderate", revision="3"), run_on=EARLY_RUN), "lfpse")
    assert trust.counts("incidents_by_harm_level") == {"Moderate": 1}


def test_the_first_import_stands_in_its_edition_whatever_was_published_before_it(
    trust: TrustUnderTest,
) -> None:
    """A list of medicines, a group or a setting can publish before there is an incident: the next edition is no copy of that one."""
    assert work.publish(trust.store, SINGLE_USER, trust.now).edition_id == 1
    trust.take(datix(one("W1", harm="Low"), one("W2", harm="Severe")))
    assert trust.edition == 2
    assert trust.counts("incidents_by_harm_level") == {"Low": 1, "Severe": 1}
    trust.take(datix(one("W3", harm="Low")))
    assert trust.counts("incidents_by_harm_level") == {"Low": 2, "Severe": 1}
