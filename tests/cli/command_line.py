"""`python -m dashboard` as a person runs it: a process of its own, its two streams and its exit status.

A process that reads the program's files anew takes 0.9 seconds of a processor before it does anything, and the suite runs a hundred
commands. Each is therefore forked off a process that has read them and done nothing else (Python's own fork server). Where
there is no fork (Windows), and where an environment is given, Python is started for the command.
"""

import contextlib
import csv
import io
import json
import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from dashboard.cli import main
from tests.python_files import ROOT

REFUSED = 2
SECONDS = 120
READY = "forkserver"


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
    written = [*map(str, arguments), *(["--store", str(store)] if store is not None else [])]
    told = {name: value for name, value in os.environ.items() if name != "MEDICATION_STORE"}
    if environment is not None or READY not in multiprocessing.get_all_start_methods():
        return _started(written, {**told, "PYTHONUTF8": "1", **(environment or {})})
    return _forked(written, told)


def _started(arguments: list[str], environment: dict[str, str]) -> Answer:
    run = subprocess.run(
        [sys.executable, "-m", "dashboard", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=environment,
        timeout=SECONDS,
        check=False,
    )
    return Answer(run.returncode, run.stdout, run.stderr)


def _forked(arguments: list[str], environment: dict[str, str]) -> Answer:
    ready = multiprocessing.get_context(READY)
    ready.set_forkserver_preload([__name__, "dashboard.made_up_trust"])
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        command = ready.Process(target=_run, args=(arguments, environment, str(out), str(err)))
        with _no_script_of_a_page():
            command.start()
        command.join(SECONDS)
        if command.exitcode is None:
            command.kill()
            raise TimeoutError(f"{arguments} did not end in {SECONDS} s")
        return Answer(command.exitcode, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))


@contextlib.contextmanager
def _no_script_of_a_page() -> Iterator[None]:
    """A new process runs again what stands as `__main__`; a page that was driven before has left its script there, which is gone."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _run(arguments: list[str], environment: dict[str, str], out: str, err: str) -> None:
    """In the forked process: what `python -m dashboard` does once Python has started."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    for number, path in ((1, out), (2, err)):
        written = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(written, number)
        os.close(written)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - it ends with the process
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
    sys.argv = ["dashboard", *arguments]
    runpy.run_module("dashboard", run_name="__main__", alter_sys=True)


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
