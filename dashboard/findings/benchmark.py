"""The trust's own benchmark pack: the whole trust, complete months, a released edition."""

from dashboard import __version__
from dashboard.domain.benchmark import PSEUDONYM, BenchmarkPack, BenchmarkRow
from dashboard.domain.periods import day_in_london, last_day
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.measures.benchmark import benchmark_rows, counted_periods

ONLY_RELEASED = "A benchmark pack is made of a released edition only: release edition {edition} first, or choose one that is released."
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
    to = 1 if not organisation.startswith(PSEUDONYM) else PSEUDONYM_BED_DAYS
    key = f"benchmark rows, bed days to {to}"
    if key not in asking.of_edition:
        asking.of_edition[key] = _rows(asking.of(EVERYTHING), to)
    rows: tuple[BenchmarkRow, ...] = asking.of_edition[key]
    if not rows:
        return NO_MONTH
    method = f"edition {asking.edition.edition_id}, released {day_in_london(released).isoformat()}; dashboard {__version__}"
    return BenchmarkPack(organisation, organisation_type, method, rows)


def has_a_month(asking: Asking) -> bool:
    """Whether there is anything to put into a pack."""
    return bool(asking.of(EVERYTHING).months.counted)


def _rows(whole: Asking, bed_days_to: int) -> tuple[BenchmarkRow, ...]:
    periods = counted_periods(
        whole.months.counted,
        {row.month: row.sources for row in whole.calendar},
        {row.month: row.bed_days for row in whole.rows("bed_days_by_month")},
    )
    if periods is None:
        return ()
    months = list(periods.sources)
    asked = EVERYTHING.narrowed(from_=months[0], until=last_day(months[-1]))
    kinds = whole.rows("incidents_by_month_and_kind", asked)
    return benchmark_rows(kinds, periods, bed_days_to=bed_days_to)
