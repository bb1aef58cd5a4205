"""The questions on the quality of the data answered a second time: loops, no SQL, percentiles by counting.

A percentile is found here by trying each number of days in turn, and not by the position in a sorted list.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from dashboard.domain.periods import last_day
from tests.edition.generated_truth import Incident, Truth, month_of

NONE = "Not recorded"


class QualityCounted:
    """What `Counted` answers about completeness, delay and first harm."""

    truth: Truth
    selected: list[Incident]
    dated: list[tuple[date, Incident]]

    def completeness_by_month(self) -> list[tuple]:
        groups: defaultdict[date, list[Incident]] = defaultdict(list)
        for day, each in self.dated:
            groups[month_of(day)].append(each)
        return sorted((month, *row) for month, its in groups.items() for row in completeness(its))

    def completeness_by_ward(self) -> list[tuple]:
        rows = [
            (site, recorded_division(its), location, *row)
            for (site, location), its in self._places().items()
            for row in completeness(its)
        ]
        return sorted(rows, key=lambda row: (row[0], row[2], row[3]))

    def medicines_named(self) -> list[tuple]:
        kinds = {
            "No medicine named": "none",
            "Medicine not recognised": "not recognised",
            "Only a class named": "class",
        }
        said = Counter(
            min((kinds.get(name, "a medicine") for name in names_of(each)), default="none")
            for each in self.selected
        )
        recognised, alone = said["a medicine"], said["class"]
        named = recognised + alone + said["not recognised"]
        row = (len(self.selected), named, recognised, recognised + alone, alone)
        return [row] if self.selected else []

    def reporting_delay_by_month(self) -> list[tuple]:
        groups: defaultdict[date, list[Incident]] = defaultdict(list)
        for day, each in self.dated:
            groups[month_of(day)].append(each)
        return sorted((month, *delays(its)) for month, its in groups.items())

    def reporting_delay_by_ward(self) -> list[tuple]:
        rows = [
            (site, recorded_division(its), location, *delays(its))
            for (site, location), its in self._places().items()
        ]
        return sorted(rows, key=lambda row: (row[0], row[2]))

    def reporting_delays(self) -> list[tuple]:
        """Of all incidents, whatever is asked; the one listing covers what it was said to cover, and nothing else was seen."""
        truth = self.truth
        run, (first, last) = truth.as_at, truth.covered or (date.min, date.max)
        months = run.year * 12 + run.month - 1 - 24
        month = date(months // 12, months % 12 + 1, 1)
        oldest = month.replace(day=min(run.day, last_day(month).day))
        found: Counter[tuple] = Counter()
        for each in truth.incidents:
            if each.occurred is None or each.reported is None or each.occurred < oldest:
                continue
            if first <= each.occurred <= last and each.occurred <= each.reported < run:
                late = (each.reported - each.occurred).days
                found[each.occurred, late, run - timedelta(days=1)] += 1
        return sorted((*key, count) for key, count in found.items())

    def harm_first_and_now(self) -> list[tuple]:
        """One listing alone went in, so every incident still has its first grade."""
        order = ("No harm", "Low", "Moderate", "Severe", "Fatal", NONE, "Not applicable")
        counts = Counter(each.harm for each in self.selected)
        return [(harm, harm, counts[harm]) for harm in order if counts[harm]]

    def moderate_and_above_first_and_now(self) -> list[tuple]:
        order = ("Moderate", "Severe", "Fatal")
        counts = Counter((self._month(each), each.harm) for each in self.selected if each.harm in order)
        found = [(month, harm, harm, count) for (month, harm), count in counts.items()]
        return sorted(found, key=lambda row: (row[0] is None, row[0] or date.min, order.index(row[1])))

    def moderate_and_above_by_status(self) -> list[tuple]:
        counts = Counter(
            (self._month(each), each.status)
            for each in self.selected
            if each.harm in ("Moderate", "Severe", "Fatal")
        )
        found = [(month, "datix", status, count) for (month, status), count in counts.items()]
        return sorted(found, key=lambda row: (row[0] is None, row[0] or date.min, row[2]))

    def incidents_by_physical_and_psychological_harm(self) -> list[tuple]:
        """A Datix listing holds no psychological harm."""
        return [("datix", harm, NONE, count) for harm, _, count in self.harm_first_and_now()]

    def _month(self, incident: Incident) -> date | None:
        day = self.day_of(incident)
        return month_of(day) if day else None

    def _places(self) -> dict[tuple[str, str], list[Incident]]:
        places: defaultdict[tuple[str, str], list[Incident]] = defaultdict(list)
        for each in self.selected:
            places[each.site, each.location].append(each)
        return places


def recorded_division(incidents: Iterable[Incident]) -> str:
    recorded = sorted({each.division for each in incidents} - {NONE})
    return recorded[0] if recorded else NONE


def completeness(incidents: list[Incident]) -> list[tuple[str, int, int]]:
    """(field, incidents, recorded), by the name of the field."""
    named = [each for each in incidents if "No medicine named" not in names_of(each)]
    said = {
        "Date reported": (incidents, lambda each: each.reported is not None),
        "Site": (incidents, lambda each: each.site != NONE),
        "Division": (incidents, lambda each: each.division != NONE),
        "Ward or place": (incidents, lambda each: each.location != NONE),
        "Harm level": (incidents, lambda each: each.harm != NONE),
        "Medication stage": (incidents, lambda each: set(each.stages) != {NONE}),
        "Error type": (incidents, lambda each: set(each.errors) != {NONE}),
        "Medicine": (incidents, lambda each: each in named),
        "Medicine recognised": (named, lambda each: names_of(each) != {"Medicine not recognised"}),
        "Reporter group": (incidents, lambda each: each.reporter_group != NONE),
        "Approval status": (incidents, lambda each: each.status != NONE),
    }
    return [
        (field, len(those), sum(1 for each in those if has(each)))
        for field, (those, has) in sorted(said.items())
    ]


def names_of(incident: Incident) -> set[str]:
    return {name for name, _ in incident.medicines()}


def delays(incidents: list[Incident]) -> tuple[int, int | None, int | None, int, int, int]:
    """(with both days, median, 90th percentile, within 7, within 30, no delay known)."""
    days = [
        (each.reported - each.occurred).days
        for each in incidents
        if each.occurred and each.reported and each.reported >= each.occurred
    ]
    return (
        len(days),
        fewest_days(days, 50),
        fewest_days(days, 90),
        sum(1 for each in days if each <= 7),
        sum(1 for each in days if each <= 30),
        len(incidents) - len(days),
    )


def fewest_days(days: list[int], percent: int) -> int | None:
    """The fewest whole days within which at least this share was reported."""
    if not days:
        return None
    within = 0
    while 100 * sum(1 for each in days if each <= within) < percent * len(days):
        within += 1
    return within
