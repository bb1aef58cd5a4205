"""Naming with what people decided: a confirmed writing first, then the curated list, then the list beneath it."""

import hashlib
from functools import cache, cached_property
from pathlib import Path

from dashboard.domain.medicines import NOTHING_DECIDED, MedicineDecisions
from dashboard.extracts.medicines.beneath import reference_above
from dashboard.extracts.medicines.named import CONFIRMED, NamedMedicine, Suggestion
from dashboard.extracts.medicines.naming import reference
from dashboard.extracts.medicines.reading import Reading
from dashboard.extracts.medicines.reference_files import KnownName
from dashboard.extracts.medicines.writing import key_of, shortened
from dashboard.extracts.reference_rows import REFERENCE

LETTERS_OF_A_VERSION = 12

READ_FROM = ("medicine*.csv", "high_risk.csv", "look_alike.csv", "drug_classes.csv", "bnf_sections.csv")
"""The tables of `data/reference` that say what a writing is read as."""


class MedicineNaming:
    """The reference list with these decisions. Confirming a name changes nothing but writings of its key; a loaded list
    changes only what the curated list does not recognise or reads by a spelling.

    `medicines` are all that a writing may be said to mean: those of the curated list and those of the loaded one.
    """

    def __init__(self, decisions: MedicineDecisions = NOTHING_DECIDED) -> None:
        self._curated = reference()
        self._above = reference_above(decisions.listed) if decisions.listed else self._curated
        self.medicines = self._above.medicines
        self._confirmed = {
            key: each.medicines for each in decisions.confirmed if (key := key_of(each.written))
        }
        self._listed_version = decisions.listed_version

    @cached_property
    def version(self) -> str:
        """What a reading was read by, but for what people confirm: changes with the reference tables, with how they are read, and with the list that
        was loaded."""
        read_by = f"{_reference_version()} {self._listed_version}"
        return hashlib.sha256(read_by.encode()).hexdigest()[:LETTERS_OF_A_VERSION]

    def read_by(self, written: str) -> str:
        """What this writing is read by: the version, and what a person confirmed of its name. Two readings by the same are the
        same; queries/register/names_read_by_something_else.sql looks for it in these words."""
        confirmed = self._confirmed.get(key_of(written)) if self._confirmed else None
        return self.version if confirmed is None else f"{self.version} confirmed: {'; '.join(confirmed)}"

    def generic_names(self) -> list[str]:
        """Every medicine that a writing may be said to mean, in alphabetical order."""
        return sorted(self.medicines, key=str.casefold)

    def name(self, written: str, route: str | None = None) -> NamedMedicine:
        """What `written` names, given the route's own column when there is one. Never raises."""
        if (
            self._confirmed
            and (confirmed := self._confirmed.get(key_of(shortened(written) or ""))) is not None
        ):
            if not confirmed:
                return NamedMedicine(written, "not_a_medicine", how=CONFIRMED)
            if all(medicine in self.medicines for medicine in confirmed):
                return self._as_confirmed(written, route, confirmed)
            # A medicine that neither list knows any more has no class: the name waits to be confirmed again.
            return NamedMedicine(written, "unrecognised", how=CONFIRMED)
        reading = self._curated.read(written)
        in_doubt = reading.kind == "unrecognised" or reading.how == "spelling" or reading.corrected
        if in_doubt and self._above is not self._curated:
            return self._above.name(written, route)
        return self._curated.named(written, route, reading)

    def suggest(self, written: str, most: int = 5) -> tuple[Suggestion, ...]:
        """Medicines that an unrecognised writing may mean, of both lists, the likeliest first, with the evidence."""
        return self._above.suggest(written, most)

    def _as_confirmed(self, written: str, route: str | None, medicines: tuple[str, ...]) -> NamedMedicine:
        names = tuple(KnownName("", "medicine", medicine) for medicine in dict.fromkeys(medicines))
        kind = "several_medicines" if len(names) > 1 else "medicine"
        routes = self._above.routes_said(written)
        return self._above.named(written, route, Reading(kind, names, routes, CONFIRMED))


@cache
def _reference_version() -> str:
    """A hash of the reference tables and of the modules that read them (line ends aside: a checkout may change them)."""
    digest = hashlib.sha256()
    tables = [path for pattern in READ_FROM for path in REFERENCE.glob(pattern)]
    for path in sorted([*tables, *Path(__file__).parent.glob("*.py")], key=lambda path: path.name):
        digest.update(path.name.encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()
