"""`people` and `person`: who may see what, given and taken away without a browser; so the first officer of a server is made."""

import argparse
from collections.abc import Callable
from dataclasses import asdict

from dashboard import desk, work
from dashboard.cli.person import PERSON
from dashboard.cli.telling import Refusal, tell
from dashboard.domain.reader import Role
from dashboard.domain.signing_in import LastOfficer, Person
from dashboard.domain.store import Store

NONE = "none"


def add_to(command: Callable[..., argparse.ArgumentParser]) -> None:
    """The two commands, with what each asks for; `command` adds one."""
    command("people", people, "List who has signed in, with the role of each.")
    found = command("person", person, "Give somebody a role, or take it away.")
    found.add_argument("number", type=int, metavar="NUMBER", help="as `people` lists it")
    found.add_argument(
        "role", metavar="ROLE", help=f"{', '.join(role.value for role in Role)}, or {NONE} to take it away"
    )
    found.add_argument(
        "--wards", nargs="+", default=(), metavar="WARD", help="of a ward link, as editions name them"
    )


def people(options: argparse.Namespace, store: Store) -> None:
    """Everybody who has ever signed in."""
    found = desk.people(store, PERSON, work.now_utc())
    told = {"people": [{**asdict(each), "role": each.role and each.role.value} for each in found]}
    tell(options, told, lambda: "\n".join(_line(each) for each in found) or "Nobody has signed in yet.")


def person(options: argparse.Namespace, store: Store) -> None:
    """Change the role of one person; it holds at their next step."""
    role = _role(options.role)
    if options.wards and role is not Role.WARD_LINK:
        raise Refusal(f"Wards are named for the role {Role.WARD_LINK.value} only; leave --wards out.")
    try:
        now_held = desk.give_role(
            store, PERSON, options.number, role, work.now_utc(), wards=tuple(options.wards)
        )
    except KeyError:
        raise Refusal(f"There is no person {options.number}; `people` lists those that there are.") from None
    except (ValueError, LastOfficer) as refused:
        raise Refusal(str(refused)) from None
    told = {"person": now_held.person, "role": role and role.value, "wards": list(now_held.wards)}
    tell(options, told, lambda: _line(now_held))


def _role(written: str) -> Role | None:
    if written.lower() == NONE:
        return None
    try:
        return Role(written.lower())
    except ValueError:
        known = ", ".join(role.value for role in Role)
        raise Refusal(f"'{written}' is no role; there are {known}, and {NONE}.") from None


def _line(each: Person) -> str:
    role = each.role.value if each.role else "no role"
    wards = f" ({', '.join(each.wards)})" if each.wards else ""
    return f"{each.person}: {each.name or each.email or 'no name'}, {role}{wards}"
