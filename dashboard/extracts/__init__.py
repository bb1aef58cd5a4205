"""Uploaded bytes to an Extract: safe reading, source profiles, code lists. A bad file is a value, never an exception."""
