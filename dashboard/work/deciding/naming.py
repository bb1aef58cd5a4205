"""Names of medicines in the register are kept in step with the lists that read them and with what people confirmed."""

from datetime import datetime

from dashboard import register
from dashboard.domain.reader import PREPARES, Reader, only
from dashboard.domain.store import Store
from dashboard.extracts.medicines import MedicineNaming
from dashboard.extracts.written_medicines import name_writings


@only(*PREPARES)
def naming_of(store: Store, reader: Reader, now: datetime) -> MedicineNaming:
    """How names are read in this store: the curated list, the loaded one beneath it, what people confirmed."""
    return MedicineNaming(register.medicine_decisions(store, reader, now))


@only(*PREPARES)
def read_names_again(store: Store, reader: Reader, now: datetime) -> tuple[str, int]:
    """Read again what was read by something else than what holds. Returns (what names are read by now, how many writings
    were read again).

    The reading is outside the register's lock; a decision that crosses it is met by the next call.
    """
    decisions = register.medicine_decisions(store, reader, now)
    version = MedicineNaming(decisions).version
    writings = register.names_to_read_again(store, reader, version, now)
    if writings:
        register.read_names_again(store, reader, name_writings(writings, decisions), now)
    return version, len(writings)
