"""Benchmark packs of made-up organisations, from incidents drawn by a seed: written by the product, read back from bytes."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date

from dashboard.domain.benchmark import DRUG_CLASSES, BenchmarkPack
from dashboard.domain.periods import months_later
from dashboard.domain.rows import MonthKindCount
from dashboard.domain.words import ErrorType, HarmLevel, MedicationStage
from dashboard.measures.benchmark import benchmark_rows, counted_periods

METHOD = "edition 1, released 2026-11-05; dashboard 0.1.0"
STAGES = [each.value for each in MedicationStage]
ERRORS = [each.value for each in ErrorType]


def months(first: date, count: int) -> list[date]:
    return [months_later(first, n) for n in range(count)]


def drawn_kinds(of: Sequence[date], a_month: int, seed: int, *, words: int = 6) -> list[MonthKindCount]:
    """About so many incidents each month, over the first `words` classes, stages and error types; one in ten has two of a kind."""
    by = random.Random(seed)
    counts: Counter[tuple[date, str, str, str, str]] = Counter()

    def some(known: Sequence[str]) -> str:
        weights = [1 / (1 + n) for n in range(words)]
        chosen = set(by.choices(known[:words], weights, k=2 if by.random() < 0.1 else 1))
        return " | ".join(sorted(chosen))

    for month in of:
        for _ in range(max(0, round(by.gauss(a_month, a_month**0.5)))):
            harm = by.choices([each.value for each in HarmLevel], [1, 4, 70, 20, 4, 1, 1])[0]
            counts[month, some(DRUG_CLASSES), some(STAGES), some(ERRORS), harm] += 1
    return [MonthKindCount(*kind, count) for kind, count in sorted(counts.items())]


def made_up_pack(
    organisation: str,
    *,
    a_month: int = 60,
    bed_days: float | None = 8000.0,
    first: date = date(2025, 4, 1),
    count: int = 14,
    seed: int = 1,
    source: str = "lfpse",
    words: int = 6,
) -> BenchmarkPack:
    of = months(first, count)
    periods = counted_periods(of, dict.fromkeys(of, source), dict.fromkeys(of, bed_days))
    assert periods is not None
    rows = benchmark_rows(drawn_kinds(of, a_month, seed, words=words), periods)
    return BenchmarkPack(organisation, "acute", METHOD, rows)
