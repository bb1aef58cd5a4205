"""Unknown words that are remarks: words which are no part of a medicine's name and no slip of one.

Nobody can list all words that staff write beside a medicine ("haloperidol prn agitation"). So an unknown word is
believed to be a remark when it is unlike every word of every known name, does not end as medicines' names end, and
stands beside a name that is long and whole. Everything else puts the name in doubt: the word may be half of another
name ("insulin degludek") or a second medicine ("morphine cyclizn").
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from dashboard.extracts.medicines.reference_files import KnownName, ReferenceTables
from dashboard.extracts.medicines.spelling import KnownSpellings, edits_between
from dashboard.extracts.medicines.writing import Word, word_key

SHORTEST_BELIEVED = 6
"""Letters that a name needs to be believed beside a remark; a generic name or a brand may have one less."""

SHORT_WORD = 4
"""Letters up to which a word is an abbreviation, which may be of a medicine that begins so ("mida", "noradr")."""

SAME_BEGINNING = 5
"""Letters that a remark may not share with the beginning of a word of a name: it may be that word cut short."""

FEWEST_CONSONANTS = 4
"""Consonants that make a word known again by them alone."""

MANY_CONSONANTS = 6
"""Consonants that make a word known again when one of them is missing or another one."""

NEEDS_ANOTHER_WORD = 4
"""Other names beginning with a name from which it says too little by itself: insulin, sodium, vitamin."""

ENDINGS = """
acid an ate axel bactam barbital cept ciclib cort dopa en epam fenac gab grel ide il imus in ine itant ium
kast kinra mab morph nib ol olam one parib parinux penem plase plat prim prost racetam setron stat stim
tepa trel trexed urea vir xicam zole zolid
"""
"""How international non-proprietary names end, and salts. An ordinary word that ends so is listed with the words."""

SHORTEST_WITH_ENDING = 6

ANY_PART = 3
"""Edits within which a word may be the part that makes another medicine of the name beside it."""


_ENDINGS = tuple(word_key(ending) for ending in ENDINGS.split())


class Remarks:
    """Knows which unknown words are remarks beside which names."""

    def __init__(self, tables: ReferenceTables) -> None:
        words = {
            word for word in tables.name_words if len(word) > SHORT_WORD or word_key(word) not in tables.words
        }
        self._near = KnownSpellings({word: word for word in words}, {})
        self._words = words
        self._beginnings = {word[:length] for word in words for length in range(2, SAME_BEGINNING + 1)}
        self._skeletons = {
            shortened for word in words if len(word) > SHORT_WORD for shortened in _skeletons(word)
        }
        self._classes = {key for key, known in tables.names.items() if known.kind == "class_word"}
        self._goes_on, self.begins = _longer_names(tables)
        self._is_remark = lru_cache(maxsize=65536)(self._is_unlike_a_name)

    def get_ready(self) -> None:
        self._near.get_ready()

    def is_remark(self, word: Word) -> bool:
        """Whether an unknown word, as written and as spelt by the conventions of keys, is unlike all names.

        A class word for whole cells (PEP, NSAID) names no second medicine either.
        """
        if word.key in self._classes:
            return True
        return self._is_remark(word.key) and (word.key == word.text or self._is_remark(word.text))

    def may_stand_beside(self, name: KnownName, before: Word | None, after: Word | None) -> bool:
        """Whether `name` is believed although unknown words (remarks) stand in its part, right before or after it."""
        enough = SHORTEST_BELIEVED - (name.kind in ("medicine", "brand"))
        if name.alone or len(name.key) < enough:
            return False
        if before is not None and (
            len(before.key) <= SHORT_WORD or _may_be(before.key, self.begins.get(name.key, ()))
        ):
            return False  # "ox carbamazepine", "bipahsc insulin aspart": the beginning of another name
        rests = self._goes_on.get(name.key, ())
        return after is None or not (
            len(rests) >= NEEDS_ANOTHER_WORD
            or (rests and (len(after.key) <= SHORT_WORD or after.key[-1].isdigit()))
            or _may_be(after.key, rests)
        )

    def _is_unlike_a_name(self, key: str) -> bool:
        letters = key.rstrip("0123456789")
        if len(letters) <= SHORT_WORD:
            return letters not in self._words and (
                len(letters) < 2 or letters not in self._beginnings or len(letters) < len(key)
            )
        if letters[:SAME_BEGINNING] in self._beginnings or not _skeletons(letters).isdisjoint(
            self._skeletons
        ):
            return False
        if len(letters) >= SHORTEST_WITH_ENDING and letters.endswith(_ENDINGS):
            return False
        return not self._near.any_near(letters, 2 if len(letters) > SAME_BEGINNING else 1)


def _skeletons(key: str) -> set[str]:
    """The consonants of a word without doubled ones, and without any one of them if they are many: what abbreviations
    and bad spellings keep ("mdazlm").
    """
    found = key[:1]
    for letter in key[1:]:
        if letter not in "aeiou" and letter != found[-1]:
            found += letter
    if len(found) < FEWEST_CONSONANTS:
        return set()
    if len(found) < MANY_CONSONANTS:
        return {found}
    return {found, *[found[:at] + found[at + 1 :] for at in range(len(found))]}


def _may_be(key: str, parts: Iterable[str]) -> bool:
    """Whether a word may be one of the parts that make another name, badly written."""
    return any(key[0] == part[0] or edits_between(key, part, ANY_PART) <= ANY_PART for part in parts)


def _longer_names(tables: ReferenceTables) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """For each known key, with what other medicines' keys go on behind it, and with what they begin before it.

    Only what is no name by itself: "morphine with cyclizine" is two names, and not morphine going on.
    """
    names = tables.names
    goes_on: dict[str, set[str]] = defaultdict(set)
    begins: dict[str, set[str]] = defaultdict(set)
    for key, known in names.items():
        if not known.medicine:
            continue
        for at in range(1, len(key)):
            start, end = names.get(key[:at]), names.get(key[at:])
            if start is not None and start.medicine and end is not None and end.medicine:
                continue
            if start is not None and start.medicine != known.medicine and at >= SHORTEST_BELIEVED - 1:
                goes_on[start.key].add(key[at:])
            if end is not None and end.medicine != known.medicine and len(key) - at >= SHORTEST_BELIEVED - 1:
                begins[end.key].add(key[:at])
    return goes_on, begins
