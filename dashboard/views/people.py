"""People: who has signed in, who waits for a role, and the giving and taking of roles. For the officer alone."""

from functools import partial

import streamlit as st

from dashboard import desk, work
from dashboard.charts.frame import Table
from dashboard.domain.reader import SINGLE_USER, Reader, Role
from dashboard.domain.signing_in import LastOfficer, Person
from dashboard.domain.store import Store
from dashboard.edition import ask, latest_edition
from dashboard.findings.asking import EVERYTHING
from dashboard.findings.people import (
    EverybodyHere,
    everybody,
    former_table,
    holders_table,
    name_of,
    role_words,
    roles_table,
    waiting_table,
    what_follows,
)
from dashboard.views.folded import folded
from dashboard.views.picture import show_table
from dashboard.views.reader import current_reader
from dashboard.views.said import plain, quietly, say
from dashboard.views.store_seen import real_store
from dashboard.views.tell import acts_done, say_what_was_done, tell_and_rerun
from dashboard.views.undo import offer_undo, undo_next

ABOUT = (
    "Whoever signs in for the first time sees nothing until a role is given to them here. A change holds at once: a page that they "
    "have open asks again at the next thing that they do on it. Each change is one line of the audit trail."
)
NOBODY = "Nobody has signed in yet. Whoever does stands here, and waits for a role."
ROLES = "What each role sees"
TAKEN_AWAY = "Take the role away"
SINGLE = (
    "This dashboard is single-user: it answers to this computer alone, nobody signs in, and whoever sits here is the officer. To give "
    "others a role, have it put on a server with sign-in (docs/signing_in.md)."
)


def render() -> None:
    reader, store = current_reader(), real_store()
    st.title("People")
    say_what_was_done()
    offer_undo()
    if reader.id == SINGLE_USER.id:
        say(SINGLE)
    here = everybody(desk.people(store, reader, work.now_utc()))
    if not here.in_order:
        if reader.id != SINGLE_USER.id:
            say(NOBODY)
        st.header(ROLES, anchor=False)
        _each_role()
        return
    say(ABOUT)
    _list("Waiting for a role", waiting_table(here.waiting))
    if not here.waiting:
        quietly("Nobody waits for a role.")
    _list("Who may see what", holders_table(here, here.holders))
    _change(store, reader, here)
    _list("Without a role any more", former_table(here, here.without))
    _roles()


def _list(title: str, people: Table) -> None:
    if people.rows:
        st.header(f"{title} ({len(people.rows)})", anchor=False)
        show_table(people, alt=title)


def _roles() -> None:
    folded(ROLES, "what-roles-see", _each_role)


def _each_role() -> None:
    """Lines, because the cells of a table would cut the sentences off."""
    st.markdown(
        "\n".join(f"- **{plain(role)}**: {plain(sees)}" for role, sees in map(list, roles_table().rows))
    )


def _change(store: Store, reader: Reader, here: EverybodyHere) -> None:
    st.header("Give, change or take away a role", anchor=False)
    by_number = {each.person: each for each in here.in_order}
    turn = acts_done()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.selectbox(
            "Person",
            [*by_number],
            format_func=lambda each: _in_list(by_number[each]),
            key=f"person-{turn}",
            width=420,
        )
        held = by_number[number].role
        choices = [*(role.value for role in Role), *((TAKEN_AWAY,) if held else ())]
        chosen = st.selectbox(
            "Role",
            choices,
            index=None,
            format_func=lambda each: each if each == TAKEN_AWAY else role_words(Role(each)),
            key=f"role-{turn}-{number}",
            placeholder="choose",
            width=280,
        )
    if chosen is None:
        return
    role = None if chosen == TAKEN_AWAY else Role(chosen)
    person = by_number[number]
    wards = _wards(store, reader, person, turn) if role is Role.WARD_LINK else ()
    say(what_follows(person, role, wards))
    if role is Role.WARD_LINK and not wards:
        return
    # Of another choice it is another box: what was agreed to is what is done.
    agreed = st.checkbox("Yes, this is meant", key=f"meant-{turn}-{number}-{chosen}-{wards}")
    if st.button("Change the role", type="primary", key=f"change-role-{turn}", disabled=not agreed):
        _give(store, reader, person, role, wards)


def _give(store: Store, reader: Reader, person: Person, role: Role | None, wards: tuple[str, ...]) -> None:
    name = name_of(person)
    try:
        desk.give_role(store, reader, person.person, role, work.now_utc(), wards=wards)
    except LastOfficer as refused:
        st.error(plain(str(refused)))
        return
    undo_next("Undo", partial(_undone, store, reader, person), doing="Changing it back")
    tell_and_rerun(f"{name}: {role_words(role)[:1].lower()}{role_words(role)[1:]}, from now on.")


def _undone(store: Store, reader: Reader, person: Person) -> str:
    try:
        desk.give_role(store, reader, person.person, person.role, work.now_utc(), wards=person.wards)
    except LastOfficer as refused:
        return str(refused)
    return f"{name_of(person)}: as before."


def _wards(store: Store, reader: Reader, person: Person, turn: int) -> tuple[str, ...]:
    """Chosen from those of the newest edition, and those that the person has already."""
    newest = latest_edition(store, reader)
    rows = (
        ask("filter_choices", EVERYTHING, reader, store=store, edition_id=newest.edition_id) if newest else []
    )
    known = sorted({row.choice for row in rows if row.filter == "location"} | set(person.wards))
    if not known:
        say("No edition names a ward yet: give this role once the first extract is stored.")
    chosen = st.multiselect(
        "Wards",
        known,
        list(person.wards),
        key=f"wards-{turn}-{person.person}",
        help="By their names in the editions. Where two sites have a ward of one name, it is both.",
        placeholder="choose",
        width=720,
    )
    return tuple(chosen)


def _in_list(person: Person) -> str:
    """An option of a list, which Streamlit shows as it is: nothing in it is markup."""
    mail = f", {person.email}" if person.email and person.email != person.name else ""
    return f"{name_of(person)}{mail} ({role_words(person.role)[:1].lower()}{role_words(person.role)[1:]})"
