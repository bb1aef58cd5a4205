"""What is said of every judged series: what stands out in it, and how it is worked out."""

from collections.abc import Sequence

from dashboard.charts.process import how_limits_are_worked_out
from dashboard.findings.breaks import recorded_near
from dashboard.measures.months import Happened
from dashboard.measures.rules_compared import rules_compared
from dashboard.measures.series import Series
from dashboard.measures.special_causes import special_cause_in_words, special_causes
from dashboard.stats import FEWEST_ON_AVERAGE

SECOND_LOOK = (
    "The dotted limits are those of a u-prime chart (Laney 2002): they allow for how much activity each month had. They are "
    "drawn only where they say otherwise of the newest month."
)


def what_stands_out(series: Series, happened: Sequence[Happened]) -> tuple[str, ...]:
    """A sentence for each special cause, the newest first: dates, direction, rule, and what is recorded near it."""
    return tuple(
        f"{special_cause_in_words(series, cause)}. {recorded_near(happened, cause.first)}"
        for cause in reversed(special_causes(series))
    )


def what_stands_out_in_each(many: Sequence[Series], happened: Sequence[Happened]) -> tuple[str, ...]:
    """The special causes of several series, each with its name."""
    return tuple(f"{series.name}: {words}" for series in many for words in what_stands_out(series, happened))


def how_judged_together(many: Sequence[Series]) -> tuple[str, ...]:
    """How several series on one scale are judged: the rules once, and why some have no limits."""
    with_limits = [series for series in many if series.chart]
    too_few = [series for series in many if (series.choice.on_average or 0.0) < FEWEST_ON_AVERAGE]
    others = [series for series in many if series.why_no_limits and series not in too_few]
    lines = [
        *(how_limits_are_worked_out(with_limits[0]) if with_limits else ()),
        *(f"{series.name}: {series.why_no_limits}" for series in others),
    ]
    if too_few:
        said = ", ".join(f"{series.name} {series.choice.average_in_words}" for series in too_few)
        lines.append(
            f"Drawn without limits, because below {FEWEST_ON_AVERAGE:.0f} incidents a month on average limits give false "
            f"signals: {said}."
        )
    return tuple(lines)


def how_judged(series: Series) -> tuple[str, ...]:
    """Its limits and rules, a second look where it matters, and what other rule sets would say. Which chart it is, and why, stands
    under the chart itself (`Picture.why`)."""
    look = (SECOND_LOOK,) if series.second_look else ()
    return (*how_limits_are_worked_out(series), *look, *rules_compared(series))
