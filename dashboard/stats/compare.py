"""One series under several schools' rules: which points they judge differently, and by which clause."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dashboard.stats.direction import Direction
from dashboard.stats.presets import NHSR_PLOT_THE_DOTS, PRESETS, RulePreset
from dashboard.stats.special_cause import Rule
from dashboard.stats.xmr import process_limits


class Clause(StrEnum):
    """A clause in which two presets may differ."""

    LIMIT_FACTOR = "width of the limits"
    SCREENING = "screening of moving ranges"
    RUN = "length of a run"
    TREND = "trend"
    NEAR = "two of three close to a limit"


_FIELDS = {
    Clause.LIMIT_FACTOR: ("limit_factor",),
    Clause.SCREENING: ("screening_factor",),
    Clause.RUN: ("shift_points", "long_run"),
    Clause.TREND: ("trend_points",),
    Clause.NEAR: ("near_points", "near_window", "near_share"),
}


@dataclass(frozen=True, slots=True)
class PresetDifference:
    """A point (its position as given) that two presets label differently.

    clauses: those of which each alone turns the first preset's label of this point into the other's; failing that,
    those that change it at all; failing that, all in which the presets differ (only together do they matter).
    """

    index: int
    first: Rule
    other: Rule
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class PresetComparison:
    """How another preset judges a series differently from the first one."""

    first: RulePreset
    other: RulePreset
    differences: tuple[PresetDifference, ...]


def differing_clauses(first: RulePreset, other: RulePreset) -> tuple[Clause, ...]:
    """The clauses in which two presets differ."""
    return tuple(
        clause
        for clause, fields in _FIELDS.items()
        if any(getattr(first, field) != getattr(other, field) for field in fields)
    )


def compare_presets(
    values: Sequence[float | None],
    *,
    first: RulePreset = NHSR_PLOT_THE_DOTS,
    others: Sequence[RulePreset] | None = None,
    dates: Sequence[date] | None = None,
    rebase: Collection[int] = (),
    fix_after: int | None = None,
    excluded: Sequence[bool] | None = None,
) -> tuple[PresetComparison, ...]:
    """Judge one series by the first preset and by each other one (all known ones unless told), and say what differs.

    The arguments and errors are those of `process_limits`. A clause is found by swapping it alone into the first
    preset and judging again, so the reason is worked out, not guessed.
    """

    def rules(preset: RulePreset) -> dict[int, Rule]:
        chart = process_limits(
            values, dates=dates, rebase=rebase, fix_after=fix_after, excluded=excluded, preset=preset,
            direction=Direction.NEUTRAL,
        )  # fmt: skip
        return {point.index: point.rule for point in chart.points}

    mine = rules(first)
    comparisons = []
    for other in [preset for preset in PRESETS.values() if preset != first] if others is None else others:
        theirs = rules(other)
        swapped = {
            clause: rules(_with_clause(first, other, clause)) for clause in differing_clauses(first, other)
        }
        differences = tuple(
            PresetDifference(index, rule, theirs[index], _reasons(index, rule, theirs[index], swapped))
            for index, rule in mine.items()
            if theirs[index] != rule
        )
        comparisons.append(PresetComparison(first, other, differences))
    return tuple(comparisons)


def _reasons(
    index: int, mine: Rule, theirs: Rule, swapped: Mapping[Clause, Mapping[int, Rule]]
) -> tuple[Clause, ...]:
    to_theirs = tuple(clause for clause, rules in swapped.items() if rules[index] == theirs)
    changing = tuple(clause for clause, rules in swapped.items() if rules[index] != mine)
    return to_theirs or changing or tuple(swapped)


def _with_clause(first: RulePreset, other: RulePreset, clause: Clause) -> RulePreset:
    return replace(first, **{field: getattr(other, field) for field in _FIELDS[clause]})
