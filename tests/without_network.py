"""A server that is held to this computer: its tries to go further are written down, and refused."""

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "no_network"


def held_here(log: Path) -> dict[str, str]:
    """What a process's environment says so that it is held, and its tries stand in `log`."""
    path = os.pathsep.join(each for each in (str(FOLDER), os.environ.get("PYTHONPATH", "")) if each)
    return {"PYTHONPATH": path, "TRIES_LOG": str(log)}


def tries(log: Path) -> list[str]:
    """Each try, as what it was and where it wanted to."""
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []
