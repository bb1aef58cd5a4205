"""Settings as the trust has set them."""

from datetime import datetime

from dashboard.desk.file import open_desk
from dashboard.domain.copied import copied_from, refuse_copy
from dashboard.domain.reader import Reader, Role
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


def change_setting(store: Store, reader: Reader, name: str, value: str, now: datetime) -> None:
    """Change one setting. Raises KeyError for an unknown name, ValueError for a value that does not fit."""
    reader.must_be(Role.MSO)
    refuse_copy(store)
    BY_NAME[name].read(value)
    with open_desk(store, now, writes=True) as desk:
        desk.execute(written_sql("desk/change_setting"), (name, value, now.isoformat(), reader.id))
