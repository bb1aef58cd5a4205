"""Written names that were labelled by hand: what they are, and above all what they are never taken for."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from dashboard.extracts.medicines import reference

SAMPLE = (
    Path(__file__).resolve().parents[4]
    / "shared"
    / "data"
    / "incidents"
    / "nrls_medication_2016_21_sample.csv"
)

NAMED = {
    "enoxoparin": ("enoxaparin", "0208"),
    "Clexane": ("enoxaparin", "0208"),
    "gent": ("gentamicin", "0501"),
    "gentamycin": ("gentamicin", "0501"),
    "pip-taz": ("piperacillin with tazobactam", "0501"),
    "piperacillin and tazobactam": ("piperacillin with tazobactam", "0501"),
    "Nor Adrenaline": ("noradrenaline", "0207"),
    "norepinephrine": ("noradrenaline", "0207"),
    "epinephrine": ("adrenaline", "0207"),
    "insulin (novorapid)": ("insulin aspart", "0601"),
    "insulins": ("insulin", "0601"),
    "Lantus": ("insulin glargine", "0601"),
    "warfain": ("warfarin", "0208"),
    "heparin": ("heparin", "0208"),
    "methadone": ("methadone", "0407"),
    "codeine phosphate 30mg": ("codeine", "0407"),
    "Oramorph": ("morphine", "0407"),
    "MST": ("morphine", "0407"),
    "frusemide": ("furosemide", "0202"),
    "lignocaine": ("lidocaine", "1502"),
    "hydrocortisone": ("hydrocortisone", "0603"),
    "sulphasalazine": ("sulfasalazine", "0105"),
    "co-codamol": ("co-codamol", "0407"),
    "Co Amoxiclav": ("co-amoxiclav", "0501"),
    "furosemide 40mg tablets": ("furosemide", "0202"),
    "Parenteral nutrition - amino acid": ("parenteral nutrition", "0903"),
}
"""Section by the NHSBSA BNF classification, primary use in hospital."""

LOOK_ALIKES = (
    ("noradrenaline", "adrenaline"),
    ("morphine", "hydromorphone"),
    ("hydralazine", "hydroxyzine"),
    ("carbamazepine", "carbimazole"),
    ("vincristine", "vinblastine"),
    ("cefotaxime", "ceftazidime"),
    ("azathioprine", "azithromycin"),
    ("penicillamine", "penicillin"),
    ("quinine", "quinidine"),
)


@pytest.mark.parametrize("written", NAMED)
def test_a_written_name_is_the_medicine_and_its_section(written: str) -> None:
    medicine, section = NAMED[written]
    read = reference().name(written)
    assert (read.kind, read.medicines) == ("medicine", (medicine,))
    assert read.bnf_sections == (section,)


@pytest.mark.parametrize("pair", LOOK_ALIKES)
def test_a_misspelt_name_is_never_read_as_its_look_alike(pair: tuple[str, str]) -> None:
    """Every single-letter slip of one name of a pair: it is that name, or it is not recognised."""
    for name, other in (pair, pair[::-1]):
        for position in range(1, len(name)):
            slip = name[:position] + name[position + 1 :]
            assert other not in reference().name(slip).medicines, slip


@pytest.mark.parametrize("written", ["", " ", "N/A", "Unknown", "No Drug Given", ".", "Not stated", "nil"])
def test_a_placeholder_names_no_medicine(written: str) -> None:
    assert (reference().name(written).kind, reference().name(written).medicines) == ("placeholder", ())


@pytest.mark.parametrize(
    ("written", "drug_class"),
    [("antibiotics", "Antibacterials"), ("LMWH", "Anticoagulants, parenteral"), ("opioids", "Opioids")],
)
def test_a_class_word_names_its_class_and_no_medicine(written: str, drug_class: str) -> None:
    read = reference().name(written)
    assert (read.kind, read.medicines, read.drug_classes) == ("class_word", (), (drug_class,))


def test_several_medicines_in_a_cell_are_each_named() -> None:
    read = reference().name("morphine and cyclizine")
    assert (read.kind, read.medicines) == ("several_medicines", ("morphine", "cyclizine"))
    assert read.drug_classes == ("Opioids", "Antiemetics")


def test_there_are_900_medicines_and_each_has_a_class() -> None:
    medicines = reference().medicines
    assert len(medicines) >= 900
    assert all(medicine.drug_class for medicine in medicines.values())


def test_names_in_real_incidents_are_read_or_said_not_to_be() -> None:
    """At least 97 of 100 rows of the real sample that name something are recognised (not: rightly; that is labelled elsewhere)."""
    if not SAMPLE.exists():
        pytest.skip(f"the real NRLS sample is not on this machine: {SAMPLE}")
    with SAMPLE.open(encoding="utf-8-sig", newline="") as lines:
        rows = [(row["ApprovedNameDrug1"], row["RouteDrug1"]) for row in csv.DictReader(lines)]
    kinds = Counter(reference().name(written, route).kind for written, route in rows)
    assert sum(kinds.values()) == 1170
    something = sum(kinds.values()) - kinds["placeholder"] - kinds["not_a_medicine"]
    assert kinds["unrecognised"] <= 0.03 * something
