"""The names of a loaded list beneath the curated ones: read where those say nothing, and never against them."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from dashboard.domain.medicines import ListedName
from dashboard.extracts.medicines.named import LISTED, Medicine
from dashboard.extracts.medicines.naming import MedicineReference, reference, spellings_of
from dashboard.extracts.medicines.plain_words import is_plain_english
from dashboard.extracts.medicines.reference_files import KnownName, ReferenceTables
from dashboard.extracts.medicines.spelling import KnownSpellings, NearName
from dashboard.extracts.medicines.writing import key_of, word_key

SHORTEST_IN_A_WRITING = 5
"""Letters of a listed name that counts inside a longer writing: there are brands called Ace, Care and Wax."""


class SpellingsAboveAList(KnownSpellings):
    """Curated names, believed at one edit only where the list has nothing near; a slip of a listed name is never believed."""

    def __init__(self, curated: KnownSpellings, listed: KnownSpellings, names: dict[str, KnownName]) -> None:
        super().__init__({}, {})
        self._curated, self._listed, self._names = curated, listed, names

    def only_name_one_edit_away(self, key: str) -> str | None:
        found = self._curated.only_name_one_edit_away(key)
        if found is None or self._listed.another_is_near(key, found, self._names[found].medicine):
            return None
        return found

    def only_name_one_swap_away(self, text: str) -> str | None:
        found = self._curated.only_name_one_swap_away(text)
        if found is None or self._listed.another_is_near(word_key(text), found, self._names[found].medicine):
            return None
        return found

    def look_alike_near(self, key: str, name: str) -> str:
        return self._curated.look_alike_near(key, name)

    def beginning_with(self, start: str) -> list[str]:
        return [*self._curated.beginning_with(start), *self._listed.beginning_with(start)]

    def partner_near(self, key: str, name: str) -> str:
        return self._curated.partner_near(key, name)

    def nearest(self, key: str, most: int) -> list[NearName]:
        found = [*self._curated.nearest(key, most), *self._listed.nearest(key, most)]
        return sorted(found, key=lambda near: (near.edits, near.key))


@lru_cache(maxsize=2)
def reference_above(listed: tuple[ListedName, ...]) -> MedicineReference:
    """The curated list with these names beneath it. Made once for each list (12,000 names: 0.5 s)."""
    curated = reference()
    beneath = dict(_known_names(listed, curated.tables))
    names = {**beneath, **curated.tables.names}
    medicines = {
        **_medicines_of(beneath.values(), listed, curated.tables),
        **curated.tables.medicines,
    }
    tables = replace(curated.tables, names=names, medicines=medicines)
    brands = [key_of(each.written) for each in listed if each.kind == "brand"]
    near = SpellingsAboveAList(curated.spellings, spellings_of(beneath, tables, brands), names)
    return MedicineReference(tables, near)


def _known_names(listed: Iterable[ListedName], curated: ReferenceTables) -> Iterable[tuple[str, KnownName]]:
    """The listed names that the curated list does not have, by key. A key that means two medicines is left out."""
    found: dict[str, KnownName] = {}
    doubtful: set[str] = set()
    for written, _, medicine, code in listed:
        key = key_of(written)
        if not key or key in curated.names:
            continue
        main = curated.medicines.get(medicine)
        own = "" if main is not None and main.bnf_code.startswith(code) else code
        alone = len(key) < SHORTEST_IN_A_WRITING or is_plain_english(written, curated.words)
        known = KnownName(key, LISTED, medicine, own, alone=alone)
        there = found.setdefault(key, known)
        if (there.medicine, there.bnf_code) != (known.medicine, known.bnf_code):
            doubtful.add(key)
    return ((key, known) for key, known in found.items() if key not in doubtful)


def _medicines_of(
    names: Iterable[KnownName], listed: Iterable[ListedName], curated: ReferenceTables
) -> dict[str, Medicine]:
    """The medicines that only the list knows, with the code that the list gives them."""
    codes: dict[str, str] = {}
    for each in listed:  # a substance's own code before those of its brands
        if each.kind == "substance" or each.medicine not in codes:
            codes[each.medicine] = each.bnf_code
    return {
        medicine: Medicine(
            medicine,
            codes[medicine],
            curated.class_of_code(codes[medicine]),
            "",
            curated.high_risk_of(medicine, codes[medicine], ""),
        )
        for medicine in {known.medicine for known in names}
    }
