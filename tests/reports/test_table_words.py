"""Cells in words: four states that are never mixed, and as many decimals on a slide and in a document as in a workbook."""

from datetime import date, datetime

import pytest

from dashboard.reports.table_words import column_in_words, is_of_numbers
from dashboard.reports.workbook.cells import shape_of

COLUMNS = [
    ([0, None, 1204, "too few to show"], ["0", "–", "1,204", "too few to show"], "#,##0"),
    ([0.04, 0.5, None, 0], ["0.04", "0.50", "–", "0"], "0.00"),
    ([0.4, 12.25, float("nan")], ["0.4", "12.2", "no figure"], "0.0"),
    ([0.04, 31.5, 0.0], ["under 0.1", "31.5", "0.0"], "0.0"),
    ([3.0, 2.0], ["3", "2"], "#,##0"),
]


@pytest.mark.parametrize(("column", "words", "in_excel"), COLUMNS)
def test_figures_of_a_column_have_the_same_decimals_everywhere(
    column: list[object], words: list[str], in_excel: str
) -> None:
    assert column_in_words(column) == words
    assert shape_of(column) == in_excel and is_of_numbers(column)


def test_days_and_words() -> None:
    assert column_in_words([date(2026, 9, 1), datetime(2026, 9, 2, 11), True, ""]) == ["1 September 2026", "2 September 2026", "yes", ""]  # fmt: skip
    assert column_in_words([date(2026, 9, 1)], lambda day: f"{day:%d/%m}") == ["01/09"]
    assert not is_of_numbers(["a", 1, None]) and not is_of_numbers([True, False]) and not is_of_numbers([])
