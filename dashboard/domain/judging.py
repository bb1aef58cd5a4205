"""How a trust's series are judged: one rule set, and when a month counts as complete."""

from dataclasses import dataclass

RULE_SETS = ("NHSRplotthedots", "Making Data Count Excel", "Anhøj")
"""The rule sets by name, the house's first; `stats.presets` holds what each of them is."""


@dataclass(frozen=True)
class Judging:
    """rule_set: one of `RULE_SETS`. complete_from_percent: the share of a month's incidents that must be expected to have
    been reported before it counts, by the trust's own curve of late reporting. filling_up_days: how long a month fills up
    where no curve can be learnt.
    """

    rule_set: str = RULE_SETS[0]
    complete_from_percent: int = 95
    filling_up_days: int = 30


AS_THE_HOUSE = Judging()
"""What holds where a trust has set nothing."""
