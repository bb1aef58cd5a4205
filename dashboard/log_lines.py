"""Logging: what happened to which import or edition, never a value from a row; lines of the libraries too.

A line is one JSON object, for a program that collects them, or plain words (MEDICATION_LOG=text). The message of an exception may quote
a value from a row (DuckDB, pandas and Python itself do), and so may any sentence of a library: an exception is named and placed only,
and of a library's line that which it always says stays.
"""

import json
import logging
import os
import sys
import threading
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

FIELDS = ("subject", "who", "page", "seconds", "error")
"""The only extra fields that a line may have; anything else that a caller attaches is dropped."""

HOW = "MEDICATION_LOG"
OURS = "dashboard"
PACKAGE = Path(__file__).resolve().parent
LONGEST_SENTENCE = 200
STARTING = (
    "Started server process",
    "Waiting for application",
    "Application startup",
    "Application shutdown",
    "Waiting for connections",
    "Waiting for background tasks",
    "Finished server process",
    "Shutting down",
    "Uvicorn running on",
)
"""How lines of the server about itself begin: address, port and process are no values."""

ALWAYS_THE_SAME = {
    "Uncaught app execution",
    "Exception in ASGI application",
    "Invalid HTTP request received.",
    "Unsupported upgrade request.",
    "Task exception was never retrieved",
}
ACCESS, PATH_AT, PARTS_OF_PATH = "uvicorn.access", 2, 2


class JsonLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(told_of(record))


class TextLine(logging.Formatter):
    """The same for a person who looks at a window."""

    def format(self, record: logging.LogRecord) -> str:
        told = told_of(record)
        begins = f"{told.pop('time')} {told.pop('level')} {told.pop('event')}"
        rest = "".join(f"; {name} {value}" for name, value in told.items())
        return " ".join(f"{begins}{rest}".split())


def told_of(record: logging.LogRecord) -> dict[str, object]:
    line: dict[str, object] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "event": record.getMessage(),
    }
    line.update({name: getattr(record, name) for name in (*FIELDS, "where") if hasattr(record, name)})
    if record.exc_info and record.exc_info[0]:
        line["error"] = record.exc_info[0].__name__
        if record.exc_info[2]:
            line["where"] = place_of(record.exc_info[2])
    return line


def place_of(trace: TracebackType) -> str:
    """File and line where it happened: the innermost of ours, else of the library."""
    ours = last = ""
    at: TracebackType | None = trace
    while at is not None:
        file = Path(at.tb_frame.f_code.co_filename)
        last = f"{file.name}:{at.tb_lineno}"
        if PACKAGE in file.parents:
            ours = f"{file.relative_to(PACKAGE).as_posix()}:{at.tb_lineno}"
        at = at.tb_next
    return ours or last


def log_to_stderr(level: int = logging.INFO) -> None:
    """Lines of our own logger on stderr, once."""
    logger = logging.getLogger(OURS)
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(_formatter())
        logger.addHandler(handler)
    logger.setLevel(level)
    logger.propagate = False


def keep_values_out_of_lines() -> None:
    """For a server: what any library logs, warns of or raises where nobody catches it is said without values, in lines of one form."""
    made = logging.getLogRecordFactory()
    if getattr(made, "keeps_values_out", False):
        return
    logging.setLogRecordFactory(_without_values(made))
    logging.raiseExceptions = False  # else a line that cannot be written is printed with what it was to say
    if not logging.root.handlers:
        logging.root.addHandler(logging.StreamHandler(sys.stderr))
    for handler in _handlers():
        handler.setFormatter(_formatter())
    warnings.showwarning = _warned
    sys.excepthook = _raised
    threading.excepthook = lambda args: _raised(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: _raised(args.exc_type, args.exc_value, args.exc_traceback)


def _formatter() -> logging.Formatter:
    return TextLine() if os.environ.get(HOW) == "text" else JsonLine()


def _handlers() -> list[logging.Handler]:
    loggers = [logging.root, *logging.root.manager.loggerDict.values()]
    return [each for logger in loggers if isinstance(logger, logging.Logger) for each in logger.handlers]


def _without_values(made: Callable[..., logging.LogRecord]) -> Callable[..., logging.LogRecord]:
    def factory(*how: Any, **more: Any) -> logging.LogRecord:
        record = made(*how, **more)
        if record.name.split(".")[0] == OURS:
            return record
        for handler in logging.getLogger(record.name).handlers:  # of a library that came later
            if not isinstance(handler.formatter, JsonLine | TextLine):
                handler.setFormatter(_formatter())
        record.msg, record.args = _sentence(record), ()
        if record.exc_info and record.exc_info[0]:
            record.error = record.exc_info[0].__name__
            if record.exc_info[2]:
                record.where = place_of(record.exc_info[2])
        record.exc_info = record.exc_text = record.stack_info = None
        return record

    factory.keeps_values_out = True  # pyright: ignore[reportFunctionMemberAccess]
    return factory


def _sentence(record: logging.LogRecord) -> str:
    """What a library always says at this place; what it fills in is left out, but for the server's address and a request's path."""
    said = str(record.msg).strip()
    if record.name == ACCESS and isinstance(record.args, tuple) and len(record.args) > PATH_AT:
        args = [*record.args]
        parts = str(args[PATH_AT]).partition("?")[0].split("/")
        # A filter stands behind the question mark, and behind the second part which session and which file.
        args[PATH_AT] = "/".join(parts[: PARTS_OF_PATH + 1]) + (
            "/..." if len(parts) > PARTS_OF_PATH + 1 else ""
        )
        return said % tuple(args)
    if record.name.startswith("uvicorn") and said.startswith(STARTING):
        return record.getMessage()
    fixed = said in ALWAYS_THE_SAME or bool(record.args)
    if fixed and "\n" not in said and len(said) <= LONGEST_SENTENCE:
        return said
    return f"{record.name} said something at {record.module}:{record.lineno}"


def _warned(message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: object) -> None:
    logging.getLogger(OURS).warning(
        "warning of a library", extra={"error": category.__name__, "where": f"{Path(filename).name}:{lineno}"}
    )


def _raised(kind: type[BaseException], value: BaseException | None, trace: TracebackType | None) -> None:
    if value is not None and not issubclass(kind, KeyboardInterrupt | SystemExit):
        logging.getLogger(OURS).error("nobody caught an error", exc_info=(kind, value, trace))
