"""The NHSBSA's BNF Code Information, as a trust downloads it: the names in it, for the layer beneath the curated list.

The file has a row for each presentation with its chapter, section, paragraph, subparagraph, chemical substance and
product, each with its code. Contains information from NHSBSA licensed under the Open Government Licence v3.0.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from dashboard.domain.extract import RefusedFile
from dashboard.domain.medicines import ListedName
from dashboard.extracts.limits import BROWSER, Limits
from dashboard.extracts.medicines.generic_names import both_parts, generic_name, without_remark
from dashboard.extracts.medicines.naming import MedicineReference, reference
from dashboard.extracts.medicines.writing import key_of
from dashboard.extracts.reading import RawSheet, read_sheet

ATTRIBUTION = "Contains information from NHSBSA licensed under the Open Government Licence v3.0."

COLUMNS = ("BNF Chapter Code", "BNF Chemical Substance", "BNF Chemical Substance Code", "BNF Product", "BNF Product Code")  # fmt: skip
MONTH = "YEAR_MONTH"
MOST_ROWS = 300_000
"""The file has 55,000 rows; a file of millions is another one."""

CHAPTERS_OF_MEDICINES = frozenset(f"{chapter:02d}" for chapter in (*range(1, 16), 18, 19))
"""20 to 23 are dressings and appliances; 16 and 17 do not exist any more."""

WITHOUT_MEDICINES = frozenset(("0108", "0904", "0909", "0911", "0912", "0913", "0914", "1308", "1313"))
"""Sections of stoma care, foods, health supplements, sunscreens and dressings."""

VACCINES = "1404"
VACCINE = re.compile(r"vaccin|toxin|toxoid|serum|globulin")

NO_NAME = re.compile(
    r"\b(?:other|others|dummy|proprietary|combined|combinations?|compounds?)\b|preparations?\b|\bprepartions\b"
    r"|\b(?:reagents?|agents|content|detergents|mixtures|sprays|caps|oils for|formulations|with progestogen)\b|\bk?cal/|\d{6}",
    re.I,
)
"""Collections that a code stands for: 'Other antacid and simeticone preparations', 'Powder 1.5 kcal/ml smoothie'."""

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
_YEAR_MONTH = re.compile(r"(?<!\d)(20\d\d)[-_ .]?(0[1-9]|1[0-2])(?!\d{3})")

SEVERAL_SECTIONS = "substances that stand in several BNF sections"
APPLIANCES = "products of dressings, appliances, foods and other sections without medicines"
COLLECTIONS = "collections such as 'Other ... preparations'"
BRANDS_OF_THESE = "products of a substance that was left out"
BRANDS_OF_SEVERAL = "products whose name stands for several medicines or sections"


@dataclass(frozen=True)
class NhsbsaList:
    """The names of one file. `version` is its month ('November 2024') or ''; `rows` are those of the file; `left_out`
    says how many names were not taken, and why."""

    sha256: str
    version: str
    names: tuple[ListedName, ...] = field(repr=False)
    rows: int
    left_out: tuple[tuple[str, int], ...]


class _Line(NamedTuple):
    """What one row says, without its presentation."""

    chapter: str
    substance: str
    substance_code: str
    product: str
    product_code: str


def read_nhsbsa(staged: Path, file_name: str, limits: Limits = BROWSER) -> NhsbsaList | RefusedFile:
    """The names in a staged file: a CSV of either style of headings, or a zip that holds one."""
    sheet = read_sheet(
        staged, file_name, replace(limits, rows=min(limits.rows, MOST_ROWS)), packed=True, of_people=False
    )
    if isinstance(sheet, RefusedFile):
        return sheet
    places = {_heading_key(heading): f"c{at}" for at, heading in reversed(list(enumerate(sheet.headings)))}
    missing = [heading for heading in COLUMNS if _heading_key(heading) not in places]
    if missing:
        return _other_columns(sheet, missing)
    lines = _distinct_lines(sheet, [places[_heading_key(heading)] for heading in COLUMNS])
    names, left_out = _names_of(lines, reference())
    if not names:
        return RefusedFile(
            "no medicines",
            f"{file_name} names no medicine in BNF chapters 1 to 15, 18 and 19 (it has {len(sheet.table):,} rows): the whole BNF Code "
            "Information file of the NHSBSA Open Data Portal is needed; download it again and choose that file.",
        )
    version = _version(sheet, places.get(_heading_key(MONTH)))
    return NhsbsaList(sheet.sha256, version, names, len(sheet.table), left_out)


def _heading_key(heading: str) -> str:
    """One key for 'BNF Product Code' and BNF_PRODUCT_CODE."""
    return re.sub(r"[^a-z]+", "", heading.casefold())


def _other_columns(sheet: RawSheet, missing: list[str]) -> RefusedFile:
    seen = ", ".join(f"'{heading}'" for heading in sheet.headings[:8] if heading)
    return RefusedFile(
        "other columns",
        f"{sheet.file_name} is not the NHSBSA's BNF Code Information: it has no column {', '.join(missing)} and its columns are "
        f"{seen}; download BNF Code Information as CSV from the NHSBSA Open Data Portal and choose that file.",
    )


def _distinct_lines(sheet: RawSheet, columns: list[str]) -> list[_Line]:
    """Each distinct combination once, sorted: the file repeats a product for each of its presentations."""
    table = pa.table(
        {name: _text(sheet.table.column(column)) for name, column in zip(_Line._fields, columns, strict=True)}
    )
    distinct = table.group_by(list(_Line._fields)).aggregate([([], "count_all")])
    cells = zip(*[distinct.column(name).to_pylist() for name in _Line._fields], strict=True)
    return sorted(_Line(*(cell or "" for cell in line)) for line in cells)


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string())


def _version(sheet: RawSheet, month_column: str | None) -> str:
    """The month of the file: its newest YEAR_MONTH, else the date in its name, else ''."""
    written = [sheet.file_name]
    if month_column is not None:
        months = {cell for cell in _text(sheet.table.column(month_column)).unique().to_pylist() if cell}
        written = [*sorted(months, reverse=True), *written]
    for text in written:
        if found := _YEAR_MONTH.search(text):
            return f"{MONTHS[int(found[2]) - 1]} {found[1]}"
    return ""


def _names_of(
    lines: Sequence[_Line], curated: MedicineReference
) -> tuple[tuple[ListedName, ...], tuple[tuple[str, int], ...]]:
    """(the names, substances first; what was left out and how often)."""
    left_out: Counter[str] = Counter()
    of_medicines = []
    for line in lines:
        code = line.substance_code
        if _chapter(line) not in CHAPTERS_OF_MEDICINES or code[:4] in WITHOUT_MEDICINES:
            left_out[APPLIANCES] += 1
        else:
            of_medicines.append(line)
    substances = _Substances(of_medicines, _codes_by_name(lines), curated)
    names = substances.names()
    left_out.update(substances.left_out)
    products, not_taken = _products(of_medicines, substances)
    left_out.update(not_taken)
    taken = {key_of(name.written) for name in names}
    every = [*names, *(product for product in products if key_of(product.written) not in taken)]
    return tuple(every), tuple(sorted(left_out.items()))


def _codes_by_name(lines: Iterable[_Line]) -> dict[str, set[str]]:
    """The codes under which each name stands, as a substance or as a product of any other, remarks aside."""
    found: dict[str, set[str]] = {}
    for line in lines:
        for part in both_parts(line.substance):
            found.setdefault(key_of(part), set()).add(line.substance_code[:7])
        for name in (line.product, *without_remark(line.product)):
            found.setdefault(key_of(name), set()).add(line.product_code[:7])
    return found


def _chapter(line: _Line) -> str:
    return (line.chapter or line.substance_code[:2]).zfill(2)


class _Substances:
    """The substances of a file: which medicine each is, and with which code.

    A substance that the curated list reads as one medicine is that medicine. Any other is the generic name made of its
    own; where that stands in several sections nobody can say which one an incident is of.
    """

    def __init__(
        self, lines: Sequence[_Line], codes: dict[str, set[str]], curated: MedicineReference
    ) -> None:
        substances = {(line.substance, line.substance_code) for line in lines}
        self.left_out: Counter[str] = Counter()
        self._medicine: dict[str, tuple[str, str]] = {}
        self._written: dict[str, tuple[str, ...]] = {}
        unknown: dict[str, str] = {}
        for name, code in sorted(substances):
            if not name or NO_NAME.search(name):
                self.left_out[COLLECTIONS] += 1
                continue
            parts = both_parts(name)
            generic = generic_name(parts[0], curated.tables.words)
            if curated.name(parts[0]).kind in ("class_word", "not_a_medicine", "placeholder"):
                self.left_out[COLLECTIONS] += 1
                continue
            known = _one_medicine(curated, (name, *parts, generic))
            if known:
                self._medicine[name] = (known, curated.medicines[known].bnf_code[:7])
                self._written[name] = (*parts, known)
                continue
            if code.startswith(VACCINES) and not VACCINE.search(generic):
                # The file names some vaccines by their disease only, and an incident may name the disease itself.
                generic, parts = f"{generic} vaccine", ()
            unknown[name] = generic
            self._written[name] = (*parts, generic)
            for part in self._written[name]:
                codes.setdefault(key_of(part), set()).add(code[:7])
        for name, generic in unknown.items():
            code = shared_code({code for part in self._written[name] for code in codes[key_of(part)]})
            if code:
                self._medicine[name] = (generic, code)
            else:
                self.left_out[SEVERAL_SECTIONS] += 1

    def names(self) -> list[ListedName]:
        found: dict[str, ListedName] = {}
        for name, (medicine, code) in self._medicine.items():
            for written in self._written[name]:
                found.setdefault(key_of(written), ListedName(written, "substance", medicine, code))
        return [each for key, each in found.items() if key]

    def medicine_of(self, substance: str) -> tuple[str, str] | None:
        """(generic name, code) of a substance, or None for one that was left out."""
        return self._medicine.get(substance)


def _one_medicine(curated: MedicineReference, names: Iterable[str]) -> str:
    """The one medicine that the curated list reads a substance of these names as, without a guess; or ""."""
    for written in dict.fromkeys(names):
        reading = curated.name(written)
        if reading.kind == "medicine" and reading.how != "spelling":
            return reading.medicines[0]
    return ""


def _products(lines: Iterable[_Line], substances: _Substances) -> tuple[list[ListedName], Counter[str]]:
    """The brands: each the medicine of its substance, with the code of the product."""
    left_out: Counter[str] = Counter()
    meanings: dict[str, set[tuple[str, str]]] = {}
    written: dict[str, str] = {}
    for line in lines:
        if not line.product or line.product == line.substance:
            continue
        if NO_NAME.search(line.product):
            left_out[COLLECTIONS] += 1
            continue
        there = substances.medicine_of(line.substance)
        if there is None:
            left_out[BRANDS_OF_THESE] += 1
            continue
        for name in dict.fromkeys((line.product, *without_remark(line.product))):
            key = key_of(name)
            written.setdefault(key, name)
            meanings.setdefault(key, set()).add((there[0], line.product_code[:7]))
    found = []
    for key, said in meanings.items():
        medicines = {medicine for medicine, _ in said}
        code = shared_code({code for _, code in said})
        if not key or len(medicines) > 1 or not code:
            left_out[BRANDS_OF_SEVERAL] += 1
            continue
        found.append(ListedName(written[key], "brand", medicines.pop(), code))
    return found, left_out


def shared_code(codes: set[str]) -> str:
    """The longest of section, paragraph and subparagraph that all of these codes share; "" where not even the section."""
    for length in (7, 6, 4):
        beginnings = {code[:length] for code in codes}
        if len(beginnings) == 1 and (found := beginnings.pop()).isdigit() and len(found) == length:
            return found
    return ""
