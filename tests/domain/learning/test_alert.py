"""Where an alert stands on a day, at every edge, and what a National Patient Safety Alert needs; by hand."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.domain.learning.alert import (
    Alert,
    AlertKind,
    RequiredAction,
    Standing,
    StatusOnCas,
    not_recorded_yet,
    same_reference,
    standing,
    stands_in_the_way_of_closing,
)

TODAY = date(2026, 11, 26)
NATIONAL = Alert(AlertKind.NATIONAL, "Potassium")
LOCAL = Alert(AlertKind.LOCAL, "Fridges")
WHOLE = replace(
    NATIONAL, reference="NatPSA/2026/001", due_on=TODAY, applies=True, applies_why="It is used here.", operational_lead="A", signed_off_by="B",
    signed_off_on=TODAY, status_on_cas="Action completed", required=(RequiredAction("Take it off wards", TODAY, TODAY),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("due", "status", "closed", "expected"),
    [
        (date(2026, 11, 25), "", None, Standing.OVERDUE),
        (date(2026, 11, 25), "Action required: ongoing", date(2026, 11, 25), Standing.OVERDUE),
        (date(2026, 11, 25), "Acknowledged", None, Standing.OVERDUE),
        (date(2026, 11, 25), "Assessing relevance", None, Standing.OVERDUE),
        (date(2026, 11, 25), "Action completed", None, Standing.ANSWERED),
        (date(2026, 11, 25), "Action not required", None, Standing.ANSWERED),
        (date(2026, 11, 25), "Action completed", TODAY, Standing.CLOSED),
        (TODAY, "", None, Standing.DUE_SOON),
        (date(2026, 12, 10), "", None, Standing.DUE_SOON),
        (date(2026, 12, 11), "", None, Standing.OPEN),
        (None, "", None, Standing.OPEN),
    ],
)
def test_a_national_alert_is_overdue_from_the_day_after_until_cas_says_it_is_signed_off(
    due: date | None, status: str, closed: date | None, expected: Standing
) -> None:
    alert = replace(NATIONAL, due_on=due, status_on_cas=status, closed_on=closed)
    assert standing(alert, TODAY) is expected


@pytest.mark.parametrize(
    ("review", "closed", "expected"),
    [
        (date(2020, 1, 1), None, Standing.TO_REVIEW),
        (TODAY, None, Standing.TO_REVIEW),
        (date(2026, 11, 27), None, Standing.OPEN),
        (None, None, Standing.OPEN),
        (date(2020, 1, 1), TODAY, Standing.CLOSED),
    ],
)
def test_any_other_is_to_review_from_its_day_and_never_overdue(
    review: date | None, closed: date | None, expected: Standing
) -> None:
    for kind in set(AlertKind) - {AlertKind.NATIONAL}:
        alert = replace(LOCAL, kind=kind, review_on=review, closed_on=closed, due_on=date(2020, 1, 1))
        assert standing(alert, TODAY) is expected


def test_what_a_national_alert_needs_is_named_one_by_one() -> None:
    assert not_recorded_yet(WHOLE) == stands_in_the_way_of_closing(WHOLE) == ()
    assert len(not_recorded_yet(NATIONAL)) == 9
    for change, words in (
        ({"reference": ""}, "its reference on CAS"),
        ({"due_on": None}, "its date on CAS"),
        ({"applies": None}, "whether it applies here"),
        ({"applies_why": ""}, "why it applies or does not"),
        ({"operational_lead": ""}, "the operational lead"),
        ({"required": ()}, "what it requires, each with its date"),
        ({"required": (RequiredAction("x", None, TODAY),)}, "what it requires, each with its date"),
        ({"signed_off_by": ""}, "the name of the executive who signed it off"),
        ({"signed_off_on": None}, "the day of that sign-off"),
        ({"status_on_cas": ""}, "its status as on CAS"),
    ):
        assert not_recorded_yet(replace(WHOLE, **change)) == (words,), change  # pyright: ignore[reportArgumentType]
    assert not_recorded_yet(replace(WHOLE, applies=False, required=())) == ()
    assert not_recorded_yet(LOCAL) == stands_in_the_way_of_closing(LOCAL) == ()


def test_it_is_closed_only_where_cas_is_signed_off_and_what_is_completed_was_done() -> None:
    ongoing = replace(WHOLE, status_on_cas=StatusOnCas.ONGOING.value)
    assert stands_in_the_way_of_closing(ongoing) == (
        "a status on CAS that signs it off (Action not required or Action completed)",
    )
    undone = replace(WHOLE, required=(RequiredAction("x", TODAY),))
    assert stands_in_the_way_of_closing(undone) == ("the day on which each required action was done",)
    assert stands_in_the_way_of_closing(replace(undone, status_on_cas="Action not required")) == ()


def test_references_are_one_whatever_their_case_and_white_space() -> None:
    assert same_reference(" NatPSA / 2026/001 ") == same_reference("natpsa/2026/001")
