"""The effect of an action in words: counted by hand, and of the planted omitted insulin through a real edition."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.learning.aim import Aim, AimedAt
from dashboard.domain.periods import months_later
from dashboard.domain.reader import SINGLE_USER, Reader, Role
from dashboard.domain.rows import (
    CoveredMonth,
    DatedRow,
    DayCount,
    EditionFacts,
    FilterChoice,
    MonthCount,
    MonthHarmCount,
    MonthRate,
)
from dashboard.edition import ask, close_editions
from dashboard.findings.asking import Asking, EditionSeen
from dashboard.findings.learning.effect import NOT_BECAUSE, Effect, effect_of
from dashboard.stats import EffectVerdict
from tests.built_once import BuiltOnce

JANUARY = date(2024, 1, 1)
STEADY = [10, 12] * 6
OPIOIDS = Aim(AimedAt.INCIDENTS, "drug_class=Opioids")


def asking_of(
    counts: Sequence[int | None],
    records: Sequence[DatedRow] = (),
    *,
    all_counts: Sequence[int] | None = None,
    days: Sequence[date] = (),
    filling: int = 0,
) -> Asking:
    """A month a count from January 2024; None: no extract covers it. The last `filling` months still fill up."""
    months = [months_later(JANUARY, n) for n in range(len(counts))]
    # a listing of 31 days after the end of the newest complete month, which fills up for 30
    run_on = months_later(JANUARY, len(counts) - filling) + timedelta(31)
    facts = EditionFacts(
        1, datetime(2026, 5, 1), "0", False, "Trust", 30, run_on, JANUARY, months[-1], 0, 0, 0, "datix", False
    )  # fmt: skip
    counted = [(month, count) for month, count in zip(months, counts, strict=True) if count is not None]

    def answer(name: str, asked: IncidentFilter) -> list[Any]:
        here = counted
        if asked.drug_class is None and all_counts:
            here = list(zip(months, all_counts, strict=True))
        here = [
            pair for pair in here
            if (asked.from_ or pair[0]) <= pair[0] <= (asked.until or pair[0])
        ]  # fmt: skip
        known: dict[str, list[Any]] = {
            "edition_facts": [facts],
            "covered_months": [CoveredMonth(month, "datix", 1, True) for month, _ in counted],
            "dated_records": list(records),
            "filter_choices": [FilterChoice("location", "", "Ward 7", 1)],
            "incidents_by_month": [MonthCount(*pair) for pair in here],
            "incidents_by_month_and_harm_level": [
                MonthHarmCount(month, "Moderate", count) for month, count in here
            ],
            "reporting_rate_by_month": [
                MonthRate(month, count, None, None, None, None) for month, count in here
            ],
            "incidents_by_day": [DayCount(day, 1) for day in sorted(days)],
        }
        return known[name]

    return Asking(answer, EditionSeen(1, None, None), IncidentFilter())


def of(asking: Asking, started_on: date = date(2025, 1, 1), aim: Aim = OPIOIDS) -> Effect:
    return effect_of(asking, aim, started_on, "New chart")


def recorded(day: date, label: str, kind: str = "annotation") -> DatedRow:
    return DatedRow(kind, day, label, "", "", None, None, None, "", "", None)


def test_six_months_are_too_early_and_seven_are_told_with_what_reporting_did() -> None:
    early = of(asking_of([*STEADY, *[9] * 6]))
    assert early.sentence == "Too early to say: 6 of 7 complete months since New chart (1 January 2025)."
    found = of(asking_of([*STEADY, *[9] * 7], all_counts=[*[100, 102] * 6, *[90] * 7]))
    assert found.verdict is EffectVerdict.LOWER
    assert found.sentence == (
        "Lower than before: the newest 7 complete months lie below the average of the 12 complete months before (11); on "
        "average 9 since."
    )
    assert found.more == (
        "The count cannot say whether there were fewer errors or fewer reports: reporting of all incidents over the same months "
        "was lower than before (101 a month on average before, 90 since).",
        NOT_BECAUSE,
        "Nothing else is recorded near its start or since; what nobody recorded is not known here.",
    )
    picture = found.picture
    assert picture is not None and "needed are 12 before and 7 since" in picture.caption
    assert picture.marks_explained == (
        "Average and limits are those before 1 January 2025 alone, carried on.",
    )
    lines = {shape["name"]: shape["x0"] for shape in picture.figure.to_dict()["layout"]["shapes"]}
    assert lines == {"New chart": "2025-01-01"}
    after = [row for row in picture.table.rows if row[0] == "July 2025"]
    assert [row[3] for row in after] == [11.0], "the average of before is carried on"


def test_the_month_that_it_began_in_is_left_out_unless_on_the_first() -> None:
    asking = asking_of([*STEADY, *[9] * 7])
    assert of(asking, date(2025, 1, 15)).sentence.startswith("Too early to say: 6 of 7")
    assert of(asking, date(2025, 1, 1)).verdict is EffectVerdict.LOWER


def test_a_gap_and_a_month_that_fills_up_are_no_points() -> None:
    assert of(asking_of([*STEADY, *[9] * 7], filling=1)).sentence.startswith("Too early to say: 6 of 7")
    assert of(asking_of([*STEADY, 9, None, *[9] * 5])).sentence.startswith("Too early to say: 6 of 7")
    assert of(asking_of([*STEADY, 9, None, *[9] * 7])).verdict is EffectVerdict.LOWER


def test_too_few_before_are_not_judged_and_drawn_without_limits() -> None:
    found = of(asking_of([*STEADY[:11], *[9] * 7]), date(2024, 12, 1))
    assert found.sentence == (
        "It cannot be judged: 11 complete months before, and limits to judge by need at least 12."
    )
    assert found.picture is not None
    assert "Average" not in {trace["name"] for trace in found.picture.figure.to_dict()["data"]}


def test_a_break_since_the_start_cannot_be_told_and_others_recorded_are_named() -> None:
    broken = of(asking_of([*STEADY, *[9] * 7], [recorded(date(2025, 3, 1), "New form", "break")]))
    assert broken.sentence == (
        "It cannot be told: the series began anew since then, with New form (1 March 2025), so that before and "
        "after are not comparable."
    )
    itself = recorded(date(2025, 1, 1), "New chart")
    found = of(asking_of([*STEADY, *[9] * 7], [itself, recorded(date(2024, 12, 9), "New pharmacist")]))
    assert "Recorded near its start or since: New pharmacist (9 December 2024)." in found.more


def test_one_month_outside_is_told_and_an_unsteady_spell_before_is_too() -> None:
    found = of(asking_of([*STEADY, 0]))
    assert found.verdict is EffectVerdict.TOO_EARLY
    assert found.more == (
        "January 2025 was lower than usual: 0, where 6 to 16 is usual: a month by itself is told as what it is, and is no "
        "change that has lasted.",
    )
    spell = of(asking_of([*STEADY, *STEADY, 40, 10]), date(2026, 2, 1))
    assert spell.more[0].startswith(
        "The months before were not steady: January 2026 was higher than usual: 40"
    )


def test_moderate_and_above_has_a_direction_and_reporting_has_none() -> None:
    moderate = of(asking_of([*STEADY, *[9] * 7]), aim=Aim(AimedAt.MODERATE))
    assert moderate.more[0] == "Fewer is better, but it depends on how incidents are graded and re-graded."
    reporting = of(asking_of([*STEADY, *[9] * 7]), aim=Aim(AimedAt.REPORTING))
    assert reporting.more[0] == "A reporting rate has no good direction: more reports are not less safety."
    assert "better" not in " ".join((reporting.sentence, *reporting.more))


def rare(days: Sequence[date], months: int) -> Asking:
    counts = [
        sum(months_later(JANUARY, n) <= day < months_later(JANUARY, n + 1) for day in days)
        for n in range(months)
    ]
    return asking_of(counts, days=days)


def test_rare_incidents_are_judged_by_days_between_and_rarer_ones_are_read() -> None:
    before = [JANUARY + timedelta(n) for step in range(9) for n in (step * 40, step * 40 + 15)]
    after = [date(2025, 1, 5) + timedelta(50 * n) for n in range(8)]
    found = of(rare([*before, *after], 25))
    # eight intervals of 25 and nine of 15 days before
    assert found.sentence == (
        "Lower than before: the newest 7 intervals are longer than before; about 19 days were usual between two before (17 "
        "intervals)."
    )
    assert found.picture is not None and "better" not in found.picture.title
    six = of(rare([*before, *after[:7]], 24))
    assert six.sentence.startswith("Too early to say: 6 of 7 intervals between incidents since New chart")
    stopped = of(rare(before, 19))
    assert stopped.verdict is EffectVerdict.LOWER
    assert stopped.sentence.startswith("Lower than before: 211 days without one by 31 July 2025")
    assert of(rare(before, 18)).verdict is EffectVerdict.TOO_EARLY
    few = of(rare([*before[:4], after[0]], 20))
    assert few.sentence == (
        "Too rare to judge: 4 incidents in the 12 complete months before, 1 in 8 complete months since. Read the cases."
    )


def test_places_that_the_reader_has_no_figures_of_are_left_out() -> None:
    asking = asking_of([*STEADY, *[9] * 7])
    own = of(asking, aim=Aim(AimedAt.INCIDENTS, "location=Ward+7&location=Ward+12"))
    assert own.picture is not None and own.picture.standing.filter_words == "ward or place: Ward 7"
    other = of(asking, aim=Aim(AimedAt.INCIDENTS, "location=Ward+12"))
    assert other.picture is None and other.sentence.startswith("It aims at places")


@pytest.fixture(scope="module")
def made_up(built_once: BuiltOnce, tmp_path_factory: pytest.TempPathFactory) -> Any:
    store = built_once.copied_beside(tmp_path_factory.mktemp("effect") / "store").made_up_trust()
    yield store
    close_editions(store)


def test_the_planted_omitted_insulin_is_too_early_to_say_for_officer_and_ward_link(made_up: Any) -> None:
    """Three months of a cluster, then an action on 1 September: one complete month since, and seven are needed."""

    def by(reader: Reader) -> Asking:
        def answer(name: str, asked: IncidentFilter) -> list[Any]:
            return ask(name, asked, reader, store=made_up, edition_id=5)

        return Asking(answer, EditionSeen(5, None, None), IncidentFilter())

    aim = Aim(
        AimedAt.INCIDENTS,
        "location=Ward+7&location=Ward+12&error_type=Omitted+dose&high_risk=Insulins",
    )
    started_on = date(2026, 9, 1)
    officer = effect_of(by(SINGLE_USER), aim, started_on, "Second check")
    assert officer.sentence == (
        "Too early to say: 0 of 7 intervals between incidents since Second check (1 September 2026)."
    )
    assert officer.more[0].startswith("The intervals before were not steady.")
    ward_link = effect_of(
        by(Reader("person 7", Role.WARD_LINK, wards=("Ward 7",))), aim, started_on, "Second check"
    )
    assert ward_link.verdict is EffectVerdict.TOO_EARLY
    assert officer.picture and ward_link.picture
    assert "Ward 12" in officer.picture.caption and "Ward 12" not in ward_link.picture.caption
    not_theirs = effect_of(
        by(Reader("person 8", Role.WARD_LINK, wards=("Labour Ward",))), aim, started_on, "Second check"
    )
    assert not_theirs.picture is None
