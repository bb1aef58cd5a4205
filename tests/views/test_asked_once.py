"""No page asks an edition the same question twice in one run, whatever is asked."""

from collections import Counter
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import Reader
from dashboard.domain.store import Store
from dashboard.edition import close_editions
from dashboard.views import page
from dashboard.views.page_table import PAGES
from dashboard.views.store_seen import answer
from tests.built_once import BuiltOnce

ASKING = (
    *(row.path for row in PAGES if row.asks_edition),
    "coverage-and-quality?part=By ward",
    "coverage-and-quality?part=Coverage",
)
"""Pages by path; a part of one that is closed at first, as its link opens it."""


@pytest.fixture(scope="module")
def made_up(built_once: BuiltOnce, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = built_once.copied_beside(tmp_path_factory.mktemp("asked") / "store")
    yield store
    close_editions(store.made_up_trust())


def page_of(path: str) -> AppTest:
    def script(path: str) -> None:
        from dashboard.views.page import draw_frame
        from dashboard.views.page_table import PAGES

        draw_frame()
        next(row.render for row in PAGES if row.path == path)()

    return AppTest.from_function(script, kwargs={"path": path}, default_timeout=60)


@pytest.mark.parametrize("path", ASKING)
def test_no_question_is_asked_twice_for_one_page(
    path: str, made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_for: Counter[tuple[str, IncidentFilter, int]] = Counter()

    def counted(
        root: str, is_made_up: bool, edition_id: int, name: str, asked: IncidentFilter, reader: Reader
    ) -> list:
        asked_for[name, asked, edition_id] += 1
        return answer(root, is_made_up, edition_id, name, asked, reader)

    monkeypatch.setattr(page, "answer", counted)
    monkeypatch.setenv("MEDICATION_STORE", str(made_up.root))
    path, _, part = path.partition("?part=")
    shown = page_of(path)
    if part:
        shown.query_params["part"] = part
    for first in ("", "2025-02-03", "2025-02-03"):
        if first:
            shown.query_params["from"] = first
            shown.query_params["until"] = "2026-09-30"
        asked_for.clear()
        shown.run()
        assert not shown.exception
        assert len(asked_for) > 3, "the page asks through what is counted here"
        assert not {name: times for (name, _, _), times in asked_for.items() if times > 1}
