"""Short made-up descriptions: nobody's words, no names, and nothing that happened."""

from made_up_trust import words
from made_up_trust.incidents import Incident

TEST_NUMBERS = ("999 000 0018", "999 000 0026", "999 000 0034")
"""NHS numbers of the 999 range, which is kept for tests and never given to a person."""

_TOLD = (
    "Patient reviewed and told.",
    "Nurse in charge and medical team informed.",
    "Pharmacist contacted, chart corrected.",
    "Observations stable throughout.",
    "Discussed at the safety huddle.",
    "No further action needed.",
)

_WHAT = {
    words.OMITTED: (
        "{medicine} was not given at the {round} round and no reason was written on the chart.",
        "The {round} dose of {medicine} was found to be missing at handover.",
    ),
    words.DELAYED: (
        "{medicine} was given three hours late because it was not on the ward.",
        "The {round} dose of {medicine} was delayed while the patient was at a scan.",
    ),
    words.WRONG_TIME: ("{medicine} was given with the {round} round although it was due later.",),
    words.DOSE: (
        "The dose of {medicine} on the chart was not the dose that was intended.",
        "{medicine} was found at twice the usual dose when the chart was checked.",
    ),
    words.FREQUENCY: ("{medicine} was charted twice a day, once a day was intended.",),
    words.RATE: ("The pump with {medicine} was running at the wrong rate when it was checked.",),
    words.MEDICINE: ("{medicine} was picked instead of the medicine that was intended.",),
    words.PATIENT: ("{medicine} was taken to the wrong bed space; the wristband check found it.",),
    words.ROUTE: ("{medicine} was prepared for another route than the one on the chart.",),
    words.FORMULATION: ("The wrong form of {medicine} was supplied.",),
    words.QUANTITY: ("The quantity of {medicine} did not agree with the register at the {round} check.",),
    words.CONTRAINDICATED: ("{medicine} was charted although the clinic letter advised against it.",),
    words.ALLERGY: ("{medicine} was charted although an allergy was written on the front of the chart.",),
    words.REACTION: ("A rash came up some hours after {medicine}, which was given as intended.",),
    words.STORAGE: ("{medicine} was found in an unlocked cupboard at the {round} check.",),
    words.COUNSELLING: ("The patient went home with {medicine} before being told how to take it.",),
}
_OTHERWISE = ("Something did not go as planned with {medicine}; noticed at the {round} round.",)

_ROUNDS = ((10, "morning"), (14, "midday"), (20, "evening"), (24, "night"))


def describe(incident: Incident, test_number: str = "") -> str:
    """One or two sentences about an incident; with a test number in them where one is handed over."""
    error = incident.errors[0] if incident.errors else ""
    choices = _WHAT.get(error, _OTHERWISE)
    name = incident.mentions[0].medicine.name if incident.mentions else "a medicine"
    hour = int(incident.time[:2])
    name_of_round = next(name for until, name in _ROUNDS if hour < until)
    sentence = choices[incident.variant % len(choices)].format(medicine=name, round=name_of_round)
    told = _TOLD[incident.variant % len(_TOLD)]
    number = f" Sticker on the form: NHS number {test_number} (test number)." if test_number else ""
    return f"{sentence[0].upper()}{sentence[1:]} {told}{number}"
