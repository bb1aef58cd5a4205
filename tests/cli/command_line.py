"""`python -m dashboard` as a person runs it: a process of its own, its two streams and its exit status."""

import contextlib
import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.cli import main
from tests.python_files import ROOT

REFUSED = 2


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str

    @property
    def told(self) -> Any:
        """The one JSON value on stdout."""
        assert self.status == 0, self.err
        return json.loads(self.out)

    @property
    def table(self) -> list[list[str]]:
        assert self.status == 0, self.err
        return list(csv.reader(io.StringIO(self.out)))

    @property
    def mapping(self) -> dict[str, int]:
        """A table of two columns, its headings left aside."""
        return {name: int(count) for name, count in self.table[1:]}

    @property
    def sentence(self) -> str:
        """A refusal: exit status 2, one line on stderr, nothing on stdout."""
        assert (self.status, self.out) == (REFUSED, ""), (self.status, self.out, self.err)
        lines = self.err.splitlines()
        assert len(lines) == 1 and "Traceback" not in self.err, self.err
        return lines[0]


def dashboard(
    *arguments: object, store: Path | None = None, environment: dict[str, str] | None = None
) -> Answer:
    """Run one command on a store."""
    command = [sys.executable, "-m", "dashboard", *map(str, arguments)]
    if store is not None:
        command += ["--store", str(store)]
    told = {name: value for name, value in os.environ.items() if name != "MEDICATION_STORE"}
    run = subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**told, "PYTHONUTF8": "1", **(environment or {})},
        timeout=120,
        check=False,
    )
    return Answer(run.returncode, run.stdout, run.stderr)


def dashboard_here(*arguments: object, store: Path | None = None) -> Answer:
    """The same without a process: for what does not depend on one (a process costs most of a second)."""
    command = [*map(str, arguments), *(["--store", str(store)] if store else [])]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(command)
    return Answer(status, out.getvalue(), err.getvalue())


def all_of(commands: Sequence[tuple[object, ...]], store: Path) -> list[Answer]:
    """Several commands that do not write, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda command: dashboard(*command, store=store), commands))
