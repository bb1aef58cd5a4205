"""Drug classes ranked: how many incidents involve each, between what limits, per bed day where there are bed days; which make
up most; the medicines inside one.
"""

from dashboard.charts.frame import Picture
from dashboard.charts.marks import Narrowing
from dashboard.charts.ranked import MOST_BARS, Between, bars, pareto
from dashboard.domain.medicines import ClassBy
from dashboard.domain.rows import ClassMedicineCount, MonthBedDays
from dashboard.findings.asking import Asking
from dashboard.findings.classes import (
    HOW_CLASSED,
    adds_up_words,
    in_sentence,
    largest_sentence,
    no_medicine_words,
)
from dashboard.findings.rates import no_bed_days
from dashboard.findings.words import count_of
from dashboard.measures.ranking import Ranking, exact_intervals, ranking

NOT_THE_RISK = "not the risk of a medicine"
WHY_NOT_THE_RISK = (
    "It is how often such incidents were recorded, and not the risk of insulin or of any other medicine: how many patients "
    "were given it is not known here, and what is easy to see is recorded more."
)


def of_class(name: str) -> Narrowing:
    return {"drug_class": (name,)}


def bed_days_of_period(asking: Asking) -> tuple[float | None, str]:
    """Occupied bed days of the whole period and the places asked for, or None and why there is no rate: it needs bed days in
    every month, and every month complete.
    """
    if not asking.facts.has_bed_days:
        return None, no_bed_days(asking)
    if not len(asking.months) or len(asking.months.counted) < len(asking.months):
        return None, "Counts only: the period holds months that are not complete."
    rows: list[MonthBedDays] = asking.rows("bed_days_by_month")
    found = {row.month: row.bed_days for row in rows}
    without = [month for month in asking.months.counted if not found.get(month)]
    if without:
        return None, f"Counts only: occupied bed days are missing for {count_of(len(without), 'month')}."
    return sum(found[month] or 0.0 for month in asking.months.counted), ""


def ranked_picture(asking: Asking, found: Ranking) -> Picture:
    """Each class with its 95 % interval: a rate where the bed days of the period are known, else its count."""
    by = asking.class_by
    bed_days, why = bed_days_of_period(asking)
    per = f", per 1,000 occupied bed days ({NOT_THE_RISK})" if bed_days else ""
    return bars(
        "drug-classes-ranked",
        f"Incidents involving each {by.one}{by.source}{per}",
        by.label,
        found,
        asking.standing,
        sentence=largest_sentence(found, None, by, asking.about()),
        caption=" ".join(
            part for part in (_ranked_caption(asking, found), _drawn_words(bed_days, why)) if part
        ),
        how=(
            *((words,) if (words := adds_up_words(found, by)) else ()),
            "Each line holds the exact 95 % limits of a Poisson count (Garwood 1936): what chance alone could have made of as many "
            "incidents. An incident with several medicines counts in several classes, so two lines that overlap, or do not, are no "
            "test of one class against another.",
            *(
                (
                    "Rate = incidents involving the class / occupied bed days of the period and the places x 1,000.",
                )
                if bed_days
                else ()
            ),
            *(
                ("The filter narrows the incidents, not the bed days.",)
                if bed_days and not asking.asked.places_only
                else ()
            ),
            WHY_NOT_THE_RISK,
            f"{HOW_CLASSED[by]} Percentages are of all incidents asked for.",
        ),
        narrows=of_class,
        between=Between(exact_intervals(found, bed_days), bed_days is not None),
    )


def _drawn_words(bed_days: float | None, why: str) -> str:
    if bed_days is None:
        return f"{why} The line at the end of each bar is the 95 % interval of its count."
    return (
        f"Beside each bar its count, then incidents per 1,000 of {bed_days:,.0f} occupied bed days; the line at its end is the "
        f"95 % interval: {NOT_THE_RISK}."
    )


def pareto_picture(asking: Asking, found: Ranking) -> Picture:
    by = asking.class_by
    cumulative = found.cumulative_percent
    few = next((position for position, share in enumerate(cumulative, 1) if share >= 80), len(cumulative))
    drawn = (
        (f"The {MOST_BARS} largest are drawn; the table holds all.",) if len(cumulative) > MOST_BARS else ()
    )
    return pareto(
        "drug-classes-pareto",
        f"Which {by.many} make up most incidents{by.source}",
        by.label,
        found,
        asking.standing,
        sentence=_most_words(few, len(cumulative), by),
        caption=_ranked_caption(asking, found),
        how=(
            *drawn,
            f"The cumulative line counts an incident once in each of its {by.many_in_short} and leaves out those that are in none "
            "or name no medicine that is recognised.",
            HOW_CLASSED[by],
        ),
        narrows=of_class,
    )


def _most_words(few: int, all_: int, by: ClassBy) -> str:
    """'The 12 largest of 27 classes make up at least 80 % of the incidents counted in any.'"""
    if all_ == 1:
        return f"Only one {by.one} is named."
    if few == all_:
        return f"It takes all {all_} {by.many_in_short} to make up 80 % of the incidents counted in any."
    most = f"The {few} largest of {all_} {by.many_in_short} make up"
    if few == 1:
        most = f"The largest of {all_} {by.many_in_short} alone makes up"
    return f"{most} at least 80 % of the incidents counted in any."


def _ranked_caption(asking: Asking, found: Ranking) -> str:
    shown = ", ".join(f"{item.name} {item.incidents:,}" for item in found.ranked[:8])
    more = (
        f" and {len(found.ranked) - 8} more {asking.class_by.many_in_short}" if len(found.ranked) > 8 else ""
    )
    counted = (
        f"{count_of(found.total, 'incident')}{asking.about()}. {shown}{more}; {no_medicine_words(found)}."
    )
    return " ".join(part for part in (counted, adds_up_words(found, asking.class_by)) if part)


def medicines_picture(asking: Asking, drug_class: str, most: int = 15) -> Picture:
    """The medicines inside one class."""
    by = asking.class_by
    inside = asking.asked.narrowed(drug_class=(drug_class,))
    rows: list[ClassMedicineCount] = asking.rows("incidents_by_drug_class_and_medicine", inside)
    total = sum(row.incidents for row in asking.rows("incidents_by_harm_level", inside))
    found = ranking([(row.medicine, row.incidents) for row in rows], total, most)
    shown = ", ".join(f"{item.name} {item.incidents:,}" for item in found.ranked[:6])
    more = f" The {most} most named of {len(rows)} medicines are shown." if len(rows) > most else ""
    return bars(
        "medicines-in-class",
        f"Medicines in the {by.in_short} {drug_class}{by.source}",
        "Medicine",
        found,
        asking.standing,
        sentence=f"{count_of(total, 'incident')} involved {in_sentence(drug_class)}: {shown}."
        if shown
        else "No medicine is named.",
        caption=f"Bars of counts, most first.{more}",
        how=(
            "An incident with several medicines of the class counts once for each, so that they can add up to more.",
            "Names are those of the BNF; brands and misspellings were read as the medicine.",
        ),
        narrows=lambda medicine: {"drug_class": (drug_class,), "medicine": (medicine,)},
    )
