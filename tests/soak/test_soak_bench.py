"""The sessions of the bench against a real server; the rest of what the bench stands on is in tests/proofs/test_bench.py."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.bench.pages import serving
from tests.bench.sessions import heard_from
from tests.bench.websocket import PageFailed, Session
from tests.built_once import BuiltOnce


def test_a_session_without_a_browser_meets_the_pages_and_what_fails_is_said(
    built_once: BuiltOnce, tmp_path: Path
) -> None:
    store = built_once.copied_beside(tmp_path / "store")
    with serving("asgi:app", store.root) as server:
        with Session(server.port, "drug-classes") as session:
            first = session.rerun("from=2026-03-02&until=2026-09-30", shows="2 March 2026")
            again = session.rerun("from=2026-03-02&until=2026-09-30")
            assert (first.messages, first.milliseconds > 0) == (again.messages, True)
            assert again.bytes < first.bytes, "what the browser keeps is not sent again"
            with pytest.raises(PageFailed, match="does not show '3 March 2026'"):
                session.rerun("from=2026-03-02&until=2026-09-30", shows="3 March 2026")
        crowd = heard_from(
            [server], ["drug-classes", "no-such-page"], 4, within=0, lasts=0, between=(0.1, 0.2)
        )
        with ThreadPoolExecutor(1) as thread:  # beside a browser test its loop runs in this one
            heard = thread.submit(asyncio.run, crowd).result()
        assert heard.failures == ["no-such-page: PageFailed There is no page 'no-such-page'."] * 2
        assert (len(heard.cold), len(heard.reruns)) == (2, 2) and min(heard.cold + heard.reruns) > 0
        with Session(server.port, "no-such-page") as session, pytest.raises(PageFailed, match="no page"):
            session.rerun("")
        assert server.processor() > 0
    with serving("tests.bench.empty_page:app", store.root) as server, Session(server.port) as session:
        assert session.rerun("").messages < 12 < first.messages
