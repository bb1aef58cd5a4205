"""What each system calls a stage, an error and a level of harm; the left-hand words are the ones that are counted."""

NOT_RECORDED = "Not recorded"

NO_HARM, LOW, MODERATE, SEVERE, FATAL = "No harm", "Low", "Moderate", "Severe", "Fatal"
NOT_APPLICABLE = "Not applicable"
HARM_ORDER = (NO_HARM, LOW, MODERATE, SEVERE, FATAL)

HARM_LABELS = {
    "nrls": {NO_HARM: "No Harm", LOW: "Low", MODERATE: "Moderate", SEVERE: "Severe", FATAL: "Death"},
    "lfpse": {
        NO_HARM: "No physical harm",
        LOW: "Low physical harm",
        MODERATE: "Moderate physical harm",
        SEVERE: "Severe physical harm",
        FATAL: "Fatal",
    },
    "datix": {
        NO_HARM: "None (no harm caused)",
        LOW: "Low (minimal harm)",
        MODERATE: "Moderate (short term harm)",
        SEVERE: "Severe (permanent or long term harm)",
        FATAL: "Death (caused by the incident)",
    },
}

PRESCRIBING, DISPENSING = "Prescribing", "Preparation or dispensing"
ADMINISTRATION, MONITORING = "Administration or supply", "Monitoring or follow-up"
ADVICE, OTHER, NOT_KNOWN = "Advice", "Other", "Not known"

STAGE_LABELS = {
    "nrls": {
        PRESCRIBING: "Prescribing",
        DISPENSING: "Preparation of medicines in all locations / dispensing in a pharmacy",
        ADMINISTRATION: "Administration / supply of a medicine from a clinical area",
        MONITORING: "Monitoring / follow-up of medicine use",
        ADVICE: "Advice",
        OTHER: "Other",
    },
    "lfpse": {
        PRESCRIBING: "Prescription",
        DISPENSING: "Dispensing",
        ADMINISTRATION: "Administering",
        OTHER: "Other",
        NOT_KNOWN: "I don't know",
    },
    "datix": {
        PRESCRIBING: "Prescribing",
        DISPENSING: "Preparation of medicines in all locations / dispensing in a pharmacy",
        ADMINISTRATION: "Administration / supply of a medicine from a clinical area",
        MONITORING: "Monitoring / follow-up of medicine use",
        ADVICE: "Advice",
        OTHER: "Other",
    },
}

OMITTED, DELAYED, WRONG_TIME = "Omitted dose", "Delayed dose", "Wrong time"
DOSE, FREQUENCY, RATE = "Wrong or unclear dose", "Wrong frequency", "Wrong rate or duration"
MEDICINE, PATIENT, ROUTE = "Wrong medicine", "Wrong patient", "Wrong route or technique"
FORMULATION, QUANTITY = "Wrong formulation or preparation", "Wrong quantity"
CONTRAINDICATED, ALLERGY = "Contra-indicated or not indicated", "Known allergy"
REACTION, STORAGE = "Adverse reaction (used as intended)", "Storage, expiry, label or leaflet"
COUNSELLING = "Advice or counselling"
TOO_MUCH, TOO_LITTLE = "Too much, not specified", "Too little, not specified"
INCORRECT = "Given incorrectly, not specified"

_MD02 = {
    OMITTED: ("Omitted medicine / ingredient",),
    DOSE: ("Wrong / unclear dose or strength",),
    FREQUENCY: ("Wrong frequency",),
    MEDICINE: ("Wrong drug / medicine",),
    PATIENT: ("Mismatching between patient and medicine",),
    ROUTE: ("Wrong route",),
    FORMULATION: ("Wrong formulation", "Wrong method of preparation / supply"),
    QUANTITY: ("Wrong quantity",),
    CONTRAINDICATED: ("Contra-indication to the use of the medicine in relation to drugs or conditions",),
    ALLERGY: ("Patient allergic to treatment",),
    REACTION: ("Adverse drug reaction (when used as intended)",),
    STORAGE: (
        "Wrong storage",
        "Wrong / omitted / passed expiry date",
        "Wrong / transposed / omitted medicine label",
    ),
    COUNSELLING: ("Wrong / omitted verbal patient directions",),
    OTHER: ("Other",),
    NOT_KNOWN: ("Unknown",),
}

ERROR_LABELS = {
    "nrls": _MD02,
    "datix": _MD02
    | {
        DELAYED: ("Delayed dose",),
        WRONG_TIME: ("Wrong time",),
        RATE: ("Wrong rate of infusion", "Wrong duration"),
    },
}

FACTOR, MUCH, LITTLE, WRONGLY, PACKAGING, DRUG_REACTION = (
    "Drug Involvement Factors",
    "Drug Used Too Much",
    "Drug Insufficient Details",
    "Medication Administered Incorrectly",
    "Problem Medication Packaging",
    "Drug Reaction",
)

_FACTORS = {
    MUCH: "Too much medication was prescribed/dispensed/administered",
    LITTLE: "Too little medication was prescribed/dispensed/administered",
    WRONGLY: "The medication was prescribed/dispensed/administered incorrectly",
    PACKAGING: "Something was wrong with the medication and/or it's packaging",
}

_DETAILS: dict[str, tuple[tuple[str, str], ...]] = {
    OMITTED: ((LITTLE, "The prescribed/dispensed/administered medication was omitted"),),
    DELAYED: ((LITTLE, "The medication was prescribed/dispensed/administered too late"),),
    WRONG_TIME: ((MUCH, "The medication was prescribed/dispensed/administered too early"),),
    DOSE: (
        (MUCH, "The prescribed/dispensed/administered dosage was too high"),
        (LITTLE, "The prescribed/dispensed/administered dosage was too low"),
    ),
    FREQUENCY: (
        (MUCH, "The medication was prescribed/dispensed/administered too frequently"),
        (LITTLE, "The medication was not prescribed/dispensed/administered frequently enough"),
    ),
    RATE: (
        (MUCH, "The medication was prescribed/dispensed/administered at too fast a rate"),
        (LITTLE, "The medication was prescribed/dispensed/administered at too slow a rate"),
        (MUCH, "The medication was prescribed/dispensed/administered for too long a duration"),
        (LITTLE, "The medication was prescribed/dispensed/administered for too short a duration"),
    ),
    MEDICINE: ((WRONGLY, "The wrong medication was prescribed/dispensed/administered"),),
    PATIENT: ((WRONGLY, "The medication was prescribed/dispensed/administered to the wrong patient"),),
    ROUTE: (
        (WRONGLY, "The medication was prescribed/dispensed/administered via the wrong route"),
        (WRONGLY, "The medication was given using the wrong technique/method"),
    ),
    FORMULATION: (
        (
            WRONGLY,
            "The formulation/preparation of the medication was incorrectly prescribed/dispensed/administered",
        ),
    ),
    CONTRAINDICATED: (
        (WRONGLY, "The medication was contraindicated"),
        (MUCH, "The medication was prescribed/dispensed/administered when it should not have been"),
    ),
    ALLERGY: ((WRONGLY, "The patient had a known allergy to the medication"),),
    STORAGE: (
        (PACKAGING, "The medication had been stored incorrectly/was unfit for use"),
        (PACKAGING, "The medication was out of date"),
    ),
    COUNSELLING: ((WRONGLY, "The patient was not given appropriate advice and counselling"),),
}

_FACTOR_ALONE = {
    TOO_MUCH: _FACTORS[MUCH],
    TOO_LITTLE: _FACTORS[LITTLE],
    INCORRECT: _FACTORS[WRONGLY],
    OTHER: "Other",
    NOT_KNOWN: "I don't know",
}


def lfpse_answers(errors: tuple[str, ...], which: int) -> dict[str, str]:
    """The answers in each LFPSE column for these errors; `which` picks among several details of one error."""
    answers: dict[str, list[str]] = {}

    def tick(column: str, label: str) -> None:
        if label not in answers.setdefault(column, []):
            answers[column].append(label)

    for error in errors:
        if error == REACTION:
            tick(DRUG_REACTION, "Side effects (also known as Adverse Drug Reactions or ADRs)")
        elif error in _FACTOR_ALONE:
            tick(FACTOR, _FACTOR_ALONE[error])
        else:
            column, label = _DETAILS[error][which % len(_DETAILS[error])]
            tick(FACTOR, _FACTORS[column])
            tick(column, label)
    return {column: "; ".join(labels) for column, labels in answers.items()}


def as_system_says(source: str, stage: str, error: str) -> tuple[str, str]:
    """A stage and an error in the words that a system has: what it has no word for is its 'Other'."""
    if source == "lfpse":
        stage = stage if stage in STAGE_LABELS["lfpse"] or stage == NOT_RECORDED else OTHER
        known = error in _DETAILS or error in _FACTOR_ALONE or error == REACTION
    else:
        known = error in ERROR_LABELS[source]
    return stage, error if known or error == NOT_RECORDED else OTHER


STAGES = {
    ADMINISTRATION: 47,
    PRESCRIBING: 30,
    DISPENSING: 9,
    MONITORING: 4.5,
    ADVICE: 1.5,
    OTHER: 5,
    NOT_RECORDED: 3,
}

ERRORS_OF_STAGE = {
    PRESCRIBING: {DOSE: 34, OMITTED: 12, FREQUENCY: 11, MEDICINE: 9, CONTRAINDICATED: 10, ALLERGY: 6, RATE: 5}
    | {PATIENT: 4, FORMULATION: 4, ROUTE: 3, QUANTITY: 2, OTHER: 5, NOT_RECORDED: 2},
    DISPENSING: {MEDICINE: 21, DOSE: 16, QUANTITY: 15, FORMULATION: 12, STORAGE: 13, PATIENT: 5, OMITTED: 6}
    | {OTHER: 8, NOT_KNOWN: 2, NOT_RECORDED: 2},
    ADMINISTRATION: {
        OMITTED: 26,
        DELAYED: 14,
        DOSE: 15,
        MEDICINE: 8,
        PATIENT: 5,
        RATE: 7,
        FREQUENCY: 6,
        ROUTE: 4,
    }
    | {WRONG_TIME: 3, ALLERGY: 2.5, FORMULATION: 2.5, STORAGE: 2, OTHER: 4, NOT_RECORDED: 2},
    MONITORING: {OTHER: 34, DOSE: 18, REACTION: 20, CONTRAINDICATED: 12, DELAYED: 10, NOT_KNOWN: 6},
    ADVICE: {COUNSELLING: 60, OTHER: 30, NOT_KNOWN: 10},
    OTHER: {STORAGE: 30, QUANTITY: 22, OTHER: 38, NOT_KNOWN: 5, NOT_RECORDED: 5},
    NOT_RECORDED: {OMITTED: 20, DOSE: 15, OTHER: 30, NOT_RECORDED: 35},
}
"""Shares out of 100 of the errors at each stage; what a system cannot say is written as its 'Other'."""
