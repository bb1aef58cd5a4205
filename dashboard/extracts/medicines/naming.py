"""The reference list of medicines, and how a written name is read against it.

A wrong class is worse than none: a name is taken when it is a known one (exactly, by its brand or another writing of it,
or without salt, strength and form), and a misspelling only when one edit leads to one name and no look-alike is near.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.extracts.medicines.writing import bare, key, without_form, without_salt, without_strength

REFERENCE = Path(__file__).resolve().parents[3] / "data" / "reference"
SHORTEST_MISSPELT = 6
"""A misspelling of a shorter name is never read: too many names are one edit apart."""

_BETWEEN = re.compile(r"\s*(?:,|;|\+|&|/|\band\b|\bwith\b|\bplus\b)\s*")


@dataclass(frozen=True)
class Medicine:
    name: str
    bnf_section: str
    bnf_paragraph: str
    drug_class: str
    high_risk: tuple[str, ...]


@dataclass(frozen=True)
class NamedMedicine:
    """What a writing was read as; medicines, sections, paragraphs and classes are aligned."""

    written: str
    kind: str
    medicines: tuple[str, ...] = ()
    bnf_sections: tuple[str, ...] = ()
    bnf_paragraphs: tuple[str, ...] = ()
    drug_classes: tuple[str, ...] = ()
    high_risk: tuple[str, ...] = ()
    how: str = "none"


class MedicineReference:
    """Known names and what they mean. `name` reads one writing; the same writing gives the same answer."""

    def __init__(self) -> None:
        classes = sorted(
            ((row["bnf_prefix"], row["drug_class"]) for row in _rows("drug_classes.csv")),
            key=lambda pair: -len(pair[0]),
        )
        risks = list(_rows("high_risk.csv"))
        self.medicines: dict[str, Medicine] = {}
        self._known: dict[str, tuple[str, str]] = {}
        for row in _rows("medicines.csv"):
            code = row["bnf_paragraph"] or row["bnf_section"]
            medicine = Medicine(
                row["medicine"],
                row["bnf_section"],
                row["bnf_paragraph"],
                next((name for prefix, name in classes if code.startswith(prefix)), "Other medicines"),
                tuple(
                    dict.fromkeys(
                        risk["high_risk"]
                        for risk in risks
                        if risk["medicine"] == row["medicine"]
                        or (risk["bnf_prefix"] and code.startswith(risk["bnf_prefix"]))
                    )
                ),
            )
            self.medicines[medicine.name] = medicine
            self._known[bare(medicine.name)] = (medicine.name, "exact")
            for other in row["also_written"].split(";"):
                if other:
                    self._known.setdefault(bare(other), (medicine.name, "alias"))
        self._words = {
            bare(row["written"]): (row["kind"], row["drug_class"]) for row in _rows("medicine_words.csv")
        }
        self._look_alikes = {name for row in _rows("look_alike.csv") for name in row.values()}
        self._one_edit = self._deletions()

    def name(self, written: str, route: str | None = None) -> NamedMedicine:
        """Read one writing. `route` is for later: it tells the eye drops from the infusion."""
        plain = bare(written)
        if not plain or not re.search("[a-z]", plain):
            return NamedMedicine(written, "placeholder")
        if plain in self._words:
            kind, drug_class = self._words[plain]
            return NamedMedicine(written, kind, drug_classes=(drug_class,) if drug_class else (), how="exact")
        found = self._one(plain)
        if found:
            return self._named(written, "medicine", [found[0]], found[1])
        parts = [part for part in _BETWEEN.split(key(written)) if re.search("[a-z]{3}", part)]
        if len(parts) > 1:
            each = [self._one(bare(part)) for part in parts]
            names = list(dict.fromkeys(one[0] for one in each if one))
            if names and all(each):
                kind = "several_medicines" if len(names) > 1 else "medicine"
                return self._named(written, kind, names, "split")
        first = self._leading(plain)
        if first:
            return self._named(written, "medicine", [first], "salt or strength stripped")
        return NamedMedicine(written, "unrecognised")

    def _one(self, plain: str) -> tuple[str, str] | None:
        """The medicine that one bare name is, and how it was found."""
        stripped = without_form(without_strength(plain))
        for candidate in dict.fromkeys((plain, stripped, without_salt(stripped))):
            if candidate in self._known:
                name, how = self._known[candidate]
                return name, how if candidate == plain else "salt or strength stripped"
        inside = re.fullmatch(r"(.*?) ?\((.*)\)", plain)
        if inside:
            return self._known.get(inside[1]) or self._known.get(inside[2])
        return self._misspelt(without_salt(stripped))

    def _leading(self, plain: str) -> str | None:
        """A known name at the start, followed by words that name nothing else ('insulin novorapid' is novorapid)."""
        words = without_strength(plain).split()
        found = [
            self._known[" ".join(words[i:j])][0]
            for i in range(len(words))
            for j in range(min(len(words), i + 4), i, -1)
            if " ".join(words[i:j]) in self._known and len(" ".join(words[i:j])) >= SHORTEST_MISSPELT - 1
        ]
        names = list(dict.fromkeys(name for name in found if name != "insulin")) or list(dict.fromkeys(found))
        return names[0] if len(names) == 1 else None

    def _misspelt(self, name: str) -> tuple[str, str] | None:
        if len(name) < SHORTEST_MISSPELT:
            return None
        near = {
            known
            for shape in _shapes(name)
            for known in self._one_edit.get(shape, ())
            if _one_edit_apart(name, known)
        }
        meant = {self._known[known][0] for known in near}
        if len(meant) != 1 or meant & self._look_alikes:
            return None
        return meant.pop(), "spelling"

    def _deletions(self) -> dict[str, set[str]]:
        """Every known name under itself and under itself less one letter: two names one edit apart share a shape."""
        found: dict[str, set[str]] = {}
        for known in self._known:
            if len(known) >= SHORTEST_MISSPELT:
                for shape in _shapes(known):
                    found.setdefault(shape, set()).add(known)
        return found

    def _named(self, written: str, kind: str, names: list[str], how: str) -> NamedMedicine:
        medicines = [self.medicines[name] for name in names]
        return NamedMedicine(
            written,
            kind,
            tuple(names),
            tuple(medicine.bnf_section for medicine in medicines),
            tuple(medicine.bnf_paragraph for medicine in medicines),
            tuple(medicine.drug_class for medicine in medicines),
            tuple(dict.fromkeys(risk for medicine in medicines for risk in medicine.high_risk)),
            how,
        )


def _shapes(name: str) -> Iterator[str]:
    yield name
    for index in range(len(name)):
        yield name[:index] + name[index + 1 :]


def _one_edit_apart(one: str, other: str) -> bool:
    """One letter more, less or other, or two neighbours swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        differing = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        swapped = len(differing) == 2 and differing[1] == differing[0] + 1
        return len(differing) == 1 or (
            swapped and one[differing[0]] == other[differing[1]] and one[differing[1]] == other[differing[0]]
        )
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def _rows(file_name: str) -> list[dict[str, str]]:
    with (REFERENCE / file_name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def reference() -> MedicineReference:
    """The reference list, read once."""
    return MedicineReference()


def name_all(written: Iterable[str]) -> dict[str, NamedMedicine]:
    """Every distinct writing, read once."""
    known = reference()
    return {each: known.name(each) for each in dict.fromkeys(written)}
