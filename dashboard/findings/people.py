"""People and their roles in words: what each role sees, and what follows when one is given or taken away."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.frame import Table
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import Role
from dashboard.domain.signing_in import Person
from dashboard.findings.words import listed

NO_ROLE = "No role"
WARDS_NAMED = 6

SEES = {
    Role.MSO: "sees and changes everything, releases editions, and gives roles to people",
    Role.TEAM: (
        "prepares imports and drafts, and edits words, breaks, annotations and the agenda; releases nothing, erases nothing, gives no roles"
    ),
    Role.COMMITTEE: "sees released editions in exact figures and incidents one by one, in coded fields; changes nothing",
    Role.DIRECTOR: (
        "sees released editions and packs in exact figures, and of incidents one by one those of moderate harm and above; changes nothing"
    ),
    Role.WARD_LINK: "sees counts of the wards that you name, and nothing of any other",
    Role.AUDITOR: "sees the audit trail and the settings, and no data",
}
"""What a person of each role sees, as the end of a sentence that begins with their name."""


@dataclass(frozen=True)
class EverybodyHere:
    """Those who wait for a role, those who hold one, and those from whom it was taken."""

    waiting: tuple[Person, ...]
    holders: tuple[Person, ...]
    without: tuple[Person, ...]

    @property
    def in_order(self) -> tuple[Person, ...]:
        """Those who wait first."""
        return (*self.waiting, *self.holders, *self.without)

    def named(self, by: str | None) -> str:
        """Who gave a role, by the name they have here."""
        return next((name_of(each) for each in self.in_order if each.id == by), by or "")


def everybody(people: Sequence[Person]) -> EverybodyHere:
    return EverybodyHere(
        tuple(each for each in people if each.role is None and each.given_at is None),
        tuple(each for each in people if each.role is not None),
        tuple(each for each in people if each.role is None and each.given_at is not None),
    )


def name_of(person: Person) -> str:
    return person.name or person.email or person.id


def role_words(role: Role | None) -> str:
    words = role.words if role else NO_ROLE
    return words[:1].upper() + words[1:]


def what_follows(person: Person, role: Role | None, wards: Sequence[str]) -> str:
    """What giving this role (None: taking it away) does, in a sentence for whoever is about to."""
    name = name_of(person)
    if role is None:
        return f"{name} sees nothing any more, from the next thing they do on a page; what they have downloaded stays theirs."
    if role is Role.WARD_LINK and not wards:
        return "Name at least one ward: a ward link sees counts of their own wards."
    of = f" These are {listed(wards, WARDS_NAMED)}." if role is Role.WARD_LINK else ""
    return f"From the next thing they do on a page, {name} {SEES[role]}.{of}"


def waiting_table(people: Sequence[Person]) -> Table:
    return Table(
        ("Person", "Name", "E-mail", "First signed in", "Last signed in"),
        tuple(
            (each.person, each.name, each.email, day_in_london(each.first_came_at), day_in_london(each.last_came_at))
            for each in people
        ),
    )  # fmt: skip


def former_table(here: EverybodyHere, people: Sequence[Person]) -> Table:
    return Table(
        ("Person", "Name", "E-mail", "Since", "Taken away by", "Last signed in"),
        tuple(
            (
                each.person, each.name, each.email, day_in_london(each.given_at) if each.given_at else None,
                here.named(each.given_by), day_in_london(each.last_came_at),
            )
            for each in people
        ),
    )  # fmt: skip


def holders_table(here: EverybodyHere, people: Sequence[Person]) -> Table:
    return Table(
        ("Person", "Name", "E-mail", "Role", "Wards", "Since", "Given by", "Last signed in"),
        tuple(
            (
                each.person, each.name, each.email, role_words(each.role), "; ".join(each.wards),
                day_in_london(each.given_at) if each.given_at else None, here.named(each.given_by),
                day_in_london(each.last_came_at),
            )
            for each in people
        ),
    )  # fmt: skip


def roles_table() -> Table:
    return Table(
        ("Role", "What such a person sees"),
        tuple((role_words(role), f"{sees[:1].upper()}{sees[1:]}.") for role, sees in SEES.items()),
    )
