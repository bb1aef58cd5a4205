"""Personal details in ten thousand made-up notes of five seeds: the figures that are published."""

import pytest

from tests.extracts.identifier_accuracy import local_of_the_trust, measured
from tests.extracts.incident_notes import notes
from tests.extracts.note_of_incident import (
    BIRTH,
    DOSE,
    EMAIL,
    HOSPITAL,
    NEAR_MISSES,
    NHS,
    PHONE,
    PLANTED,
    POSTCODE,
    TITLED,
)

LEAST = {NHS: 0.995, BIRTH: 0.98, POSTCODE: 0.98, PHONE: 0.98, EMAIL: 0.98, HOSPITAL: 0.95, TITLED: 0.9}


@pytest.mark.parametrize("seed", [20261126, 7, 11, 2027, 99])
def test_recall_and_false_masks_by_kind(seed: int) -> None:
    found = measured(notes(2000, seed), local_of_the_trust())
    for kind in PLANTED:
        print(f"{kind}: {found.found[kind]} of {found.planted[kind]} masked ({found.recall(kind):.1%})")
    for kind in NEAR_MISSES:
        print(
            f"{kind}: {found.touched[kind]} of {found.stayed[kind]} touched ({found.false_masks(kind):.2%})"
        )
    assert {kind: found.recall(kind) for kind, least in LEAST.items() if found.recall(kind) < least} == {}
    assert found.false_masks(DOSE) <= 0.005
    assert all(found.false_masks(kind) <= 0.01 for kind in NEAR_MISSES)
