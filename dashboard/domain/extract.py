"""What reading an uploaded file gives: an Extract with every row accounted for, or a RefusedFile with its sentence."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from dashboard.domain.activity import KindRead
from dashboard.domain.identifiers import Narrative
from dashboard.domain.profile import Profile
from dashboard.domain.words import ActivityKind, SourceSystem

PRINTED = "the run date printed above the listing"
"""Where an as-at date comes from when nobody needs to be asked."""

PROBLEMS_SHOWN = 20
"""People are shown this many problems of a file at a time, and told how many there are."""


@dataclass(frozen=True)
class RefusedFile:
    """A file that cannot be read. `sentence` says what is wrong, what is needed, what was seen and what to do."""

    reason: str
    sentence: str


@dataclass(frozen=True)
class Problem:
    """Something about one cell or row that the person should know. Never holds the value itself, only its kind."""

    row: int | None
    column: str
    value_kind: str
    reason: str


@dataclass(frozen=True)
class RowCounts:
    """Every row of the sheet that holds a cell has exactly one fate."""

    read: int
    accepted: int
    duplicate: int
    rejected: int
    left_out: int

    def __post_init__(self) -> None:
        if self.read != self.accepted + self.duplicate + self.rejected + self.left_out:
            raise ValueError("rows read must equal accepted + duplicate + rejected + left out")


@dataclass(frozen=True)
class FoundColumn:
    """One column of the sheet and what it was taken for (None: not used).

    `how` is 'heading', 'profile' (the person's choice) or 'not used'. Columns of free text have no examples.
    """

    heading: str
    field: str | None
    filled: int
    how: str = "heading"
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class LikelyIdentifiers:
    """Rows of a column in which something looks like a personal detail (an NHS number, a telephone number)."""

    heading: str
    kind: str
    rows: int


class Standing(StrEnum):
    """What one extract says of an incident: that it stands, or why it does not count."""

    STANDS = "stands"
    NOT_MEDICATION = "not a medication incident"
    OTHER_EVENT = "another kind of event (good care, risk or outcome)"
    EXCLUDED_STATUS = "rejected or a duplicate in the source system"
    WITHDRAWN = "withdrawn"
    """Gone from a listing that covers it, and withdrawn by the officer (the register's word, never an extract's)."""


class Question(StrEnum):
    """What the file leaves open. 'Decide later' always works."""

    CONSEQUENCE = "consequence"
    """The harm column holds words of a consequence scale: harm to the patient, or a risk score?"""
    MONTH_FIRST = "month first"
    """A date column fits only with the month first: until the person agrees its dates count as not recorded."""


@dataclass(frozen=True)
class UnplacedWord:
    """A word in a coded column that no code list knows, with the number of rows that hold it."""

    field: str
    written: str
    rows: int


@dataclass(frozen=True)
class SheetRead:
    """How the sheet was read, for the person to check."""

    sheet: str | None
    sheets: int
    header_row: int
    encoding: str | None = None
    delimiter: str | None = None
    notes: tuple[str, ...] = ()
    sheet_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Extract:
    """An extract as read: `incidents` is an Arrow table with one row an incident, merged within the file.

    Each incident carries `unplaced`: its words that no code list knows, as (field, written), kept raw for the person to
    place later. `not_counting` is an Arrow table (reference, revision, standing): references of which every row was left
    out. `rejected` is the rows that were not read, in the file's own columns (free text left blank) plus the reason.
    `medicines` is an Arrow table, one row a written medicine and each medicine that it was read as.
    `medication_share` is the share of incidents in a whole-trust listing that are medication incidents, None where the
    listing has no category column.
    `as_at` is the listing's own run date, else the newest reported date in it, else the day of the upload.
    `narrative_texts` is an Arrow table (reference, position, heading, text) of the accepted rows' free text, each text of an incident
    once; without rows unless `narrative_kept` says that it is kept.
    """

    sha256: str
    file_name: str
    source: SourceSystem
    sheet: SheetRead
    rows: RowCounts
    left_out: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]
    columns: tuple[FoundColumn, ...]
    narrative: tuple[str, ...]
    unplaced: tuple[UnplacedWord, ...]
    as_at: date
    as_at_from: str
    first_day: date | None
    last_day: date | None
    sites: tuple[str, ...]
    incidents: Any = field(repr=False, compare=False)
    medicines: Any = field(repr=False, compare=False)
    not_counting: Any = field(default=None, repr=False, compare=False)
    rejected: Any = field(default=None, repr=False, compare=False)
    identifiers: tuple[LikelyIdentifiers, ...] = ()
    medication_share: float | None = None
    questions: tuple[Question, ...] = ()
    profile: Profile | None = None
    narrative_kept: Narrative = Narrative.LEFT_OUT
    narrative_texts: Any = field(default=None, repr=False, compare=False)


@dataclass(frozen=True)
class MendableFile(RefusedFile):
    """A listing that gives no incident as it is read, and may once the person says what its columns or categories mean.

    `rows` are those below the headings; `unplaced` are words of the columns that decide whether a row counts.
    """

    sha256: str = ""
    source: SourceSystem = SourceSystem.OTHER
    columns: tuple[FoundColumn, ...] = ()
    rows: int = 0
    unplaced: tuple[UnplacedWord, ...] = ()
    profile: Profile | None = None
    sheet: SheetRead | None = None


@dataclass(frozen=True)
class WhichOrganisation(RefusedFile):
    """A file of several organisations, read without knowing which one is meant: (code, name) of each, as written."""

    organisations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ActivityExtract:
    """Activity as read: `activity` is an Arrow table, one row a figure.

    Its columns: month (date32, the first day), site, division, location, kind (an ActivityKind), staff_group ("" for all
    kinds but staff), amount (float64; bed days, admissions, doses, items, or people), estimated (bool). `rows` counts the
    rows of the sheet: one with several figures is accepted when any of them was read, and the others are problems.
    `notes` say in whole sentences what a person should know of the figures. `organisation` is the row or rows chosen.
    """

    sha256: str
    file_name: str
    sheet: SheetRead
    rows: RowCounts
    left_out: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]
    kinds: tuple[KindRead, ...]
    first_month: date
    last_month: date
    activity: Any = field(repr=False, compare=False)
    notes: tuple[str, ...] = ()
    organisation: str = ""

    def total(self, kind: ActivityKind = ActivityKind.BED_DAYS) -> float:
        """The total of one kind (see KindRead), 0 where the file has none of it."""
        return next((read.total for read in self.kinds if read.kind is kind), 0.0)
