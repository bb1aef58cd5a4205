"""A naming of a dozen writings, so that histories can read names again ten thousand times: two issues of a curated list,
two lists that can be loaded beneath it, and what people confirm.

It is no copy of the product's naming, and keeps to the one rule that the register relies on: `read_by`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from dashboard.domain.medicines import NOTHING_DECIDED, ListedName, MedicineDecisions
from tests.register.stored_extracts import NAMED

WRITINGS = (
    "Apixaban", "APIXABAN", "Warfarin", "Clexan", "clexan.", "Zorbulin", "ZORBULIN", "Quux", "Mixture", "antibiotics", "Unknown",
)  # fmt: skip
ROUTES = ("", "", "Eye")
CURATED = (
    {"apixaban": ["apixaban"], "warfarin": ["warfarin"], "mixture": ["morphine", "midazolam"]},
    {"apixaban": ["apixaban"], "warfarin": ["warfarin"], "mixture": ["morphine"], "zorbulin": ["insulin"]},
)
FACTS = (
    {
        "apixaban": ("Anticoagulants", "0208", ["Anticoagulants"]), "warfarin": ("Anticoagulants", "0208", ["Anticoagulants"]),
        "morphine": ("Opioids", "0407", ["Opioids"]), "midazolam": ("Sedation", "1501", ["Sedation"]), "insulin": ("Insulins", "0601", []),
    },
    # another class; the section alone; a group more; a group less
    {
        "apixaban": ("Blood", "0208", ["Anticoagulants"]), "warfarin": ("Anticoagulants", "0299", ["Anticoagulants"]),
        "morphine": ("Opioids", "0407", ["Opioids", "Sedation"]), "midazolam": ("Sedation", "1501", []), "insulin": ("Insulins", "0601", ["Insulins"]),
    },
)  # fmt: skip
CLASS_OF_WORD = ("Antibacterials", "Anti-infectives")
LISTS = {
    "list a": (ListedName("Clexan", "brand", "enoxaparin", "0208"), ListedName("Zorbulin", "brand", "zorbatine", "0601")),
    "list b": (ListedName("Clexan", "brand", "enoxaparin", "0206"), ListedName("Quux", "substance", "quux", "0501")),
}  # fmt: skip
MEANT = ((), ("apixaban",), ("warfarin",), ("morphine",), ("warfarin", "morphine"), ("enoxaparin",))
"""What a person may confirm. Enoxaparin is of the loaded lists alone: without one the name waits."""


def key_of(written: str) -> str:
    return re.sub("[^a-z0-9]", "", written.lower())


@dataclass(frozen=True)
class MadeUpNaming:
    """The naming of an issue (1 or 2) of the curated list with what is decided."""

    issue: int = 1
    decisions: MedicineDecisions = NOTHING_DECIDED

    @property
    def version(self) -> str:
        return f"issue {self.issue} {self.decisions.listed_version}"

    def table(self, writings: Iterable[tuple[str, str]]) -> Any:
        rows = [
            dict(zip(NAMED.names, row, strict=True))
            for each in sorted(set(writings))
            for row in self.reading(*each)
        ]
        return pa.Table.from_pylist(rows, NAMED)

    def reading(self, written: str, route: str) -> list[tuple]:
        """The rows of a writing, in the order of NAMED."""
        key = key_of(written)
        facts = FACTS[self.issue - 1] | {
            name.medicine: (f"Class {name.bnf_code}", name.bnf_code, []) for name in self.decisions.listed
        }
        confirmed = {key_of(name.written): name.medicines for name in self.decisions.confirmed}
        listed = {key_of(name.written): [name.medicine] for name in self.decisions.listed}
        said = confirmed.get(key)
        means = said if said is not None else CURATED[self.issue - 1].get(key) or listed.get(key, [])
        kind = "several_medicines" if len(means) > 1 else "medicine"
        how = "exact" if said is None else "confirmed by a person"
        by = self.version if said is None else f"{self.version} confirmed: {'; '.join(said)}"
        if not means or any(medicine not in facts for medicine in means):
            kind = "not_a_medicine" if said == () else "unrecognised"
            classes: list[Any] = [None]
            if said is None and key == "antibiotics":
                kind, classes = "class_word", [CLASS_OF_WORD[self.issue - 1]]
            elif said is None and key == "unknown":
                kind = "placeholder"
            return [
                (written, route, position, kind, None, drug_class, None, None, [], how, key, None, None, by)
                for position, drug_class in enumerate(classes)
            ]
        rows = []
        for position, medicine in enumerate(means):
            drug_class, code, groups = facts[medicine]
            if route == "Eye":
                drug_class, code = "Eye preparations", "1103"
            section, chapter = f"{code} a section", f"{code[:2]} a chapter"
            rows.append(
                (written, route, position, kind, medicine, drug_class, code, "", groups, how, key, section, chapter, by)
            )  # fmt: skip
        return rows
