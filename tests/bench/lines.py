"""The table that a bench prints."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line of the table. `unit` is that of ours and reference; `bar` says in words what `holds` was judged by."""

    name: str
    unit: str
    ours: float
    reference: float | None
    ratio: float | None
    bar: str
    holds: bool | None


def table(lines: Sequence[Line]) -> str:
    """Name, ours, reference, ratio, bar, holds; one line each."""
    rows = [("name", "ours", "reference", "ratio", "bar", "holds")]
    for line in lines:
        rows.append(
            (
                line.name,
                f"{line.ours:,.2f} {line.unit}",
                "" if line.reference is None else f"{line.reference:,.2f} {line.unit}",
                "" if line.ratio is None else f"{line.ratio:.2f} x",
                line.bar,
                {True: "yes", False: "NO", None: ""}[line.holds],
            )
        )
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
