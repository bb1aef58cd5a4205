"""Medicines: which names are recognised, what waits to be confirmed, local groups, and the NHSBSA's list beneath ours."""

import streamlit as st

from dashboard import work
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.edition import latest_edition
from dashboard.extracts.medicines import MedicineNaming
from dashboard.views.local_groups import local_groups_tab
from dashboard.views.medicine_list import medicine_list_tab
from dashboard.views.medicine_names import names_tab
from dashboard.views.reader import current_reader
from dashboard.views.said import say
from dashboard.views.store_seen import real_store
from dashboard.views.tell import say_what_was_done


def render() -> None:
    reader, store = current_reader(), real_store()
    st.title("Medicines")
    say_what_was_done()
    edition = latest_edition(store, reader)
    if edition is None:
        say(
            "There is no register of your own yet. Names of medicines that no list knows are confirmed here, once the first "
            "extract is stored under Upload."
        )
        return
    naming = _naming(str(store.root), edition.edition_id, reader.anonymous, store)
    names, groups, listed = st.tabs(["Names", "Local groups", "NHSBSA list"])
    with names:
        names_tab(store, reader, edition.edition_id, naming)
    with groups:
        local_groups_tab(store, reader, naming)
    with listed:
        medicine_list_tab(store, reader)


@st.cache_resource(max_entries=4, show_spinner=False)
def _naming(root: str, edition_id: int, reader: Reader, _store: Store) -> MedicineNaming:
    """How names are read in this store. Every act that changes it publishes an edition, so that its number is the key."""
    return work.naming_of(_store, reader, work.now_utc())
