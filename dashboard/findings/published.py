"""Sentences and pictures for readers outside the closed meeting: every number in them is one that may be shown."""

from datetime import date

from dashboard.charts.frame import Picture
from dashboard.charts.palette import HARM, HARM_SHAPE
from dashboard.charts.process import series_picture, small_multiples
from dashboard.charts.shown import ShownItem, shown_bars, shown_columns
from dashboard.domain.periods import month_in_words, months_later
from dashboard.domain.words import FATAL_IN_FULL, GRADED, HarmLevel
from dashboard.findings.judged import how_judged, how_judged_together
from dashboard.findings.open_counts import (
    GRADED_IN_THE_OPEN,
    LEVELS,
    NO_GRADE,
    PRINTED_BY_MONTH,
    QUARTER,
    SEVERE_AND_FATAL,
    OpenCounts,
)
from dashboard.findings.rates import NO_BED_DAYS, PER_BED_DAYS
from dashboard.findings.words import RATE_CAVEAT, RECORDED_CAVEAT, count_of, interval
from dashboard.measures.harm import in_per_cent
from dashboard.measures.months import Months, MonthState
from dashboard.measures.protected import Cell, months_as_shown, rule_in_full, rule_in_words
from dashboard.measures.series import COUNTED, Series, judge, missing_in_words, signal_in_words
from dashboard.measures.special_causes import usual_in_words
from dashboard.stats import rate_interval
from dashboard.stats.disclosure import Shown

FROM_SHOWN = (
    "Rates, limits and what is usual are worked out of the figures that are shown, and of the months that are shown alone: they can "
    "differ a little from those in the closed paper."
)
ONE_GRID = (
    "Harm levels, drug classes, stages and error types are of whole financial years (April to March), moderate and above of quarters of "
    "the calendar: every pack for others shows the same figures, so that none can be subtracted from another."
)
NO_YEAR = "No whole financial year (April to March) is complete in these data: harm levels, drug classes, stages and error types are not shown."
CLOSED_PAPER = "the exact number is in the closed paper"


def told(open_: OpenCounts, cell: Cell) -> str:
    """'about 2,410', '2,412' where figures are exact, 'none', 'too few to show', 'not shown'."""
    if cell.value is None:
        return cell.words
    if cell.value == 0:
        return "none"
    return f"about {cell.words}" if open_.rule.nearest > 1 else cell.words


def title_of(open_: OpenCounts) -> str:
    """The pack's title: whose incidents, of which period, and by which rule they are shown."""
    rule = open_.rule
    rounded = f"counts to the nearest {rule.nearest}, " if rule.nearest > 1 else "counts of "
    return (
        f"Medication incidents recorded at {_whose(open_)}, {open_.standing.period} "
        f"({rounded}1 to {rule.few} too few to show)"
    )


def _whose(open_: OpenCounts) -> str:
    where = open_.standing.filter_words
    return f"{open_.standing.trust} ({where})" if where else open_.standing.trust


def foot_words(open_: OpenCounts) -> str:
    """The rule in words, as it stands under each picture."""
    withheld = (
        " 'Not shown': a figure of any size that would give a smaller one away."
        if open_.counts.withholds
        else ""
    )
    return f"{rule_in_words(open_.rule)}{withheld}"


def reporting_series(open_: OpenCounts) -> tuple[Series, str]:
    """The monthly rate of the shown counts, or the counts and why there is no rate."""
    cells = open_.counts.by_month("month")
    months = months_as_shown(open_.months, cells)
    shown = {month: cell.value for month, cell in cells.items() if cell.value is not None}
    without = [month for month in shown if not open_.bed_days.get(month)]
    if not open_.has_bed_days or without:
        why = f"Occupied bed days are missing for {count_of(len(without), 'month')}: counts only."
        series = judge("Incidents", COUNTED, months, shown, happened=open_.happened, rules=open_.rules)
        return series, why if open_.has_bed_days else NO_BED_DAYS
    rates = {month: rate_interval(count, open_.bed_days[month]) for month, count in shown.items()}
    series = judge(
        "Reporting rate",
        PER_BED_DAYS,
        months,
        shown,
        values={month: rate.value for month, rate in rates.items()},
        activity=open_.bed_days,
        per=1000.0,
        intervals={month: (rate.lower, rate.upper) for month, rate in rates.items()},
        happened=open_.happened,
        rules=open_.rules,
    )
    return series, ""


def recorded_sentence(open_: OpenCounts) -> str:
    """'About 2,505 incidents were recorded in April 2025 to March 2026.'; empty where no financial year may be shown."""
    if open_.year is None:
        return ""
    cell, when = open_.cell("all"), open_.year.in_words()
    if cell.state is Shown.ZERO:
        return f"No incident was recorded in {when}."
    if cell.value is None:
        return f"The number of incidents in {when} is {_not_shown(open_, cell)}."
    return f"{_capital(told(open_, cell))} incidents were recorded in {when}."


def _not_shown(open_: OpenCounts, cell: Cell) -> str:
    if cell.state is Shown.TOO_FEW:
        return f"too few to show (fewer than {open_.rule.few + 1})"
    return MonthState.WITHHELD.value


def newest_sentence(open_: OpenCounts, series: Series) -> str:
    """What the newest month that is shown had, and whether that is usual."""
    newest = series.newest
    if newest is None or newest.incidents is None or newest.value is None:
        return "No complete month of this period can be shown."
    month, digits = month_in_words(newest.month), series.decimals
    figures = told(open_, open_.cell("month", newest.month))
    if series.unit != COUNTED and newest.lower is not None and newest.upper is not None:
        figures += (
            f" ({newest.value:.{digits}f} per 1,000 occupied bed days; 95 % interval "
            f"{interval(newest.lower, newest.upper, digits)})"
        )
    if newest.process is None:
        return f"{month} had {figures}. {series.why_no_limits or ''}".strip()
    if newest.process.signal:
        return f"{month} had {figures}. {signal_in_words(series, newest)}"
    usual = series.usual(newest)
    of = f" of {usual_in_words(series, usual)}" if usual else ""
    return f"{month} had {figures}, within the usual range{of}."


def rate_picture(open_: OpenCounts) -> Picture:
    series, why_counts = reporting_series(open_)
    is_rate = not why_counts
    title = (
        "Reporting rate by month: incidents recorded per 1,000 occupied bed days"
        if is_rate
        else "Incidents recorded by month"
    )
    shown = [point for point in series.points if point.value is not None]
    digits = series.decimals if is_rate else 0
    parts = ["No month has a figure that may be shown."]
    if shown:
        low, high = (
            min(shown, key=lambda point: point.value or 0),
            max(shown, key=lambda point: point.value or 0),
        )
        parts = [
            f"{count_of(len(open_.months), 'month')}, lowest of those shown {low.value:,.{digits}f} in {month_in_words(low.month)}, "
            f"highest {high.value:,.{digits}f} in {month_in_words(high.month)}."
        ]
    parts.append(missing_in_words(_months(open_)))
    return series_picture(
        "reporting-rate-by-month",
        title,
        series,
        open_.standing,
        sentence=" ".join(part for part in (newest_sentence(open_, series), why_counts) if part),
        caption=" ".join(part for part in parts if part),
        happened=open_.happened,
        how=(
            *((RATE_CAVEAT,) if is_rate else ()),
            FROM_SHOWN,
            *rule_in_full(open_.rule),
            *how_judged(series),
        ),
    )


def _months(open_: OpenCounts) -> Months:
    return months_as_shown(open_.months, open_.counts.by_month("month"))


def by_month_picture(open_: OpenCounts) -> Picture:
    """No harm, low harm and no grade by month; moderate and above stands by quarter, where fewer figures are too few."""
    many = []
    for group in PRINTED_BY_MONTH:
        cells = open_.counts.by_month("month harm", group)
        counts = {month: cell.value for month, cell in cells.items() if cell.value is not None}
        name = "No grade of harm" if group == NO_GRADE else HarmLevel(group).heading
        months = months_as_shown(open_.months, cells)
        many.append(judge(name, COUNTED, months, counts, happened=open_.happened, rules=open_.rules))
    gaps = {series.name: sum(point.value is None for point in series.points) for series in many}
    left_out = "; ".join(
        f"{name}: {count_of(gap, 'month')} without a figure" for name, gap in gaps.items() if gap
    )
    sentence = (
        "No harm, low harm and incidents without a grade are shown by month; moderate and above by quarter."
    )
    return small_multiples(
        "harm-by-month",
        "Incidents by month at the lower levels of harm, on one scale",
        many,
        open_.standing,
        sentence=sentence,
        caption=f"Three lines of {count_of(len(open_.months), 'month')}. {left_out}{'.' if left_out else ''}".strip(),
        happened=open_.happened,
        how=(FROM_SHOWN, *rule_in_full(open_.rule), *how_judged_together(many)),
        what="Harm level",
    )


def severe_and_fatal_sentence(open_: OpenCounts) -> str:
    """'Severe and fatal: fewer than 8 in the period; the exact number is in the closed paper.' None is said as none."""
    cell = open_.cell("harm", SEVERE_AND_FATAL)
    if cell.state is Shown.ZERO:
        return f"{SEVERE_AND_FATAL}: none in the period."
    if cell.state is Shown.TOO_FEW:
        return f"{SEVERE_AND_FATAL}: fewer than {open_.rule.few + 1} in the period; {CLOSED_PAPER}."
    if cell.value is None:
        return f"{SEVERE_AND_FATAL}: {MonthState.WITHHELD.value}; {CLOSED_PAPER}."
    exact = f"; {CLOSED_PAPER}" if open_.rule.nearest > 1 else ""
    return f"{SEVERE_AND_FATAL}: {told(open_, cell)} in the period{exact}."


def mix_sentence(open_: OpenCounts) -> str:
    """Each level of the graded of the financial year; those that are too few are said to be. Empty where there is no year."""
    if open_.year is None:
        return ""
    graded, when = open_.cell("graded"), open_.year.in_words()
    if graded.state is Shown.ZERO:
        return f"No incident of {when} has a grade of harm yet."
    none = open_.cell("harm", HarmLevel.NO_HARM)
    share = none.percent_of(graded)
    parts = [f"no harm {told(open_, none)}{f' ({in_per_cent(share)})' if share is not None else ''}"]
    parts += [
        f"{level.in_words} {told(open_, open_.cell('harm', level))}"
        for level in (HarmLevel.LOW, HarmLevel.MODERATE)
    ]
    many = told(open_, graded) if graded.value and open_.rule.nearest > 1 else f"the {graded.words}"
    return f"Of {many if graded.value else 'the'} incidents graded for harm in {when}: {', '.join(parts)}. {severe_and_fatal_sentence(open_)}"


def levels_picture(open_: OpenCounts) -> Picture | None:
    if open_.year is None:
        return None
    graded = open_.cell("graded")
    items = []
    for name in LEVELS:
        level = HarmLevel.SEVERE if name == SEVERE_AND_FATAL else HarmLevel(name)
        cell = open_.cell("harm", name)
        if level not in GRADED and cell.state is Shown.ZERO:
            continue
        items.append(
            ShownItem(
                name if name == SEVERE_AND_FATAL else level.heading,
                cell,
                cell.percent_of(graded) if name in GRADED_IN_THE_OPEN else None,
                HARM[level],
                HARM_SHAPE.get(level, ""),
            )
        )
    words = "; ".join(f"{item.name.lower()}: {item.words}" for item in items)
    return shown_bars(
        "harm-levels",
        f"Incidents at each level of harm, {open_.year.in_words()}",
        "Harm level",
        items,
        open_.of_year,
        sentence=mix_sentence(open_),
        caption=f"Bars of counts. {_capital(words)}.",
        how=(*rule_in_full(open_.rule), f"Fatal means {FATAL_IN_FULL}."),
        percent_of="graded",
    )


def moderate_sentence(open_: OpenCounts) -> str:
    """The newest quarter of moderate and above, and the range of the others that are shown."""
    if not open_.quarters:
        return "Moderate and above: no whole quarter lies in this period."
    *before, newest = open_.quarters
    cell = open_.cell("moderate", newest)
    figure = "none" if cell.state is Shown.ZERO else told(open_, cell)
    if cell.state is Shown.TOO_FEW:
        figure = f"fewer than {open_.rule.few + 1}"
    shown = [value for first in before if (value := open_.cell("moderate", first).value) is not None]
    hidden = len(before) - len(shown)
    others = ""
    if shown:
        span = f"{min(shown):,}" if min(shown) == max(shown) else f"{min(shown):,} to {max(shown):,}"
        if len(shown) == 1:
            others = f"; {span} in the one quarter before{' that is shown' if hidden else ''}"
        else:
            others = f"; {span} in the {len(shown)} quarters before{' that are shown' if hidden else ''}"
    elif before:
        others = f"; none of the {count_of(len(before), 'quarter')} before can be shown"
    return f"Moderate and above: {figure} in {_quarter(newest)}{others}."


def moderate_picture(open_: OpenCounts) -> Picture | None:
    if not open_.quarters:
        return None
    items = [
        ShownItem(_quarter(first), open_.cell("moderate", first), colour=HARM[HarmLevel.MODERATE])
        for first in open_.quarters
    ]
    words = "; ".join(f"{item.name}: {item.words}" for item in items)
    return shown_columns(
        "moderate-and-above",
        "Incidents of moderate harm and above, by quarter",
        "Quarter",
        items,
        open_.standing,
        sentence=moderate_sentence(open_),
        caption=f"Columns of counts of {count_of(len(items), 'quarter')}. {words}.",
        how=(
            "Quarters of the calendar that lie wholly in the period. By month most of these figures would be too few to show.",
            *rule_in_full(open_.rule),
            f"Fatal means {FATAL_IN_FULL}.",
        ),
    )


def _quarter(first: date) -> str:
    """'July to September 2026', 'November 2025 to January 2026'."""
    last = months_later(first, QUARTER - 1)
    if first.year == last.year:
        return f"{month_in_words(first).split()[0]} to {month_in_words(last)}"
    return f"{month_in_words(first)} to {month_in_words(last)}"


def caveats(open_: OpenCounts) -> tuple[str, ...]:
    """What these figures cannot tell."""
    _, why_counts = reporting_series(open_)
    return tuple(
        line
        for line in (
            RECORDED_CAVEAT,
            RATE_CAVEAT,
            foot_words(open_),
            FROM_SHOWN,
            missing_in_words(_months(open_)),
            why_counts,
            ONE_GRID if open_.year else NO_YEAR,
        )
        if line
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
