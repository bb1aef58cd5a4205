"""Bad input against the app: its process is fed damaged files and must answer each with one plain sentence or an import."""

import json
import queue
import re
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from tests.proofs.bad_files import BadFile

REPOSITORY = Path(__file__).resolve().parents[2]
HANGS = 60
ADDED_MB = 50
NOT_PLAIN = re.compile(
    r"Traceback|[a-z]Error\b|Exception|panick|errno|calamine|pyarrow|zipfile|subprocess|\bNone\b|0x[0-9a-f]{2}|\\x[0-9a-f]{2}|/tmp/"
)
THE_FILES_OWN_WORDS = re.compile(r"(?<=headings are ).*?;|(?<=row \d has ).*?;|(?<=row \d\d has ).*?;")
"""Headings that a refusal shows as they are: a workbook may well have one called 'calamine repo'."""

SAYS_WHAT_TO_DO = re.compile(r"\b(choose|export|save|open it|import it|say which|check that|widen)\b")


@dataclass
class Outcome:
    """What went wrong, in words (empty: nothing), and what was seen."""

    wrong: list[str] = field(default_factory=list)
    refused: int = 0
    stored: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    slowest: float = 0.0
    most_added: float = 0.0
    incidents_stored: int = 0


class AppProcess:
    """One process that reads; begun again after it has died, so that every file is tried."""

    def __init__(self, store: Path, module: str = "tests.proofs.reading_process") -> None:
        self.command = [sys.executable, "-m", module, str(store)]
        self.process: subprocess.Popen[str] | None = None

    def answer(self, path: Path, bad: BadFile) -> dict[str, object]:
        """The process's answer; {'crash': ...} when it died or was silent for a minute and a quarter."""
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(
                self.command,
                cwd=REPOSITORY,
                text=True,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        process = self.process
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(json.dumps({"path": str(path), "name": bad.name, "source": bad.source}) + "\n")
        process.stdin.flush()
        heard: queue.Queue[str] = queue.Queue()
        threading.Thread(target=lambda: heard.put(process.stdout.readline()), daemon=True).start()  # type: ignore[union-attr]
        try:
            line = heard.get(timeout=HANGS + 15)
        except queue.Empty:
            process.kill()
            process.wait()
            return {"crash": f"no answer in {HANGS + 15} s"}
        if not line:
            return {"crash": f"the process ended with status {process.wait()}"}
        return json.loads(line)

    def close(self) -> None:
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()
            self.process.wait(timeout=30)


def try_all(
    files: Iterable[BadFile],
    folder: Path,
    *,
    module: str = "tests.proofs.reading_process",
    processes: int = 2,
) -> Outcome:
    """Feed the files to so many processes, each with a store of its own, and judge every answer and every store."""
    waiting, lock, outcome = iter(files), threading.Lock(), Outcome()

    def next_file() -> BadFile | None:
        with lock:
            return next(waiting, None)

    def feed(worker: int) -> None:
        app = AppProcess(folder / f"store {worker}", module)
        path = folder / f"upload {worker}"
        stored = 0
        while (bad := next_file()) is not None:
            path.write_bytes(bad.content)
            told = app.answer(path, bad)
            with lock:
                stored += judge(bad, told, outcome)
        app.close()
        with lock:
            outcome.wrong += in_store(folder / f"store {worker}", stored)

    with ThreadPoolExecutor(processes) as workers:
        list(workers.map(feed, range(processes)))
    return outcome


def judge(bad: BadFile, told: dict[str, object], outcome: Outcome) -> int:
    """Note what is wrong with an answer; the number of incidents that it says were stored."""
    what = f"file {bad.number} ({bad.damage}, {bad.name}, {bad.source})"
    if "crash" in told:
        outcome.wrong.append(f"{what}: {told['crash']}")
        return 0
    seconds, added = float(str(told["seconds"])), float(str(told["added"]))
    outcome.slowest, outcome.most_added = max(outcome.slowest, seconds), max(outcome.most_added, added)
    if seconds > HANGS:
        outcome.wrong.append(f"{what}: {seconds:.0f} s")
    if added > ADDED_MB:
        outcome.wrong.append(f"{what}: reading added {added:.0f} MB to the app")
    if told["refused"] is None:
        outcome.stored += 1
        outcome.incidents_stored += int(str(told["incidents"]))
        return int(str(told["incidents"]))
    outcome.refused += 1
    reason = str(told["refused"])
    outcome.reasons[reason] = outcome.reasons.get(reason, 0) + 1
    outcome.wrong += [f"{what}: {fault}" for fault in faults(str(told["sentence"]), bad.name)]
    return 0


def faults(sentence: str, file_name: str) -> Iterator[str]:
    """What is not plain about a refusal."""
    rest = sentence.replace(file_name, "")
    if not sentence.endswith(".") or not 40 < len(sentence) < 700:
        yield f"no whole sentence: {sentence!r}"
    if not sentence.isprintable():
        yield f"holds characters that do not print: {sentence!r}"
    if NOT_PLAIN.search(THE_FILES_OWN_WORDS.sub(";", rest)):
        yield f"not plain: {sentence!r}"
    if not SAYS_WHAT_TO_DO.search(rest):
        yield f"does not say what to do: {sentence!r}"


def in_store(root: Path, incidents: int) -> list[str]:
    """Whether a store holds exactly the incidents of the files that were read, and so none of a refused one."""
    register = root / "register.duckdb"
    found = 0
    if register.exists():
        with duckdb.connect(str(register), read_only=True) as opened:
            found = (
                opened.execute("select count(*) from revision where standing = 'stands'").fetchall()[0][0]
                if _has_standing(opened)
                else opened.execute("select count(*) from revision").fetchall()[0][0]
            )
    return [] if found == incidents else [f"{root.name} holds {found} incidents and {incidents} were read"]


def _has_standing(register: duckdb.DuckDBPyConnection) -> bool:
    names = register.execute(
        "select column_name from duckdb_columns() where table_name = 'revision'"
    ).fetchall()
    return ("standing",) in names
