"""Titles, sentences and captions follow the classing that is asked for; what they count is written here by hand."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from dashboard.domain.dated import DatedKind
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.medicines import ClassBy
from dashboard.domain.rows import (
    ClassCount,
    ClassMedicineCount,
    CoveredMonth,
    DatedRow,
    EditionFacts,
    GivenInstead,
    HarmCount,
    LeftOutOfMonths,
    MonthClassCount,
)
from dashboard.extracts.medicines import reference
from dashboard.findings import class_ranking, classes
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.findings.given_instead import pairs_given_instead

JAN, FEB = date(2025, 1, 1), date(2025, 2, 1)
FACTS = EditionFacts(
    1, datetime(2025, 4, 2), "0", False, "Trust", 30, date(2025, 4, 1), JAN, FEB, 10, 0, 0, "datix", False
)
ANALGESICS, ANTICOAGULANTS = "4.7 Analgesics", "2.8 Anticoagulants and protamine"


def asking(asked: str, incidents: int = 10, **rows: list[Any]) -> Asking:
    known: dict[str, list[Any]] = {
        "edition_facts": [FACTS],
        "covered_months": [CoveredMonth(month, "datix", 1, True) for month in (JAN, FEB)],
        "incidents_left_out_of_months": [LeftOutOfMonths(incidents, 0, 0)],
    } | rows
    return Asking(
        lambda name, _: known.get(name, []), EditionSeen(1, None, None), IncidentFilter.from_query(asked)
    )


def by_section(asked: str = "class=section", incidents: int = 10) -> Asking:
    return asking(
        asked,
        incidents,
        incidents_by_drug_class=[
            ClassCount(ANALGESICS, 7),
            ClassCount(ANTICOAGULANTS, 4),
            ClassCount("Only a class named", 1),
            ClassCount("No medicine named", 2),
        ],
        incidents_by_month_and_drug_class=[
            MonthClassCount(JAN, ANALGESICS, 7),
            MonthClassCount(FEB, ANTICOAGULANTS, 4),
            MonthClassCount(FEB, "No medicine named", 2),
        ],
        incidents_by_drug_class_and_medicine=[ClassMedicineCount(ANALGESICS, "morphine", 7)],
        incidents_by_harm_level=[HarmCount("Low", 7)],
    )


def test_sections_are_said_as_the_nhsbsa_bnf_classification() -> None:
    asked = by_section()
    found = classes.class_ranking(asked, 10)
    ranked, pareto = class_ranking.ranked_picture(asked, found), class_ranking.pareto_picture(asked, found)
    trends = classes.trends_picture(asked, classes.class_trends(asked))
    inside = class_ranking.medicines_picture(asked, ANALGESICS)
    assert [picture.title for picture in (ranked, pareto, trends, inside)] == [
        "Incidents involving each BNF section (NHSBSA BNF classification)",
        "Which BNF sections make up most incidents (NHSBSA BNF classification)",
        "Incidents by month involving each BNF section (NHSBSA BNF classification), on one scale",
        "Medicines in the BNF section 4.7 Analgesics (NHSBSA BNF classification)",
    ]
    assert [picture.table.columns[0] for picture in (ranked, pareto, trends)] == ["BNF section"] * 3
    assert ranked.sentence == (
        "Among 10 incidents the largest BNF sections are 4.7 Analgesics (7) and 2.8 Anticoagulants and protamine (4); 2 incidents (20 %) name no "
        "medicine."
    )
    assert pareto.sentence == "It takes all 2 BNF sections to make up 80 % of the incidents counted in any."
    assert trends.sentence == (
        "No BNF section has enough for limits here, so none can be said to stand out or not: look at the counts."
    )
    assert inside.sentence == "7 incidents involved 4.7 Analgesics: morphine 7."
    assert classes.title_of(asked) == "BNF sections of the medicines involved (NHSBSA BNF classification)"


@pytest.mark.parametrize(
    ("class_by", "title", "columns"),
    [
        ("curated", "Incidents involving each drug class", "Drug class"),
        ("chapter", "Incidents involving each BNF chapter (NHSBSA BNF classification)", "BNF chapter"),
        ("high_risk", "Incidents involving each high-risk group", "High-risk group"),
        ("local", "Incidents involving each local group", "Local group"),
    ],
)
def test_titles_and_headings_follow_the_classing(class_by: str, title: str, columns: str) -> None:
    asked = by_section(f"class={class_by}")
    picture = class_ranking.ranked_picture(asked, classes.class_ranking(asked, 10))
    assert (picture.title, picture.table.columns[0]) == (title, columns)


@pytest.mark.parametrize(
    ("class_by", "words"),
    [
        ("curated", "One incident can involve several medicines, so classes add up to more than 10."),
        ("section", "One incident can involve several medicines, so BNF sections add up to more than 10."),
        ("chapter", "One incident can involve several medicines, so BNF chapters add up to more than 10."),
        (
            "high_risk",
            "One incident can involve several medicines, and a medicine can be in several groups, so high-risk groups add up "
            "to more than 10.",
        ),
    ],
)
def test_under_every_class_chart_stands_that_classes_add_up_to_more(class_by: str, words: str) -> None:
    asked = by_section(f"class={class_by}")
    found = classes.class_ranking(asked, 10)  # 7 + 4 + 1 + 2
    trends = classes.trends_picture(asked, classes.class_trends(asked))  # 7 + 4 + 2
    for picture in (
        class_ranking.ranked_picture(asked, found),
        class_ranking.pareto_picture(asked, found),
        trends,
    ):
        assert words in picture.caption, picture.key


def test_nothing_is_said_of_adding_up_where_it_is_not_so() -> None:
    asked = by_section(incidents=13)
    found = classes.class_ranking(asked, 14)
    trends = classes.trends_picture(asked, classes.class_trends(asked))
    for picture in (
        class_ranking.ranked_picture(asked, found),
        class_ranking.pareto_picture(asked, found),
        trends,
    ):
        assert "add up" not in " ".join((picture.caption, *picture.how)), picture.key
    assert classes.adds_up_words(classes.class_ranking(asked, 13), ClassBy.SECTION) != ""


def test_a_class_name_inside_a_sentence() -> None:
    for name, said in (
        ("Opioids", "opioids"),
        ("NSAIDs", "NSAIDs"),
        ("NSAIDs, gout and rheumatology medicines", "NSAIDs, gout and rheumatology medicines"),
        ("Parkinson's medicines", "Parkinson's medicines"),
        (ANALGESICS, ANALGESICS),
    ):
        assert classes.in_sentence(name) == said


def test_local_groups_that_nobody_has_made_are_said() -> None:
    asked = asking("class=local", incidents_by_drug_class=[ClassCount("In no local group", 10)])
    found = classes.class_ranking(asked, 10)
    assert found.ranked == () and [item.name for item in found.apart] == ["In no local group"]
    assert class_ranking.ranked_picture(asked, found).sentence == "No incident is in a local group."
    assert classes.nothing_classed(asked).startswith("No medicine of a local group is named.")


def test_a_dated_record_of_a_curated_class_is_drawn_whatever_other_class_is_asked_for() -> None:
    record = DatedRow(DatedKind.ANNOTATION.value, FEB, "New chart", "", "", None, None, "Insulins")
    for asked, drawn in (
        ("", 1),
        ("drug_class=Insulins", 1),
        ("drug_class=Opioids", 0),
        ("class=high_risk&drug_class=Opioids", 1),
    ):
        period = "from=2025-01&until=2025-02"
        assert len(asking(f"{period}&{asked}", dated_records=[record]).happened) == drawn, asked


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [
        ([], "No incident of this period names both a medicine that was given and another that was intended."),
        ([("a", "b", 1)], "1 pair of medicines was recorded, one given where the other was intended: a instead of b, in one incident."),
        ([("a", "b", 1), ("b", "a", 1)], "2 pairs of medicines were recorded, one given where the other was intended: each in one incident."),
        (
            [("a", "b", 1200), ("b", "a", 2)],
            "2 pairs of medicines were recorded, one given where the other was intended; most often a instead of b (1,200 incidents).",
        ),
        (
            [("a", "b", 3), ("b", "a", 3), ("c", "a", 1)],
            "3 pairs of medicines were recorded, one given where the other was intended; most often a instead of b and b instead of a "
            "(3 incidents each).",
        ),
    ],
)  # fmt: skip
def test_pairs_given_instead_are_said(pairs: list[tuple[str, str, int]], sentence: str) -> None:
    rows = [GivenInstead(*pair) for pair in pairs]
    found = pairs_given_instead(asking("", medicines_given_instead_of_intended=rows), lambda *_: False)
    assert found.sentence == sentence
    assert tuple(row[:3] for row in found.table.rows) == tuple(pairs)


def test_a_pair_that_is_a_known_look_alike_is_said_to_be_one() -> None:
    rows = [GivenInstead("morphine", "hydromorphone", 1), GivenInstead("aspirin", "warfarin", 1)]
    found = pairs_given_instead(
        asking("", medicines_given_instead_of_intended=rows), reference().are_look_alikes
    )
    assert found.sentence.endswith("each in one incident. 1 pair is a known look-alike or sound-alike.")
    assert [row[3] for row in found.table.rows] == ["yes", ""]


def by_month(**classes_of: list[int]) -> Asking:
    """Curated classes with these counts in the months from January 2025 on."""
    months = [date(2025, n, 1) for n in range(1, 1 + max(len(counts) for counts in classes_of.values()))]
    counts = {name.replace("_", " "): each for name, each in classes_of.items()}
    facts = EditionFacts(
        1,
        datetime(2026, 4, 2),
        "0",
        False,
        "Trust",
        30,
        date(2026, 4, 1),
        JAN,
        months[-1],
        10,
        0,
        0,
        "datix",
        False,
    )
    return asking(
        "",
        edition_facts=[facts],
        covered_months=[CoveredMonth(month, "datix", 1, True) for month in months],
        incidents_by_drug_class=[ClassCount(name, sum(each)) for name, each in counts.items()],
        incidents_by_month_and_drug_class=[
            MonthClassCount(month, name, count)
            for name, each in counts.items()
            for month, count in zip(months, each, strict=True)
        ],
    )


USUAL, RARE = [10, 12, 11, 10, 12, 11, 10, 12], [1, 0, 1, 0, 0, 1, 0, 3]
HIGH = [10, 12, 11, 10, 12, 11, 10, 40]


@pytest.mark.parametrize(
    ("months", "sentence", "largest"),
    [
        (
            {"Insulins": RARE},
            "No drug class has enough for limits here, so none can be said to stand out or not: look at the counts.",
            "Among 200 incidents the only drug class is insulins (6); every incident names a medicine.",
        ),
        (
            {"Opioids": USUAL, "Insulins": RARE},
            "Nothing in the one drug class that has limits stands out in the last 6 complete months.",
            "Among 200 incidents the largest classes are opioids (88) and insulins (6); no class shows an unusual trend; every incident names a "
            "medicine.",
        ),
        (
            {"Opioids": USUAL, "Antibacterials": USUAL, "Insulins": RARE},
            "None of the 2 drug classes that have limits stands out in the last 6 complete months.",
            "Among 200 incidents the largest classes are antibacterials (88), opioids (88) and insulins (6); no class shows an unusual trend; every "
            "incident names a medicine.",
        ),
        (
            {"Opioids": HIGH, "Heart_medicines": HIGH},
            "Heart medicines stand out: 40 in August",
            "Among 200 incidents the largest classes are heart medicines (116) and opioids (116); opioids (in August 2025) also had more than "
            "usual; every incident names a medicine.",
        ),
    ],
)
def test_only_a_class_with_limits_is_said_not_to_stand_out(
    months: dict[str, list[int]], sentence: str, largest: str
) -> None:
    """A ward's insulins may go from 2 to 12 a month where no class has limits: that nothing stands out would be false."""
    asked = by_month(**months)
    trends = classes.class_trends(asked)
    assert classes.standing_out_sentence(asked, trends).startswith(sentence)
    assert classes.largest_sentence(classes.class_ranking(asked, 200), trends, ClassBy.CURATED) == largest


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ([9], "Only one drug class is named."),
        ([9, 1], "The largest of 2 classes alone makes up at least 80 % of the incidents counted in any."),
        ([5, 4, 1], "The 2 largest of 3 classes make up at least 80 % of the incidents counted in any."),
        ([4, 3, 3], "It takes all 3 classes to make up 80 % of the incidents counted in any."),
    ],
)
def test_how_many_classes_make_up_most(counts: list[int], sentence: str) -> None:
    rows = [ClassCount(f"Class {place}", count) for place, count in enumerate(counts)]
    asked = asking("", incidents_by_drug_class=rows)
    assert class_ranking.pareto_picture(asked, classes.class_ranking(asked, 10)).sentence == sentence


def _answers(of: Asking, left_out: LeftOutOfMonths) -> Callable[[str, IncidentFilter], list[Any]]:
    return lambda name, asked: (
        [left_out] if name == "incidents_left_out_of_months" else of.answer(name, asked)
    )


def test_a_class_that_is_asked_for_stands_alone_in_the_trends() -> None:
    """Of incidents that involved insulins two involved opioids too: to draw those months would read as hardly any opioids at all."""
    both = by_month(Insulins=USUAL, Opioids=[0, 0, 0, 0, 2, 0, 0, 0])
    asked = both.of(
        IncidentFilter(drug_class=("Insulins",)), answer=_answers(both, LeftOutOfMonths(88, 0, 0)), _kept={}
    )
    trends = classes.class_trends(asked)
    picture = classes.trends_picture(asked, trends)
    assert [series.name for series in trends.series] == ["Insulins"]
    assert picture.title == "Incidents by month involving insulins"
    assert picture.caption == "In August 2025 (drug class: Insulins): Insulins 12, usual 8 to 14."
    assert "Opioids" not in str(picture.table)
    across = picture.figure.layout["xaxis"]["domain"]
    assert tuple(across) == (0, 1), "one picture alone is as wide as the page"
    assert classes.largest_sentence(
        classes.class_ranking(asked, 88), trends, ClassBy.CURATED, asked.about()
    ) == (
        "Among 88 incidents (drug class: Insulins) the largest classes are insulins (88) and opioids (2); no class shows an unusual trend; "
        "every incident names a medicine."
    )
    two = both.of(IncidentFilter(drug_class=("Insulins", "Opioids")))
    assert classes.trends_picture(two, classes.class_trends(two)).title == (
        "Incidents by month involving each drug class that is asked for, on one scale"
    )


def test_a_month_inside_the_usual_range_stands_out_for_a_reason_that_is_said() -> None:
    """Mean 197/12 = 16.42, mean moving range 76/11 = 6.91; times 2.66 it is 18.38: 0 to 34.80, and close to it from 28.67 on."""
    asked = by_month(Insulins=[14, 12, 12, 12, 7, 15, 13, 7, 29, 35, 31, 10])
    assert classes.standing_out_sentence(asked, classes.class_trends(asked)) == (
        "Insulins stood out: 31 in November, within the usual 0 to 34 but part of three months of which two or more are close to a limit; "
        "December had 10, within the usual range."
    )
