"""Completeness and reporting delay of each ward or place: by name, never by figure, and every place is listed."""

from dashboard.charts.frame import Table
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import last_day
from dashboard.findings.asking import Asking
from dashboard.findings.words import count_of, listed
from dashboard.measures.quality import FEW, FIELDS, NOTHING, WardQuality, by_ward

FEW_WORDS = f"under {FEW} incidents"
OF_A_PLACE = tuple(field for field in FIELDS if field not in ("Site", "Ward or place"))
"""Site and place name the row, so their share would say nothing."""


def wards(asking: Asking) -> list[WardQuality]:
    """Every ward or place over the complete months, or over what is asked where no month is complete."""
    narrowed = _complete_months(asking)
    return by_ward(
        asking.rows("completeness_by_ward", narrowed), asking.rows("reporting_delay_by_ward", narrowed)
    )


def _complete_months(asking: Asking) -> IncidentFilter:
    """Without months that are partly covered or filling up at either end."""
    counted = asking.months.counted
    if not counted:
        return asking.asked
    return asking.asked.narrowed(from_=counted[0], until=last_day(counted[-1]))


def wards_sentence(found: list[WardQuality]) -> str:
    """How many places there are, and which have too few incidents to read a share from."""
    few = [each.location for each in found if each.few]
    start = f"{count_of(len(found), 'ward or place', 'wards and places')}, by site and name: a list, not a ranking."
    if not few:
        return start
    verb = "has" if len(few) == 1 else "have"
    return f"{start} {len(few):,} {verb} {FEW_WORDS}, so that one record moves a share by more than 10 in 100: {listed(few, 6)}."


def completeness_table(found: list[WardQuality]) -> Table:
    """Per cent recorded of each field."""
    return Table(
        ("Site", "Division", "Ward or place", "Incidents", "Few", *(f"{field} %" for field in OF_A_PLACE)),
        tuple(
            (
                *_place(each),
                each.incidents,
                FEW_WORDS if each.few else "",
                *(each.fields.get(field, NOTHING).percent for field in OF_A_PLACE),
            )
            for each in found
        ),
    )


def delay_table(found: list[WardQuality]) -> Table:
    """Days to report, and how many within 7 and 30 days; no figure where no delay is known."""
    columns = ("Site", "Division", "Ward or place", "Incidents with both days", "Few", "Median days", "90th percentile",
               "% within 7 days", "% within 30 days", "No delay known")  # fmt: skip
    rows = []
    for each in found:
        delay = each.delay
        if delay is None:
            continue
        rows.append(
            (
                *_place(each), delay.incidents, FEW_WORDS if delay.incidents < FEW else "", delay.median_days,
                delay.p90_days, _percent(delay.within_7, delay.incidents),
                _percent(delay.within_30, delay.incidents), delay.no_delay_known,
            )
        )  # fmt: skip
    return Table(columns, tuple(rows))


def _place(each: WardQuality) -> tuple[str, str, str]:
    return each.site, each.division, each.location


def _percent(count: int, of: int) -> float | None:
    return 100 * count / of if of else None
