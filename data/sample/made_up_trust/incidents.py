"""The hidden truth: every medication incident of the made-up trust, before any system has written it down."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from made_up_trust import words
from made_up_trust.chance import Chance
from made_up_trust.medicines import (
    CLASS_WORDS,
    PLACEHOLDERS,
    Medicine,
    Mention,
    medicines,
    mention,
    weights_on,
)
from made_up_trust.places import (
    HILLVIEW,
    PLACES,
    SILENT_FROM,
    SILENT_WARD,
    Place,
    days_in,
    last_day_of,
    months,
)

LFPSE_FROM = date(2024, 6, 1)
"""The trust's switch: what occurred from this day on was recorded in LFPSE."""

DATIX_FROM = date(2025, 9, 1)
"""What occurred from this day on is counted from the Datix listing; September 2025 is in LFPSE too."""

LFPSE_UNTIL = date(2025, 9, 30)
NRLS_CLOSED = date(2024, 6, 28)
LFPSE_EXPORTED = date(2026, 1, 9)
EARLIER_RUN, NEWEST_RUN = date(2026, 10, 3), date(2026, 11, 3)
"""A listing that is run in the morning holds what was reported until the evening before."""

CAMPAIGN_FROM = date(2025, 3, 1)
CAMPAIGN_LIFT = 0.12
PRESCRIBING_SYSTEM_FROM = date(2025, 10, 1)


@dataclass(frozen=True)
class Incident:
    """One incident as it is finally counted. Empty text and an empty tuple mean that it was left blank."""

    occurred: date
    time: str
    reported: date
    place: Place
    stages: tuple[str, ...]
    errors: tuple[str, ...]
    mentions: tuple[Mention, ...]
    instead_of_a_medicine: str
    intended: Mention | None
    harm: str
    psychological: str
    near_miss: bool
    reporter: str
    patients: int
    age: int
    female: bool
    has_dmd: bool
    variant: int
    story: str = ""
    local_id: int = 0
    first_harm: str | None = None
    taken_back: tuple[Mention, ...] = field(default=())

    @property
    def source(self) -> str:
        """The system that counts it."""
        return counting_source(self.occurred)

    @property
    def reference(self) -> str:
        """The trust's own reference, which Datix prints as Ref and LFPSE keeps as CL021."""
        return f"W{self.local_id}"

    @property
    def is_by_theatre_practitioner(self) -> bool:
        """Datix has a staff group of its own for them; nationally they are allied health professionals."""
        return self.source == "datix" and self.place.kind == "theatre" and self.variant % 4 == 1

    @property
    def reporter_group(self) -> str:
        return "Allied health professional" if self.is_by_theatre_practitioner else self.reporter

    @property
    def month(self) -> str:
        return f"{self.occurred:%Y-%m}"

    def is_recorded_by(self, run: date) -> bool:
        return self.reported < run

    @property
    def also_in_lfpse(self) -> bool:
        return DATIX_FROM <= self.occurred <= LFPSE_UNTIL and self.reported <= LFPSE_EXPORTED


def counting_source(occurred: date) -> str:
    return "nrls" if occurred < LFPSE_FROM else "lfpse" if occurred < DATIX_FROM else "datix"


_SEASON = (1.03, 1.02, 1.02, 1.0, 0.99, 0.985, 0.975, 0.97, 0.99, 1.0, 1.01, 1.01)

HARM = {
    words.NO_HARM: 86.6,
    words.LOW: 10.2,
    words.MODERATE: 2.45,
    words.SEVERE: 0.40,
    words.FATAL: 0.05,
}
CAMPAIGN_HARM = {words.NO_HARM: 1.0}
NOT_GRADED = 0.047
NOT_GRADED_YET = 0.13
"""Of what was reported in the five weeks before the newest run, this share has no harm recorded yet."""

REPORTERS = {
    "Nurse or midwife": 62,
    "Professional, scientific and technical staff": 17,
    "Clinical services staff": 8,
    "Doctor or dentist": 7,
    "Allied health professional": 2,
    "Administrative and clerical": 1,
    "Other": 1,
    words.NOT_RECORDED: 2,
}

_NEAR_MISS = {words.DISPENSING: 0.36, words.PRESCRIBING: 0.27, words.ADMINISTRATION: 0.08}
_HOURS = (1, 1, 1, 1, 1, 2, 5, 6, 12, 9, 8, 7, 9, 7, 6, 5, 5, 6, 9, 6, 5, 7, 6, 2)


def delay(chance: Chance) -> int:
    """Days from incident to report: median 1, one in ten 14 or more, three in a hundred 45 or more."""
    reached = chance.share()
    for below, shortest, longest in (
        (0.38, 0, 0),
        (0.56, 1, 1),
        (0.65, 2, 2),
        (0.71, 3, 3),
        (0.80, 4, 6),
        (0.90, 7, 13),
        (0.97, 14, 44),
    ):
        if reached < below:
            return chance.whole(shortest, longest)
    return chance.whole(45, 120)


def reported_after(occurred: date, chance: Chance) -> date:
    """A reporting day that the counting system could still take: NRLS and LFPSE extracts end on a day of their own."""
    end = {"nrls": NRLS_CLOSED, "lfpse": LFPSE_EXPORTED}.get(counting_source(occurred))
    reported = occurred + timedelta(days=delay(chance))
    while end and reported > end:
        reported = occurred + timedelta(days=delay(chance))
    return reported


def _stage_and_error(place: Place, occurred: date, chance: Chance) -> tuple[str, str]:
    stages = dict(words.STAGES)
    if place.kind == "pharmacy":
        stages |= {words.DISPENSING: 60, words.ADMINISTRATION: 6}
    if place.site == HILLVIEW:
        stages[words.PRESCRIBING] = 38
    stage = chance.weighted(stages)
    return stage, chance.weighted(words.ERRORS_OF_STAGE[stage])


def _several(
    place: Place, source: str, stage: str, error: str, chance: Chance
) -> tuple[tuple[str, ...], ...]:
    """Stages and errors in the system's own words; only LFPSE lets people tick several."""
    said_stage, said_error = words.as_system_says(source, stage, error)
    stages, errors = [said_stage], [said_error]
    if source == "lfpse":
        if chance.happens(0.09):
            stages.append(words.PRESCRIBING if stage == words.ADMINISTRATION else words.ADMINISTRATION)
        if chance.happens(0.12):
            second = chance.weighted(words.ERRORS_OF_STAGE[stage])
            errors.append(words.as_system_says(source, stage, second)[1])
        elif said_error in (words.DOSE, words.MEDICINE) and chance.happens(0.07):
            errors = [words.INCORRECT if said_error == words.MEDICINE else words.TOO_MUCH]

    def said(found: list[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for word in found if word != words.NOT_RECORDED))

    return said(stages), said(errors)


def _named(place: Place, error: str, chance: Chance) -> tuple[tuple[Mention, ...], str]:
    """(the medicines as written, or what was written instead of one)."""
    if chance.happens(0.109):
        return (), chance.one_of(PLACEHOLDERS) if chance.happens(0.36) else ""
    if chance.happens(0.012):
        return (), chance.one_of(CLASS_WORDS)
    weights = weights_on(place.kind)
    if error == words.ALLERGY and chance.happens(0.8):
        weights = {medicine: weight for medicine, weight in weights.items() if medicine.paragraph == "050101"}
    wanted = chance.weighted({1: 90.6, 2: 7.4, 3: 2.0})
    chosen: dict[Medicine, Mention] = {}
    while len(chosen) < wanted:
        medicine = chance.weighted(weights)
        if medicine not in chosen:
            chosen[medicine] = mention(medicine, chance)
    return tuple(chosen.values()), ""


def _intended(error: str, mentions: tuple[Mention, ...], chance: Chance) -> Mention | None:
    """For a wrong medicine, the one that was meant: another of the same group."""
    if error != words.MEDICINE or len(mentions) != 1 or not chance.happens(0.6):
        return None
    given = mentions[0].medicine
    others = [medicine for medicine in medicines() if medicine.group == given.group and medicine != given]
    return mention(chance.one_of(others), chance) if others else None


def write_down(
    place: Place,
    occurred: date,
    chance: Chance,
    *,
    stage: str,
    error: str,
    harm: Mapping[str, float],
    story: str = "",
    mentions: tuple[Mention, ...] | None = None,
) -> Incident:
    """One incident with everything that its counting system records about it."""
    source = counting_source(occurred)
    stages, errors = _several(place, source, stage, error, chance)
    named, instead = (mentions, "") if mentions is not None else _named(place, error, chance)
    reported = reported_after(occurred, chance)
    unread = reported >= NEWEST_RUN - timedelta(days=35)
    graded = not chance.happens(NOT_GRADED_YET if unread else NOT_GRADED)
    level = chance.weighted(harm) if graded else words.NOT_RECORDED
    patients = chance.weighted({1: 97, 2: 1.2, 3: 0.3, 0: 1.5}) if source == "lfpse" else 1
    if patients == 0:
        level = words.NOT_APPLICABLE
    reporter = words.NOT_RECORDED if source == "nrls" else chance.weighted(REPORTERS)
    hour = chance.weighted(dict(enumerate(_HOURS)))
    return Incident(
        occurred=occurred,
        time=f"{hour:02}:{chance.one_of((0, 0, 0, 30, 30, 15, 45, chance.whole(1, 59))):02}",
        reported=reported,
        place=place,
        stages=stages,
        errors=errors,
        mentions=named,
        instead_of_a_medicine=instead,
        intended=_intended(error, named, chance),
        harm=level,
        psychological=_psychological(source, patients, chance),
        near_miss=level == words.NO_HARM and not story and chance.happens(_NEAR_MISS.get(stage, 0.1)),
        reporter=reporter,
        patients=patients,
        age=_age(place, chance),
        female=chance.happens(1.0 if place.kind == "maternity" else 0.52),
        has_dmd=chance.happens(0.7),
        variant=chance.whole(0, 59),
        story=story,
    )


def _psychological(source: str, patients: int, chance: Chance) -> str:
    if source == "nrls":
        return words.NOT_RECORDED
    if patients == 0:
        return words.NOT_APPLICABLE
    found = chance.weighted({"No": 86, "Low": 9, "Moderate": 1.2, "": 3.8})
    return f"{found} psychological harm" if found else words.NOT_RECORDED


def _age(place: Place, chance: Chance) -> int:
    if place.kind == "maternity":
        return chance.whole(18, 43)
    if place.kind == "children":
        return 0 if place.specialty == "Neonatology" else chance.whole(0, 15)
    return min(97, int(18 + 76 * max(chance.share(), chance.share())))


def expected_in(place: Place, month: date) -> float:
    """Incidents expected at a place in a month without the campaign; a silent or unopened ward has none."""
    if month < place.opened or (place.name == SILENT_WARD and month >= SILENT_FROM):
        return 0.0
    return place.each_month * _SEASON[month.month - 1] * days_in(month) / 30.44


def usual_incidents() -> list[Incident]:
    """What would have been recorded anyway, with the fall in prescribed doses after electronic prescribing."""
    chance, found = Chance("usual incidents"), []
    for month in months():
        for place in PLACES:
            for _ in range(chance.poisson(expected_in(place, month))):
                occurred = chance.day_in(month, last_day_of(month))
                stage, error = _stage_and_error(place, occurred, chance)
                incident = write_down(place, occurred, chance, stage=stage, error=error, harm=HARM)
                prevented = (
                    place.site == HILLVIEW
                    and occurred >= PRESCRIBING_SYSTEM_FROM
                    and (stage, error) == (words.PRESCRIBING, words.DOSE)
                    and chance.happens(0.62)
                )
                if not prevented:
                    found.append(incident)
    return found


def numbered(found: list[Incident]) -> list[Incident]:
    """In order of report, with the trust's own running numbers (other incidents take the numbers between)."""
    chance, number, done = Chance("numbers"), 61_250, []
    for incident in sorted(
        found, key=lambda each: (each.reported, each.occurred, each.time, each.place.name)
    ):
        number += chance.whole(3, 9)
        done.append(replace(incident, local_id=number))
    return done
