"""All measures at a glance: each series of the other pages in one row, with its icon, its limits and its chart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from dashboard.charts.frame import Picture, Table
from dashboard.charts.icons import NOT_ENOUGH, Icon, variation_icon
from dashboard.charts.process import how_limits_are_worked_out, series_picture
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import month_in_words
from dashboard.findings import classes, harm, quality, rare_harm, rates
from dashboard.findings.asking import Asking
from dashboard.findings.by_chance import by_chance
from dashboard.findings.judged import how_judged, what_stands_out
from dashboard.findings.words import count_of, listed
from dashboard.measures.at_a_glance import Measure, Order, ordered
from dashboard.measures.harm import HarmByMonth
from dashboard.measures.rules import rule_in_words, side_in_words
from dashboard.measures.series import COUNTED, Series, missing_in_words, signal_in_words
from dashboard.measures.special_causes import figure, usual_in_words, whole_range
from dashboard.stats import TRIAL_POINTS, Direction

FEWER_IS_BETTER = "fewer incidents of moderate harm and above is better"
DEPENDS_ON_GRADING = (
    "Moderate and above depends on how incidents are graded: when grading changes, so does this count."
)
NO_DIRECTION = (
    "Only moderate and above has a direction that is better. Recording more or less is neither, and what is filled in later "
    "leaves the shares at the next import, so that their newest months tend to stand higher."
)


OF_A_CLASS = "measure-"
"""How the keys of the pictures of classes begin."""

NO_LIMITS = "no limits"
"""In the table of the first screen, whose columns have no room for the reason: the chart of the measure says it."""


@dataclass(frozen=True)
class Row:
    """A measure under a name of its own (`key`, as a class may be called anything), and its chart when it is opened, whose key is
    `picture`."""

    key: str
    measure: Measure
    draw: Callable[[], Picture]
    picture: str

    @property
    def side(self) -> str:
        """'Higher than usual', 'Lower than usual', 'Rising', 'Falling', 'Usual variation' or 'Not enough to judge'."""
        judged = self.measure.judged
        if judged is None:
            return NOT_ENOUGH
        if not judged.signal:
            return "Usual variation"
        return side_in_words(judged.rule, judged.high).capitalize()

    @property
    def icon(self) -> Icon:
        """The variation icon with the words of this measure."""
        judged = self.measure.judged
        better = f": {self.measure.better}" if judged and judged.signal and self.measure.better else ""
        return variation_icon(self.measure.variation, self.side + better)

    @property
    def words(self) -> str:
        """The icon in words, with the rule behind a special cause."""
        measure, judged = self.measure, self.measure.judged
        if judged is None or not judged.signal:
            return self.side
        better = f"; {measure.better}" if measure.better else ""
        return f"{self.side}: {rule_in_words(judged.rule, measure.series.rules)}{better}"

    @property
    def limits(self) -> str:
        """What to know of the limits: why there are none, or that they are trial limits; mostly nothing."""
        if self.measure.judged is None:
            return self.measure.series.why_no_limits or "No month is complete."
        if self.measure.months < TRIAL_POINTS:
            return f"Trial limits: fewer than {TRIAL_POINTS} complete months."
        return ""


@dataclass(frozen=True)
class SummaryRow:
    """A measure in words for the table of the first screen, and the page (with its filter) that shows it.

    newest: the figure of the newest complete month, with its month where that is not the one of the table.
    """

    icon: Icon
    name: str
    newest: str
    average: str
    usual: str
    months: str
    words: str
    page: str
    asked: IncidentFilter


@dataclass(frozen=True)
class Summary:
    """A few measures in words; `month` is the newest complete one of the whole trust, which heads their figures."""

    month: str
    rows: tuple[SummaryRow, ...]


def all_measures(asking: Asking) -> tuple[Row, ...]:
    """Reporting, moderate and above, harm not yet recorded, no medicine named, then every class, largest first.

    The series are those of the other pages. No row where no month can be drawn.
    """
    if not len(asking.months):
        return ()
    by_month = harm.mix_by_month(asking)
    return (
        _reporting_row(asking, rates.reporting(asking)),
        _moderate_row(asking, harm.moderate_series(asking, by_month), by_month),
        *(
            Row(
                missing.key,
                Measure(missing.series),
                partial(quality.missing_picture, asking, missing),
                missing.key,
            )
            for missing in quality.missing_of(asking, quality.recorded(asking))
        ),
        *(_class_row(asking, series) for series in classes.class_trends(asking).series),
    )


def summary(
    asking: Asking,
    reporting: rates.Reporting,
    moderate: Series,
    by_month: HarmByMonth,
    shown: Sequence[Series],
) -> Summary | None:
    """The measures of the first screen, from series that it has already: reporting, moderate and above, the classes shown.

    None where no month is complete.
    """
    newest = asking.months.newest
    if newest is None:
        return None
    rows = (
        (_reporting_row(asking, reporting), "reporting-rates", asking.asked),
        (_moderate_row(asking, moderate, by_month), "harm-levels", asking.asked),
        *(
            (_class_row(asking, series), "drug-classes", asking.asked.narrowed(drug_class=(series.name,)))
            for series in shown
        ),
    )
    return Summary(month_in_words(newest), tuple(_summary_row(*row, newest) for row in rows))


def _reporting_row(asking: Asking, found: rates.Reporting) -> Row:
    return Row(
        "reporting", Measure(found.series), partial(rates.rate_picture, asking, found), rates.RATE_PICTURE
    )


def _moderate_row(asking: Asking, series: Series, by_month: HarmByMonth) -> Row:
    return Row(
        "moderate",
        Measure(series, Direction.DECREASE, FEWER_IS_BETTER),
        partial(rare_harm.by_month_picture, asking, rare_harm.MODERATE, by_month),
        rare_harm.MODERATE.by_month,
    )


def _class_row(asking: Asking, series: Series) -> Row:
    return Row(
        f"class {series.name}",
        Measure(series),
        partial(_class_picture, asking, series),
        key_of_class(series.name),
    )


def _summary_row(row: Row, page: str, asked: IncidentFilter, month: date) -> SummaryRow:
    measure, series = row.measure, row.measure.series
    newest, usual = measure.newest, measure.usual
    unit = "" if series.unit == COUNTED else f", {series.unit[:1].lower()}{series.unit[1:]}"
    other = f" in {month_in_words(newest.month)}" if newest and newest.month != month else ""
    return SummaryRow(
        row.icon,
        f"{measure.name}{unit}",
        f"{figure(series, newest.value)}{other}" if newest else "none is complete",
        figure(series, measure.average) if measure.judged else "",
        usual_in_words(series, usual) if usual else NO_LIMITS if measure.newest else "",
        f"{measure.months:,}",
        row.words,
        page,
        asked,
    )


def in_order(rows: Sequence[Row], order: Order) -> list[Row]:
    """The rows in this order."""
    of = {id(row.measure): row for row in rows}
    return [of[id(measure)] for measure in ordered([row.measure for row in rows], order)]


def at_a_glance_sentence(rows: Sequence[Row]) -> str:
    """Which measures are unusual in their newest month, of how many that can be judged."""
    judged = [row for row in rows if row.measure.judged]
    few = len(rows) - len(judged)
    rest = f"; {few:,} more {'has' if few == 1 else 'have'} too few to judge" if few else ""
    if not judged:
        return f"None of the {count_of(len(rows), 'measure')} has enough to judge."
    unusual = [
        f"{row.measure.name} ({row.side[:1].lower()}{row.side[1:]})"
        for row in judged
        if row.side != "Usual variation"
    ]
    of = f"{count_of(len(judged), 'measure')} that have limits"
    if len(judged) == 1:
        verb = (
            f"is unusual in its newest month: {unusual[0]}"
            if unusual
            else "is not unusual in its newest month"
        )
        return f"The one measure that has limits {verb}{rest}."
    if not unusual:
        return f"Of {of}, none is unusual in its newest month{rest}."
    verb = "is unusual in its" if len(unusual) == 1 else "are unusual in their"
    return f"Of {of}, {len(unusual):,} {verb} newest month: {listed(unusual, 6)}{rest}."


def how_it_is_worked_out(asking: Asking, rows: Sequence[Row]) -> tuple[str, ...]:
    """The method behind the table, and how many signals chance alone would give it."""
    series = [row.measure.series for row in rows]
    with_limits = [each for each in series if each.chart]
    return (
        *by_chance(series, "measure"),
        "The icon is Making Data Count's variation icon: what the newest complete month is. H and L say higher and lower; a "
        "filled disc says that the other direction is better, an open circle that this one is, a square that neither is.",
        "Average, limits and months are those that judge the newest month: since the last break, where there is one. Change is "
        "the newest month less the month before it; the order by change compares it with the width between the limits.",
        DEPENDS_ON_GRADING,
        NO_DIRECTION,
        "No measure has a target, so that none is said to meet or to miss one.",
        *(how_limits_are_worked_out(with_limits[0]) if with_limits else ()),
        *((words,) if (words := missing_in_words(asking.months)) else ()),
    )


COLUMNS = (
    "Measure", "Newest month", "Latest", "Average", "Lower limit", "Upper limit", "Months", "Unit", "Change", "Month",
    "Target", "About the limits",
)  # fmt: skip


def table(rows: Sequence[Row]) -> Table:
    """The rows in figures and words, unrounded; what is not known is empty."""
    return Table(COLUMNS, tuple(_figures(row) for row in rows))


def _figures(row: Row) -> tuple[object, ...]:
    measure = row.measure
    newest, (lower, upper) = measure.newest, measure.usual or (None, None)
    return (
        measure.name,
        row.words,
        newest.value if newest else None,
        measure.average,
        lower,
        upper,
        measure.months,
        measure.series.unit,
        measure.change,
        month_in_words(newest.month) if newest else "none is complete",
        "none",
        row.limits,
    )


def key_of_class(name: str) -> str:
    """The key of the picture of a class by month."""
    letters = "".join(each if each.isascii() and each.isalnum() else "-" for each in name.lower())
    return f"{OF_A_CLASS}{letters}"


def _class_picture(asking: Asking, series: Series) -> Picture:
    return series_picture(
        key_of_class(series.name),
        f"Incidents by month involving {classes.in_sentence(series.name)}{asking.class_by.source}",
        series,
        asking.standing,
        sentence=_newest_of_class(series),
        caption=_months_drawn(asking, series),
        happened=asking.drawn,
        stands_out=what_stands_out(series, asking.happened),
        how=(
            "Counts are of incidents recorded, not the risk of a medicine. One incident can involve several medicines.",
            *how_judged(series),
        ),
        narrows={"drug_class": (series.name,)},
    )


def _newest_of_class(series: Series) -> str:
    newest = series.newest
    if newest is None or newest.incidents is None:
        return "No month of this period is complete yet."
    start = f"{month_in_words(newest.month)} had {newest.incidents:,}"
    usual = series.usual(newest)
    if usual is None:
        return f"{start}. {series.why_no_limits or ''}".rstrip()
    start += f", where {whole_range(*usual)} is usual."
    return f"{start} {signal_in_words(series, newest)}".rstrip()


def _months_drawn(asking: Asking, series: Series) -> str:
    points = [point for point in series.points if point.incidents is not None]
    if not points:
        return "No month has a figure."
    low, high = (pick(points, key=lambda point: point.incidents or 0) for pick in (min, max))
    drawn = (
        f"{count_of(len(series.points), 'month')}{asking.about()}: fewest {low.incidents:,} in {month_in_words(low.month)}, "
        f"most {high.incidents:,} in {month_in_words(high.month)}."
    )
    return f"{drawn} {missing_in_words(asking.months)}".rstrip()
