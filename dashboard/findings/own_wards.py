"""What a ward link sees: how many incidents their own wards recorded, at which harm, and how it went month by month."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.frame import Picture, Table
from dashboard.domain.rows import PlaceRate
from dashboard.findings import harm, rates
from dashboard.findings.asking import Asking
from dashboard.findings.overview import recorded_sentence
from dashboard.findings.places import complete_months_only
from dashboard.findings.words import RECORDED_CAVEAT, listed
from dashboard.findings.years import years_picture

BY_WARD = "Ward by ward"


@dataclass(frozen=True)
class OwnWards:
    """by_ward: one row a ward; None where no month is complete."""

    sentences: tuple[str, ...]
    pictures: tuple[Picture, ...]
    by_ward: Table | None
    caveat: str = RECORDED_CAVEAT


def title_of(wards: Sequence[str]) -> str:
    return f"Medication incidents recorded on {listed(wards, len(wards))}"


def own_wards(asking: Asking) -> OwnWards:
    """From questions that a ward link may ask, each of which counts their own wards alone."""
    reporting, mix, by_month = rates.reporting(asking), harm.mix_of_period(asking), harm.mix_by_month(asking)
    moderate = harm.moderate_series(asking, by_month)
    return OwnWards(
        (
            recorded_sentence(asking, reporting, mix.all_incidents),
            harm.mix_sentence(mix),
            harm.moderate_sentence(asking, mix, moderate),
        ),
        (
            (rates.rate_picture(asking, reporting), harm.by_month_picture(asking, by_month, mix))
            if len(asking.months)
            else (years_picture(asking),)
        ),
        _by_ward(asking),
    )


def _by_ward(asking: Asking) -> Table | None:
    if not asking.months.counted:
        return None
    rows: list[PlaceRate] = asking.rows("incidents_and_bed_days_by_place", complete_months_only(asking))
    return Table(
        ("Site", "Ward or place", "Incidents", "Occupied bed days", "Per 1,000 bed days", "From", "To"),
        tuple((row.site, row.location, row.incidents, row.bed_days, row.rate, row.lower, row.upper) for row in rows),
    )  # fmt: skip
