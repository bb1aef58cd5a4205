"""Extracts parsed in the tests' own process: a process for each costs a third of a second, and hundreds are read.

The process, its limits and what it says are what some files of tests/extracts and tests/proofs are about (tests/conftest.py names
them): there nothing is replaced. That both ways give the same is tested there as well.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard.domain.extract import RefusedFile
from dashboard.extracts import child, reading
from dashboard.extracts.limits import Limits
from dashboard.extracts.packed import unpacked_path
from dashboard.extracts.sheet import CannotRead, Wanted

IN_A_PROCESS = reading._parse_in_child


def parse_here(
    staged: Path, kind: str, file_name: str, target: Path, limits: Limits, wanted: Wanted
) -> RefusedFile | None:
    """What `reading._parse_in_child` does: the columns at `target`, or why not."""
    partial = target.with_suffix(".here")
    unpacked = unpacked_path(str(partial))
    try:
        if kind == "zip":
            staged, kind = child._unpacked(staged, unpacked, file_name, limits)
        table, description = child.parse(staged, kind, file_name, limits, wanted)
    except CannotRead as refused:
        reason, sentence = refused.args
        return RefusedFile(reason, sentence)
    finally:
        unpacked.unlink(missing_ok=True)
    child.write(table, description, str(partial))
    partial.replace(target)
    return None


@contextmanager
def parsing_in_a_process() -> Iterator[None]:
    """As the product does, for a test that is about it in a file of others."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reading, "_parse_in_child", IN_A_PROCESS)
        yield


@contextmanager
def parsing_here() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reading, "_parse_in_child", parse_here)
        yield
