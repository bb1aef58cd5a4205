"""What a name is never believed beside, and which slips are believed: the rules, on cells made for them."""

import csv
import random
import string
from pathlib import Path

import pytest

from dashboard.extracts.medicines import reference

LOOK_ALIKES = Path(__file__).resolve().parents[3] / "data" / "reference" / "look_alike.csv"

MUCH_USED = (
    *("paracetamol", "midazolam", "furosemide", "enoxaparin", "warfarin", "amlodipine", "metronidazole"),
    *("gentamicin", "omeprazole", "bisoprolol", "salbutamol", "haloperidol", "levetiracetam", "tacrolimus"),
    *("methotrexate", "clarithromycin", "ondansetron", "ramipril", "simvastatin", "gabapentin"),
)


def _slips(name: str) -> set[str]:
    """Every writing that is one letter left out, one too many, one changed or two swapped, from the second letter on."""
    found = set()
    for at in range(1, len(name)):
        found |= {name[:at] + name[at + 1 :], name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]}
        for letter in string.ascii_lowercase:
            found |= {name[:at] + letter + name[at:], name[:at] + letter + name[at + 1 :]}
    return found - {name}


@pytest.mark.parametrize("name", MUCH_USED)
def test_nine_of_ten_slips_of_a_much_used_name_are_read_and_none_as_another(name: str) -> None:
    read = [reference().name(slip).medicines for slip in sorted(_slips(name))]
    assert set(read) <= {(name,), ()}
    assert read.count((name,)) >= 0.9 * len(read)


def test_no_slip_of_a_look_alike_is_read_as_the_other() -> None:
    """Eight slips of each side of every pair. What is itself another known name (Humulin Y) is not a slip of this one."""
    chance = random.Random(4)
    with LOOK_ALIKES.open(encoding="utf-8", newline="") as lines:
        pairs = [(row["name"].lower(), row["looks_like"].lower()) for row in csv.DictReader(lines)]
    asked = 0
    taken_for_the_other = []
    for name, other in [*pairs, *[pair[::-1] for pair in pairs]]:
        its, others = reference().name(name).medicines, reference().name(other).medicines
        if len(its) != 1 or len(others) != 1 or its == others or len(name) < 8:
            continue
        for slip in chance.sample(sorted(_slips(name)), 8):
            read = reference().name(slip)
            asked += 1
            if read.medicines == others and read.how == "spelling":
                taken_for_the_other.append((slip, name, other))
    assert asked > 4_000
    assert taken_for_the_other == []


@pytest.mark.parametrize(
    ("slip", "medicine"),
    [
        ("omeprazle", "omeprazole"),  # three edits from esomeprazole, and led away from it
        ("diazepma", "diazepam"),
        ("heparrin", "heparin"),  # the brand Hedrin is two edits off, and nobody means it
        ("oxytocen", "oxytocin"),  # "oxytocic" is a class word
        ("levothyroxin", "levothyroxine"),
        ("moprhine", "morphine"),  # a key spells ph by one letter
        ("phneytoin", "phenytoin"),
    ],
)
def test_a_slip_is_not_doubted_for_names_that_nobody_means(slip: str, medicine: str) -> None:
    assert reference().name(slip).medicines == (medicine,)


@pytest.mark.parametrize(
    "written",
    [
        "carbimazepine",  # begins as carbimazole does
        "someprazole",  # one edit from two
        "hydrocodamol",
        "chloram",  # may be chlorambucil or chloramphenicol
        "erythrop",  # the beginning of erythropoietin, not a slip of "erythro"
        "hydromo",  # the beginning of hydromorphone, not a slip of Hydromol
    ],
)
def test_a_writing_that_may_be_two_names_is_left_to_a_person(written: str) -> None:
    assert reference().name(written).medicines == ()


@pytest.mark.parametrize(
    "written",
    [
        "morphine cyclizn",  # half of what was written
        "bisoprolol ramiprl",
        "insulin degludk",
        "isosorbide zz",
        "Humalog Mxh25",
        "bipahsc insulin aspart",
        "ox carbamazepin",
        "warfarin + blurbish",
        "morphine, blurbish",
        "sodium blurbish",
    ],
)
def test_a_name_is_not_believed_beside_what_may_be_a_part_of_it_or_another_medicine(written: str) -> None:
    assert reference().name(written).medicines != reference().name(written.split(" ")[0]).medicines or (
        reference().name(written).medicines == ()
    )


@pytest.mark.parametrize("remark", ["blurbish", "wibbly ward", "zigzagged", "6h fussy"])
@pytest.mark.parametrize("name", ["haloperidol", "Clexane", "co-amoxiclav", "phenytoin", "tranexamic acid"])
def test_a_whole_name_is_believed_beside_a_word_that_is_like_no_name(name: str, remark: str) -> None:
    expected = reference().name(name).medicines
    assert len(expected) == 1
    assert reference().name(f"{name} 10mg {remark}").medicines == expected


@pytest.mark.parametrize("word", ["creating", "moderate", "differing", "modern", "meningitis", "singers"])
def test_an_ordinary_word_is_no_slip_of_a_brand(word: str) -> None:
    assert reference().name(word).medicines == ()
    assert reference().name(f"ketamine {word}").medicines == ("ketamine",)


def test_an_abbreviation_has_no_slips() -> None:
    assert reference().name("cyclic").medicines == ()
    assert reference().name("cycliz").medicines == ("cyclizine",)


def test_a_misspelling_inside_a_longer_name_is_the_longer_name() -> None:
    assert reference().name("heprin flush").medicines == reference().name("heparin flush").medicines
    assert reference().name("heprin flush").medicines != reference().name("heparin").medicines


def test_a_name_for_whole_cells_counts_beside_doses_and_as_an_item_of_a_list() -> None:
    assert reference().name("NAC infusion bag 2").medicines == ("acetylcysteine",)
    assert reference().name("roc and sux").medicines == ("rocuronium", "suxamethonium")
    assert reference().name("patient has been told").medicines == ()


def test_what_was_cut_off_is_suggested_and_not_read() -> None:
    """The whole cell is the beginning of a name: a person confirms it once."""
    assert reference().name("mesalazin 400").medicines in ((), ("mesalazine",))
    assert reference().name("ropivac").medicines == ()
    assert "ropivacaine" in [each.medicine for each in reference().suggest("ropivac")]


def test_a_product_named_beside_its_medicine_says_the_section() -> None:
    assert reference().name("Entocort CR").bnf_sections == ("0105",)
    assert reference().name("Budesonide (Entocort CR)").bnf_sections == ("0105",)
    assert reference().name("budesonide").bnf_sections == ("0302",)
