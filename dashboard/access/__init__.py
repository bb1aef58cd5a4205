"""Who may come in: the gate before every request, without Streamlit."""
