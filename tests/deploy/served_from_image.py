"""The dashboard as the container's file says it: from nothing but the files that it copies, by its own command."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.deploy.proxy import ROOT, free_port
from tests.deploy.test_shipped import command, copied_sources
from tests.without_network import held_here, tries

START_SECONDS = 120


@dataclass(frozen=True)
class Served:
    port: int
    folder: Path
    store: Path
    log: Path
    tried: Path

    def asked(self, path: str, **headers: str) -> tuple[int, bytes]:
        """Around the proxy, from this computer."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read()

    def tries(self) -> list[str]:
        return tries(self.tried)


@contextmanager
def served(folder: Path, store: Path, **environment: str) -> Iterator[Served]:
    """Started, and stopped at the end."""
    image, log = folder / "image", folder / "server.log"
    for source in copied_sources():
        to = image / source
        to.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, to, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / source, to)
    port, tried = free_port(), folder / "tries.log"
    said = {"0.0.0.0": "127.0.0.1", "8501": str(port), "python": sys.executable}
    home = folder / "home"
    home.mkdir()
    started = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("MEDICATION_", "STREAMLIT_"))},
        **held_here(tried), "MEDICATION_STORE": str(store), "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(home), **environment,
    }  # fmt: skip
    with log.open("wb") as written:
        running = subprocess.Popen(
            [said.get(each, each) for each in command()],
            cwd=image, env=started, stdout=written, stderr=written, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        server = Served(port, image, store, log, tried)
        try:
            _wait(server, running)
            yield server
        finally:
            running.terminate()
            running.wait(20)


def _wait(server: Served, running: subprocess.Popen) -> None:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends and running.poll() is None:
        try:
            if server.asked("/_stcore/health")[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"the server did not start: {server.log.read_text()[-3000:]}")
