"""Which pages each role finds, and what is drawn on them: the app itself, by Streamlit's own page test, on the made-up trust.

These tests skip HTTP. The proof by raw websocket drives a real server.
"""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import desk, register
from dashboard.domain.reader import NotAllowed, Reader, Role
from dashboard.domain.store import Store
from dashboard.edition import close_editions
from dashboard.views import reader as seam
from dashboard.views.another_reader import OF_READER
from dashboard.views.page_table import BY_PATH, PAGES, opening_page, pages_of
from tests.built_once import BuiltOnce
from tests.made_up_incidents import NOW

LOOKS = (
    "overview", "reporting-rates", "harm-levels", "drug-classes", "stages-and-errors", "incidents", "all-measures", "benchmark", "learning-cards",
    "agenda", "safety-actions", "alerts", "packs", "coverage-and-quality", "methods-and-glossary",
)  # fmt: skip
"""What whoever sees the whole trust looks at."""

PREPARING = (
    "as-it-stood",
    "upload",
    "medicines",
    "wards-and-activity",
    "series-breaks",
    "annotations",
    "settings",
    "to-escalate",
)
BY_ROLE = {
    Role.MSO: {*LOOKS, *PREPARING, "officers-desk", "people", "audit-trail", "backups"},
    Role.TEAM: {*LOOKS, *PREPARING},
    Role.COMMITTEE: {*LOOKS, "as-it-stood"},
    Role.DIRECTOR: {*LOOKS},
    Role.WARD_LINK: {"your-wards", "methods-and-glossary"},
    Role.AUDITOR: {"settings", "audit-trail", "methods-and-glossary"},
}
"""By hand, from what each role is for."""

OPENS = {Role.WARD_LINK: "your-wards", Role.AUDITOR: "audit-trail"}


def of_role(role: Role) -> Reader:
    return Reader(
        "person 5", role, wards=("Ward 7", "Ward 2") if role is Role.WARD_LINK else (), name="Ann Example"
    )


@pytest.fixture(scope="module")
def made_up(built_once: BuiltOnce, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    root = built_once.copied_beside(tmp_path_factory.mktemp("by-role") / "store")
    yield root
    close_editions(root.made_up_trust())


def opened(made_up: Store, role: Role, monkeypatch: pytest.MonkeyPatch, path: str = "") -> AppTest:
    """The app as somebody of this role sees it, on the page of this path (as a link there opens it)."""
    monkeypatch.setenv("MEDICATION_STORE", str(made_up.root))
    monkeypatch.setattr(seam, "SINGLE_USER", of_role(role))

    def script(path: str) -> None:
        from dashboard.views import app
        from dashboard.views.page import draw_frame
        from dashboard.views.page_table import BY_PATH
        from dashboard.views.reader import current_reader

        if not path:
            app.run()
            return
        if BY_PATH[path].asks_edition:
            draw_frame(path, with_filter=BY_PATH[path].has_filter)
        BY_PATH[path].guarded(current_reader())()

    page = AppTest.from_function(script, kwargs={"path": path}, default_timeout=60).run()
    assert not page.exception, page.exception
    return page


def words_of(page: AppTest) -> str:
    said = [*page.title, *page.header, *page.markdown, *page.caption]
    return "\n".join(str(each.value).replace("\\", "").replace("\u2060", "") for each in said)


@pytest.mark.parametrize("role", Role)
def test_each_role_finds_its_pages_and_no_other(role: Role) -> None:
    found = pages_of(of_role(role))
    assert {row.path for row in found} == BY_ROLE[role]
    assert opening_page(found).path == OPENS.get(role, "overview")
    for row in PAGES:
        if row.path not in BY_ROLE[role]:
            with pytest.raises(NotAllowed, match=f"signed in as {role.words}"):
                row.guarded(of_role(role))()


def test_a_page_that_is_come_by_without_the_role_is_not_drawn(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    row = BY_PATH["people"]
    with pytest.raises(NotAllowed):
        type(row)(row.title, row.path, row.group, lambda: drawn.append("drawn"), row.roles).guarded(
            of_role(Role.TEAM)
        )()
    assert drawn == []


def test_a_ward_link_opens_on_their_own_wards(made_up: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(made_up, Role.WARD_LINK, monkeypatch)
    said = words_of(page)
    assert "Medication incidents recorded on Ward 7 and Ward 2" in said
    # 8.5 per 1,000 and 5,003 incidents are the whole trust's
    assert "384 incidents were recorded in 24 months" in said and "5,003" not in said
    assert "Upload" not in said and "Save this view" not in [button.label for button in page.button]
    offered = {
        choice for each in page.multiselect for choice in each.options if each.label == "Ward or place"
    }
    assert {choice.split(" (")[0] for choice in offered} == {"Ward 2", "Ward 7"}


def test_a_director_sees_moderate_and_above_one_by_one_and_no_other(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(made_up, Role.DIRECTOR, monkeypatch, "incidents")
    assert "those of moderate harm and above" in words_of(page)
    (listed,) = page.dataframe
    assert {each.split(" (")[0] for each in listed.value["Harm"]} == {
        "Moderate",
        "Severe",
        "Recorded as fatal",
    }
    assert not page.text_input, "nothing to search all incidents by"
    page = opened(made_up, Role.DIRECTOR, monkeypatch, "harm-levels")
    assert "duty of candour" not in words_of(page)


def test_packs_are_made_of_released_editions_and_list_no_more_than_the_role_sees(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for role, lists in ((Role.DIRECTOR, False), (Role.COMMITTEE, True)):
        page = opened(made_up, role, monkeypatch, "packs")
        packs = next(each for each in page.selectbox if each.label == "Pack")
        assert ("Incidents that involve a controlled drug" in packs.options) is lists
        assert "Drafts too" not in [each.label for each in page.toggle]
        assert "What left the building" not in [each.label for each in page.tabs]
    assert "What left the building" in [
        each.label for each in opened(made_up, Role.MSO, monkeypatch, "packs").tabs
    ]


def test_an_auditor_reads_the_settings_and_changes_none(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(made_up, Role.AUDITOR, monkeypatch, "settings")
    assert [title.value for title in page.title] == ["Settings"]
    assert not page.button and not page.text_input and not page.selectbox
    (held,) = page.dataframe
    assert "Rule set for special causes" in list(held.value["Setting"])


def test_the_officer_alone_has_every_reference_shown_and_it_is_noted(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(made_up, Role.COMMITTEE, monkeypatch, "incidents")
    assert "Every reference" not in [each.label for each in page.toggle]
    page = opened(made_up, Role.MSO, monkeypatch, "incidents")
    before = page.dataframe[0].value
    assert 0 < before["Reference"].notna().sum() < len(before)
    next(each for each in page.toggle if each.label == "Every reference").set_value(True).run()
    assert not page.exception
    shown = page.dataframe[0].value
    assert list(shown["Number"]) == list(before["Number"]) and shown["Reference"].notna().all()
    store, officer = made_up.made_up_trust(), of_role(Role.MSO)
    of_register = register.references_of(store, officer, [int(n) for n in shown["Number"]], NOW)
    # The edition's own references of moderate harm and above came another way: the two agree.
    held = before[before["Reference"].notna()]
    assert [of_register[n] for n in held["Number"]] == list(held["Reference"])
    assert desk.audit_trail(store, officer, NOW)[0].act == "show references"


def test_a_link_to_another_ward_is_refused_in_a_sentence(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(made_up.root))
    monkeypatch.setattr(seam, "SINGLE_USER", of_role(Role.WARD_LINK))
    page = AppTest.from_string("from dashboard.views import app\napp.run()", default_timeout=60)
    page.query_params["location"] = "Ward 3"
    page.run()
    assert not page.exception
    assert "You see Ward 7 and Ward 2 only" in words_of(page)
    assert "incidents were recorded" not in words_of(page)


def test_who_becomes_somebody_else_finds_nothing_of_before(
    made_up: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDICATION_STORE", str(made_up.root))
    monkeypatch.setattr(seam, "SINGLE_USER", of_role(Role.AUDITOR))
    page = AppTest.from_string("from dashboard.views import app\napp.run()", default_timeout=60)
    page.session_state["packs-made"] = ["a pack of a draft"]
    page.session_state[OF_READER] = of_role(Role.MSO)
    page.run()
    with pytest.raises(KeyError):
        page.session_state["packs-made"]
    page.session_state["packs-made"] = ["a pack of their own"]
    assert page.run().session_state["packs-made"], "what is one's own stays"
