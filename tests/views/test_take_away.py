"""One way out: whatever is downloaded goes through views/take_away.py and is one line of the audit trail, written as it is handed over."""

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dashboard import work
from dashboard.charts import drawing as go
from dashboard.charts.frame import Picture, Standing, Table
from dashboard.domain.export import Export
from dashboard.domain.reader import INTERNAL_MARK, SINGLE_USER, Profile
from dashboard.domain.store import Store, StoreProblem
from dashboard.views import take_away
from tests.python_files import ROOT, PythonFile, product_files

ONE_WAY = "dashboard/views/take_away.py"
STANDING = Standing("Trust", "2025", "by date of incident", "Edition 1.")
PICTURE = Picture("x", "Title", "", "", go.Figure(), Table(("Month", "Incidents"), (("June", 3),)), STANDING)
BROWSER_SAVES = re.compile(
    r"\.download\s*=|setAttribute\(\s*[\"']download|showSaveFilePicker|<a[^>]*\sdownload"
)


def offers_a_download(file: PythonFile) -> bool:
    """Streamlit's button, or the script that has the browser save a file."""
    if "download" not in file.text:  # to read the whole product word by word takes seconds
        return False
    called = any(name.rpartition(".")[2] == "download_button" for name, _ in file.calls())
    return called or any("download.js" in text for text in file.texts())


def test_no_other_file_offers_a_download() -> None:
    assert [file.path for file in product_files() if offers_a_download(file)] == [ONE_WAY]
    scripts = [
        path for path in (ROOT / "dashboard").rglob("*.js") if BROWSER_SAVES.search(path.read_text("utf-8"))
    ]
    assert [path.name for path in scripts] == ["download.js"]


@pytest.mark.parametrize(
    "text", ["st.download_button('x', data=b'')", "panel.download_button('x', b'')", "js = 'download.js'"]
)
def test_a_second_way_out_would_be_found(text: str) -> None:
    assert offers_a_download(PythonFile("dashboard/views/x.py", text))


def test_a_script_that_saves_would_be_found() -> None:
    for text in ("link.download = name", "<a href=x download>", "a.setAttribute('download', 'x')"):
        assert BROWSER_SAVES.search(text), text


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("MEDICATION_STORE", str(tmp_path))
    return Store(tmp_path)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the last button was given; `data` is what Streamlit calls when the button is pressed."""
    kept: dict[str, Any] = {}
    monkeypatch.setattr(
        take_away.st, "download_button", lambda label, **given: kept.update(given, label=label)
    )
    return kept


def exports(store: Store) -> list[Export]:
    return [each.export for each in work.newest_exports(store, SINGLE_USER, work.now_utc())]


def test_a_table_is_noted_when_it_is_taken_and_not_before(store: Store, offered: dict[str, Any]) -> None:
    take_away.csv_of_picture(PICTURE)
    assert offered["on_click"] == "ignore", "the page is not drawn again for it"
    assert exports(store) == []
    content = offered["data"]().decode("utf-8-sig")
    assert exports(store) == [Export("table x", "csv", 1)]
    assert content.splitlines()[:2] == ["Month,Incidents", "June,3"]
    assert content.splitlines()[-1].strip('"').startswith(INTERNAL_MARK)
    offered["data"]()
    assert len(exports(store)) == 2, "taken twice is two lines"


def test_what_cannot_be_made_or_noted_does_not_leave(
    store: Store, offered: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def take(content: Callable[[], bytes]) -> None:
        take_away.take_away("x", key="x", content=content, name="x", mime="x", export=Export("x", "csv", 0))

    take(lambda: b"".join(iter([1])))  # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError):
        offered["data"]()
    assert exports(store) == []
    take(lambda: b"figures")

    def locked(*_: Any) -> None:
        raise StoreProblem("The desk is locked.")

    monkeypatch.setattr(work, "note_export", locked)
    with pytest.raises(StoreProblem):
        offered["data"]()


def test_the_mark_stands_in_downloads_of_exact_figures_and_not_on_the_page() -> None:
    assert PICTURE.for_download()["foot"].startswith(f"Trust. {INTERNAL_MARK} ")
    assert INTERNAL_MARK not in STANDING.foot()
    others = Standing("Trust", "2025", "by date of incident", "Edition 1.", profile=Profile.PUBLISHED)
    assert INTERNAL_MARK not in others.foot_of_download()


def test_every_picture_that_the_browser_asked_for_is_noted_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two that come close after each other are told together; a browser may also say what nobody asked for."""
    said: dict[str, Any] = {}
    heard: dict[str, Callable[[], None]] = {}

    def component(*_: Any, **__: Any) -> Callable[..., None]:
        return lambda *, on_taken_change, **_: heard.update(taken=on_taken_change)

    monkeypatch.setattr("streamlit.components.v2.component", component)
    monkeypatch.setattr(take_away.st, "session_state", said)
    drawn = getattr(take_away._drawn, "__wrapped__", take_away._drawn)
    drawn("draw-x", {}, Export("picture x", "", 24), SINGLE_USER)
    svg, png = {"id": "1-0.5", "kind": "SVG"}, {"id": "1-0.6", "kind": "PNG"}
    for told in (
        [svg],
        [svg, png],
        [svg, png],
        [svg, png, {"id": "2", "kind": "exe"}, "PNG", {}],
        "PNG",
        None,
    ):
        said["draw-x"] = SimpleNamespace(taken=told)
        heard["taken"]()
    assert exports(store) == [Export("picture x", "png", 24), Export("picture x", "svg", 24)]
    said["draw-x"] = SimpleNamespace(taken=[{"id": str(n), "kind": "SVG"} for n in range(2)])
    heard["taken"]()
    assert len(exports(store)) == 4
