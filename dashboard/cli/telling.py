"""What every command shares: one sentence of refusal, plain text or one JSON object, and reading what was typed."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dashboard.domain.extract import PROBLEMS_SHOWN, Problem, RowCounts
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem


class Refusal(Exception):
    """One sentence for the person; exit status 2."""


def tell(options: argparse.Namespace, told: dict[str, Any], words: Callable[[], str]) -> None:
    print(json.dumps(told, default=as_json) if options.json else words())


def write(text: str) -> None:
    """A program reads this: UTF-8 whatever the console's own encoding is."""
    out: Any = sys.stdout
    if hasattr(out, "reconfigure"):
        out.reconfigure(encoding="utf-8")
    out.write(text if text.endswith("\n") else f"{text}\n")


def as_json(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def rows_told(rows: RowCounts) -> dict[str, int]:
    return {f"rows_{name}": count for name, count in asdict(rows).items()}


def problems_told(problems: Sequence[Problem]) -> list[dict[str, object]]:
    return [asdict(problem) for problem in problems]


def problem_lines(problems: Sequence[Problem]) -> list[str]:
    lines = [
        f"  Row {p.row}, {p.column or 'whole row'} ({p.value_kind}): {p.reason}."
        for p in problems[:PROBLEMS_SHOWN]
    ]
    if len(problems) > PROBLEMS_SHOWN:
        lines.append(
            f"  Only the first {PROBLEMS_SHOWN} of {len(problems):,} problems are shown; --json gives all."
        )
    return lines


def existing(path: Path) -> Path:
    if not path.exists():
        raise Refusal(f"There is no file {path}.")
    if not path.is_file():
        raise Refusal(f"{path} is a folder; name one .csv or .xlsx file in it.")
    return path


def needs_register(store: Store) -> None:
    if not store.has_register():
        raise Refusal(f"There is no register in {store.root} yet: import an extract first.")


def source_named(name: str | None) -> SourceSystem | None:
    if name is None:
        return None
    try:
        return SourceSystem(name.lower())
    except ValueError:
        known = ", ".join(source.value for source in SourceSystem)
        raise Refusal(
            f"'{name}' is not a source system that is known here; use one of {known}, or leave --source out."
        ) from None


def days_covered(text: str | None) -> tuple[date, date] | None:
    if text is None:
        return None
    first, found, last = text.partition("..")
    if not found:
        raise Refusal(f"--covers needs two days such as 2025-04-01..2026-03-31; it was '{text}'.")
    asked = IncidentFilter.from_pairs([("from", first), ("until", last)])
    if asked.from_ is None or asked.until is None:
        raise Refusal(f"--covers needs two days such as 2025-04-01..2026-03-31; it was '{text}'.")
    return asked.from_, asked.until


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"needs a day such as 2026-03-31; it was '{text}'") from None
