"""The calendar of coverage: five states, what counts, what is a gap, by hand."""

from dataclasses import replace
from datetime import date, datetime

from dashboard.domain.rows import CalendarMonth, EditionFacts
from dashboard.measures.coverage import CoverageCalendar, CoverState, coverage_calendar
from dashboard.stats import ReportingCurve

JAN, FEB, MAR = (date(2025, number, 1) for number in (1, 2, 3))
DAYS = {JAN: 31, FEB: 28, MAR: 31}


def facts(as_at: date | None = date(2025, 4, 29)) -> EditionFacts:
    """The extract of 29 April: February is complete (28 February + 30 days), March is not (31 March + 30 days)."""
    return EditionFacts(
        1, datetime(2025, 4, 30), "0", False, "Trust", 30, as_at, JAN, MAR, 0, 0, 0, "datix", False
    )


def row(
    source: str,
    site: str,
    month: date,
    covered: int,
    incidents: int = 0,
    *,
    counts: bool = True,
    why: str = "",
) -> CalendarMonth:
    state = "missing" if not covered else "covered" if covered == DAYS[month] else "partly covered"
    return CalendarMonth(source, site, month, covered, DAYS[month], state, bool(why), why, counts, incidents)


def states(found: CoverageCalendar) -> dict[tuple[str, str, date], str]:
    return {(cell.site, cell.source, cell.month): cell.state.value for cell in found.cells}


def test_the_five_states() -> None:
    found = coverage_calendar(
        [
            row("datix", "A", JAN, 31, 4), row("datix", "A", FEB, 28, 0), row("datix", "A", MAR, 31, 9),
            row("datix", "B", JAN, 10, 1), row("datix", "B", FEB, 0, 0, counts=False), row("datix", "B", MAR, 3, 1),
        ],
        facts(),
    )  # fmt: skip
    assert states(found) == {
        ("A", "datix", JAN): "covered", ("A", "datix", FEB): "covered, no incident",
        ("A", "datix", MAR): "still filling up", ("B", "datix", JAN): "partly covered",
        ("B", "datix", FEB): "missing", ("B", "datix", MAR): "still filling up",
    }  # fmt: skip
    february = next(cell for cell in found.cells if (cell.site, cell.month) == ("A", FEB))
    assert february.incidents == 0  # a zero is a figure
    gap = next(cell for cell in found.cells if (cell.site, cell.month) == ("B", FEB))
    assert gap.incidents is None and gap.is_gap and gap.is_tall  # a gap is none


def test_a_month_fills_up_until_30_days_after_its_end() -> None:
    one = [row("datix", "A", MAR, 31, 1)]
    assert states(coverage_calendar(one, facts(date(2025, 4, 29))))["A", "datix", MAR] == "still filling up"
    assert states(coverage_calendar(one, facts(date(2025, 4, 30))))["A", "datix", MAR] == "covered"
    assert states(coverage_calendar(one, facts(None)))["A", "datix", MAR] == "covered"


def test_a_source_that_does_not_count_is_no_zero_and_its_absence_no_gap() -> None:
    found = coverage_calendar(
        [
            row("datix", "A", JAN, 31, 5), row("lfpse", "A", JAN, 31, 0, counts=False),
            row("lfpse", "A", FEB, 28, 2), row("nrls", "A", JAN, 0, counts=False),
        ],
        facts(),
    )  # fmt: skip
    by_place = {(cell.source, cell.month): cell for cell in found.cells}
    second = by_place["lfpse", JAN]
    assert (second.state, second.incidents, second.is_tall) == (CoverState.COVERED, None, False)
    assert by_place["datix", FEB].state is CoverState.MISSING  # it has no row there
    assert not by_place["datix", FEB].is_gap  # LFPSE counts
    assert found.site_months() == {("A", JAN): CoverState.COVERED, ("A", FEB): CoverState.COVERED}
    assert found.counting_twice == [("A", JAN)]
    assert found.drawn_rows == [("A", "datix"), ("A", "lfpse")]  # NRLS covers nothing
    assert found.rows == [("A", "datix"), ("A", "lfpse"), ("A", "nrls")]


def test_a_site_that_nothing_covers_keeps_one_row() -> None:
    found = coverage_calendar(
        [row("datix", "A", JAN, 0, counts=False), row("lfpse", "A", JAN, 0, counts=False)], facts()
    )
    assert found.drawn_rows == [("A", "datix")]
    assert found.site_months() == {("A", JAN): CoverState.MISSING}


def test_a_site_that_is_not_recorded_is_drawn_last_and_only_with_incidents() -> None:
    without = [row("datix", "Not recorded", JAN, 31, 0), row("datix", "Zeta", JAN, 31, 1)]
    assert coverage_calendar(without, facts()).sites == ["Zeta"]
    with_one = [row("datix", "Not recorded", JAN, 31, 2), row("datix", "Zeta", JAN, 31, 1)]
    assert coverage_calendar(with_one, facts()).sites == ["Zeta", "Not recorded"]


def test_a_correction_by_hand_is_kept_with_its_reason() -> None:
    found = coverage_calendar([row("datix", "A", JAN, 31, 2, why="The paper forms were typed in")], facts())
    assert [cell.edit_reason for cell in found.cells] == ["The paper forms were typed in"]


def test_no_row_is_no_calendar() -> None:
    assert coverage_calendar([], facts()) == CoverageCalendar((), ())


def test_a_month_fills_up_by_the_curve_as_in_every_picture() -> None:
    """Half is reported on the day and half after 60 days. Run on 28 May, seen until the 27th: ages 57 to 87, three of the 31
    days half reported (95.2 %); run a day earlier, four (93.5 %).
    """
    one = [row("datix", "A", MAR, 31, 1)]
    curve = ReportingCurve((0.5,) * 60 + (1.0,), 1000, 1000.0)
    found = {}
    for day in (27, 28):
        told = replace(facts(date(2025, 5, day)), complete_from_percent=95)
        found[day] = states(coverage_calendar(one, told, curve))["A", "datix", MAR]
    assert found == {27: "still filling up", 28: "covered"}
