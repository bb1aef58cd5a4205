"""Every personal detail that one text seems to hold, and the text with marks in their place."""

import re
import unicodedata

from dashboard.domain.identifiers import NOTHING_LOCAL, LocalIdentifiers
from dashboard.extracts.identifiers.addresses import emails, postcodes
from dashboard.extracts.identifiers.births import births
from dashboard.extracts.identifiers.found import MARKS, ORDER, Found
from dashboard.extracts.identifiers.names import staff_names, titled_names
from dashboard.extracts.identifiers.numbers import (
    hospital_numbers,
    insurance_numbers,
    nhs_numbers,
    telephone_numbers,
)

_FIGURE = re.compile(r"\d")


def with_plain_figures(text: str) -> str:
    """The text with figures of other scripts and widths as 0 to 9, sign for sign: places in it stay what they are."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def details_in(text: str, local: LocalIdentifiers = NOTHING_LOCAL, *, told: bool = True) -> list[Found]:
    """The details in the order of the text; where two overlap they are one, of the kind that goes before.

    `told`: the text is free text about an incident and not a cell of a coded column.
    """
    text = with_plain_figures(text)
    found = [*staff_names(text, local), *titled_names(text)]
    if "@" in text:
        found += emails(text)
    if _FIGURE.search(text):
        found += [
            *nhs_numbers(text, told=told),
            *insurance_numbers(text),
            *hospital_numbers(text, local.hospital_numbers),
            *births(text, told=told),
            *telephone_numbers(text),
            *postcodes(text),
        ]
    apart: list[Found] = []
    for one in sorted(found):
        if apart and one.start < apart[-1].end:
            last = apart[-1]
            kind = min(last.kind, one.kind, key=ORDER.__getitem__)
            apart[-1] = Found(last.start, max(last.end, one.end), kind)
        else:
            apart.append(one)
    return apart


def likely_kinds(text: str, local: LocalIdentifiers = NOTHING_LOCAL, *, told: bool = True) -> set[str]:
    """The kinds of personal detail that something in the text looks like."""
    return {found.kind for found in details_in(text, local, told=told)}


def masked(text: str, local: LocalIdentifiers = NOTHING_LOCAL, *, told: bool = True) -> str:
    """The text with a mark for each detail ('[NHS number]'), and otherwise as it was."""
    parts, until = [], 0
    for found in details_in(text, local, told=told):
        parts += [text[until : found.start], MARKS[found.kind]]
        until = found.end
    return "".join([*parts, text[until:]])
