"""Two hundred hostile words in every text field of an extract, on every page of a real server in a real browser: nothing runs,
nothing becomes a link, a picture or a request."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page

from dashboard import work
from dashboard.domain.dated import DatedKind, DatedRecord
from dashboard.domain.extract import Extract
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from tests.browser.conftest import SCREEN, Server, browser, idle, open_at
from tests.extracts.written_extracts import csv_content
from tests.proofs.hostile_words import HOST, hostile_words

__all__ = ["browser"]

NOW = datetime(2026, 11, 23, 9, 0)
HEADINGS = (
    "Ref", "Incident date", "Site", "Directorate", "Location (exact)", "Severity", "Drug administered", "Approval status", "Stage of medication error",
    "Medication error", "Reporter type", "Description", "Immediate action taken",
)  # fmt: skip
PATHS = (
    "overview", "reporting-rates", "harm-levels", "drug-classes", "stages-and-errors", "incidents", "all-measures", "as-it-stood", "benchmark", "agenda",
    "packs", "upload?part=Words", "upload?part=Editions+and+imports", "coverage-and-quality", "medicines", "wards-and-activity", "series-breaks",
    "annotations", "settings", "settings?part=Free+text",
)  # fmt: skip
HURT = """() => {
    const bad = [...document.querySelectorAll('a, img, iframe, script, object, embed, form, link, meta, base, video, audio, image, svg, style, button, input')]
        .filter(e => [...e.attributes].some(a => /evil\\.example|window\\.hurt|^javascript:/i.test(a.value) && !['aria-label', 'title', 'value', 'alt', 'placeholder'].includes(a.name)))
        .map(e => e.outerHTML.slice(0, 200))
    return [...bad, ...(window.hurt ? ['window.hurt was set'] : [])]
}"""


def hostile_rows() -> list[tuple[str, ...]]:
    words = hostile_words()
    rows = []
    for place, word in enumerate(words):
        day = date(2026, 1, 1) + timedelta(days=place % 270)
        short = word[:60]
        rows.append(
            (
                f"W{place:05d}" if place % 2 else f"{short[:30]} {place}", f"{day:%d/%m/%Y}", short, short, short, "Moderate" if place % 2 else word, word, word,
                word, word, word, word, f"{word}\n{word}",
            )
        )  # fmt: skip
    return rows


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of one listing in which every text is hostile, its free text kept as written, with an annotation and a name as bad."""
    store = Store(tmp_path_factory.mktemp("hostile") / "store")
    worst = f"<img src=x onerror=window.hurt=1> [x](//{HOST})"
    work.change_settings(
        store, SINGLE_USER, {"narrative_datix": "kept as written", "trust_name": worst[:80]}, NOW
    )
    name = "<b onclick=alert(1)>[x](javascript:alert(1)).csv"
    staged = work.stage(store, csv_content(HEADINGS, hostile_rows()), NOW)
    choices = work.choices_for(store, SINGLE_USER, staged, name, NOW, SourceSystem.DATIX)
    read = work.read_incidents(staged, name, NOW, choices=choices)
    assert isinstance(read, Extract) and read.rows.accepted >= 200
    work.store_incidents(store, SINGLE_USER, read, NOW)
    record = DatedRecord(DatedKind.ANNOTATION, date(2026, 3, 1), worst[:44], reason=worst, owner=worst)
    work.record_annotation(store, SINGLE_USER, record, NOW)
    return store


def watched(browser: Browser, server: Server) -> tuple[Page, list[str]]:
    page = browser.new_context(viewport=SCREEN).new_page()
    hurt: list[str] = []

    def dismissed(dialog: Dialog) -> None:
        hurt.append(f"dialogue {dialog.message}")
        dialog.dismiss()

    page.on("dialog", dismissed)
    page.on(
        "request",
        lambda asked: (
            hurt.append(f"request {asked.url}")
            if not asked.url.startswith((server.url, server.url.replace("http", "ws"), "data:", "blob:"))
            else None
        ),
    )
    return page, hurt


@pytest.mark.timeout(1800)
def test_words_stay_words_on_every_page(browser: Browser, hostile: Store, tmp_path: Path) -> None:
    assert len(hostile_words()) >= 200
    server = Server(hostile.root)
    try:
        page, hurt = watched(browser, server)
        for path in PATHS:
            open_at(page, f"{server.url}/{path}")
            hurt += [f"{path}: {found}" for found in page.evaluate(HURT)]
        assert hurt == []
        page.set_viewport_size({"width": 1440, "height": 1600})  # the rows that are ticked are in sight
        open_at(page, f"{server.url}/incidents")
        box = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
        assert box
        for row in range(1, 9):
            page.mouse.click(box["x"] + 18, box["y"] + 35 * (row + 0.5))
            page.get_by_text("1 incident ticked").wait_for()
            page.get_by_role("button", name="Show the narrative").click()
            page.get_by_text("This view is noted in the audit trail").wait_for()
            idle(page)
            hurt += [f"narrative: {found}" for found in page.evaluate(HURT)]
            page.mouse.click(box["x"] + 18, box["y"] + 35 * (row + 0.5))
            idle(page)
        assert hurt == []
        page.context.close()
    finally:
        server.stop()
