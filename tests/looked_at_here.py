"""What a process apart looks at is looked at in the tests' own process: starting one takes half a second. Not where what is tested is
that process, or a file that might end it."""

import contextlib
import importlib
import io
from collections.abc import Iterator, Mapping, Sequence

import pytest

from dashboard.extracts.watchdog import Ended, WatchedProcess

LOOKING = ("dashboard.work.safekeeping.damage", "dashboard.work.safekeeping.backup")


@contextlib.contextmanager
def looking_here() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        for name in LOOKING:
            patched.setattr(importlib.import_module(name), "run_watched", _run_here)
        yield


def _run_here(
    command: Sequence[str], environment: Mapping[str, str], *, seconds: float, memory_bytes: int
) -> WatchedProcess:
    """The module that the command imports, and the arguments after the folder of the program."""
    module = command[4].split("from ")[1].split(" import")[0]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        status = importlib.import_module(module).main(command[6:])
    return WatchedProcess(Ended.ITSELF, status, out.getvalue().encode())
