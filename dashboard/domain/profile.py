"""What a person decided about the reading of a listing: which column holds what, and what a written word means."""

from dataclasses import dataclass
from datetime import date

from dashboard.domain.words import SourceSystem


@dataclass(frozen=True)
class Profile:
    """How listings of one shape are read: the shape (its headings) and what the person chose for it.

    `columns` holds only what was chosen by hand: (heading, field), the field None for a column that is not used. What
    is not chosen is matched through the reference headings.
    """

    name: str
    source: SourceSystem
    headings: tuple[str, ...]
    columns: tuple[tuple[str, str | None], ...] = ()
    month_first: bool = False
    keeps_rejected: bool = False
    owner: str = ""
    saved_on: date | None = None

    def chosen(self) -> dict[str, str | None]:
        """Heading to field, as chosen by hand."""
        return dict(self.columns)


@dataclass(frozen=True)
class PlacedWord:
    """A written word of one field and source, and what the person says it means ("" for: says nothing here).

    Fields are those of coded columns: harm, psychological_harm, stage, error_type, reporter_group, near_miss, status,
    event_type, medication_only; and `consequence`, for words of a consequence (risk) scale that stand in a harm column.
    """

    field: str
    source: SourceSystem
    written: str
    means: str


@dataclass(frozen=True)
class ReadingChoices:
    """What is known of the reader's wishes when a file is read."""

    source: SourceSystem | None = None
    profile: Profile | None = None
    placed: tuple[PlacedWord, ...] = ()
