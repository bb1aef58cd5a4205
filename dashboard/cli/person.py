"""Who works at the command line: whoever is signed in to the computer, which the audit trail names."""

import getpass
import os

from dashboard.domain.reader import Reader, Role


def _of_the_computer() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a number without a name, as in a container
        return str(getattr(os, "getuid", lambda: "unknown")())


PERSON = Reader(f"command line ({_of_the_computer()})", Role.MSO)
"""Whoever can write the store's files may do everything with them, so the role is the officer's."""
