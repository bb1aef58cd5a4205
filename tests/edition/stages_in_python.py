"""Questions about medication stages and error types, answered a second time in plain loops."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import product

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.medicines import ClassBy
from tests.edition.generated_truth import Incident, month_of

LEVELS = ("No harm", "Low", "Moderate", "Severe", "Fatal", "Not recorded", "Not applicable")
LATE = {"Omitted dose", "Delayed dose"}
NOT_KNOWN = {"No medicine named", "Medicine not recognised"}


class StagesCounted:
    """The answers for one filter; `selected` and `dated` are its incidents."""

    asked: IncidentFilter
    selected: list[Incident]
    dated: list[tuple[date, Incident]]

    def incidents_by_stage_and_error_type(self) -> list[tuple]:
        return _most_first(pair for each in self.selected for pair in product(each.stages, each.errors))

    def incidents_by_month_and_error_type(self) -> list[tuple]:
        counts = Counter((month_of(day), error) for day, each in self.dated for error in each.errors)
        return sorted((*key, count) for key, count in counts.items())

    def incidents_by_month_and_kind(self) -> list[tuple]:
        by = self.asked.class_by
        counts = Counter(
            (
                month_of(day),
                " | ".join(sorted(each.classes(by))),
                " | ".join(sorted(each.stages)),
                " | ".join(sorted(each.errors)),
                each.harm,
            )
            for day, each in self.dated
        )
        return sorted((*key, count) for key, count in counts.items())

    def incidents_by_drug_class_and_stage(self) -> list[tuple]:
        by = self.asked.class_by
        return _most_first(pair for each in self.selected for pair in product(each.classes(by), each.stages))

    def incidents_by_drug_class_and_harm_level(self) -> list[tuple]:
        by = self.asked.class_by
        counts = Counter((name, each.harm) for each in self.selected for name in each.classes(by))
        rows = [(*key, count) for key, count in counts.items()]
        return sorted(rows, key=lambda row: (row[0], LEVELS.index(row[1])))

    def incidents_by_weekday_and_hour(self) -> list[tuple]:
        counts = Counter(
            (
                each.occurred.weekday() + 1 if each.occurred else None,
                each.time.hour if each.time else None,
                each.time is not None and (each.time.hour, each.time.minute) == (0, 0),
            )
            for each in self.selected
        )
        rows = [(*key, count) for key, count in counts.items()]
        return sorted(rows, key=lambda row: (row[0] or 8, 24 if row[1] is None else row[1], row[2]))

    def omitted_and_delayed_doses(self) -> list[tuple]:
        late = [each for each in self.selected if each.errors & LATE]
        return [
            (
                len(self.selected),
                sum("Omitted dose" in each.errors for each in self.selected),
                sum("Delayed dose" in each.errors for each in self.selected),
                len(late),
                sum(_is_in(each, "Time-critical medicines") for each in late),
                sum("Antibacterials" in each.classes() for each in late),
                sum(bool(each.classes() & NOT_KNOWN) for each in late),
                sum(_is_in(each, "Time-critical medicines") for each in self.selected),
            )
        ]

    def omitted_and_delayed_by_time_critical_medicine(self) -> list[tuple]:
        either: Counter[str] = Counter()
        omitted: Counter[str] = Counter()
        delayed: Counter[str] = Counter()
        for each in self.selected:
            for group, medicine in each.medicines_in(ClassBy.HIGH_RISK):
                if group == "Time-critical medicines" and each.errors & LATE:
                    either[medicine] += 1
                    omitted[medicine] += "Omitted dose" in each.errors
                    delayed[medicine] += "Delayed dose" in each.errors
        rows = [(name, count, omitted[name], delayed[name]) for name, count in either.items()]
        return sorted(rows, key=lambda row: (-row[1], row[0]))

    def known_allergies(self) -> list[tuple]:
        allergic = [each for each in self.selected if "Known allergy" in each.errors]
        return [
            (
                len(self.selected),
                len(allergic),
                sum(_is_in(each, "Penicillins") for each in allergic),
                sum(bool(each.classes() & NOT_KNOWN) for each in allergic),
                sum(_is_in(each, "Penicillins") for each in self.selected),
            )
        ]

    def known_allergies_by_medicine(self) -> list[tuple]:
        counts: Counter[str] = Counter()
        penicillins = set()
        for each in self.selected:
            if "Known allergy" in each.errors:
                counts.update({name for name, _ in each.medicines()})
                penicillins |= {
                    name for group, name in each.medicines_in(ClassBy.HIGH_RISK) if group == "Penicillins"
                }
        rows = [(name, name in penicillins, count) for name, count in counts.items()]
        return sorted(rows, key=lambda row: (-row[2], row[0]))


def _is_in(incident: Incident, group: str) -> bool:
    return group in incident.classes(ClassBy.HIGH_RISK)


def _most_first(pairs: Iterable[tuple[str, str]]) -> list[tuple]:
    return sorted(
        ((*pair, count) for pair, count in Counter(pairs).items()), key=lambda row: (-row[2], row[0], row[1])
    )
