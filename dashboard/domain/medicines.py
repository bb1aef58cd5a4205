"""What people decided about medicines: names confirmed once, a list of names beneath the curated one, local groups."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class ClassBy(StrEnum):
    """What medicines are classed by. One incident can be in several classes of any of them."""

    CURATED = "curated"
    SECTION = "section"
    CHAPTER = "chapter"
    HIGH_RISK = "high_risk"
    LOCAL = "local"

    @property
    def one(self) -> str:
        """One class of it, inside a sentence: 'BNF section'."""
        return _ONE[self.value]

    @property
    def many(self) -> str:
        return _ONE[self.value] + ("es" if self is ClassBy.CURATED else "s")

    @property
    def in_short(self) -> str:
        """The same where it is plain that classes of medicines are meant: 'class', 'BNF section'."""
        return self.one.removeprefix("drug ")

    @property
    def many_in_short(self) -> str:
        return self.many.removeprefix("drug ")

    @property
    def label(self) -> str:
        """At the beginning of a heading or a choice: 'Drug class'."""
        return self.one[:1].upper() + self.one[1:]

    @property
    def source(self) -> str:
        """Whose classification it is, for the end of a title: ' (NHSBSA BNF classification)', or nothing."""
        return " (NHSBSA BNF classification)" if self in (ClassBy.SECTION, ClassBy.CHAPTER) else ""


_ONE = {
    "curated": "drug class",
    "section": "BNF section",
    "chapter": "BNF chapter",
    "high_risk": "high-risk group",
    "local": "local group",
}


@dataclass(frozen=True)
class ConfirmedName:
    """What a person says that a writing means: the medicines of the reference list, or none (not a medicine).

    It holds for every writing with the same key (extracts.medicines.writing.key_of), past and future.
    """

    written: str
    medicines: tuple[str, ...]


class ListedName(NamedTuple):
    """One name of a list that a trust loads beneath the curated one: a `substance` or a `brand` of the NHSBSA file.

    `medicine` is its generic name as the BNF writes it; `bnf_code` is as long as is known without doubt (4 to 7 digits).
    """

    written: str
    kind: str
    medicine: str
    bnf_code: str


@dataclass(frozen=True)
class MedicineDecisions:
    """What is known of medicines beside the curated list. `listed_version` is the SHA-256 of the file that was loaded."""

    confirmed: tuple[ConfirmedName, ...] = ()
    listed: tuple[ListedName, ...] = field(default=(), repr=False)
    listed_version: str = ""


NOTHING_DECIDED = MedicineDecisions()


@dataclass(frozen=True)
class LoadedList:
    """A file of names that was loaded. `version` is as the file says it: 'November 2024', 'BNF version 90', or ''."""

    sha256: str
    file_name: str
    version: str
    loaded_at: datetime
    loaded_by: str
    names: int


@dataclass(frozen=True)
class LocalGroup:
    """A group that the trust defines for itself: a named list of medicines."""

    name: str
    medicines: tuple[str, ...]
