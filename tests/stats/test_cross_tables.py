"""Linked tables that leave the building: the rule by hand, cells that the rule alone gives away, and what is withheld for them."""

from itertools import product

import numpy as np

from dashboard.stats import CrossTable, cells_of, withhold_until_safe
from dashboard.stats.cross_tables import NOT_GIVEN, NOTHING, shown

BY_HAND = {0: 0, 1: -1, 2: -1, 7: -1, 8: 10, 9: 10, 12: 10, 13: 15, 17: 15, 18: 20, 102: 100, 103: 105}


def test_the_rule_by_hand() -> None:
    assert {count: int(shown(np.array(count))) for count in BY_HAND} == BY_HAND


def tables_of(incidents: np.ndarray) -> list[CrossTable]:
    """Months by classes, each month's total, each class's total and the total of all, of incidents with one class each."""
    return [
        CrossTable((0, 1), incidents.copy()),
        CrossTable((0,), incidents.sum(axis=1), weight=100),
        CrossTable((1,), incidents.sum(axis=0), weight=10),
        CrossTable((), np.array(incidents.sum()), weight=1000),
    ]


SEEDS = 40
CHANGES = np.array([*product((-1, 0, 1), repeat=8)]).reshape(-1, 4, 2)


def drawn(seed: int) -> np.ndarray:
    """Four months by two classes, many of whose cells are at the ends of what too few means, where sums give most away."""
    by = np.random.default_rng(seed)
    kinds = [
        np.full(4, 7),
        by.integers(6, 8, 4),
        by.poisson(2.0, 4),
        by.poisson(9.0, 4),
        by.integers(0, 2, 4),
    ]
    return np.stack([kinds[by.integers(len(kinds))] for _ in range(2)], axis=1).astype(np.int64)


def possible(tables: list[CrossTable], incidents: np.ndarray) -> list[set[int]]:
    """What each cell could be, by trying all 6,561 tables whose cells are at most one away from the truth. A second implementation:
    it works every sum out anew, and compares what would be read; a withheld cell says that it is 8 or more, to whoever knows
    this program.
    """
    cells = np.concatenate([incidents[None], incidents + CHANGES])
    cells = cells[(cells >= 0).all(axis=(1, 2))]
    same = np.ones(len(cells), bool)
    for table, sums in zip(
        tables, (cells, cells.sum(axis=2), cells.sum(axis=1), cells.sum(axis=(1, 2))), strict=True
    ):
        read = np.select([sums == 0, sums < 8], [0, -1], (sums + 2) // 5 * 5)
        read = np.where(table.withheld & (sums >= 8), -2, read)
        same &= (read == read[0]).reshape(len(cells), -1).all(axis=1)
    return [set(column.tolist()) for column in cells[same].reshape(same.sum(), -1).T]


def given_away(tables: list[CrossTable], incidents: np.ndarray) -> int:
    could_be = possible(tables, incidents)
    return sum(len(could_be[at]) == 1 for at in np.flatnonzero(tables[0].published.ravel() == NOT_GIVEN))


def test_twelve_cells_of_one_under_a_total_of_ten_are_recovered_without_withholding_and_not_with_it() -> None:
    incidents = np.array([[1, 9]] * 4 + [[2, 9]] * 2 + [[0, 20]])  # the first class: 8 in all, shown as 10
    ones = np.array([[1, 30]] * 12)
    assert [int(cell) for cell in shown(ones.sum(axis=0))] == [10, 360]
    tables = tables_of(ones)
    assert withhold_until_safe(tables, ones) > 0
    assert tables[2].withheld[0], "the total of the class gives way"
    assert not tables[3].withheld.any() and not tables[1].withheld.any(), (
        "the totals of months and of all stay"
    )
    safe = tables_of(incidents)
    withhold_until_safe(safe, incidents)
    assert not safe[1].withheld.any()


def test_no_count_of_one_to_seven_is_the_only_possible_one() -> None:
    for seed in range(SEEDS):
        incidents = drawn(seed)
        tables = tables_of(incidents)
        withhold_until_safe(tables, incidents)
        assert given_away(tables, incidents) == 0, f"seed {seed}: {incidents.tolist()}"


def test_without_withholding_some_are_the_only_possible_ones() -> None:
    """The attacker is able: of the same tables the rule alone gives counts away."""
    found = [given_away(tables_of(drawn(seed)), drawn(seed)) for seed in range(SEEDS)]
    assert sum(found) >= 20 and sum(count > 0 for count in found) >= 5


def test_the_same_tables_always_come_out_the_same() -> None:
    incidents = np.random.default_rng(3).poisson(4.0, size=(6, 5)).astype(np.int64)
    once, again = tables_of(incidents), tables_of(incidents)
    assert withhold_until_safe(once, incidents) == withhold_until_safe(again, incidents)
    for one, other in zip(once, again, strict=True):
        assert (one.withheld == other.withheld).all()


def test_a_sparse_table_has_only_what_is_shown() -> None:
    table = CrossTable((0, 1), np.array([[0, 3], [8, 41]]), sparse=True)
    assert [*cells_of(table)] == [((1, 0), 8, 10), ((1, 1), 41, 40)]
    assert table.published.tolist() == [[NOTHING, NOTHING], [10, 40]]
