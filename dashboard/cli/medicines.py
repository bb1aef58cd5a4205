"""Medicines: what the names in any file are read as."""

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard import work
from dashboard.cli.person import PERSON
from dashboard.cli.telling import Refusal, existing, write
from dashboard.domain.extract import RefusedFile
from dashboard.domain.medicines import MedicineDecisions
from dashboard.domain.store import Store
from dashboard.extracts.limits import COMMAND_LINE
from dashboard.extracts.medicines import NamedMedicine
from dashboard.extracts.medicines.many import name_many
from dashboard.extracts.reading import RawSheet, read_sheet, stage_file
from dashboard.extracts.sheet import clean, said_alike
from dashboard.register import medicine_decisions
from dashboard.reports.export import csv_text

MATCHED = ("name", "kind", "medicines", "bnf_sections", "high_risk", "how")
BETWEEN = ";"
"""Between the items of a list in one cell; no name of a medicine and no high-risk group holds it."""


def match(options: argparse.Namespace, store: Store) -> None:
    """One line for each row of the file, in its order; what a name begins with is made harmless as in every export.

    Names are read with what people decided in this store, and by the curated list alone where there is no register.
    """
    asked = [options.column, *([options.route] if options.route is not None else [])]
    sheet = _sheet(existing(options.file), asked)
    columns = [_texts(sheet, heading) for heading in asked]
    names = columns[0]
    routes = columns[1] if options.route is not None else [""] * len(names)
    rows = _matched(list(zip(names, routes, strict=True)), medicine_decisions(store, PERSON, work.now_utc()))
    write(json.dumps({"columns": MATCHED, "rows": rows}) if options.json else csv_text(MATCHED, rows))


def _sheet(path: Path, asked: Sequence[str]) -> RawSheet:
    """The file as columns, by the limited child. Nothing of it stays: it is staged in a folder that goes."""
    with TemporaryDirectory(prefix="medicines-") as folder:
        sheet = read_sheet(
            stage_file(path, Path(folder)), path.name, COMMAND_LINE, columns=tuple(dict.fromkeys(asked))
        )
    if isinstance(sheet, RefusedFile):
        raise Refusal(sheet.sentence)
    return sheet


def _texts(sheet: RawSheet, heading: str) -> list[str]:
    """The column of that heading as written, one text a row, blanks as ""."""
    alike = [at for at, each in enumerate(sheet.headings) if each and said_alike(each) == said_alike(heading)]
    if len(alike) == 1:
        return sheet.table.column(f"c{alike[0]}").to_pylist()
    found = f"no column '{heading}'" if not alike else f"{len(alike)} columns '{heading}'"
    there = ", ".join(f"'{each}'" for each in sheet.headings if each)
    raise Refusal(f"{sheet.file_name} has {found}; its columns are {there}: name one of them.")


def _matched(written: Sequence[tuple[str, str]], decisions: MedicineDecisions) -> list[list[str]]:
    """The rows of the answer. Each distinct name with its route is read once."""
    lines = {cells: _line(read) for cells, read in name_many(written, decisions).items()}
    return [[cells[0] if clean(cells[0]) else "", *lines[cells]] for cells in written]


def _line(read: NamedMedicine) -> list[str]:
    return [
        read.kind,
        _listed(read.medicines),
        _listed(read.bnf_sections),
        _listed(read.high_risk),
        read.how,
    ]


def _listed(items: Iterable[str]) -> str:
    return BETWEEN.join(items)
