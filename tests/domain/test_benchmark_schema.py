"""The schema of benchmark packs: documented, complete, and the same tomorrow."""

import csv
import hashlib
import re
from datetime import date

import pytest

from dashboard.domain.benchmark import (
    COLUMNS,
    DRUG_CLASSES,
    ERROR_TYPES,
    HARM_LEVELS,
    NEAREST,
    RULE,
    SMALLEST_SHOWN,
    STAGES,
    STATES,
    TYPES,
    VERSION,
    is_source,
    month_code,
    month_of_code,
    not_comparable,
    source_code,
    year_code,
    year_of_code,
)  # fmt: skip
from dashboard.domain.words import ErrorType, HarmLevel, MedicationStage
from dashboard.stats.disclosure import HES
from tests.python_files import ROOT

DOCUMENT = (ROOT / "docs" / "benchmark_pack.md").read_text(encoding="utf-8")


def test_every_column_and_state_is_documented_in_the_schemas_own_words() -> None:
    said = dict(re.findall(r"^\| `?([a-z_0-9 ]+?)`? \| (.+) \|$", DOCUMENT, re.MULTILINE))
    for name, what in (COLUMNS | {state.value: what for state, what in STATES.items()}).items():
        assert said.get(name) == what, name
    for word in (*TYPES, *STAGES.values(), *ERROR_TYPES.values(), *HARM_LEVELS.values()):
        assert f"`{word}`" in DOCUMENT, word
    for word in (*DRUG_CLASSES, RULE):
        assert word in DOCUMENT, word


def test_the_rule_of_the_schema_is_the_one_that_is_applied() -> None:
    assert (HES.few + 1, HES.nearest) == (SMALLEST_SHOWN, NEAREST)
    assert f"{HES.name}: 1 to {HES.few} too few to show; others to the nearest {HES.nearest}" == RULE


def test_every_word_of_the_field_has_one() -> None:
    """A stage, class or harm level that is added later needs a new version of the schema, or this fails."""
    assert set(STAGES) == set(MedicationStage)
    assert set(ERROR_TYPES) == set(ErrorType)
    assert set(HARM_LEVELS) == set(HarmLevel)
    with (ROOT / "data" / "reference" / "drug_classes.csv").open(encoding="utf-8") as file:
        assert {row["drug_class"] for row in csv.DictReader(file)} <= set(DRUG_CLASSES)


def test_version_1_is_what_it_was_when_it_was_first_written() -> None:
    """Words of a version never change: who changes one raises VERSION, and this with it."""
    words = [
        *COLUMNS,
        *TYPES,
        *STAGES.values(),
        *ERROR_TYPES.values(),
        *HARM_LEVELS.values(),
        *DRUG_CLASSES,
        RULE,
    ]
    digest = hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]
    assert (VERSION, digest) == ("1", "1899640da057d566")


def test_periods_are_written_so_that_a_spreadsheet_leaves_them_alone() -> None:
    assert month_code(date(2026, 9, 1)) == "2026-M09"
    assert month_of_code("2026-M09") == date(2026, 9, 1)
    assert (year_code(date(2025, 4, 1)), year_code(date(2099, 4, 1))) == ("FY2025-26", "FY2099-00")
    assert year_of_code("FY2025-26") == date(2025, 4, 1)


@pytest.mark.parametrize("code", ["2026-09", "2026-M13", "2026-M00", "26-M09", "FY2025-26", "", "²026-M09"])
def test_what_is_no_month(code: str) -> None:
    assert month_of_code(code) is None


@pytest.mark.parametrize("code", ["FY2025-27", "FY2025", "2025-26", "2026-M09", "", "FY20²5-26"])
def test_what_is_no_year(code: str) -> None:
    assert year_of_code(code) is None


def test_a_source_does_not_name_the_trusts_system() -> None:
    assert source_code("datix") == source_code("inphase, radar") == "local"
    assert source_code("datix, lfpse") == "lfpse+local"
    assert (
        is_source("lfpse+local") and not is_source("local+lfpse") and not is_source("datix") and is_source("")
    )


def test_nrls_is_compared_with_nrls_alone() -> None:
    assert not not_comparable("nrls", "nrls") and not not_comparable("lfpse", "local")
    assert (
        not_comparable("nrls", "lfpse")
        and not_comparable("lfpse+nrls", "nrls")
        and not_comparable("lfpse", "lfpse+nrls")
    )
