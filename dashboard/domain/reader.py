"""Who is asking. Every data function takes a Reader first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import wraps
from inspect import signature
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Role(StrEnum):
    MSO = "mso"
    TEAM = "team"
    COMMITTEE = "committee"
    DIRECTOR = "director"
    WARD_LINK = "ward link"
    AUDITOR = "auditor"

    @property
    def words(self) -> str:
        """As a sentence names it."""
        return {"mso": "medication safety officer", "team": "medication safety team"}.get(
            self.value, self.value
        )


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
    """A person (or the command line) with a role; on one person's own computer a constant.

    `id` is what the audit trail writes, `name` what a page shows. `wards` are a ward link's own, by the names that editions hold.
    """

    id: str
    role: Role
    profile: Profile = Profile.INTERNAL
    wards: tuple[str, ...] = ()
    name: str = ""

    @property
    def anonymous(self) -> "Reader":
        """Whoever sees the same: two people of one role (and the same wards) share what is kept of answers."""
        return replace(self, id="", name="")

    @property
    def sees_drafts(self) -> bool:
        """Only those who prepare editions look at them before they are released."""
        return self.role in (Role.MSO, Role.TEAM)

    def may(self, roles: "tuple[Role, ...]") -> bool:
        """Whether what these roles may do is drawn for this reader. Drawing decides nothing: what is called asks again."""
        return self.role in roles

    def must_be(self, *roles: Role) -> None:
        """Raise NotAllowed unless the role is one of these."""
        if self.role not in roles:
            allowed = " or ".join(role.words for role in roles)
            raise NotAllowed(f"This needs the role {allowed}; you are signed in as {self.role.words}.")


SINGLE_USER = Reader("single-user", Role.MSO)
"""On one person's own computer there is nobody else: the officer prepares and reads."""

READS_EDITIONS = (Role.MSO, Role.TEAM, Role.COMMITTEE, Role.DIRECTOR, Role.WARD_LINK)
READS_TRUST = (Role.MSO, Role.TEAM, Role.COMMITTEE, Role.DIRECTOR)
"""Those who see figures of the whole trust; a ward link sees those of their own wards."""

READS_CASES = (Role.MSO, Role.TEAM, Role.COMMITTEE)
"""Those who see incidents of every level of harm one by one; the others see figures, and the list of moderate and above."""

READS_REGISTER = (Role.MSO, Role.TEAM)
PREPARES = (Role.MSO, Role.TEAM)
"""Those who import, place words, and edit what charts are drawn with; what cannot be undone and people are the officer's alone."""

IS_ASSIGNED = (Role.MSO, Role.TEAM, Role.WARD_LINK)
"""Those to whom a card or a safety action can be given."""

OFFICER = (Role.MSO,)
READS_AUDIT = (Role.MSO, Role.AUDITOR)
EVERYONE = tuple(Role)


def only(*roles: Role) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """The function (which takes a `reader`) runs for a reader in one of these roles alone: nothing of it runs before that is known.

    Raises NotAllowed. `only_for` on the function says the roles, for the test that walks every function that touches data.
    """

    def guard(function: Callable[P, R]) -> Callable[P, R]:
        position = list(signature(function).parameters).index("reader")

        @wraps(function)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            reader = kwargs["reader"] if "reader" in kwargs else args[position]
            if not isinstance(reader, Reader):
                raise TypeError(f"{function.__name__} asks who reads.")
            reader.must_be(*roles)
            return function(*args, **kwargs)

        setattr(guarded, "only_for", roles)  # noqa: B010 - not an attribute that functions have
        return guarded

    return guard
