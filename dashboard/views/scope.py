"""What a dated record is about: the whole trust, or a site, division or drug class of those that the edition holds."""

import streamlit as st

from dashboard.domain.medicines import ClassBy
from dashboard.domain.rows import FilterChoice
from dashboard.findings.asking import EVERYTHING, Asking

ALL = "all"
CONTROLS = (("Site", "site"), ("Division", "division"), ("Drug class", "drug_class"))


def scope_controls(asking: Asking, key: str) -> tuple[str | None, str | None, str | None]:
    """(site, division, drug class) as chosen; None is all of them."""
    choices: list[FilterChoice] = asking.rows("filter_choices", EVERYTHING)
    with st.container(horizontal=True):
        site, division, drug_class = (_choice(label, name, choices, key) for label, name in CONTROLS)
    return site, division, drug_class


def _choice(label: str, name: str, choices: list[FilterChoice], key: str) -> str | None:
    offered = [
        each.choice
        for each in choices
        if each.filter == name and each.class_by in ("", ClassBy.CURATED) and each.choice
    ]
    chosen = st.selectbox(label, [ALL, *offered], key=f"{key.format(name)}", width=240)
    return None if chosen in (None, ALL) else chosen
