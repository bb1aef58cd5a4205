"""Logging as JSON lines: what happened to which import or edition, never a value from a row."""

import json
import logging
import sys
from datetime import UTC, datetime

FIELDS = ("subject", "who", "page", "seconds", "error")
"""The only extra fields that a line may have; anything else that a caller attaches is dropped."""


class JsonLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        line.update({name: getattr(record, name) for name in FIELDS if hasattr(record, name)})
        if record.exc_info and record.exc_info[0]:
            # The message of an exception may quote a value from a row: its type and place are enough to find it.
            trace = record.exc_info[2]
            while trace and trace.tb_next:
                trace = trace.tb_next
            line["error"] = record.exc_info[0].__name__
            if trace:
                line["where"] = (
                    f"{trace.tb_frame.f_code.co_filename.rsplit('dashboard', 1)[-1]}:{trace.tb_lineno}"
                )
        return json.dumps(line)


def log_to_stderr(level: int = logging.INFO) -> None:
    """JSON lines of our own logger on stderr, once."""
    logger = logging.getLogger("dashboard")
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLine())
        logger.addHandler(handler)
    logger.setLevel(level)
    logger.propagate = False
