"""Many within few days: which of some dated incidents stand so close together that there are many of them within some days."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date, timedelta


def within_days(dated: Mapping[int, date], many: int, days: int) -> dict[int, int]:
    """Of incidents by number, those that are one of at least `many` within `days` days (the first and the last of them counted); each with
    the most that such days hold together with it."""
    in_order = sorted(dated.values())
    found: dict[int, int] = {}
    for n, day in dated.items():
        # Days that begin on an incident are enough: any others hold no more.
        begins = in_order[bisect_left(in_order, day - timedelta(days - 1)) : bisect_right(in_order, day)]
        most = max(
            bisect_right(in_order, begin + timedelta(days - 1)) - bisect_left(in_order, begin)
            for begin in set(begins)
        )
        if most >= many:
            found[n] = most
    return found
