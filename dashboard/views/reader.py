"""Who is reading: on one person's own computer there is nobody else; on a trust's server whoever is signed in, asked on every run."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import desk
from dashboard.access.sign_in_door import SignInDoor
from dashboard.access.sign_in_file import sign_in_asked
from dashboard.access.visitor import key_of
from dashboard.domain.copied import reader_there
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader
from dashboard.domain.signing_in import Person
from dashboard.views.door import OWN, the_door
from dashboard.views.names import known_name
from dashboard.views.store_seen import real_store

ASKED = "medication_who_is_here"


class SignedOut(NotAllowed):
    """The sign-in has ended in the middle of a run. The message is one sentence for the person."""


def named(who: str) -> str:
    """Who did something, as a person reads it."""
    reader = current_reader()
    return "you" if who in (SINGLE_USER.id, reader.id) else known_name(who, reader)


def current_reader() -> Reader:
    """Of this run: what an officer takes away is gone with the next one. Raises SignedOut."""
    if not sign_in_asked():
        return reader_there(SINGLE_USER, real_store())
    person = person_here()
    if person is None or person.reader is None:
        raise SignedOut("You are signed out, or no longer hold a role: open the dashboard again.")
    return reader_there(person.reader, real_store())


def person_here() -> Person | None:
    """Who holds this page's sign-in, while it lasts: asked of the desk once in a run (0.7 ms), and anew in the next. Looking does not
    keep it from being idle: the gate hears what people do.
    """
    door, context = the_door(), get_script_run_ctx()
    assert isinstance(door, SignInDoor)
    run = context.cursors if context else None  # a new one for each run, of a fragment too
    asked = getattr(context, ASKED, None)
    if run is None or asked is None or asked[0] is not run:
        asked = (run, door.person(st.context.cookies.to_dict(), uses=False))
        if context:
            setattr(context, ASKED, asked)
    return asked[1]


def note_session() -> None:
    """Streamlit's session of this run belongs to this sign-in: uploads and downloads of it are nobody else's."""
    door, context, person = the_door(), get_script_run_ctx(), person_here()
    said = door.read(st.context.cookies.to_dict()) if isinstance(door, SignInDoor) else None
    if said and context and person:
        OWN.belongs(context.session_id, key_of(said.session, person))


def how_it_ended() -> str:
    """Why the sign-in that the browser still holds does not count any more; empty when it holds none."""
    door = the_door()
    assert isinstance(door, SignInDoor)
    said = door.read_whenever(st.context.cookies.to_dict())
    return desk.how_ended(door.store, said.session, door.now()) if said else ""
