"""Omitted and delayed doses: by month, and the time-critical medicines among them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from dashboard.charts.frame import Picture, Table
from dashboard.charts.marks import Narrowing
from dashboard.charts.process import small_multiples
from dashboard.charts.ranked import bars, marks_of_bars
from dashboard.domain.periods import month_in_words
from dashboard.domain.rows.stages import MonthErrorCount, OmittedAndDelayed, TimeCriticalMedicine
from dashboard.domain.words import ErrorType, SourceSystem
from dashboard.findings.asking import Asking
from dashboard.findings.judged import how_judged_together, what_stands_out_in_each
from dashboard.findings.words import count_of, in_the_others, listed
from dashboard.measures.harm import in_per_cent
from dashboard.measures.months import MonthState, where_source_has_code
from dashboard.measures.ranking import Item, ranking
from dashboard.measures.series import COUNTED, Series, missing_in_words
from dashboard.measures.special_causes import whole_range

TIME_CRITICAL = "Time-critical medicines"
"""The high-risk group in data/reference/high_risk.csv: one list, for the filter, the classing and this page."""
MOST_MEDICINES = 15


@dataclass(frozen=True)
class DosesByMonth:
    """not_drawn: delayed doses of months that have no figure, because the month's source has no code for them."""

    omitted: Series
    delayed: Series
    not_drawn: int

    @property
    def each(self) -> tuple[Series, Series]:
        return self.omitted, self.delayed


def doses_by_month(asking: Asking) -> DosesByMonth:
    rows: list[MonthErrorCount] = asking.rows("incidents_by_month_and_error_type")

    def counts(error: ErrorType) -> dict[date, int]:
        return {row.month: row.incidents for row in rows if row.error_type == error}

    can_say = where_source_has_code(asking.months, asking.calendar, SourceSystem.NRLS)
    delayed = counts(ErrorType.DELAYED)
    return DosesByMonth(
        asking.judged(ErrorType.OMITTED, COUNTED, counts(ErrorType.OMITTED)),
        asking.judged(ErrorType.DELAYED, COUNTED, delayed, months=can_say),
        sum(delayed.get(month, 0) for month in can_say.of(MonthState.NO_CODE)),
    )


def totals(asking: Asking) -> OmittedAndDelayed:
    return asking.rows("omitted_and_delayed_doses")[0]


def doses_picture(asking: Asking, found: DosesByMonth) -> Picture:
    return small_multiples(
        "omitted-and-delayed-doses",
        "Omitted and delayed doses by month, on one scale",
        found.each,
        asking.standing,
        sentence=doses_sentence(asking, found),
        caption=_doses_caption(asking, found),
        happened=asking.drawn,
        what="Error type",
        stands_out=what_stands_out_in_each(found.each, asking.happened),
        how=(
            "Delayed means given too late; too early is counted as wrong time. An incident with both types stands in both series.",
            "NRLS had no code for a delayed dose: a month that is counted from NRLS has no figure for it, which is not a zero. "
            "Lower is not better: doses that are missed and not reported look the same as doses that were given.",
            *how_judged_together(found.each),
        ),
        columns=2,
        narrows=[{"error_type": (series.name,)} for series in found.each],
    )


def doses_sentence(asking: Asking, found: DosesByMonth) -> str:
    """Of the period with its denominator, and the newest month of each against what is usual."""
    of = totals(asking)
    period = (
        f"{of.omitted:,} of {count_of(of.incidents, 'incident')} ({in_per_cent(100 * of.omitted / of.incidents)}) "
        f"{'is' if of.omitted == 1 else 'are'} recorded as an omitted dose and {of.delayed:,} "
    )
    if any(point.state is MonthState.NO_CODE for point in found.delayed.points):
        period += "as a delayed one, which NRLS had no code for"  # a share would be of incidents that could not say it
    else:
        period += f"({in_per_cent(100 * of.delayed / of.incidents)}) as a delayed one"
    newest = [words for series in found.each if (words := _newest(series))]
    if not newest:
        return f"{period}."
    return f"{period}. {'; '.join([newest[0], *(words[:1].lower() + words[1:] for words in newest[1:])])}."


def _newest(series: Series) -> str:
    """'Omitted dose: 34 in September 2026, where 20 to 41 is usual'."""
    point = series.newest
    if point is None or point.incidents is None:
        return ""
    start = f"{series.name}: {point.incidents:,} in {month_in_words(point.month)}"
    if usual := series.usual(point):
        return f"{start}, where {whole_range(*usual)} is usual"
    others = [
        each.incidents
        for each in series.points
        if each.incidents is not None and each.state is MonthState.COUNTED and each is not point
    ]
    return (
        f"{start}, {in_the_others(f'{min(others):,}', f'{max(others):,}')}"
        if others
        else f"{start}, the only month"
    )


def _doses_caption(asking: Asking, found: DosesByMonth) -> str:
    months = [point.state for point in found.delayed.points]
    drawn = f"Two lines of {count_of(len(months), 'month')}{asking.about()}. Delayed means given too late."
    first = next((point.month for point in found.delayed.points if point.state.has_figure), None)
    starts = ""
    if MonthState.NO_CODE in months:
        starts = (
            "NRLS had no code for a delayed dose: that series has no figure for months that are counted from it"
            + (
                f" and starts in {month_in_words(first)}."
                if first and months[0] is MonthState.NO_CODE
                else "."
            )
        )
    stray = (
        f"{count_of(found.not_drawn, 'delayed dose')} recorded in those months "
        f"{'is' if found.not_drawn == 1 else 'are'} counted in the sentence above and not drawn."
        if found.not_drawn
        else ""
    )
    return " ".join(part for part in (drawn, starts, stray, missing_in_words(asking.months)) if part)


def time_critical_picture(asking: Asking) -> Picture:
    """The time-critical medicines in omitted or delayed doses, most first. Raises OlderEdition for an edition that does not
    hold which medicines are in which group.
    """
    rows: list[TimeCriticalMedicine] = asking.rows("omitted_and_delayed_by_time_critical_medicine")
    of = totals(asking)
    found = ranking([(row.medicine, row.incidents) for row in rows], of.omitted_or_delayed, MOST_MEDICINES)
    picture = bars(
        "time-critical-doses",
        "Time-critical medicines in omitted or delayed doses",
        "Medicine",
        found,
        asking.standing,
        sentence=time_critical_sentence(of, rows),
        caption=_time_critical_caption(asking, of, rows),
        how=(
            "Time-critical medicines are a high-risk group of this program: insulins, anticoagulants, antiepileptics, Parkinson's "
            "medicines, antivirals, corticosteroids, immunosuppressants and some single medicines (data/reference/high_risk.csv). "
            "Its rows are of 23 to 25 November 2026 and no pharmacist has reviewed it yet; the Specialist Pharmacy Service's list of "
            "medicines whose omission or delay does harm is where a trust would begin.",
            "Antibacterials are time-critical at their first dose. These extracts do not say which dose it was, so they are "
            "counted apart and not ranked.",
            'An incident that names several of these medicines counts once for each; one that says only "insulin" is among those '
            "that name one and has no bar. Percentages are of the omitted or delayed "
            "doses.",
        ),
    )
    table = Table(
        ("Medicine", "Omitted or delayed", "Omitted", "Delayed", "% of omitted or delayed"),
        tuple(
            (
                row.medicine,
                row.incidents,
                row.omitted,
                row.delayed,
                100 * row.incidents / of.omitted_or_delayed,
            )
            for row in rows
        ),
    )
    drawn_and_listed = (found.ranked, [Item(row.medicine, row.incidents) for row in rows], _of_time_critical)
    return replace(picture, table=table, marks=partial(marks_of_bars, *drawn_and_listed))


def _of_time_critical(medicine: str) -> Narrowing:
    return {
        "error_type": (ErrorType.OMITTED, ErrorType.DELAYED),
        "medicine": (medicine,),
        "high_risk": (TIME_CRITICAL,),
    }


def time_critical_sentence(of: OmittedAndDelayed, rows: Sequence[TimeCriticalMedicine]) -> str:
    """How many name one, against all incidents; the most named; how many name an antibacterial, and none that is known."""
    if not of.omitted_or_delayed:
        return "No incident of this period is recorded as an omitted or a delayed dose."
    doses = count_of(of.omitted_or_delayed, "omitted or delayed dose")
    share = (
        f"{of.time_critical:,} of {doses} ({in_per_cent(100 * of.time_critical / of.omitted_or_delayed)}) "
        f"{'names' if of.time_critical == 1 else 'name'} a time-critical medicine; of all incidents "
        f"{in_per_cent(100 * of.all_time_critical / of.incidents)} do"
    )
    most = (
        f". Most named: {listed([f'{row.medicine} ({row.incidents:,})' for row in rows[:4]])}" if rows else ""
    )
    return f"{share}{most}."


def _time_critical_caption(
    asking: Asking, of: OmittedAndDelayed, rows: Sequence[TimeCriticalMedicine]
) -> str:
    drawn = f"Bars of counts, most first{asking.about()}."
    more = (
        f"The {MOST_MEDICINES} most named of {len(rows)} are drawn; the table holds all."
        if len(rows) > MOST_MEDICINES
        else ""
    )
    apart = (
        f"{of.antibacterial:,} of the {of.omitted_or_delayed:,} name an antibacterial, which is time-critical at its first dose; "
        "these extracts do not say which dose it was."
    )
    unknown = (
        f"{of.medicine_not_known:,} {'names' if of.medicine_not_known == 1 else 'name'} no medicine, or one that is not recognised."
        if of.medicine_not_known
        else ""
    )
    return " ".join(part for part in (drawn, more, apart, unknown) if part)
