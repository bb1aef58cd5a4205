"""Settings as the trust has set them."""

import json
from collections.abc import Sequence
from datetime import datetime

from dashboard.desk.audit import note_line
from dashboard.desk.file import open_desk
from dashboard.domain.copied import copied_from, refuse_copy
from dashboard.domain.reader import OFFICER, Reader, only
from dashboard.domain.settings import BY_NAME, SETTINGS
from dashboard.domain.store import Store
from dashboard.domain.written_sql import written_sql


def settings(store: Store, now: datetime) -> dict[str, str | int]:
    """Every setting with its value, the default where nobody changed it. A store of copies has those of the store it copies."""
    copied = copied_from(store)
    if copied is not None:
        changed = dict(copied.settings)
    else:
        with open_desk(store, now) as desk:
            changed = dict(desk.execute(written_sql("desk/settings")).fetchall())
    return {setting.name: setting.read(changed.get(setting.name, setting.default)) for setting in SETTINGS}


def settings_changed_at(store: Store, names: Sequence[str], now: datetime) -> datetime | None:
    """When (UTC) one of these was last changed; None where all stand as they come."""
    with open_desk(store, now) as desk:
        at = desk.execute(written_sql("desk/setting_changed"), (json.dumps([*names]),)).fetchone()[0]
    return datetime.fromisoformat(at) if at else None


@only(*OFFICER)
def change_setting(
    store: Store,
    reader: Reader,
    name: str,
    value: str,
    now: datetime,
    act: tuple[str, str] = ("change setting", ""),
) -> bool:
    """Change one setting and note it (`act`: as the audit trail names it, and its detail); says whether it was another before. Raises
    KeyError for an unknown name, ValueError for a value that does not fit."""
    refuse_copy(store)
    setting = BY_NAME[name]
    setting.read(value)
    with open_desk(store, now, writes=True) as desk:
        held = dict(desk.execute(written_sql("desk/settings")).fetchall())
        if setting.read(held.get(name, setting.default)) == setting.read(value):
            return False
        desk.execute(written_sql("desk/change_setting"), (name, value, now.isoformat(), reader.id))
        note_line(desk, reader, act[0], name, act[1], now)
    return True
