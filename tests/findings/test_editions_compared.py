"""What two editions differ in, in words, on plain values: after an undo, of two registers, judged by other settings."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.rows import (
    BlockFingerprint,
    CoveredMonth,
    DatedRow,
    EditionFacts,
    LeftOutOfMonths,
    MonthCount,
    NumberedIncidents,
    Restatement,
)
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.findings.editions_compared import Compared, compare_editions
from dashboard.findings.editions_in_words import also_counted, picture, sentences
from dashboard.findings.restated_month import ADDED

AUG, SEP, OCT = date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)
RELEASED = datetime(2026, 10, 5)
FIRST = Restatement(1, "import", datetime(2026, 10, 4, 9), AUG, "first covered by this extract", 3)
FACTS = EditionFacts(
    12, datetime(2026, 10, 4), "0", False, "Trust", 30, date(2026, 10, 3), AUG, SEP, 3, 0, 0, "datix", False,
)  # fmt: skip
BREAK = DatedRow("break", AUG, "New form", "It asks more", "", None, None, None)


def edition(
    number: int,
    incidents: dict[tuple[date, str], str],
    *acts: Restatement,
    records: tuple[DatedRow, ...] = (),
    newest: int | None = None,
    **facts: Any,
) -> Asking:
    """Incidents as '1 2 3' by month and harm level, all in one block."""
    rows = [
        NumberedIncidents(True, month, harm, numbers)
        for (month, harm), numbers in incidents.items()
        if numbers
    ]
    counts = {
        month: sum(len(row.numbers.split()) for row in rows if row.month == month) for month in (AUG, SEP)
    }
    known: dict[str, list[Any]] = {
        "edition_facts": [replace(FACTS, edition_id=number, **facts)],
        "covered_months": [CoveredMonth(AUG, "datix", 1, True), CoveredMonth(SEP, "datix", 1, True)],
        "incidents_by_month": [MonthCount(month, count) for month, count in counts.items() if count],
        "incidents_left_out_of_months": [LeftOutOfMonths(sum(counts.values()), 0, 0)],
        "incident_fingerprints": [BlockFingerprint(0, sum(counts.values()), hash(tuple(rows)))],
        "restatements": [FIRST, *acts],
        "dated_records": list(records),
    }
    return Asking(
        lambda name, asked: known.get(name, []),
        EditionSeen(number, RELEASED, None, newest),
        IncidentFilter(),
        answer_blocks=lambda name, asked, blocks: rows if blocks == (0,) else [],
    )


def compared(one: Asking, other: Asking) -> Compared:
    found = compare_editions(one, other)
    assert isinstance(found, Compared), found
    return found


THEN = edition(12, {(AUG, "Low"): "1 2", (AUG, "Fatal"): "3"})


def test_after_an_undo_numbers_are_not_to_be_trusted_and_that_is_said() -> None:
    undone = Restatement(2, "undo", datetime(2026, 11, 1), SEP, "undone", -1)
    came = Restatement(2, "import", datetime(2026, 10, 30), SEP, "recorded late", 1)
    found = compared(THEN, edition(13, {(AUG, "Low"): "1 2 3"}, came, undone))
    first = sentences(found)[0]
    assert (
        "1 was re-graded (1 down), 1 from recorded as fatal (the incident may have contributed; not a"
        in first
    )
    assert first.endswith("may be told here as one that changed.")
    without = sentences(compared(THEN, edition(13, {(AUG, "Low"): "1 2 3"}, came)))[0]
    assert "An import was undone" not in without


def test_a_ledger_that_does_not_add_up_without_a_date_gives_no_reasons() -> None:
    """It says that two without a full date came, and one did: then each month says what its incidents tell."""

    def with_undated(asking: Asking, undated: int) -> Asking:
        def answer(name: str, asked: IncidentFilter) -> list[Any]:
            held = asking.answer(name, asked)
            if name == "incidents_left_out_of_months":
                return [replace(held[0], year_only=undated)]
            return [BlockFingerprint(0, 4, undated)] if name == "incident_fingerprints" else held

        def answer_blocks(name: str, asked: IncidentFilter, blocks: tuple[int, ...]) -> list[Any]:
            rows = asking.answer_blocks(name, asked, blocks)
            return rows + [NumberedIncidents(True, None, "Low", "8")] * bool(undated)

        return replace(asking, answer=answer, answer_blocks=answer_blocks)

    held = {(AUG, "Low"): "1 2", (AUG, "Fatal"): "3"}
    for ledger, reason in ((1, "recorded late"), (2, ADDED)):
        late = Restatement(2, "import", datetime(2026, 11, 1), None, "recorded late", ledger)
        found = compared(with_undated(edition(12, held), 0), with_undated(edition(13, held, late), 1))
        assert found.reasons[None] == ((reason, 1),)


def test_what_only_moves_grades_has_no_picture_and_gains_and_losses_have() -> None:
    assert picture(compared(THEN, edition(13, {(AUG, "Low"): "1 2 3"}))) is None
    late = Restatement(2, "import", datetime(2026, 11, 1), SEP, "recorded late", 1)
    gone = Restatement(2, "import", datetime(2026, 11, 1), AUG, "withdrawn", -1)
    found = compared(THEN, edition(13, {(AUG, "Low"): "1 2", (SEP, "Low"): "9"}, late, gone, newest=14))
    drawn = picture(found)
    assert drawn is not None
    assert [list(trace.y) for trace in drawn.figure.data] == [[0, 1], [-1, 0], [-1, 1]]
    low, high = drawn.figure.layout.yaxis.range
    assert low < -1 and high > 1
    only_late = picture(compared(THEN, edition(13, {(AUG, "Low"): "1 2 3", (SEP, "Low"): "9"}, late)))
    assert only_late and -0.2 < only_late.figure.layout.yaxis.range[0] < 0, (
        "no half of nothing where none was lost"
    )
    assert drawn.sentence == (
        "2 months that edition 12 counted gained or lost incidents. The most: September was 0, now 1: 1 recorded late."
    )
    assert drawn.standing.foot() == (
        "As it stood in edition 13; the newest is 14. Compared: edition 12 (released 5 October 2026) and edition 13 (released "
        "5 October 2026). Rules: NHSRplotthedots; dashboard version 0.1.0. Recorded incidents, not risk."
    )


def test_editions_of_two_registers_are_not_compared() -> None:
    other = edition(13, {(AUG, "Low"): "1"})
    strange = replace(
        other, answer=lambda name, asked: [] if name == "restatements" else other.answer(name, asked)
    )
    said = compare_editions(strange, THEN)
    assert said == (
        "Edition 12 and edition 13 are not of one register: the later one's ledger does not hold what the earlier one's does. "
        "Compare two editions of one register."
    )


def test_settings_and_records_that_differ_are_said_though_no_incident_does() -> None:
    same = {(AUG, "Low"): "1 2", (AUG, "Fatal"): "3"}
    now = edition(13, same, records=(BREAK,), rule_set="Anhøj", complete_from_percent=90)
    assert sentences(compared(now, THEN))[1:] == [
        "Series were judged by the rules NHSRplotthedots, and are by Anhøj.",
        "A month counted after a number of days, and counts from 90 % of its incidents on.",
        "Only the later one draws the break 'New form' of 1 August 2026.",
    ]
    assert sentences(compared(THEN, THEN)) == [
        "This is edition 12 (released 5 October 2026) on both sides: there is no difference."
    ]


def test_months_that_fill_up_are_told_where_the_period_goes_as_far_and_not_of_an_earlier_month_alone() -> (
    None
):
    """September fills up in edition 12 (run on 3 October), October does in 13; who asks for August is told of August."""
    late = Restatement(2, "import", datetime(2026, 11, 4), SEP, "recorded late", 1)
    now = edition(
        13,
        {(AUG, "Low"): "1 2", (AUG, "Fatal"): "3", (SEP, "Low"): "4"},
        late,
        newest_as_at=date(2026, 11, 3),
    )
    covered = [CoveredMonth(month, "datix", 1, True) for month in (AUG, SEP, OCT)]
    now = replace(now, answer=_with_calendar(now, covered), _kept={})
    asked: dict[date, list[str | None]] = {}
    for until in (date(2026, 8, 31), date(2026, 9, 30)):
        found = compare_editions(
            *(each.of(IncidentFilter(until=until)) for each in (now, THEN)), filling_months=True
        )
        assert isinstance(found, Compared)
        asked[until] = [str(each.asked.until) for each in (found.then, found.now)]
    assert asked == {date(2026, 8, 31): ["2026-08-31"] * 2, date(2026, 9, 30): ["2026-10-31"] * 2}
    shown_before = compare_editions(
        *(each.of(IncidentFilter(until=date(2026, 8, 31))) for each in (THEN, now)), filling_months=True
    )
    assert isinstance(shown_before, Compared)
    assert shown_before.now.asked.until == date(2026, 10, 31), (
        "of edition 12, August is the newest complete month"
    )


def _with_calendar(of: Asking, covered: list[CoveredMonth]) -> Callable[[str, IncidentFilter], list[Any]]:
    return lambda name, asked: list(covered) if name == "covered_months" else of.answer(name, asked)


def test_months_beyond_the_period_asked_for_are_named() -> None:
    """What is compared ends with October; the page asks for August, for all of it, or for no end."""
    whole = edition(1, {(AUG, "Low"): "1"})
    to_october = IncidentFilter(from_=AUG, until=date(2026, 10, 31))
    found = compared(whole.of(to_october), edition(2, {(AUG, "Low"): "1 2"}).of(to_october))
    assert also_counted(found, IncidentFilter(from_=AUG, until=date(2026, 8, 31))) == (
        "September 2026 and October 2026 are compared too, though still filling up: the figures of other pages leave them out, so "
        "that their counts are smaller."
    )
    assert also_counted(found, IncidentFilter(from_=AUG, until=date(2026, 9, 30))).startswith(
        "October 2026 is compared"
    )
    assert also_counted(found, to_october) == also_counted(found, IncidentFilter()) == ""
