"""Every row accounted for: what the product says of an extract against what its generator knows."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from dashboard import work
from dashboard.domain.extract import Extract
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from tests.made_up_incidents import NOW
from tests.proofs.counted_extracts import CountedExtract


def unaccounted(extracts: Iterable[CountedExtract], folder: Path) -> list[str]:
    """What does not agree, in words; two extracts are read at a time."""
    with ThreadPoolExecutor(2) as pool:
        return [
            fault for faults in pool.map(lambda made: _compare(made, folder), extracts) for fault in faults
        ]


def _compare(made: CountedExtract, folder: Path) -> list[str]:
    staged = work.stage(Store(folder / f"store {made.number}"), made.content, NOW)
    read = work.read_incidents(staged, made.name, NOW, source=SourceSystem(made.source))
    for left in staged.parent.glob(f"{staged.name}*"):
        left.unlink(missing_ok=True)
    what = f"{made.name} ({made.source})"
    if not isinstance(read, Extract):
        return [f"{what}: {read.sentence}"]
    found = asdict(read.rows) | {"incidents": len(read.incidents)}
    expected = made.figures()
    wrong = [
        f"{what}: {name} {found[name]}, not {expected[name]}"
        for name in expected
        if found[name] != expected[name]
    ]
    if found["read"] != found["accepted"] + found["duplicate"] + found["rejected"] + found["left_out"]:
        wrong.append(f"{what}: the figures do not add up: {found}")
    reasons = dict(read.left_out)
    if reasons != {reason: rows for reason, rows in made.left_out.items() if rows}:
        wrong.append(f"{what}: left out {reasons}, not {dict(made.left_out)}")
    return wrong
