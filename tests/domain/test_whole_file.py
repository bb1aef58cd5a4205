"""One way to write a file whole: what is there is the file of before or the new one, and no other code renames what it wrote."""

import ast
import os
from pathlib import Path

import pytest

from dashboard.domain.whole_file import sha256_of, write_whole
from tests.python_files import product_files

AFTER = "7b9a72466d3960eb2aacccfc848939453490db0678bd4725def3f789b891c919"
"""Of the six bytes after and a new line, by sha256sum."""

NOT_ONE_FILE = {
    "dashboard/cli/packing.py": "several packs, each with a name drawn by lot",
    "dashboard/desk/audit_head.py": "adds a line",
    "dashboard/desk/file.py": "SQLite writes it, and two that make it make the same",
    "dashboard/domain/whole_file.py": "the one",
    "dashboard/extracts/reading.py": "staging, which a start may lose",
    "dashboard/register/publish.py": "an edition that DuckDB wrote and flushed",
    "dashboard/register/withdrawal.py": "an edition that was copied and flushed",
    "dashboard/work/safekeeping/backup.py": "a folder that leaves",
    "dev.py": "before anything is installed",
}


@pytest.mark.parametrize("private", [False, True])
def test_what_fails_in_the_middle_leaves_the_file_of_before_and_nothing_else(
    tmp_path: Path, private: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "erased.json"
    write_whole(path, "before\n", private=private)
    flushed: list[str] = []
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: (flushed.append(path.read_text()), fsync(file)))

    def half(unfinished: Path) -> None:
        unfinished.write_text("aft")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_whole(path, half, private=private)
    assert [each.name for each in tmp_path.iterdir()] == ["erased.json"] and path.read_text() == "before\n"
    write_whole(path, b"after\n", private=private)
    assert flushed == ["before\n"], "on disk before it has its name"
    assert path.read_bytes() == b"after\n"
    assert sha256_of(path) == AFTER
    if private and os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_nobody_else_renames_what_they_wrote() -> None:
    found = {
        file.path
        for file in product_files()
        for call in ast.walk(file.tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("os.replace", "os.fsync")
    }
    found |= {file.path for file in product_files() if ".replace(path)" in file.text}
    assert found == NOT_ONE_FILE.keys(), "use domain/whole_file.py"
