"""When the incidents that were recorded happened: weekday and hour, or what a listing has to have for that."""

from dashboard.charts.crossed import heat_map
from dashboard.charts.frame import Picture
from dashboard.domain.incident_filter import Basis
from dashboard.findings.asking import Asking
from dashboard.findings.words import count_of, listed
from dashboard.measures.weekday_hours import WeekdayHours, weekday_hours

TITLE = "When recorded incidents happened: weekday and hour"
NEEDED = (
    "To see incidents by weekday and hour, add the time of incident (hours and minutes, for instance a column 'Incident time') to "
    "the listing and upload it again."
)
NOT_KNOWN = (
    "How much was going on at each hour (patients, staff, doses) is not known here, so an hour with more incidents is not an hour "
    "with more risk."
)


def weekday_hours_picture(asking: Asking) -> Picture | str:
    """The heat map, or one sentence where no incident has a time to draw."""
    found = weekday_hours(asking.rows("incidents_by_weekday_and_hour"))
    if not found.drawn:
        return _nothing_to_draw(found)
    return heat_map(
        "weekday-and-hour",
        TITLE,
        ("Hour", "Weekday"),
        found.crossed,
        asking.standing,
        sentence=f"{_fullest(found)} {_left_out(found)}",
        caption="Hours down, Monday to Sunday across, and in each cell the number of incidents that were recorded as happening "
        f"then{asking.about()}, each once; the darker, the more. {NOT_KNOWN}{_by_incident(asking)}",
        how=(
            "The weekday is that of the date of incident, the hour that of the time of incident, read to the minute; a time with a "
            "zone is turned into the time in London. What cannot be read as a time counts as not recorded and is listed after the "
            "upload.",
            "Exactly 00:00 is left out, because many systems write it where no time was given; the first line is 00:01 to 00:59.",
            "Counts of what was recorded, and no rates: drug rounds, handovers and the hour at which an error is noticed all shape "
            "them.",
        ),
        line_height=HOUR_HEIGHT,
    )


HOUR_HEIGHT = 22
"""24 lines of it fit on a screen of 768."""


def _nothing_to_draw(found: WeekdayHours) -> str:
    if found.midnight:
        return (
            f"Of {count_of(found.total, 'incident')} {found.midnight:,} {'has' if found.midnight == 1 else 'have'} 00:00 as the "
            f"time of incident, which often means that no time was given, and none has another with its full date. {NEEDED}"
        )
    return f"These extracts give no time of incident together with a full date. {NEEDED}"


def _fullest(found: WeekdayHours) -> str:
    hours, in_hour = found.fullest_hours
    days, on_day = found.fullest_days
    return (
        f"{count_of(found.drawn, 'incident')} of {found.total:,} can be drawn: most in the hour{_s(hours)} {listed(hours)} "
        f"({in_hour:,}{_each(hours)}) and on {listed(days)} ({on_day:,}{_each(days)})."
    )


def _s(names: tuple[str, ...]) -> str:
    return "" if len(names) == 1 else "s"


def _each(names: tuple[str, ...]) -> str:
    return "" if len(names) == 1 else " each"


def _left_out(found: WeekdayHours) -> str:
    parts = [
        part
        for count, part in (
            (
                found.midnight,
                f"{found.midnight:,} at exactly 00:00, which often means that no time was given",
            ),
            (found.untimed, f"{found.untimed:,} without a time"),
            (found.undated, f"{found.undated:,} without a full date"),
        )
        if count
    ]
    return f"Left out: {'; '.join(parts)}." if parts else "None is left out."


def _by_incident(asking: Asking) -> str:
    if asking.asked.basis is Basis.REPORTED:
        return " The period is chosen by the date reported; weekday and hour are those of the incident."
    return ""
