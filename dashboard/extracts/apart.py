"""What a process apart is started with: the program's own code, nothing of the machine's environment but what Python needs."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_CHILD = (
    "import os, sys; sys.path.insert(0, sys.argv[1]); "
    "from {module} import main; status = main(sys.argv[2:]); sys.stdout.flush(); os._exit(status)"
)
"""It leaves without taking its millions of cells apart one by one: what it wrote is closed."""

_KEPT = ("SYSTEMROOT", "PATH", "TMPDIR", "TEMP", "TMP", "LANG")
_SPARE = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"}
"""Each arena of the allocator and each thread of the algebra library would take address space from the limit."""


def apart(module: str, arguments: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """The command and the environment that run `main(arguments)` of this module of ours, isolated (-I): for `run_watched`."""
    kept = {name: value for name in _KEPT if (value := os.environ.get(name))}
    command = [sys.executable, "-I", "-B", "-c", _CHILD.format(module=module), str(ROOT), *arguments]
    return command, {**kept, "PYTHONUTF8": "1", **_SPARE}
