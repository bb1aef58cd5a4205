"""The first screen as a whole, on fourteen months made up here: its links, its caveats, its table and what it says once."""

from datetime import date, datetime
from typing import Any

import pytest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import last_day, months_later
from dashboard.domain.rows import (
    ClassCount,
    CoveredMonth,
    EditionFacts,
    ErrorTypeCount,
    HarmCount,
    LeftOutOfMonths,
    MonthClassCount,
    MonthHarmCount,
    MonthRate,
    PlaceRate,
    StageCount,
)
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.findings.overview import READ_BY_ALL, Overview, overview
from dashboard.findings.rates import no_bed_days
from dashboard.views.summary_table import as_html

JANUARY, TODAY = date(2025, 1, 1), date(2026, 4, 14)
MONTHS = [months_later(JANUARY, n) for n in range(14)]
NEWEST = MONTHS[-1]
FACTS = EditionFacts(
    3, datetime(2026, 4, 2), "0", False, "Northgate", 30, date(2026, 4, 1), JANUARY, NEWEST, 700, 0, 0, "datix", True
)  # fmt: skip
RATES = [50, 54] * 7
"""Mean 52, ranges 4: 52 +- 2.66 x 4, which is 41.4 to 62.6."""
MODERATE = [6, 8] * 7
"""Mean 7, ranges 2: 7 +- 5.32, which whole numbers 2 to 12 lie in."""
INSULINS = [8, 16] * 6 + [60, 8]
"""Mean 212 / 14 = 15.1; ranges eleven times 8, then 44 and 52, of which 52 alone is screened out (3.267 x 184 / 13 = 46.2): 15.1 +- 2.66 x
132 / 12, up to 44.4. January 2026 is outside, the newest month inside."""
OPIOIDS = [12, 10] * 7


def by_class(name: str, counts: list[int]) -> list[MonthClassCount]:
    return [MonthClassCount(month, name, count) for month, count in zip(MONTHS, counts, strict=True)]


def asking(insulins: str = "Insulins", **rows: list[Any]) -> Asking:
    known: dict[str, list[Any]] = {
        "edition_facts": [FACTS],
        "covered_months": [CoveredMonth(month, "datix", 1, True) for month in MONTHS],
        "incidents_left_out_of_months": [LeftOutOfMonths(728, 0, 0)],
        "reporting_rate_by_month": [
            MonthRate(month, count, 1000.0, float(count), count - 5.0, count + 5.0)
            for month, count in zip(MONTHS, RATES, strict=True)
        ],
        "incidents_by_month_and_harm_level": [
            MonthHarmCount(month, "Moderate", count) for month, count in zip(MONTHS, MODERATE, strict=True)
        ],
        "incidents_by_harm_level": [HarmCount("Moderate", 98), HarmCount("No harm", 630)],
        "incidents_by_month_and_drug_class": [*by_class(insulins, INSULINS), *by_class("Opioids", OPIOIDS)],
        "incidents_by_drug_class": [
            ClassCount(insulins, 212), ClassCount("Opioids", 154), ClassCount("No medicine named", 182),
        ],
    } | rows  # fmt: skip
    period = IncidentFilter(from_=JANUARY, until=last_day(NEWEST))
    return Asking(lambda name, _: known.get(name, []), EditionSeen(3, datetime(2026, 4, 3), None), period)


def seen(**rows: list[Any]) -> Overview:
    return overview(asking(**rows), TODAY)


def test_the_list_is_that_of_the_newest_month_and_a_class_leads_to_itself() -> None:
    _, _, harmful, standing_out, *_ = seen().sentences
    assert harmful.asked
    assert (harmful.page, harmful.asked.query()) == (
        "incidents", "from=2026-02-01&until=2026-02-28&harm=Moderate&harm=Severe&harm=Fatal",
    )  # fmt: skip
    assert standing_out.asked
    assert (standing_out.page, standing_out.link, standing_out.asked.drug_class) == (
        "drug-classes", "Insulins", ("Insulins",),
    )  # fmt: skip


def test_without_any_in_the_newest_month_no_empty_list_is_opened() -> None:
    none = [MonthHarmCount(month, "Moderate", 6) for month in MONTHS[:-1]]
    found = seen(incidents_by_month_and_harm_level=none).sentences[2]
    assert (found.page, found.asked) == ("harm-levels", None)


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ({"incidents_by_error_type": [ErrorTypeCount("Omitted dose", 20)]}, "; 20 of the 60 were recorded as omitted dose"),
        (
            {
                "incidents_by_error_type": [ErrorTypeCount("Not recorded", 41), ErrorTypeCount("Wrong dose", 19)],
                "incidents_by_medication_stage": [StageCount("Administration", 45)],
            },
            "; 45 of the 60 were at the stage administration",
        ),
        ({"incidents_by_medication_stage": [StageCount("Administration", 19)]}, ""),
    ],
)  # fmt: skip
def test_a_class_that_stands_out_says_what_its_incidents_are(kinds: dict[str, list[Any]], words: str) -> None:
    """A kind is named from a third of the 60 on: 20. The commonest stage where no error type is."""
    assert seen(**kinds).sentences[3].text == (
        f"Insulins stood out: 60 in January, where 0 to 44 is usual{words}; February had 8, within the usual range."
    )


def test_wards_are_named_where_two_have_at_least_half() -> None:
    def ward(name: str, incidents: int) -> PlaceRate:
        return PlaceRate("Northgate", "Medicine", name, incidents, None, 1, None, None, None)

    def words(*counts: int) -> str:
        places = [ward(f"Ward {place}", count) for place, count in enumerate(counts, 1)]
        errors = [ErrorTypeCount("Omitted dose", 20)]
        return seen(incidents_by_error_type=errors, incidents_and_bed_days_by_place=places).sentences[3].text

    assert "recorded as omitted dose, 10 of them on Ward 2 and Ward 3; February" in words(1, 6, 4, 3)
    assert "recorded as omitted dose; February" in words(1, 5, 4, 3)


def test_the_data_say_what_they_cannot_tell_in_one_line() -> None:
    """182 of 728 is a quarter. March is not over for thirty days yet."""
    march = CoveredMonth(date(2026, 3, 1), "datix", 1, True)
    covered = [*(CoveredMonth(month, "datix", 1, True) for month in MONTHS), march]
    left_out = [LeftOutOfMonths(728, 3, 1)]
    assert seen(covered_months=covered, incidents_left_out_of_months=left_out).caveats == (
        "These are incidents that staff recorded, not all that happened. More recording is not less safety. Classes leave out the "
        "25 % that name no medicine. March 2026 is still filling up and left out of limits and sentences. 3 incidents with a year "
        "only left out of months. 1 incident without a date that can be read."
    )


def test_what_a_month_holds_that_is_still_filling_up_is_told() -> None:
    """Who has stored 59 incidents and reads of 50 looks for 9."""
    march = date(2026, 3, 1)
    rates = [MonthRate(month, 10, None, None, None, None) for month in (*MONTHS, march)]
    rates[-1] = MonthRate(march, 9, None, None, None, None)
    covered = [CoveredMonth(month, "datix", 1, True) for month in (*MONTHS, march)]
    told = "The month that is still filling up holds 9 incidents so far."
    assert told in seen(covered_months=covered, reporting_rate_by_month=rates).caveats
    assert "so far" not in seen(covered_months=covered).caveats  # it holds none that is known


def test_what_is_said_above_is_not_said_again_over_its_picture() -> None:
    found = seen()
    assert [found.is_said_above(picture) for picture in found.pictures] == [False, True, True]


def test_the_sixth_sentence_of_a_download_has_what_the_page_lists() -> None:
    found = seen()
    *_, last = found.sentences
    assert last.text == f"For you to look at: {found.parts[0].text}." and len(found.parts) == 1
    assert found.parts[0].text.startswith(
        "1 of 4 measures of reporting, harm and classes was unusual with no annotation, series break or learning card near: insulins"
    )


def test_who_may_not_act_is_sent_nowhere() -> None:
    asked = asking().of(asking().asked, may_act=False)
    assert [part.page for part in overview(asked, TODAY).parts] == [""]
    assert "alerts?alert=3".startswith(READ_BY_ALL) and "learning-cards?card=3".startswith(READ_BY_ALL)
    assert not "upload?part=Words".startswith(READ_BY_ALL)


def test_who_cannot_add_bed_days_is_not_sent_where_they_are_added() -> None:
    officer, other = (no_bed_days(asking().of(asking().asked, may_act=acts)) for acts in (True, False))
    assert officer == "No bed days yet: counts only. Add occupied bed days under Wards and activity."
    assert other == "No bed days yet: counts only."


def test_the_table_has_the_measures_of_the_sentences() -> None:
    """Averages: 728 / 14; 98 / 14; 212 / 14; 154 / 14 with ranges of 2."""
    summary = seen().summary
    assert summary and summary.month == "February 2026"
    assert [
        (row.name, row.newest, row.average, row.usual, row.months, row.words) for row in summary.rows
    ] == [
        (
            "Reporting rate, per 1,000 occupied bed days",
            "54.0",
            "52.0",
            "41.4 to 62.6",
            "14",
            "Usual variation",
        ),
        ("Moderate and above", "8", "7", "2 to 12", "14", "Usual variation"),
        ("Insulins", "8", "15.1", "0 to 44", "14", "Usual variation"),
        ("Opioids", "10", "11", "6 to 16", "14", "Usual variation"),
    ]
    assert seen(covered_months=[]).summary is None


def test_a_class_of_somebodys_own_words_is_no_markup() -> None:
    summary = overview(asking('<img src=x onerror="alert(1)">'), TODAY).summary
    assert summary
    html = as_html(summary)
    assert "<img src=x" not in html and 'onerror="' not in html
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;</a>" in html
    assert 'href="drug-classes?from=2025-01-01&amp;until=2026-02-28&amp;drug_class=Opioids"' in html
    assert 'href="drug-classes?edition=3&amp;from=2025-01-01&amp;' in as_html(summary, [("edition", "3")])
