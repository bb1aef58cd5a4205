"""Safety actions in a pack: one page of them in words that were counted by hand, its native table, its sheet, the one-slide's line."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pptx import Presentation

from dashboard import desk, work
from dashboard.cli.edition_asked import asking_of
from dashboard.domain.learning.action import Action, ActionState, Strength
from dashboard.domain.learning.aim import Aim, AimedAt
from dashboard.domain.learning.record import Kind
from dashboard.domain.reader import SINGLE_USER, Profile
from dashboard.domain.store import OlderEdition
from dashboard.edition import close_editions, editions_of
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.learning.actions import in_short, overdue_words, table_of
from dashboard.findings.learning.held import learning_held
from dashboard.reports.making import ACTIONS_NOT_HELD
from dashboard.reports.pack import Pack
from dashboard.reports.powerpoint.presentation import pptx_bytes
from dashboard.reports.slides.learning import COLUMNS, MOST_ACTIONS
from dashboard.reports.templates import BY_NAME, make_pack
from dashboard.reports.workbook.workbook import xlsx_bytes
from tests.made_up_incidents import NOW, TrustUnderTest
from tests.reports.read_workbooks import by_calamine
from tests.reports.small_trust import small_trust

PLANNED = Action("Label", "Pharmacy", due_on=date(2026, 11, 20), strength=Strength.TRAINING)
BEGUN = replace(PLANNED, title="Cupboard", due_on=date(2026, 11, 11), aims=(Aim(AimedAt.INCIDENTS),))
LATER = replace(PLANNED, title="Pumps", due_on=date(2026, 11, 23), strength=None)
NOW_DONE = replace(PLANNED, title="Chart", due_on=date(2026, 12, 1))
"""Published on 23 November 2026, on which the third of them is due."""


def kept(trust: TrustUnderTest, *contents: Action) -> None:
    """As they stand at the desk, without the drafts that their acts would publish one by one."""
    for content in contents:
        desk.note_record(trust.store, SINGLE_USER, Kind.ACTION, content, "open action", NOW)


def done(content: Action) -> Action:
    return content.started(date(2026, 8, 3)).finished(date(2026, 9, 7), "Audit")


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrustUnderTest]:
    made = small_trust(tmp_path_factory.mktemp("actions"))
    store = made.store
    kept(made, done(replace(PLANNED, title="Done before the paper")))
    paper = work.publish(store, SINGLE_USER, NOW)
    work.release_edition(store, SINGLE_USER, paper.edition_id, NOW)
    kept(made, LATER, PLANNED, BEGUN.started(date(2026, 6, 15)), done(NOW_DONE))
    work.publish(store, SINGLE_USER, NOW)
    yield made
    close_editions(store)


def newest(trust: TrustUnderTest) -> Asking:
    editions = editions_of(trust.store, SINGLE_USER)
    return asking_of(trust.store, editions[0], EVERYTHING, editions)


@pytest.fixture(scope="module")
def pack(trust: TrustUnderTest) -> Pack:
    return make_pack(BY_NAME["monthly"], newest(trust), Profile.INTERNAL)


def test_one_page_says_what_is_open_overdue_and_done_since_the_last_paper(pack: Pack) -> None:
    (slide,) = [each for each in pack.slides if each.key == "safety-actions"]
    assert slide.title == (
        "3 safety actions are open, 2 of them past their due date; 1 is done since the last paper."
    )
    (listing,) = slide.listings
    assert listing.table.columns == COLUMNS
    cannot = "incidents recorded (whole trust): not enough before to compare with"
    assert listing.table.rows == (
        ("Cupboard", "Pharmacy", "under way", date(2026, 11, 11), "by 12 days", "training or a reminder (weaker)", cannot),
        ("Label", "Pharmacy", "planned", date(2026, 11, 20), "by 3 days", "training or a reminder (weaker)", "not begun"),
        ("Pumps", "Pharmacy", "planned", date(2026, 11, 23), "no", "not said", "not begun"),
        ("Chart", "Pharmacy", "done", date(2026, 12, 1), "no", "training or a reminder (weaker)", "aims at no measure"),
    )  # fmt: skip
    assert "Not in this table: 1 other was done before or stopped." in listing.note
    first = pack.slides[0]
    doing = next(box for box in first.boxes if box.heading == "What we are doing")
    assert doing.lines[0] == slide.title
    waiting = next(each for each in pack.slides if each.key == "to-look-at")
    assert waiting.title == "3 things wait to be looked at.", "safety actions have a slide of their own"
    said = [line for box in waiting.boxes for line in box.lines]
    assert "2 safety actions are past their due date: Cupboard and Label, the oldest by 12 days." in said
    assert "15 June 2026: Cupboard (safety action)." in said


def test_it_is_a_native_table_of_a_slide_and_a_sheet_of_the_workbook(pack: Pack) -> None:
    only = replace(pack, slides=tuple(each for each in pack.slides if each.key == "safety-actions"))
    made: Any = Presentation(io.BytesIO(pptx_bytes(only)))
    (table,) = [shape.table for slide in made.slides for shape in slide.shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == [*COLUMNS]
    assert rows[1][:3] == ["Cupboard", "Pharmacy", "under way"] and rows[1][4] == "by 12 days"
    sheets = by_calamine(xlsx_bytes(only))
    cells = [row for name, rows in sheets.items() if "Safety actions" in name for row in rows]
    assert any("Cupboard" in row and "by 12 days" in row for row in cells)


def test_a_pack_for_others_leaves_them_out_and_says_so(trust: TrustUnderTest) -> None:
    asking = newest(trust)
    released = replace(asking, edition=replace(asking.edition, released_at=NOW))
    shared = make_pack(BY_NAME["monthly"], released, Profile.SHARED)
    assert "safety-actions" not in {each.key for each in shared.slides}
    assert "Cupboard" not in str(shared.slides)
    assert "Safety actions" in str(shared.slides) + str(shared.strategy)


def test_the_rest_is_counted_and_an_older_edition_says_that_it_holds_none(trust: TrustUnderTest) -> None:
    asking = newest(trust)
    more = [replace(asking.rows("safety_actions")[2], action=100 + n, title=f"More {n}") for n in range(8)]

    def answer(name: str, asked: Any) -> list[Any]:
        rows = asking.answer(name, asked)
        return [*rows, *more] if name == "safety_actions" else rows

    many = make_pack(BY_NAME["monthly"], replace(asking, answer=answer, _kept={}), Profile.INTERNAL)
    (slide,) = [each for each in many.slides if each.key == "safety-actions"]
    (listing,) = slide.listings
    assert len(listing.table.rows) == MOST_ACTIONS == 9
    assert (
        "Not in this table: 3 more are open or done since; 1 other was done before or stopped."
        in listing.note
    )

    def refuses(name: str, asked: Any) -> list[Any]:
        if name == "safety_actions":
            raise OlderEdition("older")
        return asking.answer(name, asked)

    old = make_pack(BY_NAME["monthly"], replace(asking, answer=refuses, _kept={}), Profile.INTERNAL)
    assert "safety-actions" not in {each.key for each in old.slides}
    doing = next(box for box in old.slides[0].boxes if box.heading == "What we are doing")
    assert doing.lines[0] == ACTIONS_NOT_HELD


def test_the_list_and_its_sentences_are_those_of_the_day(trust: TrustUnderTest) -> None:
    learning = learning_held(newest(trust))
    on = date(2026, 11, 21)  # the day after the second of them was due
    assert overdue_words(learning.actions, on) == (
        "2 safety actions are past their due date: Cupboard and Label, the oldest by 10 days"
    )
    assert overdue_words(learning.actions, date(2026, 11, 20)) == (
        "1 safety action is past its due date: Cupboard, by 9 days"
    )
    assert overdue_words(learning.actions, date(2026, 11, 11)) == ""
    assert [row[1] for row in table_of(learning, on).rows] == [
        "Cupboard", "Label", "Pumps", "Chart", "Done before the paper",
    ]  # fmt: skip
    stopped = replace(
        learning, actions=tuple(replace(row, state=ActionState.STOPPED) for row in learning.actions)
    )
    assert in_short(stopped, None, on) == "No safety action is open."
