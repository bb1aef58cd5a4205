"""The script that Streamlit runs. At the root on purpose: `streamlit run dashboard/app.py` would hide the package."""

from dashboard.views.app import run

run()
