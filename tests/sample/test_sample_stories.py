"""The planted stories and the real life of the made-up trust, found by plain counting."""

import re
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from statistics import fmean

import pytest

from tests.sample.read_sample import (
    DATIX,
    EARLIER,
    EXPECTED,
    HARM,
    HARM_WORDS,
    LFPSE,
    by,
    counted,
    csv_rows,
    datix_rows,
)


def test_newest_run_changes_the_earlier_one() -> None:
    reruns = EXPECTED["reruns"]
    before, after = ({row["Ref"]: row["Severity"] for row in datix_rows(name)} for name in (EARLIER, DATIX))
    order = HARM["datix"]
    changed = {
        ref: (order.get(before[ref], 0), order.get(after[ref], 0))
        for ref in before
        if before[ref] != after[ref]
    }
    assert sorted(ref for ref, (then, now) in changed.items() if then > now) == reruns["graded_down"]
    assert sorted(ref for ref, (then, now) in changed.items() if 0 < then < now) == reruns["graded_up"]
    assert sorted(ref for ref, (then, _) in changed.items() if then == 0) == reruns["graded_at_last"]
    assert reruns["graded_down"]
    assert reruns["graded_up"]
    assert before.keys() <= after.keys()
    assert len(after) - len(before) == reruns["new_in_newest_run"]
    late = Counter(
        row["Incident date"][3:]
        for row in {r["Ref"]: r for r in datix_rows(DATIX)}.values()
        if row["Ref"] not in before
    )
    assert late["10/2026"] == reruns["new_in_newest_run_by_month"]["2026-10"]
    assert late["09/2026"] == reruns["new_in_newest_run_by_month"]["2026-09"] > 0


def test_reporting_takes_as_long_as_it_should() -> None:
    first: dict[str, tuple[date, date]] = {}
    for row in csv_rows(LFPSE):
        occurred, reported = (date.fromisoformat(row[h]) for h in ("T005 - Event date", "Reported Date"))
        known = first.get(row["Reference"], (occurred, reported))
        first[row["Reference"]] = (occurred, min(reported, known[1]))
    days = sorted((reported - occurred).days for occurred, reported in first.values())
    assert days[0] == 0
    assert days[len(days) // 2] in (1, 2)
    assert sum(day >= 14 for day in days) / len(days) == pytest.approx(0.10, abs=0.02)
    assert sum(day >= 45 for day in days) / len(days) == pytest.approx(0.03, abs=0.01)


def test_harm_mix_is_that_of_a_trust() -> None:
    harm = by("harm")
    graded = sum(harm[word] for word in HARM_WORDS[1:])
    shares = {word: 100 * harm[word] / graded for word in HARM_WORDS[1:]}
    assert shares["No harm"] == pytest.approx(87, abs=1.5)
    assert shares["Low"] == pytest.approx(10, abs=1.2)
    assert shares["Moderate"] == pytest.approx(2.2, abs=0.4)
    assert shares["Severe"] == pytest.approx(0.4, abs=0.15)
    assert 0 < harm["Fatal"] < 8
    assert 100 * harm["Not recorded"] / len(counted()) == pytest.approx(5, abs=1)


def test_story_of_the_omitted_insulin() -> None:
    written = re.compile(
        r"insul|lant[au]s|toujeo|abasaglar|lev[ei]mir|actrapid|hum[iu]lin|tresh?iba|humalog|nov[ao]rapid|fiasp",
        re.I,
    )
    omitted: dict[str, set[str]] = defaultdict(set)
    on_two_wards: dict[str, set[str]] = defaultdict(set)
    insulins: dict[str, set[str]] = defaultdict(set)
    for row in datix_rows(DATIX):
        month = f"{row['Incident date'][6:]}-{row['Incident date'][3:5]}"
        if not written.search(row["Drug administered"]):
            continue
        insulins[month].add(row["ID"])
        if row["Medication error"] == "Omitted medicine / ingredient":
            omitted[month].add(row["ID"])
            if row["Location (exact)"] in ("Ward 7", "Ward 12"):
                on_two_wards[month].add(row["ID"])
    stories = EXPECTED["stories"]
    for name, found in (
        ("omitted_insulin_by_month", omitted),
        ("omitted_insulin_on_wards_7_and_12_by_month", on_two_wards),
    ):
        assert {month: len(found[month]) for month in stories[name]} == stories[name]
    summer = ("2026-06", "2026-07", "2026-08")
    usual = [len(insulins[month]) for month in sorted(insulins) if month not in summer]
    assert min(len(insulins[month]) for month in summer) > max(usual)
    moving = fmean(abs(one - other) for one, other in pairwise(usual))
    assert all(len(insulins[month]) > fmean(usual) + 2.66 * moving for month in summer)


def test_story_of_the_campaign() -> None:
    bed_days: Counter[str] = Counter()
    for row in csv_rows("bed_days_by_ward.csv"):
        bed_days[row["Month"]] += int(row["Occupied bed days"])
    months = sorted(bed_days)[:-1]  # October 2026 is still filling up
    recorded = by("month")
    harmed = Counter(each["month"] for each in counted().values() if each["harm"] in HARM_WORDS[2:])
    before, after = months[: months.index("2025-03")], months[months.index("2025-03") :]

    def rate(counts: dict[str, int], of: list[str]) -> float:
        return 1000 * sum(counts[month] for month in of) / sum(bed_days[month] for month in of)

    assert rate(recorded, after) / rate(recorded, before) == pytest.approx(1.12, abs=0.03)
    assert rate(harmed, after) / rate(harmed, before) == pytest.approx(1.0, abs=0.08)
    assert 7 <= rate(recorded, before) <= rate(recorded, after) <= 9


def test_story_of_electronic_prescribing() -> None:
    stories = EXPECTED["stories"]
    dose, selection = (
        stories[f"hillview_prescribing_{what}_by_month"] for what in ("wrong_dose", "selection")
    )
    found = Counter(
        f"{row['Incident date'][6:]}-{row['Incident date'][3:5]}"
        for row in {row["ID"]: row for row in datix_rows(DATIX)}.values()
        if row["Site"] == "Hillview Hospital"
        and row["Stage of medication error"] == "Prescribing"
        and row["Medication error"] == "Wrong / unclear dose or strength"
    )
    assert {month: found[month] for month in dose if month >= "2025-09"} == {
        month: count for month, count in dose.items() if month >= "2025-09"
    }
    months = sorted(dose)[:-1]
    before, after = months[: months.index("2025-10")], months[months.index("2025-10") :]
    assert fmean(dose[month] for month in after) < 0.65 * fmean(dose[month] for month in before)
    assert fmean(selection[month] for month in after) > fmean(selection[month] for month in before)


def test_silent_ward_and_zero_months() -> None:
    seen = Counter((each["location"], each["month"]) for each in counted().values())
    silent = EXPECTED["stories"]["silent_ward"]
    months = [month for ward, month in seen if ward == silent]
    assert max(months) <= "2025-10" < "2026-10" == max(by("month"))
    last = [row["Month"] for row in csv_rows("bed_days_by_ward.csv") if row["Ward"] == silent]
    assert max(last) == "2026-10"
    every = sorted(by("month"))[:-1]
    zeros = {
        ward: sum(not seen[ward, month] for month in every)
        for ward in ("Hillview Birth Centre", "Hillview Pain Suite")
    }
    assert zeros == {ward: EXPECTED["stories"]["zero_months"][ward] for ward in zeros}
    assert all(zeros.values())
