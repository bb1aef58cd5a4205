"""Each question against the same SELECT with its filter written into it: what the one meaning of the filter costs."""

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from dashboard.domain.engine import ENGINE
from dashboard.domain.incident_filter import IncidentFilter
from dashboard.domain.learning.escalation_rules import bound_rules
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from dashboard.edition import latest_edition, question, question_names

FILTERS: Mapping[str, str] = {
    "a period": "from=2024-02-02&until=2026-02-28",
    "one ward": "from=2024-02-02&until=2026-02-28&site=Northgate+Hospital&location=Ward+7",
    "two stages": "from=2024-02-02&until=2026-02-28&stage=Prescribing&stage=Administration",
    "one medicine": "from=2024-02-02&until=2026-02-28&medicine=enoxaparin&harm=No+harm&harm=Low",
    "by date reported": "from=2024-02-02&until=2026-02-28&basis=reported",
}
TIMES, MILLISECONDS_MORE = 1.5, 5.0
SEED = 1
"""Of the question that draws a sample."""

BLOCKS = [0, 1, 100]
"""Of the question that asks of some incidents alone."""

SELECTED = re.compile(r"selected_(?:incident|list)\(\$asked\)")
IN_LISTS = ("site", "division", "location", "harm", "reporter_group", "source")
COLUMNS = {"harm": "harm_level"}


class NotTheSameQuestion(RuntimeError):
    """The SELECT with literals gave other rows: the two must not be compared."""


@dataclass(frozen=True)
class QuestionTimes:
    """Milliseconds, medians of the rounds, for the filter of which the question lags most behind its literals."""

    question: str
    asked: str
    ours: float
    literal: float

    @property
    def over(self) -> float:
        """Milliseconds over its bar; negative within."""
        return self.ours - max(TIMES * self.literal, self.literal + MILLISECONDS_MORE)

    @property
    def holds(self) -> bool:
        return self.over <= 0

    @property
    def bar(self) -> str:
        return f"<= {TIMES:g} x, or {MILLISECONDS_MORE:g} ms more ({self.ours - self.literal:+.1f} ms)"


def measured_questions(store: Path, rounds: int, *, in_turn: bool = False) -> Iterator[QuestionTimes]:
    """Every question that asks something, of the newest edition, by each filter or (`in_turn`) by one of them. Raises
    NotTheSameQuestion.
    """
    newest = latest_edition(Store(store), SINGLE_USER)
    assert newest is not None
    path = Store(store).edition(newest.edition_id)
    with duckdb.connect(str(path), read_only=True, config={**ENGINE, "memory_limit": "1GB"}) as edition:
        for number, name in enumerate(question_names()):
            if question(name).asks:
                by = [list(FILTERS)[number % len(FILTERS)]] if in_turn else FILTERS
                each = [_compared(edition, name, words, rounds) for words in by]
                yield max(each, key=lambda one: one.over)


def _compared(edition: duckdb.DuckDBPyConnection, name: str, words: str, rounds: int) -> QuestionTimes:
    asked = IncidentFilter.from_query(FILTERS[words])
    sql, plain = question(name).sql, with_literals(question(name).sql, asked)
    asks = question(name).asks
    rules = {key: value for key, value in bound_rules().items() if key in asks}
    others = (("asked", asked.as_struct()), ("seed", SEED), ("blocks", BLOCKS))
    parameters = {key: value for key, value in others if key in asks} | rules
    if edition.execute(sql, parameters).fetchall() != edition.execute(plain, rules or None).fetchall():
        raise NotTheSameQuestion(f"{name}, {words}")
    ours, literal = [], []
    for _ in range(rounds):
        literal.append(_milliseconds(edition, plain, rules or None))
        ours.append(_milliseconds(edition, sql, parameters))
    return QuestionTimes(name, words, median(ours), median(literal))


def _milliseconds(edition: duckdb.DuckDBPyConnection, sql: str, parameters: object) -> float:
    began = time.perf_counter()
    edition.execute(sql, parameters).fetchall()
    return 1000 * (time.perf_counter() - began)


def with_literals(sql: str, asked: IncidentFilter) -> str:
    """The question's SELECT as one would write it by hand for this filter: no macro of incidents, no parameter."""
    return (
        SELECTED.sub(lambda _: f"({selected(asked)})", sql)
        .replace("$asked", _struct(asked))
        .replace("$seed", str(SEED))
        .replace("$blocks", str(BLOCKS))
    )


def selected(asked: IncidentFilter) -> str:
    """The incidents of this filter, with no more conditions than it has."""
    reported = asked.basis.value == "reported"
    first, last = ("reported_on", "reported_on") if reported else ("occurred_earliest", "occurred_latest")
    dated = "reported_on" if reported else "case when occurred_precision = 'day' then occurred_earliest end"
    conditions = [f"{first} >= {_written(asked.from_)}"] if asked.from_ else []
    conditions += [f"{last} <= {_written(asked.until)}"] if asked.until else []
    for name in IN_LISTS:
        if values := getattr(asked, name):
            conditions.append(f"{COLUMNS.get(name, name)} in {_several(values)}")
    if asked.stage:
        conditions.append(f"n in (select n from incident_stage where stage in {_several(asked.stage)})")
    if asked.medicine:
        lists = f"select medicine_list from list_medicine where medicine in {_several(asked.medicine)}"
        conditions.append(f"medicine_list in ({lists})")
    return (
        f"select incident.*, {dated} as dated_on, {first} as dated_earliest, {last} as dated_latest from incident "
        f"where {' and '.join(conditions) or 'true'}"
    )


def _struct(asked: IncidentFilter) -> str:
    pairs = ", ".join(f"'{key}': {_written(value)}" for key, value in asked.as_struct().items())
    return f"({{{pairs}}}::asked)"


def _several(values: tuple[str, ...]) -> str:
    return f"({', '.join(_written(value) for value in values)})"


def _written(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, list):
        return f"[{', '.join(_written(each) for each in value)}]"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return f"date '{value}'"
