"""The NHSBSA's names of substances, written as the BNF writes generic names: "Piperacillin sodium/tazobactam sodium"."""

import re
from collections.abc import Mapping

from dashboard.extracts.medicines.writing import word_key

_OWN_CAPITALS = re.compile(r"[A-Z].*[A-Z]|^[A-Z]$|[A-Z]\d|\d[A-Z]")
_BRACKET = re.compile(r"\s*\(([^()]*)\)")

NOT_A_NAME = frozenset(
    [
        "adjuvanted",
        "adsorbed",
        "anti",
        "antileprotic",
        "antimetabolites",
        "antivirals",
        "antihypertensive",
        "barrier",
        "contraceptive",
        "corticosteroids",
        "crohn's",
        "crystalline",
        "dysfunction",
        "ejaculation",
        "emergency",
        "emollient",
        "erectile",
        "eye",
        "female",
        "generic",
        "gynaecology",
        "hormone",
        "human",
        "immunomodulating",
        "imported",
        "inactivated",
        "inflammatory",
        "inf",
        "inhalation",
        "inhaled",
        "intravenous",
        "live",
        "male",
        "nasal",
        "neuropathic",
        "old",
        "opium",
        "oral",
        "pain",
        "parasiticidal",
        "parenteral",
        "premature",
        "psoriasis",
        "rectal",
        "recombinant",
        "rheumatic",
        "rh-",
        "rosacea",
        "rsv",
        "salmon",
        "sex",
        "split",
        "sunscreen",
        "systemic",
        "tincture",
        "topical",
        "type",
        "vaginal",
        "vasodilator",
        "vero",
        "viron",
        "virion",
        "whole",
        "h/z",
    ]
)
"""What stands in brackets behind a name and says only which use or making of it: 'Diamorphine hydrochloride (Systemic)'."""

ELEMENTS = frozenset(
    [
        "aluminium",
        "ammonium",
        "barium",
        "bismuth",
        "calcium",
        "chromium",
        "cobalt",
        "copper",
        "ferric",
        "ferrous",
        "gold",
        "iodine",
        "iron",
        "lithium",
        "magnesium",
        "manganese",
        "potassium",
        "selenium",
        "silver",
        "sodium",
        "strontium",
        "sulfur",
        "zinc",
    ]
)
"""Not stripped of their salts: zinc acetate is another medicine than zinc sulfate, and zinc is none."""


SHORTENED_SALTS = frozenset(("fumar", "hydrobrom", "hydrochlor", "sod", "sodiumphos", "tart"))
"""As the file writes them where a name is too long for it."""


def both_parts(substance: str) -> tuple[str, ...]:
    """The name before a bracket, and the one in it: 'Benzylpenicillin sodium (Penicillin G)' has two."""
    inside = [part.strip() for part in _BRACKET.findall(substance)]
    outside = " ".join(_BRACKET.sub(" ", substance).split())
    return tuple(part for part in (outside, *filter(_is_a_name, inside)) if part)


def _is_a_name(part: str) -> bool:
    words = [word for word in re.split(r"[\s,]+", part.casefold()) if word and not word[0].isdigit()]
    return len(part) > 3 and not all(word in NOT_A_NAME for word in words)


def without_remark(product: str) -> tuple[str, ...]:
    """A product's name without the remark behind it ('Minims (Eye)'). 'Lloydspharmacy (Ibuprofen)' has none: what stands
    before its bracket is a maker."""
    inside = [part.strip() for part in _BRACKET.findall(product)]
    if product.count("(") != 1 or any(map(_is_a_name, inside)):
        return ()
    return both_parts(product)[:1]


def generic_name(name: str, words: Mapping[str, str]) -> str:
    """The generic name: lower case, salts stripped (`words` says which words are), ingredients joined by 'with' and 'and'."""
    parts = re.split(r"/| and ", name) if "," not in name else [name]
    ingredients = [_lower(_without_salts(part.strip(), words)) for part in parts if part.strip()]
    if len(ingredients) < 2:
        return ingredients[0] if ingredients else name
    first, *others = ingredients
    return f"{first} with {' and '.join(others)}"


def _without_salts(name: str, words: Mapping[str, str]) -> str:
    kept = name.split()
    if kept[0].casefold() not in ELEMENTS:
        while len(kept) > 1 and _is_salt(kept[-1].casefold(), words):
            kept.pop()
    return " ".join(kept)


def _is_salt(word: str, words: Mapping[str, str]) -> bool:
    return word in SHORTENED_SALTS or words.get(word_key(word)) == "salt"


def _lower(name: str) -> str:
    """Lower case, but for what is no word: factor VIIa, polymyxin B, vitamin B12."""
    return " ".join(word if _OWN_CAPITALS.search(word) else word.casefold() for word in name.split())
