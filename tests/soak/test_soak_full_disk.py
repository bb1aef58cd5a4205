"""Every act at thirty sizes of a full disk: a sentence, nothing in part, and the next try works."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.proofs.full_disk import ACTS
from tests.python_files import ROOT


@pytest.mark.skipif(
    sys.platform == "win32", reason="the system's limit on the size of a file: not on Windows"
)
@pytest.mark.timeout(7200)
def test_no_room_at_thirty_sizes(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.proofs.full_disk", str(tmp_path), "30"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    told = json.loads(ran.stdout)
    print(f"\n{told}")
    assert set(told) == set(ACTS)
    for name, ends in told.items():
        assert ends["wrong"] == [], name
        assert ends["refused"] and ends["done"], name
