"""`python -m dashboard medicines match`: any file with a heading row, one line a row, in order, for a program to read."""

import csv
import io
import random
from pathlib import Path

import pyarrow as pa
import pytest

from dashboard import register, work
from dashboard.domain.medicines import ConfirmedName, ListedName
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.extracts.medicines import reference
from dashboard.extracts.medicines.writing import key_of
from dashboard.extracts.written_medicines import NAMED
from tests.cli.command_line import Answer, dashboard, dashboard_here
from tests.extracts.written_extracts import csv_content, workbook_content

HEADINGS = ["name", "kind", "medicines", "bnf_sections", "high_risk", "how"]


def match(tmp_path: Path, content: bytes, *arguments: str, named: str = "names.csv") -> Answer:
    path = tmp_path / named
    path.write_bytes(content)
    return dashboard_here("medicines", "match", path, *arguments, store=tmp_path / "store")


def names_of(answer: Answer) -> list[str]:
    headings, *rows = answer.table
    assert headings == HEADINGS
    return [row[0] for row in rows]


def test_each_row_is_a_line_in_order_and_lists_are_parted_by_semicolons(tmp_path: Path) -> None:
    """As a person runs it, in a process of its own. A row twice is two lines; a blank cell names nothing."""
    path = tmp_path / "names.csv"
    path.write_bytes(
        csv_content(
            ("name", "route"),
            [
                ("Clexane", "sc"), ("chloramphenicol", "eye"), ("", "oral"), ("antibiotics", ""),
                ("morphine and cyclizine", "IV"), ("xyzzyq", ""), ("chloramphenicol", "IV"), ("Clexane", "sc"),
                ("insulin", ""), ("Unknown", ""),
            ],
        )
    )  # fmt: skip
    answer = dashboard(
        "medicines", "match", path, "--column", "name", "--route", "route", store=tmp_path / "s"
    )
    assert answer.table[0] == HEADINGS
    assert [row[:4] for row in answer.table[1:]] == [
        ["Clexane", "medicine", "enoxaparin", "0208"],
        ["chloramphenicol", "medicine", "chloramphenicol", "1103"],
        ["", "placeholder", "", ""],
        ["antibiotics", "class_word", "", ""],
        ["morphine and cyclizine", "several_medicines", "morphine;cyclizine", "0407;0406"],
        ["xyzzyq", "unrecognised", "", ""],
        ["chloramphenicol", "medicine", "chloramphenicol", "0501"],
        ["Clexane", "medicine", "enoxaparin", "0208"],
        ["insulin", "medicine", "insulin", "0601"],
        ["Unknown", "placeholder", "", ""],
    ]
    assert answer.table[1][4:] == [";".join(reference().name("Clexane").high_risk), "brand"]
    assert answer.table[2][5] == "route"
    assert not (tmp_path / "s").exists(), "naming stores nothing"


def test_every_row_that_pythons_own_reader_sees_has_its_line(tmp_path: Path) -> None:
    """The second reader is csv.DictReader: rows of blank cells are rows, empty lines among several columns are none."""
    random_rows = random.Random(7)
    cells = [
        "",
        " ",
        "Clexane",
        "5% glucose; kcl",
        'say "x"',
        "two\nlines",
        "nil",
        "gent, vanc",
        "'quoted'",
        "µg",
    ]
    lines = ["Ref,Drug,Route\n"]
    for number in range(400):
        row = io.StringIO()
        csv.writer(row, lineterminator="\n").writerow(
            [
                random_rows.choice(["", str(number)]),
                random_rows.choice(cells),
                random_rows.choice(["", "oral"]),
            ]
        )
        lines.append("\n" if number % 29 == 0 else row.getvalue())
    content = "".join([*lines, ",,\n", ",,\n"])
    expected = [row["Drug"] for row in csv.DictReader(io.StringIO(content, newline=""))]
    assert len(expected) > 380 and expected[-1] == ""
    found = names_of(match(tmp_path, content.encode(), "--column", "Drug", "--route", "Route"))
    assert found == [name.strip(" ") and name for name in expected]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"name\nClexane; aspirin\nheparin; warfarin\n\"a, b\"\n\"\"\nlast", ["Clexane; aspirin", "heparin; warfarin", "a, b", "", "last"]),
        (b"name\r\nClexane\r\n\r\naspirin\r\n", ["Clexane", "", "aspirin"]),
        (b"name\nonly", ["only"]),
        (b"name\n", []),
        (b"Printed on 01/02/2026\n\nRef;NAME ;x\n1; Clexane ;2\n", [" Clexane "]),
        ("name\tRoute\nparacétamol\toral\n".encode("utf-16"), ["paracétamol"]),
        ("name\n5 µg digoxin\n".encode("cp1252"), ["5 µg digoxin"]),
        ("\ufeffname\nClexane\n".encode(), ["Clexane"]),
        (b"Description\nTotal: 12\nClexane given\n", None),
    ],
    ids=["one column", "blank lines", "no line end", "no rows", "below a title", "utf-16", "cp1252", "mark", "narrative"],
)  # fmt: skip
def test_a_plain_file_of_any_making_comes_out_whole(
    tmp_path: Path, content: bytes, expected: list[str] | None
) -> None:
    """A column of free text too: it is the one that is asked for."""
    asked = "name" if expected is not None else "description"
    found = names_of(match(tmp_path, content, "--column", asked))
    assert found == (expected if expected is not None else ["Total: 12", "Clexane given"])


def test_a_workbook_is_read_from_the_sheet_that_holds_the_column(tmp_path: Path) -> None:
    sheets = {
        "Incidents": [["Ref", "Incident date", "Severity"], ["W1", "2026-01-02", "Low"]],
        "Names": [["Given on the wards"], ["Medicine given", "n"], ["Clexane", 3], [None, 4], [None, None], ["0.9", 1]],
    }  # fmt: skip
    answer = match(tmp_path, workbook_content(sheets), "--column", "medicine  given", named="names.xlsx")
    assert names_of(answer) == ["Clexane", "", "", "0.9"]
    assert [row[1] for row in answer.table[1:4]] == ["medicine", "placeholder", "placeholder"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--column", "Drug"), "names.csv has no column 'Drug'; its columns are 'Name', 'Route', 'Again', 'again'"),
        (("--column", "Name", "--route", "How"), "names.csv has no column 'How'; its columns are"),
        (("--column", "again"), "names.csv has 2 columns 'again'"),
        ((), "The following arguments are required: --column"),
    ],
)  # fmt: skip
def test_a_column_that_is_not_there_is_refused_with_those_that_are(
    tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    content = csv_content(("Name", "Route", "", "Again", "again"), [("Clexane", "sc", "", "1", "2")])
    assert match(tmp_path, content, *arguments).sentence.startswith(sentence)


def test_a_file_that_cannot_be_read_is_refused_in_its_own_sentence(tmp_path: Path) -> None:
    refused = match(tmp_path, b"%PDF-1.4 binary", "--column", "name").sentence
    assert "a PDF document" in refused
    absent = dashboard_here("medicines", "match", tmp_path / "none.csv", "--column", "name")
    assert absent.sentence.startswith("There is no file")


def test_a_name_that_begins_with_a_sign_is_harmless_in_the_table_and_itself_in_json(tmp_path: Path) -> None:
    """The table may be opened in a spreadsheet, so it has an apostrophe more; a program that needs the text takes JSON."""
    content = csv_content(("name",), [("-",), ("=1+1",), ("@Clexane",), ("'quoted",)])
    assert names_of(match(tmp_path, content, "--column", "name")) == ["'-", "'=1+1", "'@Clexane", "'quoted"]
    told = match(tmp_path, content, "--column", "name", "--json").told
    assert told["columns"] == HEADINGS
    assert [row[0] for row in told["rows"]] == ["-", "=1+1", "@Clexane", "'quoted"]


def test_what_was_asked_for_by_one_is_not_what_another_gets(tmp_path: Path) -> None:
    """Free text that a person asked for by name leaves no trace that an import of the same bytes would find."""
    content = csv_content(("Ref", "Description", "Drug"), [("W1", "Clexane given twice", "Clexane")])
    assert names_of(match(tmp_path, content, "--column", "Description")) == ["Clexane given twice"]
    assert [path.name for path in tmp_path.iterdir()] == ["names.csv"]


def test_names_are_read_with_what_people_decided_in_this_store(tmp_path: Path) -> None:
    store, now, nothing = Store(tmp_path / "store"), work.now_utc(), pa.Table.from_pylist([], NAMED)
    store.root.mkdir()
    name = ConfirmedName("blue pill", ("warfarin",))
    register.confirm_names(store, SINGLE_USER, [(name, key_of(name.written))], nothing, now)
    listed = [ListedName("Zelapan", "brand", "zelaparin", "0208010")]
    register.load_list(
        store, SINGLE_USER, listed, nothing, now, sha256="a" * 64, file_name="a.csv", version="May 2026"
    )
    content = csv_content(("name",), [("Blue pill",), ("Zelapan 20mg",), ("Clexane",)])
    rows = match(tmp_path, content, "--column", "name").table[1:]
    assert [(row[1], row[2], row[3], row[5]) for row in rows] == [
        ("medicine", "warfarin", "0208", "confirmed by a person"),
        ("medicine", "zelaparin", "0208", "listed by NHSBSA"),
        ("medicine", "enoxaparin", "0208", "brand"),
    ]
