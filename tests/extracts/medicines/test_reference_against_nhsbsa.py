"""The reference list against the NHSBSA's own file, read here a second way; deliberate differences are listed.

The file is *BNF Code Information*, November 2024 (contains information from NHSBSA licensed under the Open Government
Licence v3.0). A medicine stands at a code when a chemical substance, product or presentation filed under that code has
its name: salts left out, either part of "Benzylpenicillin sodium (Penicillin G)", "A with B" for "A/B".
"""

import csv
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

Names = frozenset[tuple[str, ...]]

ROOT = Path(__file__).resolve().parents[3]
REFERENCE = ROOT / "data" / "reference"
DIFFERENCES = ROOT / "tests" / "golden" / "bnf_differences.csv"
NHSBSA = ROOT.parent / "shared" / "data" / "reference" / "bnf_code_information_2024_11.zip"

SALTS = frozenset(
    re.findall(
        r"[a-z]+",
        """acetate aceponate acetonide adipate alafenamide amide anhydrous arginine aspartate axetil benzathine
    besilate bitartrate bromide butyrate calcium camsilate carbonate caproate cilexetil chloride choline cipionate
    citrate decanoate diethylamine dihydrate dihydrochloride dimesylate dinitrate dipivoxil dipropionate disodium
    dipotassium disoproxil ditosylate edisylate embonate enantate
    erbumine esilate estolate ethylsuccinate etexilate fumarate
    furoate gluconate glutamate hemihydrate hexacetonide hippurate hyclate hydrate hydrobromide hydrochloride
    hydrogen hydroxide iodide isetionate isethionate lactate lauryl laurate lysine magnesium malate maleate medocaril
    medoxomil meglumine mesilate mesylate metabisulfite mofetil monohydrate mononitrate napadisilate nitrate olamine
    oxalate pamoate palmitate phenylpropionate phosphate pivalate pivoxil potassium propionate proxetil
    pyrophosphate salicylate sesquihydrate sodium stearate succinate sulfate sulphate tartrate tetrahydrate
    thiocyanate toluenesulfonate tosilate tosylate trihydrate trometamol undecanoate undecylate valerate
    xinafoate""",
    )
)
"""Words that are left out beside another word: never all of a name, so that potassium chloride stays itself."""

QUALIFIERS = frozenset(("oral", "systemic", "topical", "parenteral", "rectal", "eye", "old"))
"""What stands in brackets behind a name and is no name."""

FILED_TO = 6
"""Digits of a paragraph: what a difference is written in."""


class Row(NamedTuple):
    """One row of ours: `name` should stand at `code` in the file, or when the file lacks it one of `others`."""

    name: str
    route: str
    code: str
    others: tuple[str, ...] = ()


def _words(name: str) -> tuple[str, ...]:
    """The words of one substance, its salts left out, in alphabetical order."""
    words = re.findall(r"[a-z0-9]+", name.lower().replace("'", ""))
    bare = [word for word in words if word not in SALTS]
    return tuple(sorted(bare or words))


def _ingredients(name: str) -> Names:
    """What a name names: one substance, or each of those joined by a slash, "with" or "and"."""
    return frozenset(
        words
        for part in re.split(r"/|&|\bin\b|\+|,|\bwith\b|\band\b", name.lower())
        if (words := _words(part))
    )


def _readings(name: str) -> Iterator[Names]:
    """A name as it is, without what stands in brackets, and what stands in brackets by itself."""
    yield _ingredients(name)
    outside = re.sub(r"\([^)]*\)", " ", name)
    yield _ingredients(outside)
    for inside in re.findall(r"\(([^)]*)\)", name):
        if inside.lower() not in QUALIFIERS:
            yield _ingredients(inside)


def _unmeasured(presentation: str) -> str:
    """A presentation without strengths and what follows them: `Tramadol 37.5mg / Paracetamol 325mg tablets`."""
    parts = [re.split(r"(?:^|\s)\d", part, maxsplit=1)[0].strip() for part in presentation.split("/")]
    return "/".join(part for part in parts if part)


@pytest.fixture(scope="module")
def filed() -> dict[Names, set[str]]:
    """What stands in the NHSBSA file, and the codes (of 7 to 15 characters) at which it stands."""
    if not NHSBSA.exists():
        pytest.skip(f"the NHSBSA's file is not on this machine: {NHSBSA}")
    found: dict[Names, set[str]] = defaultdict(set)
    names: dict[tuple[str, str], None] = {}
    with zipfile.ZipFile(NHSBSA) as archive, archive.open(archive.namelist()[0]) as binary:
        for row in csv.DictReader(io.TextIOWrapper(binary, "utf-8-sig", newline="")):
            names[row["BNF Chemical Substance Code"], row["BNF Chemical Substance"]] = None
            names[row["BNF Product Code"], row["BNF Product"]] = None
            names[row["BNF Presentation Code"], _unmeasured(row["BNF Presentation"])] = None
    for code, name in names:
        for reading in _readings(name):
            if reading:
                found[reading].add(code)
    return found


def _rows(file: str) -> list[dict[str, str]]:
    with (REFERENCE / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _ours() -> Iterator[Row]:
    """Every row that has a code. A medicine that the file lacks may stand there by another of its names."""
    names = _rows("medicine_names.csv")
    others: dict[str, list[str]] = defaultdict(list)
    for row in names:
        if row["kind"] != "misspelling" and not row["bnf_code"]:
            others[row["medicine"]].append(row["written"])
    for row in _rows("medicines.csv"):
        yield Row(row["medicine"], "", row["bnf_code"], tuple(others[row["medicine"]]))
    for row in _rows("medicine_routes.csv"):
        yield Row(row["medicine"], row["route"], row["bnf_code"], tuple(others[row["medicine"]]))
    for row in names:
        if row["bnf_code"]:
            yield Row(row["written"], "", row["bnf_code"], (row["medicine"], *others[row["medicine"]]))


def _where(name: str, filed: Mapping[Names, set[str]]) -> set[str]:
    return {code for reading in _readings(name) for code in filed.get(reading, ())}


def _stands(row: Row, filed: Mapping[Names, set[str]]) -> tuple[bool, str]:
    """Whether a row's medicine stands at its code, and the paragraphs in which it does stand."""
    codes = _where(row.name, filed)
    if not codes:
        codes = {code for other in row.others for code in _where(other, filed)}
    paragraphs = sorted({code[:FILED_TO] for code in codes})
    return any(code.startswith(row.code) for code in codes), ";".join(paragraphs)


def test_every_code_of_ours_is_one_of_the_files(filed: dict[Names, set[str]]) -> None:
    theirs = {code[:digits] for codes in filed.values() for code in codes for digits in (2, 4, 6, 7, 9, 15)}
    rows = list(_ours())
    assert len(rows) > 2500
    assert [row for row in rows if row.code not in theirs] == []


def test_every_medicine_stands_where_the_file_has_it_or_is_listed_with_a_reason(
    filed: dict[Names, set[str]],
) -> None:
    found = {}
    for row in _ours():
        stands, theirs = _stands(row, filed)
        if not stands:
            found[row.name, row.route, row.code] = theirs
    with DIFFERENCES.open(encoding="utf-8", newline="") as lines:
        listed = {
            (row["medicine"], row["route"], row["our_code"]): row["their_codes"]
            for row in csv.DictReader(lines)
        }
    assert {key: found[key] for key in found.keys() - listed.keys()} == {}, "a difference that is not listed"
    assert listed.keys() - found.keys() == set(), "listed, but no difference any more"
    assert {key: (listed[key], found[key]) for key in listed if listed[key] != found[key]} == {}, (
        "the file's codes are not those that are listed"
    )


def test_every_listed_difference_has_a_reason_that_fits() -> None:
    """What the file lacks is said to be lacking, and what it has elsewhere is given a reason of its own."""
    with DIFFERENCES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    keys = [(row["medicine"], row["route"], row["our_code"]) for row in rows]
    assert len(keys) == len(set(keys))
    for row in rows:
        assert len(row["reason"]) > 10, row
        assert row["reason"].startswith("not in the file") == (not row["their_codes"]), row


@pytest.mark.parametrize(
    ("name", "code", "stands"),
    [
        ("gentamicin", "050104", True),
        ("gentamicin", "0501", True),
        ("gentamicin", "050101", False),
        ("penicillin G", "050101", True),
        ("benzylpenicillin", "050101", True),
        ("tazobactam with piperacillin", "050101", True),
        ("piperacillin", "050101", False),
        ("potassium chloride", "090202", False),
        ("chloride", "090202", False),
    ],
)
def test_the_second_reading_of_names_by_hand(name: str, code: str, stands: bool) -> None:
    """Three names as the file writes them, read without the file."""
    written = {
        "Gentamicin sulfate": "0501040",
        "Benzylpenicillin sodium (Penicillin G)": "0501011",
        "Piperacillin sodium/tazobactam": "0501014",
        "Sodium chloride": "0902021",
    }
    filed = {reading: {its} for theirs, its in written.items() for reading in _readings(theirs)}
    assert _stands(Row(name, "", code), filed)[0] is stands
