"""Saved views against an edition: words, link, a period that moves on, and what no longer fits."""

from datetime import date, datetime, timedelta

import pytest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.medicines import ClassBy
from dashboard.domain.periods import Preset, ReportingPeriod, months_later
from dashboard.domain.rows import CoveredMonth, EditionFacts, FilterChoice
from dashboard.domain.saved_view import SavedView
from dashboard.findings.agenda import days_of, entry, place_on_agenda, suggested_name
from dashboard.findings.asking import EVERYTHING, Asking, EditionSeen

PAGES = {"drug-classes": "Drug classes", "incidents": "Incidents"}
FIRST = date(2024, 1, 1)


def whole(months: int = 24) -> Asking:
    """An edition that covers so many months from January 2024, all complete, with a choice in each of three lists."""
    facts = EditionFacts(
        1, datetime(2027, 6, 1), "0", False, "Trust", 30, date(2027, 6, 1), FIRST, None, 0, 0, 0, "datix", True
    )  # fmt: skip
    rows = {
        "edition_facts": [facts],
        "covered_months": [CoveredMonth(months_later(FIRST, n), "datix", 1, True) for n in range(months)],
        "filter_choices": [
            FilterChoice("division", "", "Surgery", 9),
            FilterChoice("drug_class", ClassBy.CURATED, "Insulins", 9),
            FilterChoice("drug_class", ClassBy.CHAPTER, "Endocrine system", 9),
        ],
    }
    return Asking(lambda name, _: rows[name], EditionSeen(3, None, None), EVERYTHING)


def test_a_period_that_moves_on_is_another_in_the_next_edition() -> None:
    view = SavedView("Insulins", "drug-classes", "drug_class=Insulins", "Last 12 months", number=4)
    now, next_month = entry(whole(24), view, PAGES), entry(whole(25), view, PAGES)
    assert now.parameters == {
        "from": ["2025-01-01"], "until": ["2025-12-31"], "drug_class": ["Insulins"], "agenda": ["4"]
    }  # fmt: skip
    assert next_month.parameters and next_month.parameters["until"] == ["2026-01-31"]
    assert now.words == (
        "Drug classes: January 2025 to December 2025, by date of incident. Drug class: Insulins. "
        "The period moves on ('Last 12 months')."
    )
    assert now.trouble == ""


def test_days_that_stay_are_the_same_in_any_edition() -> None:
    view = SavedView(
        "A year",
        "incidents",
        "from=2024-03-01&until=2025-02-28&find=pen&sample=7&harm=Low&harm=Moderate",
        number=9,
    )
    for months in (24, 25):
        found = entry(whole(months), view, PAGES)
        assert found.parameters == {
            "from": ["2024-03-01"], "until": ["2025-02-28"], "harm": ["Low", "Moderate"],
            "find": ["pen"], "sample": ["7"], "agenda": ["9"],
        }  # fmt: skip
        assert "March 2024 to February 2025" in found.words and "The days stay as they are." in found.words
        assert "Searched for: pen. Reading sample of seed 7." in found.words


@pytest.mark.parametrize("months", [0, 1, 5, 24, 40])
def test_everything_recorded_is_from_the_first_month_to_the_last(months: int) -> None:
    """As the period control of the filter means it; an edition without a month has no period."""
    found = days_of(Preset.ALL, whole(months))
    if not months:
        assert found is None
        return
    assert found == ReportingPeriod(FIRST, months_later(FIRST, months) - timedelta(days=1))


def test_a_view_that_fits_no_longer_leads_nowhere_and_says_why() -> None:
    for view, why in (
        (SavedView("x", "no-such-page"), "The page that it shows is no longer there"),
        (SavedView("x", "incidents", "colour=blue"), "There is no filter called 'colour'"),
        (SavedView("x", "incidents", "", "Last 7 months"), "There is no period called 'Last 7 months'"),
    ):
        found = entry(whole(), view, PAGES)
        assert found.parameters is None and found.trouble.startswith(why)


def test_what_no_incident_of_the_edition_has_is_named_and_the_link_stays() -> None:
    asked = "division=Surgery&division=Old+name&drug_class=Insulins&class=chapter"
    found = entry(whole(), SavedView("x", "incidents", asked), PAGES)
    assert found.trouble == "No incident of this edition is of division 'Old name' and drug class 'Insulins'."
    assert found.parameters


def test_a_view_is_numbered_among_those_on_the_agenda() -> None:
    views = [
        SavedView("A", "incidents", number=8, position=1),
        SavedView("B", "incidents", number=3, position=5),
        SavedView("C", "incidents", number=4),
    ]
    found = place_on_agenda(views, "3")
    assert found and (found[0], [view.name for view in found[1]]) == (1, ["A", "B"])
    assert not any(place_on_agenda(views, each) for each in ("4", "99", "three", "3٣", "9" * 5000))


def test_a_name_is_suggested_and_fits() -> None:
    asked = IncidentFilter(drug_class=("Insulins",), division=("Surgery",))
    assert (
        suggested_name("Drug classes", asked, "Last 12 months")
        == "Drug classes: Insulins, Surgery, last 12 months"
    )
    assert suggested_name("Overview", EVERYTHING, "") == "Overview"
    assert len(suggested_name("Incidents", IncidentFilter(medicine=("x" * 90,)), "")) == 80
