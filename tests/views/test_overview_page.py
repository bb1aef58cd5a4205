"""The Overview driven as a page: what it lists with links, its table, and the warning of an old extract."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from dashboard import work
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.edition import close_editions
from tests.built_once import BuiltOnce
from tests.views.driven_pages import page_of, words_of


@pytest.fixture
def made_up(built_once: BuiltOnce, tmp_path: Path) -> Iterator[Store]:
    store = built_once.copied_beside(tmp_path / "store")
    yield store
    close_editions(store.made_up_trust())


def test_the_made_up_trust_shows_what_waits_and_what_changed(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """September was 175 in the earlier run of its listing and is 198 in the newest: see the sample's own expectations."""
    monkeypatch.setenv("MEDICATION_STORE", str(made_up.root))
    page = page_of("overview", frame=True)
    words = words_of(page)
    assert "6. For you to look at:" in words
    assert "- 1 word in coded columns of the listings has no meaning given yet, in 18 incidents" in words
    assert (
        "and September from 175 to 198 (29 recorded late in all); October was counted for the first time (208"
        in words
    )
    assert "days old" not in words, "the made-up trust's extract only ever grows older"
    (table,) = [each for each in page.get("html") if "<table" in str(each.proto.body)]
    assert str(table.proto.body).count('<th scope="row">') == 8


def test_an_extract_of_36_days_is_said_to_be_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, now = Store(tmp_path / "store"), work.now_utc()
    staged = work.stage(store, b"incidentID,ReportedDegreeofHarm,Year_of_Occurrence\n1,Low,2018\n", now)
    read = work.read_incidents(staged, "years.csv", now, source=SourceSystem.NRLS)
    work.store_incidents(store, SINGLE_USER, read, now)  # pyright: ignore[reportArgumentType]
    monkeypatch.setenv("MEDICATION_STORE", str(store.root))
    page = page_of("overview", frame=True)
    assert "days old" not in words_of(page)
    monkeypatch.setattr(work, "now_utc", lambda: now + timedelta(days=36))
    page.run()
    assert "The newest extract is 36 days old" in words_of(page)
    assert "made 36 days ago" in words_of(page), "the draft has its age"
    close_editions(store)
