"""Every question answered a second time: loops over dataclasses, no SQL, written from the sentences of the questions.

An answer is the list of rows, each a tuple in the order of the question's declared columns.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from dashboard.domain.incident_filter import Basis, IncidentFilter
from dashboard.domain.medicines import ClassBy
from dashboard.domain.periods import last_day
from dashboard.stats import rate_interval
from tests.edition.cases_in_python import CasesCounted
from tests.edition.escalation_in_python import EscalationFound
from tests.edition.generated_truth import BedDays, Incident, Truth, month_of
from tests.edition.quality_in_python import QualityCounted
from tests.edition.stages_in_python import StagesCounted

HARM_ORDER = ("No harm", "Low", "Moderate", "Severe", "Fatal", "Not recorded", "Not applicable")


class Counted(QualityCounted, CasesCounted, StagesCounted, EscalationFound):
    """The answers for one filter."""

    def __init__(self, truth: Truth, asked: IncidentFilter) -> None:
        self.truth = truth
        self.asked = asked
        self.selected = [each for each in truth.incidents if self.wants(each)]
        self.dated = [(day, each) for each in self.selected if (day := self.day_of(each))]

    def day_of(self, incident: Incident) -> date | None:
        return incident.reported if self.asked.basis is Basis.REPORTED else incident.occurred

    def span_of(self, incident: Incident) -> tuple[date | None, date | None]:
        if self.asked.basis is Basis.REPORTED:
            return incident.reported, incident.reported
        return incident.first_day, incident.last_day

    def wants(self, incident: Incident) -> bool:
        asked = self.asked
        first, last = self.span_of(incident)
        if asked.from_ and (first is None or first < asked.from_):
            return False
        if asked.until and (last is None or last > asked.until):
            return False
        one_of = (
            (asked.site, {incident.site}),
            (asked.division, {incident.division}),
            (asked.location, {incident.location}),
            (asked.harm, {incident.harm}),
            (asked.reporter_group, {incident.reporter_group}),
            (asked.source, {"datix"}),
            (asked.stage, incident.stages),
            (asked.error_type, incident.errors),
            (asked.drug_class, incident.classes(asked.class_by)),
            (asked.medicine, {medicine for medicine, _ in incident.medicines()}),
            (asked.high_risk, incident.classes(ClassBy.HIGH_RISK)),
        )
        return all(wanted is None or set(wanted) & has for wanted, has in one_of)

    def bed_days(self) -> list[BedDays]:
        """Bed days of the places asked, of months that lie wholly in the period."""
        asked = self.asked
        return [
            row
            for row in self.truth.bed_days
            if (asked.from_ is None or row.month >= asked.from_)
            and (asked.until is None or last_day(row.month) <= asked.until)
            and (asked.site is None or row.site in asked.site)
            and (asked.division is None or row.division in asked.division)
            and (asked.location is None or row.location in asked.location)
        ]

    def coverage(self) -> dict[tuple[str, date], bool]:
        asked = self.asked
        return {
            (site, month): whole
            for (site, month), whole in self.truth.coverage().items()
            if (asked.from_ is None or month >= month_of(asked.from_))
            and (asked.until is None or month <= asked.until)
            and (asked.site is None or site in asked.site)
        }

    # -- what the questions answer, by name ------------------------------------------------------------------------

    def incidents_by_month(self) -> list[tuple]:
        return sorted(Counter(month_of(day) for day, _ in self.dated).items())

    def incidents_by_month_and_harm_level(self) -> list[tuple]:
        counts = Counter((month_of(day), each.harm) for day, each in self.dated)
        return _by_harm((month, harm, count) for (month, harm), count in counts.items())

    def incidents_by_month_and_drug_class(self) -> list[tuple]:
        by = self.asked.class_by
        counts = Counter((month_of(day), name) for day, each in self.dated for name in each.classes(by))
        return sorted((month, name, count) for (month, name), count in counts.items())

    def _year(self, incident: Incident) -> str:
        first, _ = self.span_of(incident)
        return str(first.year) if first else "Not recorded"

    def incidents_by_year(self) -> list[tuple]:
        return sorted(Counter(self._year(each) for each in self.selected).items())

    def incidents_by_year_and_harm_level(self) -> list[tuple]:
        counts = Counter((self._year(each), each.harm) for each in self.selected)
        return _by_harm((year, harm, count) for (year, harm), count in counts.items())

    def incidents_by_reporter_group(self) -> list[tuple]:
        counts = Counter(each.reporter_group for each in self.selected)
        return sorted(counts.items(), key=lambda row: (-row[1], row[0]))

    def incidents_by_harm_level(self) -> list[tuple]:
        counts = Counter(each.harm for each in self.selected)
        return sorted(counts.items(), key=lambda row: HARM_ORDER.index(row[0]))

    def incidents_by_medication_stage(self) -> list[tuple]:
        return _most_first(stage for each in self.selected for stage in each.stages)

    def incidents_by_error_type(self) -> list[tuple]:
        return _most_first(error for each in self.selected for error in each.errors)

    def incidents_by_drug_class(self) -> list[tuple]:
        return _most_first(name for each in self.selected for name in each.classes(self.asked.class_by))

    def medicines_given_instead_of_intended(self) -> list[tuple]:
        counts = Counter(pair for each in self.selected for pair in each.given_instead())
        return sorted(
            ((*pair, count) for pair, count in counts.items()), key=lambda row: (-row[2], row[0], row[1])
        )

    def incidents_by_medicine(self) -> list[tuple]:
        return _most_first(name for each in self.selected for name in {name for name, _ in each.medicines()})

    def incidents_by_drug_class_and_medicine(self) -> list[tuple]:
        wanted = self.asked.drug_class
        counts = Counter(
            (drug_class, name)
            for each in self.selected
            for drug_class, name in each.medicines_in(self.asked.class_by)
            if wanted is None or drug_class in wanted
        )
        rows = [(drug_class, name, count) for (drug_class, name), count in counts.items()]
        return sorted(rows, key=lambda row: (-row[2], row[0], row[1]))

    def incidents_left_out_of_months(self) -> list[tuple]:
        spans = [(self.day_of(each), self.span_of(each)[0]) for each in self.selected]
        year_only = sum(day is None and first is not None for day, first in spans)
        return [(len(self.selected), year_only, sum(first is None for _, first in spans))]

    def near_misses(self) -> list[tuple]:
        marks = [incident.near_miss for incident in self.selected]
        return [(marks.count(True), marks.count(False), marks.count(None))]

    def reporting_rate_by_month(self) -> list[tuple]:
        counts = Counter(month_of(day) for day, _ in self.dated)
        beds: defaultdict[date, float] = defaultdict(float)
        for row in self.bed_days():
            beds[row.month] += row.bed_days
        months = set(counts) | {month for (_, month), whole in self.coverage().items() if whole}
        return [
            (month, counts[month], beds.get(month), *_rate(counts[month], beds.get(month)))
            for month in sorted(months)
        ]

    def bed_days_by_month(self) -> list[tuple]:
        beds: defaultdict[date, float] = defaultdict(float)
        for row in self.bed_days():
            beds[row.month] += row.bed_days
        return sorted(beds.items())

    def activity_by_kind_and_month(self) -> list[tuple]:
        sums: defaultdict[tuple[str, date], float] = defaultdict(float)
        places: defaultdict[tuple[str, date], set[tuple[str, str]]] = defaultdict(set)
        for row in self.bed_days():
            for kind, amount in (("admissions", row.admissions), ("occupied bed days", row.bed_days)):
                sums[kind, row.month] += amount
                places[kind, row.month].add((row.site, row.location))
        return [
            (kind, "", month, sums[kind, month], False, len(places[kind, month]))
            for kind, month in sorted(sums)
        ]

    def incidents_and_bed_days_by_place(self) -> list[tuple]:
        counts: Counter[tuple[str, str]] = Counter()
        divisions: dict[tuple[str, str], str] = {}
        for _, each in self.dated:
            place = (each.site, each.location)
            counts[place] += 1
            divisions[place] = min(
                each.division,
                divisions.get(place, each.division),
                key=lambda name: (name == "Not recorded", name),
            )
        beds: defaultdict[tuple[str, str], float] = defaultdict(float)
        months: defaultdict[tuple[str, str], set[date]] = defaultdict(set)
        for row in self.bed_days():
            place = (row.site, row.location)
            beds[place] += row.bed_days
            months[place].add(row.month)
            divisions[place] = row.division
        return [
            (
                place[0], divisions[place], place[1], counts[place], beds.get(place), len(months.get(place, ())),
                *_rate(counts[place], beds.get(place)),
            )
            for place in sorted(set(counts) | set(beds))
        ]  # fmt: skip

    def incidents_and_bed_days_by_division(self) -> list[tuple]:
        with_beds = {(row.site, row.location) for row in self.truth.bed_days}
        counts: Counter[str] = Counter()
        without: Counter[str] = Counter()
        for _, each in self.dated:
            counts[each.division] += 1
            without[each.division] += (each.site, each.location) not in with_beds
        beds: defaultdict[str, float] = defaultdict(float)
        months: defaultdict[str, set[date]] = defaultdict(set)
        for row in self.bed_days():
            beds[row.division] += row.bed_days
            months[row.division].add(row.month)
        return [
            (
                name, counts[name], without[name], beds.get(name), len(months.get(name, ())),
                *_rate(counts[name] - without[name], beds.get(name)),
            )
            for name in sorted(set(counts) | set(beds))
        ]  # fmt: skip

    def moderate_and_above(self) -> list[tuple]:
        rows = []
        for each in self.selected:
            if each.harm not in ("Moderate", "Severe", "Fatal"):
                continue
            day = self.day_of(each)
            medicines = ", ".join(sorted({name for name, _ in each.medicines()}))
            rows.append(
                (
                    each.reference, "datix", day, each.harm, each.site, each.division, each.location,
                    medicines, ", ".join(sorted(each.stages)), ", ".join(sorted(each.errors)), each.status,
                )
            )  # fmt: skip
        return sorted(rows, key=lambda row: (row[2] is None, -(row[2] or date.min).toordinal(), row[0]))[:200]

    def incidents_by_day(self) -> list[tuple]:
        counts = Counter(self.day_of(each) for each in self.selected)
        return sorted(counts.items(), key=lambda row: (row[0] is None, -(row[0] or date.min).toordinal()))

    def moderate_and_above_by_day(self) -> list[tuple]:
        order = ("Moderate", "Severe", "Fatal")
        counts = Counter((self.day_of(each), each.harm) for each in self.selected if each.harm in order)
        rows = [(day, harm, count) for (day, harm), count in counts.items()]
        return sorted(
            rows,
            key=lambda row: (row[0] is None, -(row[0] or date.min).toordinal(), order.index(row[1])),
        )

    def covered_months(self) -> list[tuple]:
        by_month: defaultdict[date, dict[str, bool]] = defaultdict(dict)
        for (site, month), whole in self.coverage().items():
            by_month[month][site] = whole
        return [
            (month, "datix", len(set(sites) - {"Not recorded"}), all(sites.values()))
            for month, sites in sorted(by_month.items())
        ]

    def filter_choices(self) -> list[tuple]:
        counts: Counter[tuple[str, str, str]] = Counter()
        for each in self.truth.incidents:
            has: dict[tuple[str, str], Iterable[str]] = {
                ("site", ""): [each.site],
                ("division", ""): [each.division],
                ("location", ""): [each.location],
                **{("drug_class", by.value): each.classes(by) for by in ClassBy},
                ("medicine", ""): {name for name, _ in each.medicines()},
                ("high_risk", ""): each.classes(ClassBy.HIGH_RISK),
                ("stage", ""): each.stages,
                ("error_type", ""): each.errors,
                ("harm", ""): [each.harm],
                ("reporter_group", ""): [each.reporter_group],
                ("source", ""): ["datix"],
            }
            counts.update((*key, value) for key, values in has.items() for value in values)
        return sorted((*key, count) for key, count in counts.items())

    def edition_facts(self) -> list[tuple]:
        truth = self.truth
        months = [month for _, month in truth.coverage()]
        return [
            (
                truth.edition_id, truth.now, truth.product_version, False, "Your trust", 30, truth.as_at,
                min(months, default=None), max(months, default=None), len(truth.incidents),
                sum(each.year is not None for each in truth.incidents),
                sum(each.first_day is None for each in truth.incidents), "datix", bool(truth.bed_days),
                "NHSRplotthedots", 95,
            )
        ]  # fmt: skip

    def extracts(self) -> list[tuple]:
        truth = self.truth
        first, last = truth.covered or (None, None)
        told = (truth.import_id, "datix", truth.file_name, truth.sha256, truth.as_at, truth.now, first, last)
        return [(*told, truth.rows_accepted)]

    def dated_records(self) -> list[tuple]:
        told = ("single-user", self.truth.now.date())
        records = [(*vars(record).values(), *told) for record in self.truth.happened]
        return sorted(records, key=lambda record: (record[1], record[2]))

    def unplaced_words(self) -> list[tuple]:
        return sorted(
            (name, len(words), sum(words.values()))
            for name, words in self.truth.unknown_words.items()
            if words
        )

    def records_not_counted(self) -> list[tuple]:
        return []

    def answer(self, question: str) -> list[tuple]:
        answered: Callable[[], Sequence[tuple]] = getattr(self, question)
        return [tuple(row) for row in answered()]


def _rate(count: int, bed_days: float | None) -> tuple[float | None, float | None, float | None]:
    if not bed_days:
        return None, None, None
    interval = rate_interval(count, bed_days)
    return interval.value, interval.lower, interval.upper


def _most_first(names: Iterable[str]) -> list[tuple]:
    return sorted(Counter(names).items(), key=lambda row: (-row[1], row[0]))


def _by_harm(rows: Iterable[tuple]) -> list[tuple]:
    return sorted(rows, key=lambda row: (row[0], HARM_ORDER.index(row[1])))
