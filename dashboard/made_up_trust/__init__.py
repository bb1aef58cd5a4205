"""The made-up trust: its extracts, what was decided at its desk and what it learnt."""

from dashboard.made_up_trust.trust import AGENDA, BANNER, SAMPLE, ensure_made_up_trust

__all__ = ["AGENDA", "BANNER", "SAMPLE", "ensure_made_up_trust"]
