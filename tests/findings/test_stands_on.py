"""The first line of a page, and when its extract is called old."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from dashboard.domain.rows import EditionFacts
from dashboard.findings.asking import old_extract_words, stands_on

RUN_ON = date(2026, 11, 3)
FACTS = EditionFacts(
    1, datetime(2026, 11, 3), "0", False, "Trust", 30, RUN_ON, date(2026, 1, 1), date(2026, 10, 1), 0, 0, 0, "datix", False
)  # fmt: skip


def test_the_first_line_says_which_extract_and_that_it_is_no_live_feed() -> None:
    assert stands_on(FACTS, date(2026, 10, 31)) == (
        "From the extract of 3 November 2026 (incidents to 31 October 2026). Not a live feed: urgent incidents are handled in "
        "your incident system."
    )
    assert stands_on(replace(FACTS, newest_as_at=None), None) == "No extract has been imported yet."


@pytest.mark.parametrize(
    ("today", "old"),
    [
        (date(2026, 12, 8), False),
        (date(2026, 12, 9), True),
        (date(2026, 11, 1), False),
    ],  # 35 days, 36, a clock that lags
)
def test_an_extract_of_more_than_35_days_is_old(today: date, old: bool) -> None:
    assert bool(old_extract_words(FACTS, today)) is old


def test_what_is_said_of_an_old_one_and_never_of_the_made_up_trusts() -> None:
    today = date(2026, 12, 25)
    assert old_extract_words(FACTS, today) == (
        "The newest extract is 52 days old (3 November 2026): what was recorded since is not in these figures. Upload a new one "
        "before they go to a meeting."
    )
    assert old_extract_words(replace(FACTS, made_up=True), today) == ""
    assert old_extract_words(replace(FACTS, newest_as_at=None), today) == ""
