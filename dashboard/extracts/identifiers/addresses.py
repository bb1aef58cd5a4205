"""Postcodes and e-mail addresses."""

import re
from collections.abc import Iterator

from dashboard.extracts.identifiers.found import EMAIL, POSTCODE, Found

_EMAIL = re.compile(r"[\w.+'\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,8}")
"""Bounded, so that a long text of one word with an @ behind it is looked at once and not once for each letter."""

_POSTCODE = re.compile(
    r"(?<![\w/])(?:GIR[ \u00a0]?0AA|(?P<area>[A-PR-UWYZ][A-HK-Y]?)(?P<district>\d{1,2}|\d[A-HJKMNPR-Y])"
    r"[ \u00a0]{0,2}\d[ABD-HJLNP-UW-Z]{2})(?![\w/])",
    re.I,
)
AREAS = frozenset(
    [
        "AB",
        "AL",
        "B",
        "BA",
        "BB",
        "BD",
        "BF",
        "BH",
        "BL",
        "BN",
        "BR",
        "BS",
        "BT",
        "BX",
        "CA",
        "CB",
        "CF",
        "CH",
        "CM",
        "CO",
        "CR",
        "CT",
        "CV",
        "CW",
        "DA",
        "DD",
        "DE",
        "DG",
        "DH",
        "DL",
        "DN",
        "DT",
        "DY",
        "E",
        "EC",
        "EH",
        "EN",
        "EX",
        "FK",
        "FY",
        "G",
        "GL",
        "GU",
        "GY",
        "HA",
        "HD",
        "HG",
        "HP",
        "HR",
        "HS",
        "HU",
        "HX",
        "IG",
        "IM",
        "IP",
        "IV",
        "JE",
        "KA",
        "KT",
        "KW",
        "KY",
        "L",
        "LA",
        "LD",
        "LE",
        "LL",
        "LN",
        "LS",
        "LU",
        "M",
        "ME",
        "MK",
        "ML",
        "N",
        "NE",
        "NG",
        "NN",
        "NP",
        "NR",
        "NW",
        "OL",
        "OX",
        "PA",
        "PE",
        "PH",
        "PL",
        "PO",
        "PR",
        "RG",
        "RH",
        "RM",
        "S",
        "SA",
        "SE",
        "SG",
        "SK",
        "SL",
        "SM",
        "SN",
        "SO",
        "SP",
        "SR",
        "SS",
        "ST",
        "SW",
        "SY",
        "TA",
        "TD",
        "TF",
        "TN",
        "TQ",
        "TR",
        "TS",
        "TW",
        "UB",
        "W",
        "WA",
        "WC",
        "WD",
        "WF",
        "WN",
        "WR",
        "WS",
        "WV",
        "YO",
        "ZE",
    ]
)
"""The postcode areas of the United Kingdom and the crown dependencies (Office for National Statistics, postcode geography)."""

_VITAMIN = re.compile(r"\b(?:vit|vitamin|cobalamin|hydroxocobalamin)\W{0,3}$", re.I)


def postcodes(text: str) -> Iterator[Found]:
    for match in _POSTCODE.finditer(text):
        written, area = match[0], (match["area"] or "GIR").upper()
        if area not in AREAS and area != "GIR":
            continue
        # In small letters only with two of them in front: 't2 4hr' is a time and no place.
        if not (written.isupper() or written[:2].isalpha()):
            continue
        if not _VITAMIN.search(text[max(0, match.start() - 20) : match.start()]):
            yield Found(*match.span(), POSTCODE)


def emails(text: str) -> Iterator[Found]:
    for match in _EMAIL.finditer(text):
        yield Found(*match.span(), EMAIL)
