"""Damaged and hostile files, made from good ones by a seeded generator: the same number gives the same file."""

import random
from dataclasses import dataclass

from tests.proofs.bad_bytes import ANY
from tests.proofs.bad_text import TEXT
from tests.proofs.bad_workbooks import WORKBOOK
from tests.proofs.good_files import GoodFile, good_files

ENDINGS = (
    ".csv",
    ".xlsx",
    ".txt",
    ".tsv",
    ".xls",
    ".xlsm",
    ".xlsb",
    ".ods",
    ".zip",
    ".pdf",
    ".json",
    "",
    ".CSV",
    ".XLSX",
)

KINDS = len(ANY) + len(TEXT) + len(WORKBOOK)


@dataclass(frozen=True)
class BadFile:
    """`damage` names what was done to it; `source` is what the person says it is a listing of (None: nothing)."""

    number: int
    damage: str
    name: str
    source: str | None
    content: bytes


def bad_file(seed: int, number: int) -> BadFile:
    """The numbered file of a seed. Every kind of damage comes in turn, each on a good file by chance."""
    chance = random.Random(f"{seed} {number}")
    damages = (
        [("any", name) for name in ANY]
        + [("csv", name) for name in TEXT]
        + [("xlsx", name) for name in WORKBOOK]
    )
    kind, damage = damages[number % len(damages)]
    fitting = [good for good in good_files(number % 7) if kind in ("any", good.kind)]
    good = chance.choice(fitting)
    content = {"any": ANY, "csv": TEXT, "xlsx": WORKBOOK}[kind][damage](chance, good.content)
    name = good.name
    if damage == "another name" or chance.random() < 0.03:
        name = good.name.rsplit(".", 1)[0] + chance.choice(ENDINGS)
    source = good.source if chance.random() < 0.7 else chance.choice((None, "datix", "lfpse", "nrls"))
    return BadFile(number, damage, name, source, content)


def unharmed(good: GoodFile) -> BadFile:
    """A good file in the form of a bad one: what the proof itself is tried on."""
    return BadFile(-1, "none", good.name, good.source, good.content)
