"""What an import changes, in words and as a table: before it is stored, and in the history afterwards."""

from collections.abc import Sequence

from dashboard.charts.frame import Table
from dashboard.domain.extract import Extract, FoundColumn
from dashboard.domain.periods import month_in_words, months_between
from dashboard.domain.restatement import MonthRestated
from dashboard.findings.restated_month import is_first_count, reasons_in_words, restated_sentence, together
from dashboard.findings.words import count_of
from dashboard.measures.quality import moved

SENTENCES = 12
"""Months said in sentences; the table holds all of them."""


def ledger_words(ledger: Sequence[MonthRestated]) -> list[str]:
    """The newest months that were counted before, a sentence each, with their years: the only month that an old listing
    changes may be the September of last year. The months counted for the first time in one sentence."""
    restated = [month for month in ledger if not is_first_count(month.before, month.reasons)]
    new = [month for month in ledger if is_first_count(month.before, month.reasons)]
    said = [
        restated_sentence(
            month.month, None, month.before, month.after, together(month.reasons), month.regrades
        )
        for month in restated[-SENTENCES:]
    ]
    earlier = len(restated) - SENTENCES
    if earlier > 0:
        said.insert(
            0,
            f"{count_of(earlier, 'earlier month')} {'changes' if earlier == 1 else 'change'} too; see the table.",
        )
    return [*said, *_counted_for_the_first_time(new)]


def no_month_changes(new: int) -> str:
    """Said where the ledger of an import is empty; new incidents that count nowhere have their reason."""
    why = (
        ": its months are counted from another system, and its new incidents are kept beside them"
        if new
        else ""
    )
    return f"The count of no month changes{why}."


def _counted_for_the_first_time(new: Sequence[MonthRestated]) -> list[str]:
    """'14 months (September 2025 to October 2026) are counted for the first time: 2,950 incidents.'"""
    months = [month.month for month in new if month.month]
    said = []
    if months:
        first, last = month_in_words(months[0]), month_in_words(months[-1])
        unbroken = len(list(months_between(months[0], months[-1]))) == len(months)
        several = f"{len(months):,} months ({first} to {last}{'' if unbroken else ', with gaps'}) are"
        incidents = sum(month.after for month in new if month.month)
        said.append(
            f"{f'{first} is' if len(months) == 1 else several} counted for the first time: "
            f"{count_of(incidents, 'incident')}."
        )
    said += [
        restated_sentence(None, None, month.before, month.after, month.reasons, month.regrades)
        for month in new
        if month.month is None
    ]
    return said


def ledger_of_import(ledger: Sequence[MonthRestated]) -> Table:
    """A row a month, newest first."""
    return Table(
        ("Month", "Was", "Now", "Why", "Graded up", "Graded down"),
        tuple(
            (
                month_in_words(month.month) if month.month else "Without a full date",
                month.before,
                month.after,
                reasons_in_words(together(month.reasons)),
                sum(incidents for was, now, incidents in month.regrades if moved(was, now) > 0),
                sum(incidents for was, now, incidents in month.regrades if moved(was, now) < 0),
            )
            for month in reversed(ledger)
        ),
    )


def changes_sentence(
    incidents: int, *, new: int, updated: int, unchanged: int, harm_up: int, harm_down: int
) -> str:
    """'2,950 incidents: 29 new, 61 updated (8 graded down, 3 graded up), 2,860 unchanged.' What is none is not said."""
    graded = ", ".join(
        f"{number:,} {words}"
        for number, words in ((harm_down, "graded down"), (harm_up, "graded up"))
        if number
    )
    parts = [
        (number, words)
        for number, words in (
            (new, "new"),
            (updated, f"updated ({graded})" if graded else "updated"),
            (unchanged, "unchanged"),
        )
        if number
    ]
    total = count_of(incidents, "incident")
    if len(parts) == 1 and incidents > 1:
        return f"{total}, all {parts[0][1]}."
    return f"{total}: {', '.join(f'{number:,} {words}' for number, words in parts)}."


def rows_sentence(read: Extract) -> str:
    """How the rows add up: every row of the file has one fate, and rows of one reference are one incident."""
    rows = read.rows
    fates = [
        f"{number:,} {words}"
        for number, words in (
            (rows.accepted, "accepted"),
            (rows.duplicate, "repeated"),
            (rows.rejected, "not read"),
            (rows.left_out, "left out"),
        )
        if number
    ]
    one = " Rows of one reference count as one incident." if len(read.incidents) < rows.accepted else ""
    return f"{count_of(rows.read, 'row')} read: {', '.join(fates)}.{one}"


def medicines_sentence(written: int, unknown: int) -> str:
    """How many of the distinct medicine names as written are recognised; empty for a file that names none."""
    if not written:
        return ""
    if not unknown:
        return "Every medicine name is recognised."
    return f"{unknown:,} of {count_of(written, 'medicine name')} {_are(unknown)} not recognised."


def medication_share_sentence(share: float | None) -> str:
    """What part of a whole-trust listing are medication incidents; empty where the listing does not say."""
    if share is None:
        return ""
    if share == 1:
        return "Every incident in this listing is a medication incident."
    part = "More than 99%" if share >= 0.995 else "Less than 1%" if share < 0.005 else f"{share:.0%}"
    return f"{part} of the incidents in this listing are medication incidents; the others are left out."


def left_out_sentence(left_out: Sequence[tuple[str, int]]) -> str:
    """'Left out: 60 rows (not a medication incident), 2 rows (a total or page line).'; empty when none is."""
    parts = ", ".join(f"{count_of(count, 'row')} ({reason})" for reason, count in left_out)
    return f"Left out: {parts}." if parts else ""


def filled_share(column: FoundColumn, rows: int) -> float | None:
    """The cells of a column that are filled, per cent of the rows read; None for a file without rows."""
    return 100 * column.filled / rows if rows else None


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
