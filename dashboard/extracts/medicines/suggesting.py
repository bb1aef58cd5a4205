"""Medicines that a writing may mean, for a person to confirm: what is near it, what it holds, what it begins."""

from collections.abc import Iterable, Mapping

from dashboard.extracts.medicines.named import LISTED, Suggestion
from dashboard.extracts.medicines.reference_files import KnownName
from dashboard.extracts.medicines.spelling import KnownSpellings

SUGGESTED_WITHIN = 3
LETTERS_AN_EDIT = 4
"""Edits up to which a name is suggested, and the letters that a writing needs for each: three letters are near too much."""

SHORTEST_BEGINNING = 4
"""Letters of a word that may be the beginning of a name that was cut short."""

SHORTEST_BEGUN = 6
"""Letters of a name that a longer word may begin with."""

CUT_SHORT = SUGGESTED_WITHIN - 0.5
RUN_ON = 1.5
"""How far the beginning of a name, and a name with more behind it, are counted to be, in edits."""

BEGUN_BY_MANY = 3
"""More medicines than this that begin with the same letters say nothing."""


def suggestions(
    known: Iterable[KnownName], keys: Iterable[str], names: Mapping[str, KnownName], spellings: KnownSpellings
) -> tuple[Suggestion, ...]:
    """Suggestions for a writing that holds the `known` names and the `keys` nobody knows, the likeliest first.

    First what the writing holds, then by edits; of two as near, the longer name, which is the less likely by chance.
    """
    found = [(_held(name, names, spellings), 0.0) for name in known]
    for key in keys:
        found += _near(key, names, spellings)
        found += _beginning(key, names, spellings)
    best: dict[str, tuple[Suggestion, float]] = {}
    for suggestion, far in sorted(found, key=lambda each: (each[1], -len(each[0].name), each[0].medicine)):
        best.setdefault(suggestion.medicine, (suggestion, far))
    return tuple(suggestion for suggestion, _ in best.values())


def _held(name: KnownName, names: Mapping[str, KnownName], spellings: KnownSpellings) -> Suggestion:
    evidence = f"'{name.key}'{_of(name)} stands in it, beside words nobody knows"
    return _suggestion(name, name.key, 0, evidence, names, spellings)


def _near(
    key: str, names: Mapping[str, KnownName], spellings: KnownSpellings
) -> Iterable[tuple[Suggestion, float]]:
    within = min(SUGGESTED_WITHIN, (len(key) + 1) // LETTERS_AN_EDIT) if len(key) > LETTERS_AN_EDIT else 0
    for near in spellings.nearest(key, within):
        known = names[near.key]
        if known.medicine:
            letters = "one letter" if near.edits == 1 else f"{near.edits} letters"
            evidence = f"{letters} different from '{known.key}'{_of(known)}"
            if near.edits == 0:
                evidence = f"'{known.key}'{_of(known)}, when its words are taken together"
            yield _suggestion(known, key, near.edits, evidence, names, spellings), near.edits


def _beginning(
    key: str, names: Mapping[str, KnownName], spellings: KnownSpellings
) -> Iterable[tuple[Suggestion, float]]:
    """Names that the key is the beginning of, and the longest name that is the beginning of the key."""
    if len(key) >= SHORTEST_BEGINNING:
        begun = [names[each] for each in spellings.beginning_with(key) if names[each].medicine]
        if len({each.medicine for each in begun}) <= BEGUN_BY_MANY:
            for known in begun:
                evidence = f"the beginning of '{known.key}'{_of(known)}"
                edits = len(known.key) - len(key)
                yield _suggestion(known, key, edits, evidence, names, spellings), CUT_SHORT + edits / 1000
    for length in range(len(key) - 1, SHORTEST_BEGUN - 1, -1):
        known = names.get(key[:length])
        if known is not None and known.medicine:
            evidence = f"begins with '{known.key}'{_of(known)}"
            yield _suggestion(known, key, len(key) - length, evidence, names, spellings), RUN_ON
            break


def _of(name: KnownName) -> str:
    return f" ({name.medicine}{', ' + LISTED if name.kind == LISTED else ''})"


def _suggestion(
    known: KnownName,
    key: str,
    edits: int,
    evidence: str,
    names: Mapping[str, KnownName],
    spellings: KnownSpellings,
) -> Suggestion:
    partner = spellings.look_alike_near(key, known.key) or spellings.partner_near(key, known.key)
    look_alike = names[partner].medicine or partner if partner in names else partner
    if look_alike:
        evidence += f"; look-alike pair with {look_alike}"
    return Suggestion(known.medicine, known.key, edits, look_alike, evidence)
