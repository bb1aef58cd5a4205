"""Misspellings: the one name that is a single edit away, and only when nothing that could be confused is near.

An edit is a letter inserted, left out or changed, or two neighbouring letters swapped (optimal string alignment
distance). Names that are one edit away are found through their deletions: a pair one edit apart always shares a string
that is one or no deletion from each, and a pair two edits apart one that is two or fewer.
"""

import itertools
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from dashboard.extracts.medicines.edits import edits_between
from dashboard.extracts.medicines.nearness import NamesByLetters
from dashboard.extracts.medicines.writing import word_key

SHORTEST = 6
"""Letters that a writing needs before a single edit says anything: five letters have too many neighbours."""

SHORTEST_BRAND = 8
"""Letters that a brand needs: there are more brands than this list can hold, and short ones are near each other."""

CLEAR_OF_OTHERS = 2
"""No other medicine may be within this many edits of the writing.

A brand that is two edits off is no reason to doubt the slip of a name that is no brand: of 400 much used generic names
138 in 2,718 slips that were left unread were left so by brands such as Hedrin (heparin) and Metatone (methadone).
"""

CLEAR_OF_LOOK_ALIKES = 2
"""No look-alike sound-alike partner of the found name may be within this many edits of the writing."""

TOWARDS_A_LOOK_ALIKE = 3
"""Edits within which a slip may not have come nearer to a look-alike partner than the name itself is.

"omeprazle" is three from esomeprazole, but omeprazole is two: the slip led away from it.
"""

LIKE_A_LOOK_ALIKE = 6
"""Letters of a beginning that a slip may not share with a look-alike partner when the name does not ("carbimazepine")."""

CLASS_WORD = "class_word:"
"""How the meaning of a class word begins."""

HINTED_AT = 5
"""Edits of a writing from a look-alike at which a suggestion still names it: a hint for a person costs nothing."""

BEGINNING = 8
"""Letters of a key whose deletions are indexed: longer ones make the index large without finding more."""


@dataclass(frozen=True)
class NearName:
    key: str
    edits: int


class KnownSpellings:
    """Every known name by key, with what it means, ready to be asked for what is near.

    `meaning` maps a key to the medicine (or class word) that it stands for; `partners` maps a key to the keys of its
    look-alike sound-alike partners; `brands` are the keys of brands.
    """

    def __init__(
        self, meaning: Mapping[str, str], partners: Mapping[str, Iterable[str]], brands: Container[str] = ()
    ) -> None:
        self._meaning = dict(meaning)
        self._partners = {key: tuple(others) for key, others in partners.items()}
        self._minor = {
            key for key, means in self._meaning.items() if key in brands or means.startswith(CLASS_WORD)
        }
        self._in_order = sorted(self._meaning)
        self._brands = brands

    def get_ready(self) -> None:
        """Make the indexes of what is one and two letters away (0.7 s), otherwise made when they are first needed."""
        _ = self._by_deletion, self._by_two_deletions

    def only_name_one_edit_away(self, key: str) -> str | None:
        """The known key that `key` must be a slip of, or None when there is none or when there is any doubt."""
        if len(key) < SHORTEST or not any(letter.isalpha() for letter in key):
            return None
        found = self._one_edit_away(key)
        if not found or len({self._meaning[name] for name in found}) > 1:
            return None
        for name in found:
            if self.another_is_near(key, name, self._meaning[name]) or self.look_alike_near(key, name):
                return None
        for longer in self.beginning_with(key):
            if self._meaning[longer] != self._meaning[found[0]] and not (
                longer.startswith(found[0]) and len(key) <= len(found[0])
            ):
                return None
        return found[0]

    def another_one_edit_away(self, written: str, name: str) -> bool:
        """Whether a word as written, before it became a key, is a single edit from another medicine than `name`."""
        return any(self._meaning[other] != self._meaning[name] for other in self._one_edit_away(written))

    def only_name_one_swap_away(self, text: str) -> str | None:
        """The known key of which a word as written has two letters swapped that a key spells by one: "moprhine"."""
        if len(text) < SHORTEST:
            return None
        found = set()
        for at in range(len(text) - 1):
            if "h" in text[at : at + 2] or text[at : at + 2] in ("ea", "eo"):
                key = word_key(text[:at] + text[at + 1] + text[at] + text[at + 2 :])
                if key in self._meaning and len(key) >= SHORTEST:
                    found.add(key)
        if len(found) != 1:
            return None
        (name,), key = found, word_key(text)
        doubtful = (
            name in self._brands
            or self.another_is_near(key, name, self._meaning[name])
            or self.look_alike_near(key, name)
        )
        return None if doubtful else name

    def look_alike_near(self, key: str, name: str) -> str:
        """The look-alike partner of `name` that `key` may mean as well, or "": near it, more like it than
        `name` is, or holding it where `name` does not (hydromorphine holds morphine). A partner that is the same medicine
        (Oramorph and Zomorph) cannot make a wrong one.
        """
        for partner in self._partners.get(name, ()):
            if self._meaning.get(partner) == self._meaning.get(name):
                continue
            edits = edits_between(key, partner, TOWARDS_A_LOOK_ALIKE)
            if (
                edits <= CLEAR_OF_LOOK_ALIKES
                or edits < edits_between(name, partner, TOWARDS_A_LOOK_ALIKE)
                or (partner in key and partner not in name)
                or _same_beginning(key, partner) >= max(LIKE_A_LOOK_ALIKE, _same_beginning(name, partner) + 1)
            ):
                return partner
        return ""

    def partner_near(self, key: str, name: str) -> str:
        """The look-alike partner of `name` that a person who judges a suggestion should think of, or "": the nearest one
        within HINTED_AT edits of `key`."""
        near = [
            (edits, partner)
            for partner in self._partners.get(name, ())
            if self._meaning.get(partner) != self._meaning.get(name)
            and (edits := edits_between(key, partner, HINTED_AT)) <= HINTED_AT
        ]
        return min(near)[1] if near else ""

    def nearest(self, key: str, most: int) -> list[NearName]:
        """Known keys within `most` edits, nearest first. For suggestions."""
        found = [NearName(name, edits) for name, edits in self._by_letters.within(key, most)]
        return sorted(found, key=lambda near: (near.edits, near.key))

    def any_near(self, key: str, most: int) -> bool:
        """Whether any known key is within `most` edits (2 at most)."""
        candidates = {
            other for shortened in _two_deletions(key) for other in self._by_two_deletions.get(shortened, ())
        }
        return any(edits_between(key, other, most) <= most for other in candidates)

    def beginning_with(self, start: str) -> list[str]:
        """Known keys that begin with these letters, in order. For suggestions."""
        first = bisect_left(self._in_order, start)
        return list(itertools.takewhile(lambda key: key.startswith(start), self._in_order[first:]))

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(self._meaning)

    @cached_property
    def _by_letters(self) -> NamesByLetters:
        """Made when something is first suggested (10,000 names: 0.2 s)."""
        return NamesByLetters(self._meaning)

    def _one_edit_away(self, key: str) -> list[str]:
        known = self._by_deletion.get
        candidates = set(known(key, ()))
        for i in range(len(key)):
            if found := known(key[:i] + key[i + 1 :]):
                candidates.update(found)
        return sorted(name for name in candidates if edits_between(key, name, 1) == 1)

    def another_is_near(self, key: str, name: str, meaning: str) -> bool:
        """Whether a name of another medicine is within CLEAR_OF_OTHERS of `key`, a slip of `name`, which has that meaning.

        A brand or a class word (oxytocic) is no rival of a generic name, and the plural of a name (heparins) none of
        the name.
        """
        minor = self._minor if name not in self._minor else frozenset()
        candidates = {
            other for shortened in _two_deletions(key) for other in self._by_two_deletions.get(shortened, ())
        }
        return any(
            self._meaning[other] != meaning
            and other not in minor
            and not other.startswith(name)
            and edits_between(key, other, CLEAR_OF_OTHERS) <= CLEAR_OF_OTHERS
            for other in candidates
        )

    @cached_property
    def _by_deletion(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key in self._meaning:
            if len(key) >= (SHORTEST_BRAND if key in self._brands else SHORTEST - 1):
                for shortened in _deletions(key):
                    found[shortened].append(key)
        return found

    @cached_property
    def _by_two_deletions(self) -> dict[int, tuple[str, ...]]:
        """Names by the hash of each string two or fewer deletions from their beginning (0.5 s; made when needed)."""
        found: dict[int, tuple[str, ...]] = {}
        for key in self._meaning:
            for shortened in _two_deletions(key):
                found[shortened] = (*found.get(shortened, ()), key)
        return found


def _same_beginning(one: str, other: str) -> int:
    return next(
        (at for at, (letter, its) in enumerate(zip(one, other, strict=False)) if letter != its),
        min(len(one), len(other)),
    )


def _deletions(key: str) -> set[str]:
    return {key, *[key[:i] + key[i + 1 :] for i in range(len(key))]}


def _two_deletions(key: str) -> set[int]:
    """Hashes of the beginning of a key with up to two letters deleted.

    Two keys within two edits share one of them: an edit behind the beginning can only push letters over its end.
    """
    start = key[:BEGINNING]
    long = len(start)
    found = {hash(start)}
    for i in range(long):
        once, rest = start[:i], start[i + 1 :]
        found.add(hash(once + rest))
        found.update([hash(once + start[i + 1 : j] + start[j + 1 :]) for j in range(i + 1, long)])
    return found
