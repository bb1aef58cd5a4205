"""Statements that are signed off, the director's sheet, and what a ward or a staff group is told: one small trust, read back from files."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pptx import Presentation
from pypdf import PdfReader

from dashboard import desk, work
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.learning.assurance import CAVEATS_LENGTH, STATEMENT_LENGTH, Statement
from dashboard.domain.learning.record import Kind
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Profile, Reader, Role
from dashboard.domain.store import StoreProblem
from dashboard.edition import ask, close_editions
from dashboard.findings.asking import Asking
from dashboard.findings.learning.assurance import assured_by, proposed
from dashboard.findings.learning.feedback import (
    FEWEST,
    HOW_TO_REPORT,
    NO_NUMBER,
    NOT_ON_A_WALL,
    NOTHING_CHANGED,
    NOTHING_TOLD,
    Feedback,
    Whose,
    for_staff,
    for_the_wall,
    groups_offered,
    wards_offered,
)
from dashboard.findings.open_counts import NotOpen
from dashboard.reports.assurance_sheet import pack_of_assurance
from dashboard.reports.document.pdf import pdf_bytes
from dashboard.reports.feedback_sheet import FOR_THEM, pack_of_feedback
from dashboard.reports.pack import Pack
from dashboard.reports.powerpoint.presentation import pptx_bytes
from dashboard.reports.templates import BY_NAME, make_pack
from dashboard.stats.disclosure import HES, UNDER_FIVE
from tests.made_up_incidents import NOW, TrustUnderTest
from tests.reports.tagged_pdf import lacking
from tests.work.learning.reporting_trust import (
    DOCTOR,
    NURSE,
    PHARMACIST,
    QUARTER,
    TODAY,
    asked,
    reporting_trust,
)

STATEMENT = Statement(2, "Nothing was kept from me.", "Harm is graded late.", "Dr Example", TODAY)
DIRECTOR = Reader("person 5", Role.DIRECTOR)


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrustUnderTest]:
    made = reporting_trust(tmp_path_factory.mktemp("assurance"))
    yield made
    close_editions(made.store)


@pytest.fixture(scope="module")
def asking(trust: TrustUnderTest) -> Asking:
    return asked(trust)


def part(found: Feedback, heading: str) -> tuple[str, ...]:
    return dict(found.parts)[heading]


def words_of_slides(pack: Pack) -> list[str]:
    """Of each slide, as another program reads them."""
    slides = Presentation(io.BytesIO(pptx_bytes(pack))).slides
    return [
        "\n".join(each.text_frame.text for each in slide.shapes if each.has_text_frame) for slide in slides
    ]


def words_of_pages(pack: Pack) -> list[str]:
    read = PdfReader(io.BytesIO(pdf_bytes(pack)))
    assert lacking(read) == []
    return [" ".join(page.extract_text().split()) for page in read.pages]


def test_a_statement_is_signed_off_read_changed_and_taken_back(trust: TrustUnderTest) -> None:
    store = trust.store
    with pytest.raises(NotAllowed):
        work.sign_off_statement(store, DIRECTOR, STATEMENT, NOW)
    with pytest.raises(NotAllowed):
        desk.note_record(
            store, Reader("person 6", Role.TEAM), Kind.STATEMENT, STATEMENT, "sign off statement", NOW
        )
    for wrong, why in (
        (replace(STATEMENT, edition=1), "is none: release it first"),
        (replace(STATEMENT, edition=99), "is none: release it first"),
        (replace(STATEMENT, text=" "), "fill in what is missing"),
        (replace(STATEMENT, signed_off_by=""), "fill in what is missing"),
        (replace(STATEMENT, signed_off_on=None), "fill in what is missing"),
        (replace(STATEMENT, signed_off_on=TODAY + timedelta(1)), "between 23 November 2026"),
        (replace(STATEMENT, signed_off_on=TODAY - timedelta(1)), "between 23 November 2026"),
        (replace(STATEMENT, text="x" * (STATEMENT_LENGTH + 1)), "at most 550 are kept"),
        (replace(STATEMENT, text="Mrs Okafor, 943 476 5919"), "seems to hold a personal detail"),
    ):  # fmt: skip
        with pytest.raises(StoreProblem, match=why):
            work.sign_off_statement(store, SINGLE_USER, wrong, NOW)
    assert work.statements(store, DIRECTOR, NOW) == []
    work.sign_off_statement(store, SINGLE_USER, STATEMENT, NOW)
    again = work.sign_off_statement(store, SINGLE_USER, replace(STATEMENT, caveats=""), NOW)
    assert [each.content for each in work.statements(store, DIRECTOR, NOW)] == [
        replace(STATEMENT, caveats="")
    ]
    assert again.revision == 2
    assert len(desk.learning_revisions(store, SINGLE_USER, Kind.STATEMENT, NOW)) == 2, "the desk keeps both"
    work.take_back_record(store, SINGLE_USER, again, NOW)
    assert [each.content for each in work.statements(store, DIRECTOR, NOW)] == [STATEMENT]


def test_the_edition_of_a_statement_is_kept_and_the_next_one_knows_its_day_and_no_name(
    trust: TrustUnderTest,
) -> None:
    store = trust.store
    work.sign_off_statement(store, SINGLE_USER, STATEMENT, NOW)
    third, fourth, last = (
        work.publish(store, SINGLE_USER, NOW + timedelta(minutes=n)).edition_id for n in (1, 2, 3)
    )
    assert [third, fourth] == [each for each in work.editions_to_thin(store, SINGLE_USER, NOW) if each > 2]
    on_draft = work.note_record(
        store, SINGLE_USER, Kind.STATEMENT, replace(STATEMENT, edition=third), "sign off statement", NOW
    )
    assert [each for each in work.editions_to_thin(store, SINGLE_USER, NOW) if each > 2] == [fourth]
    work.take_back_record(store, SINGLE_USER, on_draft, NOW)
    [signed] = ask("statements_signed", IncidentFilter(), SINGLE_USER, store=store, edition_id=last)
    assert (signed.edition, signed.signed_off_on) == (2, TODAY)
    for said in (b"Dr Example", b"Nothing was kept from me"):
        assert said not in store.edition(last).read_bytes()
    found = assured_by(asked(trust, last), TODAY)
    assert found.signed_off == (2, TODAY)
    assert [card.title for card in found.cards_past_due] == ["Insulin left out"]


def test_the_sheet_is_one_page_and_says_who_signed_it_off(asking: Asking) -> None:
    longest = Statement(2, ("What I was told is in these words. " * 20)[:STATEMENT_LENGTH], ("And what nobody knows. " * 20)[:CAVEATS_LENGTH], "Dr Example", TODAY)  # fmt: skip
    for statement in (longest, None):
        pack = pack_of_assurance(asking, statement)
        [slide], [page] = words_of_slides(pack), words_of_pages(pack)
        assert page.startswith("Internal: contains small numbers.")
        for said in (
            "1 learning card is open: 1 acting; 1 is past its due date.",
            "1 safety action is open: 1 is past its due date",
            "1 National Patient Safety Alert is open on CAS: 1 is past its due date there.",
            "Warfarin: New chart.",
            "Least recorded is" if asking.months.counted else "",
            "Signed off by Dr Example on 23 November 2026, on edition 2." if statement else "No statement is signed off on this edition.",
        ):  # fmt: skip
            assert said in page
            assert said in slide.replace("\n", " ").replace("\v", " ")
        if statement:
            assert statement.caveats[-40:].strip() in page
            assert "…" not in slide, "nothing of it is cut"


def test_a_statement_is_proposed_from_the_figures_and_fits(asking: Asking, trust: TrustUnderTest) -> None:
    offered = proposed(asking, assured_by(asking, TODAY))
    assert offered.text == (
        "On 23 November 2026, by edition 2, 1 learning card, 1 safety action and 1 National Patient Safety Alert are open; past the "
        "due date are 1 card, 1 action and 1 alert. No step of escalation is recorded. 2 closed cards say what was learnt."
    )
    kept = replace(STATEMENT, text=offered.text, caveats=offered.caveats)
    assert work.sign_off_statement(trust.store, SINGLE_USER, kept, NOW).content == kept


def test_a_ward_is_thanked_and_told_exactly_what_it_reported(asking: Asking) -> None:
    """Of 20: 12 did no harm, of 20 that are graded; 12 by nurses, 6 by pharmacists and 2 by doctors, who are not named."""
    found = for_staff(asking, Whose.WARD, "Ward 7", QUARTER)
    assert found.title == "Thank you to everybody on Ward 7 who reported from July to September 2026"
    assert part(found, "You reported") == (
        "You reported 20 medication incidents.",
        "There were reports in 2 of the 3 months.",
        "12 of the 20 graded for harm did no harm.",
        f"Among those who reported: {NURSE} and {PHARMACIST}.",
        "Most often named: insulins, anticoagulants, oral and opioids. It is what was recorded, not the risk of a medicine.",
    )
    assert part(found, "What was learnt") == ("Morphine: They stand apart.",), "not what Ward 8 was told"
    assert part(found, "What changed") == ("Night cupboard, under way since 1 September 2026.",)
    eight = for_staff(asking, Whose.WARD, "Ward 8", QUARTER)
    assert part(eight, "What was learnt") == ("Warfarin: The chart is new.", "Morphine: They stand apart.")
    assert part(eight, "What changed")[-1] == "Chart of Ward 8, done on 2 August 2026."


def test_a_ward_without_a_report_is_told_so_kindly(asking: Asking) -> None:
    for found in (
        for_staff(asking, Whose.WARD, "Ward 9", QUARTER),
        for_the_wall(asking, Whose.WARD, "Ward 9", QUARTER, HES),
    ):
        assert found.title == "Ward 9: no medication incident is recorded for July to September 2026"
        assert HOW_TO_REPORT in part(found, "Please")
    assert wards_offered(asking) == ("Ward 7", "Ward 8", "Ward 9")
    assert wards_offered(asking, ("Ward 5",)) == ("Ward 5",)


def test_a_staff_group_below_five_is_neither_offered_nor_what_is_left(asking: Asking) -> None:
    """Nurses 12, pharmacists 14, doctors 2, allied health professionals 2: either of the two small ones could be 1 to 3."""
    assert groups_offered(asking, QUARTER) == (NURSE, PHARMACIST)
    found = for_staff(asking, Whose.GROUP, PHARMACIST, QUARTER)
    assert part(found, "You reported")[:2] == (
        "You reported 14 medication incidents.",
        "8 of these did no harm.",
    )
    assert part(found, "What was learnt") == ("Morphine: They stand apart.",)
    hidden = for_staff(asking, Whose.GROUP, DOCTOR, QUARTER)
    assert part(hidden, "You reported") == (NO_NUMBER,)
    assert FEWEST == 5


def test_a_wall_gets_the_number_by_the_rule_and_no_other(asking: Asking) -> None:
    """Ward 8 has 10: with 30 in all, exact, the other would follow; both are told by the rule."""
    assert part(for_the_wall(asking, Whose.WARD, "Ward 7", QUARTER, HES), "You reported") == (
        "You reported about 20 medication incidents.",
        "Most often named: insulins. It is what was recorded, not the risk of a medicine.",
    )
    exact = for_the_wall(asking, Whose.WARD, "Ward 7", QUARTER, UNDER_FIVE)
    assert part(exact, "You reported")[0] == "You reported 20 medication incidents."
    few = for_the_wall(asking, Whose.GROUP, DOCTOR, QUARTER, HES)
    assert part(few, "You reported") == (NO_NUMBER,)


def test_a_wall_tells_no_count_in_the_officers_own_words(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows_of = Asking.rows
    counting = {"told": "Two patients waited.", "title": "Morphine: 3 omitted"}

    def rows(self: Asking, name: str, *asked: object) -> list:
        found = rows_of(self, name, *asked)  # type: ignore[arg-type]
        said = {"learning_cards": "told", "safety_actions": "title"}.get(name)
        return [replace(each, **{said: counting[said]}) for each in found] if said else found

    monkeypatch.setattr(Asking, "rows", rows)
    wall = for_the_wall(asking, Whose.WARD, "Ward 7", QUARTER, HES)
    assert part(wall, "What was learnt") == (NOT_ON_A_WALL,)
    assert part(wall, "What changed") == (NOTHING_CHANGED,)
    own = for_staff(asking, Whose.WARD, "Ward 7", QUARTER)
    assert part(own, "What was learnt") != (NOT_ON_A_WALL,), "their own staff read it"


def test_the_page_is_one_page_and_says_for_whom(asking: Asking) -> None:
    own = for_staff(asking, Whose.WARD, "Ward 7", QUARTER)
    wall = for_the_wall(asking, Whose.WARD, "Ward 7", QUARTER, HES)
    for found, rule, mark in (
        (own, None, FOR_THEM),
        (wall, HES, "Shared: small numbers not shown (rule: HES)"),
    ):
        pack = pack_of_feedback(asking, found, QUARTER, rule)
        [slide], [page] = words_of_slides(pack), words_of_pages(pack)
        assert mark in page
        assert mark in slide
        assert "single-user" not in page
        assert pack.profile is (Profile.SHARED if rule else Profile.INTERNAL)
        for _, lines in found.parts:
            assert all(line in page and line in slide for line in lines)
        assert "Ward" not in pack.name, "no file is called by a ward"
    draft = replace(asking, edition=replace(asking.edition, released_at=None))
    with pytest.raises(NotOpen, match="made of a released edition"):
        pack_of_feedback(draft, wall, QUARTER, HES)


def test_packs_tell_what_is_learnt_and_one_of_an_edition_without_it_has_no_such_slide(
    asking: Asking, trust: TrustUnderTest
) -> None:
    pack = make_pack(BY_NAME["monthly"], asking, Profile.INTERNAL)
    [slide] = [each for each in pack.slides if each.key == "what-is-learnt"]
    said = [line for box in slide.boxes for line in box.lines]
    assert slide.title == "1 learning card is open: 1 acting; 1 is past its due date."
    for line in ("Warfarin: New chart.", "Morphine: Ampoules apart.", "No step of escalation is recorded."):
        assert line in said
    before = trust.store
    assert ask("learning_cards", IncidentFilter(), SINGLE_USER, store=before, edition_id=1) == []
    first = replace(
        asking, answer=lambda name, of: ask(name, of, SINGLE_USER, store=before, edition_id=1), _kept={}
    )
    without = make_pack(BY_NAME["monthly"], first, Profile.INTERNAL)
    assert "what-is-learnt" not in [each.key for each in without.slides]
    assert NOTHING_TOLD in part(for_staff(first, Whose.WARD, "Ward 7", QUARTER), "What was learnt")
    assert date(2026, 7, 1) == QUARTER.days.first
