"""The questions that list incidents one by one answered a second time: loops, no SQL, the draw by the standard library's MD5."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.medicines import ClassBy
from dashboard.domain.reading_sample import FIRST_SEED
from tests.edition.generated_truth import Incident, Truth

HARMFUL = ("Moderate", "Severe", "Fatal")
REACTION, CONTROLLED = "Adverse reaction (used as intended)", "Controlled drugs"
LISTED, SEVERE_OR_FATAL, OF_OTHERS = 2000, 2000, 100


class CasesCounted:
    """What `Counted` answers of incidents one by one. Their numbers are the register's."""

    truth: Truth
    asked: IncidentFilter
    selected: list[Incident]

    def incidents_listed(self) -> list[tuple]:
        return [self._row(each) for each in self._newest_first(self.selected)[:LISTED]]

    def reading_sample(self) -> list[tuple]:
        strata: tuple[list[Incident], ...] = ([], [], [])
        for each in self.selected:
            strata[0 if each.harm in ("Severe", "Fatal") else 1 if each.harm == "Moderate" else 2].append(
                each
            )
        drawn = []
        for stratum, most in zip(strata, (SEVERE_OR_FATAL, OF_OTHERS, OF_OTHERS), strict=True):
            first = sorted(stratum, key=lambda each: drawn_at(FIRST_SEED, self._n(each)))[:most]
            drawn += self._newest_first(first)
        return [self._row(each) for each in drawn]

    def candour_by_state(self) -> list[tuple]:
        counts = Counter((each.candour, True) for each in self.selected if each.harm in HARMFUL)
        return sorted((*key, count) for key, count in counts.items())

    def candour_to_review(self) -> list[tuple]:
        """Generated trusts say nothing of psychological harm."""
        found = [each for each in self.selected if each.harm in HARMFUL and each.candour == "Not recorded"]
        rows = [
            (self._n(each), each.reference, "datix", self.day_of(each), each.harm, "Not recorded", each.location, each.status)  # pyright: ignore[reportAttributeAccessIssue]
            for each in found
        ]  # fmt: skip
        return sorted(rows, key=lambda row: (_last_first(row[3]), -row[0]))[:200]

    def adverse_reactions_by_yellow_card(self) -> list[tuple]:
        counts = Counter(
            (each.yellow_card, has_error(each)) for each in self.selected if REACTION in each.errors
        )
        return sorted((*key, count) for key, count in counts.items())

    def adverse_reactions_to_consider(self) -> list[tuple]:
        found = [
            each for each in self.selected if REACTION in each.errors and each.yellow_card == "Not recorded"
        ]
        rows = [
            (
                *self._first_words(each),
                self._medicines(each),
                self._errors(each),
                each.location,
                has_error(each),
            )
            for each in found
        ]
        return self._newest_200(rows)

    def never_events_recorded(self) -> list[tuple]:
        return sorted(Counter(each.never_event for each in self.selected).items())

    def controlled_drug_counts(self) -> list[tuple]:
        found = self._controlled()
        return [(len(found), sum(each.harm in HARMFUL for each in found))]

    def controlled_drug_incidents(self) -> list[tuple]:
        rows = [
            (
                *self._first_words(each), self._medicines(each),
                ", ".join(sorted(name for group, name in each.medicines_in(ClassBy.HIGH_RISK) if group == CONTROLLED)),
                "; ".join(sorted(each.stages)), self._errors(each), each.location,
            )
            for each in self._controlled()
        ]  # fmt: skip
        return self._newest_200(rows)

    def _controlled(self) -> list[Incident]:
        return [each for each in self.selected if CONTROLLED in each.classes(ClassBy.HIGH_RISK)]

    def _first_words(self, each: Incident) -> tuple:
        reference = each.reference if each.harm in HARMFUL else ""
        return self._n(each), reference, "datix", self.day_of(each), each.harm  # pyright: ignore[reportAttributeAccessIssue]

    def _medicines(self, each: Incident) -> str:
        return ", ".join(sorted({name for name, _ in each.medicines()}))

    def _errors(self, each: Incident) -> str:
        return "; ".join(sorted(each.errors))

    def _newest_200(self, rows: list[tuple]) -> list[tuple]:
        return sorted(rows, key=lambda row: (_last_first(row[3]), -row[0]))[:200]

    def _n(self, incident: Incident) -> int:
        return self.truth.numbers[incident.reference]

    def _newest_first(self, incidents: Sequence[Incident]) -> list[Incident]:
        def place(each: Incident) -> tuple:
            first = self.span_of(each)[0]  # pyright: ignore[reportAttributeAccessIssue]
            return _last_first(self.day_of(each)), _last_first(first), -self._n(each)  # pyright: ignore[reportAttributeAccessIssue]

        return sorted(incidents, key=place)

    def _row(self, each: Incident) -> tuple:
        day, first = self.day_of(each), self.span_of(each)[0]  # pyright: ignore[reportAttributeAccessIssue]
        return (
            self._n(each), each.reference if each.harm in ("Moderate", "Severe", "Fatal") else None, "datix", day,
            str(first.year) if first else "Not recorded", each.harm, each.site, each.division, each.location,
            ", ".join(sorted({name for name, _ in each.medicines()})),
            "; ".join(sorted(each.classes(self.asked.class_by))), "; ".join(sorted(each.stages)),
            "; ".join(sorted(each.errors)), each.reporter_group, each.status,
        )  # fmt: skip


def has_error(each: Incident) -> bool:
    """Whether something is said to have gone wrong beside the reaction; that nobody knows is not."""
    return bool(each.errors - {REACTION, "Not known", "Not recorded"})


def drawn_at(seed: int, n: int) -> str:
    return hashlib.md5(f"{seed}:{n}".encode(), usedforsecurity=False).hexdigest()


def _last_first(day: date | None) -> tuple[bool, int]:
    return day is None, -day.toordinal() if day else 0
