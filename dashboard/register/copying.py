"""A copy of the register while the dashboard is in use, for a backup."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.store import Store
from dashboard.domain.whole_file import flush_file
from dashboard.domain.written_sql import written_sql
from dashboard.register.file import open_register
from dashboard.register.whole import Tables, tables_told


@only(*OFFICER)
def copy_register(
    store: Store, reader: Reader, folder: Path, now: datetime, *, under_the_lock: Callable[[], None]
) -> Tables:
    """Write `register.duckdb` into a folder that is there and has none; returns what the register's tables held.

    Every row is read and written anew: a block that does not fit its checksum is found, and what was erased is not carried along.
    under_the_lock: what else has to be of the same moment. Raises as `open_register` does.
    """
    copied = folder / store.register.name
    with open_register(store, now, reaches=folder, works_out=False) as register:
        register.execute("attach ? as copied", [str(copied)])
        try:
            register.execute(written_sql("register/copy_everything"))
            register.execute("checkpoint copied")
        finally:
            register.execute("detach copied")
        told = tables_told(register)
        under_the_lock()
    flush_file(copied)
    return told
