"""The trust's own benchmark pack: the whole trust, complete months, a released edition."""

from dashboard import __version__
from dashboard.domain.benchmark import PSEUDONYM, BenchmarkPack
from dashboard.domain.periods import day_in_london, last_day
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.measures.benchmark import benchmark_rows, counted_periods

ONLY_RELEASED = (
    "A benchmark pack is made of a released edition only: release edition {edition} first, or choose one that is released."
)
NO_MONTH = "No month of this edition is complete yet, so there is nothing to compare."
PSEUDONYM_BED_DAYS = 100
"""Bed days under a pseudonym are given to the nearest hundred: exact ones are published with the trust's name beside them."""


def own_pack(asking: Asking, organisation: str, organisation_type: str) -> BenchmarkPack | str:
    """The pack of an edition, whatever its filter; or, in one sentence, why there is none.

    organisation: the trust's code, or a pseudonym (P-...). The same edition and organisation give the same pack.
    """
    released = asking.edition.released_at
    if released is None:
        return ONLY_RELEASED.format(edition=asking.edition.edition_id)
    whole = asking.of(EVERYTHING)
    periods = counted_periods(
        whole.months.counted,
        {row.month: row.sources for row in whole.calendar},
        {row.month: row.bed_days for row in whole.rows("bed_days_by_month")},
    )
    if periods is None:
        return NO_MONTH
    months = list(periods.sources)
    kinds = whole.rows(
        "incidents_by_month_and_kind", EVERYTHING.narrowed(from_=months[0], until=last_day(months[-1]))
    )
    named = not organisation.startswith(PSEUDONYM)
    rows = benchmark_rows(kinds, periods, bed_days_to=1 if named else PSEUDONYM_BED_DAYS)
    method = f"edition {asking.edition.edition_id}, released {day_in_london(released).isoformat()}; dashboard {__version__}"
    return BenchmarkPack(organisation, organisation_type, method, rows)
