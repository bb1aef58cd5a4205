"""Suspected adverse reactions, Never Events and controlled drugs of one small listing, counted by hand."""

from tests.made_up_incidents import TrustUnderTest, datix, one

REACTION = "Adverse drug reaction"


def test_which_reactions_stand_beside_an_error_and_which_are_to_consider(trust: TrustUnderTest) -> None:
    """That nobody knows of an error is no error; several rows of one incident are one incident."""
    trust.take(
        datix(
            one("W1", error=REACTION, on="01/09/2025", harm="Severe", drug="Amoxicillin"),
            one("W2", error=f"{REACTION}; Wrong dose", on="03/09/2025", drug="Phenytoin"),
            one("W3", error=f"{REACTION} | Unknown", on="02/09/2025"),
            one("W4", error=REACTION, yellow_card="ADR 22/33"),
            one("W5", error=REACTION),
            one("W5", error="Wrong route", yellow_card="Yes"),
            one("W6", error="Wrong dose"),
            one(
                "W7",
                on="01/03/2026",
                error="Wrong dose",
                never_event="Yes",
                harm="Death",
                drug="Morphine",
                stage="Administration",
            ),
        )
    )
    counts = trust.ask("adverse_reactions_by_yellow_card")
    assert [tuple(vars(row).values()) for row in counts] == [
        ("Not recorded", False, 2), ("Not recorded", True, 1), ("Reference recorded", False, 1), ("Reference recorded", True, 1),
    ]  # fmt: skip
    listed = trust.ask("adverse_reactions_to_consider")
    assert [(row.dated_on.day, row.reference, row.medicines, row.with_error) for row in listed] == [
        (3, "", "phenytoin", True), (2, "", "No medicine named", False), (1, "W1", "amoxicillin", False),
    ]  # fmt: skip
    assert trust.counts("never_events_recorded") == {"Not recorded": 6, "Recorded as a Never Event": 1}
    (said,) = (row for row in trust.ask("possible_never_events") if row.item == 0)
    assert (said.reference, said.harm_level, said.medicines) == ("W7", "Fatal", "morphine")


def test_a_controlled_drug_beside_another_medicine_and_a_class_of_them(trust: TrustUnderTest) -> None:
    trust.take(
        datix(
            one("W1", drug="Morphine and paracetamol", on="03/09/2025", harm="Moderate"),
            one("W2", drug="opioids", on="02/09/2025"),
            one("W3", drug="Pregabalin", on="01/09/2025"),
            one("W4", drug="Paracetamol"),
            one("W5"),
        )
    )
    (counts,) = trust.ask("controlled_drug_counts")
    assert (counts.incidents, counts.moderate_and_above) == (3, 1)
    assert [(row.reference, row.medicines, row.controlled_drugs) for row in trust.ask("controlled_drug_incidents")] == [
        ("W1", "morphine, paracetamol", "morphine"), ("", "Only a class named", ""), ("", "pregabalin", "pregabalin"),
    ]  # fmt: skip
