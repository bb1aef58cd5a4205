"""Who reports, by hand."""

from datetime import date

import pytest

from dashboard.domain.rows import ActivityOfMonth, StaffGroupCount
from dashboard.findings.staff_groups import staff_sentence, staff_table
from dashboard.measures.staff_groups import staff_groups

JAN, FEB = date(2025, 1, 1), date(2025, 2, 1)
COUNTS = [
    StaffGroupCount("Nurse or midwife", 60),
    StaffGroupCount("Doctor or dentist", 10),
    StaffGroupCount("Not recorded", 30),
]


def staff(group: str, month: date, amount: float) -> ActivityOfMonth:
    return ActivityOfMonth("staff", group, month, amount, False, 1)


def test_a_rate_needs_a_figure_in_every_month_and_is_over_the_average() -> None:
    """1,000 and 1,400 nurses: 60 / 1,200 x 1,000 = 50. Of doctors February is not known."""
    activity = [
        staff("Nurse or midwife", JAN, 1000.0),
        staff("Nurse or midwife", FEB, 1400.0),
        staff("Doctor or dentist", JAN, 400.0),
        ActivityOfMonth("occupied bed days", "", JAN, 9000.0, False, 1),
    ]
    found = staff_groups(COUNTS, activity, [JAN, FEB])
    nurses, doctors = found.groups
    assert nurses.rate is not None
    assert (nurses.staff, nurses.rate.value) == (1200.0, pytest.approx(50.0))
    assert (doctors.staff, doctors.rate) == (None, None)
    assert (found.not_recorded, found.incidents) == (30, 100)
    assert staff_table(found).rows[-1] == ("Not recorded", 30, 30.0, None, None, "")


def test_the_sentence_says_shares_of_all_and_what_is_not_recorded() -> None:
    assert staff_sentence(staff_groups(COUNTS, [], [JAN])) == (
        "Of 100 incidents, by staff group: Nurse or midwife 60 (60 %) and Doctor or dentist 10 (10 %); for 30 the group is not "
        "recorded. There are no staff numbers for these months: counts only. Add them under Wards and activity."
    )
    assert staff_sentence(staff_groups(COUNTS[2:], [], [JAN])).startswith(
        "The staff group of who reported is recorded for none"
    )


def test_columns_that_rest_on_staff_numbers_stand_only_where_there_are_some() -> None:
    bare = staff_table(staff_groups(COUNTS, [], [JAN, FEB]))
    assert bare.columns == ("Staff group", "Incidents", "% of incidents")
    assert bare.rows[0] == ("Nurse or midwife", 60, 60.0) and bare.rows[-1] == ("Not recorded", 30, 30.0)
