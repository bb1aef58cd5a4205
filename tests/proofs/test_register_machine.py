"""A short run of the register against a dictionary, and the two stories that were counted by hand."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from dashboard import register, work
from dashboard.domain.extract import Extract
from dashboard.domain.reader import SINGLE_USER
from tests.made_up_incidents import TrustUnderTest, datix, lfpse, national, one
from tests.proofs.edition_content import content_of, difference
from tests.proofs.register_machine import register_machine
from tests.proofs.register_model import KNOWS_GONE, Model, Word, made_extract

SHORT = settings(
    max_examples=2, stateful_step_count=8, deadline=None, derandomize=True, database=None,
    phases=(Phase.generate,), suppress_health_check=list(HealthCheck),
)  # fmt: skip


def test_the_register_is_what_a_dictionary_says_after_any_order_of_acts(tmp_path: Path) -> None:
    run_state_machine_as_test(register_machine(7, 1, tmp_path / "read"), settings=SHORT)


def machine_by_hand(folder: Path) -> tuple[Any, list[int]]:
    """A machine, and the numbers of two Datix extracts of one month of which the first was run later."""
    made = [made_extract(1, number) for number in range(9)]
    later, earlier = next(
        (one, other)
        for one in made
        for other in made
        if one.source == other.source == "datix"
        and one.as_at > other.as_at
        and set(one.words) & set(other.words)
    )
    return register_machine(9, 1, folder)(), [later.number, earlier.number]


def test_a_register_that_forgets_to_undo_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine, numbers = machine_by_hand(tmp_path / "read")
    machine.take(numbers[0])
    machine.take(numbers[1])
    machine.holds_what_the_dictionary_holds()
    monkeypatch.setattr(register, "undo", lambda store, reader, import_id, now: None)
    machine.undo(1)
    with pytest.raises(AssertionError):
        machine.holds_what_the_dictionary_holds()
    with pytest.raises(AssertionError):
        machine.replay()


def test_a_register_whose_old_files_replace_newer_ones_would_be_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def counted_by_order_of_upload(model: Model) -> dict[str, Word]:
        return {reference: word for each in model.live() for reference, word in each.made.words.items()}

    machine, numbers = machine_by_hand(tmp_path / "read")
    machine.take(numbers[0])
    machine.take(numbers[1])
    machine.holds_what_the_dictionary_holds()
    monkeypatch.setattr(Model, "standing", counted_by_order_of_upload)
    with pytest.raises(AssertionError):
        machine.holds_what_the_dictionary_holds()


def local(n: int) -> dict[str, str]:
    return one(f"W{n}", on="05/09/2025", harm="Low", drug="Enoxaparin", ward=f"Ward {n % 20}")


@pytest.mark.parametrize("first", ["datix", "lfpse"])
def test_the_same_500_incidents_through_two_systems_are_500(trust: TrustUnderTest, first: str) -> None:
    both = {
        "datix": datix(*[local(n) for n in range(500)]),
        "lfpse": lfpse(*[national(f"L{n}", f"W{n}", harm="Low", ward=f"Ward {n % 20}") for n in range(500)]),
    }
    for source in (first, "lfpse" if first == "datix" else "datix"):
        trust.take(both[source], source)
        assert trust.count() == 500, f"after {source}"
    assert trust.counts("incidents_by_harm_level") == {"Low": 500}


def test_a_re_export_brings_a_lower_grade_and_one_medicine_less_and_an_undo_takes_both_back(
    trust: TrustUnderTest,
) -> None:
    rows = [
        local(1) | {"Severity": "Severe"},
        local(2),
        local(2) | {"Drug administered": "Warfarin"},
        local(3),
    ]
    trust.take(datix(*rows), as_at=date(2026, 10, 1))
    before = content_of(trust.store.edition(trust.edition or 0))
    assert trust.counts("incidents_by_harm_level") == {"Low": 2, "Severe": 1}
    assert "warfarin" in _medicines(trust)
    result = trust.take(datix(local(1), local(2), local(3)), as_at=date(2026, 11, 1))
    assert trust.counts("incidents_by_harm_level") == {"Low": 3}
    assert "warfarin" not in _medicines(trust)
    assert (result.changes.updated, result.changes.unchanged, result.changes.harm_down) == (2, 1, 1)
    trust.undo(result.import_id)
    assert difference(before, content_of(trust.store.edition(trust.edition or 0))) == ""


def _medicines(trust: TrustUnderTest) -> set[str]:
    return {row.medicine.lower() for row in trust.ask("incidents_by_medicine") if row.medicine}


@pytest.mark.skipif(not KNOWS_GONE, reason="work.store_incidents does not withdraw yet")
def test_an_incident_that_is_gone_from_a_re_export_is_withdrawn_and_comes_back_by_undo(
    trust: TrustUnderTest,
) -> None:
    trust.take(datix(local(1), local(2), local(3)))
    trust.now = trust.now.replace(day=24)
    read = trust.read(datix(local(1), local(2)), "datix")
    assert isinstance(read, Extract)
    covers = (read.first_day, read.last_day)
    assert covers[0] and covers[1]
    found = register.preview(trust.store, SINGLE_USER, read, trust.now, covers=covers, sites=())  # type: ignore[call-arg]
    assert [row.reference for row in found.gone] == ["W3"]  # type: ignore[attr-defined]
    result, edition = work.store_incidents(
        trust.store, SINGLE_USER, read, trust.now, covers=covers, withdraw={"W3": "a duplicate"}  # type: ignore[call-arg]
    )  # fmt: skip
    assert edition is not None
    trust.edition = edition.edition_id
    assert trust.count() == 2
    trust.undo(result.import_id)
    assert trust.count() == 3
