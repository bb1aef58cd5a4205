"""Back-casting: at the end of each of 18 months, the curve is learnt from what had been reported by then, the final counts
of the newest three months are predicted, and what came is looked up.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean

import pytest

from dashboard.domain.periods import last_day, months_later
from dashboard.stats import ExpectedCount, ReportingCurve, reporting_curve
from tests.sample.read_sample import DATIX, LFPSE, NRLS, csv_rows, datix_rows, lfpse_rows

Incidents = Sequence[tuple[date, date]]
"""(day of the incident, day of the report)."""

FIRST, MONTH_ENDS = date(2025, 1, 1), 18
"""From the end of January 2025 to the end of June 2026: the sample's longest delay is 120 days, so what came has come."""


def sample() -> Incidents:
    """Both days of every incident that counts, from the files."""
    found: dict[tuple[str, str], tuple[date, date]] = {}
    for row in csv_rows(NRLS):
        days = (row["Date of Incident"], row["Date incident received by NRLS"])
        found["nrls", row["RP01 Unique Incident ID"]] = (day_first(days[0]), day_first(days[1]))
    medication = {row["Reference"] for row in lfpse_rows()}
    for row in csv_rows(LFPSE):  # the first revision has the day of the report
        occurred = datetime.fromisoformat(row["T005 - Event date"]).date()
        if row["Reference"] in medication and occurred < date(2025, 9, 1):
            reported = date.fromisoformat(row["Reported Date"])
            known = found.get(("lfpse", row["Reference"]), (occurred, reported))
            found["lfpse", row["Reference"]] = (occurred, min(reported, known[1]))
    for row in datix_rows(DATIX):
        found["datix", row["ID"]] = (day_first(row["Incident date"]), day_first(row["Reported date"]))
    return list(found.values())


def day_first(written: str) -> date:
    return datetime.strptime(written, "%d/%m/%Y").date()


@dataclass(frozen=True)
class Cast:
    """One month predicted at one month end."""

    month: date
    age: int
    recorded: int
    predicted: ExpectedCount
    came: int

    @property
    def held(self) -> bool:
        return self.predicted.lower <= self.came <= self.predicted.upper

    @property
    def error(self) -> float:
        """(predicted - came) / came."""
        return (self.predicted.expected - self.came) / self.came


def cast_back(incidents: Incidents) -> list[Cast]:
    found = []
    for number in range(MONTH_ENDS):
        newest = months_later(FIRST, number)
        until = last_day(newest)
        oldest = months_later(newest, -23)
        known = [
            (occurred, reported)
            for occurred, reported in incidents
            if oldest <= occurred and reported <= until
        ]
        curve = reporting_curve(
            [occurred.toordinal() for occurred, _ in known],
            [(reported - occurred).days for occurred, reported in known],
            [until.toordinal()] * len(known),
        )
        assert isinstance(curve, ReportingCurve)
        for age in range(3):
            month = months_later(newest, -age)
            days = last_day(month).day
            recorded = sum(month <= occurred <= last_day(month) for occurred, _ in known)
            came = sum(month <= occurred <= last_day(month) for occurred, _ in incidents)
            share = curve.completeness(days, (until - last_day(month)).days)
            found.append(Cast(month, age, recorded, curve.expected_final(recorded, share), came))
    return found


def said(casts: Sequence[Cast]) -> str:
    missed = [f"{each.month:%B %Y} (age {each.age}): {each.recorded} recorded, {each.predicted}, came {each.came}"
              for each in casts if not each.held]  # fmt: skip
    return f"{len(missed)} of {len(casts)} outside: {missed}"


def test_the_intervals_of_the_sample_hold_what_came() -> None:
    casts = cast_back(sample())
    assert len(casts) == 3 * MONTH_ENDS
    assert fmean(each.held for each in casts) >= 0.95, said(casts)
    assert abs(fmean(each.error for each in casts)) < 0.01
    assert fmean(abs(each.error) for each in casts) < 0.02
    # what is recorded would have been 16 % too few for a month that has just ended
    assert fmean(each.recorded / each.came - 1 for each in casts if each.age == 0) < -0.12


def made_up(seed: int, mean_delay: Callable[[date], float]) -> Incidents:
    """200 incidents a month, a third reported on the day, the others exponential with this mean of days."""
    chance = random.Random(seed)
    found = []
    day = date(2023, 1, 1)
    while day < date(2026, 9, 1):
        for _ in range(sum(chance.random() < 0.5 for _ in range(13))):
            late = 0 if chance.random() < 1 / 3 else int(chance.expovariate(1 / mean_delay(day)))
            found.append((day, day + timedelta(days=late)))
        day += timedelta(days=1)
    return found


CHANGE = date(2025, 7, 1)


@pytest.mark.parametrize(
    ("before", "after", "held", "error"),
    [(8, 8, 0.93, 0.01), (8, 16, 0.90, 0.03), (16, 8, 0.90, 0.03)],
    ids=["no change", "delays double", "delays halve"],
)
def test_a_change_of_delay_is_followed(before: float, after: float, held: float, error: float) -> None:
    """Delays change on one day in the middle of the 18 months; three trusts of each kind."""
    casts = [
        each
        for seed in (1, 2, 3)
        for each in cast_back(made_up(seed, lambda day: before if day < CHANGE else after))
    ]
    assert fmean(each.held for each in casts) >= held, said(casts)
    assert abs(fmean(each.error for each in casts)) < error
