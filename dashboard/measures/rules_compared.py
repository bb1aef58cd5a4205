"""One series by the rule sets that the trust does not use: which months they judge otherwise, and by which clause."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.domain.periods import month_in_words
from dashboard.measures.rules import rule_in_words
from dashboard.measures.series import Series
from dashboard.stats import PresetComparison, PresetDifference, Rule, compare_presets

MOST_NAMED = 4


def rules_compared(series: Series) -> tuple[str, ...]:
    """A sentence for each other rule set; nothing for a series without limits."""
    if series.chart is None:
        return ()
    comparisons = compare_presets(
        [point.value if point.process else None for point in series.points],
        first=series.rules,
        rebase=[group.first for group in series.chart.groups],
    )
    return tuple(_in_words(series, each) for each in comparisons)


def _in_words(series: Series, compared: PresetComparison) -> str:
    if not compared.differences:
        return f"By the rules of {compared.other.name} the same months stand out."
    runs = _in_a_row(compared.differences)
    said = [_difference(series, compared, each) for each in runs[:MOST_NAMED]]
    more = sum(len(run) for run in runs[MOST_NAMED:])
    tail = f"; and {more} more" if more > 0 else ""
    return f"By the rules of {compared.other.name}: {'; '.join(said)}{tail}."


def _in_a_row(differences: Sequence[PresetDifference]) -> list[list[PresetDifference]]:
    """Neighbouring months that differ in the same way, together."""
    runs: list[list[PresetDifference]] = []
    for each in differences:
        last = runs[-1][-1] if runs else None
        if last and each == replace(last, index=last.index + 1):
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def _difference(series: Series, compared: PresetComparison, run: Sequence[PresetDifference]) -> str:
    each, one = run[0], len(run) == 1
    first, last = (month_in_words(series.points[end.index].month) for end in (run[0], run[-1]))
    when = first if one else f"{first} to {last}"
    clauses = " and ".join(clause.value for clause in each.clauses)
    if each.other is Rule.NONE:
        return f"{when} {'does' if one else 'do'} not stand out ({clauses})"
    stands = (
        f"{'is' if one else 'are'}" if each.first is not Rule.NONE else f"{'stands' if one else 'stand'} out,"
    )
    return f"{when} {stands} {rule_in_words(each.other, compared.other)} ({clauses})"
