"""Groups of medicines that the trust defines for itself, beside the drug classes."""

import streamlit as st

from dashboard import work
from dashboard.domain.medicines import LocalGroup
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store, StoreProblem
from dashboard.extracts.medicines import MedicineNaming
from dashboard.register import local_groups
from dashboard.views.picture import rows_as_table, show_table
from dashboard.views.said import plain, quietly, say
from dashboard.views.tell import acts_done, tell_and_rerun

NEW = "a new group"


def local_groups_tab(store: Store, reader: Reader, naming: MedicineNaming) -> None:
    say(
        "A local group is a named list of medicines, for example those of a local campaign or guideline. It can be chosen on "
        "every page under Classes, beside the drug classes."
    )
    kept = local_groups(store, reader, work.now_utc())
    if kept:
        show_table(
            rows_as_table(
                ("Group", "Medicines"), [(group.name, ", ".join(group.medicines)) for group in kept]
            ),
            alt="Local groups and their medicines",
        )
    else:
        quietly("There is no local group yet.")
    _keep(store, reader, naming, kept)


def _keep(store: Store, reader: Reader, naming: MedicineNaming, kept: tuple[LocalGroup, ...]) -> None:
    st.subheader("Define a group", anchor=False)
    chosen = st.selectbox(
        "Group", [NEW, *kept], format_func=lambda each: each if each == NEW else each.name,
        key=f"group-which-{acts_done()}", width=360,
    )  # fmt: skip
    known = chosen if isinstance(chosen, LocalGroup) else None
    suffix = f"{known.name if known else 'new'}-{acts_done()}"
    name = known.name if known else st.text_input("Name", key=f"group-name-{suffix}", max_chars=60, width=360)
    medicines = st.multiselect(
        "Medicines",
        naming.generic_names(),
        default=list(known.medicines) if known else [],
        placeholder="by generic name",
        key=f"group-medicines-{suffix}",
    )
    with st.container(horizontal=True):
        keep = st.button(
            "Keep this group", type="primary", key="keep-group", disabled=not (name.strip() and medicines)
        )
        forget = known is not None and st.button("Forget this group", key="forget-group")
    try:
        if keep:
            with st.spinner("Counting anew, and publishing a draft edition"):
                edition = work.keep_group(store, reader, LocalGroup(name, tuple(medicines)), work.now_utc())
            tell_and_rerun(f"{name.strip()} is kept. Edition {edition.edition_id} is a draft.")
        if forget and known:
            with st.spinner("Counting anew, and publishing a draft edition"):
                edition = work.forget_group(store, reader, known.name, work.now_utc())
            tell_and_rerun(f"{known.name} is forgotten. Edition {edition.edition_id} is a draft.")
    except StoreProblem as problem:
        st.error(plain(str(problem)))
