"""Names of the real sample against labels made by hand: the shares that the product must reach, and no look-alike ever."""

import csv

import pytest

from dashboard.extracts.medicines import reference
from tests.bench.medicines import LABELS, SAMPLE, accuracy
from tests.python_files import ROOT


def test_names_of_the_real_sample_are_read_as_they_are_labelled() -> None:
    """At least 97 % the right medicine, 97 % the right BNF section, at most 0.3 % another one, 98 % of placeholders."""
    found = accuracy()
    if found is None:
        pytest.skip(f"the real NRLS sample is not on this machine: {SAMPLE}")
    assert found.names == 998
    assert found.right >= 0.97 * found.names
    assert found.section >= 0.97 * found.names
    assert found.wrong <= 0.003 * found.names
    assert found.placeholders_right >= 0.98 * found.placeholders


def test_no_label_is_read_as_its_look_alike() -> None:
    with (ROOT / "data" / "reference" / "look_alike.csv").open(encoding="utf-8", newline="") as lines:
        pairs = {frozenset((row["name"], row["looks_like"])) for row in csv.DictReader(lines)}
    with LABELS.open(encoding="utf-8", newline="") as lines:
        labels = [(row["name"], set(row["medicines"].split(";"))) for row in csv.DictReader(lines)]
    taken = [
        (name, other, meant)
        for name, meant in labels
        for other in set(reference().name(name).medicines) - meant
        if any(frozenset((other, each)) in pairs for each in meant)
    ]
    assert len(labels) > 400 and taken == []
