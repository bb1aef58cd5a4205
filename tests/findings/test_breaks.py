"""What is said of breaks: what is recorded near a month, what seems to ask for one, what one more would change; by hand."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import months_later
from dashboard.domain.rows import CoveredMonth, DatedRow, EditionFacts, MonthRate
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.findings.break_preview import preview
from dashboard.findings.breaks import (
    SURE_ENOUGH,
    question_about_change,
    recorded_near,
    scope_words,
    switch_sentence,
)
from dashboard.findings.rates import reporting
from dashboard.measures.months import Happened
from dashboard.measures.series import Series
from dashboard.stats import change_of_level

FIRST = date(2025, 1, 1)
FACTS = EditionFacts(
    1, datetime(2028, 1, 1), "", False, "Trust", 30, date(2028, 1, 1), FIRST, date(2027, 1, 1), 0, 0, 0, "datix", False
)  # fmt: skip
STEP = (20, 22, 18, 21, 19, 20, 22, 18, 21, 19, 30, 32, 28, 31, 29, 30, 32, 28, 31, 29)
"""Ten months about 20 and ten about 30: the change is November 2025; the averages are 20.0 and 30.0."""


def asked(counts: tuple[int | None, ...], *records: DatedRow, bed_days: float | None = None) -> Asking:
    """An edition of these monthly counts from January 2025; None is a month that no extract covers."""
    months = {months_later(FIRST, place): count for place, count in enumerate(counts)}
    answers = {
        "edition_facts": [replace(FACTS, has_bed_days=bed_days is not None)],
        "covered_months": [
            CoveredMonth(month, "datix", 1, True) for month, count in months.items() if count is not None
        ],
        "dated_records": list(records),
        "reporting_rate_by_month": [
            MonthRate(month, count, bed_days, count / bed_days * 1000 if bed_days else None, None, None)
            for month, count in months.items()
            if count is not None
        ],
    }
    last = months_later(FIRST, len(counts))
    asked_for = IncidentFilter(from_=FIRST, until=date.fromordinal(last.toordinal() - 1))
    return Asking(lambda name, _: answers[name], EditionSeen(1, None, None), asked_for)


def series_of(asking: Asking) -> Series:
    return reporting(asking).series


def happened(label: str, on: date, kind: str = "annotation", **more: str | None) -> DatedRow:
    scope = {"site": None, "division": None, "drug_class": None} | more
    return DatedRow(kind, on, label, "Why", "", **scope)  # pyright: ignore[reportArgumentType]


def test_a_step_is_asked_about_and_nothing_else_is() -> None:
    stepped = asked(STEP)
    assert question_about_change(stepped, series_of(stepped)) == (
        "Something seems to have changed around November 2025: on average 20.0 before, 30.0 after. What happened in "
        "November 2025? Nothing is rebased by this: if you know the reason, record a break."
    )
    level = asked(STEP[:10] * 2)
    assert question_about_change(level, series_of(level)) == ""
    not_sure = asked((20, 21) * 3 + (30, 31) * 6)
    assert question_about_change(not_sure, series_of(not_sure)) == "", "K = 72 of 18 months: p = 0.013"
    assert reporting(stepped).series.breaks == (), "it only asks"


def test_only_the_months_since_the_last_break_are_looked_at() -> None:
    """Twenty months with a step in the middle, and a break three months before the step or at it."""
    early = asked(STEP * 1, happened("New form", date(2025, 2, 10), "break"))
    assert "around November 2025: on average 20.0 before" in question_about_change(early, series_of(early))
    at_it = asked(STEP, happened("New form", date(2025, 11, 10), "break"))
    assert question_about_change(at_it, series_of(at_it)) == ""


def test_a_change_near_a_break_is_never_asked_about() -> None:
    """The clearest step there can be, so many months after a break: with six months on one side it is not sure enough, however
    long the other side is; with seven on both it is from 16 months on."""
    for months in range(12, 121):
        for at in range(1, 7):
            found = change_of_level([1.0] * at + [2.0] * (months - at))
            assert found is not None and found.p >= SURE_ENOUGH, (months, at)
    assert next(months for months in range(12, 24) if _clear(months)) == 16


def _clear(months: int) -> bool:
    found = change_of_level([1.0] * (months // 2) + [2.0] * (months - months // 2))
    return found is not None and found.p < SURE_ENOUGH


def test_missing_months_are_passed_over_and_the_month_is_still_right() -> None:
    gaps: tuple[int | None, ...] = (*STEP[:4], None, None, *STEP[4:])
    seen = asked(gaps)
    assert "around January 2026: on average 20.0 before, 30.0 after" in question_about_change(
        seen, series_of(seen)
    )


def test_what_is_recorded_near_it_is_told_with_the_question() -> None:
    seen = asked(STEP, happened("Electronic *prescribing*", date(2025, 10, 1)))
    assert "Recorded near it: Electronic *prescribing* (1 October 2025). Nothing is rebased" in (
        question_about_change(seen, series_of(seen))
    )


def test_recorded_near_counts_whole_months_on_both_sides() -> None:
    def on(day: date, label: str) -> Happened:
        return Happened(day.replace(day=1), day, label, False)

    records = [on(date(2025, 8, 31), "A"), on(date(2025, 9, 1), "B"), on(date(2026, 1, 31), "C")]
    assert recorded_near(records, date(2025, 11, 1)) == (
        "Recorded near it: B (1 September 2025) and C (31 January 2026)."
    )
    assert recorded_near(records, date(2025, 11, 1), months=1) == "No break or action is recorded near it."
    assert recorded_near([], date(2025, 11, 1)) == "No break or action is recorded near it."


def test_the_preview_says_averages_and_limits_before_and_after() -> None:
    """By hand: moving ranges of the first ten 2 4 3 2 1 2 4 3 2, of the last ten the same: mean 23/9, times 2.66 = 6.8.
    All twenty: 19 ranges, 23 + 11 + 23 = 57, mean 3; 11 is above 3.267 x 3 and left out: 46/18 x 2.66 = 6.8; average 25,
    with ten months in a row on either side of it."""
    seen = asked(STEP)
    found = preview(seen, happened("New form", date(2025, 11, 10), "break"))
    assert found.sentence == (
        "As it stands: average 25.0 (18.2 to 31.8) incidents a month; 20 months of special cause. With a break on 10 November "
        "2025: average 20.0 (13.2 to 26.8) before, 30.0 (23.2 to 36.8) after; no special cause. The part after the break "
        "has 10 complete months: fewer than 12, so these are trial limits."
    )
    assert found.now.breaks == ()
    assert found.then.breaks == ("New limits from 10 November 2025: New form. Why.",)
    assert found.now.key != found.then.key
    scales = [picture.figure.layout.yaxis.range for picture in (found.now, found.then)]
    assert scales[0] == scales[1]
    assert series_of(seen).breaks == (), "nothing is stored, and the page's own question is as it was"


def test_the_preview_of_a_rate_speaks_of_bed_days_and_of_enough_months() -> None:
    seen = asked((*STEP, 30, 31), bed_days=4000.0)
    sentence = preview(seen, happened("New form", date(2025, 11, 1), "break")).sentence
    assert "average 5.0 (3.3 to 6.7) before, 7.5" in sentence
    assert "per 1,000 occupied bed days" in sentence
    assert "has 12 complete months: enough for limits that can be relied on." in sentence


@pytest.mark.parametrize(
    ("day", "more", "said"),
    [
        (date(2024, 11, 1), {}, "lies outside the months asked for"),
        (date(2025, 1, 5), {}, "No complete month lies before 5 January 2025"),
        (date(2025, 6, 5), {}, "A break is drawn in June 2025 already"),
    ],
)
def test_a_break_that_would_change_nothing_says_why(
    day: date, more: dict[str, str | None], said: str
) -> None:
    seen = asked(STEP, happened("There already", date(2025, 6, 30), "break"))
    assert said in preview(seen, happened("New form", day, "break", **more)).sentence


def test_too_few_incidents_for_limits_are_said() -> None:
    seen = asked((1, 2) * 8)
    assert (
        "below 4, limits on a month give false signals"
        in preview(seen, happened("x", date(2025, 6, 1), "break")).sentence
    )


def test_the_switch_says_where_its_day_comes_from() -> None:
    worked_out = happened("NRLS to LFPSE", date(2025, 6, 1), "break")
    assert "6 June 2025: the day that your trust named. This edition was published before that" in (
        switch_sentence(asked(STEP, worked_out), date(2025, 6, 6))
    )
    assert "1 June 2025: the first month that is counted from LFPSE" in switch_sentence(
        asked(STEP, worked_out), None
    )
    assert "No switch from NRLS to LFPSE is drawn" in switch_sentence(asked(STEP), None)


def test_the_scope_in_words() -> None:
    assert scope_words(None, None, None) == "whole trust"
    assert scope_words("Northgate", None, "Insulins") == "Northgate, Insulins"
