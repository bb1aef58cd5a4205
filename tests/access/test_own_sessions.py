"""Whose a session of Streamlit is, and a file: what is said first holds, and an id alone opens nothing."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.scriptrunner_utils import script_run_context

from dashboard.access.own_sessions import OwnSessions
from dashboard.access.socket import Frame, Guarded
from dashboard.access.uploads import BYTES_AN_HOUR, FILES_AN_HOUR, HOUR, IN_FLIGHT, MB, Quotas
from dashboard.access.visitor import Visitor
from dashboard.domain.reader import Role
from dashboard.views import own_media

NOW = datetime(2026, 11, 2, 9, 0)


def test_what_is_said_first_holds_and_the_oldest_is_forgotten() -> None:
    own = OwnSessions(most=2)
    own.belongs("s1", "ada")
    own.belongs("s1", "bob")
    own.made("f", own.key_now("s1"))
    assert own.owns_session("ada", "s1") and own.owns_file("ada", "f")
    assert (
        not own.owns_session("bob", "s1") and not own.owns_file("bob", "f") and not own.owns_file("ada", "g")
    )
    own.belongs("s2", "bob")
    own.made("f", own.key_now("s2"))
    assert own.owns_file("bob", "f") and own.owns_file("ada", "f"), "the same content, made by both"
    own.belongs("s3", "cy")
    assert not own.owns_session("ada", "s1") and own.owns_session("cy", "s3")
    own.made("g", own.key_now("of nobody"))
    assert not own.owns_file("", "g") and not own.owns_session("", "of nobody")


def test_a_session_goes_on_with_another_role_and_a_file_does_not() -> None:
    own = OwnSessions()
    own.belongs("s1", "ada/officer")
    own.made("f", own.key_now("s1"))
    own.belongs("s1", "ada/director")
    assert own.owns_session("ada/director", "s1") and not own.owns_session("ada/officer", "s1")
    assert own.owns_file("ada/officer", "f") and not own.owns_file("ada/director", "f")
    own.belongs("s1", "bob/officer")
    assert own.owns_session("ada/director", "s1"), "another sign-in's it never becomes"


@pytest.mark.parametrize(
    ("key", "asked", "passed"),
    [
        ("ada", "streamlit, xsrf, s1", "streamlit, xsrf, s1"),
        ("bob", "streamlit, xsrf, s1", "streamlit, xsrf"),
        (None, "streamlit, xsrf, s1", "streamlit, xsrf"),
        ("ada", "streamlit,xsrf,s2", "streamlit, xsrf"),
        ("ada", "streamlit, , s2", "streamlit, "),
        ("ada", "streamlit, xsrf, s1, s2", "streamlit, xsrf, s1"),
        ("ada", "streamlit, xsrf", "streamlit, xsrf"),
    ],
)
def test_the_number_of_somebody_elses_session_never_reaches_streamlit(
    key: str | None, asked: str, passed: str
) -> None:
    own, seen = OwnSessions(), []
    own.belongs("s1", "ada")

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.extend(value.decode() for name, value in scope["headers"] if name == b"sec-websocket-protocol")

    guarded = Guarded(SimpleNamespace(alone=False), own, lambda _: Frame("x"))  # type: ignore[arg-type]
    scope = {"headers": [(b"host", b"x"), (b"sec-websocket-protocol", asked.encode())]}
    visitor = Visitor(key, "person 1", Role.MSO) if key else None
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(guarded.serve(app, scope, None, None, visitor))).result()  # type: ignore[arg-type]
    assert seen == [passed]


def test_every_file_that_streamlit_makes_is_noted_with_who_made_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The seam to the installed Streamlit: pictures at once, downloads when they are asked for, by a thread of nobody's."""
    own, manager = OwnSessions(), MediaFileManager(MemoryMediaFileStorage("/media"))
    own_media.noting(manager, own)
    for session in ("s1", "s2"):
        own.belongs(session, session)
        context = SimpleNamespace(session_id=session)
        monkeypatch.setattr(script_run_context, "get_script_run_ctx", lambda context=context: context)
        monkeypatch.setattr(own_media, "get_script_run_ctx", lambda context=context: context)
        picture = manager.add(f"png {session}".encode(), "image/png", "1.0")
        download = manager.add_deferred(
            lambda session=session: f"a,{session}".encode(), "text/csv; n=1", "1.1", "a.csv"
        )
        monkeypatch.setattr(own_media, "get_script_run_ctx", lambda: None)
        made = manager.execute_deferred(download)
        for file in (picture.split("/")[-1].split(".")[0], download, made.split("/")[-1].split(".")[0]):
            assert [own.owns_file(each, file) for each in ("s1", "s2")] == [
                session == "s1",
                session == "s2",
            ], file


def test_two_large_downloads_that_differ_outside_streamlits_samples_are_two() -> None:
    """A megabyte and more is numbered by its length and three samples: only what the kind or the name says tells them apart."""
    storage = MemoryMediaFileStorage("/media")
    one = bytes(3 * MB)
    two = one[: MB // 2] + b"x" + one[MB // 2 + 1 :]

    def number(content: bytes, kind: str) -> str:
        return storage.load_and_get_id(content, kind, None, "a.csv")  # type: ignore[arg-type]

    assert number(one, "text/csv") == number(two, "text/csv"), (
        "the seam: without a token they would be one file"
    )
    assert number(one, "text/csv; n=1") != number(two, "text/csv; n=2")
    assert storage.get_file(number(two, "text/csv; n=2")).content == two


def test_an_hour_holds_so_many_files_and_bytes_of_a_person_and_a_moment_so_many_at_once() -> None:
    quotas = Quotas()
    assert quotas.begin("ada", 60 * MB, NOW) == quotas.begin("ada", 60 * MB, NOW) == ""
    assert "at once" in quotas.begin("ada", 60 * MB, NOW) and quotas.begin("bob", IN_FLIGHT, NOW) == ""
    quotas.end("ada", 60 * MB)
    assert quotas.begin("ada", 60 * MB, NOW) == ""
    for _ in range(2):
        quotas.end("ada", 60 * MB)
    sent = 3 * 60 * MB
    while sent + 60 * MB <= BYTES_AN_HOUR:
        assert quotas.begin("ada", 60 * MB, NOW) == ""
        quotas.end("ada", 60 * MB)
        sent += 60 * MB
    assert "within an hour" in quotas.begin("ada", 60 * MB, NOW + HOUR - timedelta(seconds=1))
    assert quotas.begin("ada", 60 * MB, NOW + HOUR) == ""
    told = [quotas.begin("cy", 1, NOW) for _ in range(FILES_AN_HOUR + 1)]
    assert told[:-1] == [""] * FILES_AN_HOUR and "within an hour" in told[-1]
