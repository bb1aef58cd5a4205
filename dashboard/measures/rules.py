"""A trust's rule set in words: what makes a month a special cause, and what the other rule sets would say."""

from dashboard.stats import NHSR_PLOT_THE_DOTS, PRESETS, Rule, RulePreset

IN_WORDS = {
    Rule.OUTSIDE: "outside the process limits",
    Rule.TREND: "part of seven months that rise or fall one after the other",
    Rule.TWO_IN_THREE: "part of three months of which two or more are close to a limit",
    Rule.SHIFT: "part of seven months in a row on one side of the average",
}
NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
LONG_RUN = "part of a run of months on one side of the average that is longer than chance explains"


def rule_set(name: str) -> RulePreset:
    """The rule set of this name; the house's where an edition names one that this version does not know."""
    return PRESETS.get(name, NHSR_PLOT_THE_DOTS)


def rule_in_words(rule: Rule, rules: RulePreset) -> str:
    """Why a month stands out, in the words of its rule set."""
    return LONG_RUN if rule is Rule.SHIFT and rules.long_run else IN_WORDS[rule]


def side_in_words(rule: Rule, high: bool | None) -> str:
    """'higher than usual'; a trend may rise below the average, so of a trend only which way it goes: 'rising'."""
    if rule is Rule.TREND:
        return "rising" if high else "falling"
    return "higher than usual" if high else "lower than usual"


def rules_in_words(rules: RulePreset) -> tuple[str, ...]:
    """How limits are worked out and what is a special cause, by one rule set."""
    screened = (
        f"; moving ranges of {rules.screening_factor:g} times their mean or more are left out once"
        if rules.screening_factor
        else "; no moving range is left out"
    )
    signs = ["a month outside the limits"]
    if rules.shift_points:
        signs.append(f"{number_in_words(rules.shift_points)} in a row on one side of the average")
    if rules.long_run:
        signs.append("a run on one side of the average longer than chance explains")
    if rules.trend_points:
        signs.append(f"{number_in_words(rules.trend_points)} that rise or fall one after the other")
    if rules.near_points:
        signs.append(
            f"{number_in_words(rules.near_points)} of {number_in_words(rules.near_window)} close to a limit, on one side"
        )
    return (
        f"XmR chart by the rules of {rules.name}: average plus and minus {rules.limit_factor:.4g} times the mean moving range"
        f"{screened}.",
        f"Special cause: {'; '.join(signs)}. None of them says better or worse.",
    )


def number_in_words(of: int) -> str:
    """'seven'; figures from 13 on."""
    return NUMBERS[of] if of < len(NUMBERS) else str(of)
