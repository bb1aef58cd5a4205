"""A ward link sees what happened on their own wards, and nothing that could tell them of another: every question there is."""

import importlib
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboard.domain.engine import LOCKED
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.store import OlderEdition, Store, StoreProblem
from dashboard.edition import ask_values, close_editions, question_names
from dashboard.register.publish import SCHEMA
from tests.edition.two_wards import ALONE, ALSO_OWN, AMONG_OTHERS, CANARY, OWN, RELEASED, two_editions
from tests.python_files import ROOT

ask = importlib.import_module("dashboard.edition.ask")
WARD_LINK = Reader("person 7", Role.WARD_LINK, wards=(OWN, ALSO_OWN))
REFUSED = {
    "adverse_reactions_to_consider", "alerts", "candour_to_review", "controlled_drug_incidents", "escalated", "extracts", "incident_fingerprints",
    "incidents_listed", "incidents_of_blocks", "moderate_and_above", "possible_never_events", "reading_sample", "records_not_counted", "regrades", "required_by_alerts",
    "restatements", "statements_signed", "same_medicine_and_error", "to_escalate_by_harm", "unplaced_words",
}  # fmt: skip
"""By hand: incidents one by one, and what is known of the whole trust only."""

ASKED = (
    IncidentFilter(),
    IncidentFilter(location=(OWN,)),
    IncidentFilter(site=("Northgate",)),
    IncidentFilter(division=("Medicine",), from_=date(2025, 3, 1), until=date(2025, 12, 31)),
    IncidentFilter(site=(f"{CANARY} site",)),
    IncidentFilter(stage=(f"{CANARY} stage",)),
    IncidentFilter(harm=("Moderate", "Severe"), drug_class=("plain class",)),
)

SAMPLE = (ASKED[0], ASKED[3], ASKED[4])
"""Everything, what two wards share, and what is another's alone: enough to see each leak that was put in on purpose."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = two_editions(tmp_path_factory.mktemp("wards") / "store")
    yield made
    close_editions(made)


@pytest.mark.parametrize("name", question_names())
def test_every_question_answers_as_if_there_were_no_other_ward(store: Store, name: str) -> None:
    as_if_there_were_no_other_ward(store, name, SAMPLE)


def as_if_there_were_no_other_ward(store: Store, name: str, wanted: tuple[IncidentFilter, ...]) -> None:
    if name in REFUSED:
        with pytest.raises(NotAllowed):
            ask_values(name, IncidentFilter(), WARD_LINK, store=store, edition_id=AMONG_OTHERS)
        return
    answered = 0
    for asked in wanted:
        seen = ask_values(name, asked, WARD_LINK, store=store, edition_id=AMONG_OTHERS)
        # Who may see all of an edition with nothing but these wards says what is right.
        alone = ask_values(name, asked, SINGLE_USER, store=store, edition_id=ALONE)
        assert repr(seen) == repr(alone), asked
        assert CANARY not in repr(seen), asked
        answered += len(seen)
    assert answered, "a question that says nothing proves nothing"
    everything = ask_values(name, IncidentFilter(), SINGLE_USER, store=store, edition_id=AMONG_OTHERS)
    if name not in (
        "covered_months",
    ):  # of covered sites and months: the other site is covered in the same ones
        assert repr(everything) != repr(alone), "the other wards are there, for who may see them"


def test_one_ward_of_two_is_narrower_still(store: Store) -> None:
    one = Reader("person 8", Role.WARD_LINK, wards=(ALSO_OWN,))
    rows = ask_values("incidents_by_month", IncidentFilter(), one, store=store, edition_id=AMONG_OTHERS)
    assert sum(row[1] for row in rows) == 9
    rows = ask_values("incidents_by_month", IncidentFilter(), WARD_LINK, store=store, edition_id=AMONG_OTHERS)
    assert sum(row[1] for row in rows) == 49


def test_another_ward_is_refused_in_a_sentence(store: Store) -> None:
    for wards in ((f"{CANARY} ward",), (OWN, f"{CANARY} ward"), ("ward 7",), ("Ward 71",)):
        with pytest.raises(
            NotAllowed, match=r"You see Ward 7 and Ward 8 only; what is asked names another ward"
        ):
            ask_values(
                "incidents_by_month", IncidentFilter(location=wards), WARD_LINK, store=store, edition_id=AMONG_OTHERS
            )  # fmt: skip
    with pytest.raises(NotAllowed, match="No ward is yours yet"):
        ask_values("incidents_by_month", IncidentFilter(), Reader("person 9", Role.WARD_LINK), store=store,
                   edition_id=AMONG_OTHERS)  # fmt: skip


def test_what_one_reader_is_left_with_is_not_what_the_next_one_sees(store: Store) -> None:
    before = ask_values("edition_facts", IncidentFilter(), SINGLE_USER, store=store, edition_id=AMONG_OTHERS)
    own = ask_values("edition_facts", IncidentFilter(), WARD_LINK, store=store, edition_id=AMONG_OTHERS)
    after = ask_values("edition_facts", IncidentFilter(), SINGLE_USER, store=store, edition_id=AMONG_OTHERS)
    assert before == after != own
    assert (own[0][9], after[0][9]) == (49, 104)


def test_an_edition_of_before_there_were_ward_links_is_not_theirs(tmp_path: Path) -> None:
    old = Store(tmp_path)
    old.editions.mkdir()
    old.released_mark(15).write_text(RELEASED, encoding="utf-8")
    with duckdb.connect(old.edition(15)) as edition:
        for schema in SCHEMA[:4]:
            edition.execute((ROOT / "queries" / f"{schema}.sql").read_text(encoding="utf-8"))
        edition.execute((ROOT / "tests" / "golden" / "format_4" / "edition.sql").read_text(encoding="utf-8"))
    with pytest.raises(OlderEdition):
        ask_values("incidents_by_month", IncidentFilter(), WARD_LINK, store=old, edition_id=15)
    close_editions(old)


def test_an_edition_of_before_the_learning_loop_is_theirs_without_it(tmp_path: Path) -> None:
    old = Store(tmp_path)
    old.editions.mkdir()
    old.released_mark(15).write_text(RELEASED, encoding="utf-8")
    with duckdb.connect(old.edition(15)) as edition:
        for schema in SCHEMA[:5]:
            edition.execute((ROOT / "queries" / f"{schema}.sql").read_text(encoding="utf-8"))
        edition.execute((ROOT / "tests" / "golden" / "format_5" / "edition.sql").read_text(encoding="utf-8"))
        (ward,) = edition.execute("select min(location) from incident").fetchall()[0]
        many = edition.execute("select count(*) from incident where location = ?", [ward]).fetchall()[0][0]
    of_it = Reader("person 7", Role.WARD_LINK, wards=(ward,))
    rows = ask_values("incidents_by_harm_level", IncidentFilter(), of_it, store=old, edition_id=15)
    assert sum(row[1] for row in rows) == many > 0
    with pytest.raises(OlderEdition):
        ask_values("learning_cards", IncidentFilter(), of_it, store=old, edition_id=15)
    close_editions(old)


def test_an_edition_that_is_gone_or_damaged_is_in_no_memory_of_this_process(
    store: Store, tmp_path: Path
) -> None:
    """What is kept open for a ward link goes with the edition: else it would hold an incident that was erased."""
    copied = Store(tmp_path)
    copied.editions.mkdir()
    for edition_id in (1, 2):
        shutil.copyfile(store.edition(AMONG_OTHERS), copied.edition(edition_id))
        copied.released_mark(edition_id).write_text(RELEASED, encoding="utf-8")
        ask_values("edition_facts", IncidentFilter(), WARD_LINK, store=copied, edition_id=edition_id)
    of_copies = [key for key in ask._own_parts if key[0].startswith(str(tmp_path))]
    assert len(of_copies) == 2
    ask._forget(copied, 1)
    held = duckdb.connect(str(copied.edition(2)), read_only=True, config={**LOCKED, "memory_limit": "1GB"})
    copied.edition(2).unlink()
    with pytest.raises(StoreProblem):
        ask_values("edition_facts", IncidentFilter(), WARD_LINK, store=copied, edition_id=2)
    assert not [key for key in ask._own_parts if key in of_copies]
    held.close()  # while it was open DuckDB still had the file that is gone
