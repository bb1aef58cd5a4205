"""Contacts and registrations of the post: kept, changed, removed, each with its undo."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from dashboard import work
from dashboard.domain.learning.card import TITLE_LENGTH
from dashboard.domain.learning.post import Contact
from dashboard.domain.learning.record import Noted
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.findings.words import listed
from dashboard.reports.handover.lists import CONTACT_ROLES
from dashboard.views.learning.acts import do_and_tell
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.said import quietly, say
from dashboard.views.tell import acts_done

ABOUT = (
    "Whom to know and where the post is registered. Names and addresses of colleagues stay at this desk, and go along in the handover pack "
    "alone. Write no password here."
)
COLUMNS = ("What or whom", "Name", "Address", "Telephone", "Registered on", "Note")
A_NEW_ONE = "a new one"


def contacts_part(store: Store, reader: Reader) -> None:
    say(ABOUT)
    held = work.contacts(store, reader, work.now_utc())
    if held:
        show_table(
            rows_as_table(COLUMNS, [_row(each.content) for each in held]),
            alt="Contacts and registrations",
            fits=True,
        )
    else:
        quietly("None is kept.")
    missing = [what for what, _ in CONTACT_ROLES if what not in {each.content.what for each in held}]
    if missing:
        quietly(f"Usual, and not kept yet: {listed(missing)}.")
    _form(store, reader, held, missing)


def _row(contact: Contact) -> tuple[object, ...]:
    return contact.what, contact.name, contact.address, contact.telephone, contact.registered_on, contact.note


def _form(store: Store, reader: Reader, held: list[Noted[Contact]], missing: list[str]) -> None:
    st.header("Keep or change one", anchor=False)
    key = f"contact-{acts_done()}"
    by_name = {f"{each.number}: {each.content.what}": each for each in held}
    chosen = st.selectbox("Which", [A_NEW_ONE, *by_name], key=f"{key}-which", width=440)
    seen = by_name.get(chosen or A_NEW_ONE)
    contact, at = seen.content if seen else Contact(""), f"{key}-{seen.number if seen else 0}"
    what = st.selectbox(
        "What or whom",
        [contact.what, *missing] if contact.what else missing,
        index=0 if contact.what else None,
        accept_new_options=True,
        placeholder="choose one, or type another",
        key=f"{at}-what",
        width=440,
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input("Name", contact.name, TITLE_LENGTH, key=f"{at}-name", width=300)
        address = st.text_input(
            "E-mail or other address", contact.address, TITLE_LENGTH, key=f"{at}-address", width=300
        )
        telephone = st.text_input(
            "Telephone", contact.telephone, TITLE_LENGTH, key=f"{at}-telephone", width=200
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        registered = st.date_input(
            "Registered on", contact.registered_on, key=f"{at}-registered", format="DD/MM/YYYY", width=170
        )
        note = st.text_input("Note", contact.note, key=f"{at}-note", width=440)
    changed = Contact(
        (what or "").strip(), name.strip(), address.strip(), telephone.strip(), note.strip(),
        registered if isinstance(registered, date) else None,
    )  # fmt: skip
    with st.container(horizontal=True):
        if st.button("Keep it", type="primary", key=f"{key}-keep", disabled=not changed.what):
            _do(
                store,
                reader,
                lambda: work.keep_contact(store, reader, changed, work.now_utc(), seen=seen),
                f"'{changed.what}' is kept.",
            )
        if seen and st.button("Remove it", key=f"{key}-remove"):
            _do(
                store,
                reader,
                lambda: work.remove_contact(store, reader, seen, work.now_utc()),
                f"'{contact.what}' is removed.",
            )


def _do(store: Store, reader: Reader, act: Callable[[], Noted[Contact]], told: str) -> None:
    do_and_tell(
        store,
        reader,
        act,
        lambda _: told,
        lambda noted: f"That is taken back: '{noted.content.what}' stands as it did before.",
    )
