"""Log lines never hold a value from a row: canaries go through imports that succeed, are refused and raise."""

import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from dashboard import work
from dashboard.domain.extract import ActivityExtract, Extract
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.log_lines import FIELDS, JsonLine, keep_values_out_of_lines, log_to_stderr

NOW = datetime(2026, 11, 23, 9, 0)
CANARIES = (
    "CANARYREF77",
    "Canary Ward",
    "Canarycillin",
    "canary narrative",
    "CanaryHarm",
    "CanaryDivision",
    "CanarySite",
)
HEADINGS = "Ref,Incident date,Site,Division,Location (exact),Severity,Drug administered,Description"
ROW = "CANARYREF77,03/02/2026,CanarySite,CanaryDivision,Canary Ward,CanaryHarm,Canarycillin,canary narrative"
LISTING = f"{HEADINGS}\r\n{ROW}\r\n".encode()


class Lines(logging.Handler):
    """Keeps every line as it would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLine())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lines]:
    """Everything that any logger says, at the finest level."""
    kept = Lines()
    root, ours = logging.getLogger(), logging.getLogger("dashboard")
    monkeypatch.setattr(root, "handlers", [*root.handlers, kept])
    monkeypatch.setattr(ours, "propagate", True)
    levels = {logger: logger.level for logger in (root, ours)}
    for logger in levels:
        logger.setLevel(logging.DEBUG)  # not the attribute: a logger remembers what it was enabled for
    yield kept
    for logger, level in levels.items():
        logger.setLevel(level)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def clean(lines: Lines, *streams: str) -> None:
    for line in lines.lines:
        assert set(json.loads(line)) <= {"time", "level", "event", "where", *FIELDS}
    for text in (*lines.lines, *streams):
        assert not [canary for canary in CANARIES if canary.casefold() in text.casefold()], text


def stage(store: Store, content: bytes = LISTING) -> Extract:
    staged = work.stage(store, content, NOW)
    found = work.read_incidents(staged, "listing.csv", NOW, source=SourceSystem.DATIX)
    assert isinstance(found, Extract)
    return found


def test_an_import_that_succeeds_says_what_was_done_and_no_value(
    store: Store, lines: Lines, capfd: pytest.CaptureFixture[str]
) -> None:
    extract = stage(store)
    assert [word.written for word in extract.unplaced] == ["CanaryHarm"]
    work.store_incidents(store, SINGLE_USER, extract, NOW)
    work.undo_import(store, SINGLE_USER, 1, NOW)
    work.release_edition(store, SINGLE_USER, 2, NOW, "canary narrative in a note")
    said = [json.loads(line) for line in lines.lines]
    assert [(line["event"], line.get("subject"), line.get("who")) for line in said if "subject" in line] == [
        ("import", "import 1", "single-user"),
        ("undo import", "import 1", "single-user"),
        ("release edition", "edition 2", "single-user"),
    ]
    clean(lines, *capfd.readouterr())


def test_bed_days_say_what_was_done_and_no_value(store: Store, lines: Lines) -> None:
    content = b"Month,Site,Ward,Occupied bed days\r\n2026-02,CanarySite,Canary Ward,700\r\n"
    staged = work.stage(store, content, NOW)
    found = work.read_activity_file(store, staged, "bed_days.csv", NOW)
    assert isinstance(found, ActivityExtract)
    work.store_activity(store, SINGLE_USER, found, NOW)
    assert any('"event": "import activity"' in line for line in lines.lines)
    clean(lines)


def test_an_import_that_raises_is_logged_without_the_value_in_its_message(
    store: Store, lines: Lines, capfd: pytest.CaptureFixture[str]
) -> None:
    extract = stage(store)
    with store_without_a_table(store):
        try:
            work.store_incidents(store, SINGLE_USER, extract, NOW)
        except Exception:
            logging.getLogger("dashboard").exception(
                "import failed", extra={"subject": "import", "row": "CANARYREF77"}
            )
    (failed,) = [json.loads(line) for line in lines.lines if "import failed" in line]
    assert failed["level"] == "error" and failed["error"] and ":" in failed["where"]
    clean(lines, *capfd.readouterr())


class store_without_a_table:
    """The register has lost the table that an import writes to last."""

    def __init__(self, store: Store) -> None:
        from dashboard.register.file import open_register

        with open_register(store, NOW) as register:
            register.execute("drop table import_problem")

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


def test_an_exception_whose_message_quotes_a_value_is_named_and_placed_only(lines: Lines) -> None:
    try:
        date.fromisoformat("canary narrative")
    except ValueError:
        logging.getLogger("dashboard").exception("could not read", extra={"page": "Upload", "error": "x"})
    (line,) = [json.loads(each) for each in lines.lines]
    assert (line["event"], line["error"], line["page"]) == ("could not read", "ValueError", "Upload")
    clean(lines)


def test_fields_that_are_not_on_the_list_are_dropped() -> None:
    record = logging.makeLogRecord(
        {"msg": "import", "narrative": "canary", "subject": "import 1", "args": ()}
    )
    assert json.loads(JsonLine().format(record)).keys() == {"time", "level", "event", "subject"}


def test_a_line_is_one_line(lines: Lines) -> None:
    logging.getLogger("dashboard").info("two\nlines", extra={"subject": "import\n1"})
    (line,) = lines.lines
    assert "\n" not in line
    assert json.loads(line)["event"] == "two\nlines"


def test_our_logger_has_one_handler_and_goes_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    logger = logging.getLogger("dashboard")
    monkeypatch.setattr(logger, "handlers", [])
    monkeypatch.setattr(logger, "propagate", True)
    monkeypatch.setattr(logger, "level", logging.NOTSET)
    for _ in range(3):
        log_to_stderr()
    (handler,) = logger.handlers
    assert isinstance(handler, logging.StreamHandler) and handler.stream is sys.stderr
    assert isinstance(handler.formatter, JsonLine)
    assert logger.propagate is False


def test_what_a_refused_file_says_holds_no_value_of_its_rows(store: Store, lines: Lines) -> None:
    rejected = f"{HEADINGS}\r\n,{ROW.partition(',')[2]}\r\n".encode()
    staged = work.stage(store, rejected, NOW)
    found = work.read_incidents(staged, "listing.csv", NOW, source=SourceSystem.DATIX)
    assert not isinstance(found, Extract)
    clean(lines, found.sentence)


def test_audit_trail_and_problems_hold_no_value_of_the_rows(store: Store, lines: Lines) -> None:
    from dashboard import desk

    odd = ROW.replace("03/02/2026", "CANARYREF77").replace("Canary Ward", "Canary Ward 999 000 0018")
    extract = stage(store, f"{HEADINGS}\r\n{odd}\r\n".encode())
    work.store_incidents(store, SINGLE_USER, extract, NOW)
    assert len(extract.problems) == 2
    told = [f"{problem.column} {problem.value_kind} {problem.reason}" for problem in extract.problems]
    trail = [f"{line.act} {line.subject} {line.detail}" for line in desk.audit_trail(store, SINGLE_USER, NOW)]
    clean(lines, *told, *trail)


def test_narrative_is_named_as_left_out_and_stored_nowhere(store: Store) -> None:
    extract = stage(store)
    assert extract.narrative == ("Description",)
    work.store_incidents(store, SINGLE_USER, extract, NOW)
    kept = [path for path in store.root.rglob("*") if path.is_file()]
    assert {"register.duckdb", "desk.sqlite3", "1.duckdb"} <= {path.name for path in kept}
    for path in kept:
        assert b"canary narrative" not in path.read_bytes(), path.name
    assert not list(store.staging.iterdir()), "what was staged goes at confirm"
    edition = store.edition(1).read_bytes()
    assert b"CANARYREF77" not in edition, "no reference below moderate harm"


@pytest.fixture
def libraries_too(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a server sets up; taken back, because it holds for the whole process."""
    factory, raises = logging.getLogRecordFactory(), logging.raiseExceptions
    monkeypatch.setattr(logging.root, "handlers", [])
    for module, name in ((warnings, "showwarning"), (sys, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr("dashboard.log_lines._handlers", lambda: logging.root.handlers)
    keep_values_out_of_lines()
    yield
    logging.setLogRecordFactory(factory)
    logging.raiseExceptions = raises


def record_of(name: str, level: int, said: str, *args: object, exc_info: Any = None) -> dict[str, Any]:
    made = logging.getLogRecordFactory()(name, level, "server.py", 7, said, args, exc_info)
    return json.loads(JsonLine().format(made))


@pytest.mark.usefixtures("libraries_too")
def test_of_a_librarys_line_what_it_fills_in_is_left_out() -> None:
    assert record_of("any", 30, "odd cell %s", "canary narrative")["event"] == "odd cell %s"
    assert record_of("any", 30, "odd cell canary narrative")["event"] == "any said something at server:7"
    assert (
        record_of("uvicorn.error", 40, "Traceback\n canary")["event"]
        == "uvicorn.error said something at server:7"
    )
    assert record_of("uvicorn.error", 20, "Uvicorn running on %s", "http://127.0.0.1:8501")["event"] == (
        "Uvicorn running on http://127.0.0.1:8501"
    )
    asked = ("127.0.0.1:5", "GET", "/_stcore/upload_file/session/canary?canary=1", "1.1", 204)
    access = record_of("uvicorn.access", 20, '%s - "%s %s HTTP/%s" %d', *asked)
    assert access["event"] == '127.0.0.1:5 - "GET /_stcore/upload_file/... HTTP/1.1" 204'
    try:
        date.fromisoformat("canary narrative")
    except ValueError:
        failed = record_of("any", 40, "failed for canary narrative", exc_info=sys.exc_info())
    assert failed["error"] == "ValueError" and failed["where"].startswith("test_logging.py:")
    assert "canary" not in json.dumps(failed)
    ours = record_of("dashboard", 20, "import")
    assert ours["event"] == "import"


def test_for_a_window_a_line_is_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDICATION_LOG", "text")
    logger = logging.getLogger("dashboard")
    monkeypatch.setattr(logger, "handlers", [])
    log_to_stderr()
    record = logging.makeLogRecord(
        {"name": "dashboard", "levelname": "INFO", "msg": "import", "args": (), "subject": "import\n1"}
    )
    assert logger.handlers[0].format(record).endswith(" info import; subject import 1")
