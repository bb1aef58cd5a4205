"""Incidents erased, with what is left counted by hand: in the register, in editions of every kind, and after a listing comes again."""

from datetime import date, timedelta

import pytest

from dashboard import register, work
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.store import StoreProblem
from dashboard.domain.words import SourceSystem
from dashboard.edition import ask, editions_of, last_before, withdrawn_editions
from dashboard.findings.asking import EVERYTHING
from tests.made_up_incidents import TrustUnderTest, datix, lfpse, national, one

DATIX = SourceSystem.DATIX


def erase(trust: TrustUnderTest, reference: str, source: SourceSystem = DATIX) -> work.Erased:
    trust.close()
    done = work.erase_incident(trust.store, SINGLE_USER, source, reference, "asked for", trust.now)
    trust.edition = done.edition.edition_id
    return done


def later(trust: TrustUnderTest) -> None:
    trust.now += timedelta(hours=1)


def counted_in(trust: TrustUnderTest, edition: int) -> int:
    rows = ask("incidents_by_month", EVERYTHING, SINGLE_USER, store=trust.store, edition_id=edition)
    return sum(row.incidents for row in rows)


def test_every_edition_that_held_it_is_written_again_in_its_place(trust: TrustUnderTest) -> None:
    """Edition 1 has W2 alone; 2 and 3 have W1 too (3 is released); 4, after the undo, has W2 alone again."""
    trust.take(datix(one("W2", on="04/09/2025"), run_on=date(2025, 9, 10)))
    later(trust)
    second = trust.take(datix(one("W1"), one("W2", on="04/09/2025"), run_on=date(2025, 9, 20)))
    later(trust)
    trust.take(datix(one("W3", on="06/08/2025"), run_on=date(2025, 9, 30)))
    work.release_edition(trust.store, SINGLE_USER, 3, trust.now, "September's meeting")
    later(trust)
    trust.undo(second.import_id)
    assert [counted_in(trust, number) for number in (1, 2, 3, 4)] == [1, 2, 3, 2]

    done = erase(trust, " w1 ")
    assert done.withdrawn == ((2, 5), (3, 6))
    assert done.edition.edition_id == 7
    shelf = editions_of(trust.store, SINGLE_USER)
    assert [each.edition_id for each in shelf] == [7, 4, 6, 5, 1], (
        "an edition that stands for another has its place"
    )
    assert [counted_in(trust, number) for number in (1, 5, 6, 4, 7)] == [1, 1, 2, 2, 2]
    released = next(each for each in shelf if each.edition_id == 6)
    assert (released.is_draft, released.note) == (False, "September's meeting")
    assert last_before(7, shelf) == released
    assert withdrawn_editions(trust.store)[3].sentence() == (
        "Edition 3 was withdrawn on 23 November 2026 because an incident was erased; edition 6 is the same without it."
    )
    with pytest.raises(StoreProblem, match=r"Edition 2 was withdrawn on 23 November 2026"):
        counted_in(trust, 2)
    ledger = ask("restatements", EVERYTHING, SINGLE_USER, store=trust.store, edition_id=6)
    assert [(row.month, row.reason, row.incidents) for row in ledger if row.act == "erasure"] == [
        (date(2025, 9, 1), "an incident was erased", -1)
    ]
    assert register.check(trust.store, SINGLE_USER, trust.now) == []

    # once more: what stands for 3 is withdrawn in its turn, and 3 leads to what stands today
    again = erase(trust, "W3")
    assert again.withdrawn == ((6, 8), (4, 9), (7, 10))
    assert withdrawn_editions(trust.store)[3].replaced_by == 8
    assert [each.edition_id for each in editions_of(trust.store, SINGLE_USER)] == [11, 10, 9, 8, 5, 1]


def test_a_listing_that_holds_it_again_leaves_it_out_and_its_rows_add_up(trust: TrustUnderTest) -> None:
    """W1 has two rows of one incident; LFPSE L1 names it. Both go, and neither comes back under either name."""
    trust.take(
        datix(one("W1", drug="Quuxapril"), one("W1", drug="Warfarin"), one("W2"), run_on=date(2025, 9, 20))
    )
    trust.take(lfpse(national("L1", "W1"), national("L2"), run_on=date(2025, 9, 21)), "lfpse")
    records = work.incident_to_erase(trust.store, SINGLE_USER, DATIX, "W1", trust.now)
    assert [(each.source, each.reference, each.words) for each in records] == [
        ("datix", "W1", 1),
        ("lfpse", "L1", 1),
    ]
    assert erase(trust, "W1").records == 2
    history = {each.import_id: each for each in register.imports(trust.store, SINGLE_USER, trust.now)}
    assert [
        (each.rows_read, each.rows_accepted, each.rows_left_out) for each in (history[1], history[2])
    ] == [(3, 1, 2), (2, 1, 1)]

    later(trust)
    read = trust.read(
        datix(one("W1", drug="Quuxapril"), one("W1", drug="Warfarin"), one("W4"), run_on=date(2025, 10, 1)),
        "datix",
    )
    seen = work.without_erased(trust.store, read)
    assert not isinstance(seen, type(None)) and seen.left_out == (("erased earlier", 2),)  # pyright: ignore
    assert "Quuxapril" not in str(seen.medicines.to_pylist())  # pyright: ignore
    tried = register.preview(trust.store, SINGLE_USER, read, trust.now)  # pyright: ignore
    assert tried.changes.new == 1
    trust.take(
        datix(one("W1", drug="Quuxapril"), one("W1", drug="Warfarin"), one("W4"), run_on=date(2025, 10, 1))
    )
    third = register.imports(trust.store, SINGLE_USER, trust.now)[0]
    assert (third.rows_read, third.rows_accepted, third.rows_left_out) == (3, 1, 2)
    # under its national name, and as a national record that is new and points at the local one
    trust.take(lfpse(national("L1"), national("L9", "W1"), national("L3"), run_on=date(2025, 10, 2)), "lfpse")
    fourth = register.imports(trust.store, SINGLE_USER, trust.now)[0]
    assert (fourth.rows_read, fourth.rows_accepted, fourth.rows_left_out) == (3, 1, 2)
    assert not register.records_of_incident(trust.store, SINGLE_USER, DATIX, "W1", trust.now)
    assert register.check(trust.store, SINGLE_USER, trust.now) == []


def test_an_older_register_put_back_is_rid_of_it_again_and_what_was_begun_is_finished(
    trust: TrustUnderTest,
) -> None:
    trust.take(datix(one("W1"), one("W2"), run_on=date(2025, 9, 20)))
    before = trust.store.register.read_bytes()
    edition = trust.store.edition(1).read_bytes()
    later(trust)
    erase(trust, "W1")
    # a backup from before: its register and its editions, without the file of what was erased
    trust.close()
    for path in trust.store.editions.iterdir():
        path.unlink()
    trust.store.register.write_bytes(before)
    trust.store.edition(1).write_bytes(edition)
    assert work.apply_erasures(trust.store, SINGLE_USER, trust.now) == 1
    assert not register.records_of_incident(trust.store, SINGLE_USER, DATIX, "W1", trust.now)
    assert [each.edition_id for each in editions_of(trust.store, SINGLE_USER)] == [3, 2]
    assert work.apply_erasures(trust.store, SINGLE_USER, trust.now) == 0

    # killed after the register and before anything else: the next start goes on
    register.erase(trust.store, SINGLE_USER, DATIX, "W2", trust.now)
    assert counted_in(trust, 3) == 1
    trust.close()
    work.mend(trust.store, SINGLE_USER, trust.now)
    assert [counted_in(trust, each.edition_id) for each in editions_of(trust.store, SINGLE_USER)] == [0, 0, 0]
    assert register.erasures_unfinished(trust.store, trust.now) == ()


def test_what_is_past_its_time_goes_and_its_months_are_covered_by_nothing(trust: TrustUnderTest) -> None:
    """Twelve months before 23 November 2026: what happened before 1 November 2025 goes. The setting waits a day."""
    trust.take(
        datix(
            one("W1", on="31/10/2025"), one("W2", on="01/11/2025"), one("W3", on=""), run_on=date(2025, 12, 1)
        ),
        covers=(date(2025, 10, 1), date(2025, 11, 30)),
    )
    work.change_settings(trust.store, SINGLE_USER, {"purge_incidents_after_months": "12"}, trust.now)
    work.publish(trust.store, SINGLE_USER, trust.now)
    assert counted_in(trust, 2) == 2, "not within a day of the change"
    trust.close()
    trust.now += timedelta(days=1)
    work.publish(trust.store, SINGLE_USER, trust.now)
    shelf = [each.edition_id for each in editions_of(trust.store, SINGLE_USER)]
    assert [counted_in(trust, number) for number in shelf] == [1, 1, 1]
    for number in shelf:
        months = ask("covered_months", EVERYTHING, SINGLE_USER, store=trust.store, edition_id=number)
        assert {row.month for row in months} == {date(2025, 11, 1)}
    assert work.purge_due(trust.store, SINGLE_USER, trust.now).is_any is False
    assert register.check(trust.store, SINGLE_USER, trust.now) == []


def test_only_the_officer_erases_and_a_reason_names_nobody(trust: TrustUnderTest) -> None:
    trust.take(datix(one("W1"), run_on=date(2025, 9, 20)))
    for role in (Role.TEAM, Role.COMMITTEE, Role.DIRECTOR, Role.WARD_LINK, Role.AUDITOR):
        with pytest.raises(NotAllowed):
            work.erase_incident(trust.store, Reader("x", role), DATIX, "W1", "asked for", trust.now)
    for reason in ("", "   ", "x" * 201, "W1 was wrong"):
        with pytest.raises(StoreProblem):
            work.erase_incident(trust.store, SINGLE_USER, DATIX, "W1", reason, trust.now)
    with pytest.raises(StoreProblem, match="holds no incident of Datix"):
        work.erase_incident(trust.store, SINGLE_USER, DATIX, "W999", "asked for", trust.now)
    assert trust.store.erased.exists() is False
    assert trust.count() == 1
