"""A pack as a printed document."""
