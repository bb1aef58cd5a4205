"""Packs of very small trusts to be attacked, and how many of their small numbers the attacker works out."""

import random
from collections import Counter
from datetime import date

from dashboard.domain.benchmark import DRUG_CLASSES, BenchmarkPack
from dashboard.domain.rows import MonthKindCount
from dashboard.measures.benchmark import benchmark_rows, counted_periods
from dashboard.reports.benchmark_csv import benchmark_csv
from tests.proofs.benchmark_attacker import attack, truth_of
from tests.reports.made_up_benchmark_packs import METHOD, months

YEAR = months(date(2025, 4, 1), 12)
CODED = {
    "stage: Prescribing": "prescribing", "stage: Advice": "advice", "error_type: Omitted dose": "omitted_dose",
    "error_type: Wrong medicine": "wrong_medicine", "harm_level: No harm": "no_harm", "harm_level: Low": "low",
    "harm_level: Moderate": "moderate_and_above",
}  # fmt: skip
"""As docs/benchmark_pack.md writes them, by hand."""


def few_incidents(seed: int) -> list[MonthKindCount]:
    """A year of a very small trust, one word of each to an incident; the second class has one incident in each month, or seven, so that
    sums give it away."""
    by = random.Random(seed)
    counts: Counter[tuple] = Counter()
    often = by.choice((1, 1, 7))
    for month in YEAR:
        for n in range(often + by.randrange(3, 12)):
            words = (
                DRUG_CLASSES[1 if n < often else 0], by.choice(("Prescribing", "Advice")),
                by.choice(("Omitted dose", "Wrong medicine")), by.choices(("No harm", "Low", "Moderate"), (8, 3, 1))[0],
            )  # fmt: skip
            counts[month, *words] += 1
    return [MonthKindCount(*kind, count) for kind, count in sorted(counts.items())]


def recovered(kinds: list[MonthKindCount], *, cells: int, seed: int = 0) -> int:
    """Of some cells that are too few (those of the second class first), how many have one possible number alone."""
    periods = counted_periods(YEAR, dict.fromkeys(YEAR, "lfpse"), dict.fromkeys(YEAR, 900.0))
    assert periods is not None
    pack = BenchmarkPack("RXX", "acute", METHOD, benchmark_rows(kinds, periods))
    attacked = attack(benchmark_csv(pack), 2025)
    few = attacked.in_state("too few to show")
    for at in attacked.in_state("withheld"):
        if truth_of(attacked.rows[at], kinds, CODED) < 8:
            few.append(at)
    first = [at for at in few if attacked.rows[at]["drug_class"] == DRUG_CLASSES[1]]
    drawn = random.Random(seed)
    chosen = drawn.sample(first, min(len(first), cells // 2))
    chosen += drawn.sample(few, min(len(few), cells - len(chosen)))
    return sum(attacked.only_one(at, truth_of(attacked.rows[at], kinds, CODED)) for at in chosen)
