"""What `limits`, `funnel`, `interval` and `disproportionality` refuse: one sentence, whatever the table holds."""

import json
import random
from pathlib import Path

import pytest

from dashboard.cli.figures import MOST_BYTES, MOST_ROWS
from tests.cli.command_line import Answer, dashboard_here
from tests.cli.statistics_cases import months_of, table

SEED = 11


@pytest.fixture
def months(tmp_path: Path) -> Path:
    return months_of(tmp_path / "months.csv", range(3, 15), range(400, 412))


@pytest.mark.parametrize(
    ("chart", "options", "sentence"),
    [
        ("xmr", ("--freeze", 12), "--freeze is for the other charts: use --fix-after."),
        ("c", ("--fix-after", 12), "--fix-after is for an xmr chart: use --freeze."),
        ("run", ("--target", 5), "--target is for an xmr chart: use --chart xmr."),
        ("xmr", ("--centre", 5), "--centre is for the other charts: use --target, or --chart i."),
        ("c", ("--centre", -5), "months.csv: a c chart counts events; its centre is below zero."),
        ("t", ("--centre", 0), "months.csv: the centre of times between events must be above zero."),
        ("c", ("--not-below-zero",), "--not-below-zero is for i and ip charts: use --chart i."),
        ("u", ("--no-screen",), "--no-screen is for charts of moving ranges"),
        ("c", ("--denominator", "bed days"), "--denominator is not for a c chart: use --chart u for a rate"),
        ("c", ("--freeze", 5, "--part", 6), "--freeze goes with neither --part nor --rebase"),
        ("c", ("--freeze", 5, "--rebase", "2025-06"), "--freeze goes with neither --part nor --rebase"),
        ("c", ("--part", 12), "--part 12 is no point that it can name: months.csv has 12 points"),
        ("c", ("--freeze", 13), "--freeze 13 is no point that it can name"),
        ("xmr", ("--exclude", 13), "--exclude 13 is no point that it can name"),
        ("xmr", ("--exclude", 0), "Argument --exclude: needs a whole number from 1; it was '0'"),
        ("xmr", ("--exclude", "9" * 5000), "Argument --exclude: needs a whole number from 1; it was '9999"),
        ("xmr", ("--rebase", "May"), "--rebase needs a date as the file writes them, such as 2026-03-31; it was 'May'."),
        ("xmr", ("--multiply", 0), "Argument --multiply: needs a number above zero"),
        ("xmr", ("--target", "nan"), "Argument --target: needs a number such as 12.5"),
        ("xmr", ("--value", "y"), "months.csv has no column 'y'; its columns are 'date', 'value', 'bed days': name one with --value."),
        ("xmr", ("--date", "month"), "months.csv has no column 'month'; its columns are"),
        ("u", (), "months.csv has no column 'denominator'; its columns are 'date', 'value', 'bed days': name one with --denominator."),
        ("spc", (), "Argument --chart: invalid choice: 'spc'"),
    ],
)  # fmt: skip
def test_an_option_that_does_not_belong_is_refused_with_what_to_do(
    months: Path, chart: str, options: tuple[object, ...], sentence: str
) -> None:
    assert dashboard_here("limits", months, "--chart", chart, *options).sentence.startswith(sentence)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "a.csv is empty"),
        (b"\n,,\n", "a.csv is empty"),
        (b"PK\x03\x04rest", "a.csv is a workbook or another kind of file"),
        ("date,value\n2025-01,3\n".encode("utf-16"), "a.csv is a workbook or another kind of file"),
        (b"value\n\xb5\n", "a.csv is not UTF-8 text"),
        (b"value\n3\nfour\n", "a.csv, row 3: 'value' is not a number such as 1234.5"),
        (b'value\n"1,234"\n', "a.csv, row 2: 'value' is not a number"),
        (b"value\n1_000\n", "a.csv, row 2: 'value' is not a number"),
        (b"value\ninf\n", "a.csv, row 2: 'value' is not a number"),
        (b"value\n1e16\n", "a.csv, row 2: 'value' is farther from 1 than 1e+15 times"),
        (b"date,value\n2025-01,1,234\n", "a.csv, row 2: there are more cells than headings"),
        (b"date,value\n2025-01,3\n\n31/02/2025,4\n", "a.csv, row 4: 'date' is not a date such as 2026-03-31"),
        (b"date,value\n2025-01,3\n2025-02-30,4\n", "a.csv, row 3: 'date' is not a date"),
        (b"date,value\n,3\n2025-02,4\n", "a.csv, row 2: 'date' is not a date"),
        (b"date,value\n2025-01,3\n2,4\n", "a.csv, row 3: 'date' holds dates in some rows and whole numbers in others"),
        (b"value,Value ,VALUE\n1,2,3\n", None),
        (b"Value,VALUE\n1,2\n", "a.csv has 2 columns 'value'"),
        (b"value\n3\n-4\n", "a.csv, row 3: a c chart counts events; a value is below zero."),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read_is_refused_by_row_and_column(
    tmp_path: Path, content: bytes, sentence: str | None
) -> None:
    """Never with the cell's text, which may be anything."""
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    answer = dashboard_here("limits", path, "--chart", "c")
    if sentence is None:
        assert answer.status == 0
    else:
        assert answer.sentence.startswith(sentence)
        assert "four" not in answer.sentence


def test_more_than_a_small_table_is_refused(tmp_path: Path) -> None:
    rows = table(tmp_path / "rows.csv", "value\n" + "3\n" * (MOST_ROWS + 1))
    assert dashboard_here("limits", rows, "--chart", "c").sentence.startswith(
        "rows.csv has 5,001 rows and the limit is 5,000"
    )
    large = tmp_path / "large.csv"
    large.write_bytes(b"value\n" + b" " * MOST_BYTES)
    assert dashboard_here("limits", large, "--chart", "c").sentence.startswith(
        "large.csv is larger than 4 MB"
    )
    assert "is a folder" in dashboard_here("limits", tmp_path, "--chart", "c").sentence


@pytest.mark.parametrize(
    ("command", "options", "sentence"),
    [
        ("funnel", (), "a.csv, row 4: 'denominator' is blank, and every row needs it here"),
        ("funnel", ("--type", "proportion", "--scale", "log"), "--scale and --limits are for rates and ratios"),
        ("funnel", ("--denominator", "other"), "a.csv, row 3: the group has no name"),
        ("funnel", ("--trim", 0.5), "Argument --trim: needs a share above 0 and below 0.5"),
        ("interval", ("--method", "rate", "--confidence", 95), "Argument --confidence: needs a fraction between 0 and 1 (0.95, not 95)"),
        ("interval", ("--method", "proportion"), "a.csv, row 3: 9.0 counted out of a total of 5.0."),
        ("interval", (), "The following arguments are required: --method"),
        ("disproportionality", ("--a", "count"), "a.csv has no column 'b'"),
        ("disproportionality", [f"--{cell}=nil" for cell in "abcd"], "a.csv, row 2: a table without reports expects nothing."),
        ("disproportionality", [f"--{cell}=less" for cell in "abcd"], "a.csv, row 2: both is a count of reports, zero or more"),
    ],
)  # fmt: skip
def test_what_the_other_commands_refuse(
    tmp_path: Path, command: str, options: tuple[object, ...], sentence: str
) -> None:
    path = table(
        tmp_path / "a.csv", "name,count,denominator,other,nil,less\nA,3,100,9,0,-1\n,9,5,9,0,1\nC,2,,9,0,1\n"
    )
    assert dashboard_here(command, path, *options).sentence.startswith(sentence)


def test_no_table_brings_a_command_down(tmp_path: Path) -> None:
    """Random cells, extreme ones among them: an answer without NaN in JSON, or one sentence."""
    chance = random.Random(SEED)
    cells = [
        "",
        "0",
        "1",
        "3",
        "7.5",
        "-2",
        "1e15",
        "1e-15",
        "-1e15",
        "NaN",
        "x",
        "2025-01",
        "1e300",
        '"',
        "9" * 5000,
    ]
    path = tmp_path / "a.csv"
    seen = {0: 0, 2: 0}
    for turn in range(40):
        width = 6
        some = chance.sample(cells[1:9], chance.randint(1, 4)) if turn % 4 else cells
        rows = [",".join(chance.choice(some) for _ in range(width)) for _ in range(chance.randint(0, 9))]
        table(path, "\n".join(["value,denominator,a,b,c,d", *rows]))
        chart = chance.choice(("xmr", "run", "i", "mr", "ip", "c", "u", "up", "p", "pp", "g", "t"))
        more = chance.choice(
            ((), ("--multiply", "1e15"), ("--no-screen",), ("--centre", "1e15"), ("--part", 2))
        )
        for command in (
            ("limits", path, "--chart", chart, *more),
            ("funnel", path, "--count", "value", "--type", chance.choice(("rate", "ratio", "proportion"))),
            ("interval", path, "--count", "value", "--method", chance.choice(("rate", "proportion"))),
            ("disproportionality", path),
        ):
            table_, told = dashboard_here(*command), dashboard_here(*command, "--json")
            assert table_.status == told.status
            seen[told.status] += 1
            if told.status:
                assert sentence_alone(told)
            else:
                json.loads(told.out, parse_constant=lambda name: pytest.fail(f"{name} in JSON"))
                assert "nan" not in table_.out
    assert min(seen.values()) > 30, seen


def sentence_alone(answer: Answer) -> bool:
    return answer.sentence.endswith(".")
