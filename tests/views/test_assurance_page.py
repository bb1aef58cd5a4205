"""The pages of assurance and of what was reported, driven by Streamlit's own page test: signed off, told, undone; chosen, and taken away."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import desk, work
from dashboard.domain.learning.assurance import CAVEATS_LENGTH, STATEMENT_LENGTH
from dashboard.domain.reader import SINGLE_USER, Reader, Role
from dashboard.domain.store import Store
from dashboard.edition import close_editions
from dashboard.views import reader as seam
from tests.made_up_incidents import NOW
from tests.views.driven_pages import page_of, press, words_of
from tests.work.learning.reporting_trust import TODAY, reporting_trust


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = reporting_trust(tmp_path_factory.mktemp("assurance-page")).store
    yield made
    close_editions(made)


@pytest.fixture
def store(released: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("MEDICATION_STORE", str(released.root))
    monkeypatch.setattr(work, "now_utc", lambda: NOW)
    return released


def as_role(monkeypatch: pytest.MonkeyPatch, role: Role, *wards: str) -> None:
    monkeypatch.setattr(seam, "SINGLE_USER", Reader("person 5", role, wards=wards))


def buttons(page: AppTest) -> set[str]:
    return {each.label for each in page.button}


def test_the_officer_edits_signs_off_and_undoes_and_the_director_reads(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of("learning.assurance", frame=True)
    said = words_of(page)
    assert "1 learning card is open: 1 acting; 1 is past its due date." in said
    assert (
        "Morphine (closed on 23 November 2026): Ampoules apart. Those who reported were told: They stand apart."
        in said
    )
    assert "No statement of assurance has been signed off yet." in said
    text, caveats = page.text_area
    assert text.value.startswith("On 23 November 2026, by edition 2, 1 learning card")
    assert (text.max_chars, caveats.max_chars) == (STATEMENT_LENGTH, CAVEATS_LENGTH)
    text.set_value("I was told.")
    page.text_input(key="statement-name-2-0").set_value("Dr <b>Example</b>")
    page.date_input(key="statement-day-2-0").set_value(TODAY).run()
    press(page, "Keep it as signed off")
    assert "The statement is kept as signed off by Dr <b>Example</b>, with edition 2" in words_of(page)
    assert [line.act for line in desk.audit_trail(store, SINGLE_USER, NOW)].count("sign off statement") == 1
    as_role(monkeypatch, Role.DIRECTOR)
    read = page_of("learning.assurance", frame=True)
    assert "Edition 2: signed off by Dr <b>Example</b> on 23 November 2026" in words_of(read)
    assert "I was told." in words_of(read)
    assert not read.text_area
    assert buttons(read) & {"Keep it as signed off", "Undo"} == set()
    monkeypatch.setattr(seam, "SINGLE_USER", SINGLE_USER)
    press(page, "Undo")
    assert "The statement on edition 2 is taken back." in words_of(page)
    assert work.statements(store, SINGLE_USER, NOW) == []


def test_a_ward_link_finds_their_own_wards_and_no_page_for_a_wall(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_role(monkeypatch, Role.WARD_LINK, "Ward 7", "Ward 9")
    page = page_of("learning.what_you_reported", frame=True)
    [which] = [each for each in page.selectbox if each.label == "Which"]
    assert which.options == ["Ward 7", "Ward 9"]
    assert "You reported 20 medication incidents." in words_of(page)
    assert "A page for a wall is made by the medication safety officer or the committee" in words_of(page)
    assert not page.radio
    assert "Ward 8" not in words_of(page)
    which.select("Ward 9").run()
    assert "Ward 9: no medication incident is recorded for July to September 2026" in words_of(page)


def test_the_committee_chooses_a_staff_group_and_a_wall(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_role(monkeypatch, Role.COMMITTEE)
    page = page_of("learning.what_you_reported", frame=True)
    [whose] = [each for each in page.selectbox if each.label == "For"]
    whose.select_index(1).run()
    [which] = [each for each in page.selectbox if each.label == "Which"]
    assert which.options == ["Nurse or midwife", "Professional, scientific and technical staff"]
    assert "You reported 12 medication incidents." in words_of(page)
    page.radio[0].set_value("A wall").run()
    assert not page.exception
    assert "You reported about 10 medication incidents." in words_of(page)
    assert "1 to 7 are too few to show" in words_of(page)
