"""How long a monthly pack takes: its contents, with the slides and the workbook, and as PDF; by the clock, in this process."""

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from dashboard.cli.edition_asked import asking_of
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER, Profile
from dashboard.domain.store import Store
from dashboard.edition import editions_of
from dashboard.reports.formats import FORMATS, say_nothing
from dashboard.reports.making import PackRefused
from dashboard.reports.pack import Pack
from dashboard.reports.templates import BY_NAME, make_pack
from tests.bench.lines import Line

CONTENTS, OFFICE, PRINTED = 1.0, 2.0, 6.0
"""Seconds: what the pack says; that with PowerPoint and Excel; that as PDF."""


def pack_lines(store: Path, rounds: int, incidents: str) -> Iterator[Line]:
    """Every round asks the edition anew. Raises PackRefused where a format cannot be written here."""
    made = Store(store)
    for name, endings, most in (
        ("contents", (), CONTENTS),
        ("slides and workbook", ("pptx", "xlsx"), OFFICE),
        ("PDF", ("pdf",), PRINTED),
    ):
        took = []
        for _ in range(rounds):
            began = time.perf_counter()
            pack = monthly(made)
            for each in FORMATS:
                if each.ending in endings:
                    each.write(pack, say_nothing)
            took.append(time.perf_counter() - began)
        ours = median(took)
        yield Line(
            f"monthly pack, {incidents}: {name}", "s", ours, None, None, f"<= {most:g} s", ours <= most
        )


def monthly(store: Store) -> Pack:
    editions = editions_of(store, SINGLE_USER)
    asking = asking_of(store, editions[0], IncidentFilter(), editions)
    return make_pack(BY_NAME["monthly"], asking, Profile.INTERNAL)


__all__ = ["PackRefused", "pack_lines"]
