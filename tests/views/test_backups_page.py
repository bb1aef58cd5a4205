"""The page of backups, and what the whole app shows when a file of the store is damaged: a guide, never a traceback or half a page."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import desk, register, work
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.edition import close_editions
from dashboard.views import store_seen
from tests.looked_at_here import looking_here
from tests.proofs.damaged_stores import StoreToDamage
from tests.register.failing_statements import everything_in
from tests.register.stored_extracts import NOW
from tests.views.driven_pages import press, words_of


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreToDamage]:
    with looking_here():
        made = StoreToDamage(tmp_path_factory.mktemp("damaged"), 3)
        yield made
    close_editions(made.store)


def app_of(store: Store, monkeypatch: pytest.MonkeyPatch, path: str = "overview") -> AppTest:
    """The page as the app frames it, after the server has started on this store."""
    monkeypatch.setenv("MEDICATION_STORE", str(store.root))
    store_seen.prepare_store()

    def script(path: str) -> None:
        from dashboard.domain.store import StoreProblem
        from dashboard.views.damage_guide import guide, say_that_store_is_damaged
        from dashboard.views.page import draw_frame
        from dashboard.views.page_table import BY_PATH

        try:
            say_that_store_is_damaged(path)
            if BY_PATH[path].asks_edition:
                draw_frame(path)
            BY_PATH[path].render()
        except StoreProblem as problem:
            guide(problem)

    page = AppTest.from_function(script, kwargs={"path": path}, default_timeout=90).run()
    assert not page.exception
    return page


def titles(page: AppTest) -> list[str]:
    return [str(each.value).replace("\\", "") for each in page.title]


def test_a_damaged_register_leaves_figures_and_leads_the_other_pages_back(
    damaged: StoreToDamage, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged.put(damaged.main[:20_000])
    overview = app_of(damaged.store, monkeypatch)
    assert titles(overview)[0].startswith("Medication incidents recorded")
    assert "The register is damaged." in words_of(overview)
    upload = app_of(damaged.store, monkeypatch, "upload")
    assert titles(upload) == ["The register is damaged"]
    assert "they read edition 1" in words_of(upload)
    assert next(button for button in upload.button if button.label == "Restore this backup").disabled
    upload.checkbox[0].check().run()
    restored = press(upload, "Restore this backup")
    assert titles(restored) == ["Upload"]
    close_editions(damaged.store)
    assert everything_in(damaged.store) == damaged.before
    assert "The register is damaged." not in words_of(app_of(damaged.store, monkeypatch))


def test_a_damaged_log_is_set_aside_by_a_button(
    damaged: StoreToDamage, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged.put(damaged.main_killed, damaged.log[:400] + b"\0\0\0\0" + damaged.log[404:])
    page = app_of(damaged.store, monkeypatch, "backups")
    assert titles(page) == ["The log of the register is damaged"]
    page = press(page, "Set the log aside")
    assert titles(page) == ["Backups"]
    assert "No import was lost." in words_of(page)
    close_editions(damaged.store)
    assert everything_in(damaged.store) == damaged.before


def test_a_damaged_desk_stands_before_every_page(
    damaged: StoreToDamage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for log in damaged.store.root.glob("desk.sqlite3-*"):
        log.unlink()
    damaged.store.desk.write_bytes(b"x" * 9_000)
    for path in ("overview", "upload", "settings"):
        assert titles(app_of(damaged.store, monkeypatch, path)) == ["The desk file is damaged"]
    page = app_of(damaged.store, monkeypatch, "settings")
    page.checkbox[0].check().run()
    assert titles(press(page, "Restore the desk")) == ["Settings"]
    assert desk.acts_of_kind(damaged.store, SINGLE_USER, "restore backup", 1, NOW)[0][3].startswith("desk;")


def test_a_damaged_edition_is_published_again(
    damaged: StoreToDamage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_editions(damaged.store)
    shutil.copytree(
        damaged.store.root, tmp_path / "store"
    )  # nothing that this process has read of it is kept
    store = Store(tmp_path / "store")
    store.edition(1).write_bytes(b"x" * 9_000)
    page = app_of(store, monkeypatch)
    assert titles(page) == ["An edition is damaged"]
    page = press(page, "Publish again")
    assert titles(page)[0].startswith("Medication incidents recorded")
    assert not store.edition(1).exists()
    assert [each.edition_id for each in register.publications(store, SINGLE_USER, NOW)] == [2, 1]
    close_editions(store)


def test_the_page_says_when_the_last_was_made_and_makes_one(
    damaged: StoreToDamage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = app_of(damaged.store, monkeypatch, "backups")
    assert "days ago" in " ".join(str(each.value) for each in page.warning)
    assert "a backup on this one is lost with it" in words_of(page)
    page = press(page, "Make a backup now")
    assert "was made and looked at: it is whole" in words_of(page)
    assert not page.warning
    assert work.last_backup(damaged.store, SINGLE_USER, NOW) is not None
