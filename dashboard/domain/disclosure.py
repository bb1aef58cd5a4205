"""The names of the rules by which counts are shown to readers outside the closed meeting."""

HES_RULE = "HES"
UNDER_FIVE_RULE = "under five"
DISCLOSURE_RULES = (HES_RULE, UNDER_FIVE_RULE)
"""The first is what a new store begins with."""
