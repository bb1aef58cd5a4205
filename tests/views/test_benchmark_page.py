"""The page Benchmark: letters for names until the officer asks, the funnel's sentence by hand, packs kept and undone on the page."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard import desk, work
from dashboard.domain.reader import SINGLE_USER
from dashboard.reports.benchmark_csv import benchmark_csv
from tests.made_up_incidents import NOW, TrustUnderTest
from tests.reports.made_up_benchmark_packs import made_up_pack
from tests.reports.small_trust import PEERS, keep_peers, small_trust
from tests.views.driven_pages import page_of, press, words_of


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> TrustUnderTest:
    """To be copied: what one test keeps is not there in the next."""
    trust = small_trust(tmp_path_factory.mktemp("built") / "store")
    trust.close()
    return trust


@pytest.fixture
def trust(built: TrustUnderTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TrustUnderTest]:
    trust = replace(built, root=shutil.copytree(built.root, tmp_path / "store"))
    monkeypatch.setenv("MEDICATION_STORE", str(trust.root))
    yield trust
    trust.close()


def test_peers_stand_by_letters_until_the_officer_asks_for_names(trust: TrustUnderTest) -> None:
    page = page_of("benchmark", frame=True)
    words = words_of(page)
    assert "No other organisation's pack is kept yet" in words
    assert "benchmark-named" not in [toggle.key for toggle in page.toggle]
    keep_peers(trust.store)
    page.run()
    words = words_of(page)
    # by hand: six months of 10 and one of 20, 80 of 10,500 bed days; all together 80 + 105 x 2 + 140 x 3 + 420 of 94,500
    assert "Ours recorded 7.6 incidents per 1,000 occupied bed days" in words
    assert "all 7 together recorded 12.0" in words
    assert "They are not passed on without its agreement." in words
    shown = words + "".join(str(each.value) for each in page.dataframe)
    assert "Organisation A" in shown and not any(name in shown for name in PEERS)
    page.toggle(key="benchmark-named").set_value(True).run()
    assert all(name in "".join(str(each.value) for each in page.dataframe) for name in PEERS)
    line = desk.audit_trail(trust.store, SINGLE_USER, NOW)[0]
    assert (line.act, line.detail) == ("show peers by name", "6 organisations")
    page.run()
    assert desk.audit_trail(trust.store, SINGLE_USER, NOW)[0].line == line.line, "noted once, not at each run"


def test_with_fewer_than_five_others_there_are_no_limits(trust: TrustUnderTest) -> None:
    keep_peers(trust.store, "R1Z", "R2Z")
    page = page_of("benchmark", frame=True)
    words = words_of(page)
    assert "the 2 others, 7.5 to 10.0. With fewer than 5 others there are no limits to judge by." in words
    assert "Expected" not in "".join(str(each.value) for each in page.dataframe)


def test_a_pack_is_kept_on_the_page_and_undone(trust: TrustUnderTest) -> None:
    work.release_edition(trust.store, SINGLE_USER, 2, NOW, "")
    page = page_of("benchmark", frame=True)
    content = benchmark_csv(made_up_pack("RYY", a_month=12, count=2, words=2))
    page.file_uploader(key="peer-file-0").set_value(("theirs.csv", content, "text/csv")).run()
    assert "A pack of RYY (acute), April 2025 to May 2025" in words_of(page)
    keep = next(button for button in page.button if button.label == "Keep this pack")
    assert keep.disabled, "until the officer says that it agreed"
    page.checkbox(key="peer-agreed-0").check().run()
    press(page, "Keep this pack")
    assert [each.organisation for each in work.peers(trust.store, SINGLE_USER, NOW)] == ["RYY"]
    press(page, "Undo")
    assert work.peers(trust.store, SINGLE_USER, NOW) == []


def test_a_draft_gives_no_pack(trust: TrustUnderTest) -> None:
    from streamlit.testing.v1 import AppTest

    def script() -> None:
        import streamlit as st

        from dashboard.views.benchmark import render
        from dashboard.views.page import draw_frame

        st.query_params["part"] = "Your own pack"
        draw_frame()
        render()

    page = AppTest.from_function(script, default_timeout=60).run()
    assert not page.exception
    assert "none is released yet" in words_of(page)
    work.release_edition(trust.store, SINGLE_USER, 2, NOW, "")
    page.run()
    assert not page.exception
    assert "It names you as RXX and is made of edition 2, released" in words_of(page)
