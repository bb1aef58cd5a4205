"""What changed since the last paper: month by month and by reason, from the ledgers of two editions."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from dashboard.domain.incident_filter import Basis
from dashboard.domain.periods import london_day_in_words
from dashboard.domain.rows import MonthCount, Regrade, Restatement
from dashboard.domain.store import OlderEdition, StoreProblem
from dashboard.domain.words import GRADED
from dashboard.findings.asking import EVERYTHING, Asking, EditionSeen
from dashboard.findings.restated_month import NEW_TO_THE_COUNT, reason_in_words, reasons_in_words, together
from dashboard.findings.words import count_of, listed, month_name
from dashboard.measures.quality import moved

CHANGED_SINCE = "what changed since edition"
MONTHS_TOLD = 3
"""Those that changed most; a paper's sentence holds no more, and the ledger has them all."""

Change = tuple[date, int, int, tuple[tuple[str, int], ...]]
"""A month, its incidents then and now, and the signed reasons that add up to the difference."""


def since_last_paper(asking: Asking) -> str:
    """'Since the last paper (released 5 October 2026, edition 12) August went from 196 to 203 (7 recorded late).'

    Of the whole trust by date of incident, whatever is asked. An act is new where the last paper's edition has no act of that
    import and moment in its ledger. Empty where there is no paper before this one.
    """
    paper = asking.last_paper()
    if paper is None:
        return ""
    start = f"Since {_name(paper.edition)}"
    key = f"{CHANGED_SINCE} {paper.edition.edition_id}"
    if key not in asking.of_edition:  # the whole ledgers of two editions, and the same whatever is asked
        try:
            asking.of_edition[key] = _changed(asking, paper)
        except OlderEdition:
            return f"{start}: what changed is not known, because an earlier version of this program published it."
        except StoreProblem:
            return f"{start}: what changed is not known, because its edition cannot be opened."
    parts: tuple[str, ...] = asking.of_edition[key]
    narrower = asking.asked.in_words() or asking.asked.basis is not Basis.OCCURRED
    whose = ", in the whole trust by date of incident," if narrower else ""
    return f"{start}{whose} {'; '.join(parts) if parts else 'no month has changed'}."


def _changed(asking: Asking, paper: Asking) -> tuple[str, ...]:
    """What acts did that the paper's ledger does not hold, in parts of a sentence."""
    known = {
        _act(row) for question in ("restatements", "regrades") for row in paper.rows(question, EVERYTHING)
    }
    rows: list[Restatement] = [
        row for row in asking.rows("restatements", EVERYTHING) if _act(row) not in known
    ]
    grades: list[Regrade] = [row for row in asking.rows("regrades", EVERYTHING) if _act(row) not in known]
    restated, first = _by_month(rows, asking.rows("incidents_by_month", EVERYTHING) if rows else [])
    parts = [*_restated_words(restated), *_first_counted_words(first)]
    if undated := sum(row.incidents for row in rows if row.month is None):
        side = "more" if undated > 0 else "fewer"
        parts.append(f"{count_of(abs(undated), 'incident')} {side} without a full date")
    if changed := _grades_words(grades):
        parts.append(changed)
    return tuple(parts)


def _name(edition: EditionSeen) -> str:
    if edition.released_at is None:
        return f"edition {edition.edition_id} (a draft)"
    day = london_day_in_words(edition.released_at)
    return f"the last paper (released {day}, edition {edition.edition_id})"


def _act(row: Restatement | Regrade) -> tuple[datetime, int | None, str]:
    return row.happened_at, row.import_id, row.act


def _by_month(
    rows: Sequence[Restatement], counted: Sequence[MonthCount]
) -> tuple[list[Change], list[Change]]:
    """The months that were counted before and changed, and those that were not; each in order of time."""
    now = {row.month: row.incidents for row in counted}
    reasons: defaultdict[date, list[tuple[str, int]]] = defaultdict(list)
    for row in rows:
        if row.month is not None:
            reasons[row.month].append((row.reason, row.incidents))
    restated: list[Change] = []
    first: list[Change] = []
    for month in sorted(reasons):
        why = together(reasons[month])
        after = now.get(month, 0)
        before = after - sum(incidents for _, incidents in why)
        is_first = before == 0 and any(reason in NEW_TO_THE_COUNT for reason, _ in why)
        if is_first or before != after:
            (first if is_first else restated).append((month, before, after, why))
    return restated, first


def _restated_words(restated: Sequence[Change]) -> list[str]:
    """The months that changed most, in order, and how far the others did."""
    if not restated:
        return []
    newest = restated[-1][0]
    most = sorted(restated, key=lambda each: (-abs(each[2] - each[1]), -each[0].toordinal()))[:MONTHS_TOLD]
    parts = [_changes_words(sorted(most), newest)]
    others = [
        abs(after - before) for month, before, after, _ in restated if month not in {each[0] for each in most}
    ]
    if others:
        parts.append(f"{count_of(len(others), 'other month')} changed by {max(others):,} or fewer")
    return parts


def _changes_words(changes: Sequence[Change], newest: date) -> str:
    """'July went from 245 to 247 and August from 213 to 217 (6 recorded late in all)', or each with reasons of its own."""
    alike = len(changes) > 1 and len({reason for *_, why in changes for reason, _ in why}) == 1
    told = [
        f"{month_name(month, newest)} {'' if place else 'went '}from {before:,} to {after:,}"
        + ("" if alike else f" ({reasons_in_words(why)})")
        for place, (month, before, after, why) in enumerate(changes)
    ]
    total = sum(incidents for *_, why in changes for _, incidents in why)
    all_ = f" ({reason_in_words(changes[0][3][0][0], total)} in all)" if alike else ""
    return f"{listed(told, MONTHS_TOLD)}{all_}"


def _first_counted_words(first: Sequence[Change]) -> list[str]:
    if not first:
        return []
    total = sum(after for _, _, after, _ in first)
    if len(first) > 1:
        return [f"{len(first):,} months were counted for the first time ({count_of(total, 'incident')})"]
    return [
        f"{month_name(first[0][0], first[0][0])} was counted for the first time ({count_of(total, 'incident')})"
    ]


def _grades_words(grades: Sequence[Regrade]) -> str:
    """'9 incidents were graded for the first time and 4 changed harm level (1 down, 3 up)'."""
    graded = sum(row.incidents for row in grades if row.harm_now in GRADED and row.harm_before not in GRADED)
    down, up = (
        sum(row.incidents for row in grades if moved(row.harm_before, row.harm_now) == side)
        for side in (-1, 1)
    )
    parts = []
    if graded:
        parts.append(
            f"{count_of(graded, 'incident')} {'was' if graded == 1 else 'were'} graded for the first time"
        )
    if down or up:
        ways = ", ".join(f"{count:,} {side}" for count, side in ((down, "down"), (up, "up")) if count)
        parts.append(f"{down + up:,} changed harm level ({ways})")
    return " and ".join(parts)
