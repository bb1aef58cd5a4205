"""Which editions are kept, by hand: a day's newest for 30 days, a month's newest before, and whatever was released or taken away."""

from datetime import date, datetime

from dashboard.register import Publication
from dashboard.work.privacy.thinning import not_needed

TODAY = date(2026, 11, 23)


def published(number: int, at: datetime, *, released: bool = False) -> Publication:
    return Publication(number, at, "x", at if released else None, "x" if released else None, None)


def test_what_a_newer_one_of_the_day_or_of_the_month_supersedes_goes() -> None:
    shelf = [
        published(12, datetime(2026, 11, 23, 11)),
        published(11, datetime(2026, 11, 23, 10)),  # superseded today
        published(10, datetime(2026, 10, 24, 12)),  # 30 days ago, its day's newest
        published(9, datetime(2026, 10, 24, 9), released=True),
        published(8, datetime(2026, 10, 24, 8)),  # superseded, but a pack of it left
        published(7, datetime(2026, 10, 23, 12)),  # October's newest before those 30 days
        published(6, datetime(2026, 10, 2, 12)),  # superseded within October
        published(5, datetime(2026, 9, 30, 23, 30)),  # 1 October in London: within October too
        published(4, datetime(2026, 9, 30, 22, 30)),  # September's newest
        published(3, datetime(2026, 9, 1, 12), released=True),
        published(2, datetime(2026, 9, 1, 11)),
        published(1, datetime(2026, 8, 1, 11)),
    ]
    assert not_needed(shelf, [8, None], TODAY) == (2, 5, 6, 11)
    assert not_needed([], [], TODAY) == ()
