"""The rules of counting across systems and sites, zero and missing, bed days, drafts: by small extracts counted by hand."""

from datetime import date

import pytest

from dashboard.domain.reader import SINGLE_USER, Reader, Role
from dashboard.edition import latest_edition
from dashboard.register import release
from tests.made_up_incidents import TrustUnderTest, as_csv, bed_days, datix, lfpse, national, nrls, one

AUGUST = (date(2025, 8, 1), date(2025, 8, 31))
SEPTEMBER = (date(2025, 9, 1), date(2025, 9, 30))
AUGUST_AND_SEPTEMBER = (AUGUST[0], SEPTEMBER[1])

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
    """Datix speaks for Northgate alone, the whole month; what LFPSE says of Westbrook in its first half counts."""
    trust.take(datix(one("W1")), covers=SEPTEMBER, sites=("Northgate",))
    records = national("31000001") | {"Site": "Westbrook"}, national("31000002")
    trust.take(lfpse(*records), "lfpse", covers=(date(2025, 9, 1), date(2025, 9, 15)))
    assert trust.counts("incidents_by_month") == {date(2025, 9, 1): 2}
    assert {row.source for row in trust.ask("records_not_counted")} == {"lfpse"}
    calendar = {
        asked: [(row.sources, row.sites, row.whole_month) for row in trust.ask("covered_months", asked)]
        for asked in ("site=Northgate", "site=Westbrook", "")
    }
    assert calendar == {
        "site=Northgate": [("datix", 1, True)],
        "site=Westbrook": [("lfpse", 1, False)],
        "": [("datix, lfpse", 2, False)],
    }


# -- zero, missing, and bed days ---------------------------------------------------------------------------------------


def test_zero_and_missing_with_bed_days(trust: TrustUnderTest) -> None:
    """July and August are covered, September is not; beds in every month and nothing recorded is a fact."""
    trust.take(datix(one("W1", on="05/07/2025", ward="Ward 1")), covers=(date(2025, 7, 1), date(2025, 8, 31)))
    trust.take_bed_days(
        bed_days(
            ("2025-07", "Northgate", "Medicine", "Ward 1", 400),
            ("2025-07", "Northgate", "Surgery", "Ward 5", 100),
            ("2025-08", "Northgate", "Medicine", "Ward 1", 250),
            ("2025-09", "Northgate", "Medicine", "Ward 1", 250),
        )
    )
    rows = [
        (row.month, row.incidents, row.bed_days, row.rate) for row in trust.ask("reporting_rate_by_month")
    ]
    assert rows == [(date(2025, 7, 1), 1, 500.0, 2.0), (date(2025, 8, 1), 0, 250.0, 0.0)]
    (zero,) = trust.ask("reporting_rate_by_month", "from=2025-08&until=2025-08")
    # the exact upper limit of no event is 3.689 events (Garwood 1936), here in 250 bed days
    assert (zero.lower, zero.upper) == (0.0, pytest.approx(14.7555, abs=1e-4))
    july = "from=2025-07&until=2025-07"
    wards = {
        row.location: (row.incidents, row.rate) for row in trust.ask("incidents_and_bed_days_by_place", july)
    }
    assert wards == {"Ward 1": (1, 2.5), "Ward 5": (0, 0.0)}
    divisions = trust.ask("incidents_and_bed_days_by_division", july)
    assert {row.division: (row.incidents, row.rate) for row in divisions} == {
        "Medicine": (1, 2.5),
        "Surgery": (0, 0.0),
    }


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


def test_bed_days_of_a_whole_site_give_no_ward_and_no_division_a_rate(trust: TrustUnderTest) -> None:
    """Where bed days come for a whole site, a rate of 0 for 'All wards' or for no division would be a false zero."""
    trust.take(datix(one("W1", ward="Ward 1"), one("W2", ward="Ward 1") | {"Division": ""}), covers=SEPTEMBER)
    trust.take_bed_days(bed_days(("2025-09", "Northgate", "", "", 500)))
    assert [row.rate for row in trust.ask("reporting_rate_by_month")] == [4.0]
    places = {row.location: row.rate for row in trust.ask("incidents_and_bed_days_by_place")}
    divisions = {row.division: row.rate for row in trust.ask("incidents_and_bed_days_by_division")}
    assert 0.0 not in places.values()
    assert 0.0 not in divisions.values()


# -- who sees what -----------------------------------------------------------------------------------------------------


def test_a_draft_is_the_officers_until_it_is_released(trust: TrustUnderTest) -> None:
    committee = Reader("c", Role.COMMITTEE)
    trust.take(datix(one("W1", harm="Moderate"), one("W2", harm="Low")))
    assert latest_edition(trust.store, committee) is None
    release(trust.store, SINGLE_USER, 1, trust.now, "March meeting")
    trust.take(datix(one("W1", harm="No harm")))
    seen, prepared = latest_edition(trust.store, committee), latest_edition(trust.store, SINGLE_USER)
    assert seen is not None and (seen.edition_id, seen.note, seen.is_draft) == (1, "March meeting", False)
    assert prepared is not None and (prepared.edition_id, prepared.is_draft) == (2, True)
    trust.edition = 1  # what was released stands as it stood
    assert trust.counts("incidents_by_harm_level") == {"Low": 1, "Moderate": 1}
