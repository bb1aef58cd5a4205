"""Reporting lag in sentences: how soon incidents are reported, and from when a month counts as complete."""

from dataclasses import replace
from datetime import date, timedelta

from dashboard.charts.frame import Picture
from dashboard.charts.reporting_lag import MOST_DRAWN, days_told, how_soon_reported
from dashboard.domain.incident_filter import Basis
from dashboard.domain.periods import ReportingPeriod, day_in_words
from dashboard.domain.rows import DelayCount
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.words import count_of, listed
from dashboard.measures.harm import in_per_cent
from dashboard.stats import NoCurve, ReportingCurve
from dashboard.stats.reporting_lag import FEWEST_INCIDENTS, LONGEST_DAYS, SHORTEST_DAYS

SPAN = "the days that the curve is learnt from"
METHOD = (
    "Learnt from the whole trust, whatever the filter asks: incidents of the last 24 months with the day of the incident and "
    "of the report. Those of the last weeks cannot hold long delays yet, so each delay is compared only with incidents that "
    "could have been seen with it: from the longest delay back, the share reported by a day is the product of (1 - incidents "
    "with a longer delay / incidents reported by then that could have been seen with it). Newer incidents weigh more: those of "
    "60 days before the newest weigh half.",
    "Source: the product limit in reverse time for right-truncated data (Lagakos, Barraj and De Gruttola 1988, Biometrika "
    "75:515; Kalbfleisch and Lawless 1989, JASA 84:360).",
)


def days_to_complete(asking: Asking, curve: ReportingCurve) -> int:
    """Days after the end of a month on which an extract must be run to make it complete (of a month of 31 days): the day of
    the run itself is seen only in part.
    """
    return curve.days_until((asking.facts.complete_from_percent or 0) / 100) + 1


def complete_when(asking: Asking) -> str:
    """When a month counts, as it is said under 'How this is worked out' of every series."""
    curve = asking.curve
    if curve is None:
        return (
            f"By date of incident, a month fills up for {asking.facts.filling_up_days} days after its end; until then it is "
            "hollow and out of the limits."
        )
    return (
        f"By date of incident, a month is still filling up until {asking.facts.complete_from_percent} % of its incidents are "
        "expected to have been reported, by this trust's own curve of late reporting (see Coverage and quality): for "
        f"{count_of(days_to_complete(asking, curve), 'day')} after its end. Until then it is hollow and out of the limits."
    )


def lag_sentence(asking: Asking, curve: ReportingCurve) -> str:
    """'Of the whole trust's incidents that are reported in the end, 62 % are reported within 7 days and 94 % within 30; ...'"""
    return (
        "Of the whole trust's incidents that are reported in the end, "
        f"{in_per_cent(100 * curve.share(7))} are reported within 7 days and {in_per_cent(100 * curve.share(30))} within 30; "
        f"a month counts as complete {count_of(days_to_complete(asking, curve), 'day')} after its end, when "
        f"{asking.facts.complete_from_percent} % are expected."
    )


def why_no_curve(asking: Asking) -> str:
    """A sentence for an edition without a curve: what is missing, and what holds until then."""
    until_then = f"a month fills up for {asking.facts.filling_up_days} days after its end."
    if asking.learnt_curve is None:
        return (
            "How soon incidents are reported: this edition was published by an earlier version, which did not ask; "
            f"{until_then}"
        )
    short = (
        f"that could have been seen for {SHORTEST_DAYS} days or more"
        if asking.learnt_curve is NoCurve.TOO_SHORT
        else "with the day of the incident and of the report"
    )
    return (
        f"How soon incidents are reported cannot be learnt yet: it takes {FEWEST_INCIDENTS} incidents of the last 24 months "
        f"{short}. Until then {until_then}"
    )


def lag_picture(asking: Asking) -> Picture | str:
    """The curve; where there is none, the sentence that says why."""
    curve = asking.curve
    if curve is None:
        return why_no_curve(asking)
    first, last, seen_until = _learnt_from(asking)
    said = [
        f"{in_per_cent(100 * curve.share(day))} {'on the same day' if day == 0 else f'within {day}'}"
        for day in days_told(curve)[:-1]
    ]
    drawn = min(curve.longest, MOST_DRAWN)
    newest = seen_until + timedelta(days=1)
    return how_soon_reported(
        curve,
        replace(
            asking.standing,
            period=ReportingPeriod(first, last).in_words(),
            basis=Basis.OCCURRED.words,
            filter_words="",
        ),
        sentence=lag_sentence(asking, curve),
        caption=(
            f"A rising line over the first {drawn} days after the incident, learnt from {count_of(curve.incidents, 'incident')} of the whole trust: "
            f"{listed(said, 6)}."
        ),
        how=(
            *METHOD,
            f"What is reported after more than {curve.longest} days is not in it (at most {LONGEST_DAYS} days, and no delay "
            f"that fewer than {FEWEST_INCIDENTS} incidents could have been seen with). An extract run on a day holds that day "
            f"only in part: reports count until the day before; the newest extract was run on {day_in_words(newest)}.",
            "A month's completeness is the mean of the curve over its days. Its final count is expected to be what is recorded "
            "/ completeness; the 95 % interval is negative binomial (Poisson incidents of which a share is reported so far), "
            f"its variance widened {curve.spread:.1f} times by how far months have lain off the curve, and by what the curve "
            "may be wrong by.",
        ),
    )


def _learnt_from(asking: Asking) -> tuple[date, date, date]:
    """The first and the last day of an incident that the curve is learnt from, and the last day whose reports were all seen."""
    if SPAN not in asking.of_edition:  # thousands of rows, and the same whatever is asked
        rows: list[DelayCount] = asking.rows("reporting_delays", EVERYTHING)
        days = [row.occurred_on for row in rows]
        asking.of_edition[SPAN] = min(days), max(days), max(row.seen_until for row in rows)
    return asking.of_edition[SPAN]
