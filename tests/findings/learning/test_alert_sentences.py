"""What is said of alerts, each sentence by hand; what waits for a person; and the incidents that one concerns, before and after."""

from dataclasses import replace
from datetime import date
from typing import Any

from dashboard.domain.dated import DatedKind
from dashboard.domain.learning.alert import Standing
from dashboard.domain.learning.post import Every, Recurring
from dashboard.domain.rows import DatedRow
from dashboard.domain.rows.learning import AlertRow
from dashboard.domain.store import OlderEdition
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.learning.alerts import (
    NO_DAY,
    SAYS_NO_FILTER,
    alerts_table,
    alerts_to_look_at,
    applies_in_words,
    before_and_after,
    concerns_in_words,
    counted,
    stands_in_words,
)
from dashboard.findings.learning.calendar import coming_in_words
from dashboard.findings.learning.effect import Effect
from dashboard.findings.learning.first_days import seen_in_store
from dashboard.findings.to_look_at import PARTS, LookedAt
from tests.findings.learning.test_effect_of_action import asking_of

TODAY = date(2026, 11, 26)
NATIONAL = AlertRow(
    1, "National Patient Safety Alert", "NatPSA/2026/001", "Potassium", date(2026, 3, 1), date(2026, 11, 25), None, None, "", "", None, "",
    None, "", "",
)  # fmt: skip
LOCAL = replace(NATIONAL, alert=2, kind="local", reference="", title="Fridges", issued_on=None, due_on=None)
DAYS_SAID = {
    replace(NATIONAL): "Overdue: it was due on CAS on 25 November 2026, 1 day ago (its status on CAS is not recorded); the answer is given on CAS, not here.",
    replace(NATIONAL, due_on=TODAY, status_on_cas="Acknowledged"): "Due on CAS today, on 26 November 2026 (status on CAS: Acknowledged); the answer is given on CAS, not here.",
    replace(NATIONAL, due_on=date(2026, 11, 28)): "Due on CAS in 2 days, on 28 November 2026 (its status on CAS is not recorded); the answer is given on CAS, not here.",
    replace(NATIONAL, due_on=None): "Open; its date on CAS is not recorded, its status on CAS is not recorded.",
    replace(NATIONAL, status_on_cas="Action completed", closed_on=TODAY): "Closed here on 26 November 2026; due on CAS on 25 November 2026, status on CAS: Action completed.",
    LOCAL: "Open, without a local review date.",
    replace(LOCAL, review_on=date(2026, 11, 1)): "To review: its local review date was 1 November 2026.",
    replace(LOCAL, review_on=TODAY): "To review today.",
    replace(LOCAL, review_on=date(2026, 11, 27)): "Open; to review on 27 November 2026.",
    replace(LOCAL, closed_on=TODAY): "Closed on 26 November 2026.",
}  # fmt: skip


def of(rows: list[AlertRow]) -> Asking:
    return replace(asking_of([10] * 12), answer=lambda name, _: rows if name == "alerts" else [])


def test_where_one_stands_is_said_in_a_sentence_and_only_a_national_one_is_overdue() -> None:
    for row, expected in DAYS_SAID.items():
        assert stands_in_words(row, TODAY) == expected
        assert ("verdue" in expected) == (row == NATIONAL)


def test_whether_it_applies_is_said_with_its_reason() -> None:
    assert applies_in_words(NATIONAL) == "Whether it applies here is not decided."
    assert (
        applies_in_words(replace(NATIONAL, applies=False, applies_why="Never bought."))
        == "It does not apply here: Never bought."
    )
    assert applies_in_words(replace(NATIONAL, applies=True)) == "It applies here, and why is not recorded."


def test_the_list_has_what_presses_first_and_says_what_is_not_recorded() -> None:
    rows = [
        LOCAL,
        replace(NATIONAL, alert=3, status_on_cas="Action completed"),
        NATIONAL,
        replace(LOCAL, alert=4, review_on=TODAY),
    ]
    table = alerts_table(rows, TODAY)
    assert [(row[0], row[1]) for row in table.rows] == [
        (1, "overdue on CAS"),
        (4, "to review"),
        (2, "open"),
        (3, "answered on CAS"),
    ]
    status = table.columns.index("Status on CAS")
    assert [row[status] for row in table.rows] == ["not recorded", "", "", "Action completed"]
    assert counted(rows, TODAY) == (
        "4 alerts logged: 1 overdue on CAS, 1 to review, 1 open and 1 answered on CAS. Overdue are National Patient Safety Alerts alone, and "
        "the answer is given on CAS, not here."
    )
    assert (
        counted([LOCAL], TODAY) == "1 alert logged: 1 open." and counted([], TODAY) == "No alert is logged."
    )


def test_what_waits_is_said_with_its_references_and_leads_to_it() -> None:
    soon = [replace(NATIONAL, alert=n, reference=f"N{n}", due_on=date(2026, 12, n)) for n in range(1, 6)]
    review = replace(LOCAL, review_on=TODAY)
    asking = of([NATIONAL, *soon, review, replace(LOCAL, alert=9)])
    said = [
        alerts_to_look_at(asking, TODAY, state)
        for state in (Standing.OVERDUE, Standing.DUE_SOON, Standing.TO_REVIEW)
    ]
    assert [(each.text, each.page) for each in said if each] == [
        (
            "1 National Patient Safety Alert is overdue on CAS by what is recorded here (the answer is given on CAS, not here): NatPSA/2026/001",
            "alerts?alert=1",
        ),
        ("5 National Patient Safety Alerts are due on CAS within 14 days: N1, N2 and 3 more", "alerts"),
        ("1 other alert or communication is to review: Fridges", "alerts?alert=2"),
    ]
    looked = LookedAt([], None, TODAY)  # pyright: ignore[reportArgumentType]
    alerts = [part for part in PARTS if part.__qualname__.startswith("_alerts.")]
    assert [part(asking, looked) for part in alerts] == said
    assert [part(of([]), looked) for part in alerts] == [None] * 3


def test_an_edition_that_holds_no_alerts_has_none_that_waits() -> None:
    def older(name: str, _: Any) -> list[Any]:
        raise OlderEdition("older")

    asking = replace(asking_of([10] * 12), answer=older)
    assert alerts_to_look_at(asking, TODAY, Standing.OVERDUE) is None


def test_the_incidents_that_it_concerns_are_shown_before_and_after_and_it_is_not_named_as_something_else() -> (
    None
):
    """24 months of 10 and 12, then seven of 4: as many below the average of before as the rules ask for."""
    issued = date(2026, 1, 1)
    row = replace(NATIONAL, issued_on=issued, concerns="drug_class=Opioids")
    drawn = DatedRow(
        DatedKind.ALERT.value, issued, "Potassium", "", "", None, None, None, "", "A. Officer", issued
    )
    found = before_and_after(asking_of([*[10, 12] * 12, *[4] * 7], [drawn]), row)
    assert isinstance(found, Effect) and found.picture is not None
    assert found.sentence.startswith(
        "Lower than before: the newest 7 complete months lie below the average of the 24 complete months"
    )
    more = " ".join(found.more)
    assert "The count cannot say whether there were fewer errors or fewer reports" in more
    assert "Nothing else is recorded near its start or since" in more
    assert "before NatPSA/2026/001 (1 January 2026)" in found.picture.caption
    assert concerns_in_words(row.concerns) == "drug class: Opioids"


def test_without_a_filter_or_a_day_it_is_said_why_nothing_is_drawn() -> None:
    asking = asking_of([10] * 12)
    assert before_and_after(asking, NATIONAL) == SAYS_NO_FILTER
    assert before_and_after(asking, replace(NATIONAL, concerns="harm=Low", issued_on=None)) == NO_DAY
    assert "no filter called 'colour'" in str(
        before_and_after(asking, replace(NATIONAL, concerns="colour=red"))
    )
    assert concerns_in_words("colour=red") == "a filter of another version"


def test_what_comes_round_again_is_said_from_14_days_before_and_until_it_is_done() -> None:
    def said(*days: date | None) -> str:
        return coming_in_words(
            [Recurring(f"Report {n}", Every.MONTH, day) for n, day in enumerate(days)], TODAY
        )

    assert said(date(2026, 12, 11), None) == said() == ""
    assert said(date(2026, 12, 10), TODAY, date(2026, 11, 25)) == (
        "Due within 14 days, or not marked as done: Report 2 (25 November 2026, 1 day ago), Report 1 (today) and Report 0 (10 December 2026, "
        "in 14 days)."
    )


def test_the_store_says_of_each_step_whether_it_is_done_and_by_what() -> None:
    counts: dict[str, Any] = {
        "incidents": 12, "months_covered": 3, "months_missing": 0, "words_to_place": 0, "names_to_confirm": 0, "places_to_join": 0,
        "has_bed_days": True, "released": 1, "packs": 2,
    }  # fmt: skip
    assert all(each.done for each in seen_in_store(**counts).values())
    opposite = {**counts, "months_missing": 1, "words_to_place": 1, "names_to_confirm": 2, "places_to_join": 1, "has_bed_days": False, "released": 0, "packs": 0}  # fmt: skip
    found = seen_in_store(**opposite)
    assert [key for key, each in found.items() if each.done] == ["data-extract"] and len(found) == 8
    assert found["data-coverage"].words == "1 month between the first and the last is covered by no extract"
    assert found["data-names"].words == "2 names wait"
    assert {key: each.done for key, each in seen_in_store(**{**counts, "incidents": None}).items()} == {
        "data-extract": False
    }


def test_everything_is_asked_of_the_whole_trust_whatever_the_page_asks() -> None:
    asked: list[Any] = []
    asking = replace(asking_of([10] * 12), answer=lambda name, what: asked.append((name, what)) or [])
    alerts_to_look_at(asking, TODAY, Standing.OVERDUE)
    assert asked == [("alerts", EVERYTHING)]
