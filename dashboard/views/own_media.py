"""Whose the files are that pages make: noted as Streamlit makes them, so that the gate hands each to its own reader alone.

The seam is two functions of Streamlit 1.67's MediaFileManager, which tests/access/test_own_sessions.py holds: `add` (pictures of a page)
and `add_deferred` with `execute_deferred` (a download that is made when it is asked for; its maker is not noted by Streamlit).
"""

from pathlib import PurePosixPath
from typing import Any

from streamlit.runtime import get_instance
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.access.own_sessions import OwnSessions


def note_makers(own: OwnSessions) -> None:
    """From the start of the server on."""
    noting(get_instance().media_file_mgr, own)


def noting(manager: MediaFileManager, own: OwnSessions) -> None:
    """Every file of this manager is noted with the sign-in and role that it was made for, before anybody hears of it."""
    add, add_deferred, execute = manager.add, manager.add_deferred, manager.execute_deferred
    makers: dict[str, str] = manager.__dict__.setdefault("medication_makers", {})

    def added(*arguments: Any, **named: Any) -> str:
        url = add(*arguments, **named)
        own.made(_file(url), own.key_now(_session()))
        return url

    def deferred(*arguments: Any, **named: Any) -> str:
        number = add_deferred(*arguments, **named)
        makers[number] = own.key_now(_session())
        own.made(number, makers[number])
        while len(makers) > own.most:
            makers.pop(next(iter(makers)))
        return number

    def executed(number: str) -> str:
        url = execute(number)
        own.made(_file(url), makers.get(number, ""))
        return url

    manager.add, manager.add_deferred, manager.execute_deferred = added, deferred, executed  # type: ignore[method-assign]


def _session() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


def _file(url: str) -> str:
    return PurePosixPath(url).stem
