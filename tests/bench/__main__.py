"""How fast imports, names, statistics, pages and questions are, against what the machine can do:
`python3 dev.py bench [--json] [--rounds 3] [--only csv]`.

Both sides of each line are measured in the same run, one after the other in every round, each as a whole process (statistics and
questions: in this one; pages: of a server beside an empty one); a line gives the medians and the median of the rounds' ratios.
Nothing here is a test: a busy machine would fail it.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median

from tests.bench.first_picture import first_picture_lines
from tests.bench.lines import Line, table
from tests.bench.listings import write_csv, write_workbook
from tests.bench.medicines import accuracy, distinct_names, write_names
from tests.bench.packs import pack_lines
from tests.bench.pages import bars, made_store, measured, processor_words
from tests.bench.processes import Run, memory_can_be_measured, run
from tests.bench.questions import measured_questions
from tests.bench.sessions import LASTS, OPENED_WITHIN, crowd_lines, measured_crowd
from tests.bench.statistics import MONTHS, SERIES, judged, made_series, means_and_ranges, seconds

WORKBOOK_ROWS, CSV_ROWS, FEW_ROWS = 100_000, 1_000_000, 500
PAGE_ROWS, MANY_PAGE_ROWS, PAGE_RUNS = 100_000, 1_000_000, 10
CROWDS = ((50, 1), (200, 4))
"""Sessions, and the processes that they are shared out among."""

NAMES, DIFFERENT, NAMES_SECONDS, NAMES_MORE = 100_000, 5_000, 10.0, 2.0
WORKBOOK_BAR, CSV_BAR, MEMORY_BAR, SECONDS_MORE, JUDGED_SECONDS = 4.0, 8.0, 1536.0, 1.0, 0.25

CALAMINE = """
import sys
from python_calamine import CalamineWorkbook
print(len(CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()))
"""
DUCKDB = """
import sys, time
import duckdb
began = time.perf_counter()
with duckdb.connect(sys.argv[2]) as made:
    made.execute("set enable_progress_bar = false")  # it would stand in what is printed
    made.execute("create table listing as from read_csv(?)", [sys.argv[1]])
    rows = made.execute("select count(*) from listing").fetchall()[0][0]
print(rows, time.perf_counter() - began)
"""
STEPS = """
import json, sys, time
from pathlib import Path
began = time.perf_counter()
from dashboard import work
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.extracts.limits import COMMAND_LINE
steps, store, path = {"libraries": time.perf_counter() - began}, Store(Path(sys.argv[2])), Path(sys.argv[1])
def step(name, act):
    began = time.perf_counter()
    done = act()
    steps[name] = time.perf_counter() - began
    return done
now = work.now_utc()
staged = step("staging", lambda: work.stage(store, path, now))
read = step("reading", lambda: work.read_incidents(staged, path.name, now, limits=COMMAND_LINE))
step("storing and publishing", lambda: work.store_incidents(store, SINGLE_USER, read, now))
print(json.dumps(steps))
"""


class Bench:
    def __init__(self, folder: Path, rounds: int, rows: float) -> None:
        self.folder, self.rounds, self.rows = folder, rounds, rows
        self.lines: list[Line] = []
        self.notes: list[str] = []

    def add(self, line: Line) -> None:
        """Said as it comes too: what was measured is not lost when a later part fails."""
        self.lines.append(line)
        self.say(table([line]).splitlines()[1])

    def say(self, sentence: str) -> None:
        print(sentence, file=sys.stderr, flush=True)

    def store(self, name: str) -> Path:
        """A store that is empty."""
        shutil.rmtree(self.folder / name, ignore_errors=True)
        return self.folder / name

    def imported(self, path: Path, store: Path, rows: int, *, memory: bool = False) -> Run:
        """An import by the command line, from the file's bytes to a published edition; all of its rows must be read."""
        done = run(
            "-m",
            "dashboard",
            "import",
            str(path),
            "--source",
            "datix",
            "--store",
            str(store),
            "--json",
            memory=memory,
        )
        told = json.loads(done.out)
        if told["rows_read"] != rows or told["edition"] is None:
            raise SystemExit(f"The import of {path.name} read {told['rows_read']} rows, not {rows}.")
        return done

    def workbook(self) -> None:
        rows, path = int(WORKBOOK_ROWS * self.rows), self.folder / "listing.xlsx"
        self.say(f"Writing a workbook of {rows:,} rows ...")
        write_workbook(path, rows)
        ours, reference = [], []
        for number in range(self.rounds):
            reference.append(run("-c", CALAMINE, str(path)).seconds)
            ours.append(self.imported(path, self.store("workbook"), rows).seconds)
            self.say(f"  round {number + 1}: ours {ours[-1]:.2f} s, calamine {reference[-1]:.2f} s")
        name = f"{rows:,}-row workbook ({_mb(path)}), bytes to edition, against calamine's to_python()"
        self.compare(name, ours, reference, WORKBOOK_BAR)
        steps = json.loads(run("-c", STEPS, str(path), str(self.store("steps"))).out)
        self.notes.append(
            "workbook, step by step: " + ", ".join(f"{what} {took:.2f} s" for what, took in steps.items())
        )

    def csv(self) -> Path:
        """Returns the store that holds them all."""
        rows, path = int(CSV_ROWS * self.rows), self.folder / "listing.csv"
        self.say(f"Writing a CSV of {rows:,} rows ...")
        write_csv(path, rows)
        ours, reference, inside = [], [], []
        for number in range(self.rounds):
            (self.folder / "listing.duckdb").unlink(missing_ok=True)
            done = run("-c", DUCKDB, str(path), str(self.folder / "listing.duckdb"))
            reference.append(done.seconds)
            inside.append(float(done.out.split()[1]))
            ours.append(self.imported(path, self.store("million"), rows).seconds)
            self.say(f"  round {number + 1}: ours {ours[-1]:.2f} s, DuckDB {reference[-1]:.2f} s")
        name = f"{rows:,}-row CSV ({_mb(path)}), bytes to edition, against DuckDB's read_csv into a file"
        self.compare(name, ours, reference, CSV_BAR)
        self.notes.append(f"DuckDB's statement alone, without its process: {median(inside):.2f} s")
        self.peak_memory(path, rows)
        return self.folder / "million"

    def peak_memory(self, path: Path, rows: int) -> None:
        """In a round of its own, because looking slows what is looked at."""
        if not memory_can_be_measured():
            self.notes.append("memory was not measured: this system has no /proc/<process>/smaps_rollup")
            return
        (self.folder / "listing.duckdb").unlink(missing_ok=True)
        reference = run("-c", DUCKDB, str(path), str(self.folder / "listing.duckdb"), memory=True).peak
        ours = self.imported(path, self.store("million"), rows, memory=True).peak
        assert ours is not None and reference is not None
        name = "the same import, peak memory of all its processes (sum of PSS)"
        holds = ours <= MEMORY_BAR
        self.add(Line(name, "MB", ours, reference, ours / reference, f"<= {MEMORY_BAR:,.0f} MB", holds))

    def few_into_many(self, million: Path) -> None:
        """Half of the few rows are of incidents that the register knows. Each round has bytes of its own."""
        ours, reference, path = [], [], self.folder / "few.csv"
        for number in range(max(self.rounds, 5)):  # a second in five is easily lost in a busy moment
            write_csv(
                path, FEW_ROWS, seed=100 + number, first=int(CSV_ROWS * self.rows) - FEW_ROWS // 2 + number
            )
            reference.append(self.imported(path, self.store("empty"), FEW_ROWS).seconds)
            ours.append(self.imported(path, million, FEW_ROWS).seconds)
            self.say(f"  round {number + 1}: into many {ours[-1]:.2f} s, into none {reference[-1]:.2f} s")
        more = median(one - other for one, other in zip(ours, reference, strict=True))
        ratio = median(one / other for one, other in zip(ours, reference, strict=True))
        name = f"{FEW_ROWS} rows into a register of {int(CSV_ROWS * self.rows):,} incidents, against an empty one"
        bar = f"<= {SECONDS_MORE:.0f} s more ({more:+.2f} s)"
        self.add(Line(name, "s", median(ours), median(reference), ratio, bar, more <= SECONDS_MORE))

    def medicines(self) -> None:
        """Names read rightly, 100,000 of them in one process, and what 5,000 different ones add to a long import."""
        found = accuracy()
        self.notes.append(
            found.in_words() if found else "names of the real sample were not read: it is not here"
        )
        if found:
            self.say(found.in_words())
        path = self.folder / "names.csv"
        write_names(path, NAMES)
        command = ("-m", "dashboard", "medicines", "match", str(path), "--column", "drug")
        took = median(run(*command, "--store", str(self.store("none"))).seconds for _ in range(self.rounds))
        bar = f"<= {NAMES_SECONDS:.0f} s"
        self.add(
            Line(f"{NAMES:,} different names matched", "s", took, None, None, bar, took <= NAMES_SECONDS)
        )
        rows, many, none = int(CSV_ROWS * self.rows), self.folder / "many.csv", self.folder / "no names.csv"
        write_csv(many, rows, medicines=distinct_names(DIFFERENT))
        write_csv(none, rows, medicines=[""])
        ours, reference = [], []
        for number in range(self.rounds):
            reference.append(self.imported(none, self.store("without"), rows).seconds)
            ours.append(self.imported(many, self.store("with"), rows).seconds)
            self.say(f"  round {number + 1}: with names {ours[-1]:.2f} s, without {reference[-1]:.2f} s")
        more = median(one - other for one, other in zip(ours, reference, strict=True))
        ratio = median(one / other for one, other in zip(ours, reference, strict=True))
        bar = f"<= {NAMES_MORE:.0f} s more ({more:+.2f} s)"
        name = f"{rows:,} rows with {DIFFERENT:,} different names of medicines, against none"
        self.add(Line(name, "s", median(ours), median(reference), ratio, bar, more <= NAMES_MORE))

    def statistics(self) -> None:
        """In this process, because it is a page that waits for it."""
        series, ours, reference = made_series(), [], []
        for _ in range(max(self.rounds, 5)):
            reference.append(seconds(means_and_ranges, series))
            ours.append(seconds(judged, series))
        took = median(ours)
        ratio = median(one / other for one, other in zip(ours, reference, strict=True))
        name = f"{SERIES} series of {MONTHS} months judged, against numpy's means and moving ranges"
        bar = f"<= {JUDGED_SECONDS:g} s"
        self.add(Line(name, "s", took, median(reference), ratio, bar, took <= JUDGED_SECONDS))

    def pages(self) -> None:
        """Each page that asks an edition, of many incidents and of very many; and each question by itself."""
        for incidents, of_many in ((PAGE_ROWS, False), (MANY_PAGE_ROWS, True)):
            rows = int(incidents * self.rows)
            self.say(f"Making an edition of {rows:,} incidents with bed days ...")
            store = made_store(self.folder, rows)
            if not of_many:
                self.questions(store)
            for times in measured(store, PAGE_RUNS * self.rounds):
                for line in bars(times, f"{rows:,} incidents", of_many=of_many):
                    self.add(line)
                self.notes.append(f"{rows:,} incidents, {processor_words(times)}")

    def sessions(self) -> None:
        """Many readers of one edition at once: on one server, and on several."""
        store = made_store(self.folder, int(PAGE_ROWS * self.rows))
        for sessions, processes in CROWDS:
            self.say(f"{sessions} sessions, {OPENED_WITHIN + LASTS:.0f} s ...")
            crowd = measured_crowd(store, sessions, processes)
            what = f"{sessions} sessions on {processes} process{'es' if processes > 1 else ''}"
            for line in crowd_lines(crowd, what):
                self.add(line)
            heard = crowd.heard
            took = (
                f"median {median(heard.reruns):.2f} s, slowest {max(heard.reruns):.2f} s"
                if heard.reruns
                else "none"
            )
            self.notes.append(f"{what}: answers {took}; {crowd.processor:.0f} s of the servers' processor")
            self.notes += sorted(set(heard.failures))

    def first_picture(self) -> None:
        """In a browser that has never been here."""
        if not os.environ.get("CHROMIUM"):
            self.notes.append(
                "first picture: not measured, there is no Chromium or Chrome; set CHROMIUM to its path"
            )
            return
        store = made_store(self.folder, int(PAGE_ROWS * self.rows))
        for line in first_picture_lines(store, max(self.rounds, 5)):
            self.add(line)

    def packs(self) -> None:
        """A committee pack of many incidents, in each format."""
        store = made_store(self.folder, int(PAGE_ROWS * self.rows))
        for line in pack_lines(store, max(self.rounds, 5)):
            if isinstance(line, Line):
                self.add(line)
            else:
                self.notes.append(line)

    def questions(self, store: Path) -> None:
        """Each question's slowest filter, against the same SELECT with that filter written into it."""
        for found in measured_questions(store, max(self.rounds, 9)):
            name = f"{found.question} ({found.asked}), against its filter as literals"
            ratio = found.ours / found.literal
            self.add(Line(name, "ms", found.ours, found.literal, ratio, found.bar, found.holds))

    def compare(self, name: str, ours: Sequence[float], reference: Sequence[float], bar: float) -> None:
        ratio = median(one / other for one, other in zip(ours, reference, strict=True))
        self.add(Line(name, "s", median(ours), median(reference), ratio, f"<= {bar:g} x", ratio <= bar))

    def starts(self) -> None:
        """What every import pays before it begins."""
        alone = median(run("-c", "").seconds for _ in range(3))
        command = median(run("-m", "dashboard", "--help").seconds for _ in range(3))
        parsing = median(
            run(
                "-I",
                "-c",
                f"import sys; sys.path.insert(0, {str(Path.cwd())!r}); import dashboard.extracts.child",
            ).seconds
            for _ in range(3)
        )
        self.notes.append(
            f"starting: Python {alone:.2f} s, the command line {command:.2f} s, the parsing process {parsing:.2f} s"
        )


def _mb(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.0f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="dev.py bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--only",
        choices=("workbook", "csv", "medicines", "statistics", "pages", "sessions", "first_picture", "packs"),
        help="csv includes the small import into a large register",
    )
    parser.add_argument(
        "--rows", type=float, default=1.0, metavar="SHARE", help="a share of the rows, to try it out"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench ") as folder:
        bench = Bench(Path(folder), options.rounds, options.rows)
        bench.starts()
        if options.only in (None, "workbook"):
            bench.workbook()
        if options.only in (None, "csv"):
            bench.few_into_many(bench.csv())
        if options.only in (None, "medicines"):
            bench.medicines()
        if options.only in (None, "statistics"):
            bench.statistics()
        if options.only in (None, "pages"):
            bench.pages()
        if options.only in (None, "packs"):
            bench.packs()
        if options.only in (None, "first_picture"):
            bench.first_picture()
        if options.only in (None, "sessions"):
            bench.sessions()
    if options.json:
        print(json.dumps({"lines": [asdict(line) for line in bench.lines], "notes": bench.notes}, indent=2))
    else:
        print(table(bench.lines), *bench.notes, sep="\n")


if __name__ == "__main__":
    main()
