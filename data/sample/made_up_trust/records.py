"""What happened at the four neighbours whose systems are not NRLS, LFPSE or Datix: the truth before it is written down."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from made_up_trust import words
from made_up_trust.chance import Chance
from made_up_trust.words import ERRORS_OF_STAGE, NOT_RECORDED

FIRST_DAY, LAST_DAY = date(2026, 4, 1), date(2026, 9, 30)
RUN = date(2026, 10, 12)

MEDICATION, OTHER_CATEGORY, OTHER_EVENT, EXCLUDED = "medication", "other category", "other event", "excluded"

MEDICINES = (
    "insulin glargine", "enoxaparin", "warfarin", "apixaban", "morphine", "gentamicin", "vancomycin", "paracetamol",
    "metformin", "furosemide", "levothyroxine", "methotrexate", "amoxicillin", "digoxin", "sertraline", "clozapine",
    "salbutamol", "omeprazole",
)  # fmt: skip
HARM = {
    words.NO_HARM: 78,
    words.LOW: 12,
    words.MODERATE: 3,
    words.SEVERE: 1,
    words.FATAL: 0.5,
    NOT_RECORDED: 5.5,
}
STAGES = {words.ADMINISTRATION: 48, words.PRESCRIBING: 30, words.DISPENSING: 10, words.MONITORING: 5, words.ADVICE: 2,
          words.OTHER: 3, NOT_RECORDED: 2}  # fmt: skip
REPORTERS = {
    "Nurse or midwife": 60,
    "Professional, scientific and technical staff": 18,
    "Doctor or dentist": 9,
    "Clinical services staff": 8,
    "Allied health professional": 3,
    NOT_RECORDED: 2,
}


@dataclass(frozen=True)
class Ward:
    name: str
    site: str
    division: str


@dataclass(frozen=True)
class Record:
    """One record of a system. `kind` says whether it is a medication incident; empty tuples and '' were left blank."""

    number: int
    occurred: date
    time: str
    reported: date
    ward: Ward
    kind: str
    harm: str
    near_miss: bool
    stage: str
    errors: tuple[str, ...]
    medicines: tuple[str, ...]
    reporter: str
    patients: int | None
    variant: int

    @property
    def medication(self) -> bool:
        return self.kind == MEDICATION


def made_up_records(
    purpose: str,
    wards: tuple[Ward, ...],
    kinds: dict[str, int],
    *,
    errors_at_most: int,
    medicines_at_most: int,
) -> list[Record]:
    """Exactly that many records of each kind, in order of report, each with a number of its own."""
    chance = Chance(purpose)
    wanted = [kind for kind, count in kinds.items() for _ in range(count)]
    found = []
    for kind in wanted:
        occurred = chance.day_in(FIRST_DAY, LAST_DAY)
        stage = chance.weighted(STAGES)
        errors = _errors(stage, errors_at_most, chance)
        harm = chance.weighted(HARM)
        found.append(
            Record(
                number=0,
                occurred=occurred,
                time=f"{chance.whole(0, 23):02}:{chance.whole(0, 59):02}",
                reported=min(occurred + timedelta(days=chance.weighted({0: 5, 1: 3, 4: 2, 20: 1})), RUN),
                ward=chance.one_of(wards),
                kind=kind,
                harm=harm,
                near_miss=harm == words.NO_HARM and chance.happens(0.2),
                stage=stage,
                errors=errors,
                medicines=_medicines(medicines_at_most, chance),
                reporter=chance.weighted(REPORTERS),
                patients=1,
                variant=chance.whole(0, 59),
            )
        )
    return _numbered(found, chance)


def _errors(stage: str, at_most: int, chance: Chance) -> tuple[str, ...]:
    errors = [chance.weighted(ERRORS_OF_STAGE[stage])]
    while len(errors) < at_most and chance.happens(0.25):
        errors.append(chance.weighted(ERRORS_OF_STAGE[stage]))
    return tuple(dict.fromkeys(error for error in errors if error != NOT_RECORDED))


def _medicines(at_most: int, chance: Chance) -> tuple[str, ...]:
    if chance.happens(0.08):
        return ()
    wanted = chance.weighted({1: 80, 2: 14, 3: 6})
    return tuple(chance.some_of(MEDICINES, min(wanted, at_most)))


def _numbered(found: list[Record], chance: Chance) -> list[Record]:
    number, done = chance.whole(20_000, 60_000), []
    for record in sorted(found, key=lambda each: (each.reported, each.occurred, each.time, each.ward.name)):
        number += chance.whole(1, 9)
        done.append(replace(record, number=number))
    return done


def made_up_words(record: Record) -> str:
    """A few made-up words about a record; nobody's, and nothing that happened."""
    medicine = record.medicines[0] if record.medicines else "a medicine"
    return f"Made up: something did not go as planned with {medicine}. Checked and put right."


def incident(record: Record, reference: str, **differently: object) -> dict[str, object]:
    """What should be found of a medication incident, in the words of the dashboard's closed lists."""
    return {
        "reference": reference,
        "occurred": f"{record.occurred:%Y-%m-%d}",
        "time": record.time,
        "reported": f"{record.reported:%Y-%m-%d}",
        "site": record.ward.site,
        "division": record.ward.division,
        "location": record.ward.name,
        "harm": record.harm,
        "near_miss": record.near_miss,
        "stages": [] if record.stage == NOT_RECORDED else [record.stage],
        "error_types": sorted(record.errors),
        "medicines": sorted(record.medicines),
        "reporter_group": record.reporter,
    } | differently


def account(
    incidents: list[dict[str, object]], *, rejected: int = 0, duplicate: int = 0, left_out: dict[str, int]
) -> dict[str, object]:
    """What becomes of a file's rows (one row an incident), with every incident that it holds."""
    medication = len(incidents)
    others = left_out.get("not a medication incident", 0)
    return {
        "rows_read": medication + rejected + duplicate + sum(left_out.values()),
        "rows_accepted": medication,
        "rows_duplicate": duplicate,
        "rows_rejected": rejected,
        "rows_left_out": sum(left_out.values()),
        "left_out_because": left_out,
        "medication_share": round(medication / (medication + others), 4) if others else None,
        "incidents": sorted(incidents, key=lambda each: str(each["reference"])),
    }
