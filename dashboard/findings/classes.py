"""Drug classes, of the classing that is asked for: trends on one scale with a signal first, and what is said of their ranking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.charts.frame import Picture
from dashboard.charts.process import small_multiples
from dashboard.domain.medicines import ClassBy
from dashboard.domain.periods import last_day, month_in_words
from dashboard.domain.rows import (
    ClassCount,
    ErrorTypeCount,
    MonthClassCount,
    PlaceRate,
    StageCount,
)
from dashboard.domain.words import MEDICINE_NOT_RECOGNISED, NO_MEDICINE_NAMED, NOT_RECORDED
from dashboard.findings.asking import Asking
from dashboard.findings.by_chance import by_chance
from dashboard.findings.judged import how_judged_together, what_stands_out_in_each
from dashboard.findings.words import count_of, listed, month_name
from dashboard.measures.harm import in_per_cent
from dashboard.measures.ranking import APART, Ranking, ranking
from dashboard.measures.rules import rule_in_words
from dashboard.measures.series import COUNTED, Series, SeriesPoint, missing_in_words
from dashboard.measures.special_causes import whole_range

LARGEST = 6
COMMON_PART = 3
"""What makes up at least this part (a third) of a month's incidents is said of them."""

NO_KIND = (NOT_RECORDED, "Other", "Not known")
RECENT_MONTHS = 6
"""A class that had a special cause in this many newest complete months comes first, and is named."""


@dataclass(frozen=True)
class ClassTrends:
    """Every class that has a series, largest first; `standing_out` is the class with the newest recent signal.

    Where the filter asks for classes these alone: another one's months would hold only what the asked ones' incidents involved as
    well, and read as none at all. `ranking` is of the incidents that the months hold.
    """

    series: tuple[Series, ...]
    standing_out: tuple[Series, SeriesPoint] | None
    ranking: Ranking

    @property
    def judged(self) -> list[Series]:
        """The classes whose newest month has limits."""
        return [series for series in self.series if series.newest and series.newest.process]

    def shown(self, most: int = LARGEST) -> list[Series]:
        """The largest classes; the one that stands out comes first, then others with a recent special cause."""
        out = [self.standing_out[0]] if self.standing_out else []
        recent = [series for series in self.series[:most] if _recent_signal(series) and series not in out]
        first = [*out, *recent]
        others = [series for series in self.series if series not in first]
        return [*first, *others][:most]


def title_of(asking: Asking) -> str:
    """The page's title."""
    many = asking.class_by.many
    return f"{many[:1].upper()}{many[1:]} of the medicines involved{asking.class_by.source}"


def nothing_classed(asking: Asking) -> str:
    """Why there is no Pareto chart."""
    if asking.class_by is ClassBy.LOCAL:
        return "No medicine of a local group is named. A local group is a list of medicines that the trust makes for itself."
    return f"No medicine of a known {asking.class_by.in_short} is named, so there is no Pareto chart and no list of medicines."


def class_trends(asking: Asking) -> ClassTrends:
    rows: list[MonthClassCount] = asking.rows("incidents_by_month_and_drug_class")
    counted = set(asking.months.counted)
    counts: dict[str, dict[date, int]] = {}
    of = asking.asked.drug_class
    for row in rows:
        if of is None or row.drug_class in of:
            counts.setdefault(row.drug_class, {})[row.month] = row.incidents
    largest = sorted(
        (name for name in counts if name not in APART),
        key=lambda name: (-sum(n for month, n in counts[name].items() if month in counted), name),
    )
    series = tuple(asking.judged(name, COUNTED, counts[name]) for name in largest)
    out = [(each, point) for each in series if (point := _recent_signal(each))]
    out.sort(key=lambda pair: (pair[1].month, pair[1].incidents or 0), reverse=True)
    left_out = asking.left_out
    dated = left_out.incidents - left_out.year_only - left_out.no_date
    return ClassTrends(
        series,
        out[0] if out else None,
        ranking([(name, sum(months.values())) for name, months in counts.items()], dated),
    )


def _recent_signal(series: Series) -> SeriesPoint | None:
    """The newest month above usual among the recent complete ones, if there is one."""
    complete = [point for point in series.points if point.process is not None][-RECENT_MONTHS:]
    high = [
        point
        for point in complete
        if point.process
        and point.process.signal
        and point.incidents
        and point.incidents > (point.process.centre or 0)
    ]
    return high[-1] if high else None


def trends_picture(asking: Asking, trends: ClassTrends, most: int = LARGEST) -> Picture:
    shown = trends.shown(most)
    by = asking.class_by
    number = "six" if most == LARGEST else str(most)
    if asking.asked.drug_class and len(trends.series) == 1:
        title = f"Incidents by month involving {in_sentence(trends.series[0].name)}{by.source}"
    else:
        largest = f"the {number} largest {by.many}" if len(trends.series) > most else f"each {by.one}"
        asked_for = " that is asked for" if asking.asked.drug_class else ""
        title = f"Incidents by month involving {largest}{asked_for}{by.source}, on one scale"
    return small_multiples(
        "drug-class-trends",
        title,
        shown,
        asking.standing,
        sentence=standing_out_sentence(asking, trends),
        caption=_trends_caption(asking, trends, shown),
        happened=asking.drawn,
        what=by.label,
        stands_out=what_stands_out_in_each(shown, asking.happened),
        how=(
            "One incident can involve several medicines and so stand in several classes. A class that had a special cause in "
            f"the last {RECENT_MONTHS} complete months comes first. Counts are of incidents recorded, not the risk of a medicine.",
            *how_judged_together(shown),
            *by_chance(trends.series, by.one, by.many),
        ),
        narrows=[{"drug_class": (series.name,)} for series in shown],
    )


def _trends_caption(asking: Asking, trends: ClassTrends, shown: Sequence[Series]) -> str:
    newest = _newest_of_each(shown, asking.about())
    said = (newest, adds_up_words(trends.ranking, asking.class_by), missing_in_words(asking.months))
    return " ".join(part for part in said if part)


def _newest_of_each(shown: Sequence[Series], about: str) -> str:
    """'In September 2026 (ward or place: Ward 7): Insulins 34, usual 8 to 31; Opioids 28, usual 14 to 36.' Each month is named once."""
    of_month: dict[date, list[str]] = {}
    for series in shown:
        if series.newest is not None:
            usual = series.usual(series.newest)
            words = f", usual {whole_range(*usual)}" if usual else ""
            of_month.setdefault(series.newest.month, []).append(
                f"{series.name} {series.newest.incidents}{words}"
            )
    return " ".join(
        f"In {month_in_words(month)}{about}: {'; '.join(of_month[month])}."
        for month in sorted(of_month, reverse=True)
    )


def standing_out_sentence(asking: Asking, trends: ClassTrends) -> str:
    """The class that stands out, with its count, its usual range, and what its incidents were."""
    if not asking.months.newest:
        return "No month of this period is complete yet, so no trend can be judged."
    if not trends.series:
        return f"No incident of this period {_with_a_class(asking.class_by)}."
    if trends.standing_out is None:
        return _none_stands_out(asking.class_by, len(trends.judged))
    series, point = trends.standing_out
    newest = asking.months.newest
    month = month_name(point.month, newest)
    usual = series.usual(point)
    verb = ("stands" if _singular(series.name) else "stand") if point.month == newest else "stood"
    where = f", where {whole_range(*usual)} is usual" if usual else ""
    if usual and point.process and point.incidents is not None and usual[0] <= point.incidents <= usual[1]:
        where = (
            f", within the usual {whole_range(*usual)} but {rule_in_words(point.process.rule, series.rules)}"
        )
    since = _newest_since(series, point)
    return f"{series.name} {verb} out: {point.incidents} in {month}{where}{_what_they_were(asking, series.name, point)}{since}."


def _newest_since(series: Series, point: SeriesPoint) -> str:
    """'; September had 10, within the usual range', where a class stood out before the newest month."""
    newest = series.newest
    if newest is None or newest.month <= point.month or newest.incidents is None:
        return ""
    inside = "" if newest.process is None or newest.process.signal else ", within the usual range"
    return f"; {month_name(newest.month, newest.month)} had {newest.incidents:,}{inside}"


def _none_stands_out(by: ClassBy, judged: int) -> str:
    """Only what has limits can be said not to stand out: a small class may rise unjudged."""
    if not judged:
        return f"No {by.one} has enough for limits here, so none can be said to stand out or not: look at the counts."
    of = f"the {count_of(judged, by.one, by.many)} that have" if judged > 1 else f"the one {by.one} that has"
    none = "None of" if judged > 1 else "Nothing in"
    return f"{none} {of} limits stands out in the last {RECENT_MONTHS} complete months."


def _singular(name: str) -> bool:
    return not name.split(",")[0].rstrip(")").endswith("s")


def _what_they_were(asking: Asking, name: str, point: SeriesPoint) -> str:
    """'; 19 of the 34 were recorded as omitted dose, 13 of them on Ward 7 and Ward 12': the commonest error type, or else the
    commonest stage, where it makes up at least a third.
    """
    that_month = asking.asked.narrowed(from_=point.month, until=last_day(point.month), drug_class=(name,))
    errors: list[ErrorTypeCount] = asking.rows("incidents_by_error_type", that_month)
    least = (point.incidents or 1) / COMMON_PART
    named = [row for row in errors if row.error_type not in NO_KIND and row.incidents >= least]
    if named:
        top, kind, of_kind = (
            named[0].incidents,
            f"recorded as {named[0].error_type.lower()}",
            that_month.narrowed(error_type=(named[0].error_type,)),
        )
    else:
        stages: list[StageCount] = asking.rows("incidents_by_medication_stage", that_month)
        at = [row for row in stages if row.stage not in NO_KIND and row.incidents >= least]
        if not at:
            return ""
        top, kind, of_kind = (
            at[0].incidents,
            f"at the stage {at[0].stage.lower()}",
            that_month.narrowed(stage=(at[0].stage,)),
        )
    places: list[PlaceRate] = asking.rows("incidents_and_bed_days_by_place", of_kind)
    most = sorted((row for row in places if row.incidents > 1), key=lambda row: -row.incidents)[:2]
    there = sum(row.incidents for row in most)
    where = f", {there:,} of them on {listed([row.location for row in most])}" if there * 2 >= top else ""
    return f"; {top} of the {point.incidents} were {kind}{where}"


HOW_CLASSED = {
    ClassBy.CURATED: "Classes are a curated list: each is made of whole sections and paragraphs of the NHSBSA BNF classification.",
    ClassBy.SECTION: "Sections are those of the NHSBSA BNF classification; a medicine stands in that of its route.",
    ClassBy.CHAPTER: "Chapters are those of the NHSBSA BNF classification; a medicine stands in that of its route.",
    ClassBy.HIGH_RISK: "High-risk groups come from published lists of high-alert medicines; a medicine can be in several.",
    ClassBy.LOCAL: "Local groups are lists of medicines that this trust has made for itself.",
}


def class_ranking(asking: Asking, total: int, most: int | None = None) -> Ranking:
    rows: list[ClassCount] = asking.rows("incidents_by_drug_class")
    return ranking([(row.drug_class, row.incidents) for row in rows], total, most)


def _with_a_class(by: ClassBy) -> str:
    return "names a medicine of a known class" if by is ClassBy.CURATED else f"is in a {by.one}"


def in_sentence(name: str) -> str:
    """A class's name inside a sentence: 'opioids', but 'NSAIDs', "Parkinson's medicines" and '2.8 Anticoagulants'."""
    first = name.split(" ")[0]
    return name if "'" in first or first[1:] != first[1:].lower() else name[:1].lower() + name[1:]


def largest_sentence(found: Ranking, trends: ClassTrends | None, by: ClassBy, about: str = "") -> str:
    """The largest classes with their counts, whether another one is unusual, and how many name no medicine; `about` is the
    filter in words.
    """
    if not found.ranked:
        return f"No incident{about} {_with_a_class(by)}."
    largest = listed([f"{in_sentence(item.name)} ({item.incidents:,})" for item in found.ranked[:4]])
    of = f"Among {count_of(found.total, 'incident')}{about} the"
    parts = [
        f"{of} largest {by.many_in_short} are {largest}"
        if len(found.ranked) > 1
        else f"{of} only {by.one} is {largest}"
    ]
    if trends and len(trends.judged) > (
        trends.standing_out is not None
    ):  # others than the one that is named already
        others = [
            f"{in_sentence(series.name)} (in {month_in_words(point.month)})"
            for series in trends.series
            if (point := _recent_signal(series))
            and (trends.standing_out is None or series is not trends.standing_out[0])
        ]
        if others:
            parts.append(f"{listed(others)} also had more than usual")
        else:
            parts.append(f"no {'other ' if trends.standing_out else ''}{by.in_short} shows an unusual trend")
    parts.append(no_medicine_words(found))
    return "; ".join(parts) + "."


def no_medicine_words(found: Ranking) -> str:
    named = {item.name: item for item in found.apart}
    none = named.get(NO_MEDICINE_NAMED)
    unknown = named.get(MEDICINE_NOT_RECOGNISED)
    words = (
        f"{count_of(none.incidents, 'incident')} ({in_per_cent(found.percent(none))}) {'names' if none.incidents == 1 else 'name'} no medicine"
        if none
        else "every incident names a medicine"
    )
    if unknown:
        verb = "names" if unknown.incidents == 1 else "name"
        words += f" and {unknown.incidents:,} {verb} one that is not recognised"
    return words


def adds_up_words(found: Ranking, by: ClassBy) -> str:
    """The sentence that stands under every class chart; nothing where classes add up to no more than the incidents."""
    if found.adds_up_to <= found.total:
        return ""
    if by in (ClassBy.HIGH_RISK, ClassBy.LOCAL):
        why = "several medicines, and a medicine can be in several groups"
    else:
        why = "several medicines"
    return f"One incident can involve {why}, so {by.many_in_short} add up to more than {found.total:,}."
