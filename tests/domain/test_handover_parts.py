"""The parts of a handover pack: each in a file of its own, with words for one row and for several."""

import re

from dashboard.domain.handover import MANIFEST
from dashboard.domain.handover_parts import PARTS


def test_the_words_of_every_part_can_be_told() -> None:
    files = {part.file for part in PARTS}
    assert len(files) == len(PARTS) and MANIFEST not in files
    assert all(re.fullmatch(r"decisions/[a-z_]+\.json", part.file) and all(part.words) for part in PARTS)
