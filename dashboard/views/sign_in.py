"""What somebody sees who is not signed in, or holds no role yet: nothing of the register, and no list of pages."""

import re
from urllib.parse import urlsplit

import streamlit as st

from dashboard import desk, work
from dashboard.domain.settings import NO_NAME
from dashboard.domain.signing_in import ABSOLUTE, IDLE, Person
from dashboard.views.reader import how_it_ended
from dashboard.views.said import quietly, say
from dashboard.views.store_seen import real_store

TITLE = "Medication incidents"
ENDED = {
    "idle": f"You were signed out because nothing was asked for in {IDLE.seconds // 60} minutes.",
    "age": f"You were signed out because a sign-in lasts {ABSOLUTE.seconds // 3600} hours.",
    "signed out": "You have signed out.",
}
PATH = re.compile(r"[a-z][a-z-]{0,40}")
FROM_AN_OFFICER = "Ask your medication safety officer to give you one on the page People."
FIRST_OFFICER = (
    "Nobody is a medication safety officer here yet, and only an officer gives roles: whoever looks after the server makes you the first "
    "one with `python -m dashboard person {} mso`."
)
ENDED_BY_OFFICER = "Your sign-in was ended by a medication safety officer."


def sign_in_page() -> None:
    """The only page of an anonymous run, whatever address was asked for."""
    _alone()
    st.title(TITLE)
    name = desk.settings(real_store(), work.now_utc())["trust_name"]
    whose = "your trust's own" if name == NO_NAME else f"{name}'s own"
    say(f"This dashboard shows {whose} reported medication incidents to the people who learn from them.")
    why = how_it_ended()
    if why:
        say(ENDED.get(why, ENDED_BY_OFFICER))
    st.button("Sign in", type="primary", on_click=st.login, key="sign-in")
    quietly(
        "You sign in with your work account. What you may see is decided by your medication safety officer."
    )


def no_role_page(person: Person) -> None:
    """For somebody who has signed in and was not given a role: who they are, and what has to happen."""
    _alone()
    st.title(TITLE)
    say(f"You are signed in as {person.name or person.email or person.id}.")
    who = (
        FROM_AN_OFFICER
        if desk.any_officer(real_store(), work.now_utc())
        else FIRST_OFFICER.format(person.person)
    )
    say(f"You have no role here yet, so there is nothing to see. {who} Then reload this page.")
    st.button("Sign out", on_click=st.logout)


def who_is_signed_in(person: Person) -> None:
    """At the foot of the sidebar: name, role, and the way out."""
    with st.sidebar.container(key="signed-in"):
        assert person.role is not None
        quietly(f"{person.name or person.email or person.id}, {person.role.words}")
        st.button("Sign out", on_click=st.logout, key="sign-out", type="tertiary")


def single_user() -> None:
    """That there is no sign-in here, and why nobody else can be here."""
    with st.sidebar.container(key="signed-in"):
        quietly("Single-user: on this computer only, without sign-in.")


def _alone() -> None:
    """One page at the address that was asked for, so that it is asked for again after the sign-in; no list of pages."""
    asked = urlsplit(st.context.url or "").path.strip("/").rpartition("/")[2]
    pages = [st.Page(_nothing, title=TITLE, default=True)]
    if PATH.fullmatch(asked):
        pages.append(st.Page(_nothing_here, title=TITLE, url_path=asked))
    st.navigation(pages, position="hidden")


def _nothing() -> None:
    """The page itself is drawn by whoever calls."""


def _nothing_here() -> None:
    """The same under another name: two pages of one function are one to Streamlit."""
