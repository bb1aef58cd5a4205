"""A golden case put as a command: its file, its options, and what was answered, row by row."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tests.cli.command_line import Answer, dashboard_here
from tests.stats.golden_cases import Case, Row


def written(path: Path, rows: Sequence[Row]) -> Path:
    """These rows as a file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def table(path: Path, text: str) -> Path:
    """That text as a file."""
    path.write_text(text, encoding="utf-8", newline="")
    return path


def months_of(path: Path, counts: Sequence[int], bed_days: Sequence[int]) -> Path:
    """Counts and bed days of the months of 2025 as a file."""
    rows = [
        f"2025-{month:02d},{count},{days}"
        for month, (count, days) in enumerate(zip(counts, bed_days, strict=True), start=1)
    ]
    return table(path, "\n".join(["date,value,bed days", *rows, ""]))


def rows_of(answer: Answer) -> list[Row]:
    """A table of CSV, a dictionary a row."""
    headings, *rows = answer.table
    return [dict(zip(headings, row, strict=True)) for row in rows]


def file_of(case: Case) -> Path:
    return case.folder / (f"{case.name}.input.csv" if case.has("input") else f"{case.name}.csv")


def xmr_options(case: Case, facet: str = "") -> list[object]:
    params = case.params
    rebase = _own_or_for(facet, params.get("rebase")) or []
    target = _own_or_for(facet, params.get("target"))
    options: list[object] = ["--chart", "xmr", "--date", "x", "--value", "y"]
    options += _each("--rebase", [rebase] if isinstance(rebase, str) else rebase)
    options += _each("--target", [] if target is None else [target])
    options += _each("--fix-after", [params[name] for name in ("fix_after_n_points",) if name in params])
    options += ["--direction", params["improvement_direction"]] if "improvement_direction" in params else []
    return [*options, *(() if params.get("screen_outliers", True) else ("--no-screen",))]


def chart_options(case: Case) -> list[object]:
    """A case of qicharts2: the counts are `y` in an input of their own, else `y.sum` beside the drawn `y`."""
    params, given = case.params, case.given()
    part = params.get("part", [])
    options: list[object] = ["--chart", params["chart"], "--date", "x"]
    options += ["--value", "y" if case.has("input") else "y.sum"]
    options += ["--denominator", "n"] if "n" in given[0] else []
    options += _each("--part", [part] if isinstance(part, int) else part)
    options += _each("--exclude", params.get("exclude", []))
    for name, option in (("freeze", "--freeze"), ("cl", "--centre"), ("multiply", "--multiply")):
        options += _each(option, [params[name]] if name in params else [])
    return [*options, *(("--not-below-zero",) if params.get("y.neg") is False else ())]


def funnel_options(case: Case) -> list[object]:
    params = case.params
    options: list[object] = ["--name", "group", "--count", "numerator"]
    if params.get("data_type") == "PR":
        options += ["--type", "proportion"]
    else:
        options += [
            "--type",
            "ratio",
            "--scale",
            "square-root" if params.get("sr_method") == "CQC" else "log",
        ]
    options += _each("--multiply", [params[name] for name in ("multiplier",) if name in params])
    options += _each("--trim", [params[name] for name in ("trim_by",) if name in params])
    return [*options, *(() if params.get("draw_adjusted", True) else ("--no-adjust",))]


def answered(command: str, path: Path, options: Iterable[object]) -> tuple[list[Row], Any]:
    """The rows of the table, and the JSON of the same question."""
    options = list(options)
    answer = dashboard_here(command, path, *options)
    return rows_of(answer), dashboard_here(command, path, *options, "--json").told


def _own_or_for(facet: str, given: Any) -> Any:
    return given.get(facet) if isinstance(given, dict) else given


def _each(option: str, values: Iterable[object]) -> list[object]:
    return [word for value in values for word in (option, value)]
