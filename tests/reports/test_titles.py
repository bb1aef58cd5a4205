"""A finding as a title: no word is lost, none is added, and it fits."""

import random
import re

import pytest

from dashboard.reports.titles import LONGEST_TITLE, titled

RATE = (
    "5,003 incidents were recorded in 24 months: 8.5 per 1,000 occupied bed days (95 % interval 8.2 to 8.7); September 2026 had "
    "198 (8.2; 7.1 to 9.5), within the usual range of 6.8 to 10.1."
)
MIX = (
    "Of the 4,744 graded for harm, 4,211 (89 %) were no harm, 419 low, 93 moderate, 18 severe and 3 are recorded as fatal (the incident "
    "may have contributed; not a finding of cause); for 217 harm is not yet recorded."
)
BY_HAND = [
    ("Short.", ("Short.", "")),
    ("A" * 140, ("A" * 140, "")),
    (RATE, (RATE[:102] + ".", RATE[104:])),
    # a clause is never cut inside brackets, where a semicolon stands too
    (MIX, ("Of the 4,744 graded for harm, 4,211 (89 %) were no harm, 419 low, 93 moderate…",
           "…18 severe and 3 are recorded as fatal (the incident may have contributed; not a finding of cause); for 217 harm is not yet recorded.")),
    ("B" * 300, ("B" * 139 + "…", "…" + "B" * 161)),
]  # fmt: skip


@pytest.mark.parametrize(("finding", "by_hand"), BY_HAND)
def test_by_hand(finding: str, by_hand: tuple[str, str]) -> None:
    assert titled(finding) == by_hand


def letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def test_any_finding_keeps_its_words_and_fits() -> None:
    chance = random.Random(7)
    parts = [
        "insulins",
        "(7.5; 6.5 to 8.6)",
        "34 in September",
        "higher than usual",
        "x" * 60,
        "Ward 7",
        "8.5",
    ]
    for _ in range(2_000):
        said = "".join(
            chance.choice(parts) + chance.choice([" ", ", ", "; ", ". ", ": "])
            for _ in range(chance.randrange(1, 40))
        )
        longest = chance.choice([LONGEST_TITLE, 110, 60])
        title, rest = titled(said, longest)
        assert 0 < len(title) <= longest, said
        assert letters(title + rest) == letters(said), said
