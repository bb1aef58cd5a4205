"""What meets a rule of escalation, found a second time: loops over days, no SQL, the rules read anew from their files."""

import csv
from collections import defaultdict
from datetime import date, timedelta
from functools import cache

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.medicines import ClassBy
from tests.edition.generated_truth import Incident, Truth
from tests.python_files import ROOT

NO_MEDICINE = {"No medicine named", "Medicine not recognised", "Only a class named"}
NO_ERROR = {"Other", "Not known", "Not recorded"}


@cache
def lines(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def rule(key: str) -> dict[str, str]:
    (line,) = [each for each in lines("escalation_rules") if each["rule"] == key]
    return line


class EscalationFound:
    """What `Counted` answers of the rules of escalation."""

    truth: Truth
    asked: IncidentFilter
    selected: list[Incident]

    def to_escalate_by_harm(self) -> list[tuple]:
        """Generated trusts say nothing of psychological harm."""
        rows = []
        for each in self.selected:
            key = {"Fatal": "fatal", "Severe": "severe"}.get(each.harm)
            if key and self._since(
                rule(key)["looks_back_days"], each.occurred or each.reported or each.last_day
            ):
                rows.append((*self._coded(each), key))
        return sorted(rows, key=_by_day)

    def possible_never_events(self) -> list[tuple]:
        rows = []
        for each in self.selected:
            if not self._since(
                rule("possible_never_event")["looks_back_days"],
                each.occurred or each.reported or each.last_day,
            ):
                continue
            items = {
                int(line["item"])
                for line in lines("never_events")
                if line["error_type"] in each.errors
                and line["stage"] in ("", *each.stages)
                and _is_of(line, each)
            }
            if each.never_event == "Recorded as not a Never Event":
                items = set()
            if each.never_event == "Recorded as a Never Event":
                items.add(0)
            rows += [(*self._coded(each), item) for item in items]
        return sorted(rows, key=_by_day)

    def same_medicine_and_error(self) -> list[tuple]:
        line = rule("same_medicine_and_error")
        many, days = int(line["many"]), int(line["days"])
        alike = defaultdict(list)
        for each in self.selected:
            if day := each.occurred or each.reported:
                for medicine in {name for name, _ in each.medicines()} - NO_MEDICINE:
                    for error in each.errors - NO_ERROR:
                        alike[medicine, error].append((day, each))
        rows = []
        for (medicine, error), found in alike.items():
            for day, each in found:
                # Of every such days that this one is in, the most of them.
                most = max(
                    sum(begin <= other < begin + timedelta(days) for other, _ in found)
                    for begin in (day - timedelta(back) for back in range(days))
                )
                if most >= many and self._since(line["looks_back_days"], day):
                    rows.append((*self._coded(each), medicine, error, most))
        return sorted(rows, key=_by_day)

    def _since(self, days: str, day: date | None) -> bool:
        return day is None or day >= self.truth.as_at - timedelta(int(days))

    def _coded(self, each: Incident) -> tuple:
        return (
            self.truth.numbers[each.reference], each.reference if each.harm in ("Moderate", "Severe", "Fatal") else "", "datix",
            each.occurred or each.reported, each.occurred is None and each.reported is not None, each.harm,
            ", ".join(sorted({name for name, _ in each.medicines()})), "; ".join(sorted(each.errors)), each.location, each.status,
        )  # fmt: skip


def _is_of(line: dict[str, str], each: Incident) -> bool:
    named = {
        "any": {line["value"]},
        "medicine": {name for name, _ in each.medicines()},
        "drug_class": each.classes(ClassBy.CURATED),
        "high_risk": each.classes(ClassBy.HIGH_RISK),
    }[line["by"]]
    return line["value"] in named


def _by_day(row: tuple) -> tuple:
    day = row[3]
    return day is not None, day or date.min, row[0], *row[10:]
