"""Who is asking. Every data function takes a Reader first."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    MSO = "mso"
    TEAM = "team"
    COMMITTEE = "committee"
    DIRECTOR = "director"
    WARD_LINK = "ward link"
    AUDITOR = "auditor"


class Profile(StrEnum):
    """How small numbers are treated for this reader."""

    INTERNAL = "internal"
    SHARED = "shared"
    PUBLISHED = "published"

    @property
    def is_exact(self) -> bool:
        """Whether counts stand as they are: for committee, directors and the closed part of a board."""
        return self is Profile.INTERNAL


INTERNAL_MARK = "Internal: contains small numbers. Do not publish or forward outside the trust."


class NotAllowed(PermissionError):
    """The reader's role does not permit what was asked. The message is one sentence for the person."""


@dataclass(frozen=True)
class Reader:
    """A person (or the command line) with a role; on one person's own computer a constant."""

    id: str
    role: Role
    profile: Profile = Profile.INTERNAL

    @property
    def sees_drafts(self) -> bool:
        """Only those who prepare editions look at them before they are released."""
        return self.role in (Role.MSO, Role.TEAM)

    def must_be(self, *roles: Role) -> None:
        """Raise NotAllowed unless the role is one of these."""
        if self.role not in roles:
            allowed = " or ".join(role.value for role in roles)
            raise NotAllowed(f"This needs the role {allowed}; you are signed in as {self.role.value}.")


SINGLE_USER = Reader("single-user", Role.MSO)
"""On one person's own computer there is nobody else: the officer prepares and reads."""

READS_EDITIONS = (Role.MSO, Role.TEAM, Role.COMMITTEE, Role.DIRECTOR, Role.WARD_LINK)
READS_CASES = (Role.MSO, Role.TEAM, Role.COMMITTEE)
"""Those who see incidents of every level of harm one by one; the others see figures, and the list of moderate and above."""

READS_REGISTER = (Role.MSO, Role.TEAM)
