"""The closed lists of the field: what a harm level, a medication stage, an error type can be.

The value of each member is the word that is stored, filtered by, drawn and printed. Order is the order of the list,
never that of a source system's codes: LFPSE codes harm from 1 = worst, NRLS has words only.
"""

from enum import StrEnum

NOT_RECORDED = "Not recorded"
"""A stored word, never NULL, so that it can be counted and asked for."""

NO_MEDICINE_NAMED = "No medicine named"
MEDICINE_NOT_RECOGNISED = "Medicine not recognised"
ONLY_A_CLASS_NAMED = "Only a class named"
"""An incident that says "antibiotics" and no medicine: its drug class is known, its BNF section and medicine are not."""

IN_NO_HIGH_RISK_GROUP = "In no high-risk group"
IN_NO_LOCAL_GROUP = "In no local group"


class HarmLevel(StrEnum):
    """Physical harm to the patient, least first (LFPSE OT001; NRLS PD09 "Death" is FATAL here)."""

    NOT_APPLICABLE = "Not applicable"
    NOT_RECORDED = NOT_RECORDED
    NO_HARM = "No harm"
    LOW = "Low"
    MODERATE = "Moderate"
    SEVERE = "Severe"
    FATAL = "Fatal"

    @property
    def rank(self) -> int:
        """-1 not applicable, 0 not recorded, 1 no harm to 5 fatal: the greatest of an incident's rows counts."""
        return list(HarmLevel).index(self) - 1

    @property
    def in_words(self) -> str:
        """As it stands inside a sentence: 'low', 'harm not yet recorded'; fatal only ever in full."""
        return _HARM_IN_WORDS.get(self.value, self.value.lower())

    @property
    def heading(self) -> str:
        """As it stands in a table or a key: 'Low', 'Harm not yet recorded'."""
        return self.in_words[:1].upper() + self.in_words[1:]


GRADED = (HarmLevel.NO_HARM, HarmLevel.LOW, HarmLevel.MODERATE, HarmLevel.SEVERE, HarmLevel.FATAL)
MODERATE_AND_ABOVE = (HarmLevel.MODERATE, HarmLevel.SEVERE, HarmLevel.FATAL)

FATAL_IN_FULL = "recorded as fatal (the incident may have contributed; not a finding of cause)"
"""The only words in which a count of fatal incidents may stand (LFPSE: "may have contributed")."""

_HARM_IN_WORDS: dict[str, str] = {
    "Fatal": FATAL_IN_FULL,
    NOT_RECORDED: "harm not yet recorded",
    "Not applicable": "harm not applicable",
}
"""'Ungraded' would be read as forgotten, and 'not recorded' as a word about the incident."""


class MedicationStage(StrEnum):
    """Where in the medication process the incident happened (NRLS MD01; LFPSE InvolvedProcesses)."""

    PRESCRIBING = "Prescribing"
    DISPENSING = "Preparation or dispensing"
    ADMINISTRATION = "Administration or supply"
    MONITORING = "Monitoring or follow-up"
    ADVICE = "Advice"
    OVER_THE_COUNTER = "Over-the-counter supply or use"
    OTHER = "Other"
    NOT_KNOWN = "Not known"
    NOT_RECORDED = NOT_RECORDED


class ErrorType(StrEnum):
    """What went wrong (NRLS MD02 and the LFPSE drug involvement factors, by one crosswalk)."""

    OMITTED = "Omitted dose"
    DELAYED = "Delayed dose"
    WRONG_TIME = "Wrong time"
    DOSE = "Wrong or unclear dose"
    FREQUENCY = "Wrong frequency"
    RATE_OR_DURATION = "Wrong rate or duration"
    DRUG = "Wrong medicine"
    PATIENT = "Wrong patient"
    ROUTE = "Wrong route or technique"
    FORMULATION = "Wrong formulation or preparation"
    QUANTITY = "Wrong quantity"
    CONTRAINDICATED = "Contra-indicated or not indicated"
    ALLERGY = "Known allergy"
    REACTION = "Adverse reaction (used as intended)"
    STORAGE = "Storage, expiry, label or leaflet"
    COUNSELLING = "Advice or counselling"
    INCORRECT = "Given incorrectly, not specified"
    TOO_MUCH = "Too much, not specified"
    TOO_LITTLE = "Too little, not specified"
    OTHER = "Other"
    NOT_KNOWN = "Not known"
    NOT_RECORDED = NOT_RECORDED


class ReporterGroup(StrEnum):
    """Who reported, in the staff groups of LFPSE (ReporterRole, taxonomy v5)."""

    NURSE_OR_MIDWIFE = "Nurse or midwife"
    DOCTOR_OR_DENTIST = "Doctor or dentist"
    PROFESSIONAL_TECHNICAL = "Professional, scientific and technical staff"
    CLINICAL_SERVICES = "Clinical services staff"
    ALLIED_HEALTH = "Allied health professional"
    ADMIN = "Administrative and clerical"
    ESTATES = "Estates and ancillary"
    SUPPLEMENTARY = "Supplementary roles"
    PATIENT_OR_FAMILY = "Patient, carer or relative"
    OTHER = "Other"
    NOT_RECORDED = NOT_RECORDED


class PsychologicalHarm(StrEnum):
    """Psychological harm (LFPSE OT002), a scale of its own beside physical harm; there is no fatal level."""

    NOT_APPLICABLE = "Not applicable"
    NOT_RECORDED = NOT_RECORDED
    NO_HARM = "No psychological harm"
    LOW = "Low psychological harm"
    MODERATE = "Moderate psychological harm"
    SEVERE = "Severe psychological harm"

    @property
    def rank(self) -> int:
        """-1 not applicable, 0 not recorded, 1 none to 4 severe."""
        return list(PsychologicalHarm).index(self) - 1


class DutyOfCandour(StrEnum):
    """What an extract says of the duty of candour. Whether it applies is never worked out here, from harm or from anything."""

    APPLIES = "Recorded as applying"
    DOES_NOT_APPLY = "Recorded as not applying"
    NOT_RECORDED = NOT_RECORDED
    """The extract has the field, and no decision stands in it."""
    NO_FIELD = "Not in the extract"
    """The extract has no such field, or was stored before this program kept it."""


class NeverEvent(StrEnum):
    """What an extract's own field says of a Never Event. Whether an incident is one is never worked out here."""

    RECORDED = "Recorded as a Never Event"
    RECORDED_AS_NONE = "Recorded as not a Never Event"
    NOT_RECORDED = NOT_RECORDED
    """The extract has the field, and nothing is said in it."""
    NO_FIELD = "Not in the extract"
    """The extract has no such field, or was stored before this program kept it."""


class YellowCard(StrEnum):
    """Whether an extract holds a Yellow Card reference of an incident, or a yes. The reference itself is not kept."""

    RECORDED = "Reference recorded"
    NOT_RECORDED = NOT_RECORDED
    """The extract has the field, and nothing is said in it. A card may have been sent all the same."""
    NO_FIELD = "Not in the extract"
    """The extract has no such field, or was stored before this program kept it."""


class SourceSystem(StrEnum):
    """The systems whose extracts are read, as named on the command line."""

    NRLS = "nrls"
    LFPSE = "lfpse"
    DATIX = "datix"
    ULYSSES = "ulysses"
    INPHASE = "inphase"
    RADAR = "radar"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _LABELS[self.value]

    @property
    def is_local(self) -> bool:
        """Whether it is a trust's own incident system, which national records name the references of."""
        return self not in (SourceSystem.NRLS, SourceSystem.LFPSE)


_LABELS = {
    "nrls": "NRLS",
    "lfpse": "LFPSE",
    "datix": "Datix",
    "ulysses": "Ulysses",
    "inphase": "InPhase",
    "radar": "Radar",
    "other": "another system",
}


class ActivityKind(StrEnum):
    """What incidents can be counted against. Reporting rates use occupied bed days only."""

    BED_DAYS = "occupied bed days"
    ADMISSIONS = "admissions"
    DOSES = "doses administered"
    ITEMS = "items dispensed"
    STAFF = "staff"


class Precision(StrEnum):
    """How much of a date is known. A year alone takes part in yearly pictures only."""

    DAY = "day"
    YEAR = "year"
    NOT_RECORDED = NOT_RECORDED
