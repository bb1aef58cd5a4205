"""What is true of a generated trust: its incidents in the words that are stored, its bed days, what was covered.

What a written medicine is named as comes from the reference list (it has tests of its own); how names count for an
incident is decided here.
"""

import csv
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from dashboard.domain.medicines import ClassBy
from dashboard.extracts.medicines import reference
from tests.python_files import ROOT

BNF_NAMES = ROOT / "data" / "reference" / "bnf_sections.csv"
LOCAL_GROUPS = {
    "Our injectables": ("enoxaparin", "gentamicin", "insulin glargine"),
    "Watched by the group": ("enoxaparin", "morphine", "a medicine that nobody names"),
}


@dataclass(frozen=True)
class Incident:
    """What is true of one incident, in the words that are stored. `year` where the year alone is known."""

    reference: str
    occurred: date | None
    year: int | None
    reported: date | None
    site: str
    division: str
    location: str
    harm: str
    stages: frozenset[str]
    errors: frozenset[str]
    given: tuple[str, ...]
    intended: tuple[str, ...]
    reporter_group: str
    near_miss: bool | None
    status: str
    time: time | None
    candour: str
    never_event: str
    yellow_card: str

    @property
    def first_day(self) -> date | None:
        return date(self.year, 1, 1) if self.year else self.occurred

    @property
    def last_day(self) -> date | None:
        return date(self.year, 12, 31) if self.year else self.occurred

    def medicines(self) -> set[tuple[str, str | None]]:
        """(medicine, its class); a medicine that was meant speaks only where none given names a class."""
        named = self._named()
        found = {
            (medicine, drug_class)
            for name in named
            for medicine, drug_class in zip(name.medicines, name.drug_classes, strict=False)
        }
        if found:
            return found
        if any(name.drug_classes for name in named):
            return {("Only a class named", None)}
        if any(name.kind == "unrecognised" for name in named):
            return {("Medicine not recognised", None)}
        return {("No medicine named", None)}

    def classes(self, by: ClassBy = ClassBy.CURATED) -> set[str]:
        """A word for a class ("antibiotics") names a curated class and high-risk groups, never a section or a local group."""
        named = self._named()
        of_words = {
            ClassBy.CURATED: {drug_class for name in named for drug_class in name.drug_classes},
            ClassBy.HIGH_RISK: {group for name in named for group in name.high_risk},
        }
        found = {drug_class for drug_class, _ in self.medicines_in(by)} | of_words.get(by, set())
        if found:
            return found
        (said, drug_class) = sorted(self.medicines(), key=str)[0]
        in_none = {ClassBy.HIGH_RISK: "In no high-risk group", ClassBy.LOCAL: "In no local group"}
        return {said if drug_class is None else in_none[by]}

    def medicines_in(self, by: ClassBy) -> set[tuple[str, str]]:
        """(class, medicine) of every medicine that is in a class."""
        found = set()
        for name in self._named():
            for place, medicine in enumerate(name.medicines):
                code = name.bnf_sections[place]
                its_classes = {
                    ClassBy.CURATED: [name.drug_classes[place]],
                    ClassBy.SECTION: [bnf_text(code)],
                    ClassBy.CHAPTER: [bnf_text(code[:2])],
                    ClassBy.HIGH_RISK: reference().name(medicine).high_risk,
                    ClassBy.LOCAL: [group for group, listed in LOCAL_GROUPS.items() if medicine in listed],
                }[by]
                found |= {(drug_class, medicine) for drug_class in its_classes}
        return found

    def given_instead(self) -> set[tuple[str, str]]:
        given = {medicine for text in self.given for medicine in reference().name(text).medicines}
        intended = {medicine for text in self.intended for medicine in reference().name(text).medicines}
        return {(one, other) for one in given - intended for other in intended - given}

    def _named(self) -> list[Any]:
        given = [reference().name(text) for text in self.given]
        if any(name.drug_classes for name in given):
            return given
        return given + [reference().name(text) for text in self.intended]


@dataclass(frozen=True)
class BedDays:
    month: date
    site: str
    division: str
    location: str
    bed_days: float
    admissions: int


@dataclass(frozen=True)
class Happening:
    kind: str
    dated_on: date
    label: str
    reason: str
    owner: str
    site: str | None
    division: str | None
    drug_class: str | None
    evidence: str


@dataclass(frozen=True)
class Truth:
    """All that went in: one Datix listing, bed days, dated records, and what the listing was said to cover."""

    incidents: tuple[Incident, ...]
    bed_days: tuple[BedDays, ...]
    happened: tuple[Happening, ...]
    covers: tuple[date, date] | None
    covered_sites: tuple[str, ...]
    unknown_words: dict[str, Counter[str]]
    rows_accepted: int
    sha256: str
    file_name: str
    now: datetime
    import_id: int
    edition_id: int
    product_version: str
    numbers: dict[str, int] = field(default_factory=dict)
    """Each reference's number, as the register gave it."""

    @property
    def as_at(self) -> date:
        """The newest date reported in the listing, else the day of the upload."""
        reported = [each.reported for each in self.incidents if each.reported]
        return max(reported) if reported else self.now.date()

    @property
    def covered(self) -> tuple[date, date] | None:
        """As said; else from the first to the last incident whose day is known."""
        if self.covers:
            return self.covers
        days = [each.occurred for each in self.incidents if each.occurred]
        return (min(days), max(days)) if days else None

    def coverage(self) -> dict[tuple[str, date], bool]:
        """(site, month) to whether the whole month is covered."""
        if self.covered is None:
            return {}
        first, last = self.covered
        sites = set(self.covered_sites) or {each.site for each in self.incidents} | {"Not recorded"}
        days: Counter[date] = Counter()
        day = first
        while day <= last:
            days[day.replace(day=1)] += 1
            day += timedelta(days=1)
        return {(site, month): count == days_in(month) for site in sites for month, count in days.items()}


@cache
def bnf_names() -> dict[str, str]:
    if not BNF_NAMES.exists():
        return {}
    with BNF_NAMES.open(encoding="utf-8", newline="") as stream:
        return {row["code"]: row["name"] for row in csv.DictReader(stream)}


def bnf_text(code: str) -> str:
    """'2.8 Anticoagulants and protamine' of '0208', '2 Cardiovascular system' of '02'."""
    number = ".".join(str(int(part)) for part in (code[:2], code[2:4]) if part)
    return f"{number} {bnf_names().get(code, '')}".rstrip()


def days_in(month: date) -> int:
    following = (month + timedelta(days=31)).replace(day=1)
    return (following - month).days


def month_of(day: date) -> date:
    return date(day.year, day.month, 1)
