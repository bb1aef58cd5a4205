"""Quality of the data in sentences and pictures: what is recorded, what is missing, how soon, how far grades move."""

from dataclasses import dataclass

from dashboard.charts.frame import Picture, Table
from dashboard.charts.marks import Narrowing
from dashboard.charts.process import series_picture
from dashboard.charts.quality import completeness_by_month, harm_drift, reporting_delay
from dashboard.domain.incident_filter import Basis
from dashboard.domain.periods import month_in_words
from dashboard.domain.rows import UnplacedField
from dashboard.domain.words import GRADED, NO_MEDICINE_NAMED, NOT_RECORDED, HarmLevel
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.judged import how_judged, what_stands_out
from dashboard.findings.words import Sentence, count_of, listed
from dashboard.measures.harm import in_per_cent
from dashboard.measures.months import MonthState
from dashboard.measures.quality import (
    HARM,
    MEDICINE,
    Completeness,
    Delays,
    HarmDrift,
    Recorded,
    completeness,
    delays,
)
from dashboard.measures.quality import harm_drift as drift_of
from dashboard.measures.series import Series, SeriesPoint, missing_in_words, signal_in_words

PER_CENT = "% of incidents"
LACKING: dict[str, Narrowing] = {
    HARM: {"harm": (HarmLevel.NOT_RECORDED.value,)},
    MEDICINE: {"medicine": (NO_MEDICINE_NAMED,)},
    "Site": {"site": (NOT_RECORDED,)},
    "Division": {"division": (NOT_RECORDED,)},
    "Ward or place": {"location": (NOT_RECORDED,)},
    "Medication stage": {"stage": (NOT_RECORDED,)},
    "Error type": {"error_type": (NOT_RECORDED,)},
    "Reporter group": {"reporter_group": (NOT_RECORDED,)},
}
"""How the filter asks for incidents without a field; of a date reported, an approval and a name it cannot ask that."""


@dataclass(frozen=True)
class Missing:
    """One field that is missing, over the months, with the words it is said in."""

    field: str
    what: str
    key: str
    series: Series
    missing: int
    incidents: int


def recorded(asking: Asking) -> Completeness:
    return completeness(asking.rows("completeness_by_month"), asking.months)


def how_soon(asking: Asking) -> Delays:
    return delays(asking.rows("reporting_delay_by_month"), asking.months)


def drift(asking: Asking) -> HarmDrift:
    return drift_of(asking.rows("harm_first_and_now"))


def missing_of(asking: Asking, found: Completeness) -> tuple[Missing, Missing]:
    """Harm not yet recorded and no medicine named, judged as series of percentages."""
    return (
        _missing(asking, found, HARM, "Harm not yet recorded", "harm-not-recorded"),
        _missing(asking, found, MEDICINE, "No medicine named", "medicine-not-named"),
    )


def _missing(asking: Asking, found: Completeness, field: str, what: str, key: str) -> Missing:
    series = asking.judged(
        what, PER_CENT, found.missing(field), values=found.percent_missing(field), ratio="share"
    )
    total = found.over_counted(field)
    return Missing(field, what, key, series, total.missing, total.incidents)


def share(of: Recorded) -> str:
    """The share recorded; 100 % only where nothing is missing."""
    if of.missing and (of.percent or 0) >= 99.5:
        return "over 99 %"
    return in_per_cent(of.percent or 0)


def completeness_sentence(found: Completeness) -> str:
    """The field that is recorded least over the complete months, and in the newest of them; two more are named."""
    newest = found.months.newest
    if newest is None:
        return "No month of this period is complete yet, so completeness is drawn and not summed up."
    least = found.least_recorded
    if not least:
        return f"Every field is recorded for every incident of {count_of(len(found.months.counted), 'complete month')}."
    field, total = least[0]
    now = found.of(field, newest)
    here = (
        f"; in {month_in_words(newest)} {now.recorded:,} of {now.incidents:,} ({share(now)})"
        if now and now.incidents
        else ""
    )
    nowhere = found.nowhere(field)
    none = f" (in {nowhere:,} of them nowhere: the extracts may not hold it)" if nowhere else ""
    others = [f"{name.lower()} ({share(each)})" for name, each in least[1:3]]
    then = f"; next {listed(others)}" if others else ""
    return (
        f"Least recorded is {field.lower()}: {total.recorded:,} of {total.incidents:,} ({share(total)}) in "
        f"{count_of(len(found.months.counted), 'complete month')}{none}{here}{then}."
    )


def missing_sentence(found: Missing) -> str:
    """'Harm not yet recorded: 120 of 3,456 incidents (3.5 %). September 2026 had 14 of ...: within the usual range.'"""
    newest = found.series.newest
    if newest is None or newest.value is None or newest.incidents is None or not found.incidents:
        return f"{found.what}: no month of this period is complete yet."
    start = (
        f"{found.what}: {found.missing:,} of {count_of(found.incidents, 'incident')} "
        f"({in_per_cent(100 * found.missing / found.incidents)})"
    )
    now = f"{month_in_words(newest.month)} had {newest.incidents:,} ({in_per_cent(newest.value)})"
    if newest.process is None:
        others = [point.value or 0 for point in _complete(found.series) if point is not newest]
        against = f", {_range(min(others), max(others))} in the other months" if others else ""
        return f"{start}. {now}{against}."
    if newest.process.signal:
        return f"{start}. {now}. {signal_in_words(found.series, newest)}"
    usual = found.series.usual(newest)
    limits = f" ({in_per_cent(usual[0])} to {in_per_cent(usual[1])})" if usual else ""
    return f"{start}. {now}, within the usual range{limits}."


def _range(lowest: float, highest: float) -> str:
    low, high = in_per_cent(lowest), in_per_cent(highest)
    return low if low == high else f"{low} to {high}"


def _complete(series: Series) -> list[SeriesPoint]:
    """The months that can be compared: complete ones with a figure."""
    return [point for point in series.points if point.state is MonthState.COUNTED and point.value is not None]


def delay_sentence(found: Delays) -> str:
    """The share within 7 and 30 days over the complete months, and the newest month against the others."""
    if not found.counted:
        return "Reporting delay: no complete month has incidents with both the day of the incident and of the report."
    newest = found.counted[-1]
    row = newest.found
    assert row is not None  # counted months have a row
    others = [each.found.median_days or 0 for each in found.counted[:-1] if each.found]
    against = f"; the median of the other months was {_days(min(others), max(others))}" if others else ""
    unknown = f"; for {found.not_known:,} more no delay is known" if found.not_known else ""
    return (
        f"Of {count_of(found.known, 'incident')} with both days, {found.within_7:,} "
        f"({in_per_cent(100 * found.within_7 / found.known)}) were reported within 7 days and {found.within_30:,} "
        f"({in_per_cent(100 * found.within_30 / found.known)}) within 30{unknown}. In {month_in_words(newest.month)} half were "
        f"reported within {count_of(row.median_days or 0, 'day')} and nine in ten within {count_of(row.p90_days or 0, 'day')}"
        f"{against}."
    )


def _days(fewest: int, most: int) -> str:
    return count_of(fewest, "day") if fewest == most else f"{fewest:,} to {count_of(most, 'day')}"


def drift_sentence(found: HarmDrift) -> str:
    """'Of the 1,204 graded at first, 37 now have another grade: 21 lower, 16 higher.'"""
    if not found.incidents:
        return "No incident matches what is asked."
    if not found.graded_at_first:
        return f"None of the {count_of(found.incidents, 'incident')} was graded for harm at first."
    changed = found.lower + found.higher
    start = f"Of the {found.graded_at_first:,} graded at first, "
    if changed:
        start += f"{changed:,} now {'has' if changed == 1 else 'have'} another grade: {found.lower:,} lower, {found.higher:,} higher"
    else:
        start += "none has another grade now"
    if found.no_longer_graded:
        start += (
            f"; {found.no_longer_graded:,} {'has' if found.no_longer_graded == 1 else 'have'} no grade now"
        )
    if found.graded_since:
        start += f"; {found.graded_since:,} of the {found.not_graded_at_first:,} not graded at first {'has' if found.graded_since == 1 else 'have'} a grade now"
    return f"{start}."


def unplaced_sentence(rows: list[UnplacedField]) -> str:
    if not rows:
        return "Every word of the coded columns is placed."
    words, held = sum(row.words for row in rows), sum(row.row_count for row in rows)
    fields = [f"{row.field.replace('_', ' ')} {row.words:,}" for row in rows]
    return (
        f"{count_of(words, 'word')} in {count_of(held, 'row')} {'is' if words == 1 else 'are'} not placed yet and "
        f"{'counts' if words == 1 else 'count'} as not recorded: {listed(fields, 6)}."
    )


def unplaced(asking: Asking) -> list[UnplacedField]:
    return asking.rows("unplaced_words", EVERYTHING)


def opening(
    asking: Asking,
    found: Completeness,
    missing: tuple[Missing, Missing],
    soon: Delays,
    moved: HarmDrift,
) -> tuple[Sentence, ...]:
    """What the page opens with."""
    harm, medicine = missing
    by_month = (
        (
            Sentence(completeness_sentence(found), "coverage-and-quality?part=Coverage", "Coverage"),
            Sentence(missing_sentence(harm), "harm-levels", "Harm levels"),
            Sentence(missing_sentence(medicine), "drug-classes", "Drug classes"),
            Sentence(delay_sentence(soon)),
        )
        if len(asking.months)
        else (Sentence(why_no_months(asking), "coverage-and-quality?part=Coverage", "Coverage"),)
    )
    return (
        *by_month,
        Sentence(drift_sentence(moved), "harm-levels", "Harm levels"),
        Sentence(unplaced_sentence(unplaced(asking)), "upload?part=Words", "Words"),
    )


def why_no_months(asking: Asking) -> str:
    left_out = asking.left_out
    if left_out.year_only:
        return f"Nothing is drawn by month: of {count_of(left_out.year_only, 'incident')} only the year is known."
    return "Nothing is drawn by month: no full date is known."


def completeness_picture(asking: Asking, found: Completeness) -> Picture:
    counted = [
        (field, each) for field, each in ((f, found.over_counted(f)) for f in FIELDS_SAID) if each.incidents
    ]
    said = ", ".join(f"{field.lower()} {share(each)}" for field, each in counted)
    caption = " ".join(
        part
        for part in (
            f"Heat map of {count_of(len(asking.months), 'month')}{asking.about()}, the stronger the colour, the more is recorded.",
            f"Over the complete months: {said}." if said else "",
            missing_in_words(asking.months),
        )
        if part
    )
    return completeness_by_month(
        found, asking.standing, sentence=completeness_sentence(found), caption=caption, narrows=LACKING
    )


FIELDS_SAID = (
    HARM,
    "Medication stage",
    "Error type",
    MEDICINE,
    "Medicine recognised",
    "Ward or place",
    "Reporter group",
)
"""Fields of the caption; the table holds all."""


def missing_picture(asking: Asking, found: Missing) -> Picture:
    drawn = _complete(found.series)
    if drawn:
        low = min(drawn, key=lambda point: point.value or 0)
        high = max(drawn, key=lambda point: point.value or 0)
        caption = (
            f"{count_of(len(found.series.points), 'month')}{asking.about()}: lowest {in_per_cent(low.value or 0)} in "
            f"{month_in_words(low.month)}, highest {in_per_cent(high.value or 0)} in {month_in_words(high.month)}. "
            f"{missing_in_words(asking.months)}"
        ).strip()
    else:
        caption = "No complete month has a figure."
    return series_picture(
        found.key,
        f"{found.what}: share of incidents by month",
        found.series,
        asking.standing,
        sentence=missing_sentence(found),
        caption=caption,
        happened=asking.drawn,
        stands_out=what_stands_out(found.series, asking.happened),
        how=(
            f"Incidents with {found.what[:1].lower()}{found.what[1:]} / incidents of the month. What is filled in later leaves "
            "this figure at the next import, so the newest months tend to stand higher.",
            *how_judged(found.series),
        ),
        narrows=LACKING[found.field],
    )


def delay_picture(asking: Asking, found: Delays) -> Picture:
    rows = [each for each in found.counted if each.found]
    if rows:
        slowest = max(rows, key=lambda each: each.found.p90_days or 0 if each.found else 0)
        medians = [each.found.median_days or 0 for each in rows if each.found]
        caption = (
            f"Two panels of lines over {count_of(len(found.months), 'month')}{asking.about()}. Medians {_days(min(medians), max(medians))}; "
            f"the longest 90th percentile, {count_of(slowest.found.p90_days or 0 if slowest.found else 0, 'day')}, in "
            f"{month_in_words(slowest.month)}. {missing_in_words(asking.months)}"
        ).strip()
    else:
        caption = "No complete month has a figure."
    if asking.asked.basis is Basis.REPORTED:
        caption += " Months go by date reported."
    return reporting_delay(
        found, asking.standing, sentence=delay_sentence(found), caption=caption, happened=asking.drawn
    )


def drift_picture(asking: Asking, found: HarmDrift) -> Picture:
    changed = sorted(
        (
            (pair, count)
            for pair, count in found.counts.items()
            if pair[0] != pair[1] and count and (pair[0] in GRADED or pair[1] in GRADED)
        ),
        key=lambda each: -each[1],
    )
    said = [
        f"{HarmLevel(first).in_words} to {HarmLevel(now).in_words} {count:,}"
        for (first, now), count in changed[:4]
    ]
    most = f" Most often: {listed(said)}." if said else ""
    return harm_drift(
        found,
        asking.standing,
        sentence=drift_sentence(found),
        caption=f"Table of counts{asking.about()}: first grade down, present grade across.{most}",
    )


def unplaced_table(rows: list[UnplacedField]) -> Table:
    return Table(
        ("Field", "Words not placed", "Rows that hold them"),
        tuple((_field(row), row.words, row.row_count) for row in rows),
    )


def _field(row: UnplacedField) -> str:
    words = row.field.replace("_", " ")
    return words[:1].upper() + words[1:]
