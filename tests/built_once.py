"""The made-up trust, built once in a run and copied for whoever wants one.

To build it takes seven seconds of a processor, to copy its thirty megabytes a twentieth of one. Nobody opens the shared one:
each test works on a copy of its own, and each copy is compared with what was built, so that nothing written to the
shared one could pass from one test to another.
"""

import hashlib
import json
import os
import shutil
from pathlib import Path

from filelock import FileLock

from dashboard.domain.store import Store
from tests.cli.command_line import dashboard

BUILT = "built.json"
"""Written last, beside the trust: a build that was broken off is begun again."""


class BuiltOnce:
    """The trust as `--demo` builds it, in a process of its own: the first of the run's processes to ask has it built. Where a server
    that starts on nothing has built one before anybody asked, that one is taken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def copied_beside(self, root: Path) -> Store:
        """A copy of the made-up trust where the real store at `root` looks for it: the real store."""
        with FileLock(str(self.folder) + ".lock", timeout=170):
            if not (self.folder / BUILT).exists():
                self._build()
        beside = Store(root)
        copied = beside.made_up_trust().root
        shutil.copytree(Store(self.folder).made_up_trust().root, copied)
        was = json.loads((self.folder / BUILT).read_text(encoding="utf-8"))
        assert digests(copied) == was, "something has written to the made-up trust that is copied"
        return beside

    def take(self, root: Path) -> None:
        """The made-up trust beside the real store at `root`, which nobody has looked at yet."""
        with FileLock(str(self.folder) + ".lock", timeout=170):
            if not (self.folder / BUILT).exists():
                shutil.rmtree(self.folder, ignore_errors=True)
                shutil.copytree(Store(root).made_up_trust().root, Store(self.folder).made_up_trust().root)
                self._is_built()

    def _build(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        listed = dashboard("editions", "--demo", "--json", store=self.folder).told["editions"]
        assert listed, "nothing was published"
        self._is_built()

    def _is_built(self) -> None:
        built = digests(Store(self.folder).made_up_trust().root)
        assert any(name.endswith(".duckdb") and "editions" in name for name in built), "nothing was published"
        (self.folder / BUILT).write_text(json.dumps(built), encoding="utf-8")


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file below a folder, by its path there."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def folder_of_the_run(base: Path) -> Path:
    """A folder that all processes of this run share, and no other run: `base` is pytest's folder of this process."""
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
