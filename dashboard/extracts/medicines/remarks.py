"""Unknown words that are remarks: words which are no part of a medicine's name and no slip of one.

Nobody can list all words that staff write beside a medicine ("haloperidol prn agitation"). So an unknown word is
believed to be a remark when it is unlike every word of every known name, does not end as medicines' names end, and
stands beside a name that is long and whole. Everything else puts the name in doubt: the word may be half of another
name ("insulin degludek") or a second medicine ("morphine cyclizn").
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from dashboard.extracts.medicines.reference_files import KnownName, ReferenceTables
from dashboard.extracts.medicines.spelling import KnownSpellings
from dashboard.extracts.medicines.writing import Word

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
"""Other medicines beginning with a name from which it says too little by itself: insulin, sodium, vitamin."""

ENDINGS = """
acid an ate axel bactam barbital cept ciclib cort dopa en epam fenac gab grel ide il imus in ine itant ium
kast kinra mab morph nib ol olam one parib parinux penem plase plat prim prost racetam setron stat stim
tepa trel trexed urea vir xicam zole zolid
"""
"""How international non-proprietary names end, and salts. An ordinary word that ends so is listed with the words."""

SHORTEST_WITH_ENDING = 6


def _as_keys(endings: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            each.replace("y", "i").replace("ph", "f").replace("th", "t").replace("ae", "e")
            for each in endings
        )
    )


_ENDINGS = _as_keys(ENDINGS.split())


class Remarks:
    """Knows which unknown words are remarks beside which names."""

    def __init__(self, tables: ReferenceTables) -> None:
        words = {word for word in tables.name_words if word not in tables.words or len(word) > SHORT_WORD}
        self._near = KnownSpellings({word: word for word in words}, {})
        self._words = words
        self._beginnings = {word[:length] for word in words for length in range(2, SAME_BEGINNING + 1)}
        self._skeletons = {
            shortened for word in words if len(word) > SHORT_WORD for shortened in _skeletons(word)
        }
        self._goes_on = _goes_on(tables)
        self.is_remark = lru_cache(maxsize=65536)(self._is_remark)

    def may_stand_beside(self, name: KnownName, before: Word | None, after: Word | None) -> bool:
        """Whether `name` is believed although unknown words (remarks) stand in its part, right before or after it."""
        enough = SHORTEST_BELIEVED - (name.kind in ("medicine", "brand"))
        if name.alone or len(name.key) < enough:
            return False
        if before is not None and len(before.key) <= SHORT_WORD:
            return False  # "ox carbamazepine": the beginning of another name
        goes_on = self._goes_on.get(name.key, 0)
        return after is None or goes_on == 0 or (goes_on < NEEDS_ANOTHER_WORD and len(after.key) > SHORT_WORD)

    def _is_remark(self, key: str) -> bool:
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


def _goes_on(tables: ReferenceTables) -> dict[str, int]:
    """For each known key how many other medicines' keys begin with it and go on with what is no name by itself."""
    names = tables.names
    found: dict[str, set[str]] = defaultdict(set)
    for key, known in names.items():
        if not known.medicine:
            continue
        for end in range(SHORTEST_BELIEVED - 1, len(key)):
            rest = names.get(key[end:])
            start = names.get(key[:end])
            if start is not None and start.medicine != known.medicine and (rest is None or not rest.medicine):
                found[start.key].add(known.medicine)
    return {key: len(medicines) for key, medicines in found.items()}
