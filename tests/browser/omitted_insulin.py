"""A trust made for one story: insulin left out on two wards, a run of it in the last two months before anything is done, and few after.

November 2024 to December 2025 are 14 months, ten and eight in turn and then twenty and twenty; January to August 2026 are 8 months of four.
Beside it every month has twelve incidents of another medicine on a third ward, so that reporting as a whole goes on.
"""

from datetime import date

from dashboard.domain.periods import last_day, months_later
from tests.made_up_incidents import datix, one

FIRST, BEGAN = date(2024, 11, 1), date(2026, 1, 1)
BEFORE = (10, 8, 10, 8, 10, 8, 10, 8, 10, 8, 10, 8, 20, 20)
AFTER = (4, 4, 4, 4, 4, 4, 4, 4)
WARDS = ("Ward 7", "Ward 12")
OTHERS = 12


def month_of_story(n: int) -> date:
    """The n-th month of the story, from 0."""
    return months_later(FIRST, n)


def before_it_began() -> bytes:
    """The first listing: everything up to December 2025, run on 5 February 2026."""
    return _listing(range(len(BEFORE)), date(2026, 2, 5))


def month_after(n: int) -> bytes:
    """The listing of the n-th month since it began (0 is January 2026), run five weeks after its end."""
    month = len(BEFORE) + n
    return _listing(range(month, month + 1), months_later(month_of_story(month), 2).replace(day=5))


def covered_after(n: int) -> tuple[date, date]:
    first = month_of_story(len(BEFORE) + n)
    return first, last_day(first)


def _listing(months: range, run_on: date) -> bytes:
    counts = (*BEFORE, *AFTER)
    return datix(
        *(row for n in months for row in _month(month_of_story(n), counts[n])),
        run_on=run_on,
    )


def _month(first: date, omitted: int) -> list[dict[str, str]]:
    def on(n: int) -> str:
        return f"{1 + n % 28:02}/{first:%m/%Y}"

    insulin = [
        one(
            f"I{first:%y%m}{n:02}",
            on=on(n),
            ward=WARDS[n % 2],
            drug="Insulin glargine",
            stage="Administration",
            error="Omitted medicine / ingredient",
            harm="Low",
        )
        for n in range(omitted)
    ]
    others = [
        one(
            f"O{first:%y%m}{n:02}",
            on=on(2 * n),
            ward="Ward 3",
            drug="Paracetamol",
            stage="Prescribing",
            error="Wrong / unclear dose or strength",
            harm="No harm",
        )
        for n in range(OTHERS)
    ]
    return insulin + others
