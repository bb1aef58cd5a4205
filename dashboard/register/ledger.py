"""The ledger: what an import changed in each month, and why."""

from collections import defaultdict
from datetime import date, datetime

import duckdb

from dashboard.domain.reader import READS_REGISTER, Reader, only
from dashboard.domain.restatement import MonthRestated
from dashboard.domain.store import Store
from dashboard.domain.written_sql import written_sql
from dashboard.register.file import open_register
from dashboard.register.fold import Act

Counted = dict[date | None, int]


def counted_by_month(register: duckdb.DuckDBPyConnection) -> Counted:
    """Incidents that count in each month, as `current_record` stands."""
    return dict(register.execute(written_sql("register/counted_by_month")).fetchall())


def ledger_of(
    register: duckdb.DuckDBPyConnection, import_id: int, after: Counted, act: Act = Act.IMPORT
) -> tuple[MonthRestated, ...]:
    """The months that an act on an import changed, oldest first; `after` is what counts when it is done."""
    asked = {"import_id": import_id, "act": act.value}
    reasons: dict[date | None, list[tuple[str, int]]] = defaultdict(list)
    for month, reason, incidents in register.execute(written_sql("register/ledger_of_act"), asked).fetchall():
        reasons[month].append((reason, incidents))
    regrades: dict[date | None, list[tuple[str, str, int]]] = defaultdict(list)
    for month, before, now, incidents in register.execute(
        written_sql("register/regrades_of_act"), asked
    ).fetchall():
        regrades[month].append((before, now, incidents))
    return tuple(
        MonthRestated(
            month,
            after.get(month, 0) - sum(incidents for _, incidents in reasons[month]),
            after.get(month, 0),
            tuple(reasons[month]),
            tuple(regrades[month]),
        )
        for month in sorted({*reasons, *regrades}, key=lambda month: (month is None, month))
    )


@only(*READS_REGISTER)
def restatements(store: Store, reader: Reader, import_id: int, now: datetime) -> tuple[MonthRestated, ...]:
    """What an import changed when it came; its months as they stood right after it.

    Worked back from today: what later acts changed in a month is taken off again.
    """
    with open_register(store, now, works_out=False) as register:
        after = counted_by_month(register)
        for month, incidents in register.execute(
            written_sql("register/restated_since"), [import_id]
        ).fetchall():
            after[month] = after.get(month, 0) - incidents
        return ledger_of(register, import_id, after)
