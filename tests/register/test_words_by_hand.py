"""Words that a person places once: what every incident that holds one then says, over imports, and taken back."""

from pathlib import Path

import pytest

from dashboard import register
from dashboard.domain.profile import PlacedWord
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.domain.words import SourceSystem
from tests.register.counted_store import DATIX, LFPSE, CountedStore, listing
from tests.register.histories import RECORD, looked_at
from tests.register.stored_extracts import incident
from tests.register.test_gone_by_hand import APRIL, FEB, MARCH

NOT_RECORDED = "Not recorded"


@pytest.fixture
def kept(tmp_path: Path) -> CountedStore:
    return CountedStore(Store(tmp_path))


def raw(reference: str, field: str, *written: str, **changes: object) -> dict:
    """An incident whose column holds words that no list knows."""
    return incident(
        reference,
        unplaced=[{"field": field, "written": word} for word in written],
        **{"harm_level": NOT_RECORDED, "stages": [], **changes},
    )


def harm(kept: CountedStore) -> dict[str, str]:
    return dict(looked_at(kept.store, "select reference, harm_level from current_record", kept.now))


def words_left(kept: CountedStore) -> dict[tuple[str, str], int]:
    words = register.words_to_place(kept.store, SINGLE_USER, kept.now)
    return {(word.field, word.written): word.rows for word in words}


def test_a_word_of_harm_is_placed_in_every_import_and_in_every_spelling(kept: CountedStore) -> None:
    kept.take(listing(raw("W1", "harm", "Cat. A"), incident("W2"), run_on=MARCH))
    kept.take(listing(raw("W3", "harm", "CAT A"), run_on=APRIL))
    kept.take(listing(raw("L1", "harm", "Cat A"), run_on=APRIL, source=LFPSE))
    assert words_left(kept) == {("harm", "CAT A"): 2, ("harm", "Cat A"): 1}
    kept.place_word("harm", "cat a", "Moderate")
    assert harm(kept) == {"W1": "Moderate", "W2": "No harm", "W3": "Moderate", "L1": NOT_RECORDED}
    assert words_left(kept) == {("harm", "Cat A"): 1}
    regrades = "select month, harm_before, harm_now, incidents from regrade where act = 'words placed'"
    assert looked_at(kept.store, regrades, kept.now) == [(FEB, NOT_RECORDED, "Moderate", 2)]
    kept.take(listing(raw("W4", "harm", "cat-a"), run_on=APRIL))
    assert harm(kept)["W4"] == "Moderate", "a later listing is understood as it was placed"


def test_the_greatest_of_what_was_known_and_what_was_placed_counts(kept: CountedStore) -> None:
    kept.take(
        listing(
            raw("W1", "harm", "Amber", harm_level="Severe"),
            raw("W2", "harm", "Amber", harm_level="No harm"),
            raw("W3", "harm", "Amber", "Red"),
            run_on=MARCH,
        )
    )
    kept.place_word("harm", "Amber", "Low")
    assert harm(kept) == {"W1": "Severe", "W2": "Low", "W3": "Low"}
    kept.place_word("harm", "Red", "Fatal")
    assert harm(kept)["W3"] == "Fatal"


@pytest.mark.parametrize(("answer", "says"), [("Severe", "Severe"), ("", NOT_RECORDED)])
def test_a_word_of_consequence_is_harm_or_a_risk_score(kept: CountedStore, answer: str, says: str) -> None:
    """Either answer settles the word; as a risk score it says nothing of harm."""
    kept.take(listing(raw("W1", "consequence", "Major"), run_on=MARCH))
    assert (harm(kept), words_left(kept)) == ({"W1": NOT_RECORDED}, {("consequence", "Major"): 1})
    kept.place_word("consequence", "Major", answer)
    assert (harm(kept), words_left(kept)) == ({"W1": says}, {})
    assert kept.published("select harm_level, first_harm_level from incident") == [(says, says)]


def test_another_answer_overrules_the_first(kept: CountedStore) -> None:
    kept.take(listing(raw("W1", "consequence", "Major"), run_on=MARCH))
    kept.place_word("consequence", "Major", "Severe")
    kept.place_word("consequence", "major", "")
    assert harm(kept) == {"W1": NOT_RECORDED}
    (placed,) = register.placed_words(kept.store, SINGLE_USER, kept.now)
    assert placed.means == ""


def test_a_stage_is_added_to_those_that_are_known(kept: CountedStore) -> None:
    kept.take(
        listing(
            raw("W1", "stage", "Round"), raw("W2", "stage", "Round", stages=["Prescribing"]), run_on=MARCH
        )
    )
    kept.place_word("stage", "round", "Monitoring or follow-up")
    assert kept.published("select n, list_sort(list(stage)) from incident_stage group by n order by n") == [
        (1, ["Monitoring or follow-up"]),
        (2, ["Monitoring or follow-up", "Prescribing"]),
    ]


def test_taking_a_word_back_restores_exactly_what_was_there(kept: CountedStore) -> None:
    kept.take(listing(raw("W1", "harm", "Amber"), raw("W2", "stage", "Round"), run_on=MARCH))
    before = looked_at(kept.store, RECORD, kept.now)
    kept.place_word("harm", "Amber", "Severe")
    kept.place_word("stage", "Round", "Advice")
    assert looked_at(kept.store, RECORD, kept.now) != before
    kept.take_back_word("harm", "AMBER")
    kept.take_back_word("stage", "Round")
    assert looked_at(kept.store, RECORD, kept.now) == before
    assert words_left(kept) == {("harm", "Amber"): 1, ("stage", "Round"): 1}
    assert register.placed_words(kept.store, SINGLE_USER, kept.now) == ()
    assert kept.published("select stage from incident_stage order by n") == [(NOT_RECORDED,)] * 2


def test_words_placed_with_an_import_outlive_its_undoing(kept: CountedStore) -> None:
    kept.take(listing(raw("W1", "harm", "Amber"), run_on=MARCH))
    placed = [PlacedWord("harm", SourceSystem.DATIX, "Amber", "Low")]
    done = kept.take(listing(raw("W2", "harm", "Amber"), run_on=APRIL), placed=placed)
    assert harm(kept) == {"W1": "Low", "W2": "Low"}
    kept.undo(done.import_id)
    assert harm(kept) == {"W1": "Low"}


def test_a_word_of_the_other_system_is_another_word(kept: CountedStore) -> None:
    kept.take(listing(raw("W1", "harm", "Amber"), run_on=MARCH))
    kept.place_word("harm", "Amber", "Fatal", LFPSE)
    assert harm(kept) == {"W1": NOT_RECORDED}
    kept.place_word("harm", "Amber", "Low", DATIX)
    assert harm(kept) == {"W1": "Low"}
