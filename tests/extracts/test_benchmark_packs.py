"""Another organisation's pack: what the product writes is read back, and anything that is not exactly that refuses the file."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from dashboard.domain.benchmark import BenchmarkPack, PeerPack, State
from dashboard.domain.extract import RefusedFile
from dashboard.extracts.benchmark import read_benchmark
from dashboard.extracts.reading import stage_bytes
from dashboard.reports.benchmark_csv import benchmark_csv, benchmark_file_name
from tests.parsed_here import parsing_here
from tests.reports.made_up_benchmark_packs import made_up_pack

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NAME = "theirs.csv"
Rows = list[dict[str, str]]


@cache
def pack() -> BenchmarkPack:
    return made_up_pack("RXX", a_month=60, count=13, words=3)


@cache
def written() -> bytes:
    return benchmark_csv(pack())


def rows_of(content: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def few_rows() -> Rows:
    """The totals and harm levels of every period, and all of one month."""
    return [
        row
        for row in rows_of(written())
        if row["period"] == "2025-M05" or {row["drug_class"], row["stage"], row["error_type"]} == {"All"}
    ]


def as_bytes(rows: Rows) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def read(content: bytes, folder: Path) -> PeerPack | RefusedFile:
    with parsing_here():  # the process that parses is tested elsewhere; what is read of its columns here
        return read_benchmark(stage_bytes(content, folder), NAME, now=NOW)


def test_it_is_read_in_the_process_that_parses(tmp_path: Path) -> None:
    found = read_benchmark(stage_bytes(written(), tmp_path), NAME, now=NOW)
    assert isinstance(found, PeerPack)
    assert (found.organisation, found.organisation_type, found.rows) == ("RXX", "acute", len(pack().rows))
    total = [each for each in found.figures if each.harm_level == "All"]
    mine = [
        row
        for row in pack().rows
        if (row.drug_class, row.stage, row.error_type, row.harm_level) == ("All",) * 4
    ]
    assert [(each.period, each.source, each.incidents, each.bed_days) for each in total] == [
        (row.period, row.source, row.incidents, row.bed_days) for row in mine
    ]
    assert len(total) == 14, "13 months and a financial year"


def test_the_file_holds_what_its_rule_says() -> None:
    for row in rows_of(written()):
        if row["state"] == "shown":
            assert int(row["incidents"]) >= 10 and int(row["incidents"]) % 5 == 0
            assert (
                row["rate_per_1000_bed_days"] == f"{1000 * int(row['incidents']) / int(row['bed_days']):.2f}"
            )
        elif row["state"] == "zero":
            assert (row["incidents"], row["rate_per_1000_bed_days"]) == ("0", "0.00")
        else:
            assert (row["incidents"], row["rate_per_1000_bed_days"]) == ("", "")
    states = {row["state"] for row in rows_of(written())}
    assert {"shown", "zero", "too few to show"} <= states


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert written().isascii() and written().startswith(b"version,organisation,")
    again = benchmark_csv(made_up_pack("RXX", a_month=60, count=13, words=3))
    assert again == written()
    assert benchmark_file_name("RXX", 5) == "benchmark-rxx-edition-5.csv"


def test_a_spreadsheet_may_have_saved_it(tmp_path: Path) -> None:
    """Line ends, quotes and zeros behind a point are as the spreadsheet likes; what is said is the same."""
    text = written().decode("utf-8-sig").replace(".50,HES", ".5,HES").replace("\n", "\r\n")
    found = read(text.encode(), tmp_path)
    assert isinstance(found, PeerPack) and found.rows == len(pack().rows)


def first(rows: Rows, **words: str) -> dict[str, str]:
    return next(row for row in rows if all(row[column] == word for column, word in words.items()))


def changed(where: dict[str, str], to: dict[str, str]) -> Callable[[Rows], None]:
    return lambda rows: first(rows, **where).update(to)


def everywhere(to: dict[str, str]) -> Callable[[Rows], None]:
    return lambda rows: [row.update(to) for row in rows] and None


def without(**words: str) -> Callable[[Rows], None]:
    return lambda rows: rows.remove(first(rows, **words))


TOTAL = {"drug_class": "All", "stage": "All", "error_type": "All", "harm_level": "All", "period": "2025-M05"}
SHOWN = {"state": "shown"}
BAD: dict[str, tuple[Callable[[Rows], None], str]] = {
    "another version": (everywhere({"version": "2"}), "of another version of the schema, and version 1 is read here"),
    "two organisations": (changed({}, {"organisation": "RYY"}), "the same in every row of the column organisation"),
    "an organisation that is a formula": (everywhere({"organisation": "=1+1"}), "name an organisation by a code"),
    "an unknown type": (everywhere({"organisation_type": "hospital"}), "a type of organisation that the schema does not know"),
    "another rule": (everywhere({"rule": "under 5"}), "another rule of small numbers"),
    "a date for a month": (changed(TOTAL, {"period": "May-25"}), "a period in row"),
    "an unknown source": (changed({}, {"source": "datix"}), "a source in row 2"),
    "an unknown class": (changed(SHOWN, {"drug_class": "Insulin"}), "does not know in the column drug_class"),
    "an unknown state": (changed(SHOWN, {"state": "suppressed"}), "does not know in the column state"),
    "a small number": (changed(SHOWN, {"incidents": "3", "rate_per_1000_bed_days": "0.38"}), "too small to be shown"),
    "a number that is not rounded": (changed(SHOWN, {"incidents": "61", "rate_per_1000_bed_days": "7.63"}), "not to the nearest 5"),
    "a small number behind a state": (changed({"state": "too few to show"}, {"incidents": "3"}), "says that it is not shown"),
    "a number that is none": (changed(SHOWN, {"incidents": "many"}), "no whole number of incidents"),
    "a zero that is none": (changed({"state": "zero"}, {"incidents": "10"}), "says zero in row"),
    "a wrong rate": (changed(SHOWN, {"rate_per_1000_bed_days": "9.99"}), "not its incidents by its bed days"),
    "no rate": (changed(SHOWN, {"rate_per_1000_bed_days": ""}), "not its incidents by its bed days"),
    "no bed days": (changed(SHOWN, {"bed_days": "0"}), "no bed days in row"),
    "other bed days": (
        changed(TOTAL, {"bed_days": "4000", "incidents": "60", "rate_per_1000_bed_days": "15.00"}),
        "more than one source or number of bed days for 2025-M05",
    ),
    "the same twice": (lambda rows: rows.append(dict(rows[0])), "says the same thing twice"),
    "no total": (without(**TOTAL), "no total for 2025-M05"),
    "no harm level": (without(**TOTAL | {"harm_level": "low"}), "every level of harm for 2025-M05"),
    "a part above its total": (
        changed(TOTAL | {"stage": "prescribing"}, {"incidents": "200", "state": "shown", "rate_per_1000_bed_days": "25.00"}),
        "more than the total of 2025-M05",
    ),
    "a total that does not add up": (
        changed(TOTAL | {"period": "2026-M04"}, {"incidents": "200", "state": "shown", "rate_per_1000_bed_days": "25.00"}),
        "do not come to its total",
    ),
    "a year that does not add up": (
        changed(TOTAL | {"period": "FY2025-26"}, {"incidents": "2000", "rate_per_1000_bed_days": "20.83"}),
        "does not add up",
    ),
    "a month left out": (
        lambda rows: rows.__setitem__(slice(None), [row for row in rows if row["period"] not in ("2025-M06", "FY2025-26")]),
        "a row for every month between its first and its last",
    ),
    "a year without its months": (
        lambda rows: rows.__setitem__(slice(None), [row for row in rows if row["period"] != "2025-M04"]),
        "without its twelve months",
    ),
    "a month to come": (
        lambda rows: [row.update(period="2026-M11") for row in rows if row["period"] == "2026-M04"] and None,
        "every month between",
    ),
    "another column": (lambda rows: [row.update(ward="7") for row in rows] and None, "its columns are not the 15 of the schema"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    change, why = BAD[name]
    rows = few_rows()
    change(rows)
    found = read(as_bytes(rows), tmp_path)
    assert isinstance(found, RefusedFile), name
    assert why in found.sentence and found.sentence.startswith(f"{NAME} "), found.sentence
    assert (
        found.sentence.endswith(".") and "=1+1" not in found.sentence and "suppressed" not in found.sentence
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"a,b\n1,2\n", "its columns are not"),
        (b"PK\x03\x04" + b"x" * 99, "damaged"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_what_is_no_pack_at_all_is_refused(content: bytes, why: str, tmp_path: Path) -> None:
    found = read(content, tmp_path)
    assert isinstance(found, RefusedFile) and why in found.sentence


def test_a_withheld_figure_is_no_contradiction(tmp_path: Path) -> None:
    rows = few_rows()
    assert isinstance(read(as_bytes(rows), tmp_path), PeerPack)
    first(rows, **TOTAL | {"harm_level": "no_harm"}).update(
        incidents="", rate_per_1000_bed_days="", state=State.WITHHELD
    )
    assert isinstance(read(as_bytes(rows), tmp_path), PeerPack)
