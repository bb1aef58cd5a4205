"""The learning loop: what is kept of it at the desk, and what editions are written with."""
