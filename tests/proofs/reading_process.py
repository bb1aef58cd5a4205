"""The app's process under bad input: reads and, where it can, stores the files it is told of; one JSON line each.

python -m tests.proofs.reading_process STORE     with a line {"path", "name", "source"} on stdin for each file
"""

import json
import sys
import time
from pathlib import Path

from dashboard import work
from dashboard.domain.extract import RefusedFile
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.extracts.limits import BROWSER
from dashboard.extracts.medicines import get_ready
from tests.made_up_incidents import NOW
from tests.proofs.good_files import good_files


def _memory(field: str) -> float:
    """MB of this process: VmRSS now, VmHWM at the most since it was set back; 0 where the system does not say."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) for line in lines if line.startswith(field)) / 1024


def _set_peak_back() -> None:
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def read_one(store: Store, path: Path, name: str, source: str | None) -> dict[str, object]:
    """What became of one file: refused with its sentence, or read and stored; seconds, and MB added while reading."""
    content = path.read_bytes()
    _set_peak_back()
    before, began = _memory("VmRSS"), time.monotonic()
    staged = work.stage(store, content, NOW)
    read = work.read_incidents(
        staged, name, NOW, source=SourceSystem(source) if source else None, limits=BROWSER
    )
    told: dict[str, object] = {"seconds": time.monotonic() - began, "added": _memory("VmHWM") - before}
    staged.unlink(missing_ok=True)
    if isinstance(read, RefusedFile):
        return told | {"refused": read.reason, "sentence": read.sentence}
    result, _ = work.store_incidents(store, SINGLE_USER, read, NOW)
    return told | {
        "refused": None,
        "incidents": 0 if result.repeat else len(read.incidents),
        "import_id": result.import_id,
    }


def _read_a_good_file(store: Store) -> None:
    """What the first reading of any file loads once (libraries, code lists: 120 MB) is not what parsing adds."""
    get_ready()
    for good in (good_files()[0], good_files()[7]):
        staged = work.stage(store, good.content, NOW)
        work.read_incidents(staged, good.name, NOW, source=SourceSystem(good.source))
        staged.unlink(missing_ok=True)


def main() -> None:
    store = Store(Path(sys.argv[1]))
    _read_a_good_file(store)
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            told = read_one(store, Path(asked["path"]), asked["name"], asked["source"])
        except Exception as error:
            told = {"crash": f"{type(error).__name__}: {error}"[:400]}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
