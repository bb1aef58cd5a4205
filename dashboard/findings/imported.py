"""What an import changes, in words and as a table: before it is stored, and in the history afterwards."""

from collections.abc import Sequence

from dashboard.charts.frame import Table
from dashboard.domain.periods import month_in_words
from dashboard.domain.restatement import MonthRestated
from dashboard.findings.words import count_of

FIRST_COVERED = "first covered by this extract"
SENTENCES = 12
"""Months said in sentences; the table holds all of them."""


def ledger_words(ledger: Sequence[MonthRestated]) -> list[str]:
    """'September 2025 was 41, now 47: 5 recorded late, 1 withdrawn. Of the 47, 3 changed harm grade: 2 down, 1 up.'

    The newest months that were counted before; months that are covered for the first time are told in one sentence.
    """
    restated = [month for month in ledger if not _is_new(month)]
    new = [month for month in ledger if _is_new(month)]
    said = [_sentence(month) for month in restated[-SENTENCES:]]
    if len(restated) > SENTENCES:
        said.insert(0, f"{len(restated) - SENTENCES} earlier months change too; the table has them.")
    if new:
        incidents = sum(month.after for month in new)
        said.append(
            f"{count_of(len(new), 'month')} {_are(len(new))} counted for the first time: {count_of(incidents, 'incident')}."
        )
    return said


def ledger_of_import(ledger: Sequence[MonthRestated]) -> Table:
    """A row a month, newest first."""
    return Table(
        ("Month", "Was", "Now", "Why", "Graded up", "Graded down"),
        tuple(
            (_month(month), month.before, month.after, _reasons(month), month.harm_up, month.harm_down)
            for month in reversed(ledger)
        ),
    )


def _sentence(month: MonthRestated) -> str:
    change = (
        f"{_month(month)} stays at {month.after:,}"
        if month.before == month.after
        else f"{_month(month)} was {month.before:,}, now {month.after:,}"
    )
    why = f": {_reasons(month)}" if month.reasons else ""
    regraded = month.harm_up + month.harm_down
    grades = (
        f" Of the {month.after:,}, {regraded:,} changed harm grade: {month.harm_down:,} down, {month.harm_up:,} up."
        if regraded
        else ""
    )
    return f"{change}{why}.{grades}"


def _reasons(month: MonthRestated) -> str:
    return ", ".join(f"{abs(incidents):,} {reason}" for reason, incidents in month.reasons)


def _month(month: MonthRestated) -> str:
    return month_in_words(month.month) if month.month else "Without a full date"


def _is_new(month: MonthRestated) -> bool:
    return month.before == 0 and all(reason == FIRST_COVERED for reason, _ in month.reasons)


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
