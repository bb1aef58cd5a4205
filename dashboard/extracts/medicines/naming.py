"""From what staff typed to the medicine: exact, stripped, brand, alias, route, and a spelling only without doubt."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from dashboard.extracts.medicines.named import (
    CONFIRMED,
    LISTED,
    Medicine,
    NamedMedicine,
    NamingKind,
    Suggestion,
)
from dashboard.extracts.medicines.reading import Reading, WritingReader
from dashboard.extracts.medicines.reference_files import KnownName, ReferenceTables, read_tables
from dashboard.extracts.medicines.spelling import KnownSpellings
from dashboard.extracts.medicines.suggesting import suggestions
from dashboard.extracts.medicines.writing import key_of, plain_text, shortened, word_key, words_of

ROUTES_IN_ORDER = (
    "intravitreal",
    "eye",
    "ear",
    "nose",
    "vaginal",
    "rectal",
    "inhaled",
    "mouth",
    "bladder",
    "skin",
    "epidural",
    "intrathecal",
    "intramuscular",
    "subcutaneous",
    "intravenous",
    "oral",
)
"""The route that says most comes first: "eye ointment" is of the eye, "inhalation capsules" are inhaled."""

SAYS_MORE_THAN_ROUTE = ("spelling", "split", CONFIRMED, LISTED)


_Texts = tuple[str, ...]
_Facts = tuple[NamingKind, _Texts, _Texts, _Texts, _Texts, _Texts, str, tuple[_Texts, ...]]
"""The fields of a NamedMedicine behind `written`."""

FACTS_KEPT = 8192
"""Medicines, alone and together, of which the facts are worked out once."""


class MedicineReference:
    """The reference list, ready to name writings. Made once by `reference()`; holds no state of what was asked."""

    def __init__(self, tables: ReferenceTables, spellings: KnownSpellings | None = None) -> None:
        self.tables = tables
        self.spellings = spellings or spellings_of(tables.names, tables)
        self._reader = WritingReader(tables, self.spellings)
        self._facts = lru_cache(FACTS_KEPT)(self._facts_of)
        self.medicines: Mapping[str, Medicine] = MappingProxyType(tables.medicines)

    def name(self, written: str, route: str | None = None) -> NamedMedicine:
        """What `written` names, given the route's own column when there is one. Never raises."""
        return self.named(written, route, self.read(written))

    def get_ready(self) -> None:
        """Make what is otherwise made when it is first needed."""
        self.spellings.get_ready()
        self._reader.get_ready()

    def read(self, written: str) -> Reading:
        """The known names in a writing, before anything is known of a route beside it."""
        return self._reader.read(written)

    def named(self, written: str, route: str | None, reading: Reading) -> NamedMedicine:
        """What a reading of `written` names, given the route's own column when there is one."""
        if not reading.names:
            return NamedMedicine(written, reading.kind)
        if reading.kind == "class_word":
            classes = tuple(dict.fromkeys(found for name in reading.names for found in name.drug_classes))
            groups = tuple(dict.fromkeys(group for name in reading.names for group in name.high_risk))
            return NamedMedicine(written, "class_word", (), (), (), classes, groups, reading.how)
        routes = reading.routes or self.routes_said(route)
        given = tuple([(name.medicine, name.bnf_code) for name in reading.names])
        return NamedMedicine(written, *self._facts(given, routes, reading.how))

    def are_look_alikes(self, one: str, other: str) -> bool:
        """Whether two medicines are known to be taken for each other (data/reference/look_alike.csv)."""
        return key_of(other) in self.tables.look_alikes.get(key_of(one), ())

    def suggest(self, written: str, most: int = 5) -> tuple[Suggestion, ...]:
        """Medicines that an unrecognised writing may mean, the likeliest first, with the evidence for a person to judge."""
        known, keys = self._reader.in_doubt(written)
        return suggestions(known, keys, self.tables.names, self.spellings)[:most]

    def routes_said(self, text: str | None) -> tuple[str, ...]:
        if not text or not (text := shortened(text)):
            return ()
        return tuple(
            found
            for word in words_of(plain_text(text))
            if (found := self.tables.route_words.get(word.key or word_key(word.text)))
        )

    def _coded(self, medicine: str, own_code: str, routes: Iterable[str]) -> tuple[str, bool]:
        """(the BNF code of a medicine as it was given: the product's own, else the route's, else its main one; whether
        the route chose it)."""
        main = self.medicines[medicine].bnf_code
        if own_code:
            return own_code, False
        said = sorted(set(routes), key=ROUTES_IN_ORDER.index)
        if said:
            code = self.tables.routes.get(medicine, {}).get(said[0])
            if code is not None and code != main:
                return code, True
        return main, False

    def _facts_of(self, given: tuple[tuple[str, str], ...], routes: tuple[str, ...], how: str) -> _Facts:
        """What is known of medicines, each with its product's own code or "", given by these routes."""
        medicines = tuple(medicine for medicine, _ in given)
        coded = [self._coded(medicine, own, routes) for medicine, own in given]
        codes = [code for code, _ in coded]
        groups = tuple(self._groups(medicine, code) for medicine, code in zip(medicines, codes, strict=True))
        if any(by_route for _, by_route in coded) and how not in SAYS_MORE_THAN_ROUTE:
            how = "route"
        return (
            "several_medicines" if len(medicines) > 1 else "medicine",
            medicines,
            tuple(code[:4] for code in codes),
            tuple(code[:6] if len(code) >= 6 else "" for code in codes),
            tuple(self.tables.class_of_code(code) for code in codes),
            tuple(dict.fromkeys(group for found in groups for group in found)),
            how,
            groups,
        )

    def _groups(self, medicine: str, code: str) -> tuple[str, ...]:
        """The high-risk groups of a medicine as this code."""
        listed = self.medicines[medicine]
        if code == listed.bnf_code:
            return listed.high_risk
        return self.tables.high_risk_of(medicine, code, listed.cd_schedule)


def spellings_of(
    names: Mapping[str, KnownName], tables: ReferenceTables, brands: Collection[str] = ()
) -> KnownSpellings:
    """The names ready to be asked for what is near; known misspellings themselves are left out. `brands` are keys of
    brands beside those that are marked as such."""
    meaning = {
        key: known.medicine or f"{known.kind}: {' '.join(known.drug_classes)}"
        for key, known in names.items()
        if known.kind != "misspelling"
    }
    marked = {key for key, known in names.items() if known.kind == "brand"}
    return KnownSpellings(meaning, tables.look_alikes, marked.union(brands))


@cache
def reference() -> MedicineReference:
    """The reference list of `data/reference`, read once."""
    return MedicineReference(read_tables())


def get_ready() -> None:
    """Read the list and make the indexes that the first misspelt name and the first unknown word need."""
    reference().get_ready()
