"""One writing read: which known names it holds, which route or form it says, and how that was found out."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.extracts.medicines.another_name import OtherNames, is_measured, says_not
from dashboard.extracts.medicines.named import NamingKind
from dashboard.extracts.medicines.reference_files import KnownName, ReferenceTables
from dashboard.extracts.medicines.remarks import Remarks
from dashboard.extracts.medicines.scanning import SHORTEST_UNKNOWN, Part, Piece, cut, parts_of
from dashboard.extracts.medicines.spelling import KnownSpellings
from dashboard.extracts.medicines.writing import Word, is_number, plain_text, shortened, words_of

DILUENTS = frozenset(
    ("sodium chloride", "glucose", "water for injections", "compound sodium lactate", "emollient")
)
"""What a medicine is given in: "labetalol in normal saline" names one medicine."""

DILUTED_IN = frozenset(("in", "diluted", "reconstituted", "mixed"))

SAYS_ITS_CLASS = 8
"""Letters from which a class word is believed beside unknown words: "antibiotics for cellulitis"."""

WORDS_OF_A_NAME = 3
"""Words that a suggestion takes together; longer names are near by their whole writing."""

CONFUSED = re.compile(
    r"\b(?:instead|mix(?:ed)?[ -]?ups?|confus(?:ed|ion|ing)|swap(?:ped|s)?|mistak(?:en|enly|e)|vs|versus|rather than)\b"
)
"""Words of a cell that says two medicines were taken for each other: neither is a part of the other."""

TOLD_APART = frozenset(
    (
        *(",", ";", "\n", "|", "/", "+", "&", "and", "with"),
        *("plus", "then", "or", "not", "given", "switched", "changed"),
    )
)
"""What stands between two medicines and not between one and a description of it."""

SOME_MEDICINE = re.compile(
    r"\b(?:med(?:icine|ication|icament)?s?|drugs?|tab(?:let)?s?|doses?|products?|infusions?|injections?|prescribed)\b"
)
"""Words that stand for a medicine without naming it."""

DOSES_AND_FORMS = frozenset(("number", "unit", "form", "maker"))

BELIEVED_WITH_DOSES = frozenset(("medicine", "brand", "alias", "class_word"))

NO_MEDICINE = frozenset(("illness", "place", "person"))
"""Kinds of words that, alone, say what the incident was about and not which medicine."""

UNTYPED_INSULIN = "insulin"

LESS_EXACT = {UNTYPED_INSULIN: "060101", "normal immunoglobulin": "1405"}
"""Names that fall away beside another of the same BNF code: anti-D immunoglobulin is one medicine."""


@dataclass(frozen=True)
class Reading:
    kind: NamingKind
    names: tuple[KnownName, ...] = ()
    routes: tuple[str, ...] = ()
    how: str = "none"
    corrected: bool = False


class WritingReader:
    """Reads writings against the reference tables."""

    def __init__(self, tables: ReferenceTables, spellings: KnownSpellings) -> None:
        self._tables = tables
        self._spellings = spellings
        self._remarks = Remarks(tables)
        self._others = OtherNames(self._remarks.begins)
        self._made_of: dict[str, set[str]] = {}
        for ingredients, combination in tables.ingredients.items():
            self._made_of.setdefault(combination, set()).update(ingredients)

    def get_ready(self) -> None:
        self._remarks.get_ready()

    def read(self, written: str) -> Reading:
        said = shortened(written)
        if said is None:
            return Reading("unrecognised")
        words = words_of(plain_text(said))
        key = "".join(word.key for word in words)
        if not key:
            return Reading("placeholder")
        routes = tuple(found for word in words if (found := self._tables.route_words.get(word.key)))
        whole = self._whole(key, words)
        if whole is not None:
            return self._reading_of_whole(whole, routes)
        pieces = cut(words, self._tables, self._spellings)
        if not any(piece.name for piece in pieces):
            whole = self._whole_but_remarks(words)
            if whole is not None:
                return self._reading_of_whole(whole, routes)
        parts = parts_of(pieces, words, self._remarks)
        if not any(piece.name or piece.unknown for piece in pieces):
            return Reading(self._kind_without_names(words))
        if self._others.begins_another(pieces, words) or says_not(pieces, words):
            return Reading("unrecognised")
        found = self._believed(parts, words)
        medicines = [piece for piece in found if piece.name is not None and piece.name.medicine]
        measured = [piece for piece in medicines if is_measured(piece, words)]
        if measured and len(measured) == len(medicines):
            return Reading("not_a_medicine")
        medicines = [piece for piece in medicines if piece not in measured]
        if medicines:
            return self._reading_of_medicines(medicines, words, routes)
        return self._reading_without_medicine(pieces, words, found)

    def in_doubt(self, written: str) -> tuple[list[KnownName], list[str]]:
        """(the known names in a writing that was not recognised; the keys that a suggestion may be sought for).

        The keys are those of each unknown word and of the two or three words that it may be a part of, and of all words
        that say something.
        """
        words = words_of(plain_text(shortened(written) or ""))
        pieces = cut(words, self._tables, self._spellings)
        unknown = {piece.start for piece in pieces if piece.unknown}
        letters = [at for at, word in enumerate(words) if not word.mark and not is_number(word.text)]
        stretches = [
            letters[at : at + wide] for wide in range(1, WORDS_OF_A_NAME + 1) for at in range(len(letters))
        ]
        keys = ["".join(words[at].key for at in stretch) for stretch in stretches if unknown & set(stretch)]
        whole = [words[at].key for at in letters if words[at].key not in self._tables.words]
        known = [
            piece.name
            for piece in pieces
            if piece.name is not None
            and piece.name.medicine
            and not self._others.begins_another(pieces, words)
        ]
        return known, [key for key in dict.fromkeys([*keys, "".join(whole)]) if key]

    def _whole(self, key: str, words: Sequence[Word]) -> KnownName | None:
        """The name that the whole cell is, either way round a comma ("Immunoglobulin, Varicella Zoster").

        A list of the ingredients of a combination is a list: "potassium chloride, sodium chloride".
        """
        found = self._tables.names.get(key)
        if found is not None and len(words) == 1 and not self._tables.is_spelt_so(words[0].text, found):
            found = None
        lists = [at for at, word in enumerate(words) if word.mark == "list"]
        if found is None and len(lists) == 1:
            turned = [*words[lists[0] + 1 :], *words[: lists[0]]]
            found = self._tables.names.get("".join(word.key for word in turned))
        if found is not None and lists and self._all_are_medicines(words, lists):
            return None
        return found

    def _whole_but_remarks(self, words: Sequence[Word]) -> KnownName | None:
        """The name for whole cells only ("NAC") that the cell is but for words that say nothing: "NAC bag 2 delayed".

        A name that is such a word too (HAS, Ensure) stands beside doses and forms only: "HAS 20 % 100 ml".
        """
        said = self._tables.words
        kinds = [
            "number" if is_number(word.text) else said.get(word.key, word.mark or "name") for word in words
        ]
        names = [word.key for word, kind in zip(words, kinds, strict=True) if kind == "name"]
        if not names and DOSES_AND_FORMS.issuperset({*kinds} - {"wording"}):
            names = [word.key for word, kind in zip(words, kinds, strict=True) if kind == "wording"]
        found = self._tables.names.get("".join(names)) if len(names) < len(words) else None
        if found is not None and any(
            word.key == found.key and not self._tables.is_spelt_so(word.text, found) for word in words
        ):
            return None
        listed = any(word.mark == "list" or (word.mark == "joining" and word.text != "/") for word in words)
        if found is None or not found.alone or listed or found.kind not in BELIEVED_WITH_DOSES:
            return None
        return found

    def _all_are_medicines(self, words: Sequence[Word], lists: Sequence[int]) -> bool:
        """Whether every item between the marks of a list is the name of a medicine by itself."""
        ends = [-1, *lists, len(words)]
        items = ["".join(word.key for word in words[a + 1 : b]) for a, b in itertools.pairwise(ends)]
        known = [self._tables.names.get(item) for item in items]
        return all(name is not None and name.medicine for name in known)

    def _reading_of_whole(self, found: KnownName, routes: tuple[str, ...]) -> Reading:
        if found.kind == "class_word":
            return Reading("class_word", (found,), routes, "alias")
        if not found.medicine:
            return Reading("not_a_medicine" if found.kind == "not_a_medicine" else "placeholder")
        return Reading("medicine", (found,), routes, _how(found, whole=True))

    def _kind_without_names(self, words: Sequence[Word]) -> NamingKind:
        """What a cell of known words is that name nothing: "12 home meds" are medicines, "CD cupboard keys" are none."""
        kinds = {self._tables.words.get(word.key) for word in words}
        if "thing" in kinds:
            return "not_a_medicine"
        if "salt" in kinds and kinds <= {"salt", None}:
            return "unrecognised"  # "sodium acetate" says something, and not which medicine
        if SOME_MEDICINE.search(" ".join(word.text for word in words)):
            return "placeholder"
        return "not_a_medicine" if kinds & NO_MEDICINE else "placeholder"

    def _believed(self, parts: Sequence[Part], words: Sequence[Word]) -> list[Piece]:
        """The names without a doubt: of parts in which every word is known.

        Beside short unknown words an insulin whose type is not said stays one: "insulin nite dose".
        """
        found = []
        for part in parts:
            names = [piece for piece in part.pieces if piece.name is not None]
            if not part.in_doubt:
                found += names
            elif not any(
                piece.unknown and len(words[piece.start].key) >= SHORTEST_UNKNOWN for piece in part.pieces
            ):
                found += [piece for piece in names if piece.name and piece.name.medicine == UNTYPED_INSULIN]
        return found

    def _reading_of_medicines(
        self, found: list[Piece], words: Sequence[Word], routes: tuple[str, ...]
    ) -> Reading:
        confused = bool(CONFUSED.search(" ".join(word.text for word in words))) if len(found) > 1 else False
        if not confused:
            found = self._without_diluents(found, words)
        names: dict[str, KnownName] = {}
        places: dict[str, Piece] = {}
        for piece in found:
            if piece.name is not None:
                there = names.setdefault(piece.name.medicine, piece.name)
                if piece.name.bnf_code and not there.bnf_code:
                    names[piece.name.medicine] = (
                        piece.name
                    )  # "budesonide (Entocort)": the product's own section
                places.setdefault(piece.name.medicine, piece)
        apart = _Apart(places, words, confused)
        if not confused:
            names = self._combined(names, found, words)
        names = self._without_the_less_exact(names, apart)
        kept = tuple(names.values())
        first, *others = kept
        corrected = any(piece.corrected for piece in found if piece.name in kept)
        if others:
            return Reading("several_medicines", kept, routes, "split", corrected)
        how = "spelling" if corrected else _how(first, whole=False)
        return Reading("medicine", kept, routes, how, corrected)

    def _without_diluents(self, found: list[Piece], words: Sequence[Word]) -> list[Piece]:
        kept = found[:1]
        for before, piece in itertools.pairwise(found):
            between = {word.text for word in words[before.end : piece.start]}
            diluted = piece.name is not None and piece.name.medicine in DILUENTS and between & DILUTED_IN
            bag = (
                frozenset((before.name.medicine, piece.name.medicine)) if before.name and piece.name else None
            )
            if not diluted or bag in self._tables.ingredients:
                kept.append(piece)
        return kept

    def _combined(
        self, names: dict[str, KnownName], found: Sequence[Piece], words: Sequence[Word]
    ) -> dict[str, KnownName]:
        """The combination when the cell names its ingredients and nothing else, without a comma between them."""
        if len(names) < 2:
            return names
        every = {part for name in names for part in self._made_of.get(name, {name})}
        combination = self._tables.ingredients.get(frozenset(every))
        if combination is None or combination in names:
            return names
        between = {word.text for word in words[found[0].end : found[-1].start]}
        apart = {",", ";", "\n", "|", "then", "or", "vs", "versus"}
        if combination in self._tables.given_apart:
            apart |= {"and", "+", "&", "/", "plus"}
        if between & apart:
            return names
        return {combination: KnownName(combination, "alias", combination)}

    def _without_the_less_exact(self, names: dict[str, KnownName], apart: "_Apart") -> dict[str, KnownName]:
        """Without ingredients beside their combination, and without a name that another says more exactly.

        Olanzapine goes beside olanzapine embonate, `insulin` beside an insulin whose type is said. Paracetamol stays in
        "paracetamol + co-codamol", and insulin aspart in "novorapid given instead of novomix 30".
        """
        if len(names) < 2:
            return names
        codes = {name: self._tables.medicines[name].bnf_code for name in names}
        in_words = {name: set(name.split()) for name in names}
        drop = set()
        for name, other in itertools.permutations(names, 2):
            parts = self._made_of.get(other, set())
            if name in parts:
                described = parts <= names.keys()
                drop |= {name} if described or not apart.told(name, other) else set()
            elif in_words[name] < in_words[other] and not parts:
                both_brands = names[name].kind == names[other].kind == "brand"
                drop |= set() if both_brands or apart.told(name, other) else {name}
        for general, code in LESS_EXACT.items():
            if sum(its_code.startswith(code) for its_code in codes.values()) > 1:
                drop.add(general)
        return {name: known for name, known in names.items() if name not in drop}

    def _reading_without_medicine(
        self, pieces: Sequence[Piece], words: Sequence[Word], found: Sequence[Piece]
    ) -> Reading:
        classes = [
            piece.name for piece in found if piece.name is not None and piece.name.kind == "class_word"
        ]
        if not classes:
            classes = [
                piece.name
                for piece in pieces
                if piece.name is not None
                and piece.name.kind == "class_word"
                and sum(len(word.key) for word in words[piece.start : piece.end]) >= SAYS_ITS_CLASS
                and not any(other.name is not None and other.name.medicine for other in pieces)
            ]
        if classes:
            return Reading("class_word", tuple(dict.fromkeys(classes)), (), "alias")
        emptied = [piece.name for piece in pieces if piece.name is not None]
        if (
            emptied
            and not any(piece.unknown for piece in pieces)
            and not any(name.medicine for name in emptied)
        ):
            return self._reading_of_whole(emptied[0], ())
        return Reading("unrecognised")


class _Apart:
    """Whether a cell tells two of its names apart as two medicines: by what stands between them, or in the whole cell."""

    def __init__(self, places: dict[str, Piece], words: Sequence[Word], confused: bool) -> None:
        self._places = places
        self._words = words
        self._confused = confused

    def told(self, name: str, other: str) -> bool:
        if self._confused:
            return True
        if name not in self._places or other not in self._places:
            return False
        first, last = sorted((self._places[name], self._places[other]))
        between = {word.text for word in self._words[first.end : last.start]}
        return not between.isdisjoint(TOLD_APART) and between.isdisjoint("([")


def _how(found: KnownName, whole: bool) -> str:
    if found.kind == "misspelling":
        return "spelling"
    if found.kind == "medicine":
        return "exact" if whole else "salt or strength stripped"
    return found.kind
