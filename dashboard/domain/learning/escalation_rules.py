"""The rules of escalation as data: `data/reference/escalation_rules.csv`, and the list of Never Events with its version.

Both files are the trust's to change. No rule decides: what meets one is put before the officer with the reason.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).resolve().parents[3] / "data" / "reference"

OWN_RULES_LOOK_BACK = 365
"""Days before the newest extract, for a rule of the trust's own."""

SAME_MEDICINE_AND_ERROR = "same_medicine_and_error"
POSSIBLE_NEVER_EVENT = "possible_never_event"
BY_VALUE = ("harm_level", "psychological_harm", "never_event")
"""Fields of which a rule names the value that meets it."""


@dataclass(frozen=True)
class EscalationRule:
    """`many` incidents within `days` days (None: any) meet it, of the `looks_back_days` before the newest extract. `value` is what the
    field that it looks at says."""

    rule: str
    looks_at: str
    value: str
    many: int | None
    days: int | None
    looks_back_days: int
    words: str
    source: str
    dated: str


@dataclass(frozen=True)
class NeverEventItem:
    """One item of the list and one error that can be it. `by`: 'medicine', 'drug_class', 'high_risk', or 'any' medicine; an empty stage is
    any stage. `note` is what coded fields do not say of it."""

    list: str
    item: int
    name: str
    by: str
    value: str
    error_type: str
    stage: str
    note: str


@cache
def escalation_rules(folder: Path = REFERENCE) -> dict[str, EscalationRule]:
    """The rules by their keys, in the order of the file: what is most serious first."""
    return {
        row["rule"]: EscalationRule(
            row["rule"], row["looks_at"], row["value"], _number(row["many"]), _number(row["days"]), int(row["looks_back_days"]),
            row["words"], row["source"], row["dated"],
        )
        for row in _rows("escalation_rules", folder)
    }  # fmt: skip


@cache
def never_event_items(folder: Path = REFERENCE) -> tuple[NeverEventItem, ...]:
    return tuple(
        NeverEventItem(
            row["list"], int(row["item"]), row["name"], row["by"], row["value"], row["error_type"], row["stage"], row["note"],
        )
        for row in _rows("never_events", folder)
    )  # fmt: skip


@cache
def never_events_named() -> dict[int, NeverEventItem]:
    """One of the rows of each item, by its number."""
    return {each.item: each for each in never_event_items()}


def many_within_days() -> tuple[int, int]:
    """How many of the same medicine and error, within how many days (the first and the last counted)."""
    rule = escalation_rules()[SAME_MEDICINE_AND_ERROR]
    return rule.many or 1, rule.days or 1


@cache
def bound_rules() -> dict[str, Any]:
    """What the questions of escalation are asked with: `rules` as a struct, `never_events` as a list of structs."""
    many, days = many_within_days()
    return {
        "rules": {
            "many": many,
            "days": days,
            "alike_look_back": escalation_rules()[SAME_MEDICINE_AND_ERROR].looks_back_days,
            "never_events_look_back": escalation_rules()[POSSIBLE_NEVER_EVENT].looks_back_days,
            "by_value": [
                {
                    "rule": each.rule,
                    "looks_at": each.looks_at,
                    "value": each.value,
                    "looks_back": each.looks_back_days,
                }
                for each in escalation_rules().values()
                if each.looks_at in BY_VALUE
            ],
        },
        "never_events": [
            {
                "item": each.item,
                "by": "curated" if each.by == "drug_class" else each.by,
                "value": each.value,
                "error_type": each.error_type,
                "stage": each.stage,
            }
            for each in never_event_items()
        ],
    }


def _rows(name: str, folder: Path) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return [*csv.DictReader(lines)]


def _number(written: str) -> int | None:
    return int(written) if written else None
