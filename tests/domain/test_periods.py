"""Months and presets, by tables written by hand with a calendar."""

from datetime import date

import pytest

from dashboard.domain.periods import (
    Preset,
    ReportingPeriod,
    financial_year_start,
    last_day,
    month_of,
    months_between,
    months_later,
    preset_period,
)

EARLY = date(2020, 1, 1)

PRESETS = (
    # preset, newest complete month, first covered month, from, until
    (Preset.LATEST_MONTH, "2026-09", EARLY, "2026-09-01", "2026-09-30"),
    (Preset.LATEST_MONTH, "2024-02", EARLY, "2024-02-01", "2024-02-29"),
    (Preset.LAST_12_MONTHS, "2026-09", EARLY, "2025-10-01", "2026-09-30"),
    (Preset.LAST_12_MONTHS, "2026-01", EARLY, "2025-02-01", "2026-01-31"),
    (Preset.LAST_24_MONTHS, "2026-09", EARLY, "2024-10-01", "2026-09-30"),
    (Preset.LAST_24_MONTHS, "2026-09", date(2025, 6, 1), "2025-06-01", "2026-09-30"),
    (Preset.LAST_12_MONTHS, "2026-09", date(2025, 12, 1), "2025-12-01", "2026-09-30"),
    (Preset.LATEST_QUARTER, "2026-09", EARLY, "2026-07-01", "2026-09-30"),
    (Preset.LATEST_QUARTER, "2026-10", EARLY, "2026-07-01", "2026-09-30"),
    (Preset.LATEST_QUARTER, "2026-11", EARLY, "2026-07-01", "2026-09-30"),
    (Preset.LATEST_QUARTER, "2026-12", EARLY, "2026-10-01", "2026-12-31"),
    (Preset.LATEST_QUARTER, "2026-01", EARLY, "2025-10-01", "2025-12-31"),
    (Preset.LATEST_QUARTER, "2026-02", EARLY, "2025-10-01", "2025-12-31"),
    (Preset.LATEST_QUARTER, "2024-03", EARLY, "2024-01-01", "2024-03-31"),
    (Preset.FINANCIAL_YEAR, "2026-09", EARLY, "2026-04-01", "2026-09-30"),
    (Preset.FINANCIAL_YEAR, "2026-03", EARLY, "2025-04-01", "2026-03-31"),
    (Preset.FINANCIAL_YEAR, "2026-04", EARLY, "2026-04-01", "2026-04-30"),
    (Preset.LAST_FINANCIAL_YEAR, "2026-09", EARLY, "2025-04-01", "2026-03-31"),
    (Preset.LAST_FINANCIAL_YEAR, "2026-03", EARLY, "2024-04-01", "2025-03-31"),
    (Preset.LAST_FINANCIAL_YEAR, "2026-01", EARLY, "2024-04-01", "2025-03-31"),
)


@pytest.mark.parametrize(("preset", "newest", "first_month", "first", "last"), PRESETS)
def test_presets(preset: Preset, newest: str, first_month: date, first: str, last: str) -> None:
    period = preset_period(preset, date.fromisoformat(f"{newest}-01"), first_month)
    assert period == ReportingPeriod(date.fromisoformat(first), date.fromisoformat(last))
    assert period.whole_months


def test_every_preset_stands_in_the_table_and_everything_has_no_period() -> None:
    assert {row[0] for row in PRESETS} == set(Preset) - {Preset.ALL}
    assert preset_period(Preset.ALL, date(2026, 9, 1), EARLY) is None


@pytest.mark.parametrize(
    ("month", "count", "expected"),
    [
        ("2025-01-01", 1, "2025-02-01"),
        ("2025-12-01", 1, "2026-01-01"),
        ("2025-01-01", -1, "2024-12-01"),
        ("2025-06-01", -18, "2023-12-01"),
        ("2025-06-01", 0, "2025-06-01"),
        ("2025-12-01", 12, "2026-12-01"),
        ("2025-11-01", 14, "2027-01-01"),
    ],
)
def test_months_later(month: str, count: int, expected: str) -> None:
    assert months_later(date.fromisoformat(month), count) == date.fromisoformat(expected)


def test_months_of_days() -> None:
    assert month_of(date(2025, 2, 14)) == date(2025, 2, 1)
    assert [last_day(date(2025, month, 1)).day for month in range(1, 13)] == [
        31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
    ]  # fmt: skip
    assert last_day(date(2024, 2, 10)) == date(2024, 2, 29)
    assert list(months_between(date(2024, 11, 30), date(2025, 2, 1))) == [
        date(2024, 11, 1), date(2024, 12, 1), date(2025, 1, 1), date(2025, 2, 1),
    ]  # fmt: skip
    assert list(months_between(date(2025, 3, 1), date(2025, 2, 28))) == []


def test_the_financial_year_begins_in_april() -> None:
    assert financial_year_start(date(2026, 3, 31)) == date(2025, 4, 1)
    assert financial_year_start(date(2026, 4, 1)) == date(2026, 4, 1)
    assert financial_year_start(date(2026, 12, 31)) == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-10-01", "2026-09-30", "October 2025 to September 2026"),
        ("2025-02-01", "2025-02-28", "February 2025"),
        ("2024-02-01", "2024-02-28", "1 February 2024 to 28 February 2024"),
        ("2025-02-03", "2025-04-30", "3 February 2025 to 30 April 2025"),
        ("2025-02-14", "2025-02-14", "14 February 2025 to 14 February 2025"),
    ],
)
def test_a_period_in_words(first: str, last: str, words: str) -> None:
    assert ReportingPeriod(date.fromisoformat(first), date.fromisoformat(last)).in_words() == words
