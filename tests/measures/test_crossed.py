"""Two lists crossed, and months of a source that has no code for something; by hand."""

from datetime import date

from dashboard.domain.rows import CoveredMonth
from dashboard.domain.words import SourceSystem
from dashboard.measures.crossed import Crossed, crossed
from dashboard.measures.months import Months, MonthState, where_source_has_code
from dashboard.measures.series import judge, missing_in_words

JAN, FEB, MAR, APR, MAY = (date(2024, number, 1) for number in (1, 2, 3, 4, 5))
PAIRS = [
    ("Wrong dose", "Prescribing", 4),
    ("Omitted", "Administration", 9),
    ("Omitted", "Prescribing", 1),
    ("Omitted", "Not recorded", 2),
    ("Other", "Other", 30),
    ("Not recorded", "Prescribing", 3),
]
OF_DOWN = {"Wrong dose": 4, "Omitted": 10, "Other": 30, "Not recorded": 3}


def found() -> Crossed:
    return crossed(
        PAIRS,
        OF_DOWN,
        46,
        order=("Prescribing", "Advice", "Administration", "Other", "Not recorded"),
        apart_down=("Not recorded",),
        apart_across=("Not recorded",),
        last=("Other",),
    )


def test_words_down_stand_most_first_and_words_across_in_their_order() -> None:
    assert found().down == ("Omitted", "Wrong dose", "Other")  # Other is the largest, and stands last
    assert found().across == ("Prescribing", "Administration", "Other")  # nobody recorded advice
    assert (found().apart_down, found().apart_across) == (("Not recorded",), ("Not recorded",))
    assert found().first(1).down == ("Omitted",)


def test_counts_and_shares_are_of_the_incidents_of_a_word() -> None:
    assert found().count("Omitted", "Administration") == 9
    assert found().count("Wrong dose", "Administration") == 0
    assert found().percent("Omitted", "Administration") == 90  # of 10, though its pairs add up to 12
    assert found().adds_up_to == 49
    assert found().count_across("Prescribing", "Administration", down="Omitted") == 10


def test_the_most_frequent_pair_is_one_that_says_something() -> None:
    assert found().most()[0] == ("Other", "Other", 30)
    assert found().most(("Other",)) == [
        ("Omitted", "Administration", 9),
        ("Wrong dose", "Prescribing", 4),
        ("Omitted", "Prescribing", 1),
    ]
    assert found().largest_across("Omitted") == "Administration"
    assert found().largest_across("Other", ("Other",)) is None


MONTHS = Months(
    {
        JAN: MonthState.COUNTED,
        FEB: MonthState.MISSING,
        MAR: MonthState.COUNTED,
        APR: MonthState.COUNTED,
        MAY: MonthState.FILLING_UP,
    }
)
COVERED = [
    CoveredMonth(JAN, "nrls", 2, True),
    CoveredMonth(MAR, "lfpse, nrls", 2, True),
    CoveredMonth(APR, "lfpse", 2, True),
    CoveredMonth(MAY, "lfpse", 2, True),
]


def test_a_month_of_a_source_without_a_code_has_no_figure_and_is_no_zero() -> None:
    can_say = where_source_has_code(MONTHS, COVERED, SourceSystem.NRLS)
    assert list(can_say.states.values()) == [
        MonthState.NO_CODE,
        MonthState.MISSING,
        MonthState.PARTLY_COVERED,  # one site's source has the code, the other's has not
        MonthState.COUNTED,
        MonthState.FILLING_UP,
    ]
    series = judge("Delayed dose", "Incidents", can_say, {JAN: 2, APR: 3})
    assert [point.value for point in series.points] == [None, None, 0, 3, 0]
    words = missing_in_words(can_say)
    assert "January 2024 is counted from a source that has no code for this: a gap, not a zero" in words
    assert "February 2024 has no extract: a gap, not a zero" in words
    assert next(iter(MONTHS.states.values())) is MonthState.COUNTED, "other series keep the month"
