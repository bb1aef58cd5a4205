"""What an edition says of itself: what it is, covers, was made from and draws, what acts changed, what can be chosen."""

from dataclasses import dataclass
from datetime import date, datetime

from dashboard.domain.judging import RULE_SETS


@dataclass(frozen=True)
class EditionFacts:
    edition_id: int
    published_at: datetime
    product_version: str
    made_up: bool
    trust_name: str
    filling_up_days: int
    newest_as_at: date | None
    first_month: date | None
    last_month: date | None
    incidents: int
    incidents_of_a_year_only: int
    incidents_without_a_date: int
    sources: str | None
    has_bed_days: bool
    rule_set: str = RULE_SETS[0]
    complete_from_percent: int | None = None


@dataclass(frozen=True)
class CoveredMonth:
    month: date
    sources: str
    sites: int
    whole_month: bool


@dataclass(frozen=True)
class CalendarMonth:
    """`counts`: whether the site's month is counted from this source; `incidents` are those counted from it."""

    source: str
    site: str
    month: date
    covered_days: int
    days_in_month: int
    state: str
    edited: bool
    edit_reason: str
    counts: bool
    incidents: int


@dataclass(frozen=True)
class ExtractRow:
    import_id: int
    source: str
    file_name: str
    sha256: str
    as_at: date
    uploaded_at: datetime
    covers_from: date | None
    covers_until: date | None
    rows_accepted: int


@dataclass(frozen=True)
class BlockFingerprint:
    """256 numbers of incidents, from 256 x `block` on: how many of them are asked for, and their fingerprint."""

    block: int
    incidents: int
    fingerprint: int


@dataclass(frozen=True)
class NumberedIncidents:
    """The numbers of the incidents of one month and harm level, in order, with blanks between. Not `is_asked`: those that the
    edition holds beside what is asked, without month and harm level.
    """

    is_asked: bool
    month: date | None
    harm_level: str
    numbers: str


@dataclass(frozen=True)
class DatedRow:
    kind: str
    dated_on: date
    label: str
    reason: str
    owner: str
    site: str | None
    division: str | None
    drug_class: str | None
    evidence: str = ""
    recorded_by: str = ""
    recorded_on: date | None = None


@dataclass(frozen=True)
class FilterChoice:
    """`class_by` says which classing a drug class is of; it is empty for the other filters."""

    filter: str
    class_by: str
    choice: str
    incidents: int


@dataclass(frozen=True)
class Restatement:
    """Signed incidents: what an act changed in a month, for one reason. `month` is None without a full date."""

    import_id: int | None
    act: str
    happened_at: datetime
    month: date | None
    reason: str
    incidents: int


@dataclass(frozen=True)
class Regrade:
    import_id: int | None
    act: str
    happened_at: datetime
    month: date | None
    harm_before: str
    harm_now: str
    incidents: int
