"""What is found of personal details, measured on made-up notes that were written apart from what finds them.

The figures are the promise (docs/promises of the project, 19): of NHS numbers 99.5 % are masked, of dates of birth, postcodes,
telephone numbers and e-mail addresses 98 %, and of drugs and doses at most 0.5 % are touched. The whole of it is in tests/soak.
"""

import csv
import random
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from dashboard.domain.identifiers import LocalIdentifiers, Narrative, number_forms
from dashboard.extracts.identifiers import (
    BIRTH,
    HOSPITAL_NUMBER,
    MARKS,
    NHS_NUMBER,
    STAFF,
    TELEPHONE,
    TITLED_NAME,
    details_in,
    digests,
    identifiers_in,
    likely_kinds,
    look_through,
    masked,
    names_in,
)
from dashboard.extracts.identifiers.staff_list import MOST_BYTES, StaffListRefused, key_words
from tests.extracts.identifier_accuracy import KEY, Measured, local_of_the_trust, measured
from tests.extracts.incident_notes import notes
from tests.extracts.note_of_incident import (
    BIRTH as BIRTHS,
)
from tests.extracts.note_of_incident import DOSE, EMAIL, NEAR_MISSES, NHS, PHONE, POSTCODE, TITLED
from tests.python_files import ROOT

REFERENCE = ROOT / "data" / "reference"


@pytest.fixture(scope="module")
def sample() -> Measured:
    return measured(notes(300), local_of_the_trust())


@pytest.mark.parametrize(
    ("kind", "least"),
    [(NHS, 0.995), (BIRTHS, 0.98), (POSTCODE, 0.98), (PHONE, 0.98), (EMAIL, 0.98), (TITLED, 0.9)],
)
def test_what_is_planted_is_found(sample: Measured, kind: str, least: float) -> None:
    assert sample.planted[kind] >= 30
    assert sample.recall(kind) >= least, [each for each in sample.wrong if each[1] == kind]


def test_what_looks_like_a_detail_and_is_none_stays(sample: Measured) -> None:
    assert sample.stayed[DOSE] >= 300
    assert sample.false_masks(DOSE) <= 0.005, sample.wrong
    assert all(sample.false_masks(kind) <= 0.02 for kind in NEAR_MISSES), sample.wrong


def test_the_quick_look_over_a_column_finds_what_the_slow_one_finds() -> None:
    local = local_of_the_trust()
    for note in notes(300):
        slow = {found.kind for found in details_in(note.text, local)}
        quick = {found.kind for found in identifiers_in("Description", pa.array([note.text]), local)}
        assert quick == slow, note.text


@pytest.mark.parametrize("name", sorted(path.name for path in REFERENCE.glob("*.csv")))
def test_no_word_of_the_code_lists_or_of_medicines_is_masked(name: str) -> None:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as lines:
        words = {
            cell
            for row in csv.DictReader(lines)
            for column, cell in row.items()
            if column not in ("source", "dated", "reviewer")
        }
    assert [word for word in words if word and likely_kinds(word)] == []


TEN = "9990000018"  # 999 000 0018: 9*10+9*9+9*8+1*2 = 245, 245 % 11 = 3, 11 - 3 = 8


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        (f"NHS no.{TEN} given", "NHS no.[NHS number] given"),
        ("Pt 999\u00a0000\u00a00018 moved", "Pt [NHS number] moved"),
        ("Pt 999\n000\n0018 moved", "Pt [NHS number] moved"),
        ("NHS ９９９０００００１８", "NHS [NHS number]"),
        ("NHS number 9990000019 (a slip)", "NHS number [NHS number] (a slip)"),
        (f"batch {TEN} used", f"batch {TEN} used"),
        ("lot 999 000 0018", "lot 999 000 0018"),
        ("999 000 0019 no context", "999 000 0019 no context"),
        ("DOB on label 3/2/51 instead of 5/2/51", "DOB on label [date of birth] instead of [date of birth]"),
        ("74 year old (03/02/1951) fell", "74 year old ([date of birth]) fell"),
        ("74 year old admitted 03/02/2026", "74 year old admitted 03/02/2026"),
        ("given 03/02/2026 10:30", "given 03/02/2026 10:30"),
        ("given at 0800 1200 1600", "given at 0800 1200 1600"),
        ("03-02-2026 10 am", "03-02-2026 10 am"),
        ("tel 960123", "tel [telephone number]"),
        ("lives N1C 4AG, or WC2N 5DU", "lives [postcode], or [postcode]"),
        ("Vitamin B12 1AB", "Vitamin B12 1AB"),
        ("Mr Smith's chart", "Mr [name]'s chart"),
        ("Dr. A. B. O'Brien aware", "Dr. [name] aware"),
        ("MRS SMITH GIVEN TABLETS", "MRS [name] GIVEN TABLETS"),
        ("METFORMIN MR TABLETS, Metformin Mr Tablets", "METFORMIN MR TABLETS, Metformin Mr Tablets"),
        ("OXYCODONE MR OXYCODONE", "OXYCODONE MR OXYCODONE"),
        ("Nurse in charge, Nurse Specialist, Dr on call", "Nurse in charge, Nurse Specialist, Dr on call"),
        ("moved to Lady Smith Ward from Dr Gray's Hospital", "moved to Lady Smith Ward from Dr Gray's Hospital"),
        ("mrn K123456", "mrn [hospital number]"),
        ("Mr Brown 07700 900123 brown@example.nhs.uk", "Mr [name] [telephone number] [e-mail address]"),
    ],
)  # fmt: skip
def test_what_stands_behind_a_mark(text: str, reads: str) -> None:
    assert masked(text) == reads
    assert masked(reads) == reads, "a mark is not masked again"


def test_a_bare_number_in_a_coded_column_needs_a_word_about_a_patient() -> None:
    assert likely_kinds(TEN, told=True) == {NHS_NUMBER}
    assert likely_kinds(TEN, told=False) == set()
    assert likely_kinds(f"patient {TEN}", told=False) == {NHS_NUMBER}
    chance = random.Random(11)
    numbers = [f"{chance.randrange(10**10):010d}" for _ in range(2000)]
    assert 0.07 < sum(NHS_NUMBER in likely_kinds(each) for each in numbers) / 2000 < 0.11, (
        "one in eleven fits by chance"
    )
    assert not any(NHS_NUMBER in likely_kinds(each, told=False) for each in numbers)


def test_columns_keep_their_shape_and_references_are_left_alone() -> None:
    texts = ["rang 07700 900123", None, "rang 07700 900999", "nothing", "rang 07700 900123"]
    for column in (pa.array(texts), pa.array(texts).dictionary_encode()):
        changed, found = look_through("Comments", column)
        assert changed.to_pylist() == [
            "rang [telephone number]",
            None,
            "rang [telephone number]",
            "nothing",
            "rang [telephone number]",
        ]
        assert changed.type == column.type and [(each.kind, each.rows) for each in found] == [(TELEPHONE, 3)]
    words = changed.dictionary.to_pylist()
    assert len(words) == len(set(words)), "a dictionary holds no word twice"
    reference = pa.array(["943 476 5919"])
    assert look_through("Ref", reference) == (reference, [])
    assert look_through("Case", reference, is_reference=True) == (reference, [])


def test_the_trusts_own_numbers_by_their_forms() -> None:
    local = LocalIdentifiers(number_forms("A999999; RXX 9999999;"))
    assert (
        masked("k123456, RXX 7654321 and RXX7654321", local)
        == "[hospital number], [hospital number] and RXX7654321"
    )
    assert likely_kinds("K12345 K1234567 12K123456", local) == set()
    assert {each.kind for each in identifiers_in("Notes", pa.array(["x K123456"]), local)} == {
        HOSPITAL_NUMBER
    }
    for refused in ("999", "(A+)+9999", "A99", ";".join(f"A9999{place}" for place in range(11))):
        with pytest.raises(ValueError, match="form"):
            number_forms(refused)


def test_a_staff_list_is_digests_and_finds_names_in_either_order() -> None:
    content = (
        "Forename,Surname\r\nJane,Hargreaves\r\nDr José,Núñez\r\nAnn Mary,O'Neill\r\nMononym,\r\n".encode()
    )
    names = names_in(content)
    assert names == [("jane", "hargreaves"), ("jose", "nunez"), ("ann", "mary", "oneill")]
    held = digests(names, KEY)
    assert not any(word in "".join(held) for words in names for word in words)
    assert held.isdisjoint(digests(names, bytes(32))), "another key, other digests"
    local = LocalIdentifiers((), KEY.hex(), held)
    for text, reads in (
        ("checked by Jane Hargreaves", "checked by [staff name]"),
        ("Hargreaves, Jane and JOSE NUNEZ", "[staff name] and [staff name]"),
        ("J. Hargreaves, Ann O’Neill", "[staff name], [staff name]"),
        ("Jane gave Hargreaves the key; Jane Brown", "Jane gave Hargreaves the key; Jane Brown"),
        ("Dr Jane Hargreaves", "Dr [staff name]"),
    ):
        assert masked(text, local) == reads
    assert {each.kind for each in identifiers_in("Notes", pa.array(["x Jane Hargreaves"]), local)} == {STAFF}
    for refused in (b"", b"Name\nMononym\n", b"\x00\x01", b"x" * (MOST_BYTES + 1)):
        with pytest.raises(StaffListRefused, match="staff list"):
            names_in(refused)
    assert key_words("Ms Zoë Smith-Jones") == ("zoe", "smithjones")


HOSTILE = (
    "a", "1 ", "0", "Mr ", "A ", "dob ", "1/2/", "Jane, ", "@", "a.", "+44(0)", "NHS 1 ", "74 years (", "\u00a0", "A1 1A", "a@a", "Dr A. ",
)  # fmt: skip


@pytest.mark.parametrize("again", HOSTILE)
def test_no_text_takes_long(again: str) -> None:
    """The longest cell that a workbook can hold, made to be looked at again and again; what is looked for has no repetition
    without a bound, so that this takes milliseconds where a bad pattern would take minutes."""
    hostile = again * (32_767 // len(again)) + " @"
    started = time.process_time()
    details_in(hostile, local_of_the_trust())
    assert time.process_time() - started < 2.5


def test_marks_are_told_apart_and_none_reads_as_a_detail() -> None:
    assert len(set(MARKS.values())) == len(MARKS)
    assert [mark for mark in MARKS.values() if likely_kinds(mark)] == []
    assert {BIRTH, TITLED_NAME} <= set(MARKS) and Narrative.LEFT_OUT == "left out"


def test_the_real_sample_holds_nothing_that_is_masked() -> None:
    path = ROOT.parent / "shared" / "data" / "incidents" / "nrls_medication_2016_21_sample.csv"
    if not path.exists():
        pytest.skip(f"{Path(*path.parts[-3:])} is not here: 1,170 real incidents without narrative")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        cells = {cell for row in csv.reader(lines) for cell in row[1:]}
    assert len(cells) > 800 and [cell for cell in cells if likely_kinds(cell)] == []
    assert pc.count_distinct(pa.array(list(cells))).as_py() == len(cells)
