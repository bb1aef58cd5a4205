"""One thing that leaves the building, as the audit trail keeps it: what, of which edition, under which filter and profile, how many
rows. Never a value from a row.
"""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs, urlencode

from dashboard.domain.reader import Profile

ACT = "export"
"""As the audit trail names it."""


@dataclass(frozen=True)
class Export:
    """what: 'table reporting-rate', 'pack monthly', 'page harm-levels'. ending: of the file, as 'csv'. rows: of its tables, or of the
    listing. query: the filter as a link has it; empty for everything. edition: None for what is of no edition (a template, rows of a
    file that was not stored).
    """

    what: str
    ending: str
    rows: int
    edition: int | None = None
    query: str = ""
    profile: Profile = Profile.INTERNAL
    digest: str = ""
    """Of a pack's contents, printed on it."""

    def detail(self) -> str:
        """What the audit trail keeps beside `what`: pairs as in a link, so that it can be read again whatever a filter holds."""
        edition = [("edition", str(self.edition))] if self.edition is not None else []
        asked = [("filter", self.query)] if self.query else []
        pairs = [("file", self.ending), *edition, ("profile", self.profile.value), ("rows", str(self.rows))]
        digest = [("digest", self.digest)] if self.digest else []
        return urlencode([*pairs, *asked, *digest])


@dataclass(frozen=True)
class Exported:
    """A line of the audit trail: who exported what, when (UTC)."""

    happened_at: datetime
    who: str
    export: Export


def exported(happened_at: datetime, who: str, what: str, detail: str) -> Exported:
    """A line read again. What a line does not say stays empty; rows that it does not say are 0."""
    said = {key: values[0] for key, values in parse_qs(detail).items()}
    edition, rows, profile = said.get("edition", ""), said.get("rows", ""), said.get("profile", "")
    export = Export(
        what,
        said.get("file", ""),
        int(rows) if rows.isdigit() else 0,
        int(edition) if edition.isdigit() else None,
        said.get("filter", ""),
        Profile(profile) if profile in list(Profile) else Profile.INTERNAL,
        said.get("digest", ""),
    )
    return Exported(happened_at, who, export)
