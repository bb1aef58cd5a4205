"""The page To escalate: what waits is decided on, told, undone; rules of the trust's own; what the team sees."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import work
from dashboard.domain.learning.escalation import EscalatedTo, StepTaken
from dashboard.domain.periods import day_in_london
from dashboard.domain.reader import SINGLE_USER, Reader, Role
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from dashboard.edition import close_editions
from dashboard.views import reader as seam
from dashboard.views.learning import to_escalate
from tests.made_up_incidents import datix, one
from tests.views.driven_pages import page_of, press, words_of

PAGE, PART = "learning.to_escalate", "to-escalate-part"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Store:
    kept, now = Store(tmp_path_factory.mktemp("built") / "store"), work.now_utc()
    today = day_in_london(now)
    on = f"{today - timedelta(12):%d/%m/%Y}"
    rows = [
        one("W1", on=on, harm="Severe", drug="<b>Warfarin</b>", ward="Ward 7"),
        *(
            one(f"W{n}", on=on, drug="Insulin glargine", error="Omitted dose", ward="Ward 7")
            for n in (2, 3, 4)
        ),
        one("W5", on=on, drug="Morphine", ward="Ward 9"),
    ]
    staged = work.stage(kept, datix(*rows, run_on=today), now)
    read = work.read_incidents(staged, "listing.csv", now, source=SourceSystem.DATIX)
    work.store_incidents(kept, SINGLE_USER, read, now, covers=(today - timedelta(90), today))  # pyright: ignore[reportArgumentType]
    close_editions(kept)
    return kept


@pytest.fixture
def store(built: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    kept = Store(Path(shutil.copytree(built.root, tmp_path / "store")))
    monkeypatch.setenv("MEDICATION_STORE", str(kept.root))
    yield kept
    close_editions(kept)


def on_part(part: str) -> AppTest:
    page = page_of(PAGE, frame=True)
    page.session_state[PART] = part
    page.run()
    assert not page.exception
    return page


def choose(page: AppTest, label: str, value: object) -> AppTest:
    box = next(each for each in [*page.selectbox, *page.multiselect] if each.label == label)
    box.set_value(value).run()
    assert not page.exception
    return page


def test_an_incident_is_escalated_told_and_undone(store: Store) -> None:
    page = page_of(PAGE, frame=True)
    told = words_of(page)
    assert "A rule decides nothing and sends nothing" in told
    assert (
        "4 incidents meet a rule of escalation and are not decided on (1 for the harm recorded, 3 as many of the same medicine and error); "
        "the oldest is 12 days old." in told
    )
    (severe,) = [n for n, words in _listed(page).items() if "severe" in words]
    choose(page, "Incidents", [severe])
    choose(page, "What was decided", (StepTaken.SENT, EscalatedTo.DIRECTOR))
    press(page, "Note the decision")
    assert "1 incident: sent to the director on" in words_of(page)
    assert "3 incidents meet a rule of escalation and are not decided on" in words_of(page)
    assert work.escalations(store, SINGLE_USER, work.now_utc())[severe].content.reasons == (
        "physical harm recorded as severe",
    )
    press(page, "Undo")
    assert "4 incidents meet a rule" in words_of(page) and "as before" in words_of(page)


def test_all_of_one_reason_are_decided_on_at_once_and_not_without_a_note(store: Store) -> None:
    page = page_of(PAGE, frame=True)
    choose(page, "For which reason", "Same medicine and error: insulin glargine, Omitted dose")
    next(each for each in page.checkbox if each.label == "All 3 that are listed").check().run()
    choose(page, "What was decided", (StepTaken.NOT, None))
    assert next(each for each in page.button if each.label == "Note the decision").disabled
    page.text_area[0].set_value("Looked into by the diabetes team").run()
    press(page, "Note the decision")
    assert "1 incident meets a rule of escalation" in words_of(page)
    page = on_part(to_escalate.DECIDED)
    assert "3 steps noted for 3 incidents." in words_of(page)
    press(page, "Take it back")
    assert len(work.escalations(store, SINGLE_USER, work.now_utc())) == 2
    press(page, "Note it again")
    assert len(work.escalations(store, SINGLE_USER, work.now_utc())) == 3


def test_a_rule_of_our_own_is_made_of_the_filter_and_removed(store: Store) -> None:
    page = on_part(to_escalate.RULES)
    assert "Choose in the filter above what the rule is to look at" in words_of(page)
    choose(page, "Ward or place", ["Ward 9"])
    assert "It looks at: ward or place: Ward 9." in words_of(page)
    next(each for each in page.text_input if each.label == "Name of a new rule").set_value(
        "Any on Ward 9"
    ).run()
    next(each for each in page.number_input if each.label == "Incidents").set_value(1).run()
    press(page, "Keep the rule")
    assert "The rule 'Any on Ward 9' is kept" in words_of(page)
    (rule,) = work.own_rules(store, SINGLE_USER, work.now_utc())
    assert (rule.content.query, rule.content.many) == ("location=Ward+9", 1)
    found = words_of(page_of(PAGE, frame=True))
    assert "1 by a rule of your own" in found
    press(page, "Remove it")
    assert work.own_rules(store, SINGLE_USER, work.now_utc()) == []
    press(page, "Keep it again")
    assert len(work.own_rules(store, SINGLE_USER, work.now_utc())) == 1


def test_the_lists_say_what_the_extract_does_not(store: Store) -> None:
    page = on_part(to_escalate.LISTS)
    said = words_of(page)
    assert "Yellow Cards: to consider" in said and "Duty of candour: to review" in said
    assert "1 incident names a medicine of Schedules 2 to 5" in said
    assert "CSV of the table" in [each.label for each in page.get("download_button")]


def test_the_team_reads_and_does_not_decide(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seam, "SINGLE_USER", Reader("t", Role.TEAM, name="Tim"))
    page = page_of(PAGE, frame=True)
    assert "4 incidents meet a rule of escalation" in words_of(page)
    assert "What is decided is noted by a medication safety officer" in words_of(page)
    assert "Note the decision" not in [each.label for each in page.button]


def _listed(page: AppTest) -> dict[int, str]:
    """The list of the page: what stands in each row, by the number of the incident."""
    frame = page.dataframe[0].value
    return {int(row["Number"]): " ".join(map(str, row)) for _, row in frame.iterrows()}
