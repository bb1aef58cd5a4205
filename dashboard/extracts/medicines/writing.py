"""A written name made comparable: case, accents, punctuation, strength, form and salt do not matter."""

import re
import unicodedata

SALTS = frozenset(
    [
        "sulfate",
        "sulphate",
        "hydrochloride",
        "sodium",
        "potassium",
        "acetate",
        "phosphate",
        "maleate",
        "tartrate",
        "citrate",
        "mesilate",
        "besilate",
        "bromide",
        "fumarate",
        "succinate",
        "calcium",
        "arginine",
        "erbumine",
        "nitrate",
        "chloride",
        "disodium",
        "monohydrate",
        "decanoate",
        "palmitate",
        "trihydrate",
        "hydrobromide",
        "lysine",
        "axetil",
        "etexilate",
        "etilate",
    ]
)
FORMS = frozenset(
    [
        "tablet",
        "tablets",
        "tab",
        "tabs",
        "capsule",
        "capsules",
        "caps",
        "caplets",
        "injection",
        "injections",
        "inj",
        "infusion",
        "iv",
        "oral",
        "po",
        "sc",
        "im",
        "pr",
        "suspension",
        "syrup",
        "solution",
        "liquid",
        "elixir",
        "cream",
        "ointment",
        "gel",
        "patch",
        "patches",
        "inhaler",
        "nebules",
        "nebuliser",
        "nebs",
        "drops",
        "drop",
        "eye",
        "ear",
        "nasal",
        "spray",
        "suppository",
        "suppositories",
        "enema",
        "vial",
        "vials",
        "ampoule",
        "ampoules",
        "amp",
        "pen",
        "flexpen",
        "penfill",
        "cartridge",
        "kwikpen",
        "solostar",
        "sachet",
        "sachets",
        "powder",
        "mr",
        "sr",
        "xl",
        "er",
        "la",
        "cr",
        "pca",
        "prn",
        "stat",
        "modified",
        "release",
        "prolonged",
        "dispersible",
        "soluble",
        "effervescent",
        "sugar",
        "free",
        "bag",
        "bags",
        "syringe",
        "for",
        "of",
        "with",
        "in",
        "and",
        "the",
        "dose",
        "doses",
        "once",
        "daily",
        "continuous",
    ]
)
_STRENGTH = re.compile(
    r"\(?\b\d[\d,.]*\s*(?:mg|mcg|microgram(?:s)?|micrograms|g|gram(?:s)?|ml|l|litre(?:s)?|units?|iu|mmol|%|nanograms?|mg/ml|mg/kg|"
    r"units/ml)?(?:\s*/\s*[\d.]*\s*(?:ml|mg|kg|hr|hour|h|l|24h))?(?=[\s)]|$)\)?",
    re.I,
)


def key(written: str) -> str:
    """Lower case, no accents, single spaces; hyphens, slashes and brackets become spaces."""
    plain = (
        unicodedata.normalize("NFKD", written.replace("\xa0", " ")).encode("ascii", "ignore").decode().lower()
    )
    return " ".join(re.sub(r"[^a-z0-9%+&,;/.]+", " ", plain).split())


def bare(written: str) -> str:
    """The key of one name with joining signs opened too."""
    return " ".join(re.sub(r"[^a-z0-9%]+", " ", key(written)).split())


def without_strength(name: str) -> str:
    """A bare name without numbers with units."""
    return " ".join(_STRENGTH.sub(" ", name).split())


def without_form(name: str) -> str:
    """A bare name without words for form, route and frequency."""
    return " ".join(word for word in name.split() if word not in FORMS)


def without_salt(name: str) -> str:
    """A bare name without words for its salt (the first word always stays: 'sodium chloride')."""
    words = name.split()
    return " ".join(word for i, word in enumerate(words) if i == 0 or word not in SALTS)
