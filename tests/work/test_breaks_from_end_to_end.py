"""Breaks from the officer's act to the edition and the picture: recorded, taken back, and the switch to LFPSE."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from dashboard import desk, register, work
from dashboard.domain.dated import LABEL_LENGTH, SWITCH, DatedKind, DatedRecord
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.store import StoreProblem
from dashboard.edition import close_editions
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.findings.rates import rate_picture, reporting
from tests.made_up_incidents import NOW, TrustUnderTest, datix, lfpse, national, nrls, one

EPMA = DatedRecord(
    DatedKind.BREAK,
    date(2025, 7, 14),
    "Electronic prescribing",
    "A new form asks for omitted doses",
    evidence="minute 4.2",
)
PER_MONTH = {1: 5, 2: 7, 3: 6, 4: 5, 5: 7, 6: 6, 7: 15, 8: 17, 9: 16, 10: 15, 11: 17, 12: 16}
"""Incidents of each month of 2025: about 6 a month, and about 16 from July on."""


def listing() -> bytes:
    rows = [
        one(f"W{month}-{n}", on=f"{n + 1:02}/{month:02}/2025", drug="Warfarin")
        for month, many in PER_MONTH.items()
        for n in range(many)
    ]
    return datix(*rows, run_on=date(2026, 3, 1))


def took(trust: TrustUnderTest) -> None:
    trust.take(listing(), covers=(date(2025, 1, 1), date(2025, 12, 31)))


@pytest.fixture
def trust(tmp_path: Path) -> Iterator[TrustUnderTest]:
    made = TrustUnderTest(tmp_path / "store")
    yield made
    close_editions(made.store)


def asking(trust: TrustUnderTest, asked: str = "from=2025-01&until=2025-12") -> Asking:
    assert trust.edition is not None
    return Asking(
        lambda name, wanted: trust.ask(name, wanted),
        EditionSeen(trust.edition, None, None),
        IncidentFilter.from_query(asked),
    )


def drawn(trust: TrustUnderTest) -> list[tuple[str, date]]:
    return [(row.label, row.dated_on) for row in trust.ask("dated_records")]


def test_a_break_begins_new_limits_says_why_beneath_and_can_be_taken_back(trust: TrustUnderTest) -> None:
    took(trust)
    before = reporting(asking(trust)).series
    assert {point.process.group for point in before.points if point.process} == {0}
    number, edition = work.record_break(trust.store, SINGLE_USER, EPMA, NOW)
    trust.edition = edition.edition_id
    seen = asking(trust)
    series = reporting(seen).series
    centres = [point.process.centre for point in series.points if point.process]
    assert centres == [6.0] * 6 + [16.0] * 6, "the averages of 5 7 6 5 7 6 and of 15 17 16 15 17 16"
    picture = rate_picture(seen, reporting(seen))
    said = (
        "New limits from 14 July 2025: Electronic prescribing. A new form asks for omitted doses (evidence: minute 4.2; "
        "recorded 23 November 2026)."
    )
    assert picture.breaks == (said,)
    assert picture.for_download()["breaks"] == [said]
    was, edition = work.take_back_break(trust.store, SINGLE_USER, number, NOW)
    trust.edition = edition.edition_id
    assert (was, drawn(trust), work.breaks(trust.store, SINGLE_USER, NOW)) == (EPMA, [], [])
    assert reporting(asking(trust)).series == before
    acts = [(line.act, line.subject) for line in desk.audit_trail(trust.store, SINGLE_USER, NOW)]
    assert acts[:2] == [("take back break", f"record {number}"), ("record break", "2025-07-14")]


def test_who_recorded_it_stands_in_the_foot_where_there_are_several_people(trust: TrustUnderTest) -> None:
    took(trust)
    officer = Reader("A. Officer", Role.TEAM)
    _, edition = work.record_break(trust.store, officer, replace(EPMA, evidence=""), datetime(2026, 5, 3))
    trust.edition = edition.edition_id
    (said,) = rate_picture(asking(trust), reporting(asking(trust))).breaks
    assert said.endswith("asks for omitted doses (recorded by A. Officer, 3 May 2026).")


def test_a_break_touches_only_what_it_is_about(trust: TrustUnderTest) -> None:
    took(trust)
    record = replace(EPMA, site="Southgate", drug_class="Insulins")
    trust.edition = work.record_break(trust.store, SINGLE_USER, record, NOW)[1].edition_id
    period = "from=2025-01&until=2025-12"
    assert len(asking(trust, period).happened) == 1, "the whole trust holds it"
    assert len(asking(trust, f"{period}&site=Southgate").happened) == 1
    assert asking(trust, f"{period}&site=Northgate").happened == []
    assert asking(trust, f"{period}&drug_class=Opioids").happened == []


def test_a_break_that_cannot_be_defended_is_refused_in_a_sentence(trust: TrustUnderTest) -> None:
    took(trust)
    number, _ = work.record_break(trust.store, SINGLE_USER, EPMA, NOW)
    for record, why in (
        (replace(EPMA, reason=" "), "needs a reason"),
        (replace(EPMA, label=""), "needs a short label"),
        (replace(EPMA, label="x" * (LABEL_LENGTH + 1)), f"longer than {LABEL_LENGTH} letters"),
        (replace(EPMA, label="nrls to lfpse"), "is drawn already"),
        (replace(EPMA, kind=DatedKind.ANNOTATION), "only a break"),
        (EPMA, "recorded already"),
    ):
        with pytest.raises(StoreProblem, match=why):
            work.record_break(trust.store, SINGLE_USER, record, NOW)
    campaign = DatedRecord(DatedKind.ANNOTATION, date(2025, 3, 1), "Campaign")
    annotation = desk.add_dated_record(trust.store, SINGLE_USER, campaign, NOW)
    for wrong in (annotation, number + 50):
        with pytest.raises(StoreProblem, match=f"no break of number {wrong}"):
            work.take_back_break(trust.store, SINGLE_USER, wrong, NOW)
    assert (
        work.breaks(trust.store, SINGLE_USER, NOW) == [EPMA]
        and len(desk.dated_records(trust.store, SINGLE_USER, NOW)) == 2
    )
    assert [each.edition_id for each in register.publications(trust.store, SINGLE_USER, NOW)] == [2, 1]


def test_only_those_who_prepare_record_and_only_the_officer_sets_the_switch(trust: TrustUnderTest) -> None:
    for role in (Role.COMMITTEE, Role.DIRECTOR, Role.WARD_LINK, Role.AUDITOR):
        with pytest.raises(NotAllowed):
            work.record_break(trust.store, Reader("x", role), EPMA, NOW)
        with pytest.raises(NotAllowed):
            work.change_switch(trust.store, Reader("x", role), date(2024, 6, 1), NOW)
    with pytest.raises(NotAllowed):
        work.change_switch(trust.store, Reader("x", Role.TEAM), date(2024, 6, 1), NOW)
    assert (work.breaks(trust.store, SINGLE_USER, NOW), work.switch_as_set(trust.store, NOW)) == ([], None)


def test_the_switch_is_drawn_on_a_local_listing_alone(trust: TrustUnderTest) -> None:
    """No month of it is from NRLS or LFPSE; the trust names the day, and takes it back."""
    took(trust)
    assert drawn(trust) == []
    trust.edition = work.change_switch(trust.store, SINGLE_USER, date(2025, 7, 1), NOW).edition_id
    assert drawn(trust) == [(SWITCH, date(2025, 7, 1))]
    seen = asking(trust)
    series = reporting(seen).series
    assert {point.process.group for point in series.points if point.process} == {0, 1}
    (said,) = rate_picture(seen, reporting(seen)).breaks
    assert said.startswith(
        "New limits from 1 July 2025: NRLS to LFPSE. The form and the definitions of harm changed"
    )
    assert "recorded" not in said, "nobody recorded it: the edition draws it"
    trust.edition = work.change_switch(trust.store, SINGLE_USER, None, NOW).edition_id
    assert drawn(trust) == []
    acts = [(line.act, line.detail) for line in desk.audit_trail(trust.store, SINGLE_USER, NOW)]
    assert [act for act in acts if act[0] == "change switch to LFPSE"] == [
        ("change switch to LFPSE", "as the sources say"), ("change switch to LFPSE", "2025-07-01")
    ]  # fmt: skip


def test_the_day_that_is_named_stands_before_the_one_that_is_worked_out(trust: TrustUnderTest) -> None:
    old = {"RP01 Unique Incident ID": "N1", "Date of Incident": "05/04/2024"}
    trust.take(nrls(old, run_on=date(2024, 9, 1)), "nrls", name="old.csv")
    trust.take(lfpse(national("L1", on="2024-06-09"), run_on=date(2024, 9, 1)), "lfpse", name="new.csv")
    assert drawn(trust) == [(SWITCH, date(2024, 6, 1))]
    trust.edition = work.change_switch(trust.store, SINGLE_USER, date(2024, 5, 20), NOW).edition_id
    assert drawn(trust) == [(SWITCH, date(2024, 5, 20))]
    trust.edition = work.change_switch(trust.store, SINGLE_USER, None, NOW).edition_id
    assert drawn(trust) == [(SWITCH, date(2024, 6, 1))]


def test_a_break_whose_program_was_killed_before_its_edition_is_listed_and_drawn_by_the_next(
    trust: TrustUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    took(trust)

    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(register, "publish", killed)
        work.record_break(trust.store, SINGLE_USER, EPMA, NOW)
    assert work.breaks(trust.store, SINGLE_USER, NOW) == [EPMA]
    assert drawn(trust) == []
    trust.edition = work.publish(trust.store, SINGLE_USER, NOW).edition_id
    assert drawn(trust) == [(EPMA.label, EPMA.dated_on)]
