"""Learning cards in words, each by a hand count: what was looked at, how long it took, what comes again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.learning.card import Card, CardState, Sighting, signal_of
from dashboard.domain.learning.record import Kind, Noted
from dashboard.domain.rows.learning import AnsweredByAction, LearningCard, SafetyAction
from dashboard.domain.store import OlderEdition
from dashboard.findings.asking import EVERYTHING, Asking
from dashboard.findings.learning.cards import (
    actions_of,
    cards_table,
    history,
    looked_at_sentence,
    where_it_stands,
)
from dashboard.findings.learning.signals import (
    card_on_incidents,
    card_on_signal,
    card_on_ticked,
    cards_held,
    signals_in,
)
from dashboard.findings.measures import all_measures, key_of_class
from dashboard.measures.series import COUNTED
from tests.findings.test_all_measures import asking as of_all_measures
from tests.findings.test_to_look_at import HIGH_LAST, MONTHS, RELEASED, USUAL, asking, waiting

DAY = date(2026, 3, 2)
INSULINS = signal_of("Insulins", IncidentFilter(), "higher")


def card(number: int, state: str = "to look at", **more: object) -> LearningCard:
    """Seen first on 2 March 2026, until the end of February."""
    rest = {
        "seen": "", "seen_first_on": DAY, "seen_last_on": DAY, "times_seen": 1, "edition_seen": 7, "page": "overview",
        "query": "until=2026-02-28", "factors": "", "area": "", "response": "", "owner": "", "due_on": None, "outcome": "",
        "told": "", "closed_because": "", "opened_on": DAY, "looked_on": None, "acting_on": None, "closed_on": None,
        "site": None, "division": None, "drug_class": None, "wards": "", "signal": INSULINS,
    }  # fmt: skip
    return LearningCard(card=number, title="Insulins: higher", state=state, **(rest | more))  # type: ignore[arg-type]


def acted(number: int, days: int) -> LearningCard:
    return card(number, "acting", looked_on=DAY, acting_on=DAY + timedelta(days=days))


def test_how_many_were_looked_at_and_how_long_it_took() -> None:
    assert looked_at_sentence([]) == "No learning card has been opened yet."
    assert looked_at_sentence([card(1)]) == (
        "0 of 1 signal on cards was looked at. Too few to tell how long it takes from signal to action: none has come to be acted on."
    )
    assert looked_at_sentence([card(1), acted(2, 1)]) == (
        "1 of 2 signals on cards was looked at. One came to be acted on, 1 day after it was first seen."
    )
    four = [acted(1, 30), acted(2, 4), acted(3, 0), acted(4, 9), card(5), card(6, "closed", looked_on=DAY)]
    assert looked_at_sentence(four) == (
        "5 of 6 signals on cards were looked at. 4 came to be acted on, a median of 6.5 days after they were first seen (0 to 30)."
    )
    written = card(7, "looking", times_seen=0, seen_first_on=None, looked_on=DAY)
    assert looked_at_sentence([*four[:3], written]).startswith(
        "3 of 3 signals on cards were looked at. 3 came"
    )
    assert "a median of 4 days" in looked_at_sentence(four[:3])


def test_the_list_stands_by_state_and_what_is_due_first() -> None:
    cards = [
        card(1, "closed", closed_on=DAY),
        card(2, "acting"),
        card(3),
        card(4, "acting", due_on=date(2026, 5, 1)),
        card(5, "acting", due_on=date(2026, 4, 1), owner="Pharmacy"),
    ]
    rows = cards_table(cards).rows
    assert [(row[0], row[2]) for row in rows] == [
        (3, "to look at"),
        (5, "acting"),
        (4, "acting"),
        (2, "acting"),
        (1, "closed"),
    ]
    assert rows[1][3:6] == ("Pharmacy", date(2026, 4, 1), 1) and rows[0][3:5] == ("none named", None)


def test_where_a_card_stands_is_said_with_its_age_and_a_closed_one_has_none() -> None:
    due = card(1, "acting", due_on=date(2026, 4, 1), owner="Pharmacy", wards="Ward 7")
    said = "Acting; opened on 2 March 2026. Owner: Pharmacy. Due 1 April 2026, {}About: Ward 7."
    assert where_it_stands(due, date(2026, 4, 13)) == said.format("12 days ago. ")
    assert where_it_stands(due, date(2026, 4, 1)) == said.replace(", {}", ". ")
    closed = replace(due, state="closed", closed_on=date(2026, 4, 2), closed_because="no special cause found")
    assert where_it_stands(closed, date(2026, 9, 1)) == (
        "Closed on 2 April 2026: no special cause found. Owner: Pharmacy. Due 1 April 2026. About: Ward 7."
    )
    assert where_it_stands(card(3), DAY) == (
        "Waits to be looked at since 2 March 2026. No owner is named. No date is set. About: whole trust."
    )


FEBRUARY = "insulins, higher than usual in February 2026"


def said(**cards: object) -> list[tuple[str, str]]:
    """What waits beside one unusual measure of two, with one card."""
    asked = asking(learning_cards=[card(3, **cards)])  # type: ignore[arg-type]
    whole = asked.of(IncidentFilter(from_=MONTHS[0], until=date(2026, 2, 28)))
    return waiting(whole, Opioids=USUAL, Insulins=HIGH_LAST)


def test_a_signal_on_an_open_card_waits_no_more() -> None:
    assert said() == [(f"{FEBRUARY}, looked at in card 3 (to look at)", "learning-cards?card=3")]
    assert said(state="watching", query="until=2025-11-30") == [
        (f"{FEBRUARY}, looked at in card 3 (watching)", "learning-cards?card=3")
    ]


def test_a_signal_of_another_filter_or_side_waits_still() -> None:
    for other in (
        signal_of("Insulins", IncidentFilter(location=("Ward 7",)), "higher"),
        signal_of("Insulins", IncidentFilter(), "lower"),
        "",
    ):
        [(text, page)] = said(signal=other)
        assert text.endswith(f"learning card near: {FEBRUARY}") and page == "learning-cards", other


def test_a_closed_card_answers_for_what_it_had_seen_and_not_for_a_newer_month() -> None:
    seen = {"state": "closed", "closed_on": date(2026, 3, 20)}
    assert said(**seen) == [(f"{FEBRUARY}, looked at in card 3 (closed)", "learning-cards?card=3")]
    [(text, _)] = said(**seen, query="until=2026-01-31")
    assert text.startswith("1 of 2 measures") and text.endswith(f"{FEBRUARY} (looked at before in card 3)")


def test_one_waits_and_another_is_on_a_card() -> None:
    asked = asking(learning_cards=[card(3)])
    [(text, page)] = waiting(asked, Opioids=HIGH_LAST, Insulins=HIGH_LAST)
    assert text.startswith("1 of 2 measures") and page == "learning-cards"
    assert text.endswith(
        f"near: opioids, higher than usual in February 2026. On cards: {FEBRUARY}, looked at in card 3 (to look at)"
    )


def test_an_edition_without_cards_has_none_on_its_signals() -> None:
    def older(name: str, asked: IncidentFilter) -> list:
        if name == "learning_cards":
            raise OlderEdition("older")
        return asking().answer(name, asked)

    before = Asking(older, RELEASED, asking().asked)
    assert cards_held(before) == []
    [(text, _)] = waiting(before, Insulins=HIGH_LAST)
    assert text.startswith("1 of 1 measure")


def test_a_card_is_opened_with_what_was_seen_and_about_what() -> None:
    asked = asking().of(
        IncidentFilter(MONTHS[0], date(2026, 2, 28), site=("North",), location=("Ward 7", "Ward 8"))
    )
    key = key_of_class("Insulins")
    series = asked.judged("Insulins", COUNTED, dict(zip(MONTHS, HIGH_LAST, strict=True)))
    [signal] = signals_in(asked, {key: series})
    made = card_on_signal(signal, asked, DAY)
    [sighting] = made.sightings
    assert made.title == "Insulins: higher than usual"
    assert sighting == Sighting(
        7, DAY, "Insulins: February 2026 was higher than usual: 60, where 0 to 36 is usual.", "drug-classes",
        "from=2025-01-01&until=2026-02-28&site=North&location=Ward+7&location=Ward+8&drug_class=Insulins", "measure-insulins",
    )  # fmt: skip
    assert (made.site, made.division, made.drug_class, made.wards) == (
        "North",
        None,
        "Insulins",
        ("Ward 7", "Ward 8"),
    )
    assert made.signal == "measure-insulins|higher|site=North&location=Ward+7&location=Ward+8"
    searched = card_on_incidents("12 incidents match.", "pen | insulin", asked, DAY)
    assert searched.sightings[0].query.endswith("&find=pen+%7C+insulin")
    assert searched.signal.split("|")[0] == "incidents pen%20%7C%20insulin"
    assert searched.title == "Incidents: site: North; ward or place: Ward 7, Ward 8; with 'pen | insulin'"


def test_a_card_on_chosen_incidents_names_them_and_tells_no_number() -> None:
    made = card_on_ticked([15, 12], asking().of(IncidentFilter(location=("Ward 7",))), DAY)
    [sighting] = made.sightings
    assert (made.title, made.incidents, made.signal) == ("2 incidents chosen from the list", (12, 15), "")
    assert sighting.sentence == "2 incidents chosen from the list among ward or place: Ward 7."
    assert (sighting.page, sighting.query, made.wards) == ("incidents", "location=Ward+7", ("Ward 7",))


def test_each_measure_names_the_picture_that_it_draws() -> None:
    """A card that was opened on the picture is that of the measure's signal: by the very keys that are drawn."""
    asked, _ = of_all_measures()
    rows = all_measures(asked)
    assert len(rows) > 4
    assert [row.picture for row in rows] == [row.draw().key for row in rows]


def test_the_history_says_who_moved_what_newest_first() -> None:
    began = datetime(2026, 11, 26, 9, tzinfo=UTC)

    def noted(revision: int, content: Card) -> Noted[Card]:
        return Noted(
            Kind.CARD, 3, revision, content, began + timedelta(days=revision), "person 2", began, "person 1"
        )

    first = Card("x")
    second = replace(first, state=CardState.LOOKING, due_on=date(2026, 12, 1), area="Supply")
    third = replace(second, state=CardState.CLOSED, closed_because="no cause")
    name: Callable[[str], str] = {"person 2": "Ben"}.__getitem__
    assert history([noted(1, first), noted(2, second), noted(3, third)], name) == (
        "29 November 2026, 09:00, Ben: looking → closed: no cause.",
        "28 November 2026, 09:00, Ben: to look at → looking; due no date → 1 December 2026; changed: Area for improvement.",
        "27 November 2026, 09:00, Ben: opened.",
    )


def test_actions_that_answer_a_card_and_no_others() -> None:
    action = SafetyAction(
        1, "Cupboard", "", "planned", "", DAY, None, None, None, None, "", "", "", None, None, None, ""
    )
    rows = {
        "answered_by_safety_actions": [AnsweredByAction(1, 3, None), AnsweredByAction(2, None, 3), AnsweredByAction(3, 4, None)],
        "safety_actions": [action, replace(action, action=2), replace(action, action=3)],
    }  # fmt: skip
    asked = Asking(lambda name, _: rows[name], RELEASED, EVERYTHING)
    assert [each.action for each in actions_of(asked, 3)] == [1]
