"""Annotations from the act to the edition and the picture: recorded, drawn where they touch, hidden, named, taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard import desk, work
from dashboard.domain.dated import LABEL_LENGTH, DatedKind, DatedRecord
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.reader import SINGLE_USER, NotAllowed, Reader, Role
from dashboard.domain.store import StoreProblem
from dashboard.edition import close_editions
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.findings.rates import rate_picture, reporting
from tests.made_up_incidents import NOW, TrustUnderTest, datix, one

CAMPAIGN = DatedRecord(
    DatedKind.ANNOTATION, date(2025, 7, 14), "Reporting campaign", owner="Pharmacy", site="Northgate"
)


@pytest.fixture
def trust(tmp_path: Path) -> Iterator[TrustUnderTest]:
    made = TrustUnderTest(tmp_path / "store")
    rows = [
        one(f"W{month}-{n}", on=f"{n + 1:02}/{month:02}/2025") for month in range(1, 13) for n in range(6)
    ]
    made.take(datix(*rows, run_on=date(2026, 3, 1)), covers=(date(2025, 1, 1), date(2025, 12, 31)))
    yield made
    close_editions(made.store)


def asking(trust: TrustUnderTest, more: str = "") -> Asking:
    assert trust.edition is not None
    asked = IncidentFilter.from_query(f"from=2025-01&until=2025-12{more}")
    return Asking(lambda name, wanted: trust.ask(name, wanted), EditionSeen(trust.edition, None, None), asked)


def labels(asking: Asking) -> list[str]:
    figure = rate_picture(asking, reporting(asking)).figure.to_dict()
    return [each["text"] for each in figure["layout"].get("annotations", ())]


def test_it_is_drawn_changes_no_limits_and_can_be_taken_back(trust: TrustUnderTest) -> None:
    number, edition = work.record_annotation(trust.store, SINGLE_USER, CAMPAIGN, NOW)
    trust.edition = edition.edition_id
    seen = asking(trust)
    assert labels(seen) == ["Reporting campaign"]
    assert "Reporting campaign on 14 July 2025." in rate_picture(seen, reporting(seen)).caption
    assert reporting(seen).series.breaks == ()
    was, edition = work.take_back_annotation(trust.store, SINGLE_USER, number, NOW)
    trust.edition = edition.edition_id
    assert (was, labels(asking(trust))) == (CAMPAIGN, [])
    assert [line.act for line in desk.audit_trail(trust.store, SINGLE_USER, NOW)][:2] == [
        "take back annotation",
        "record annotation",
    ]


def test_the_switch_hides_the_line_and_not_the_words_of_what_stands_out(trust: TrustUnderTest) -> None:
    _, edition = work.record_annotation(trust.store, SINGLE_USER, CAMPAIGN, NOW)
    trust.edition = edition.edition_id
    hidden = replace(asking(trust), draws_annotations=False)
    assert labels(hidden) == []
    assert [event.label for event in hidden.happened] == ["Reporting campaign"]


def test_another_site_is_not_touched(trust: TrustUnderTest) -> None:
    _, edition = work.record_annotation(trust.store, SINGLE_USER, CAMPAIGN, NOW)
    trust.edition = edition.edition_id
    assert asking(trust, "&site=Southmead Court").happened == []


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (replace(CAMPAIGN, kind=DatedKind.BREAK, reason="x"), "A break begins new limits"),
        (replace(CAMPAIGN, label="  "), "needs a label of 1 to"),
        (replace(CAMPAIGN, label="x" * (LABEL_LENGTH + 1)), "needs a label of 1 to"),
    ],
)
def test_what_is_none_is_refused(trust: TrustUnderTest, record: DatedRecord, why: str) -> None:
    with pytest.raises(StoreProblem, match=why):
        work.record_annotation(trust.store, SINGLE_USER, record, NOW)
    assert work.annotations(trust.store, SINGLE_USER, NOW) == []


def test_the_same_twice_and_one_that_is_not_there_are_refused(trust: TrustUnderTest) -> None:
    work.record_annotation(trust.store, SINGLE_USER, CAMPAIGN, NOW)
    with pytest.raises(StoreProblem, match="recorded already"):
        work.record_annotation(trust.store, SINGLE_USER, CAMPAIGN, NOW)
    with pytest.raises(StoreProblem, match="no annotation of number 99"):
        work.take_back_annotation(trust.store, SINGLE_USER, 99, NOW)
    with pytest.raises(NotAllowed):
        work.record_annotation(
            trust.store, Reader("c", Role.COMMITTEE), replace(CAMPAIGN, label="Other"), NOW
        )
