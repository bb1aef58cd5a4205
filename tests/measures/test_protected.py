"""Labelled tables, protected together: what a cell says, shares of what is shown, months as gaps, and what hangs together."""

from datetime import date

import pytest

from dashboard.domain.disclosure import DISCLOSURE_RULES
from dashboard.measures.months import Months, MonthState
from dashboard.measures.protected import RULES, Cell, LinkedTables, Protected, months_as_shown, rule_in_words
from dashboard.measures.series import COUNTED, judge, missing_in_words
from dashboard.stats.disclosure import (
    HES,
    MISSING,
    NONE_COUNTED,
    TOO_FEW,
    UNDER_FIVE,
    WITHHELD,
    Shown,
    ShownCount,
)


def value(number: int) -> Cell:
    return Cell(ShownCount(Shown.VALUE, number))


def test_the_four_states_and_what_is_withheld_each_have_their_words() -> None:
    cells = [Cell(each) for each in (NONE_COUNTED, TOO_FEW, WITHHELD, MISSING)]
    assert [cell.words for cell in cells] == ["0", "too few to show", "not shown", "missing"]
    assert [cell.in_table for cell in (value(2_410), *cells)] == [
        2_410, 0, "too few to show", "not shown", "missing"
    ]  # fmt: skip
    assert value(2_410).words == "2,410"


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        (value(15), value(60), 25.0),
        (value(15), value(10), 100.0),
        (Cell(NONE_COUNTED), value(60), 0.0),
        (Cell(TOO_FEW), value(60), None),
        (Cell(WITHHELD), value(60), None),
        (value(15), Cell(TOO_FEW), None),
        (Cell(NONE_COUNTED), Cell(NONE_COUNTED), None),
    ],
)
def test_a_share_is_of_what_is_shown_or_there_is_none(part: Cell, whole: Cell, percent: float | None) -> None:
    assert part.percent_of(whole) == percent


def test_the_rules_have_the_names_of_the_setting_and_say_what_they_hide() -> None:
    assert tuple(RULES) == DISCLOSURE_RULES
    assert rule_in_words(HES).startswith(
        "Counts of 1 to 7 are too few to show, and the others are rounded to the nearest 5;"
    )
    assert rule_in_words(UNDER_FIVE).startswith("Counts of 1 to 4 are too few to show; the others are exact;")


def two_tables(severe: int = 3) -> LinkedTables:
    """By month and by level, of the same 100; a third month has no full date and is nowhere printed."""
    tables = LinkedTables()
    tables.count(("all",), 100, dear=30)
    for name, count in (("Low", 97 - severe + 3), ("Severe", severe)):
        tables.count(("harm", name), count)
    for month, count in ((1, 60), (2, 38)):
        tables.count(("month", date(2025, month, 1)), count)
    tables.adds_up(("all",), [("harm", "Low"), ("harm", "Severe")], ("no other level",))
    tables.adds_up(("all",), [("month", date(2025, 1, 1)), ("month", date(2025, 2, 1))], ("outside months",))
    return tables


def test_tables_that_share_a_total_are_protected_together_and_so_is_what_is_not_printed() -> None:
    found = two_tables().protected(UNDER_FIVE)
    assert found.cell("harm", "Severe").words == "too few to show"
    assert found.cell("harm", "Low").words == "not shown", "100 less 97 is 3"
    assert [cell.words for cell in found.by_month("month").values()] == ["60", "not shown"], (
        "100 less 98 is 2"
    )
    assert found.cell("all").value == 100
    assert found.cell("outside months") == Cell(MISSING), "it is no cell of any table"
    assert found.withholds
    assert not two_tables().protected(HES).withholds


def test_parts_that_are_more_than_their_whole_are_refused() -> None:
    tables = LinkedTables()
    tables.count(("all",), 5)
    tables.count(("a",), 6)
    with pytest.raises(ValueError, match="more than their whole"):
        tables.adds_up(("all",), [("a",)], ("rest",))


def test_the_edition_before_counts_where_incidents_were_only_added() -> None:
    before, now = two_tables(severe=0), two_tables(severe=0)
    for key, more in ((("all",), 1), (("harm", "Severe"), 1), (("month", date(2025, 1, 1)), 1)):
        now.count(key, now.true(key) + more, dear=30 if key == ("all",) else 1)
    alike = [("harm", "Low"), ("harm", "Severe")]
    alone = now.protected(UNDER_FIVE)
    assert alone.cell("harm", "Severe").words == "too few to show"
    after = now.protected_after([(before, before.protected(UNDER_FIVE))], UNDER_FIVE, alike)
    assert after.cell("harm", "Severe").words == "not shown", "none before and one more in all: it would be 1"
    fewer = before.protected_after([(now, alone)], UNDER_FIVE, alike)
    assert fewer == before.protected(UNDER_FIVE), "an incident went, so nobody can reckon with added ones"
    again = two_tables(severe=0).protected_after([(before, after)], UNDER_FIVE, alike)
    assert again is after, "tables that are as they were are shown as they were"


def test_months_that_are_not_shown_are_gaps_with_their_reason_and_no_zeros() -> None:
    order = [date(2025, month, 1) for month in range(1, 6)]
    months = Months(dict.fromkeys(order, MonthState.COUNTED) | {order[4]: MonthState.MISSING})
    cells = dict(zip(order, (value(20), Cell(TOO_FEW), Cell(WITHHELD), Cell(NONE_COUNTED)), strict=False))
    shown = months_as_shown(months, cells)
    series = judge("Incidents", COUNTED, shown, {order[0]: 20, order[3]: 0})
    assert [point.value for point in series.points] == [20.0, None, None, 0.0, None]
    assert missing_in_words(shown) == (
        "February 2025 has too few to show: not a zero; March 2025 is not shown, so that a smaller figure cannot be worked out: "
        "a gap, not a zero; May 2025 has no extract: a gap, not a zero."
    )


def test_figures_are_found_by_the_beginning_of_their_names() -> None:
    found = Protected(
        HES, {("a", 1): value(10), ("a", 2): value(15), ("a", "b", 3): value(20), ("c",): value(25)}
    )
    assert found.of("a") == {1: value(10), 2: value(15)}
    assert found.of("a", "b") == {3: value(20)}
