"""The script that `tests.bench.empty_page` runs."""

import streamlit as st

st.title("Empty")
