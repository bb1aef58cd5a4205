"""The benchmark pack, version 1: the fixed columns and words in which trusts share their figures (docs/benchmark_pack.md)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.domain.periods import months_later
from dashboard.domain.words import (
    MEDICINE_NOT_RECOGNISED,
    NO_MEDICINE_NAMED,
    NOT_RECORDED,
    ONLY_A_CLASS_NAMED,
    ErrorType,
    HarmLevel,
    MedicationStage,
    SourceSystem,
)

VERSION = "1"
ALL = "All"
"""In a column of drug class, stage, error type or harm: added up over all of them, each incident once."""

RULE = "HES: 1 to 7 too few to show; others to the nearest 5"
"""NHS Digital's rule for hospital episode statistics, by analogy, whatever rule the trust uses for its own papers."""

SMALLEST_SHOWN = 8
NEAREST = 5

COLUMNS: dict[str, str] = {
    "version": "The version of this schema: 1. A file of another version is refused.",
    "organisation": "The organisation's code (such as RXX), or a pseudonym that begins with P-. The same in every row.",
    "organisation_type": "One of the types below. The same in every row.",
    "period": "A month (2026-M09) or a whole financial year from April to March (FY2025-26). Neither is taken for a date by a "
    "spreadsheet.",
    "source": "What the period is counted from: nrls, lfpse, local (the trust's own incident system), or several with a plus. "
    "NRLS and the others are not comparable.",
    "drug_class": "A curated drug class, or All.",
    "stage": "A stage of the medication process, or All.",
    "error_type": "A type of error, or All.",
    "harm_level": "The greatest physical harm, with moderate, severe and fatal together (moderate_and_above), or All.",
    "incidents": "Incidents recorded, to the nearest 5; 0 is a true zero. Blank where it is not shown: read state.",
    "state": "Why there is a number or none: one of the states below.",
    "bed_days": "Occupied bed days of the period. Blank where they are not known; never a zero.",
    "rate_per_1000_bed_days": "incidents (as shown) / bed_days x 1000. Blank where either is.",
    "rule": "The rule of small numbers, the same in every row.",
    "method": "The edition, the day of its release and the version of the program that wrote the file.",
}  # fmt: skip
"""Each column, in the order of the file, with what it holds."""


class State(StrEnum):
    """Why a row has a number or none. The first three are of the count itself."""

    SHOWN = "shown"
    ZERO = "zero"
    TOO_FEW = "too few to show"
    WITHHELD = "withheld"
    NOT_COVERED = "not covered"


STATES: dict[State, str] = {
    State.SHOWN: "8 or more, to the nearest 5.",
    State.ZERO: "None was recorded: a true zero.",
    State.TOO_FEW: "1 to 7.",
    State.WITHHELD: "Not zero, and not shown, because a number of 1 to 7 could be worked out from it or of it.",
    State.NOT_COVERED: "No extract covers the month, or only a part of it; or its source has no code for this (NRLS: a delayed dose).",
}

TYPES = (
    "acute",
    "acute and community",
    "mental health",
    "mental health and community",
    "community",
    "specialist",
    "ambulance",
    "independent",
    "not stated",
)
NOT_STATED = "not stated"

STAGES: dict[MedicationStage, str] = {
    MedicationStage.PRESCRIBING: "prescribing",
    MedicationStage.DISPENSING: "dispensing",
    MedicationStage.ADMINISTRATION: "administration",
    MedicationStage.MONITORING: "monitoring",
    MedicationStage.ADVICE: "advice",
    MedicationStage.OVER_THE_COUNTER: "over_the_counter",
    MedicationStage.OTHER: "other",
    MedicationStage.NOT_KNOWN: "not_known",
    MedicationStage.NOT_RECORDED: "not_recorded",
}

ERROR_TYPES: dict[ErrorType, str] = {
    ErrorType.OMITTED: "omitted_dose",
    ErrorType.DELAYED: "delayed_dose",
    ErrorType.WRONG_TIME: "wrong_time",
    ErrorType.DOSE: "wrong_dose",
    ErrorType.FREQUENCY: "wrong_frequency",
    ErrorType.RATE_OR_DURATION: "wrong_rate_or_duration",
    ErrorType.DRUG: "wrong_medicine",
    ErrorType.PATIENT: "wrong_patient",
    ErrorType.ROUTE: "wrong_route",
    ErrorType.FORMULATION: "wrong_formulation",
    ErrorType.QUANTITY: "wrong_quantity",
    ErrorType.CONTRAINDICATED: "contraindicated",
    ErrorType.ALLERGY: "known_allergy",
    ErrorType.REACTION: "adverse_reaction",
    ErrorType.STORAGE: "storage_or_label",
    ErrorType.COUNSELLING: "counselling",
    ErrorType.INCORRECT: "given_incorrectly",
    ErrorType.TOO_MUCH: "too_much",
    ErrorType.TOO_LITTLE: "too_little",
    ErrorType.OTHER: "other",
    ErrorType.NOT_KNOWN: "not_known",
    ErrorType.NOT_RECORDED: "not_recorded",
}

MODERATE_AND_ABOVE = "moderate_and_above"
HARM_LEVELS: dict[HarmLevel, str] = {
    HarmLevel.NO_HARM: "no_harm",
    HarmLevel.LOW: "low",
    HarmLevel.MODERATE: MODERATE_AND_ABOVE,
    HarmLevel.SEVERE: MODERATE_AND_ABOVE,
    HarmLevel.FATAL: MODERATE_AND_ABOVE,
    HarmLevel.NOT_RECORDED: "not_recorded",
    HarmLevel.NOT_APPLICABLE: "not_applicable",
}
"""Severe and fatal are not told apart: of a trust's month or year they are too few to show, and every other figure would have
to give way so that they cannot be worked out."""

DRUG_CLASSES = (
    "Anaesthetics, sedation and muscle relaxants",
    "Antibacterials",
    "Anticoagulants, oral",
    "Anticoagulants, parenteral",
    "Antiemetics",
    "Antiepileptics",
    "Antifungals, antivirals and antiparasitics",
    "Antiplatelets, fibrinolytics and haemostatics",
    "Antipsychotics and lithium",
    "Corticosteroids",
    "Cytotoxics and other cancer medicines",
    "Eye, ear, nose, mouth and skin preparations",
    "Fluids and electrolytes",
    "Gastrointestinal medicines",
    "Heart and circulation medicines",
    "Hypnotics, anxiolytics and antidepressants",
    "Immunosuppressants and immunomodulators",
    "Insulins",
    "NSAIDs, gout and rheumatology medicines",
    "Non-opioid and compound analgesics",
    "Nutrition, vitamins and iron",
    "Obstetric, gynaecological and urinary medicines",
    "Opioids",
    "Other diabetes medicines",
    "Other endocrine medicines",
    "Other medicines",
    "Parkinson's and dementia medicines",
    "Respiratory and allergy medicines",
    "Vaccines and immunoglobulins",
    ONLY_A_CLASS_NAMED,
    MEDICINE_NOT_RECOGNISED,
    NO_MEDICINE_NAMED,
    NOT_RECORDED,
)
"""The curated classes, and the words that say why an incident is in none. A class that is added needs a new version."""

LOCAL = "local"
PSEUDONYM = "P-"
MOST_MONTHS = 36
"""A pack begins with the April before the newest month by two years: 24 to 36 months, two whole financial years among them."""

CAVEATS = (
    "Rates are of recording, not of safety: a high rate is not unsafe, a low rate is not safe, and no order of organisations is "
    "meant.",
    "Organisations differ in what they treat, in what they count as an incident and in how they record; case mix is not adjusted "
    "for.",
    "Figures of another organisation are seen here because it agreed to that. They are not passed on without its agreement.",
)


@dataclass(frozen=True)
class BenchmarkRow:
    """One row of a pack. `incidents` is as shown (None where it is not); `rate` is of it, per 1,000 occupied bed days."""

    period: str
    source: str
    drug_class: str
    stage: str
    error_type: str
    harm_level: str
    incidents: int | None
    state: State
    bed_days: float | None
    rate: float | None


@dataclass(frozen=True)
class BenchmarkPack:
    """A pack as it is written: who, of which edition, and its rows."""

    organisation: str
    organisation_type: str
    method: str
    rows: tuple[BenchmarkRow, ...]

    @property
    def months(self) -> list[date]:
        """The months that it has a row for, in order."""
        return sorted({month for row in self.rows if (month := month_of_code(row.period))})


@dataclass(frozen=True)
class PeerFigure:
    """What is kept of another organisation's pack: one period, all drug classes, stages and error types added up."""

    period: str
    source: str
    harm_level: str
    incidents: int | None
    state: State
    bed_days: float | None


@dataclass(frozen=True)
class PeerPack:
    """Another organisation's pack as it was read."""

    organisation: str
    organisation_type: str
    method: str
    figures: tuple[PeerFigure, ...]
    rows: int
    sha256: str = ""


@dataclass(frozen=True)
class KeptPeer:
    """A peer's pack that is kept: `mark` is drawn by lot when the organisation first comes, and its order says nothing."""

    number: int
    organisation: str
    organisation_type: str
    mark: str
    figures: tuple[PeerFigure, ...]
    kept_on: date
    kept_by: str
    agreed_on: date
    agreed_by: str


_ORGANISATION = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,&'()/-]{0,59}")


def is_organisation(name: str) -> bool:
    """Whether a pack may bear this name: up to 60 letters, digits and plain signs, none of which a spreadsheet takes for a formula."""
    return _ORGANISATION.fullmatch(name) is not None


def month_code(month: date) -> str:
    """'2026-M09': a spreadsheet takes '2026-09' for a date and writes it back as another."""
    return f"{month.year:04}-M{month.month:02}"


def month_of_code(code: str) -> date | None:
    """The month of '2026-M09'; None for what is none."""
    year, found, month = code.partition("-M")
    if not (
        found and len(year) == 4 and len(month) == 2 and (year + month).isascii() and (year + month).isdigit()
    ):
        return None
    return date(int(year), int(month), 1) if 1 <= int(month) <= 12 and int(year) >= 1990 else None


def year_code(april: date) -> str:
    """'FY2025-26' of 1 April 2025."""
    return f"FY{april.year:04}-{(april.year + 1) % 100:02}"


def year_of_code(code: str) -> date | None:
    """1 April of 'FY2025-26'; None for what is none."""
    year = code[2:6]
    if not (code.startswith("FY") and year.isascii() and year.isdigit() and int(year) >= 1990):
        return None
    april = date(int(year), 4, 1)
    return april if year_code(april) == code else None


def months_of_year(april: date) -> tuple[date, ...]:
    """The twelve months of the financial year that begins there."""
    return tuple(months_later(april, n) for n in range(12))


def source_code(sources: str) -> str:
    """'lfpse', 'local', 'lfpse+local' of an edition's 'datix, lfpse': which system a trust has says who it is."""
    found = {
        SourceSystem(name).value if not SourceSystem(name).is_local else LOCAL
        for name in sources.split(", ")
        if name
    }
    return "+".join(sorted(found))


def is_source(code: str) -> bool:
    """Whether this is a source as a pack writes it; empty for a month that is not covered."""
    parts = code.split("+") if code else []
    return parts == sorted(set(parts)) and set(parts) <= {"nrls", "lfpse", LOCAL}


def not_comparable(one: str, other: str) -> bool:
    """Whether one of two periods is counted from NRLS and the other is not, or only in part."""
    return one != other and "nrls" in one.split("+") + other.split("+")
