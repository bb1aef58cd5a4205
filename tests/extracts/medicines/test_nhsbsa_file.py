"""The NHSBSA's file: both styles of headings, packed or not, and what is taken from it and what is not."""

import csv
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dashboard.domain.extract import RefusedFile
from dashboard.domain.medicines import ListedName, MedicineDecisions
from dashboard.extracts.limits import COMMAND_LINE
from dashboard.extracts.medicines import MedicineNaming, reference
from dashboard.extracts.medicines.generic_names import both_parts, generic_name
from dashboard.extracts.medicines.nhsbsa import NhsbsaList, read_nhsbsa
from dashboard.extracts.reading import stage_bytes
from tests.extracts import hostile_files as hostile
from tests.extracts.medicines.nhsbsa_files import APPLIANCES, MADE_UP, SPACED, UNDERLINED, file_of
from tests.extracts.written_extracts import REPOSITORY, SHARED, csv_content, workbook_content
from tests.parsed_here import parsing_in_a_process

REAL = SHARED / "reference" / "bnf_code_information_2024_11.zip"


@pytest.fixture
def in_a_process() -> Iterator[None]:
    """What is hostile is opened where the product opens it."""
    with parsing_in_a_process():
        yield


def read(content: bytes, staging: Path, named: str = "bnf.csv") -> NhsbsaList | RefusedFile:
    return read_nhsbsa(stage_bytes(content, staging), named)


def taken(content: bytes, staging: Path, named: str = "bnf.csv") -> NhsbsaList:
    found = read(content, staging, named)
    assert isinstance(found, NhsbsaList), found
    return found


def refused(content: bytes, staging: Path, named: str = "bnf.csv") -> RefusedFile:
    found = read(content, staging, named)
    assert isinstance(found, RefusedFile)
    return found


NAMES = {
    "Zelaparin sodium": ("substance", "zelaparin", "0208010"),
    "Zelapan": ("brand", "zelaparin", "0208010"),
    "Morphine sulfate": ("substance", "morphine", None),
    "Morfizor": ("brand", "morphine", "0407020"),
    "Vexacillin sodium/tazolactam sodium": ("substance", "vexacillin with tazolactam", "0501013"),
    "vexacillin with tazolactam": ("substance", "vexacillin with tazolactam", "0501013"),
    "Vexataz": ("brand", "vexacillin with tazolactam", "0501013"),
    "Factor XVI": ("substance", "factor XVI", "0211000"),
    "Brelazine hydrochloride": ("substance", "brelazine", "0102000"),
    "Brelaxin B": ("substance", "brelazine", "0102000"),
    "Corticresa": ("brand", "hydrocortisone", "1304000"),
    "Crestolin": ("substance", "crestolin", "0309020"),
    "Simple": ("brand", "crestolin", "0309020"),
    "zanzibar fever vaccine": ("substance", "zanzibar fever vaccine", "1404000"),
}
"""Read by hand off the made-up file: what each name is, and its code (None: that of the curated list)."""

NEVER = ("Trilocort", "Trilomed", "Trilosan", "Bicorta", "Stomacalm", "Fruitsure", "Zanzibar fever", "Recombinant", "Systemic", "Cotton wool", "DUMMY", "Proprietary", "Other")  # fmt: skip


@pytest.mark.parametrize(("headings", "version"), [(SPACED, ""), (UNDERLINED, "January 2026")])
def test_each_style_of_headings_gives_the_names_read_by_hand(
    tmp_path: Path, headings: tuple[str, ...], version: str
) -> None:
    found = taken(file_of(MADE_UP + APPLIANCES, headings), tmp_path)
    named = {name.written: name for name in found.names}
    for written, (kind, medicine, code) in NAMES.items():
        expected = ListedName(written, kind, medicine, code or reference().medicines[medicine].bnf_code)
        assert named.get(written) == expected, written
    for word in NEVER:
        assert not [written for written in named if written.startswith(word)], word
    assert (found.version, found.rows) == (version, len(MADE_UP) + len(APPLIANCES))
    assert dict(found.left_out) == {
        "substances that stand in several BNF sections": 2,  # Trilocort, twice
        "products of a substance that was left out": 3,  # of Trilocort 2, Stomacalm
        "products whose name stands for several medicines or sections": 1,  # Bicorta
        "collections such as 'Other ... preparations'": 2,  # the antacids and the proprietary preparation
        "products of dressings, appliances, foods and other sections without medicines": 3,
    }


def test_the_same_file_gives_the_same_list(tmp_path: Path) -> None:
    """Also packed, and with its rows in another order."""
    content = file_of(MADE_UP)
    first = taken(content, tmp_path / "1")
    assert taken(content, tmp_path / "2") == first and first.names == taken(content, tmp_path / "3").names
    packed = taken(hostile.archive({"folder/bnf_2025_03.csv": content}), tmp_path / "4", "bnf_2025_03.zip")
    assert packed.names == first.names and packed.left_out == first.left_out
    assert packed.version == "March 2025"
    assert taken(file_of(reversed(MADE_UP)), tmp_path / "5").names == first.names


@pytest.mark.parametrize(
    ("named", "version"),
    [
        ("20241101_1730476037387_BNF_Code_Information.csv", "November 2024"),
        ("bnf-code-information-2025-02.csv", "February 2025"),
        ("1730476037387.csv", ""),
        ("bnf.csv", ""),
    ],
)
def test_the_version_is_in_the_name_where_the_file_does_not_say_it(
    tmp_path: Path, named: str, version: str
) -> None:
    assert taken(file_of(MADE_UP), tmp_path, named).version == version


def test_files_that_are_no_such_list_are_refused_in_a_sentence(tmp_path: Path) -> None:
    listing = refused(csv_content(("Ref", "Drug"), [("W1", "Clexane")]), tmp_path)
    assert "no column BNF Chapter Code, BNF Chemical Substance" in listing.sentence
    assert "'Ref', 'Drug'" in listing.sentence
    appliances = refused(file_of(APPLIANCES * 3), tmp_path)
    assert appliances.reason == "no medicines" and "6 rows" in appliances.sentence
    assert refused(file_of(()), tmp_path).reason == "no medicines"
    assert refused(b"", tmp_path).reason == "empty"
    assert refused(workbook_content({"A": [["Ref"], ["1"]]}), tmp_path, "a.xlsx").reason == "other columns"


@pytest.mark.usefixtures("in_a_process")
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (hostile.zip_bomb, "too large unpacked"),
        (lambda: hostile.archive({"a.csv": b"0" * 200_000_000}), "too large unpacked"),
        (lambda: hostile.archive({"a.csv": b"x", "b.csv": b"y"}), "wrong kind"),
        (lambda: hostile.archive({"a.exe": b"MZ"}), "wrong kind"),
        (lambda: hostile.archive({"a.csv": b"%PDF-1.4"}), "wrong kind"),
        (lambda: hostile.archive({"a.csv": b""}), "empty"),
        (lambda: hostile.archive({"../../outside.csv": file_of(MADE_UP)}), None),
        (lambda: hostile.archive({"a.csv": file_of(MADE_UP)})[:-40], "damaged"),
    ],
    ids=["bomb", "a csv of noughts", "two files", "a program", "a pdf", "empty", "a path outside", "cut short"],
)  # fmt: skip
def test_an_archive_is_opened_within_limits_and_leaves_nothing_behind(
    tmp_path: Path, content: Callable[[], bytes], reason: str | None
) -> None:
    """Each is made where it is read, not when the tests are gathered: both processes gather them all."""
    found = read(content(), tmp_path / "staging", "list.zip")
    assert (found.reason if isinstance(found, RefusedFile) else None) == reason, found
    left = [path.name for path in (tmp_path / "staging").iterdir()]
    assert [name for name in left if "unpacked" in name or "part" in name] == []
    assert [path.name for path in tmp_path.iterdir()] == ["staging"]


def test_an_archive_of_two_files_is_told_what_is_needed(tmp_path: Path) -> None:
    content = file_of(MADE_UP)
    found = refused(hostile.archive({"a.csv": content, "b.csv": content}), tmp_path, "two.zip")
    assert "holds 2 files, 2 of them .csv" in found.sentence and "one .csv file" in found.sentence


@pytest.mark.usefixtures("in_a_process")
def test_an_archive_whose_sizes_lie_is_refused(tmp_path: Path) -> None:
    """The directory says 10 bytes; the bytes that come out do not fit their checksum."""
    content = bytearray(hostile.archive({"a.csv": file_of(MADE_UP) * 50}))
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        size = opened.infolist()[0].file_size
    lied = bytes(content).replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lied != bytes(content)
    assert refused(lied, tmp_path, "list.zip").reason == "damaged"


@pytest.mark.usefixtures("in_a_process")
def test_two_million_rows_are_refused_by_the_limits(tmp_path: Path) -> None:
    """On the command line too, whose limit of rows is higher than any such list needs."""
    line = file_of(MADE_UP[:1]).splitlines(keepends=True)
    content = line[0] + line[1] * 2_000_000
    staged = stage_bytes(hostile.archive({"a.csv": content}), tmp_path)
    found = read_nhsbsa(staged, "a.zip", COMMAND_LINE)
    assert isinstance(found, RefusedFile)
    assert found.reason in ("too large", "too large unpacked", "too many rows"), found


@pytest.mark.parametrize(
    ("substance", "parts"),
    [
        ("Benzylpenicillin sodium (Penicillin G)", ("Benzylpenicillin sodium", "Penicillin G")),
        ("Diamorphine hydrochloride (Systemic)", ("Diamorphine hydrochloride",)),
        ("Gabapentin (Neuropathic Pain)", ("Gabapentin",)),
        ("Co-fluampicil(Flucloxacillin/ampicillin)", ("Co-fluampicil", "Flucloxacillin/ampicillin")),
        ("Sildenafil (Erectile Dysfunction)", ("Sildenafil",)),
    ],
)
def test_both_parts_of_a_bracket_are_names_unless_it_only_says_the_use(
    substance: str, parts: tuple[str, ...]
) -> None:
    assert both_parts(substance) == parts


@pytest.mark.parametrize(
    ("name", "generic"),
    [
        ("Warfarin sodium", "warfarin"),
        ("Factor VIIa", "factor VIIa"),
        ("Amphotericin B", "amphotericin B"),
        ("Zinc acetate", "zinc acetate"),
        ("Potassium citrate", "potassium citrate"),
        ("Piperacillin sodium/tazobactam sodium", "piperacillin with tazobactam"),
        ("Abacavir/lamivudine/zidovudine", "abacavir with lamivudine and zidovudine"),
        ("Loperamide hydrochloride and simeticone", "loperamide with simeticone"),
    ],
)
def test_a_generic_name_is_written_as_the_bnf_writes_it(name: str, generic: str) -> None:
    assert generic_name(name, reference().tables.words) == generic


def test_the_real_file_is_read_and_says_nothing_of_its_own_that_its_rows_do_not_say(tmp_path: Path) -> None:
    """54,879 rows. A second reading, row by row: each name of the list stands in the file, in the section it is given."""
    if not REAL.exists():
        pytest.skip(f"the NHSBSA's file is not on this machine: {REAL}")
    found = taken(REAL.read_bytes(), tmp_path, REAL.name)
    assert (found.rows, found.version) == (54_879, "November 2024")
    with zipfile.ZipFile(REAL) as archive, archive.open(archive.namelist()[0]) as packed:
        rows = list(csv.DictReader(io.TextIOWrapper(packed, "utf-8-sig", newline="")))
    sections: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for level in ("Product", "Chemical Substance"):
            name = " ".join(row[f"BNF {level}"].casefold().split())
            without_bracket = " ".join(re.sub(r"\([^)]*\)", " ", name).split())
            for each in (name, name.split("(")[0].strip(), without_bracket):
                sections[each].add(row["BNF Section Code"])
    brands = [name for name in found.names if name.kind == "brand"]
    assert len(found.names) > 7500 and len(brands) > 5000
    wrong = [
        name
        for name in brands
        if name.bnf_code[:4] not in sections[" ".join(name.written.casefold().split())]
    ]
    assert wrong == []
    curated = reference().medicines
    own = [name for name in found.names if name.medicine not in curated and name.kind == "substance"]
    several = [name for name in own if len(sections.get(name.written.casefold(), {""})) > 1]
    assert several == []
    assert not any(name.bnf_code[:2] > "19" for name in found.names)
    assert all(4 <= len(name.bnf_code) <= 7 and name.bnf_code.isdigit() for name in found.names)
    known = {name.written: name.medicine for name in found.names}
    for written, medicine in {
        "Clexane": "enoxaparin", "Oramorph": "morphine", "Sevredol": "morphine", "NovoRapid": "insulin aspart", "Tazocin": "piperacillin with tazobactam",
        "Warfarin sodium": "warfarin", "Noradrenaline acid tartrate": "noradrenaline", "Penicillin G": "benzylpenicillin",
    }.items():  # fmt: skip
        assert known.get(written, medicine) == medicine, written
    naming = MedicineNaming(MedicineDecisions((), found.names, found.sha256))
    with (REPOSITORY / "tests" / "golden" / "nrls_medicine_names.csv").open(encoding="utf-8") as lines:
        asked = [row["name"] for row in csv.DictReader(lines)]
    for written in [*asked, *curated]:
        before = reference().name(written)
        if before.kind != "unrecognised" and before.how != "spelling":
            assert naming.name(written) == before, written
