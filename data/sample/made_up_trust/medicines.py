"""The medicines of the made-up trust, and the ways in which its staff write them."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from made_up_trust.chance import Chance


@dataclass(frozen=True)
class Medicine:
    """`name` as the BNF writes it; `paragraph` is its BNF paragraph; `vtm` its name in dm+d."""

    name: str
    group: str
    paragraph: str
    weight: float
    more_in: frozenset[str]
    vtm: str
    brands: tuple[str, ...]
    misspelt: tuple[str, ...]
    short: tuple[str, ...]
    routes: tuple[str, ...]
    doses: tuple[str, ...]


@dataclass(frozen=True)
class Mention:
    """A medicine as someone wrote it. `how` is plain, brand, strength (with a dose behind it), misspelt or short."""

    medicine: Medicine
    written: str
    how: str


PLACEHOLDERS = ("Unknown", "N/A", "Not stated", "No Drug Given", "n/k", "-", "Unknown/Not Stated", "nil")
"""What people type when no medicine is to be named; two in three simply leave the field blank."""

CLASS_WORDS = ("antibiotics", "chemotherapy", "antihypertensives", "anticoagulant", "IV fluids", "analgesia")

WEIGHT_IN_ITS_PLACE = 3.2
"""How much likelier a medicine is on the kind of ward that uses it most."""


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


@cache
def medicines() -> tuple[Medicine, ...]:
    with (Path(__file__).parent / "medicines.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Medicine(
                row["medicine"],
                row["group"],
                row["paragraph"],
                float(row["weight"]),
                frozenset(_list(row["more_in"])),
                row["vtm"],
                *(_list(row[field]) for field in ("brands", "misspelt", "short", "routes", "doses")),
            )
            for row in csv.DictReader(lines)
        )


@cache
def weights_on(kind: str) -> dict[Medicine, float]:
    return {
        medicine: medicine.weight * (WEIGHT_IN_ITS_PLACE if kind in medicine.more_in else 1)
        for medicine in medicines()
    }


_HOW = {"plain": 62, "brand": 15, "strength": 9, "misspelt": 8, "short": 6}


def mention(medicine: Medicine, chance: Chance) -> Mention:
    """One writing of a medicine: generic, brand, with a strength, misspelt or abbreviated."""
    how = chance.weighted(_HOW)
    choices = {"brand": medicine.brands, "misspelt": medicine.misspelt, "short": medicine.short}.get(how, ())
    if how == "strength":
        written = f"{medicine.name} {chance.one_of(medicine.doses)}"
    elif choices:
        written = chance.one_of(choices)
    else:
        how, written = "plain", medicine.name
    if how == "brand":
        return Mention(medicine, written if chance.happens(0.75) else written.lower(), how)
    if how == "short":
        return Mention(medicine, written, how)
    case = chance.weighted({"Capital": 72, "lower": 22, "UPPER": 6})
    if case == "Capital":
        written = written[0].upper() + written[1:]
    elif case == "UPPER" and how != "strength":
        written = written.upper()
    return Mention(medicine, written, how)


def insulin_for_omission(chance: Chance) -> Medicine:
    """The insulins that were left out in the summer of 2026: the two long-acting ones most of all."""
    wanted = {
        "insulin glargine": 45,
        "insulin detemir": 20,
        "insulin aspart": 25,
        "biphasic isophane insulin": 10,
    }
    name = chance.weighted(wanted)
    return next(medicine for medicine in medicines() if medicine.name == name)
