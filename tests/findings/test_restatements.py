"""The ledger in sentences: those of the committee by hand, and any ledger against a dictionary that forgets nothing."""

from collections import Counter
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.rows import Regrade, Restatement
from dashboard.findings.restated_month import MORE, reason_in_words
from dashboard.findings.restatements import MonthSentence, month_sentences

AUG, SEP = date(2026, 8, 1), date(2026, 9, 1)
FIRST, SECOND, THIRD = datetime(2026, 10, 5, 9), datetime(2026, 11, 6, 9), datetime(2026, 11, 7, 9)


def first(month: date | None, incidents: int) -> Restatement:
    return Restatement(1, "import", FIRST, month, "first covered by this extract", incidents)


def second(month: date | None, reason: str, incidents: int) -> Restatement:
    return Restatement(2, "import", SECOND, month, reason, incidents)


def texts(found: list[MonthSentence]) -> list[str]:
    return [each.text for each in found]


def test_the_sentence_of_the_committee() -> None:
    rows = [
        first(SEP, 41), second(SEP, "withdrawn", -1), second(SEP, "re-categorised as medication", 2),
        second(SEP, "recorded late", 5),
    ]  # fmt: skip
    regrades = [
        Regrade(2, "import", SECOND, SEP, "Moderate", "Low", 1), Regrade(2, "import", SECOND, SEP, "Severe", "No harm", 1),
        Regrade(2, "import", SECOND, SEP, "Low", "Moderate", 1),
    ]  # fmt: skip
    newest, oldest = month_sentences(rows, regrades, {SEP: 47})
    assert newest.text == (
        "September was 41, now 47: 5 recorded late, 2 re-categorised as medication, 1 withdrawn. "
        "Of the 47, 3 changed harm grade: 2 down, 1 up."
    )
    assert (newest.before, newest.after, newest.regraded, newest.is_new) == (41, 47, 3, False)
    assert newest.act_words == "Import 2 of 6 November 2026"
    assert oldest.text == "September is covered for the first time: 41 incidents."
    assert (oldest.before, oldest.after, oldest.is_new) == (0, 41, True)


def test_what_comes_to_nothing_is_still_said() -> None:
    rows = [second(SEP, "date of incident moved here", 1), second(SEP, "date of incident moved away", -1)]
    assert texts(month_sentences(rows, [], {SEP: 47})) == [
        "September was 47 and still is: 1 moved here from another month, 1 moved to another month."
    ]


def test_grades_change_where_the_count_does_not() -> None:
    regrades = [
        Regrade(2, "import", SECOND, SEP, "Not recorded", "Low", 2), Regrade(2, "import", SECOND, SEP, "Low", "Not applicable", 1),
        Regrade(2, "import", SECOND, SEP, "Not recorded", "Not applicable", 1),
    ]  # fmt: skip
    assert texts(month_sentences([], regrades, {SEP: 47})) == [
        "September is still 47. Of the 47, 4 changed harm grade: 2 graded for the first time, 1 no longer graded, "
        "1 still without a grade."
    ]


def test_reasons_that_do_not_say_their_sign_are_given_one() -> None:
    assert reason_in_words("undone", -3) == "3 taken back by the undo"
    assert (
        reason_in_words("counted from another system now", 1200)
        == "1,200 more (counted from another system now)"
    )
    assert reason_in_words("withdrawn", 1) == "1 more (withdrawn)"
    assert reason_in_words("recorded late", -2) == "2 fewer (recorded late)"


def test_more_days_covered_of_a_month_that_was_counted_is_a_restatement() -> None:
    rows = [first(SEP, 15), second(SEP, "first covered by this extract", 20)]
    newest, _ = month_sentences(rows, [], {SEP: 35})
    assert newest.text == "September was 15, now 35: 20 first covered by this extract."
    assert not newest.is_new


def test_undoing_walks_back_to_what_was() -> None:
    rows = [
        first(SEP, 41),
        second(SEP, "recorded late", 6),
        Restatement(2, "undo of import", THIRD, SEP, "undone", -6),
    ]
    assert [(each.before, each.after) for each in month_sentences(rows, [], {SEP: 41})] == [
        (47, 41),
        (41, 47),
        (0, 41),
    ]
    assert (
        month_sentences(rows, [], {SEP: 41})[0].text == "September was 47, now 41: 6 taken back by the undo."
    )


def test_incidents_without_a_month_come_last_and_older_months_have_their_year() -> None:
    rows = [
        second(None, "recorded late", 2),
        second(date(2025, 9, 1), "recorded late", 1),
        second(SEP, "recorded late", 1),
    ]
    assert texts(month_sentences(rows, [], {None: 5, SEP: 3, date(2025, 9, 1): 9})) == [
        "September 2025 was 8, now 9: 1 recorded late.",
        "September was 2, now 3: 1 recorded late.",
        "The count without a full date was 3, now 5: 2 recorded late.",
    ]


def test_a_ledger_that_does_not_fit_the_counts_says_so() -> None:
    (only,) = month_sentences([second(SEP, "recorded late", 5)], [], {SEP: 3})
    assert only.text == (
        "September: 5 recorded late. The ledger does not add up to the 3 counted now; publish again."
    )


changes = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.sampled_from((None, AUG, SEP)),
        st.sampled_from((*sorted(MORE), "withdrawn", "undone")),
        st.integers(-9, 9).filter(bool),
    ),
    max_size=30,
)


@given(changes)
def test_reasons_add_up_and_each_act_ends_where_the_next_begins(made: list[tuple]) -> None:
    """Second implementation: play the acts forwards in a dictionary, from a thousand incidents in every month."""
    rows = [
        Restatement(act, "import", datetime(2026, 10, act, 9), month, reason, incidents)
        for act, month, reason, incidents in made
    ]
    now: Counter = Counter({None: 1000, AUG: 1000, SEP: 1000})
    played: dict[tuple, tuple[int, int]] = {}
    for act in sorted({row.import_id or 0 for row in rows}):
        before = dict(now)
        its = [row for row in rows if row.import_id == act]
        for row in its:
            now[row.month] += row.incidents
        played |= {(act, row.month): (before[row.month], now[row.month]) for row in its}
    found = month_sentences(rows, [], now)
    assert {(each.import_id, each.month): (each.before, each.after) for each in found} == played
    assert all(each.after - each.before == sum(n for _, n in each.reasons) for each in found)
    assert [each.happened_at for each in found] == sorted((each.happened_at for each in found), reverse=True)
