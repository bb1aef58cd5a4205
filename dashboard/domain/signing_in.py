"""Who is signed in, and for how long: people as the identity provider knows them, and the limits of a sign-in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from dashboard.domain.reader import Reader, Role

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=8)
"""A sign-in ends after half an hour in which nothing was asked for, and after a working day whatever happens."""


@dataclass(frozen=True)
class Person:
    """Somebody who has signed in at least once. Without a role there are no data."""

    person: int
    name: str
    email: str
    first_came_at: datetime
    last_came_at: datetime
    role: Role | None
    wards: tuple[str, ...]
    given_at: datetime | None
    given_by: str | None

    @property
    def id(self) -> str:
        """What the audit trail calls them: it outlives a change of name, and says nothing by itself."""
        return f"person {self.person}"

    @property
    def reader(self) -> Reader | None:
        """What they may see: None without a role."""
        return Reader(self.id, self.role, wards=self.wards, name=self.name) if self.role else None


class LastOfficer(Exception):
    """The role of the last medication safety officer cannot be taken away. The message is one sentence for the person."""
