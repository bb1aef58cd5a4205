"""The reference list of medicines, read from `data/reference`: facts in tables, so that a pharmacist can change them.

Every table has the columns source, dated and reviewer. A list inside a cell is separated by semicolons.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from dashboard.extracts.medicines.named import Medicine
from dashboard.extracts.medicines.spelling import edits_between
from dashboard.extracts.medicines.writing import key_of, plain_text, word_key, words_of
from dashboard.extracts.reference_rows import REFERENCE, reference_rows

LETTERS_OF_A_START = 3

LONGEST_ABBREVIATION = 4
"""Letters of a key up to which a name is an abbreviation, with one spelling."""


@dataclass(frozen=True, slots=True)
class KnownName:
    """What a known writing stands for.

    `kind` is medicine, brand, alias, misspelling, class_word, placeholder or not_a_medicine. `bnf_code` is the code of
    this very product when it differs from its medicine's, else "". `alone` names count only as a whole cell.
    """

    key: str
    kind: str
    medicine: str = ""
    bnf_code: str = ""
    drug_classes: tuple[str, ...] = ()
    high_risk: tuple[str, ...] = ()
    alone: bool = False


@dataclass(frozen=True)
class ReferenceTables:
    medicines: dict[str, Medicine]
    names: dict[str, KnownName]
    routes: dict[str, dict[str, str]]  # medicine -> route group -> BNF code
    words: dict[str, str]  # key of a word that says nothing of which medicine -> its kind
    route_words: dict[str, str]  # key of a word -> route group
    look_alikes: dict[str, tuple[str, ...]]  # key -> keys
    given_apart: frozenset[str]
    ingredients: dict[frozenset[str], str]  # of a combination -> its name
    classes: dict[str, str] = field(default_factory=dict)  # BNF prefix -> drug class
    high_risk_rules: tuple[tuple[str, str, str], ...] = ()  # group, by, value
    name_words: set[str] = field(default_factory=set)  # the words of medicines' names, and their keys
    abbreviations: dict[str, set[str]] = field(
        default_factory=dict
    )  # short key -> its names as they are listed

    def is_spelt_so(self, text: str, name: KnownName) -> bool:
        """Whether one word is a name as it is listed. Abbreviations have no other spellings: "act" is not ACTH, nor "tio"
        thiopental, though their keys are the same."""
        listed = self.abbreviations.get(name.key)
        return listed is None or text in listed

    @cached_property
    def longest_by_start(self) -> dict[str, int]:
        """Letters of the longest known key for each beginning of LETTERS_OF_A_START letters: where a search may end."""
        longest: dict[str, int] = {}
        for key in self.names:
            start = key[:LETTERS_OF_A_START]
            longest[start] = max(longest.get(start, 0), len(key))
        return longest

    @cached_property
    def written_right(self) -> dict[str, str]:
        """For each known misspelling the nearest right key of its medicine: `humalod` is Humalog, not insulin lispro."""
        right: dict[str, list[str]] = {}
        for key, known in self.names.items():
            if known.kind != "misspelling" and known.medicine:
                right.setdefault(known.medicine, []).append(key)
        return {
            key: min(right[known.medicine], key=lambda name: (edits_between(key, name, len(key)), name))
            for key, known in self.names.items()
            if known.kind == "misspelling"
        }

    def class_of_code(self, bnf_code: str) -> str:
        """The curated class of a BNF code: that of its longest listed beginning."""
        return next(
            (found for end in range(len(bnf_code), 1, -1) if (found := self.classes.get(bnf_code[:end]))),
            "Other medicines",
        )

    def high_risk_of(self, medicine: str, bnf_code: str, cd_schedule: str) -> tuple[str, ...]:
        """The high-risk groups of a medicine as this code, in the table's order."""
        found = []
        for group, by, value in self.high_risk_rules:
            said = {
                "medicine": medicine == value,
                "bnf_code": bnf_code.startswith(value),
                "cd_schedule": bool(cd_schedule),
            }
            if said[by] and group not in found:
                found.append(group)
        return tuple(found)


def read_tables(folder: Path = REFERENCE) -> ReferenceTables:
    """All tables of the reference list. Raises ValueError for a name that stands for two medicines."""
    classes = {row["bnf_prefix"]: row["drug_class"] for row in reference_rows("drug_classes", folder)}
    rules = tuple((row["high_risk"], row["by"], row["value"]) for row in reference_rows("high_risk", folder))
    names: dict[str, KnownName] = {}
    tables = ReferenceTables(
        medicines={},
        names=names,
        routes={},
        words={},
        route_words={},
        look_alikes={},
        given_apart=frozenset(
            row["medicine"] for row in reference_rows("medicines", folder) if row["given_apart"] == "yes"
        ),
        ingredients={},
        classes=classes,
        high_risk_rules=rules,
    )
    preparations: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in reference_rows("medicine_cd_preparations", folder):
        of_one = preparations.get(row["medicine"], ())
        preparations[row["medicine"]] = (*of_one, (row["preparation"], row["cd_schedule"]))
    for row in reference_rows("medicines", folder):
        name, code, schedule = row["medicine"], row["bnf_code"], row["cd_schedule"]
        groups = tables.high_risk_of(name, code, schedule)
        tables.name_words.update(_spelt(name))
        drug_class, of_products = tables.class_of_code(code), preparations.get(name, ())
        tables.medicines[name] = Medicine(name, code, drug_class, schedule, groups, of_products)
        if not (name in tables.given_apart and " with " in name):
            _add(names, KnownName(key_of(name), "medicine", name, alone=row["alone"] == "yes"))
    for row in reference_rows("medicine_names", folder):
        if row["medicine"] not in tables.medicines:
            raise ValueError(
                f"medicine_names.csv: {row['written']} is said to be {row['medicine']}, which is not listed"
            )
        tables.name_words.update(_spelt(row["written"]))
        alone = row["alone"] == "yes"
        if not (row["medicine"] in tables.given_apart and " with " in row["written"]):
            kind = row["kind"] if row["kind"] in ("brand", "misspelling") else "alias"
            known = KnownName(key_of(row["written"]), kind, row["medicine"], row["bnf_code"], alone=alone)
            _add(names, known)
            _note_abbreviation(tables, row["written"], known.key)
    _read_wordings(folder, tables)
    _read_words(folder, tables)
    for row in reference_rows("medicine_routes", folder):
        tables.routes.setdefault(row["medicine"], {})[row["route"]] = row["bnf_code"]
    _read_look_alikes(folder, tables)
    _find_ingredients(folder, tables)
    return tables


def _spelt(name: str) -> Iterator[str]:
    for word in words_of(plain_text(name)):
        if not word.mark:
            yield from (word.text, word.key)


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _add(names: dict[str, KnownName], known: KnownName) -> None:
    """A key that is there already keeps its first meaning; it may not have two."""
    there = names.setdefault(known.key, known)
    if (there.medicine, there.bnf_code) != (known.medicine, known.bnf_code):
        raise ValueError(f"The writing {known.key} stands for both {there.medicine} and {known.medicine}")


def _note_abbreviation(tables: ReferenceTables, written: str, key: str) -> None:
    if len(key) <= LONGEST_ABBREVIATION:
        text = "".join(word.text for word in words_of(plain_text(written)) if not word.mark)
        tables.abbreviations.setdefault(key, set()).add(text)


def _read_wordings(folder: Path, tables: ReferenceTables) -> None:
    names = tables.names
    for row in reference_rows("medicine_class_words", folder):
        groups, classes = _list(row["high_risk"]), _list(row["drug_classes"])
        known = KnownName(
            key_of(row["written"]), "class_word", "", "", classes, groups, alone=row["alone"] == "yes"
        )
        names.setdefault(known.key, known)
        _note_abbreviation(tables, row["written"], known.key)
    for row in reference_rows("medicine_not_named", folder):
        key = key_of(row["written"])
        if key:
            _note_abbreviation(tables, row["written"], key)
            names.setdefault(key, KnownName(key, row["kind"], alone=True))


def _read_words(folder: Path, tables: ReferenceTables) -> None:
    for row in reference_rows("medicine_words", folder):
        for word in plain_text(row["word"]).replace("/", " ").replace("-", " ").split():
            tables.words.setdefault(word_key(word), row["kind"])
        if row["route"]:
            tables.route_words.setdefault(word_key(row["word"]), row["route"])


def _read_look_alikes(folder: Path, tables: ReferenceTables) -> None:
    """Pairs of writings. A pair of generic names is also a pair of their other names' medicines, never of brands."""
    pairs: dict[str, set[str]] = {}
    for row in reference_rows("look_alike", folder):
        one, other = key_of(row["name"]), key_of(row["looks_like"])
        pairs.setdefault(one, set()).add(other)
        pairs.setdefault(other, set()).add(one)
    tables.look_alikes.update({key: tuple(sorted(others)) for key, others in pairs.items()})


def _find_ingredients(folder: Path, tables: ReferenceTables) -> None:
    """Which medicines together are one combination: of every name "A with B", of either order of writing."""
    writings = [(name, name) for name in tables.medicines]
    writings += [(row["written"], row["medicine"]) for row in reference_rows("medicine_names", folder)]
    for written, medicine in writings:
        if " with " not in written:
            continue
        parts = [part for half in written.split(" with ") for part in half.split(" and ")]
        known = [tables.names.get(key_of(part)) for part in parts]
        found = frozenset(name.medicine for name in known if name is not None and name.medicine)
        if len(found) == len(parts) > 1:
            tables.ingredients.setdefault(found, medicine)
