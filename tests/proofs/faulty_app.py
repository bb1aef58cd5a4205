"""The app of asgi.py in which faults are raised that quote a value from a row: where and of which kind stands in `fault.json` beside
the store, and `reached` counts those that were raised. Run by faults_seen.py as a server of its own.
"""

import asyncio
import functools
import json
import logging
import os
import sqlite3
import threading
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from asgi import app
from dashboard import desk
from dashboard.views import page_table, store_seen

__all__ = ["app"]

BESIDE = Path(os.environ["MEDICATION_STORE"]).parent
CANARY = "CANARY-Mrs-Jane-Example-9990000018"
really_connect = duckdb.connect


def _raise(error: BaseException) -> None:
    raise error


def _chained() -> None:
    try:
        raise ValueError(CANARY)
    except ValueError as first:
        raise RuntimeError(f"after {CANARY}") from first


def _dropped_task() -> None:
    async def drops() -> None:
        task = asyncio.get_running_loop().create_task(fails())
        await asyncio.sleep(0.01)
        del task

    async def fails() -> None:
        raise ValueError(CANARY)

    asyncio.run(drops())


class _Raises:
    def __del__(self) -> None:
        raise ValueError(CANARY)


def _in_a_thread() -> None:
    thread = threading.Thread(target=lambda: _raise(ValueError(CANARY)))
    thread.start()
    thread.join()


KINDS: dict[str, Callable[[], Any]] = {
    "value": lambda: float(CANARY),
    "conversion": lambda: really_connect().execute(f"select '{CANARY}'::integer").fetchall(),
    "binder": lambda: really_connect().execute(f'select "{CANARY}"'),
    "sqlite": lambda: _raise(sqlite3.OperationalError(f"no such column: {CANARY}")),
    "key": lambda: {}[CANARY],
    "arrow": lambda: pa.array([CANARY]).cast(pa.int64()),
    "pandas": lambda: pd.to_datetime([CANARY], format="%d/%m/%Y"),
    "file": lambda: Path(f"/nowhere/{CANARY}").read_text(encoding="utf-8"),
    "chained": _chained,
    "group": lambda: _raise(ExceptionGroup(CANARY, [ValueError(CANARY)])),
}
ASIDE: dict[str, Callable[[], Any]] = {
    "thread": _in_a_thread,
    "warning": lambda: warnings.warn(CANARY, stacklevel=1),
    "library": lambda: logging.getLogger("streamlit.late").warning(f"odd cell {CANARY}"),
    "library with a filled-in value": lambda: logging.getLogger("late").error("odd cell %s", CANARY),
    "root": lambda: logging.warning(f"{CANARY}\nand more"),
    "line that cannot be written": lambda: logging.getLogger("late").error("%d", CANARY),
    "task": _dropped_task,
    "unraisable": lambda: _Raises() and None,
}
"""What fails beside a page, which is drawn all the same."""


def fault(place: str) -> None:
    """Raise what is meant for this place, if anything is."""
    try:
        meant = json.loads((BESIDE / "fault.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    if meant["place"] != place:
        return
    with (BESIDE / "reached").open("a", encoding="utf-8") as reached:
        reached.write(f"{place} {meant['kind']}\n")
    (KINDS | ASIDE)[meant["kind"]]()


def faulty(place: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def runs(*args: Any, **more: Any) -> Any:
        fault(place)
        return function(*args, **more)

    return runs


page_table.PAGES = tuple(replace(row, render=faulty("page", row.render)) for row in page_table.PAGES)
page_table.BY_PATH.update({row.path: row for row in page_table.PAGES})
store_seen.as_rows = faulty("question", store_seen.as_rows)
desk.settings = faulty("settings", desk.settings)
duckdb.connect = faulty("duckdb", duckdb.connect)
sqlite3.connect = faulty("sqlite", sqlite3.connect)
