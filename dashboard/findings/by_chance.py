"""How many newest-month signals chance alone would give to the series of one page."""

from collections.abc import Sequence

from dashboard.findings.words import count_of
from dashboard.measures.series import Series
from dashboard.stats import any_newest_signal, expected_newest_signals, newest_signal_chances

WHICH = "This does not tell you which; look at the cases first."


def by_chance(many: Sequence[Series], one: str = "chart", several: str = "") -> tuple[str, ...]:
    """The sentence for 'How this is worked out', from every series that was looked at, drawn or not.

    `one` and `several` are what each series is of. No sentence where no series has limits, or where all have so few months
    since a break that chance flags nothing.
    """
    charts = [series.chart for series in many if series.chart and series.newest and series.newest.process]
    if not charts:
        return ()
    rules = many[0].rules  # a trust has one rule set
    judged = len(newest_signal_chances(charts, rules))
    expected, some = expected_newest_signals(charts, rules), any_newest_signal(charts, rules)
    if not some:
        return ()
    if judged == 1:
        return (
            f"The one {one} that has limits would flag its newest month by chance alone about 1 time in "
            f"{round(1 / some, -1):.0f}. Look at the cases first.",
        )
    start = f"Of {count_of(judged, one, several or one + 's')} with limits"
    if expected >= 1:
        about = round(expected)
        whose = "its" if about == 1 else "their"
        return (f"{start}, about {about} would flag {whose} newest month by chance alone. {WHICH}",)
    return (
        f"{start}, fewer than 1 would flag its newest month by chance alone: about {_one_in(some)} such pages would have "
        f"one. {WHICH}",
    )


def _one_in(share: float) -> str:
    """A share as people say it: '1 in 40', '1 in 3', '4 in 10'; never closer than it is known."""
    tenths = round(10 * share)
    if tenths >= 4:
        return "1 in 2" if tenths == 5 else f"{tenths} in 10"
    exact = 1 / share
    return f"1 in {round(exact) if exact < 10 else round(exact, -1):.0f}"
