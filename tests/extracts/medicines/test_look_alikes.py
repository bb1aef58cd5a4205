"""No one-letter slip of a medicine is ever read as its look-alike sound-alike partner: every pair of the deny-list."""

import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from dashboard.extracts.medicines import reference
from dashboard.extracts.medicines.writing import key_of

REFERENCE = Path(__file__).resolve().parents[3] / "data" / "reference"

MUST_BE_PAIRED = (
    ("noradrenaline", "adrenaline"),
    ("norepinephrine", "epinephrine"),
    ("morphine", "hydromorphone"),
    ("cefotaxime", "ceftriaxone"),
    ("cefuroxime", "ceftazidime"),
    ("vinblastine", "vincristine"),
    ("azathioprine", "azithromycin"),
    ("propranolol", "prednisolone"),
    ("hydralazine", "hydroxyzine"),
    ("chlorpromazine", "chlorpropamide"),
    ("clonazepam", "clobazam"),
    ("carbamazepine", "carbimazole"),
    ("penicillin", "penicillamine"),
    ("MST", "Sevredol"),
    ("Humalog", "Humulin"),
    ("daunorubicin", "doxorubicin"),
    ("quinine", "quinidine"),
    ("sulfadiazine", "sulfasalazine"),
    ("tramadol", "trazodone"),
    ("rivaroxaban", "rosuvastatin"),
    ("atenolol", "amlodipine"),
    ("risperidone", "ropinirole"),
    ("amlodipine", "nimodipine"),
    ("mercaptopurine", "mercaptamine"),
    ("OxyContin", "OxyNorm"),
)
"""Pairs that were confused in the United Kingdom: the medicines regulator's reminder of 2018, and those met in reports."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"

CHANGED = 6
"""Letters inserted or changed that are tried for each name, drawn with a fixed seed: all are 700 for a name."""


def _pairs() -> list[tuple[str, str]]:
    with (REFERENCE / "look_alike.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["name"], row["looks_like"]) for row in csv.DictReader(lines)]


def _listed() -> set[str]:
    """The keys of every name that is listed as it is written, misspellings left out."""
    with (REFERENCE / "medicines.csv").open(encoding="utf-8", newline="") as lines:
        listed = {key_of(row["medicine"]) for row in csv.DictReader(lines)}
    with (REFERENCE / "medicine_names.csv").open(encoding="utf-8", newline="") as lines:
        return listed | {
            key_of(row["written"]) for row in csv.DictReader(lines) if row["kind"] != "misspelling"
        }


def _slips(name: str, draw: random.Random) -> Iterator[str]:
    """Every letter left out, doubled or swapped with its neighbour, and some inserted or changed."""
    for at in range(len(name)):
        yield name[:at] + name[at + 1 :]
        yield name[:at] + name[at] + name[at:]
        if at + 1 < len(name):
            yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    for _ in range(CHANGED):
        at, letter = draw.randrange(len(name)), draw.choice(LETTERS)
        yield name[:at] + letter + name[at:]
        yield name[:at] + letter + name[at + 1 :]


def test_the_pairs_that_have_been_confused_are_on_the_list_once() -> None:
    paired = [frozenset((one.lower(), other.lower())) for one, other in _pairs()]
    assert [pair for pair in MUST_BE_PAIRED if frozenset(name.lower() for name in pair) not in paired] == []
    assert len(paired) == len(set(paired))
    assert all(len(pair) == 2 for pair in paired)


def test_no_slip_of_one_letter_is_read_as_the_look_alike() -> None:
    """Over every pair whose two names each stand for one medicine, in both directions: about 30,000 slips.

    A slip that is a listed name itself (prednisolone without "ol" would be) is that name, and no slip.
    """
    known = reference()
    partners: dict[str, set[str]] = defaultdict(set)
    for pair in _pairs():
        for name, other in (pair, pair[::-1]):
            meant, confused = known.name(name).medicines, known.name(other).medicines
            if len(meant) == len(confused) == 1 and meant != confused:
                partners[name.lower()].add(confused[0])
    assert len(partners) > 500
    listed = _listed()
    draw = random.Random(20261125)
    wrong = []
    for name, confused in sorted(partners.items()):
        for slip in _slips(name, draw):
            taken = confused & set(known.name(slip).medicines)
            if taken and key_of(slip) not in listed:
                wrong.append((name, slip, taken))
    assert wrong == []
