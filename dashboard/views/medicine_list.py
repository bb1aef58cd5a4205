"""The NHSBSA's file of BNF codes, loaded by the trust beneath the curated list."""

import streamlit as st

from dashboard import work
from dashboard.domain.extract import RefusedFile
from dashboard.domain.medicines import LoadedList
from dashboard.domain.periods import london_day_in_words
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.findings.medicines import ATTRIBUTION
from dashboard.register import loaded_list
from dashboard.views.reader import named
from dashboard.views.said import plain, quietly, say
from dashboard.views.tell import acts_done, tell_and_rerun


def medicine_list_tab(store: Store, reader: Reader) -> None:
    say(
        "Names are read by a curated list of more than 2,000 medicines as English hospitals use them. A trust can load the NHSBSA's "
        "'BNF Code Information' beneath it, from opendata.nhsbsa.net: names that the curated list does not know are then "
        "looked up there. What the curated list says always goes first."
    )
    loaded = loaded_list(store, reader, work.now_utc())
    if loaded is None:
        quietly("No NHSBSA file is loaded.")
    else:
        _loaded(store, reader, loaded)
    uploaded = st.file_uploader(
        "BNF Code Information (.csv, or the .zip that holds it)",
        type=["csv", "zip"],
        key=f"list-{acts_done()}",
        max_upload_size=60,
    )
    if uploaded is None:
        return
    if not st.button("Load this file", type="primary", key="load-list"):
        quietly("Past incidents are classed again with it in one piece; a draft edition follows.")
        return
    now = work.now_utc()
    with st.spinner("Reading the file, and every name again"):
        staged = work.stage(store, uploaded.getvalue(), now)
        done = work.load_medicine_list(store, reader, staged, uploaded.name, now)
    if isinstance(done, RefusedFile):
        st.error(plain(done.sentence))
        return
    now_loaded, edition = done
    tell_and_rerun(
        f"This very file is loaded already ({now_loaded.names:,} names): nothing has changed."
        if edition is None
        else f"{now_loaded.names:,} names are loaded. Edition {edition.edition_id} is a draft; what changed stands under Names."
    )


def _loaded(store: Store, reader: Reader, loaded: LoadedList) -> None:
    version = loaded.version or "a file without a version"
    say(
        f"Loaded: {version}, {loaded.names:,} names, by {named(loaded.loaded_by)} on {london_day_in_words(loaded.loaded_at)} "
        f"({loaded.file_name}). {ATTRIBUTION}"
    )
    if st.button("Take the list back", key="take-back-list"):
        with st.spinner("Reading every name again"):
            edition = work.take_back_medicine_list(store, reader, work.now_utc())
        tell_and_rerun(f"The curated list stands alone again. Edition {edition.edition_id} is a draft.")
