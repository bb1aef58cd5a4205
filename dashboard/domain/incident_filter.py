"""What is asked: a frozen value that is the cache key, the URL, the heading on a report and the test input."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode

from dashboard.domain.medicines import ClassBy


class Basis(StrEnum):
    """Which of an incident's dates is meant."""

    OCCURRED = "occurred"
    REPORTED = "reported"

    @property
    def words(self) -> str:
        return {"occurred": "by date of incident", "reported": "by date reported"}[self.value]


class FilterNotUnderstood(ValueError):
    """A filter that cannot be meant. The message says what is wrong, what is needed and what was seen."""


LISTS = (
    "site",
    "division",
    "location",
    "drug_class",
    "medicine",
    "high_risk",
    "stage",
    "error_type",
    "harm",
    "reporter_group",
    "source",
)
"""The keys that may be repeated: any of the values given counts."""

ONE_VALUE = ("from", "until", "basis", "class")

WORDS_OF_KEYS = {
    "site": "site",
    "division": "division",
    "location": "ward or place",
    "drug_class": "drug class",
    "medicine": "medicine",
    "high_risk": "high-risk group",
    "stage": "medication stage",
    "error_type": "error type",
    "harm": "harm level",
    "reporter_group": "reported by",
    "source": "source system",
}

_MONTH = re.compile(r"(\d{4})-(\d{2})")

EARLIEST, LATEST = date(1990, 1, 1), date(2099, 12, 31)
"""Between these a filter can ask: no date of an extract is earlier, and months are reckoned on from the last day of a period."""

LONGEST_QUOTED = 20


@dataclass(frozen=True)
class IncidentFilter:
    """A field is None (everything) or says what is wanted; an empty tuple is refused when it is made.

    `from_` and `until` are whole days, both included. In URLs, on the command line and in SQL the first is `from`.
    `class_by` says what `drug_class` names classes of, and what questions about classes count; in URLs it is `class`.
    """

    from_: date | None = None
    until: date | None = None
    basis: Basis = Basis.OCCURRED
    site: tuple[str, ...] | None = None
    division: tuple[str, ...] | None = None
    location: tuple[str, ...] | None = None
    class_by: ClassBy = ClassBy.CURATED
    drug_class: tuple[str, ...] | None = None
    medicine: tuple[str, ...] | None = None
    high_risk: tuple[str, ...] | None = None
    stage: tuple[str, ...] | None = None
    error_type: tuple[str, ...] | None = None
    harm: tuple[str, ...] | None = None
    reporter_group: tuple[str, ...] | None = None
    source: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        for name in LISTS:
            values = getattr(self, name)
            if values is not None and (not isinstance(values, tuple) or not values):
                raise FilterNotUnderstood(
                    f"{name} must be left out or name at least one value; it was empty."
                )
        if self.from_ and self.until and self.from_ > self.until:
            raise FilterNotUnderstood(
                f"The period ends before it begins: from {self.from_} until {self.until}. Swap the two dates."
            )

    @classmethod
    def from_pairs(cls, pairs: Iterable[tuple[str, str]]) -> "IncidentFilter":
        """From (key, value) pairs as a URL or the command line gives them; repeated keys make a list."""
        lists: dict[str, list[str]] = {}
        single: dict[str, object] = {}
        for key, value in pairs:
            if key in LISTS:
                if value not in lists.setdefault(key, []):
                    lists[key].append(value)
            elif key in ONE_VALUE:
                if key in single:
                    raise FilterNotUnderstood(f"{key} was given twice; it can have one value only.")
                single[key] = value
            else:
                raise FilterNotUnderstood(f"There is no filter called '{key}'; there are: {', '.join(KEYS)}.")
        return cls(
            from_=_day(single.get("from"), "from", end=False),
            until=_day(single.get("until"), "until", end=True),
            basis=_basis(single.get("basis")),
            class_by=_class_by(single.get("class")),
            **{key: tuple(values) for key, values in lists.items()},
        )

    @classmethod
    def from_query(cls, query: str) -> "IncidentFilter":
        """From a query string such as `from=2025-10&until=2026-09&harm=Low&harm=Moderate`."""
        return cls.from_pairs(parse_qsl(query.lstrip("?"), keep_blank_values=True))

    @classmethod
    def of_link(cls, query: str) -> "IncidentFilter":
        """From the query of a page's link, without what belongs to the page alone (`part`, `find`, `sample`, an edition)."""
        return cls.from_pairs(pair for pair in parse_qsl(query.lstrip("?")) if pair[0] in KEYS)

    def pairs(self) -> list[tuple[str, str]]:
        """The (key, value) pairs that give this filter back; defaults are left out."""
        found: list[tuple[str, str]] = []
        if self.from_:
            found.append(("from", self.from_.isoformat()))
        if self.until:
            found.append(("until", self.until.isoformat()))
        if self.basis is not Basis.OCCURRED:
            found.append(("basis", self.basis.value))
        if self.class_by is not ClassBy.CURATED:
            found.append(("class", self.class_by.value))
        for name in LISTS:
            found.extend((name, value) for value in getattr(self, name) or ())
        return found

    def query(self) -> str:
        return urlencode(self.pairs())

    def as_struct(self) -> dict[str, object]:
        """The same keys for SQL: the `asked` struct that every question's macro reads."""
        lists = {name: list(values) if (values := getattr(self, name)) else None for name in LISTS}
        single = {"from": self.from_, "until": self.until, "basis": self.basis.value}
        return {**single, "class_by": self.class_by.value, **lists}

    def narrowed(self, **changes: object) -> "IncidentFilter":
        """The same question with some fields changed."""
        return replace(self, **changes)  # pyright: ignore[reportArgumentType]

    def whenever(self) -> "IncidentFilter":
        """The same question of every day."""
        return self.narrowed(from_=None, until=None)

    @property
    def places_only(self) -> bool:
        """Whether only period and place are asked: then bed days have the same scope as the incidents."""
        return all(
            getattr(self, name) is None for name in LISTS if name not in ("site", "division", "location")
        )

    def in_words(self, labels: Mapping[str, str] | None = None) -> str:
        """The filter (without its period) as people read it: 'ward or place: Ward 7; drug class (BNF section): ...'."""
        shown = labels or {}
        words = WORDS_OF_KEYS
        if self.class_by is not ClassBy.CURATED:
            words = words | {"drug_class": f"drug class ({self.class_by.one})"}
        parts = [
            f"{words[name]}: {', '.join(str(shown.get(value, value)) for value in values)}"
            for name in LISTS
            if (values := getattr(self, name))
        ]
        return "; ".join(parts)


KEYS = tuple(
    {"from_": "from", "class_by": "class"}.get(field.name, field.name) for field in fields(IncidentFilter)
)
"""As a URL and the command line name them."""


def by_key(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Pairs as a link carries them: of each key all its values, in their order."""
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _day(value: object, key: str, *, end: bool) -> date | None:
    """A day, or a month that stands for its first or last day."""
    if value is None or value == "":
        return None
    text = str(value)
    if found := _MONTH.fullmatch(text):
        year, month = int(found[1]), int(found[2])
        if 1 <= month <= 12 and year >= 1:
            return _within(date(year, month, monthrange(year, month)[1] if end else 1), key)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise FilterNotUnderstood(
            f"{key} needs a day such as 2026-03-31 or a month such as 2026-03; it was '{text[:LONGEST_QUOTED]}'."
        ) from None
    return _within(day, key)


def _within(day: date, key: str) -> date:
    if EARLIEST <= day <= LATEST:
        return day
    raise FilterNotUnderstood(
        f"{key} needs a day in the years {EARLIEST.year} to {LATEST.year}; it was '{day}'."
    )


def _basis(value: object) -> Basis:
    if value is None:
        return Basis.OCCURRED
    try:
        return Basis(str(value))
    except ValueError:
        raise FilterNotUnderstood(f"basis is either occurred or reported; it was '{value}'.") from None


def _class_by(value: object) -> ClassBy:
    if value is None:
        return ClassBy.CURATED
    try:
        return ClassBy(str(value))
    except ValueError:
        known = ", ".join(list(ClassBy)[:-1])
        raise FilterNotUnderstood(
            f"class is one of {known} or {ClassBy.LOCAL.value}; it was '{value}'."
        ) from None
