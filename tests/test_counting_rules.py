"""The rules of counting, from bytes to answers, by small extracts counted by hand."""

from datetime import date
from typing import Any

import pytest

from dashboard.domain.extract import Extract, RefusedFile
from dashboard.domain.reader import SINGLE_USER, Reader, Role
from dashboard.edition import latest_edition, question_names
from dashboard.extracts.medicines import reference
from dashboard.register import preview, release
from tests.made_up_incidents import TrustUnderTest, as_csv, bed_days, datix, lfpse, nrls

MARCH_RUN, APRIL_RUN, EARLY_RUN = date(2026, 3, 1), date(2026, 4, 1), date(2026, 2, 1)
AUGUST = (date(2025, 8, 1), date(2025, 8, 31))
SEPTEMBER = (date(2025, 9, 1), date(2025, 9, 30))
AUGUST_AND_SEPTEMBER = (AUGUST[0], SEPTEMBER[1])
OF_THE_IMPORTS = ("extracts", "edition_facts")


def one(reference: str, **cells: str) -> dict[str, str]:
    """A Datix row; harm, drug, stage and error by short names."""
    headings = {
        "on": "Incident date",
        "harm": "Severity",
        "drug": "Drug administered",
        "stage": "Stage of medication error",
        "error": "Medication error",
        "ward": "Location (exact)",
        "result": "Result",
        "reported": "Reported date",
        "status": "Approval status",
        "site": "Site",
    }
    return {"ID": reference, "Incident date": "05/09/2025"} | {headings[key]: cells[key] for key in cells}


def national(reference: str, local: str = "", **cells: str) -> dict[str, str]:
    """An LFPSE row."""
    headings = {
        "on": "T005 - Event date",
        "harm": "OT001 - Physical harm",
        "revision": "Revision",
        "event": "CL001 - Event Type",
        "agents": "A001 - Involved Agents",
        "patients": "Number of patients",
        "reported": "Reported Date",
        "drug": "DMD002 - Medicine types (VTM)",
        "stage": "Involved Processes",
        "ward": "Ward",
        "error": "Drug Involvement Factors",
    }
    plain = {
        "Reference": reference,
        "CL021 - Reference Number (Optional)": local,
        "T005 - Event date": "2025-09-05",
    }
    return plain | {headings[key]: cells[key] for key in cells}


def told(trust: TrustUnderTest) -> dict[str, list[Any]]:
    """Every answer that the edition gives, what names its imports left aside."""
    return {name: trust.ask(name) for name in question_names() if name not in OF_THE_IMPORTS}


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
    """A class word names a class and no medicine; blanks and placeholders name nothing; the unknown is said."""
    trust.take(
        datix(
            one("W1", drug="antibiotics"), one("W2", drug="Unknown"), one("W3"), one("W4", drug="Zzxqvy"),
            one("W5", drug="Gentamicin"), one("W5", drug="Zzxqvy"), one("W6", drug="antibiotics"), one("W6", drug="Morphine"),
        )
    )  # fmt: skip
    assert trust.counts("incidents_by_medicine") == {
        "Only a class named": 1,
        "No medicine named": 2,
        "Medicine not recognised": 1,
        named("Gentamicin"): 1,
        named("Morphine"): 1,
    }
    assert trust.counts("incidents_by_drug_class") == {
        "Antibacterials": 3,
        "No medicine named": 2,
        "Medicine not recognised": 1,
        "Opioids": 1,
    }


def test_an_intended_medicine_speaks_only_where_none_was_given(trust: TrustUnderTest) -> None:
    """An omitted dose has no drug given; where the wrong one was given, that one counts."""
    trust.take(
        datix(
            one("W1") | {"Correct drug": "Gentamicin"}, one("W2", drug="Morphine") | {"Correct drug": "Gentamicin"},
            one("W3", drug="Unknown") | {"Correct drug": "Gentamicin"},
        )
    )  # fmt: skip
    assert trust.counts("incidents_by_medicine") == {named("Gentamicin"): 2, named("Morphine"): 1}


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


def test_the_person_can_say_which_file_is_later(trust: TrustUnderTest) -> None:
    trust.take(datix(one("W1", harm="Low")), as_at=APRIL_RUN)
    trust.take(datix(one("W1", harm="Severe")), as_at=MARCH_RUN)
    assert trust.counts("incidents_by_harm_level") == {"Low": 1}


def test_a_later_file_of_the_same_incidents_updates_none(trust: TrustUnderTest) -> None:
    trust.take(datix(one("W1", harm="Low", drug="Morphine"), run_on=MARCH_RUN))
    later = trust.take(datix(one("W1", harm="Low", drug="Morphine"), run_on=APRIL_RUN))
    assert (later.changes.new, later.changes.updated, later.changes.unchanged) == (0, 0, 1)


# -- two systems, one incident -----------------------------------------------------------------------------------------

LOCAL = datix(
    one("W101", on="01/09/2025", harm=""),
    one("W102", on="15/09/2025", harm="No harm"),
    one("W103", on="01/09/2025", harm="Low"),
    one("W104", on="31/08/2025", harm="Low"),
    run_on=date(2025, 12, 1),
)
NATIONAL = lfpse(
    national("31000000", on="2025-08-10", harm="Low physical harm"),
    national("31000001", "w101", on="2025-09-02", harm="Low physical harm"),
    national("31000002", "W102 ", on="2025-09-15", harm="Severe physical harm"),
    national("31000003", "W103", on="2025-08-31", harm="Low physical harm"),
    national("31000004", "W104", on="2025-08-31", harm="Moderate physical harm"),
    national("31000005", on="2025-09-20", harm="Fatal"),
    run_on=date(2025, 12, 2),
)


@pytest.mark.parametrize("order", ["Datix first", "LFPSE first"])
def test_two_systems_over_one_month_count_each_incident_once(trust: TrustUnderTest, order: str) -> None:
    """Datix covers September, LFPSE August and September: September is counted from Datix, August from LFPSE.

    W101 and W102 are linked in September. W103 is dated in September here and in August there, W104 in August in both,
    where LFPSE counts: each of them once. 31000005 has no local reference: it is not added, and it is said.
    """
    takes = [
        lambda: trust.take(LOCAL, "datix", covers=SEPTEMBER),
        lambda: trust.take(NATIONAL, "lfpse", covers=AUGUST_AND_SEPTEMBER),
    ]
    for take in takes if order == "Datix first" else reversed(takes):
        take()
    assert trust.count() == 5
    assert trust.counts("incidents_by_month") == {date(2025, 8, 1): 2, date(2025, 9, 1): 3}
    by_source = {row.choice: row.incidents for row in trust.ask("filter_choices") if row.filter == "source"}
    assert by_source == {"datix": 3, "lfpse": 2}
    # W101 takes its grade from LFPSE, W102 keeps its own, the record that is not linked adds no death
    assert trust.counts("incidents_by_harm_level") == {"No harm": 1, "Low": 3, "Moderate": 1}
    not_counted = {
        (row.source, row.month, row.counted_from, row.is_linked): row.records
        for row in trust.ask("records_not_counted")
    }
    assert not_counted == {
        ("datix", date(2025, 8, 1), "lfpse", True): 1,
        ("lfpse", date(2025, 8, 1), "lfpse", True): 1,
        ("lfpse", date(2025, 9, 1), "datix", True): 2,
        ("lfpse", date(2025, 9, 1), "datix", False): 1,
    }
    calendar = {row.month: row.sources for row in trust.ask("covered_months")}
    assert calendar == {date(2025, 8, 1): "lfpse", date(2025, 9, 1): "datix"}


def test_local_references_link_as_people_type_them(trust: TrustUnderTest) -> None:
    """With the W, in lower case, or as the number of the other reference column; another number is another incident."""
    rows = [(str(number), f"W{number}", "05/09/2025", "Northgate") for number in (201, 202, 203, 204)]
    trust.take(as_csv(("ID", "Ref", "Incident date", "Site"), rows), covers=SEPTEMBER)
    typed = ("W201", " w202", "203", "9204")
    records = [national(f"3100000{n}", local) for n, local in enumerate(typed)]
    trust.take(lfpse(*records), "lfpse", covers=SEPTEMBER)
    linked = {row.is_linked: row.records for row in trust.ask("records_not_counted")}
    assert linked == {True: 3, False: 1}
    assert trust.count() == 4


def test_the_switch_from_nrls_to_lfpse_is_a_break(trust: TrustUnderTest) -> None:
    trust.take(
        nrls(
            {
                "RP01 Unique Incident ID": "1",
                "Date of Incident": "10/08/2025",
                "PD09 Degree of harm (severity)": "Death",
            }
        ),
        "nrls",
        covers=AUGUST,
    )
    assert trust.ask("dated_records") == []
    trust.take(lfpse(national("31000001")), "lfpse", covers=SEPTEMBER)
    (record,) = trust.ask("dated_records")
    assert (record.kind, record.dated_on, record.label) == ("break", date(2025, 9, 1), "NRLS to LFPSE")
    assert trust.counts("incidents_by_harm_level") == {"Fatal": 1, "Not recorded": 1}


def test_each_site_has_its_own_counting_source(trust: TrustUnderTest) -> None:
    """Datix speaks for Northgate alone; what LFPSE says of Westbrook counts."""
    trust.take(datix(one("W1")), covers=SEPTEMBER, sites=("Northgate",))
    records = national("31000001") | {"Site": "Westbrook"}, national("31000002")
    trust.take(lfpse(*records), "lfpse", covers=SEPTEMBER)
    assert trust.counts("incidents_by_month") == {date(2025, 9, 1): 2}
    assert {row.source for row in trust.ask("records_not_counted")} == {"lfpse"}
    assert [row.sources for row in trust.ask("covered_months", "site=Northgate")] == ["datix"]
    assert [row.sources for row in trust.ask("covered_months", "site=Westbrook")] == ["lfpse"]


# -- zero, missing, and bed days ---------------------------------------------------------------------------------------


def test_a_covered_month_without_incidents_is_zero_and_a_month_without_extract_has_no_row(
    trust: TrustUnderTest,
) -> None:
    trust.take(datix(one("W1", on="05/07/2025", ward="Ward 1")), covers=(date(2025, 7, 1), date(2025, 8, 31)))
    trust.take_bed_days(
        bed_days(
            ("2025-07", "Northgate", "Medicine", "Ward 1", 400),
            ("2025-07", "Northgate", "Medicine", "Ward 2", 100),
            ("2025-08", "Northgate", "Medicine", "Ward 1", 250),
            ("2025-09", "Northgate", "Medicine", "Ward 1", 250),
        )
    )
    rows = [
        (row.month, row.incidents, row.bed_days, row.rate) for row in trust.ask("reporting_rate_by_month")
    ]
    assert rows == [(date(2025, 7, 1), 1, 500.0, 2.0), (date(2025, 8, 1), 0, 250.0, 0.0)]
    (zero,) = trust.ask("reporting_rate_by_month", "from=2025-08&until=2025-08")
    # 3 / n rule made exact: the upper limit of none is 3.689 events (Garwood 1936), in 250 bed days
    assert (zero.lower, zero.upper) == (0.0, pytest.approx(14.7555, abs=1e-4))


def test_bed_days_are_replaced_by_a_later_file_and_a_site_total_is_not_added(trust: TrustUnderTest) -> None:
    trust.take(datix(one("W1", ward="Ward 1")), covers=SEPTEMBER)
    first = bed_days(
        ("2025-09", "Northgate", "", "", 900), ("2025-09", "Northgate", "Medicine", "Ward 1", 300)
    )
    trust.take_bed_days(first)
    assert [row.bed_days for row in trust.ask("reporting_rate_by_month")] == [300.0]
    second = trust.take_bed_days(bed_days(("2025-09", "Northgate", "Medicine", "Ward 1", 310)))
    assert [row.bed_days for row in trust.ask("reporting_rate_by_month")] == [310.0]
    trust.undo(second.import_id)
    assert [row.bed_days for row in trust.ask("reporting_rate_by_month")] == [300.0]


def test_a_division_with_beds_and_no_incident_has_the_rate_zero(trust: TrustUnderTest) -> None:
    """Beds in every month and nothing recorded is a fact, as it is for a ward."""
    trust.take(datix(one("W1", ward="Ward 1")), covers=SEPTEMBER)
    trust.take_bed_days(
        bed_days(
            ("2025-09", "Northgate", "Medicine", "Ward 1", 500),
            ("2025-09", "Northgate", "Surgery", "Ward 5", 500),
        )
    )
    rates = {
        row.division: (row.incidents, row.rate) for row in trust.ask("incidents_and_bed_days_by_division")
    }
    assert rates == {"Medicine": (1, 2.0), "Surgery": (0, 0.0)}
    wards = {row.location: (row.incidents, row.rate) for row in trust.ask("incidents_and_bed_days_by_place")}
    assert wards == {"Ward 1": (1, 2.0), "Ward 5": (0, 0.0)}


# -- who sees what -----------------------------------------------------------------------------------------------------


def test_a_draft_is_the_officers_until_it_is_released(trust: TrustUnderTest) -> None:
    committee = Reader("c", Role.COMMITTEE)
    trust.take(FIRST)
    assert latest_edition(trust.store, committee) is None
    release(trust.store, SINGLE_USER, 1, trust.now, "March meeting")
    trust.take(LATER)
    seen, prepared = latest_edition(trust.store, committee), latest_edition(trust.store, SINGLE_USER)
    assert seen is not None and (seen.edition_id, seen.note, seen.is_draft) == (1, "March meeting", False)
    assert prepared is not None and (prepared.edition_id, prepared.is_draft) == (2, True)
    trust.edition = 1  # what was released stands as it stood
    assert trust.counts("incidents_by_harm_level") == {"Low": 1, "Moderate": 1}
