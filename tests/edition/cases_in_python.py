"""The questions that list incidents one by one answered a second time: loops, no SQL, the draw by the standard library's MD5."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reading_sample import FIRST_SEED
from tests.edition.generated_truth import Incident, Truth

HARMFUL = ("Moderate", "Severe", "Fatal")
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


def drawn_at(seed: int, n: int) -> str:
    return hashlib.md5(f"{seed}:{n}".encode(), usedforsecurity=False).hexdigest()


def _last_first(day: date | None) -> tuple[bool, int]:
    return day is None, -day.toordinal() if day else 0
