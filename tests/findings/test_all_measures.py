"""All measures at a glance, on fourteen months made up here; limits are worked out by hand beside each series."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.periods import last_day, months_later
from dashboard.domain.rows import (
    CoveredMonth,
    DatedRow,
    EditionFacts,
    HarmCount,
    LeftOutOfMonths,
    MonthClassCount,
    MonthCompleteness,
    MonthHarmCount,
    MonthRate,
)
from dashboard.findings import classes, harm, measures, quality, rates
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.findings.by_chance import by_chance
from dashboard.measures.at_a_glance import Order
from dashboard.measures.months import Months, MonthState
from dashboard.measures.series import judge
from dashboard.stats import Variation

JANUARY = date(2025, 1, 1)
MONTHS = [months_later(JANUARY, n) for n in range(14)]
FACTS = EditionFacts(
    1, datetime(2026, 4, 2), "0", False, "Trust", 30, date(2026, 4, 1), JANUARY, MONTHS[-1], 700, 0, 0, "datix", True
)  # fmt: skip

RATES = [50, 52] * 6 + [50, 70]
"""Mean 732 / 14; of 13 ranges twelve are 2 and the last, 20, is screened out: 52.29 +- 2.66 x 2."""
MODERATE = [6, 8] * 6 + [6, 0]
"""Mean 90 / 14; ranges twelve times 2 and once 6, none screened (3.267 x 30 / 13 is 7.5): 6.43 +- 2.66 x 30 / 13."""
NO_MEDICINE = [5, 6] * 7
"""Of 50 incidents each: 10 % and 12 %, mean 11, ranges 2: 11 +- 5.32."""
OPIOIDS = [12, 10] * 7
"""Mean 11, ranges 2."""
ANTIBACTERIALS = [20, 22] * 3 + [20] + [16, 17] * 3 + [16]
"""Mean 261 / 14 = 18.6: the last seven are below it, and 16 is not close to the lower limit (18.6 - 2.66 x 22 / 13 = 14.1)."""


def by_class(name: str, counts: list[int]) -> list[MonthClassCount]:
    return [MonthClassCount(month, name, count) for month, count in zip(MONTHS, counts, strict=True)]


def asking(moderate: list[int] = MODERATE, **rows: list[Any]) -> tuple[Asking, list[str]]:
    """An asking of these months, and the names of what it asks, as it asks them."""
    known: dict[str, list[Any]] = {
        "edition_facts": [FACTS],
        "covered_months": [CoveredMonth(month, "datix", 1, True) for month in MONTHS],
        "incidents_left_out_of_months": [LeftOutOfMonths(700, 0, 0)],
        "reporting_rate_by_month": [
            MonthRate(month, count, 1000.0, float(count), count - 5.0, count + 5.0)
            for month, count in zip(MONTHS, RATES, strict=True)
        ],
        "incidents_by_month_and_harm_level": [
            MonthHarmCount(month, "Moderate", count) for month, count in zip(MONTHS, moderate, strict=True)
        ],
        "incidents_by_harm_level": [HarmCount("Moderate", sum(moderate))],
        "completeness_by_month": [
            row
            for month, missing in zip(MONTHS, NO_MEDICINE, strict=True)
            for row in (
                MonthCompleteness(month, "Harm level", 50, 45),
                MonthCompleteness(month, "Medicine", 50, 50 - missing),
            )
        ],
        "incidents_by_month_and_drug_class": [
            *by_class("Antibacterials", ANTIBACTERIALS),
            *by_class("Opioids", OPIOIDS),
            *by_class("Insulins", [1] * 14),
            *by_class("No medicine named", NO_MEDICINE),
        ],
    } | rows
    asked: list[str] = []

    def answer(name: str, _: IncidentFilter) -> list[Any]:
        asked.append(name)
        return known.get(name, [])

    period = IncidentFilter(from_=JANUARY, until=last_day(MONTHS[-1]))
    return Asking(answer, EditionSeen(1, None, None), period), asked


def a_break(month: date) -> DatedRow:
    return DatedRow("break", month, "New form", "", "", None, None, None)


def table_of(*args: Any, **rows: list[Any]) -> dict[object, dict[str, object]]:
    found = measures.table(measures.all_measures(asking(*args, **rows)[0]))
    return {row[0]: dict(zip(found.columns, row, strict=True)) for row in found.rows}


def test_each_measure_has_its_newest_month_and_its_limits() -> None:
    rows = table_of()
    assert list(rows) == [
        "Reporting rate", "Moderate and above", "Harm not yet recorded", "No medicine named", "Antibacterials", "Opioids",
        "Insulins",
    ]  # fmt: skip
    limits = {
        "Reporting rate": (70.0, 732 / 14, 732 / 14 - 5.32, 732 / 14 + 5.32, 20.0),
        "Moderate and above": (
            0.0,
            90 / 14,
            90 / 14 - 2.66 * 30 / 13,
            90 / 14 + 2.66 * 30 / 13,
            -6.0,
        ),
        "No medicine named": (12.0, 11.0, 5.68, 16.32, 2.0),
        "Antibacterials": (16.0, 261 / 14, 261 / 14 - 2.66 * 22 / 13, 261 / 14 + 2.66 * 22 / 13, -1.0),
        "Opioids": (10.0, 11.0, 5.68, 16.32, -2.0),
    }
    for name, expected in limits.items():
        row = rows[name]
        seen = [row[each] for each in ("Latest", "Average", "Lower limit", "Upper limit", "Change")]
        assert seen == pytest.approx(expected, abs=1e-9), name
        assert (row["Months"], row["Month"], row["Target"]) == (14, "February 2026", "none")
        assert row["About the limits"] == ""
    assert [rows[name]["Unit"] for name in ("Reporting rate", "No medicine named", "Opioids")] == [
        "Per 1,000 occupied bed days", "% of incidents", "Incidents",
    ]  # fmt: skip


def test_each_newest_month_is_said_in_words() -> None:
    assert {name: row["Newest month"] for name, row in table_of().items()} == {
        "Reporting rate": "Higher than usual: outside the process limits",
        "Moderate and above": "Lower than usual: outside the process limits; fewer incidents of moderate harm and above is better",
        "Harm not yet recorded": "Not enough to judge",
        "No medicine named": "Usual variation",
        "Antibacterials": "Lower than usual: part of seven months in a row on one side of the average",
        "Opioids": "Usual variation",
        "Insulins": "Not enough to judge",
    }


def test_without_limits_no_limit_is_given_and_the_reason_is() -> None:
    rows = table_of()
    assert (
        rows["Harm not yet recorded"]["About the limits"]
        == "No two months differ, so there are no limits: nothing shows how much they vary."
    )
    assert (
        rows["Insulins"]["About the limits"]
        == "Drawn without limits: on average 1.0 incidents a month; below 4, limits on a month give false signals."
    )
    for name in ("Harm not yet recorded", "Insulins"):
        row = rows[name]
        assert [row[each] for each in ("Average", "Lower limit", "Upper limit")] == [None] * 3
        assert (row["Latest"], row["Change"]) == ({"Insulins": 1.0, "Harm not yet recorded": 10.0}[name], 0.0)


def test_icons_judge_moderate_and_above_alone() -> None:
    def kinds(moderate: list[int]) -> list[Variation | None]:
        return [row.measure.variation for row in measures.all_measures(asking(moderate)[0])]

    usual, high, low = Variation.COMMON_CAUSE, Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW
    assert kinds(MODERATE) == [high, Variation.IMPROVEMENT_LOW, None, usual, low, usual, None]
    assert kinds([*MODERATE[:-1], 30]) == [high, Variation.CONCERN_HIGH, None, usual, low, usual, None]
    assert kinds([*MODERATE[:-1], 8])[1] == usual


def test_an_icon_says_its_measure() -> None:
    icons = [row.icon.words for row in measures.all_measures(asking()[0])]
    assert icons[:3] == [
        "Higher than usual",
        "Lower than usual: fewer incidents of moderate harm and above is better",
        "Not enough to judge",
    ]


def names(order: Order, moderate: list[int] = MODERATE) -> list[str]:
    return [row.measure.name for row in measures.in_order(measures.all_measures(asking(moderate)[0]), order)]


def test_what_to_look_at_comes_first() -> None:
    assert names(Order.CONCERN) == [
        "Reporting rate", "Antibacterials", "Moderate and above", "No medicine named", "Opioids", "Harm not yet recorded",
        "Insulins",
    ]  # fmt: skip
    assert names(Order.CONCERN, [*MODERATE[:-1], 30])[0] == "Moderate and above"


def test_by_name_and_by_change() -> None:
    assert names(Order.NAME) == [
        "Antibacterials", "Harm not yet recorded", "Insulins", "Moderate and above", "No medicine named", "Opioids",
        "Reporting rate",
    ]  # fmt: skip
    # 20 of 10.64, 6 of 12.28, 2 of 10.64 (twice), 1 of 9.00; then those without limits as they came
    assert names(Order.CHANGE) == [
        "Reporting rate", "Moderate and above", "No medicine named", "Opioids", "Antibacterials", "Harm not yet recorded",
        "Insulins",
    ]  # fmt: skip


def test_limits_are_those_since_the_last_break() -> None:
    """From July 2025: eight months of 12 and 10 in turn, so mean 11 as before, and trial limits."""
    row = table_of(dated_records=[a_break(date(2025, 7, 1))])["Opioids"]
    assert (row["Months"], row["Average"]) == (8, pytest.approx(11))
    assert row["About the limits"] == "Trial limits: fewer than 12 complete months."


def test_a_break_at_the_newest_month_leaves_nothing_to_judge_it_by() -> None:
    row = table_of(dated_records=[a_break(MONTHS[-1])])["Opioids"]
    assert (row["Newest month"], row["Change"], row["Average"]) == ("Not enough to judge", None, None)
    assert (
        row["About the limits"]
        == "Only the months since the break of February 2026 are judged. Drawn without limits: 1 complete month, and limits need at least 6."
    )


def test_a_gap_before_the_newest_month_leaves_no_change() -> None:
    covered = [CoveredMonth(month, "datix", 1, True) for month in MONTHS if month != MONTHS[-2]]
    assert table_of(covered_months=covered)["Opioids"]["Change"] is None


def test_a_month_before_that_is_covered_in_part_leaves_no_change() -> None:
    covered = [CoveredMonth(month, "datix", 1, month != MONTHS[-2]) for month in MONTHS]
    row = table_of(covered_months=covered)["Opioids"]
    assert (row["Latest"], row["Change"], row["Months"]) == (10.0, None, 13)


def test_the_sentence_names_what_is_unusual() -> None:
    def sentence(**rows: list[Any]) -> str:
        return measures.at_a_glance_sentence(measures.all_measures(asking(**rows)[0]))

    assert sentence() == (
        "Of 5 measures that have limits, 3 are unusual in their newest month: Reporting rate (higher than usual), Moderate "
        "and above (lower than usual) and Antibacterials (lower than usual); 2 more have too few to judge."
    )
    rows = measures.all_measures(asking()[0])
    few = [row for row in rows if row.measure.judged is None]
    named = {row.measure.name: row for row in rows}
    assert measures.at_a_glance_sentence([named["Reporting rate"], *few]) == (
        "The one measure that has limits is unusual in its newest month: Reporting rate (higher than usual); 2 more have too "
        "few to judge."
    )
    usual = next(row for row in rows if row.side == "Usual variation")
    assert measures.at_a_glance_sentence([usual]) == (
        "The one measure that has limits is not unusual in its newest month."
    )
    five = [CoveredMonth(month, "datix", 1, True) for month in MONTHS[:5]]
    assert sentence(covered_months=five) == "None of the 7 measures has enough to judge."


def test_nothing_more_is_asked_than_the_pages_ask_and_the_series_are_theirs() -> None:
    at_a_glance, asked = asking()
    rows = measures.all_measures(at_a_glance)
    pages, asked_by_pages = asking()
    series = [
        rates.reporting(pages).series,
        harm.moderate_series(pages, harm.mix_by_month(pages)),
        *(each.series for each in quality.missing_of(pages, quality.recorded(pages))),
        *classes.class_trends(pages).series,
    ]
    assert [row.measure.series for row in rows] == series
    assert sorted(asked) == sorted(asked_by_pages)
    before = list(asked)
    measures.all_measures(at_a_glance)
    assert asked == before, "the same is asked once for a page"


def test_each_row_opens_its_own_chart() -> None:
    pictures = [row.draw() for row in measures.all_measures(asking()[0])]
    assert [picture.title for picture in pictures] == [
        "Reporting rate by month: incidents recorded per 1,000 occupied bed days",
        "Monthly incidents of moderate harm and above",
        "Harm not yet recorded: share of incidents by month",
        "No medicine named: share of incidents by month",
        "Incidents by month involving antibacterials",
        "Incidents by month involving opioids",
        "Incidents by month involving insulins",
    ]
    moderate, opioids, insulins = pictures[1], pictures[5], pictures[6]
    assert "depends on how incidents are graded" in moderate.caption
    assert opioids.sentence == "February 2026 had 10, where 6 to 16 is usual."
    assert insulins.sentence.startswith("February 2026 had 1. Drawn without limits: on average 1.0")
    assert pictures[4].sentence == (
        "February 2026 had 16, where 15 to 23 is usual. February 2026 is lower than usual: part of seven months in a row on "
        "one side of the average."
    )
    assert opioids.caption == "14 months: fewest 10 in February 2025, most 12 in January 2025."


def test_a_class_may_have_any_name() -> None:
    names = ["Reporting rate", "<b>&\"'", "Médicaments *à part*"]
    found = measures.all_measures(
        asking(incidents_by_month_and_drug_class=[row for name in names for row in by_class(name, OPIOIDS)])[
            0
        ]
    )
    assert [row.measure.name for row in found[4:]] == ["<b>&\"'", "Médicaments *à part*", "Reporting rate"]
    assert len({row.key for row in found}) == len(found)
    for row in found[4:]:
        key = row.draw().key
        assert key.isascii() and key.replace("-", "").isalnum()


def test_no_months_no_rows() -> None:
    nothing = replace(FACTS, first_month=None, last_month=None)
    empty = Asking(
        lambda name, _: [nothing] if name == "edition_facts" else [],
        EditionSeen(1, None, None),
        IncidentFilter(),
    )
    assert measures.all_measures(empty) == ()


# What chance alone would give


def chart_of(number: int, points: int = 24) -> list[Any]:
    months = Months(dict.fromkeys((months_later(JANUARY, n) for n in range(points)), MonthState.COUNTED))
    incidents = dict(zip(months.states, [10, 12] * points, strict=False))
    return [judge("A", "Incidents", months, incidents)] * number


@pytest.mark.parametrize(
    ("charts", "words"),
    [
        # 0.0163 each: 24 expect 0.39, and 1 - 0.9837^24 is 0.33
        (24, "Of 24 charts with limits, fewer than 1 would flag its newest month by chance alone: about 1 in 3 such pages "
             "would have one."),
        (6, "Of 6 charts with limits, fewer than 1 would flag its newest month by chance alone: about 1 in 10 such pages would "
            "have one."),
        (43, "Of 43 charts with limits, fewer than 1 would flag its newest month by chance alone: about 1 in 2 such pages "
             "would have one."),
        (62, "Of 62 charts with limits, about 1 would flag its newest month by chance alone."),
        (123, "Of 123 charts with limits, about 2 would flag their newest month by chance alone."),
    ],
)  # fmt: skip
def test_chance_is_said_honestly(charts: int, words: str) -> None:
    assert by_chance(chart_of(charts)) == (f"{words} This does not tell you which; look at the cases first.",)


def test_one_chart_and_none() -> None:
    assert by_chance(chart_of(1)) == (
        "The one chart that has limits would flag its newest month by chance alone about 1 time in 60. Look at the cases first.",
    )
    assert by_chance([]) == by_chance(chart_of(9, points=5)) == ()


def test_with_few_months_since_a_break_nothing_is_judged_and_chance_flags_nothing() -> None:
    at_a_glance, _ = asking(dated_records=[a_break(MONTHS[-4])])
    rows = measures.all_measures(at_a_glance)
    assert [row.measure.judged for row in rows] == [None] * len(rows)
    assert {row.measure.months for row in rows} == {4}
    assert by_chance([row.measure.series for row in rows]) == ()


def test_the_small_multiples_say_it_of_every_class_that_was_looked_at() -> None:
    at_a_glance, _ = asking()
    how = classes.trends_picture(at_a_glance, classes.class_trends(at_a_glance), most=1).how
    assert any(line.startswith("Of 2 drug classes with limits, fewer than 1 would flag") for line in how)
    rows = measures.all_measures(at_a_glance)
    assert measures.how_it_is_worked_out(at_a_glance, rows)[0].startswith(
        "Of 5 measures with limits, fewer than 1"
    )
