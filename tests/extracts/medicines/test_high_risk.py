"""Controlled-drug schedules and high-risk groups: what is certain, written by hand, against the tables."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from dashboard.extracts.medicines import reference

REFERENCE = Path(__file__).resolve().parents[3] / "data" / "reference"

SCHEDULES = {
    "morphine": "depends on the product",
    "codeine": "depends on the product",
    "dihydrocodeine": "depends on the product",
    "diamorphine": "2",
    "oxycodone": "2",
    "oxycodone with naloxone": "2",
    "fentanyl": "2",
    "alfentanil": "2",
    "remifentanil": "2",
    "methadone": "2",
    "pethidine": "2",
    "hydromorphone": "2",
    "tapentadol": "2",
    "dipipanone with cyclizine": "2",
    "cocaine": "2",
    "ketamine": "2",
    "esketamine": "2",
    "methylphenidate": "2",
    "dexamfetamine": "2",
    "lisdexamfetamine": "2",
    "nabilone": "2",
    "secobarbital": "2",
    "sodium oxybate": "2",
    "bupivacaine with fentanyl": "2",
    "buprenorphine": "3",
    "buprenorphine with naloxone": "3",
    "pentazocine": "3",
    "tramadol": "3",
    "tramadol with paracetamol": "3",
    "midazolam": "3",
    "temazepam": "3",
    "phenobarbital": "3",
    "gabapentin": "3",
    "pregabalin": "3",
    "flunitrazepam": "3",
    "meprobamate": "3",
    "diazepam": "4 part 1",
    "lorazepam": "4 part 1",
    "clonazepam": "4 part 1",
    "clobazam": "4 part 1",
    "chlordiazepoxide": "4 part 1",
    "nitrazepam": "4 part 1",
    "zopiclone": "4 part 1",
    "zolpidem": "4 part 1",
    "cannabis extract": "4 part 1",
    "testosterone": "4 part 2",
    "nandrolone": "4 part 2",
    "oxandrolone": "4 part 2",
    "somatropin": "4 part 2",
    "chorionic gonadotrophin": "4 part 2",
    "co-codamol": "5",
    "co-dydramol": "5",
    "co-phenotrope": "5",
    "pholcodine": "5",
    "kaolin with morphine": "5",
    "nitrous oxide": "5",
    "nitrous oxide with oxygen": "5",
    "cannabidiol": "",
    "naloxone": "",
    "naltrexone": "",
    "propofol": "",
    "thiopental": "",
    "meptazinol": "",
    "chloral hydrate": "",
    "clomethiazole": "",
    "modafinil": "",
    "loperamide": "",
    "dextromethorphan": "",
    "primidone": "",
    "danazol": "",
}
"""Misuse of Drugs Regulations 2001 as amended up to the nitrous oxide and remimazolam of 2023 and 2024; "" is in none.

Cannabidiol as Epidyolex left Schedule 5 in 2020.
"""

GROUPS = {
    "Actrapid": {"Insulins", "Time-critical medicines", "Named in the Never Events list 2018"},
    "Xultophy": {"Insulins", "Time-critical medicines", "Named in the Never Events list 2018"},
    "liraglutide": set(),
    "warfarin": {"Anticoagulants", "Time-critical medicines", "Narrow therapeutic index"},
    "rivaroxaban": {"Anticoagulants", "Time-critical medicines"},
    "enoxaparin": {"Anticoagulants", "Time-critical medicines"},
    "epoprostenol": set(),
    "alfentanil": {"Opioids", "Controlled drugs"},
    "remifentanil": {"Opioids", "Controlled drugs"},
    "Subutex": {"Opioids", "Controlled drugs"},
    "co-codamol": {"Opioids", "Controlled drugs"},
    "Nurofen Plus": {"Opioids", "Controlled drugs", "NSAIDs"},
    "potassium chloride": {
        "Potassium",
        "Concentrated electrolytes",
        "Named in the Never Events list 2018",
    },
    "Sando-K": {"Potassium"},
    "hypertonic saline": {"Concentrated electrolytes"},
    "sodium chloride 30%": {"Concentrated electrolytes"},
    "sodium chloride 0.9%": set(),
    "magnesium sulfate": {"Concentrated electrolytes"},
    "methotrexate": {"Methotrexate", "Cytotoxics", "Named in the Never Events list 2018"},
    "methotrexate tablets": {"Methotrexate", "Cytotoxics", "Named in the Never Events list 2018"},
    "vincristine": {"Cytotoxics", "Vinca alkaloids"},
    "folinic acid": set(),
    "lithium": {"Lithium", "Narrow therapeutic index"},
    "gentamicin": {"Aminoglycosides", "Narrow therapeutic index"},
    "gentamicin eye drops": {"Narrow therapeutic index"},
    "streptomycin": {"Aminoglycosides"},
    "vancomycin": {"Glycopeptides", "Narrow therapeutic index"},
    "teicoplanin": {"Glycopeptides"},
    "co-amoxiclav": {"Penicillins"},
    "Tazocin": {"Penicillins"},
    "cefuroxime": set(),
    "levetiracetam": {"Antiepileptics", "Time-critical medicines"},
    "sodium valproate": {"Antiepileptics", "Valproate", "Time-critical medicines"},
    "Depakote": {"Antiepileptics", "Valproate"},
    "co-careldopa": {"Parkinson's medicines", "Time-critical medicines"},
    "midazolam": {"Controlled drugs", "Sedation", "Named in the Never Events list 2018"},
    "propofol": {"Sedation"},
    "dexmedetomidine": {"Sedation"},
    "ibuprofen": {"NSAIDs"},
    "ketorolac": {"NSAIDs"},
    "paracetamol": set(),
    "TPN": {"Parenteral nutrition"},
    "rocuronium": {"Neuromuscular blockers"},
    "hydrocortisone": {"Time-critical medicines"},
    "hydrocortisone cream": set(),
    "oxygen": {"Time-critical medicines", "Oxygen"},
}
"""Every group of a writing, by hand from the lists of high-alert medicines."""


@pytest.mark.parametrize("medicine", SCHEDULES)
def test_a_schedule_is_that_of_the_regulations(medicine: str) -> None:
    assert reference().medicines[medicine].cd_schedule == SCHEDULES[medicine]


def test_a_schedule_is_one_of_the_regulations_or_depends_on_preparations_that_are_listed() -> None:
    preparations: dict[str, set[str]] = defaultdict(set)
    with (REFERENCE / "medicine_cd_preparations.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            preparations[row["medicine"]].add(row["cd_schedule"])
    known = {"", "2", "3", "4 part 1", "4 part 2", "5", "depends on the product"}
    medicines = reference().medicines
    assert {name for name, each in medicines.items() if each.cd_schedule not in known} == set()
    assert {name for name, each in medicines.items() if each.cd_schedule == "depends on the product"} == set(
        preparations
    )
    assert all(len(schedules) > 1 for schedules in preparations.values())


@pytest.mark.parametrize("written", GROUPS)
def test_the_high_risk_groups_of_a_writing_are_these_and_no_more(written: str) -> None:
    assert set(reference().name(written).high_risk) == GROUPS[written]


def test_every_rule_of_high_risk_is_of_a_medicine_or_code_that_is_listed() -> None:
    """A rule that names nothing would be a group that silently lacks a medicine."""
    medicines = reference().medicines
    with (REFERENCE / "medicine_names.csv").open(encoding="utf-8", newline="") as lines:
        codes = {row["bnf_code"] for row in csv.DictReader(lines)} | {
            each.bnf_code for each in medicines.values()
        }
    with (REFERENCE / "high_risk.csv").open(encoding="utf-8", newline="") as lines:
        rules = list(csv.DictReader(lines))
    for rule in rules:
        if rule["by"] == "medicine":
            assert rule["value"] in medicines, rule
        elif rule["by"] == "bnf_code":
            assert any(code.startswith(rule["value"]) for code in codes), rule
    assert len({(rule["high_risk"], rule["by"], rule["value"]) for rule in rules}) == len(rules)


@pytest.mark.parametrize(
    ("written", "strong"),
    [
        ("sodium chloride 30%", True), ("sodium chloride 30 %", True), ("30 per cent saline", True),
        ("sodium chloride 30 ml", False), ("sodium chloride 30", False), ("0.9 % saline", False),
    ],
)  # fmt: skip
def test_a_strength_in_per_cent_is_no_other_number(written: str, strong: bool) -> None:
    read = reference().name(written)
    assert read.medicines == ("sodium chloride",)
    assert ("Concentrated electrolytes" in read.high_risk) is strong
